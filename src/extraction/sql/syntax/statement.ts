/** Statements that carry a query or a write, by their first word. */
import type { StatementTree, With } from '../../../lineage/tree.js';
import { alterViewStatement, cacheStatement, createStatement } from './create.js';
import type { Cursor } from './cursor.js';
import { insertStatement, multiInsert } from './insert.js';
import { exchangePartition, loadStatement } from './load.js';
import { mergeStatement } from './merge.js';
import { noCtes, queryAfterWith, withClause } from './query.js';
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
        ? insertStatement(cursor, noCtes, start)
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
  const ahead = withClause(cursor);
  switch (cursor.peek()) {
    case 'INSERT':
    case 'UPSERT':
    case 'REPLACE':
      return insertStatement(cursor, ahead, start);
    case 'UPDATE':
      return [updateStatement(cursor, ahead, start)];
    case 'DELETE':
    case 'DEL':
      return [deleteStatement(cursor, ahead, start)];
    case 'MERGE':
      return [mergeStatement(cursor, ahead, start)];
    case 'FROM':
      return fromFirst(cursor, ahead, start);
    default:
      return [plainQuery(cursor, ahead, start)];
  }
}

function plainQuery(cursor: Cursor, ahead: With, start: number): StatementTree {
  const body = queryAfterWith(cursor, start, ahead);
  const span = cursor.spanFrom(start);
  const target = cursor.selectInto;
  if (target === null || fillsVariables(cursor)) return { kind: 'query', query: body, ...span };
  const isTemporary = target.parts.at(-1)?.text.startsWith('#') === true;
  return { kind: 'create', objectKind: 'TABLE', isTemporary, target, columns: [], query: body, ...span };
}

/** Inside a routine SELECT … INTO fills variables; in T-SQL, which assigns otherwise, it makes a table there too. */
function fillsVariables({ isRoutineBody, dialect }: Cursor): boolean {
  return isRoutineBody && dialect !== 'TSQL';
}

/** Hive's `FROM t INSERT … SELECT … INSERT …`; a query when no INSERT follows. */
function fromFirst(cursor: Cursor, ahead: With, start: number): readonly StatementTree[] {
  const at = cursor.at;
  cursor.expect('FROM');
  const sources = fromList(cursor);
  if (cursor.is('INSERT')) return multiInsert(cursor, ahead, sources, start);
  if (cursor.is('MAP') || cursor.is('REDUCE')) cursor.fail('SELECT or INSERT');
  cursor.at = at;
  return [plainQuery(cursor, ahead, start)];
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
