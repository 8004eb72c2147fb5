/** What may follow a primary expression. */
import type { Expression } from '../../../lineage/tree.js';
import { tokenKinds } from '../tokens.js';
import type { Cursor } from './cursor.js';
import { typeText } from './type-name.js';

type Operand = (cursor: Cursor, minimum: number) => Expression;

/** Casts, subscripts, fields, time zones, collations: whatever follows a primary. */
export function postfix(cursor: Cursor, first: Expression, start: number, operand: Operand): Expression {
  let value = first;
  for (;;) {
    const symbol = cursor.peek();
    if (symbol === '::') {
      cursor.at++;
      const type = typeText(cursor);
      value = { kind: 'cast', expression: value, type, isTry: false, ...cursor.spanFrom(start) };
    } else if (symbol === '[') value = subscript(cursor, value, start);
    else if (symbol === '.' && isFieldAhead(cursor)) value = field(cursor, value, start);
    else if (symbol === ':' && cursor.kind(1) !== tokenKinds.number && isPathDialect(cursor))
      value = field(cursor, value, start);
    else if (symbol === 'AT' && cursor.is('AT', 'TIME', 'ZONE')) {
      cursor.at += 3;
      const zone = operand(cursor, 10);
      value = {
        kind: 'operator',
        operator: 'AT TIME ZONE',
        operands: [value, zone],
        ...cursor.spanFrom(start),
      };
    } else if (cursor.take('AT', 'LOCAL') || cursor.take('(', '+', ')')) {
      value = { ...value, ...cursor.spanFrom(start) };
    } else if (symbol === 'COLLATE') {
      cursor.at++;
      cursor.name(true);
      while (cursor.take('.')) cursor.name();
      value = { kind: 'operator', operator: 'COLLATE', operands: [value], ...cursor.spanFrom(start) };
    } else return value;
  }
}

function isPathDialect(cursor: Cursor): boolean {
  return cursor.dialect === 'SNOWFLAKE' || cursor.dialect === 'SPARK';
}

function isFieldAhead(cursor: Cursor): boolean {
  const kind = cursor.kind(1);
  return kind === tokenKinds.word || kind === tokenKinds.quotedName || cursor.peek(1) === '*';
}

function field(cursor: Cursor, value: Expression, start: number): Expression {
  cursor.at++;
  const name = cursor.take('*') ? '*' : cursor.name(true).text;
  if (!cursor.is('(')) return { kind: 'field', expression: value, field: name, ...cursor.spanFrom(start) };
  cursor.at++;
  const rest = cursor.is(')') ? [] : cursor.list(() => cursor.grammar.expression(cursor));
  cursor.expect(')');
  return {
    kind: 'function',
    name: name.toLowerCase(),
    arguments: [value, ...rest],
    isDistinct: false,
    isStar: false,
    filter: null,
    orderBy: [],
    over: null,
    ...cursor.spanFrom(start),
  };
}

function subscript(cursor: Cursor, value: Expression, start: number): Expression {
  cursor.expect('[');
  const operands = [value];
  while (!cursor.take(']')) {
    if (cursor.take(':') || cursor.take(',')) continue;
    if (cursor.is('-') && (cursor.peek(1) === ':' || cursor.peek(1) === ']')) cursor.at++;
    else operands.push(cursor.grammar.expression(cursor));
  }
  return { kind: 'operator', operator: '[]', operands, ...cursor.spanFrom(start) };
}
