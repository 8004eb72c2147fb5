/** Statements that carry a query or a write, by their first word. */
import type { Cte, StatementTree } from '../../../lineage/tree.js';
import { alterViewStatement, cacheStatement, createStatement } from './create.js';
import type { Cursor } from './cursor.js';
import { insertStatement, multiInsert } from './insert.js';
import { exchangePartition, loadStatement } from './load.js';
import { mergeStatement } from './merge.js';
import { queryAfterWith, withClause } from './query.js';
import { fromList } from './source.js';
import { deleteStatement, updateStatement } from './update.js';

/**
 * The trees of the statement at the head: one, several for a multi-insert, none when the statement carries
 * no query. Everything up to the end must fit, else a `SyntaxFault`.
 */
export function statement(cursor: Cursor): readonly StatementTree[] {
  const trees = statementOf(cursor);
  if (trees.length > 0) {
    cursor.take(';');
    if (!cursor.isAtEnd) cursor.fail('the end of the statement');
  }
  return [...cursor.innerWrites, ...trees];
}

function statementOf(cursor: Cursor): readonly StatementTree[] {
  const start = cursor.start;
  switch (cursor.peek()) {
    case 'EXPLAIN':
    case 'DESCRIBE':
    case 'DESC':
      return explained(cursor);
    case 'CREATE':
    case 'REPLACE':
      return cursor.is('REPLACE') && cursor.peek(1) !== 'VIEW' && cursor.peek(1) !== 'TABLE'
        ? insertStatement(cursor, [], start)
        : createStatement(cursor);
    case 'ALTER':
      return cursor.is('ALTER', 'TABLE') ? exchangePartition(cursor) : alterViewStatement(cursor);
    case 'CACHE':
      return cacheStatement(cursor);
    case 'PREPARE':
    case 'DECLARE':
    case 'EXPORT':
      return embeddedQuery(cursor);
    case 'COPY':
    case 'UNLOAD':
    case 'LOAD':
      return loadStatement(cursor);
    case 'WITH':
    case 'SELECT':
    case 'SEL':
    case 'VALUES':
    case 'TABLE':
    case '(':
    case 'FROM':
    case 'INSERT':
    case 'UPSERT':
    case 'UPDATE':
    case 'DELETE':
    case 'MERGE':
      return withOptionalCtes(cursor);
    default:
      return [];
  }
}

/** What may follow a WITH clause. */
export function withOptionalCtes(cursor: Cursor): readonly StatementTree[] {
  const start = cursor.start;
  const isRecursive = cursor.is('WITH', 'RECURSIVE');
  const ctes = withClause(cursor);
  switch (cursor.peek()) {
    case 'INSERT':
    case 'UPSERT':
    case 'REPLACE':
      return insertStatement(cursor, ctes, start);
    case 'UPDATE':
      return [updateStatement(cursor, ctes, start)];
    case 'DELETE':
    case 'DEL':
      return [deleteStatement(cursor, ctes, start)];
    case 'MERGE':
      return [mergeStatement(cursor, ctes, start)];
    case 'FROM':
      return fromFirst(cursor, ctes, start, isRecursive);
    default:
      return [plainQuery(cursor, ctes, start, isRecursive)];
  }
}

function plainQuery(
  cursor: Cursor,
  ctes: readonly Cte[],
  start: number,
  isRecursive: boolean,
): StatementTree {
  const body = queryAfterWith(cursor, start, ctes, isRecursive);
  const span = cursor.spanFrom(start);
  const target = cursor.selectInto;
  if (target === null || cursor.isRoutineBody) return { kind: 'query', query: body, ...span };
  const isTemporary = target.parts.at(-1)?.text.startsWith('#') === true;
  return { kind: 'create', objectKind: 'TABLE', isTemporary, target, columns: [], query: body, ...span };
}

/** Hive's `FROM t INSERT … SELECT … INSERT …`; a query when no INSERT follows. */
function fromFirst(
  cursor: Cursor,
  ctes: readonly Cte[],
  start: number,
  isRecursive: boolean,
): readonly StatementTree[] {
  const at = cursor.at;
  cursor.expect('FROM');
  const sources = fromList(cursor);
  if (cursor.is('INSERT')) return multiInsert(cursor, ctes, sources, start);
  if (cursor.is('MAP') || cursor.is('REDUCE')) cursor.fail('SELECT or INSERT');
  cursor.at = at;
  return [plainQuery(cursor, ctes, start, isRecursive)];
}

/** `EXPLAIN [ANALYZE] [(options)] statement`: the statement's own trees would pretend a write, so its query alone counts. */
function explained(cursor: Cursor): readonly StatementTree[] {
  const start = cursor.start;
  cursor.at++;
  while (explainWords.has(cursor.peek()) || (cursor.is('(') && explainWords.has(cursor.peek(1)))) {
    if (cursor.is('(')) cursor.skipParentheses();
    else cursor.at++;
  }
  if (!queryStarts.has(cursor.peek())) return [];
  const inner = withOptionalCtes(cursor);
  return inner.flatMap((tree) => {
    const body = 'query' in tree ? tree.query : null;
    return body === null ? [] : [{ kind: 'query', query: body, ...cursor.spanFrom(start) } as const];
  });
}

const explainWords = new Set([
  'ANALYZE',
  'ANALYSE',
  'VERBOSE',
  'EXTENDED',
  'FORMATTED',
  'LOGICAL',
  'CODEGEN',
  'COST',
  'DEPENDENCY',
  'AUTHORIZATION',
  'PLAN',
  'FOR',
  'QUERY',
  'FORMAT',
  'USING',
  'TEXT',
  'JSON',
  'TABULAR',
  'BUFFERS',
  'COSTS',
  'TIMING',
]);
const queryStarts = new Set(['SELECT', 'WITH', 'INSERT', 'UPDATE', 'DELETE', 'MERGE', 'VALUES', 'FROM', '(']);

/** Statements that wrap one query: `DECLARE c CURSOR FOR …`, `PREPARE p AS …`, `EXPORT DATA … AS …`. */
function embeddedQuery(cursor: Cursor): readonly StatementTree[] {
  const start = cursor.start;
  for (let depth = 0; !cursor.isAtEnd; cursor.at++) {
    if (cursor.is('(')) depth++;
    else if (cursor.is(')')) depth--;
    else if (depth === 0 && (cursor.is('AS') || cursor.is('FOR')) && queryStarts.has(cursor.peek(1))) {
      cursor.at++;
      return [...withOptionalCtes(cursor)].map((tree) => ({ ...tree, start }));
    }
  }
  return [];
}
