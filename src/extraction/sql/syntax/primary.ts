/** Primary expressions: literals, columns, parenthesised things, CASE, constructors. Calls are in `call.ts`. */
import type { Expression, Name } from '../../../lineage/tree.js';
import { stringValue } from '../names.js';
import { tokenKinds } from '../tokens.js';
import { call } from './call.js';
import { listItems, objectLiteral } from './constructors.js';
import type { Cursor } from './cursor.js';
import { specialForms } from './special-forms.js';
import { bareFunctions, literalTypes, reservedInExpressions } from './words.js';

export function primary(cursor: Cursor): Expression {
  switch (cursor.kind()) {
    case tokenKinds.word:
      return wordExpression(cursor);
    case tokenKinds.quotedName:
      return nameOrCall(cursor);
    case tokenKinds.placeholder:
      return placeholder(cursor);
    case tokenKinds.string:
      return stringLiteral(cursor);
    case tokenKinds.number:
      return numberLiteral(cursor);
    case tokenKinds.parameter:
      return parameter(cursor);
    default:
      return symbolExpression(cursor);
  }
}

function numberLiteral(cursor: Cursor): Expression {
  const start = cursor.start;
  const value = cursor.tokenText();
  cursor.at++;
  return { kind: 'literal', type: 'number', value, ...cursor.spanFrom(start) };
}

/** Adjacent strings are one literal. */
function stringLiteral(cursor: Cursor): Expression {
  const start = cursor.start;
  let value = '';
  while (cursor.kind() === tokenKinds.string && (value === '' || cursor.start > start)) {
    value += stringValue(cursor.tokenText());
    cursor.at++;
    if (cursor.dialect === 'MYSQL' || cursor.dialect === 'TSQL') break;
  }
  return { kind: 'literal', type: 'string', value, ...cursor.spanFrom(start) };
}

const parameterStyles = { ':': 'COLON', '@': 'AT', $: 'DOLLAR', '%': 'PERCENT', '?': 'QUESTION' } as const;

function parameter(cursor: Cursor): Expression {
  const start = cursor.start;
  const raw = cursor.tokenText();
  cursor.at++;
  const style = parameterStyles[raw.charAt(0) as keyof typeof parameterStyles] ?? 'QUESTION';
  const name = raw.replace(/^[:@$%]+[('"]?/, '').replace(/['")]s?$/, '');
  return { kind: 'parameter', name: name === '' ? null : name, style, ...cursor.spanFrom(start) };
}

/** A template that stands alone is a value given later; before a dot it is a schema or table. */
function placeholder(cursor: Cursor): Expression {
  if (cursor.peek(1) === '.' || cursor.peek(1) === '(') return nameOrCall(cursor);
  const start = cursor.start;
  const raw = cursor.tokenText();
  if (!/^(\$\{[^}]*\}|\{\{[^}]*\}\}|\$\(\w+\))$/.test(raw)) return nameOrCall(cursor);
  cursor.at++;
  const name = raw.replace(/[${}()]/g, '').trim();
  return { kind: 'parameter', name, style: 'DOLLAR', ...cursor.spanFrom(start) };
}

function wordExpression(cursor: Cursor): Expression {
  const word = cursor.peek();
  const next = cursor.peek(1);
  const special = specialForms[word];
  if (special !== undefined) {
    const node = special(cursor);
    if (node !== null) return node;
  }
  const literal = wordLiteral(cursor, word);
  if (literal !== null) return literal;
  if (next !== '(' && next !== '.' && reservedInExpressions.has(word)) cursor.fail('an expression');
  if (next !== '(' && next !== '.' && isBareFunction(cursor, word)) return bareFunction(cursor, word);
  return nameOrCall(cursor);
}

function wordLiteral(cursor: Cursor, word: string): Expression | null {
  const start = cursor.start;
  const next = cursor.peek(1);
  if ((word === 'TRUE' || word === 'FALSE' || word === 'NULL') && next !== '(' && next !== '.') {
    cursor.at++;
    const type = word === 'NULL' ? 'null' : 'boolean';
    return { kind: 'literal', type, value: word.toLowerCase(), ...cursor.spanFrom(start) };
  }
  const type = literalTypes[word];
  if (type === undefined) return null;
  const isZoned =
    cursor.peek(2) === 'TIME' && cursor.peek(3) === 'ZONE' && (next === 'WITH' || next === 'WITHOUT');
  const ahead = isZoned ? 4 : 1;
  if (cursor.kind(ahead) !== tokenKinds.string) return null;
  cursor.at += ahead;
  const value = stringValue(cursor.tokenText());
  cursor.at++;
  return { kind: 'literal', type, value, ...cursor.spanFrom(start) };
}

function isBareFunction(cursor: Cursor, word: string): boolean {
  if (cursor.dialect === 'ORACLE' && (word === 'ROWNUM' || word === 'LEVEL')) return true;
  return bareFunctions.has(word);
}

function bareFunction(cursor: Cursor, word: string): Expression {
  const start = cursor.start;
  cursor.at++;
  return {
    kind: 'function',
    name: word.toLowerCase(),
    arguments: [],
    isDistinct: false,
    isStar: false,
    filter: null,
    orderBy: [],
    over: null,
    ...cursor.spanFrom(start),
  };
}

/** `a`, `a.b.c`, `a.*`, `f(…)`, `s.f(…)`. A leading template such as `${db}` of a longer name is left out: it is a schema. */
export function nameOrCall(cursor: Cursor): Expression {
  const start = cursor.start;
  const parts: Name[] = [];
  for (;;) {
    const isTemplate = cursor.isPlaceholder;
    const name =
      cursor.kind() === tokenKinds.parameter ? positionalName(cursor) : cursor.name(parts.length > 0);
    if (!(isTemplate && parts.length === 0 && cursor.peek() === '.')) parts.push(name);
    if (cursor.peek() !== '.' && cursor.peek() !== '..') break;
    if (cursor.peek(1) === '*') {
      cursor.at += 2;
      return { kind: 'star', qualifier: parts, ...cursor.spanFrom(start) };
    }
    const isPositional = cursor.kind(1) === tokenKinds.parameter && cursor.tokenText(1).startsWith('$');
    if (cursor.kind(1) !== tokenKinds.string && !isNameKind(cursor.kind(1)) && !isPositional) break;
    cursor.at++;
  }
  const last = parts.at(-1);
  if (cursor.peek() === '(' && last !== undefined && !isJoinMark(cursor) && !skipPhrase(cursor)) {
    return call(cursor, last, start);
  }
  return { kind: 'column', parts, ...cursor.spanFrom(start) };
}

/** Snowflake's `t.$1`. */
function positionalName(cursor: Cursor): Name {
  const text = cursor.tokenText();
  cursor.at++;
  return { text, quoted: false };
}

function isJoinMark(cursor: Cursor): boolean {
  return cursor.peek(1) === '+' && cursor.peek(2) === ')';
}

/** Teradata's `column (TITLE 'x')`, `(FORMAT 'x')`, `(NAMED x)`. */
function skipPhrase(cursor: Cursor): boolean {
  const word = cursor.peek(1);
  if (word !== 'TITLE' && word !== 'FORMAT' && word !== 'NAMED') return false;
  if (cursor.kind(2) !== tokenKinds.string && cursor.kind(2) !== tokenKinds.word) return false;
  cursor.skipParentheses();
  return true;
}

function isNameKind(kind: number): boolean {
  return kind === tokenKinds.word || kind === tokenKinds.quotedName || kind === tokenKinds.placeholder;
}

function symbolExpression(cursor: Cursor): Expression {
  const start = cursor.start;
  switch (cursor.peek()) {
    case '(':
      return parenthesised(cursor);
    case '?':
      cursor.at++;
      return { kind: 'parameter', name: null, style: 'QUESTION', ...cursor.spanFrom(start) };
    case '*':
      cursor.at++;
      return { kind: 'star', qualifier: [], ...cursor.spanFrom(start) };
    case '[':
      return { ...listItems(cursor), ...cursor.spanFrom(start) };
    case '{':
      return objectLiteral(cursor);
    default:
      return cursor.fail('an expression');
  }
}

/** `( query )`, `(a)`, `(a, b)`, `(a, b) -> …`. */
function parenthesised(cursor: Cursor): Expression {
  const start = cursor.start;
  const query = cursor.attemptSubquery();
  if (query !== null)
    return { kind: 'subquery', query, use: 'SCALAR', operand: null, ...cursor.spanFrom(start) };
  cursor.expect('(');
  if (cursor.take(')'))
    return { kind: 'tuple', shape: 'ROW', items: [], names: [], ...cursor.spanFrom(start) };
  const items = cursor.list(() => aliased(cursor));
  cursor.expect(')');
  const only = items[0];
  if (items.length === 1 && only !== undefined) return { ...only, ...cursor.spanFrom(start) };
  return { kind: 'tuple', shape: 'ROW', items, names: items.map(() => null), ...cursor.spanFrom(start) };
}

/** Some dialects name a parenthesised expression in place, Teradata gives it a format; neither changes its inputs. */
function aliased(cursor: Cursor): Expression {
  const value = cursor.grammar.expression(cursor);
  if (cursor.take('AS')) cursor.name();
  return value;
}
