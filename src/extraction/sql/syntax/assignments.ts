/** `SET a = e, t.b = e, (c, d) = (SELECT …)`. */
import type { Assignment, Expression, Name } from '../../../lineage/tree.js';
import { tokenKinds } from '../tokens.js';
import type { Cursor } from './cursor.js';

/** One assignment a target column; assignments to variables carry none and are left out. */
export function assignments(cursor: Cursor): Assignment[] {
  return cursor.list(() => assignment(cursor), ends).flat();
}

const ends = new Set(['WHERE', 'FROM', ')']);

function assignment(cursor: Cursor): Assignment[] {
  const start = cursor.start;
  if (cursor.is('(')) return tupleAssignment(cursor, start);
  if (cursor.kind() === tokenKinds.parameter) {
    cursor.at++;
    takeEquals(cursor);
    cursor.grammar.expression(cursor);
    return [];
  }
  const target = qualifiedName(cursor);
  while (cursor.is('[')) {
    while (!cursor.take(']')) {
      if (cursor.isAtEnd) cursor.fail(']');
      cursor.at++;
    }
  }
  takeEquals(cursor);
  const value = cursor.grammar.expression(cursor);
  return [{ target, value, ...cursor.spanFrom(start) }];
}

function takeEquals(cursor: Cursor): void {
  const symbol = cursor.peek();
  if (!['=', ':=', '+=', '-=', '*=', '/=', '%=', '|='].includes(symbol)) cursor.fail('=');
  cursor.at++;
}

function qualifiedName(cursor: Cursor): Name[] {
  const parts = [cursor.name(true)];
  while (cursor.take('.')) parts.push(cursor.name(true));
  return parts;
}

function tupleAssignment(cursor: Cursor, start: number): Assignment[] {
  const targets = cursor.parenthesised(() => cursor.list(() => qualifiedName(cursor)));
  takeEquals(cursor);
  const value = cursor.grammar.expression(cursor);
  const span = cursor.spanFrom(start);
  return targets.map((target, index) => ({ target, value: component(value, index), ...span }));
}

/** The part of a row or subquery that goes to the target at `index`. */
function component(value: Expression, index: number): Expression {
  if (value.kind === 'tuple') return value.items[index] ?? value;
  if (value.kind !== 'subquery' || value.query.kind !== 'select') return value;
  const projection = value.query.projections[index];
  if (projection === undefined || value.query.projections.some((item) => item.kind !== 'expression'))
    return value;
  return { ...value, query: { ...value.query, projections: [projection] } };
}
