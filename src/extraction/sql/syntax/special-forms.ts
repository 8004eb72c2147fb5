/** Expressions with a grammar of their own: CASE, CAST, EXISTS, INTERVAL, EXTRACT, constructors. */
import type { Expression } from '../../../lineage/tree.js';
import { tokenKinds } from '../tokens.js';
import { collection } from './constructors.js';
import type { Cursor } from './cursor.js';
import { castTypeText, typeText } from './type-name.js';
import { timeUnits } from './words.js';

type SpecialForm = (cursor: Cursor) => Expression | null;

/** By first word; a form answers null, with nothing taken, when the word is an ordinary name here. */
export const specialForms: Readonly<Record<string, SpecialForm>> = Object.assign(
  Object.create(null) as Record<string, SpecialForm>,
  {
    CASE: caseExpression,
    CAST: (cursor: Cursor) => cast(cursor, false),
    TRY_CAST: (cursor: Cursor) => cast(cursor, true),
    SAFE_CAST: (cursor: Cursor) => cast(cursor, true),
    CONVERT: (cursor: Cursor) => convert(cursor, false),
    TRY_CONVERT: (cursor: Cursor) => convert(cursor, true),
    EXISTS: exists,
    INTERVAL: interval,
    EXTRACT: extract,
    TRIM: trim,
    CEIL: roundToUnit,
    FLOOR: roundToUnit,
    NEXT: nextValue,
    ARRAY: collection,
    MAP: collection,
    STRUCT: collection,
    ROW: collection,
  },
);

function caseExpression(cursor: Cursor): Expression | null {
  const after = cursor.peek(1);
  if (after === '.' || after === ',' || after === ')' || after === '=') return null;
  const start = cursor.start;
  cursor.at++;
  const operand = cursor.is('WHEN') ? null : cursor.grammar.expression(cursor);
  const branches: { when: Expression; then: Expression }[] = [];
  while (cursor.take('WHEN')) {
    const when = cursor.grammar.expression(cursor);
    while (cursor.take(',')) cursor.grammar.expression(cursor);
    cursor.expect('THEN');
    // biome-ignore lint/suspicious/noThenProperty: the tree's name for it; a branch is never awaited.
    branches.push({ when, then: cursor.grammar.expression(cursor) });
  }
  if (branches.length === 0) cursor.fail('WHEN');
  const otherwise = cursor.take('ELSE') ? cursor.grammar.expression(cursor) : null;
  cursor.expect('END');
  return { kind: 'case', operand, branches, otherwise, ...cursor.spanFrom(start) };
}

function cast(cursor: Cursor, isTry: boolean): Expression | null {
  if (cursor.peek(1) !== '(') return null;
  const start = cursor.start;
  cursor.at += 2;
  const value = cursor.grammar.expression(cursor);
  if (!cursor.take('AS') && !cursor.take(',')) cursor.fail('AS');
  const type = castTypeText(cursor);
  closeCall(cursor);
  return { kind: 'cast', expression: value, type, isTry, ...cursor.spanFrom(start) };
}

/** Up to the closing parenthesis: formats and defaults carry no columns. */
function closeCall(cursor: Cursor): void {
  for (let depth = 0; !cursor.isAtEnd; cursor.at++) {
    if (cursor.is('(')) depth++;
    else if (cursor.is(')') && depth-- === 0) break;
  }
  cursor.expect(')');
}

/** T-SQL: `CONVERT(type, value [, style])`; elsewhere `CONVERT(value, type)` or `CONVERT(value USING charset)`. */
function convert(cursor: Cursor, isTry: boolean): Expression | null {
  if (cursor.peek(1) !== '(') return null;
  const start = cursor.start;
  cursor.at += 2;
  if (cursor.dialect === 'TSQL' || cursor.dialect === 'ANSI') {
    const typeFirst = cursor.attempt(() => {
      const type = typeText(cursor);
      cursor.expect(',');
      return type;
    });
    if (typeFirst !== null) {
      const value = cursor.grammar.expression(cursor);
      closeCall(cursor);
      return { kind: 'cast', expression: value, type: typeFirst, isTry, ...cursor.spanFrom(start) };
    }
  }
  const value = cursor.grammar.expression(cursor);
  if (cursor.take('USING')) {
    cursor.name(true);
    cursor.expect(')');
    return simpleCall('convert', [value], start, cursor);
  }
  if (!cursor.take(',')) cursor.fail(',');
  const type = castTypeText(cursor);
  closeCall(cursor);
  return { kind: 'cast', expression: value, type, isTry, ...cursor.spanFrom(start) };
}

function exists(cursor: Cursor): Expression | null {
  if (cursor.peek(1) !== '(') return null;
  const start = cursor.start;
  const at = cursor.at;
  cursor.at++;
  const query = cursor.attemptSubquery();
  if (query !== null)
    return { kind: 'subquery', query, use: 'EXISTS', operand: null, ...cursor.spanFrom(start) };
  cursor.at = at;
  return null;
}

/** `INTERVAL '1' DAY`, `INTERVAL 1 DAY`, `INTERVAL (n) DAY`, `INTERVAL '1 day'`. */
function interval(cursor: Cursor): Expression | null {
  const start = cursor.start;
  const at = cursor.at;
  cursor.at++;
  const isLiteral =
    cursor.kind() === tokenKinds.string ||
    cursor.kind() === tokenKinds.number ||
    (cursor.is('-') && cursor.kind(1) === tokenKinds.number);
  if (isLiteral) {
    cursor.take('-');
    cursor.at++;
    intervalUnit(cursor);
    const value = cursor.slice(start, cursor.end);
    return { kind: 'literal', type: 'interval', value, ...cursor.spanFrom(start) };
  }
  const value = cursor.attempt(() => {
    const inner = cursor.grammar.expression(cursor);
    if (!intervalUnit(cursor)) cursor.fail('a unit of time');
    return inner;
  });
  if (value !== null)
    return { kind: 'operator', operator: 'INTERVAL', operands: [value], ...cursor.spanFrom(start) };
  cursor.at = at;
  return null;
}

function intervalUnit(cursor: Cursor): boolean {
  if (cursor.takeAny(timeUnits) === null) return false;
  if (cursor.is('(')) cursor.skipParentheses();
  if (cursor.is('TO') && timeUnits.has(cursor.peek(1))) {
    cursor.at += 2;
    if (cursor.is('(')) cursor.skipParentheses();
  }
  return true;
}

/** `EXTRACT(field FROM value)`: the field is a word, not a column. */
function extract(cursor: Cursor): Expression | null {
  if (cursor.peek(1) !== '(' || cursor.peek(3) !== 'FROM') {
    if (cursor.peek(1) !== '(' || cursor.peek(3) !== '(' || cursor.peek(6) !== 'FROM') return null;
  }
  const start = cursor.start;
  cursor.at += 2;
  const fieldStart = cursor.start;
  const field = cursor.name(true).text;
  if (cursor.is('(')) cursor.skipParentheses();
  const unit: Expression = { kind: 'literal', type: 'string', value: field, ...cursor.spanFrom(fieldStart) };
  cursor.expect('FROM');
  const value = cursor.grammar.expression(cursor);
  cursor.expect(')');
  return simpleCall('extract', [unit, value], start, cursor);
}

const trimSides = new Set(['BOTH', 'LEADING', 'TRAILING']);

function trim(cursor: Cursor): Expression | null {
  if (cursor.peek(1) !== '(') return null;
  const start = cursor.start;
  cursor.at += 2;
  cursor.takeAny(trimSides);
  const items: Expression[] = [];
  if (!cursor.is('FROM')) items.push(cursor.grammar.expression(cursor));
  while (cursor.take('FROM') || cursor.take(',')) items.push(cursor.grammar.expression(cursor));
  cursor.expect(')');
  return simpleCall('trim', items, start, cursor);
}

/** `CEIL(t TO DAY)`. */
function roundToUnit(cursor: Cursor): Expression | null {
  if (cursor.peek(1) !== '(') return null;
  const start = cursor.start;
  const at = cursor.at;
  const name = cursor.peek().toLowerCase();
  cursor.at += 2;
  const value = cursor.grammar.expression(cursor);
  if (!cursor.is('TO')) {
    cursor.at = at;
    return null;
  }
  cursor.at++;
  cursor.name();
  cursor.expect(')');
  return simpleCall(name, [value], start, cursor);
}

function nextValue(cursor: Cursor): Expression | null {
  if (!cursor.is('NEXT', 'VALUE', 'FOR')) return null;
  const start = cursor.start;
  cursor.at += 3;
  cursor.name();
  while (cursor.take('.')) cursor.name();
  return simpleCall('nextval', [], start, cursor);
}

function simpleCall(name: string, items: readonly Expression[], start: number, cursor: Cursor): Expression {
  return {
    kind: 'function',
    name,
    arguments: items,
    isDistinct: false,
    isStar: false,
    filter: null,
    orderBy: [],
    over: null,
    ...cursor.spanFrom(start),
  };
}
