/** The items of a SELECT list. */
import type { Expression, Name, Projection } from '../../../lineage/tree.js';
import { tokenKinds } from '../tokens.js';
import type { Cursor } from './cursor.js';
import { nameList } from './names.js';
import { notColumnAlias } from './words.js';

/** Ends a list after a trailing comma. */
const afterItems = new Set(['FROM', ')', ';', 'WHERE', 'UNION', 'GROUP', 'ORDER', 'LIMIT']);

/** PostgreSQL allows an empty list. */
export function projections(cursor: Cursor): Projection[] {
  if (cursor.is('FROM') && cursor.kind(1) !== -1 && cursor.dialect === 'POSTGRESQL') return [];
  return cursor.list(() => projection(cursor), afterItems);
}

function projection(cursor: Cursor): Projection {
  const start = cursor.start;
  const assigned = assignedAlias(cursor);
  const value = cursor.grammar.expression(cursor);
  if (assigned !== null)
    return { kind: 'expression', expression: value, alias: assigned, ...cursor.spanFrom(start) };
  if (value.kind === 'star') return star(cursor, value.qualifier, start);
  if (cursor.is('AS', '(')) {
    cursor.at++;
    const aliases = nameList(cursor);
    return { kind: 'multi', expression: value, aliases, ...cursor.spanFrom(start) };
  }
  const alias = columnAlias(cursor);
  if (cursor.is('(') && alias === null) cursor.fail('a comma or FROM');
  return { kind: 'expression', expression: value, alias, ...cursor.spanFrom(start) };
}

/** T-SQL's `alias = expression`. */
function assignedAlias(cursor: Cursor): Name | null {
  if (cursor.dialect !== 'TSQL' || cursor.peek(1) !== '=') return null;
  if (cursor.kind() === tokenKinds.parameter) {
    cursor.at += 2;
    return null;
  }
  if (!cursor.isName && cursor.kind() !== tokenKinds.string) return null;
  const alias = cursor.name(true);
  cursor.at++;
  return alias;
}

const stringAliases = new Set([
  'MYSQL',
  'TSQL',
  'SPARK',
  'HIVE',
  'BIGQUERY',
  'SQLITE',
  'IMPALA',
  'ANSI',
  'DUCKDB',
]);

function columnAlias(cursor: Cursor): Name | null {
  if (cursor.take('AS')) return cursor.name(true);
  if (cursor.kind() === tokenKinds.string)
    return stringAliases.has(cursor.dialect) ? cursor.name(true) : null;
  if (!cursor.isName || notColumnAlias.has(cursor.peek())) return null;
  return cursor.name();
}

function star(cursor: Cursor, qualifier: readonly Name[], start: number): Projection {
  const except: Name[] = [];
  let replace: { expression: Expression; alias: Name }[] = [];
  let rename: { from: Name; to: Name }[] = [];
  for (;;) {
    if (isExclusion(cursor)) {
      cursor.at++;
      except.push(...exclusions(cursor));
    } else if (cursor.take('REPLACE')) replace = replacements(cursor);
    else if (cursor.take('RENAME')) rename = renames(cursor);
    else if (cursor.is('ILIKE') || cursor.is('LIKE')) cursor.at += 2;
    else break;
  }
  return { kind: 'star', qualifier, except, replace, rename, ...cursor.spanFrom(start) };
}

/** EXCEPT may also be the set operation: then a query follows. */
function isExclusion(cursor: Cursor): boolean {
  if (cursor.is('EXCLUDE')) return true;
  return (
    cursor.is('EXCEPT', '(') &&
    cursor.peek(2) !== 'SELECT' &&
    cursor.peek(2) !== '(' &&
    cursor.peek(2) !== 'WITH'
  );
}

function exclusions(cursor: Cursor): Name[] {
  const one = (): Name => {
    let name = cursor.name(true);
    while (cursor.take('.')) name = cursor.name(true);
    return name;
  };
  return cursor.is('(') ? cursor.parenthesised(() => cursor.list(one, afterItems)) : [one()];
}

function replacements(cursor: Cursor): { expression: Expression; alias: Name }[] {
  const one = (): { expression: Expression; alias: Name } => {
    const expression = cursor.grammar.expression(cursor);
    cursor.take('AS');
    return { expression, alias: cursor.name(true) };
  };
  return cursor.is('(') ? cursor.parenthesised(() => cursor.list(one, afterItems)) : [one()];
}

function renames(cursor: Cursor): { from: Name; to: Name }[] {
  const one = (): { from: Name; to: Name } => {
    const from = cursor.name(true);
    cursor.expect('AS');
    return { from, to: cursor.name(true) };
  };
  return cursor.is('(') ? cursor.parenthesised(() => cursor.list(one, afterItems)) : [one()];
}
