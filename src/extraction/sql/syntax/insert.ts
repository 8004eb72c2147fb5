/** INSERT in all its forms, and Hive's multi-insert. */
import type {
  Expression,
  Name,
  Query,
  Select,
  Source,
  StatementTree,
  TableName,
  With,
} from '../../../lineage/tree.js';
import { tokenKinds } from '../tokens.js';
import { assignments } from './assignments.js';
import type { Cursor } from './cursor.js';
import { emptySelect } from './empty-select.js';
import { nameList, tableName } from './names.js';
import { conflictUpdates } from './on-conflict.js';
import { projections } from './projection.js';
import { selectBody } from './select.js';
import { readTail } from './tail.js';

type Insert = Extract<StatementTree, { kind: 'insert' }>;
type Partitions = Insert['partitions'];
type Target = Pick<Insert, 'target' | 'alias' | 'directory' | 'isOverwrite' | 'partitions' | 'columns'>;

export function insertStatement(cursor: Cursor, ahead: With, start: number): readonly StatementTree[] {
  if (
    cursor.is('INSERT') &&
    (cursor.is('INSERT', 'ALL') || cursor.is('INSERT', 'FIRST') || cursor.is('INSERT', 'OVERWRITE', 'ALL'))
  ) {
    return insertAll(cursor, ahead, start);
  }
  const head = insertTarget(cursor);
  const isByName = cursor.take('BY', 'NAME') || cursor.is('SET');
  skipBeforeRows(cursor);
  const query = insertedRows(cursor);
  const onConflict = conflictUpdates(cursor);
  skipAfterRows(cursor);
  return [{ kind: 'insert', ...ahead, ...head, isByName, query, onConflict, ...cursor.spanFrom(start) }];
}

/** `INSERT [OR REPLACE|IGNORE] [INTO|OVERWRITE] [TABLE] t [AS a] [PARTITION (…)] [(columns)]`. */
function insertTarget(cursor: Cursor): Target {
  const verb = cursor.peek();
  cursor.at++;
  if (cursor.take('OR')) cursor.at++;
  if (verb === 'INSERT' || verb === 'REPLACE') cursor.takeAny(insertModifiers);
  const isOverwrite = cursor.take('OVERWRITE');
  const hasInto = cursor.take('INTO');
  const isLocal = cursor.take('LOCAL');
  if (isLocal || cursor.is('DIRECTORY')) return directoryTarget(cursor, isOverwrite);
  cursor.take('TABLE');
  if (
    !hasInto &&
    !isOverwrite &&
    cursor.dialect !== 'TSQL' &&
    cursor.dialect !== 'MYSQL' &&
    cursor.dialect !== 'ANSI'
  ) {
    cursor.fail('INTO');
  }
  const target = tableName(cursor);
  const isAliased =
    cursor.take('AS') || (cursor.isName && cursor.peek(1) === '(' && !afterTarget.has(cursor.peek()));
  const alias = isAliased ? cursor.name() : null;
  let partitions: Partitions = [];
  let columns: readonly Name[] = [];
  for (;;) {
    if (cursor.is('PARTITION', '(')) partitions = partitionSpec(cursor);
    else if (cursor.is('IF', 'NOT', 'EXISTS')) cursor.at += 3;
    else if (cursor.is('(') && columns.length === 0 && !isQueryAhead(cursor)) columns = columnList(cursor);
    else if (cursor.is('WITH', '(')) {
      cursor.at++;
      cursor.skipParentheses();
    } else return { target, alias, directory: null, isOverwrite, partitions, columns };
  }
}

const insertModifiers = new Set(['IGNORE', 'LOW_PRIORITY', 'HIGH_PRIORITY', 'DELAYED']);
const afterTarget = new Set([
  'PARTITION',
  'VALUES',
  'VALUE',
  'SELECT',
  'WITH',
  'DEFAULT',
  'SET',
  'BY',
  'REPLACE',
  'OUTPUT',
  'EXEC',
  'EXECUTE',
  'TABLE',
  'FROM',
  'OVERRIDING',
]);

function isQueryAhead(cursor: Cursor): boolean {
  let ahead = 0;
  while (cursor.peek(ahead) === '(') ahead++;
  const word = cursor.peek(ahead);
  return (
    word === 'SELECT' ||
    word === 'VALUES' ||
    (word === 'WITH' && cursor.kind(ahead + 1) !== tokenKinds.symbol)
  );
}

/** Columns may be qualified (`t.a`) or paths (`a.b`); the last part names the column, the first of a path does. */
function columnList(cursor: Cursor): Name[] {
  return cursor.parenthesised(() => {
    if (cursor.is(')')) return [];
    return cursor.list(() => {
      let name = cursor.name(true);
      while (cursor.take('.')) name = cursor.name(true);
      return name;
    });
  });
}

function directoryTarget(cursor: Cursor, isOverwrite: boolean): Target {
  cursor.expect('DIRECTORY');
  const directory = cursor.kind() === tokenKinds.string ? cursor.name(true).text : null;
  while (!cursor.isAtEnd && !queryWords.has(cursor.peek())) {
    if (cursor.is('(') && !isQueryAhead(cursor)) cursor.skipParentheses();
    else if (cursor.is('(')) break;
    else cursor.at++;
  }
  return { target: null, alias: null, directory, isOverwrite, partitions: [], columns: [] };
}

const queryWords = new Set(['SELECT', 'WITH', 'VALUES', 'FROM', 'TABLE']);

/** `PARTITION (dt = 'x', region)`. */
function partitionSpec(cursor: Cursor): Partitions {
  cursor.expect('PARTITION');
  return cursor.parenthesised(() =>
    cursor.list(() => {
      const name = cursor.name(true);
      const value: Expression | null = cursor.take('=') ? cursor.grammar.expression(cursor) : null;
      return { name, value };
    }),
  );
}

function skipBeforeRows(cursor: Cursor): void {
  cursor.take('BY', 'POSITION');
  if (cursor.take('OVERRIDING')) cursor.at += 2;
  if (cursor.take('REPLACE', 'WHERE') || cursor.take('REPLACE', 'ON')) cursor.grammar.expression(cursor);
  if (cursor.take('OUTPUT')) skipOutput(cursor);
}

/** T-SQL's OUTPUT copies rows elsewhere; its targets are not columns of this statement. */
function skipOutput(cursor: Cursor): void {
  projections(cursor);
  if (!cursor.take('INTO')) return;
  tableName(cursor);
  if (cursor.is('(') && !isQueryAhead(cursor)) nameList(cursor);
}

function insertedRows(cursor: Cursor): Query | null {
  if (cursor.take('DEFAULT', 'VALUES')) return null;
  if (cursor.is('SET')) return assignedRow(cursor);
  if (cursor.is('EXEC') || cursor.is('EXECUTE')) {
    cursor.at = cursor.limit;
    return null;
  }
  if (cursor.is('VALUE', '(')) cursor.fail('VALUES');
  return cursor.grammar.query(cursor);
}

/** MySQL's `INSERT INTO t SET a = 1`: one row, its names as aliases. */
function assignedRow(cursor: Cursor): Query {
  const start = cursor.start;
  cursor.expect('SET');
  const items = assignments(cursor);
  const span = cursor.spanFrom(start);
  return {
    ...emptySelect(span),
    projections: items.map((item) => ({
      kind: 'expression',
      expression: item.value,
      alias: item.target.at(-1) ?? null,
      start: item.start,
      end: item.end,
    })),
  };
}

/** RETURNING and error logging. */
function skipAfterRows(cursor: Cursor): void {
  if (cursor.take('RETURNING')) {
    cursor.returning = projections(cursor);
    if (cursor.take('INTO')) cursor.list(() => cursor.grammar.expression(cursor));
  }
  if (cursor.take('LOG', 'ERRORS')) cursor.at = cursor.limit;
}

/** `FROM t INSERT OVERWRITE TABLE a SELECT … INSERT INTO b SELECT …`: one tree each over the shared sources. */
export function multiInsert(
  cursor: Cursor,
  ahead: With,
  sources: readonly Source[],
  start: number,
): readonly StatementTree[] {
  const trees: StatementTree[] = [];
  while (cursor.is('INSERT')) {
    const at = cursor.start;
    const head = insertTarget(cursor);
    cursor.expect('SELECT');
    const select: Select = selectBody(cursor, at, sources);
    const tail = readTail(cursor);
    const query: Select = { ...select, orderBy: tail.orderBy, limit: tail.limit, sortBy: tail.sortBy };
    const span = { start: at, end: cursor.end };
    trees.push({ kind: 'insert', ...ahead, ...head, isByName: false, query, onConflict: [], ...span });
  }
  return trees.map((tree, index) => (index === 0 ? { ...tree, start } : tree));
}

/** Oracle's and Snowflake's `INSERT ALL|FIRST [WHEN c THEN] INTO a (…) VALUES (…) … SELECT …`. */
function insertAll(cursor: Cursor, ahead: With, start: number): readonly StatementTree[] {
  cursor.at++;
  const isOverwrite = cursor.take('OVERWRITE');
  cursor.at++;
  const branches: {
    target: TableName;
    columns: readonly Name[];
    values: readonly Expression[];
    at: number;
  }[] = [];
  while (!cursor.isAtEnd && !cursor.is('SELECT') && !cursor.is('WITH') && !cursor.is('(')) {
    if (cursor.take('WHEN')) {
      cursor.grammar.expression(cursor);
      cursor.expect('THEN');
    } else cursor.take('ELSE');
    const at = cursor.start;
    cursor.expect('INTO');
    const target = tableName(cursor);
    const columns = cursor.is('(') ? columnList(cursor) : [];
    const values = cursor.take('VALUES')
      ? cursor.parenthesised(() => cursor.list(() => cursor.grammar.expression(cursor)))
      : [];
    branches.push({ target, columns, values, at });
  }
  const query = cursor.grammar.query(cursor);
  return branches.map(({ target, columns, values, at }) => ({
    kind: 'insert',
    ...ahead,
    isOverwrite,
    target,
    alias: null,
    directory: null,
    columns,
    partitions: [],
    isByName: false,
    onConflict: [],
    query: projected(query, values),
    start: at === branches[0]?.at ? start : at,
    end: cursor.end,
  }));
}

/** The branch's VALUES over the shared query; the query itself when the branch has none. */
function projected(query: Query, values: readonly Expression[]): Query {
  if (values.length === 0) return query;
  const span = { start: query.start, end: query.end };
  return {
    ...emptySelect(span),
    projections: values.map((expression) => ({
      kind: 'expression',
      expression,
      alias: null,
      start: expression.start,
      end: expression.end,
    })),
    from: [{ kind: 'subquery', query, alias: null, columnAliases: [], isLateral: false, ...span }],
  };
}
