/** Values built in place: lists, objects, `ARRAY[…]`, `MAP {…}`, `STRUCT(a AS x)`, `ROW(…)`. */
import type { Expression } from '../../../lineage/tree.js';
import { tokenKinds } from '../tokens.js';
import type { Cursor } from './cursor.js';
import { skipAngles } from './type-name.js';

/** ARRAY, MAP, STRUCT or ROW as a constructor; null when an ordinary function or column of that name stands here. */
export function collection(cursor: Cursor): Expression | null {
  const word = cursor.peek();
  const start = cursor.start;
  const at = cursor.at;
  cursor.at++;
  if (cursor.is('<')) skipAngles(cursor);
  if (word === 'ARRAY' || word === 'MAP') {
    const node = arrayOrMap(cursor, word);
    if (node !== null) return { ...node, ...cursor.spanFrom(start) };
  } else if (cursor.is('(')) {
    return namedItems(cursor, word === 'STRUCT' ? 'STRUCT' : 'ROW', start);
  }
  cursor.at = at;
  return null;
}

function arrayOrMap(cursor: Cursor, word: 'ARRAY' | 'MAP'): Expression | null {
  if (cursor.is('[')) return listItems(cursor);
  if (word === 'MAP') return cursor.is('{') ? objectLiteral(cursor, 'MAP') : null;
  const query = cursor.attemptSubquery();
  return query === null ? null : { kind: 'subquery', query, use: 'ARRAY', operand: null, start: 0, end: 0 };
}

function namedItems(cursor: Cursor, shape: 'STRUCT' | 'ROW', start: number): Expression {
  const names: (string | null)[] = [];
  const items: Expression[] = [];
  cursor.expect('(');
  while (!cursor.take(')')) {
    if (items.length > 0) cursor.expect(',');
    items.push(cursor.grammar.expression(cursor));
    if (cursor.take('AS')) names.push(cursor.name(true).text);
    else if (cursor.isName) names.push(cursor.name().text);
    else names.push(null);
  }
  return { kind: 'tuple', shape, items, names, ...cursor.spanFrom(start) };
}

/** `[a, b]`, `[x for x in list if …]`. */
export function listItems(cursor: Cursor): Expression {
  const start = cursor.start;
  cursor.expect('[');
  const items = cursor.is(']') ? [] : cursor.list(() => cursor.grammar.expression(cursor), closers);
  if (items.length === 1 && cursor.take('FOR')) {
    cursor.name();
    cursor.expect('IN');
    items.push(cursor.grammar.expression(cursor));
    if (cursor.take('IF')) items.push(cursor.grammar.expression(cursor));
  }
  cursor.expect(']');
  return { kind: 'tuple', shape: 'ARRAY', items, names: items.map(() => null), ...cursor.spanFrom(start) };
}

const closers = new Set([']', '}', ')']);

/** `{'a': 1, b: 2}` of DuckDB and Snowflake. */
export function objectLiteral(cursor: Cursor, shape: 'STRUCT' | 'MAP' = 'STRUCT'): Expression {
  const start = cursor.start;
  const names: (string | null)[] = [];
  const items: Expression[] = [];
  cursor.expect('{');
  while (!cursor.take('}')) {
    if (names.length > 0) cursor.expect(',');
    if (cursor.take('}')) break;
    if (cursor.take('*')) continue;
    names.push(objectKey(cursor));
    cursor.expect(':');
    items.push(cursor.grammar.expression(cursor));
  }
  return { kind: 'tuple', shape, items, names, ...cursor.spanFrom(start) };
}

function objectKey(cursor: Cursor): string | null {
  if (cursor.kind() === tokenKinds.string || cursor.isName) return cursor.name(true).text;
  cursor.grammar.expression(cursor);
  return null;
}
