/** CREATE TABLE … AS, CREATE VIEW, and the statements that are one in other words. */
import type { Name, Query, StatementTree, TableName } from '../../../lineage/tree.js';
import { tokenKinds } from '../tokens.js';
import type { Cursor } from './cursor.js';
import { tableName } from './names.js';

type Create = Extract<StatementTree, { kind: 'create' }>;

const modifiers = new Set(
  (
    'OR REPLACE ALTER REFRESH TEMP TEMPORARY GLOBAL LOCAL VOLATILE TRANSIENT UNLOGGED EXTERNAL MULTISET SET FORCE NOFORCE EDITIONABLE ' +
    'NONEDITIONABLE RECURSIVE MATERIALIZED SECURE STREAMING LIVE DYNAMIC HYBRID ICEBERG IMMUTABLE PRIVATE COLUMN ROW SHADOW FOREIGN ' +
    'INTERACTIVE DUPLICATE SHARDED BLOCKCHAIN'
  ).split(' '),
);

/** No tree when the statement holds no query: then it is a matter of the scanner. */
export function createStatement(cursor: Cursor): readonly StatementTree[] {
  const start = cursor.start;
  cursor.at++;
  let isTemporary = false;
  let isMaterialized = false;
  for (;;) {
    const word = cursor.peek();
    if (!modifiers.has(word)) {
      if (!skipMysqlOption(cursor)) break;
      continue;
    }
    isTemporary ||= word === 'TEMP' || word === 'TEMPORARY' || word === 'VOLATILE';
    isMaterialized ||= word === 'MATERIALIZED' || word === 'DYNAMIC';
    cursor.at++;
  }
  const isView = cursor.take('VIEW');
  if (!isView && !cursor.take('TABLE')) return [];
  if (cursor.is('IF', 'NOT', 'EXISTS')) cursor.at += 3;
  if (cursor.is('FUNCTION')) return [];
  const target = tableName(cursor);
  const columns = cursor.is('(') && !isQueryAhead(cursor, 0) ? definedNames(cursor) : [];
  if (!skipToQuery(cursor)) return [];
  const objectKind: Create['objectKind'] = isView ? (isMaterialized ? 'MATERIALIZED_VIEW' : 'VIEW') : 'TABLE';
  const query = definingQuery(cursor);
  return [created(cursor, { objectKind, isTemporary, target, columns, query }, start)];
}

function created(
  cursor: Cursor,
  parts: Pick<Create, 'objectKind' | 'isTemporary' | 'columns' | 'query'> & { target: TableName },
  start: number,
): StatementTree {
  const isTemporary = parts.isTemporary || parts.target.parts.at(-1)?.text.startsWith('#') === true;
  return { kind: 'create', ...parts, isTemporary, ...cursor.spanFrom(start) };
}

/** `ALGORITHM = MERGE`, `DEFINER = user@host`, `SQL SECURITY INVOKER`. */
function skipMysqlOption(cursor: Cursor): boolean {
  if (cursor.is('SQL', 'SECURITY')) {
    cursor.at += 3;
    return true;
  }
  if (!cursor.is('ALGORITHM', '=') && !cursor.is('DEFINER', '=')) return false;
  cursor.at += 3;
  while (!cursor.isAtEnd && !cursor.is('VIEW') && !cursor.is('SQL') && !cursor.is('TABLE')) cursor.at++;
  return true;
}

/** The first word of every item of the column list: types, comments and constraints are the scanner's. */
function definedNames(cursor: Cursor): Name[] {
  const names: Name[] = [];
  cursor.expect('(');
  while (!cursor.take(')')) {
    if (cursor.isAtEnd) cursor.fail(')');
    const isConstraint =
      constraintWords.has(cursor.peek()) &&
      cursor.kind(1) !== -1 &&
      cursor.peek(1) !== ',' &&
      cursor.peek(1) !== ')';
    if (isConstraint) cursor.at++;
    else names.push(cursor.name(true));
    skipItem(cursor);
    if (!cursor.take(',') && !cursor.is(')')) cursor.fail(')');
  }
  return names;
}

const constraintWords = new Set([
  'CONSTRAINT',
  'PRIMARY',
  'UNIQUE',
  'FOREIGN',
  'CHECK',
  'INDEX',
  'KEY',
  'LIKE',
  'EXCLUDE',
  'PERIOD',
]);

function skipItem(cursor: Cursor): void {
  for (let angles = 0; !cursor.isAtEnd; ) {
    const symbol = cursor.peek();
    if (symbol === '(') cursor.skipParentheses();
    else if ((symbol === ',' && angles <= 0) || symbol === ')') return;
    else {
      if (symbol === '<') angles++;
      else if (symbol === '>') angles--;
      else if (symbol === '>>') angles -= 2;
      cursor.at++;
    }
  }
}

function isQueryAhead(cursor: Cursor, from: number): boolean {
  let ahead = from;
  while (cursor.peek(ahead) === '(') ahead++;
  const word = cursor.peek(ahead);
  if (word === 'WITH') return cursor.kind(ahead + 1) !== tokenKinds.symbol && cursor.kind(ahead + 1) !== -1;
  return (
    word === 'SELECT' ||
    word === 'VALUES' ||
    word === 'SEL' ||
    (word === 'FROM' && from === ahead) ||
    word === 'TABLE'
  );
}

/** Steps over properties to the query. AS before a format (`STORED AS ORC`) is none. */
function skipToQuery(cursor: Cursor): boolean {
  while (!cursor.isAtEnd) {
    if (cursor.is('AS') && isQueryAhead(cursor, 1)) {
      cursor.at++;
      return true;
    }
    if (
      cursor.is('SELECT') ||
      (cursor.is('WITH') && isCteAhead(cursor)) ||
      (cursor.is('(') && isQueryAhead(cursor, 0))
    )
      return true;
    if (cursor.is('(')) cursor.skipParentheses();
    else cursor.at++;
  }
  return false;
}

function isCteAhead(cursor: Cursor): boolean {
  const name = cursor.peek(1) === 'RECURSIVE' ? 2 : 1;
  return cursor.peek(name + 1) === 'AS' && cursor.peek(name + 2) === '(';
}

function definingQuery(cursor: Cursor): Query {
  const query = cursor.grammar.query(cursor);
  skipAfterQuery(cursor);
  return query;
}

const endings: readonly (readonly string[])[] = [
  ['WITH', 'NO', 'DATA'],
  ['WITH', 'DATA'],
  ['WITH', 'CHECK', 'OPTION'],
  ['WITH', 'LOCAL', 'CHECK', 'OPTION'],
  ['WITH', 'CASCADED', 'CHECK', 'OPTION'],
  ['WITH', 'READ', 'ONLY'],
  ['WITH', 'NO', 'SCHEMA', 'BINDING'],
  ['WITH', 'SCHEMABINDING'],
  ['ON', 'COMMIT', 'PRESERVE', 'ROWS'],
  ['ON', 'COMMIT', 'DELETE', 'ROWS'],
  ['AND', 'STATISTICS'],
  ['AND', 'NO', 'STATISTICS'],
  ['NO', 'PRIMARY', 'INDEX'],
];

function skipAfterQuery(cursor: Cursor): void {
  for (;;) {
    if (endings.some((words) => cursor.take(...words))) continue;
    const isIndex =
      cursor.is('PRIMARY', 'INDEX') ||
      cursor.is('UNIQUE', 'PRIMARY', 'INDEX') ||
      cursor.is('DISTRIBUTED') ||
      cursor.is('DISTRIBUTE', 'ON');
    if (!isIndex) return;
    while (!cursor.isAtEnd && !cursor.is('WITH') && !cursor.is('ON')) {
      if (cursor.is('(')) cursor.skipParentheses();
      else cursor.at++;
    }
    if (cursor.take('ON') && cursor.is('(')) cursor.skipParentheses();
  }
}

/** `ALTER VIEW v AS SELECT …`. */
export function alterViewStatement(cursor: Cursor): readonly StatementTree[] {
  const start = cursor.start;
  const isMaterialized = cursor.is('ALTER', 'MATERIALIZED', 'VIEW');
  if (!isMaterialized && !cursor.is('ALTER', 'VIEW')) return [];
  cursor.at += isMaterialized ? 3 : 2;
  if (cursor.is('IF', 'EXISTS')) cursor.at += 2;
  const target = tableName(cursor);
  const columns = cursor.is('(') && !isQueryAhead(cursor, 0) ? definedNames(cursor) : [];
  if (!skipToQuery(cursor)) return [];
  const query = definingQuery(cursor);
  const objectKind = isMaterialized ? 'MATERIALIZED_VIEW' : 'VIEW';
  return [created(cursor, { objectKind, isTemporary: false, target, columns, query }, start)];
}

/** Spark's `CACHE [LAZY] TABLE t [OPTIONS (…)] AS SELECT …`: a temporary view. */
export function cacheStatement(cursor: Cursor): readonly StatementTree[] {
  const start = cursor.start;
  cursor.at++;
  cursor.take('LAZY');
  if (!cursor.take('TABLE')) return [];
  const target = tableName(cursor);
  if (!skipToQuery(cursor)) return [];
  const query = definingQuery(cursor);
  return [created(cursor, { objectKind: 'VIEW', isTemporary: true, target, columns: [], query }, start)];
}
