/** One table of a FROM: a name, a subquery, a function, VALUES; then hints, time travel, samples, aliases, PIVOT. */
import type { Expression, Name, Source } from '../../../lineage/tree.js';
import { tokenKinds } from '../tokens.js';
import { call } from './call.js';
import type { Cursor } from './cursor.js';
import { emptySelect } from './empty-select.js';
import { tableName } from './names.js';
import { pivots } from './pivot.js';
import { typeText } from './type-name.js';
import { notTableAlias } from './words.js';

interface Alias {
  readonly alias: Name | null;
  readonly columnAliases: readonly Name[];
}

export function tableFactor(cursor: Cursor): Source {
  return pivots(cursor, plainFactor(cursor), (inner) => readAlias(inner));
}

function plainFactor(cursor: Cursor): Source {
  const start = cursor.start;
  if (cursor.is('(')) return parenthesisedFactor(cursor, start);
  const isLateral = cursor.is('LATERAL') && cursor.peek(1) !== 'VIEW' && cursor.take('LATERAL');
  if (isLateral && cursor.is('(')) return parenthesisedFactor(cursor, start, true);
  if (cursor.is('VALUES') && (cursor.peek(1) === '(' || isLiteral(cursor.kind(1))))
    return valuesFactor(cursor, start);
  if (cursor.is('ROWS', 'FROM', '(')) return rowsFrom(cursor, start);
  if (cursor.is('TABLE', '(')) return tableFunction(cursor, start);
  if (cursor.is('ONLY') && cursor.peek(1) !== '(') cursor.at++;
  if (cursor.is('{') || cursor.is('['))
    return functionSource(cursor, start, cursor.grammar.expression(cursor));
  return namedFactor(cursor, start);
}

function isLiteral(kind: number): boolean {
  return kind === tokenKinds.number || kind === tokenKinds.string;
}

const hintWords = new Set([
  'NOLOCK',
  'READUNCOMMITTED',
  'READCOMMITTED',
  'UPDLOCK',
  'HOLDLOCK',
  'ROWLOCK',
  'TABLOCK',
  'TABLOCKX',
  'INDEX',
  'NOEXPAND',
  'READPAST',
  'XLOCK',
  'SERIALIZABLE',
]);

function namedFactor(cursor: Cursor, start: number): Source {
  if (
    cursor.isName &&
    notTableAlias.has(cursor.peek()) &&
    cursor.peek(1) !== '.' &&
    cursor.kind() === tokenKinds.word
  ) {
    cursor.fail('a table name or subquery');
  }
  if (!cursor.isName && cursor.kind() !== tokenKinds.string && cursor.kind() !== tokenKinds.parameter) {
    cursor.fail('a table name or subquery');
  }
  const name = tableName(cursor);
  const last = name.parts.at(-1);
  if (cursor.is('(') && last !== undefined && !hintWords.has(cursor.peek(1))) {
    return functionSource(cursor, start, call(cursor, last, start));
  }
  cursor.take('*');
  skipTableOptions(cursor);
  const alias = readAlias(cursor);
  skipTableOptions(cursor);
  return { kind: 'table', name, ...alias, ...cursor.spanFrom(start) };
}

function functionSource(cursor: Cursor, start: number, expression: Expression): Source {
  const withOrdinality = cursor.take('WITH', 'ORDINALITY');
  if (cursor.is('WITH', '(')) {
    cursor.at++;
    cursor.skipParentheses();
  }
  const alias = readAlias(cursor);
  const columnAliases = [...alias.columnAliases];
  if (cursor.take('WITH', 'OFFSET')) {
    const offset =
      cursor.take('AS') || isAliasAhead(cursor) ? cursor.name() : { text: 'offset', quoted: false };
    if (columnAliases.length === 0 && alias.alias !== null) columnAliases.push(alias.alias);
    columnAliases.push(offset);
  }
  skipTableOptions(cursor);
  return {
    kind: 'function',
    expression,
    alias: alias.alias,
    columnAliases,
    withOrdinality,
    ...cursor.spanFrom(start),
  };
}

function tableFunction(cursor: Cursor, start: number): Source {
  cursor.at++;
  const expression = cursor.parenthesised(() => cursor.grammar.expression(cursor));
  if (cursor.is('OVER')) {
    cursor.at++;
    cursor.skipParentheses();
  }
  if (expression.kind === 'subquery' && expression.use === 'SCALAR') {
    const alias = readAlias(cursor);
    return {
      kind: 'subquery',
      query: expression.query,
      ...alias,
      isLateral: false,
      ...cursor.spanFrom(start),
    };
  }
  return functionSource(cursor, start, expression);
}

function rowsFrom(cursor: Cursor, start: number): Source {
  cursor.at += 2;
  const items = cursor.parenthesised(() => cursor.list(() => cursor.grammar.expression(cursor)));
  const span = cursor.spanFrom(start);
  return functionSource(cursor, start, { kind: 'operator', operator: 'ROWS FROM', operands: items, ...span });
}

function valuesFactor(cursor: Cursor, start: number): Source {
  const query = cursor.grammar.query(cursor);
  return { kind: 'subquery', query, ...readAlias(cursor), isLateral: false, ...cursor.spanFrom(start) };
}

/** A subquery, or joins in parentheses. */
function parenthesisedFactor(cursor: Cursor, start: number, isLateral = false): Source {
  const query = cursor.attemptSubquery();
  if (query !== null) {
    skipTableOptions(cursor);
    const alias = readAlias(cursor);
    skipTableOptions(cursor);
    return { kind: 'subquery', query, ...alias, isLateral, ...cursor.spanFrom(start) };
  }
  const inner = cursor.nested(() => cursor.parenthesised(() => cursor.grammar.fromItem(cursor)));
  const alias = readAlias(cursor);
  if (alias.alias === null) return inner;
  if ('alias' in inner && inner.alias === null) return { ...inner, ...alias, ...cursor.spanFrom(start) };
  return aliasedJoin(inner, alias, cursor.spanFrom(start));
}

/** `(a JOIN b) AS x`: the alias hides the names inside, as a subquery of all columns does. */
function aliasedJoin(inner: Source, alias: Alias, span: { start: number; end: number }): Source {
  const star = { kind: 'star', qualifier: [], except: [], replace: [], rename: [], ...span } as const;
  const query = {
    ...emptySelect(span),
    projections: [star],
    from: [inner],
  };
  return { kind: 'subquery', query, ...alias, isLateral: false, ...span };
}

function isAliasAhead(cursor: Cursor): boolean {
  if (!cursor.isName) return false;
  const word = cursor.peek();
  if (word === 'LEFT' || word === 'RIGHT' || word === 'FULL') return false;
  return !notTableAlias.has(word);
}

/** `AS t (a, b)`, `t`, `AS (a int, b text)` of functions that return records. */
export function readAlias(cursor: Cursor): Alias {
  const explicit = cursor.take('AS');
  let alias: Name | null = null;
  if (explicit && cursor.isName && !cursor.is('OF')) alias = cursor.name();
  else if (explicit && cursor.kind() === tokenKinds.string) alias = cursor.name(true);
  else if (isAliasAhead(cursor)) alias = cursor.name();
  else if (explicit && !cursor.is('(')) cursor.fail('an alias');
  const mayHaveColumns = cursor.is('(') && (alias !== null || explicit) && !hintWords.has(cursor.peek(1));
  return { alias, columnAliases: mayHaveColumns ? typedNames(cursor) : [] };
}

const closing = new Set([')']);

function typedNames(cursor: Cursor): Name[] {
  return cursor.parenthesised(() =>
    cursor.list(() => {
      const name = cursor.name(true);
      if (cursor.isName) typeText(cursor);
      if (cursor.take('COLLATE')) cursor.name(true);
      return name;
    }, closing),
  );
}

/** Hints, partitions, time travel and samples: they change which rows are read, not which columns. */
function skipTableOptions(cursor: Cursor): void {
  while (skipTableOption(cursor));
}

function skipTableOption(cursor: Cursor): boolean {
  const next = cursor.peek(1);
  switch (cursor.peek()) {
    case 'WITH':
      return next === '(' && skipGroup(cursor, 1);
    case '(':
      return hintWords.has(next) && skipGroup(cursor, 0);
    case 'PARTITION':
    case 'AT':
    case 'BEFORE':
    case 'CHANGES':
      return next === '(' && skipGroup(cursor, 1);
    case 'TABLESAMPLE':
    case 'SAMPLE':
      return skipSample(cursor);
    case 'USE':
    case 'FORCE':
    case 'IGNORE':
      return (next === 'INDEX' || next === 'KEY') && skipIndexHint(cursor);
    case 'FOR':
    case 'VERSION':
    case 'TIMESTAMP':
    case 'AS':
      return skipTimeTravel(cursor);
    default:
      return false;
  }
}

function skipGroup(cursor: Cursor, words: number): boolean {
  cursor.at += words;
  cursor.skipParentheses();
  return true;
}

function skipIndexHint(cursor: Cursor): boolean {
  while (!cursor.is('(')) {
    if (cursor.isAtEnd) cursor.fail('(');
    cursor.at++;
  }
  cursor.skipParentheses();
  return true;
}

function skipSample(cursor: Cursor): boolean {
  cursor.at++;
  if (cursor.kind() === tokenKinds.word) cursor.at++;
  if (cursor.is('(')) cursor.skipParentheses();
  else cursor.at++;
  cursor.take('%') || cursor.take('PERCENT') || cursor.take('ROWS');
  if ((cursor.is('REPEATABLE') || cursor.is('SEED')) && cursor.peek(1) === '(') return skipGroup(cursor, 1);
  return true;
}

/** `FOR SYSTEM_TIME AS OF x`, `FOR VERSION AS OF 1`, `VERSION AS OF 1`, `TIMESTAMP AS OF x`, `AS OF TIMESTAMP x`. */
function skipTimeTravel(cursor: Cursor): boolean {
  const word = cursor.peek();
  const isFor =
    word === 'FOR' && /^(SYSTEM_TIME|SYSTEM_VERSION|VERSION|TIMESTAMP|BUSINESS_TIME)$/.test(cursor.peek(1));
  if (isFor) cursor.at += 2;
  else if ((word === 'VERSION' || word === 'TIMESTAMP') && cursor.peek(1) === 'AS') cursor.at++;
  else if (!(word === 'AS' && cursor.peek(1) === 'OF')) return false;
  if (cursor.take('AS', 'OF')) {
    if (!cursor.take('TIMESTAMP') || cursor.is('(')) cursor.take('SCN');
    cursor.grammar.expression(cursor);
  } else if (!cursor.take('ALL')) {
    cursor.at++;
    cursor.grammar.expression(cursor);
    if (cursor.take('TO') || cursor.take('AND')) cursor.grammar.expression(cursor);
  }
  return true;
}
