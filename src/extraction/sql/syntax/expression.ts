/**
 * Expressions by operator precedence. Chains of one precedence become one node with many operands, so
 * that a sum of 10,000 terms does not nest.
 */
import type { Expression } from '../../../lineage/tree.js';
import { tokenKinds } from '../tokens.js';
import type { Cursor } from './cursor.js';
import { primary } from './primary.js';
import { typeText } from './type-name.js';

export function expression(cursor: Cursor): Expression {
  return cursor.nested(() => binary(cursor, 0));
}

const comparison = 5;
const otherOperator = 6;

const powers: Readonly<Record<string, number>> = Object.assign(Object.create(null), {
  OR: 1,
  XOR: 2,
  AND: 3,
  '=': comparison,
  '==': comparison,
  '<>': comparison,
  '!=': comparison,
  '<': comparison,
  '>': comparison,
  '<=': comparison,
  '>=': comparison,
  '!<': comparison,
  '!>': comparison,
  '^=': comparison,
  '<=>': comparison,
  IS: comparison,
  IN: comparison,
  BETWEEN: comparison,
  LIKE: comparison,
  ILIKE: comparison,
  RLIKE: comparison,
  REGEXP: comparison,
  GLOB: comparison,
  MATCH: comparison,
  SIMILAR: comparison,
  SOUNDS: comparison,
  NOT: comparison,
  ISNULL: comparison,
  NOTNULL: comparison,
  OVERLAPS: comparison,
  MEMBER: comparison,
  '||': otherOperator,
  '+': 7,
  '-': 7,
  '*': 8,
  '/': 8,
  '//': 8,
  '%': 8,
  DIV: 8,
  MOD: 8,
  '^': 9,
  '**': 9,
});

const otherSymbols = new Set(
  '| & << >> # -> ->> #> #>> @> <@ ? ?| ?& @? @@ @@@ <-> <#> <+> ~ ~* !~ !~* ~~ ~~* !~~ !~~* && &< &> <<= >>= -|- |> #- |= ^@'.split(
    ' ',
  ),
);

function powerOf(cursor: Cursor): number {
  const word = cursor.peek();
  if (word === '') return 0;
  const power = powers[word];
  if (power !== undefined) return power;
  if (otherSymbols.has(word) && cursor.kind() === tokenKinds.symbol) return otherOperator;
  return word === 'OPERATOR' && cursor.peek(1) === '(' ? otherOperator : 0;
}

function binary(cursor: Cursor, minimum: number): Expression {
  const start = cursor.start;
  let left = prefix(cursor);
  for (;;) {
    const power = powerOf(cursor);
    if (power === 0 || power < minimum) return left;
    const next = power === comparison ? predicate(cursor, left, start) : chain(cursor, left, start, power);
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
  return postfix(cursor, primary(cursor), start);
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

/** Casts, subscripts, fields, time zones, collations: whatever follows a primary. */
function postfix(cursor: Cursor, first: Expression, start: number): Expression {
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
      const zone = binary(cursor, 10);
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

/** Comparisons, IS, IN, BETWEEN, LIKE; null when the word ahead does not continue the expression. */
function predicate(cursor: Cursor, left: Expression, start: number): Expression | null {
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
      return isPredicate(cursor, left, node);
    case 'IN':
      return inPredicate(cursor, left, start, node);
    case 'BETWEEN':
      return between(cursor, left, node);
    case 'ISNULL':
    case 'NOTNULL':
      return node([left]);
    case 'NULL':
      return node([left], 'NULL');
    case 'SIMILAR':
      cursor.expect('TO');
      break;
    case 'SOUNDS':
      cursor.expect('LIKE');
      break;
    case 'MEMBER':
      cursor.expect('OF');
      break;
  }
  const right = quantified(cursor, left) ?? binary(cursor, otherOperator);
  if (right.kind === 'subquery' && right.operand !== null) return { ...right, ...cursor.spanFrom(start) };
  const operands = [left, right];
  if (cursor.take('ESCAPE')) operands.push(binary(cursor, otherOperator));
  return node(operands);
}

const negatable = new Set('IN BETWEEN LIKE ILIKE RLIKE REGEXP GLOB MATCH SIMILAR MEMBER NULL'.split(' '));

type Build = (operands: readonly Expression[], name?: string) => Expression;

function isPredicate(cursor: Cursor, left: Expression, node: Build): Expression {
  const not = cursor.take('NOT') ? 'IS NOT' : 'IS';
  if (cursor.take('DISTINCT', 'FROM'))
    return node([left, binary(cursor, otherOperator)], `${not} DISTINCT FROM`);
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

function inPredicate(cursor: Cursor, left: Expression, start: number, node: Build): Expression {
  if (!cursor.is('(')) return node([left, binary(cursor, otherOperator)]);
  const inner = cursor.attemptSubquery();
  if (inner !== null) {
    return { kind: 'subquery', query: inner, use: 'IN', operand: left, ...cursor.spanFrom(start) };
  }
  cursor.expect('(');
  const items = cursor.is(')') ? [] : cursor.list(() => cursor.grammar.expression(cursor), closing);
  cursor.expect(')');
  return node([left, ...items]);
}

const closing = new Set([')']);

function between(cursor: Cursor, left: Expression, node: Build): Expression {
  cursor.take('SYMMETRIC') || cursor.take('ASYMMETRIC');
  const low = binary(cursor, otherOperator);
  cursor.expect('AND');
  return node([left, low, binary(cursor, otherOperator)]);
}

/** `ANY (…)`, `ALL (…)`, `SOME (…)` on the right of an operator. */
function quantified(cursor: Cursor, left?: Expression): Expression | null {
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
