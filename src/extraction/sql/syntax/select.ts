/** One SELECT, from its modifiers to QUALIFY. */
import type { Expression, Name, Select } from '../../../lineage/tree.js';
import { tokenKinds } from '../tokens.js';
import type { Cursor } from './cursor.js';
import { emptySelect } from './empty-select.js';
import { tableName } from './names.js';
import { projections } from './projection.js';
import { fromList } from './source.js';
import { windowDefinition } from './window.js';

/** SELECT up to QUALIFY; FROM may stand first (Hive, DuckDB), and then SELECT may be missing (DuckDB). */
export function select(cursor: Cursor): Select {
  const start = cursor.start;
  const fromFirst = cursor.take('FROM') ? fromList(cursor) : null;
  if (fromFirst !== null && !cursor.is('SELECT')) {
    const star = {
      kind: 'star',
      qualifier: [],
      except: [],
      replace: [],
      rename: [],
      ...cursor.spanFrom(start),
    } as const;
    return selectRest(cursor, start, { projections: [star], from: fromFirst });
  }
  cursor.at++;
  return selectBody(cursor, start, fromFirst ?? []);
}

/** From behind SELECT on; `sources` are those a FROM before SELECT named. */
export function selectBody(cursor: Cursor, start: number, sources: Select['from']): Select {
  const distinct = selectModifiers(cursor);
  const items = projections(cursor);
  const into = cursor.is('INTO') || cursor.is('BULK', 'COLLECT') ? intoTarget(cursor) : undefined;
  if (into !== undefined) cursor.selectInto ??= into;
  const from = cursor.take('FROM') ? fromList(cursor) : sources;
  return selectRest(cursor, start, { projections: items, from, ...distinct });
}

function intoTarget(cursor: Cursor): ReturnType<typeof tableName> {
  cursor.take('BULK', 'COLLECT');
  cursor.expect('INTO');
  if (cursor.isRoutineBody) cursor.take('STRICT');
  cursor.take('TEMPORARY') || cursor.take('TEMP') || cursor.take('UNLOGGED');
  cursor.take('TABLE');
  const target = tableName(cursor);
  while (cursor.take(',')) tableName(cursor);
  return target;
}

function selectModifiers(cursor: Cursor): { isDistinct: boolean; distinctOn: readonly Expression[] } {
  let isDistinct = false;
  let distinctOn: readonly Expression[] = [];
  while (cursor.takeAny(mysqlModifiers) !== null);
  if (cursor.take('DISTINCT') || cursor.take('UNIQUE')) {
    isDistinct = true;
    if (cursor.take('ON'))
      distinctOn = cursor.parenthesised(() => cursor.list(() => cursor.grammar.expression(cursor)));
  } else if (cursor.peek(1) !== ',') cursor.take('ALL');
  if (cursor.is('TOP') && cursor.peek(1) !== ',' && cursor.peek(1) !== '.' && cursor.peek(1) !== 'FROM') {
    cursor.at++;
    if (cursor.is('(')) cursor.skipParentheses();
    else if (cursor.kind() === tokenKinds.number || cursor.kind() === tokenKinds.parameter) cursor.at++;
    else cursor.fail('a number of rows');
    cursor.take('PERCENT');
    cursor.take('WITH', 'TIES');
  }
  if (cursor.is('AS', 'STRUCT') || cursor.is('AS', 'VALUE')) cursor.at += 2;
  return { isDistinct, distinctOn };
}

const mysqlModifiers = new Set([
  'STRAIGHT_JOIN',
  'SQL_CALC_FOUND_ROWS',
  'SQL_NO_CACHE',
  'SQL_CACHE',
  'HIGH_PRIORITY',
  'SQL_SMALL_RESULT',
]);

type Head = Pick<Select, 'projections' | 'from'> & Partial<Pick<Select, 'isDistinct' | 'distinctOn'>>;

function selectRest(cursor: Cursor, start: number, head: Head): Select {
  const where = cursor.take('WHERE') ? cursor.grammar.expression(cursor) : null;
  const hierarchy = connectBy(cursor);
  const groupBy = cursor.take('GROUP', 'BY') ? groupings(cursor) : [];
  const having = cursor.take('HAVING') ? cursor.grammar.expression(cursor) : null;
  let qualify = cursor.take('QUALIFY') ? cursor.grammar.expression(cursor) : null;
  const windows = cursor.take('WINDOW') ? namedWindows(cursor) : [];
  if (cursor.take('QUALIFY')) qualify = cursor.grammar.expression(cursor);
  const conditions = where === null ? hierarchy : [where, ...hierarchy];
  const span = cursor.spanFrom(start);
  return { ...emptySelect(span), ...head, where: allOf(conditions), groupBy, having, qualify, windows };
}

function allOf(conditions: readonly Expression[]): Expression | null {
  const first = conditions[0];
  if (first === undefined) return null;
  if (conditions.length === 1) return first;
  const end = conditions.reduce((last, condition) => Math.max(last, condition.end), first.end);
  return { kind: 'operator', operator: 'AND', operands: conditions, start: first.start, end };
}

function connectBy(cursor: Cursor): Expression[] {
  const conditions: Expression[] = [];
  for (;;) {
    if (cursor.take('START', 'WITH')) conditions.push(cursor.grammar.expression(cursor));
    else if (cursor.take('CONNECT', 'BY')) {
      cursor.take('NOCYCLE');
      conditions.push(cursor.grammar.expression(cursor));
    } else return conditions;
  }
}

function groupings(cursor: Cursor): Expression[] {
  cursor.take('DISTINCT');
  if (cursor.take('ALL')) return [];
  const items = cursor.list(() => {
    if (cursor.take('GROUPING', 'SETS')) return groupingSets(cursor);
    return [cursor.grammar.expression(cursor)];
  }, afterGroups);
  if (cursor.take('GROUPING', 'SETS')) items.push(groupingSets(cursor));
  cursor.take('WITH', 'ROLLUP') || cursor.take('WITH', 'CUBE') || cursor.take('WITH', 'TOTALS');
  return items.flat();
}

const afterGroups = new Set([')', 'HAVING', 'ORDER', 'LIMIT', 'QUALIFY', 'UNION']);

function groupingSets(cursor: Cursor): Expression[] {
  return cursor.parenthesised(() => cursor.list(() => cursor.grammar.expression(cursor)));
}

function namedWindows(cursor: Cursor): { name: string; window: Select['windows'][number]['window'] }[] {
  return cursor.list(() => {
    const name: Name = cursor.name();
    cursor.expect('AS');
    return { name: name.text, window: windowDefinition(cursor) };
  });
}
