/**
 * Expressions by operator precedence. Chains of one precedence become one node with many operands, so
 * that a sum of 10,000 terms does not nest.
 */
import type { Expression } from '../../../lineage/tree.js';
import { tokenKinds } from '../tokens.js';
import type { Cursor } from './cursor.js';
import { comparison, powerOf } from './operators.js';
import { postfix } from './postfix.js';
import { predicate, quantified } from './predicate.js';
import { primary } from './primary.js';

export function expression(cursor: Cursor): Expression {
  return cursor.nested(() => binary(cursor, 0));
}

function binary(cursor: Cursor, minimum: number): Expression {
  const start = cursor.start;
  let left = prefix(cursor);
  for (;;) {
    const power = powerOf(cursor);
    if (power === 0 || power < minimum) return left;
    const next =
      power === comparison ? predicate(cursor, left, start, binary) : chain(cursor, left, start, power);
    if (next === null) return left;
    left = next;
  }
}

function chain(cursor: Cursor, first: Expression, start: number, power: number): Expression {
  const operands = [first];
  let operator = '';
  do {
    const symbol = operatorText(cursor);
    if (operator === '' || symbol === '/') operator = symbol;
    operands.push(quantified(cursor) ?? binary(cursor, power + 1));
  } while (powerOf(cursor) === power);
  return { kind: 'operator', operator, operands, ...cursor.spanFrom(start) };
}

function operatorText(cursor: Cursor): string {
  const symbol = cursor.peek();
  cursor.at++;
  if (symbol === 'OPERATOR') cursor.skipParentheses();
  return symbol;
}

function prefix(cursor: Cursor): Expression {
  const start = cursor.start;
  const word = cursor.peek();
  if (word === 'NOT') {
    cursor.at++;
    const operand = cursor.nested(() => binary(cursor, 4));
    return { kind: 'operator', operator: 'NOT', operands: [operand], ...cursor.spanFrom(start) };
  }
  if (prefixOperators.has(word) && (cursor.kind() === tokenKinds.symbol || startsOperand(cursor))) {
    cursor.at++;
    const operand = cursor.nested(() => binary(cursor, 10));
    if (word === '-' && operand.kind === 'literal' && operand.type === 'number') {
      return { ...operand, value: `-${operand.value}`, ...cursor.spanFrom(start) };
    }
    return { kind: 'operator', operator: word, operands: [operand], ...cursor.spanFrom(start) };
  }
  return postfix(cursor, primary(cursor), start, binary);
}

const prefixOperators = new Set([
  '-',
  '+',
  '~',
  '!',
  '@',
  '|/',
  '||/',
  '!!',
  'PRIOR',
  'CONNECT_BY_ROOT',
  'BINARY',
]);

/** Whether a word such as PRIOR is an operator here: a name or literal follows it. */
function startsOperand(cursor: Cursor): boolean {
  const kind = cursor.kind(1);
  return kind === tokenKinds.word || kind === tokenKinds.quotedName || kind === tokenKinds.string;
}
