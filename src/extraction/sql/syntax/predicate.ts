/** Comparisons, IS, IN, BETWEEN, LIKE and quantified right sides. */
import type { Expression } from '../../../lineage/tree.js';
import { tokenKinds } from '../tokens.js';
import type { Cursor } from './cursor.js';
import { otherOperator } from './operators.js';

type Operand = (cursor: Cursor, minimum: number) => Expression;

/** Comparisons, IS, IN, BETWEEN, LIKE; null when the word ahead does not continue the expression. */
export function predicate(
  cursor: Cursor,
  left: Expression,
  start: number,
  operand: Operand,
): Expression | null {
  const word = cursor.peek();
  if (word === 'NOT' && !negatable.has(cursor.peek(1))) return null;
  if (word === 'NOT') cursor.at++;
  const operator = cursor.peek();
  cursor.at++;
  const node = (operands: readonly Expression[], name = operator): Expression => ({
    kind: 'operator',
    operator: word === 'NOT' ? `NOT ${name}` : name,
    operands,
    ...cursor.spanFrom(start),
  });
  switch (operator) {
    case 'IS':
      return isPredicate(cursor, left, node, operand);
    case 'IN':
      return inPredicate(cursor, left, start, node, operand);
    case 'BETWEEN':
      return between(cursor, left, node, operand);
    case 'ISNULL':
    case 'NOTNULL':
      return node([left]);
    case 'NULL':
      return node([left], 'NULL');
  }
  const particle = particles[operator];
  if (particle !== undefined) cursor.expect(particle);
  const right = quantified(cursor, left) ?? operand(cursor, otherOperator);
  if (right.kind === 'subquery' && right.operand !== null) return { ...right, ...cursor.spanFrom(start) };
  const operands = [left, right];
  if (cursor.take('ESCAPE')) operands.push(operand(cursor, otherOperator));
  return node(operands);
}

/** Words that belong to the operator before them. */
const particles: Readonly<Record<string, string>> = { SIMILAR: 'TO', SOUNDS: 'LIKE', MEMBER: 'OF' };

const negatable = new Set('IN BETWEEN LIKE ILIKE RLIKE REGEXP GLOB MATCH SIMILAR MEMBER NULL'.split(' '));

type Build = (operands: readonly Expression[], name?: string) => Expression;

function isPredicate(cursor: Cursor, left: Expression, node: Build, operand: Operand): Expression {
  const not = cursor.take('NOT') ? 'IS NOT' : 'IS';
  if (cursor.take('DISTINCT', 'FROM'))
    return node([left, operand(cursor, otherOperator)], `${not} DISTINCT FROM`);
  if (cursor.take('A', 'SET') || cursor.take('EMPTY')) return node([left], not);
  const word = cursor.peek();
  if (cursor.kind() !== tokenKinds.word || !truthWords.has(word))
    cursor.fail('NULL, TRUE, FALSE or DISTINCT FROM');
  cursor.at++;
  if (word === 'OF') cursor.skipParentheses();
  if (word === 'JSON') {
    cursor.takeAny(jsonShapes);
    if (cursor.is('WITH') || cursor.is('WITHOUT')) {
      cursor.at += 2;
      cursor.take('KEYS');
    }
  }
  return node([left], `${not} ${word}`);
}

const truthWords = new Set(
  'NULL TRUE FALSE UNKNOWN JSON DOCUMENT NORMALIZED NFC NFD NFKC NFKD OF NAN INFINITE MISSING'.split(' '),
);
const jsonShapes = new Set(['VALUE', 'ARRAY', 'OBJECT', 'SCALAR']);

function inPredicate(
  cursor: Cursor,
  left: Expression,
  start: number,
  node: Build,
  operand: Operand,
): Expression {
  if (!cursor.is('(')) return node([left, operand(cursor, otherOperator)]);
  const inner = cursor.attemptSubquery();
  if (inner !== null) {
    return { kind: 'subquery', query: inner, use: 'IN', operand: left, ...cursor.spanFrom(start) };
  }
  cursor.expect('(');
  const items =
    cursor.is(')') && cursor.dialect === 'SQLITE'
      ? []
      : cursor.list(() => cursor.grammar.expression(cursor), closing);
  cursor.expect(')');
  return node([left, ...items]);
}

const closing = new Set([')']);

function between(cursor: Cursor, left: Expression, node: Build, operand: Operand): Expression {
  cursor.take('SYMMETRIC') || cursor.take('ASYMMETRIC');
  const low = operand(cursor, otherOperator);
  cursor.expect('AND');
  return node([left, low, operand(cursor, otherOperator)]);
}

/** `ANY (…)`, `ALL (…)`, `SOME (…)` on the right of an operator. */
export function quantified(cursor: Cursor, left?: Expression): Expression | null {
  const word = cursor.peek();
  if ((word !== 'ANY' && word !== 'ALL' && word !== 'SOME') || cursor.peek(1) !== '(') return null;
  const start = cursor.start;
  cursor.at++;
  const query = cursor.attemptSubquery();
  if (query !== null) {
    return { kind: 'subquery', query, use: 'IN', operand: left ?? null, ...cursor.spanFrom(start) };
  }
  const items = cursor.parenthesised(() => cursor.list(() => cursor.grammar.expression(cursor)));
  return { kind: 'operator', operator: word, operands: items, ...cursor.spanFrom(start) };
}
