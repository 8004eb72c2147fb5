/** Statements that move rows between tables and files: COPY, UNLOAD, LOAD DATA, Hive's EXCHANGE PARTITION. */
import type { Name, Query, StatementTree, TableName } from '../../../lineage/tree.js';
import { tokenize } from '../lexer.js';
import { lexisOf } from '../lexis.js';
import { stringValue } from '../names.js';
import { tokenKinds } from '../tokens.js';
import { Cursor } from './cursor.js';
import { emptySelect } from './empty-select.js';
import { nameList, tableName } from './names.js';

/** Options of these statements differ by product and name no columns: they are passed over. */
export function loadStatement(cursor: Cursor): readonly StatementTree[] {
  const start = cursor.start;
  const word = cursor.peek();
  cursor.at++;
  const tree = word === 'LOAD' ? loadData(cursor) : cursor.is('(') ? copyOut(cursor) : copy(cursor);
  cursor.at = cursor.limit;
  return tree === null ? [] : [{ ...tree, ...cursor.spanFrom(start) }];
}

type Insert = Extract<StatementTree, { kind: 'insert' }>;

function insert(parts: Partial<Insert>): Insert {
  return {
    kind: 'insert',
    ctes: [],
    isRecursive: false,
    isOverwrite: false,
    target: null,
    alias: null,
    directory: null,
    columns: [],
    partitions: [],
    isByName: false,
    query: null,
    onConflict: [],
    start: 0,
    end: 0,
    ...parts,
  };
}

/** `COPY (SELECT …) TO 'x'`, `UNLOAD (SELECT …) TO 'x'`, Redshift's `UNLOAD ('SELECT …') TO 'x'`. */
function copyOut(cursor: Cursor): StatementTree | null {
  const query = cursor.attemptSubquery() ?? queryInString(cursor);
  if (query === null) return null;
  const directory =
    cursor.take('TO') && cursor.kind() === tokenKinds.string ? stringValue(cursor.tokenText()) : null;
  return directory === null ? { kind: 'query', query, start: 0, end: 0 } : insert({ query, directory });
}

/** The query in `('SELECT …')`; one with doubled quotes is not read, its offsets would be off. */
function queryInString(cursor: Cursor): Query | null {
  const raw = cursor.tokenText(1);
  if (cursor.kind(1) !== tokenKinds.string || cursor.peek(2) !== ')' || raw.includes("''")) return null;
  const edge = /^\$[^$]*\$/.exec(raw)?.[0].length ?? 1;
  const start = cursor.tokens.startAt(cursor.at + 1) + edge;
  const inner = tokenize(raw.slice(edge, -edge), lexisOf(cursor.dialect));
  const within = new Cursor(inner, 0, inner.count, cursor.base - start, cursor.dialect, cursor.grammar);
  const query = within.grammar.query(within);
  if (!within.isAtEnd) within.fail('the end of the query');
  cursor.at += 3;
  return query;
}

/** `COPY [INTO] t [(columns)] FROM …`, `COPY [INTO] 'place' FROM t|(query)`, `COPY t TO 'file'`. */
function copy(cursor: Cursor): StatementTree | null {
  cursor.take('BINARY');
  cursor.take('INTO');
  const directory = placeOf(cursor);
  if (directory !== null) {
    if (!cursor.take('FROM')) return null;
    return insert({ directory, query: cursor.attemptSubquery() ?? wholeTable(cursor) });
  }
  const target = tableName(cursor);
  const columns: readonly Name[] = cursor.is('(') ? nameList(cursor) : [];
  if (cursor.take('TO')) {
    const query = starOf(target, columns);
    return insert({
      query,
      directory: cursor.kind() === tokenKinds.string ? stringValue(cursor.tokenText()) : null,
    });
  }
  if (!cursor.take('FROM')) return null;
  return insert({ target, columns, query: cursor.attemptSubquery() });
}

/** A file or stage: `'s3://…'`, `@stage/path`. */
function placeOf(cursor: Cursor): string | null {
  if (cursor.kind() === tokenKinds.string) return cursor.name(true).text;
  const isStage =
    cursor.kind() === tokenKinds.parameter ||
    cursor.is('@') ||
    (cursor.isPlaceholder && cursor.tokenText().startsWith('@'));
  if (!isStage) return null;
  const start = cursor.start;
  while (!cursor.isAtEnd && !cursor.is('FROM')) cursor.at++;
  return cursor.slice(start, cursor.end);
}

function wholeTable(cursor: Cursor): Query | null {
  return cursor.isName ? starOf(tableName(cursor), []) : null;
}

/** The named columns of a table, or all of them. */
function starOf(name: TableName, columns: readonly Name[]): Query {
  const span = { start: name.start, end: name.end };
  const star = { kind: 'star', qualifier: [], except: [], replace: [], rename: [], ...span } as const;
  const named = columns.map((column) => {
    const expression = { kind: 'column', parts: [column], ...span } as const;
    return { kind: 'expression', expression, alias: null, ...span } as const;
  });
  return {
    ...emptySelect(span),
    projections: named.length > 0 ? named : [star],
    from: [{ kind: 'table', name, alias: null, columnAliases: [], ...span }],
  };
}

/** `LOAD DATA [LOCAL] INPATH 'x' [OVERWRITE] INTO TABLE t`. */
function loadData(cursor: Cursor): StatementTree | null {
  while (!cursor.isAtEnd && !cursor.is('INTO')) {
    if (cursor.is('OVERWRITE', 'INTO')) break;
    cursor.at++;
  }
  const isOverwrite = cursor.take('OVERWRITE');
  if (!cursor.take('INTO')) return null;
  cursor.take('TABLE');
  return insert({ isOverwrite, target: tableName(cursor) });
}

const partitionMovers = new Set(['HIVE', 'SPARK', 'IMPALA']);

/** Hive's `ALTER TABLE t EXCHANGE PARTITION (…) WITH TABLE s` moves rows of s to t; elsewhere it swaps. */
export function exchangePartition(cursor: Cursor): readonly StatementTree[] {
  if (!partitionMovers.has(cursor.dialect)) return [];
  const start = cursor.start;
  cursor.at += 2;
  const target = tableName(cursor);
  if (!cursor.take('EXCHANGE', 'PARTITION')) return [];
  cursor.skipParentheses();
  if (!cursor.take('WITH', 'TABLE')) return [];
  const query = starOf(tableName(cursor), []);
  cursor.at = cursor.limit;
  return [insert({ target, query, ...cursor.spanFrom(start) })];
}
