/** Function calls: arguments in all their spellings, then FILTER, WITHIN GROUP, null treatment and OVER. */
import type { Expression, Name, Query } from '../../../lineage/tree.js';
import { tokenKinds } from '../tokens.js';
import type { Cursor } from './cursor.js';
import { readLambda } from './lambda.js';
import { orderItems, windowDefinition } from './window.js';
import { isUnitWord } from './words.js';

type FunctionCall = Extract<Expression, { kind: 'function' }>;
type Draft = { -readonly [K in 'isDistinct' | 'isStar' | 'filter' | 'orderBy' | 'over']: FunctionCall[K] } & {
  arguments: Expression[];
};

/** The call whose name was just taken; the head stands on `(`. */
export function call(cursor: Cursor, name: Name, start: number): Expression {
  const text = name.quoted ? name.text : name.text.toLowerCase();
  const draft: Draft = {
    arguments: [],
    isDistinct: false,
    isStar: false,
    filter: null,
    orderBy: [],
    over: null,
  };
  cursor.expect('(');
  if (!cursor.take(')')) {
    readArguments(cursor, draft);
    cursor.expect(')');
  }
  if (cursor.is('(') && parametricFunctions.has(text)) {
    cursor.expect('(');
    if (!cursor.is(')')) readArguments(cursor, draft);
    cursor.expect(')');
  }
  if (text === 'match' && cursor.take('AGAINST')) cursor.skipParentheses();
  if (unitFunctions.has(text)) namedUnit(draft.arguments);
  const [column] = draft.arguments;
  if (text === 'values' && cursor.valuesRow !== null && column?.kind === 'column')
    return {
      kind: 'column',
      parts: [cursor.valuesRow, ...column.parts.slice(-1)],
      ...cursor.spanFrom(start),
    };
  readSuffix(cursor, draft);
  return { kind: 'function', name: text, ...draft, ...cursor.spanFrom(start) };
}

/** Aggregates with parameters before their arguments (ClickHouse, Teradata, BigQuery ML style). */
const parametricFunctions = new Set(['quantile', 'quantiles', 'topk', 'percentile']);

const unitFunctions = new Set(
  (
    'date_trunc datetime_trunc timestamp_trunc time_trunc date_diff datetime_diff timestamp_diff time_diff datediff dateadd ' +
    'date_add date_sub datetrunc datepart datename date_part dateadd_big datediff_big timestampadd timestampdiff last_day trunc ' +
    'timediff date_bucket months_between extract next_day time_slice'
  ).split(' '),
);

/** `DATEADD(day, …)`, `DATE_TRUNC(d, MONTH)`: the unit is a word, not a column. */
function namedUnit(items: Expression[]): void {
  for (const index of [0, items.length - 1]) {
    const item = items[index];
    const part = item?.kind === 'column' && item.parts.length === 1 ? item.parts[0] : undefined;
    if (item === undefined || part === undefined || part.quoted || items.length < 2) continue;
    if (!isUnitWord(part.text.toUpperCase())) continue;
    items[index] = { kind: 'literal', type: 'string', value: part.text, start: item.start, end: item.end };
    return;
  }
}

/** Words between or after arguments that part or qualify them, without being expressions. */
const glue = new Set(
  'FROM FOR IN USING PLACING VALUE RETURNING SEPARATOR COLUMNS KEY PASSING FORMAT WITH ENCODING'.split(' '),
);

function readArguments(cursor: Cursor, draft: Draft): void {
  if (cursor.take('DISTINCT')) draft.isDistinct = true;
  else cursor.take('ALL');
  if (cursor.is('*') && (cursor.peek(1) === ')' || cursor.peek(1) === ',')) {
    draft.isStar = cursor.peek(1) === ')';
    if (draft.isStar) {
      cursor.at++;
      return;
    }
  }
  do {
    if (cursor.is(')')) return;
    readArgument(cursor, draft);
  } while (cursor.take(','));
  readModifiers(cursor, draft);
}

function readArgument(cursor: Cursor, draft: Draft): void {
  if (startsQuery(cursor)) {
    const start = cursor.start;
    const query = cursor.grammar.query(cursor);
    draft.arguments.push(subquery(query, start, cursor.end));
    return;
  }
  skipArgumentName(cursor);
  draft.arguments.push(argument(cursor));
  if (cursor.take('AS')) castOrAlias(cursor);
  while (cursor.kind() === tokenKinds.word && glue.has(cursor.peek()) && cursor.peek(1) !== ')') {
    if (!readGlue(cursor, draft)) return;
  }
}

/** What follows a glue word; false when the word ends the arguments. */
function readGlue(cursor: Cursor, draft: Draft): boolean {
  const word = cursor.peek();
  if (word === 'COLUMNS' || word === 'ENCODING') {
    cursor.at++;
    if (cursor.is('(')) cursor.skipParentheses();
    return true;
  }
  if (word === 'WITH' || word === 'FORMAT') return skipWords(cursor);
  cursor.at++;
  if (word === 'USING') {
    cursor.name(true);
    return true;
  }
  if (word === 'RETURNING') {
    while (cursor.kind() === tokenKinds.word) cursor.at++;
    if (cursor.is('(')) cursor.skipParentheses();
    return true;
  }
  draft.arguments.push(argument(cursor));
  if (cursor.take('AS')) castOrAlias(cursor);
  return true;
}

function skipWords(cursor: Cursor): boolean {
  while (cursor.kind() === tokenKinds.word) cursor.at++;
  return true;
}

function castOrAlias(cursor: Cursor): void {
  cursor.name(true);
  if (cursor.is('(')) cursor.skipParentheses();
}

function startsQuery(cursor: Cursor): boolean {
  return cursor.is('SELECT') || (cursor.is('WITH') && cursor.peek(2) === 'AS');
}

function subquery(query: Query, start: number, end: number): Expression {
  return { kind: 'subquery', query, use: 'ARRAY', operand: null, start, end };
}

/** `name => value`, `name := value`, `KEY 'k' VALUE v`, VARIADIC. */
function skipArgumentName(cursor: Cursor): void {
  cursor.take('VARIADIC');
  if (cursor.is('KEY') && cursor.kind(1) === tokenKinds.string) cursor.at++;
  if (cursor.isName && (cursor.peek(1) === '=>' || cursor.peek(1) === ':=')) cursor.at += 2;
  else if (cursor.kind() === tokenKinds.parameter && cursor.peek(1) === '=') cursor.at += 2;
  if (cursor.is('TABLE') && cursor.kind(1) === tokenKinds.word) cursor.at++;
}

/** An expression or a lambda; `k : v` of JSON_OBJECT gives the value, the key being a name. */
function argument(cursor: Cursor): Expression {
  const lambda = readLambda(cursor);
  if (lambda !== null) return lambda;
  const value = cursor.grammar.expression(cursor);
  return cursor.take(':') ? cursor.grammar.expression(cursor) : value;
}

/** ORDER BY, LIMIT, null treatment, HAVING MAX and JSON options inside the parentheses. */
function readModifiers(cursor: Cursor, draft: Draft): void {
  for (;;) {
    if (cursor.take('ORDER', 'BY')) draft.orderBy = orderItems(cursor);
    else if (cursor.is('LIMIT') || cursor.is('SEPARATOR')) {
      cursor.at++;
      cursor.grammar.expression(cursor);
    } else if (cursor.take('HAVING', 'MAX') || cursor.take('HAVING', 'MIN') || cursor.is('WHERE')) {
      cursor.take('WHERE');
      draft.arguments.push(cursor.grammar.expression(cursor));
    } else if (!takeOption(cursor)) return;
  }
}

const options: readonly (readonly string[])[] = [
  ['IGNORE', 'NULLS'],
  ['RESPECT', 'NULLS'],
  ['NULL', 'ON', 'NULL'],
  ['ABSENT', 'ON', 'NULL'],
  ['NULL', 'ON', 'EMPTY'],
  ['NULL', 'ON', 'ERROR'],
  ['ERROR', 'ON', 'EMPTY'],
  ['ERROR', 'ON', 'ERROR'],
  ['WITH', 'UNIQUE', 'KEYS'],
  ['WITHOUT', 'UNIQUE', 'KEYS'],
  ['WITH', 'WRAPPER'],
  ['WITH', 'ARRAY', 'WRAPPER'],
  ['WITHOUT', 'WRAPPER'],
  ['STRICT'],
];

function takeOption(cursor: Cursor): boolean {
  if (cursor.take('ON', 'OVERFLOW')) {
    while (!cursor.isAtEnd && !cursor.is(')')) cursor.at++;
    return true;
  }
  return options.some((words) => cursor.take(...words));
}

function readSuffix(cursor: Cursor, draft: Draft): void {
  for (;;) {
    if (cursor.take('WITHIN', 'GROUP')) {
      draft.orderBy = cursor.parenthesised(() => {
        cursor.expect('ORDER');
        cursor.expect('BY');
        return orderItems(cursor);
      });
    } else if (cursor.is('FILTER', '(')) {
      cursor.at++;
      draft.filter = cursor.parenthesised(() => {
        cursor.take('WHERE');
        return cursor.grammar.expression(cursor);
      });
    } else if (cursor.is('KEEP', '(')) readKeep(cursor, draft);
    else if (
      cursor.take('IGNORE', 'NULLS') ||
      cursor.take('RESPECT', 'NULLS') ||
      cursor.take('FROM', 'FIRST')
    )
      continue;
    else if (cursor.is('OVER') && (cursor.peek(1) === '(' || isNameKind(cursor.kind(1)))) {
      cursor.at++;
      draft.over = cursor.is('(')
        ? windowDefinition(cursor)
        : { reference: cursor.name().text, partitionBy: [], orderBy: [] };
    } else return;
  }
}

function readKeep(cursor: Cursor, draft: Draft): void {
  cursor.at++;
  cursor.expect('(');
  cursor.expect('DENSE_RANK');
  cursor.take('FIRST') || cursor.take('LAST');
  cursor.expect('ORDER');
  cursor.expect('BY');
  draft.orderBy = orderItems(cursor);
  cursor.expect(')');
}

function isNameKind(kind: number): boolean {
  return kind === tokenKinds.word || kind === tokenKinds.quotedName;
}
