/**
 * The tolerant scanner: what one statement declares or changes, in every dialect, whether or not a parser
 * can read it. What was read before a fault is kept.
 */
import type { NamePart } from '../../../catalog/declarations.js';
import type { TableKind } from '../../../catalog/vocabulary.js';
import type { StatementKind } from '../facts.js';
import { stringValue } from '../names.js';
import { tableName } from '../syntax/names.js';
import { tokenKinds } from '../tokens.js';
import { alterTable } from './alter-table.js';
import { keyColumns } from './constraint.js';
import { createTable } from './create-table.js';
import { createType } from './create-type.js';
import { createView } from './create-view.js';
import { part, type Scan } from './scan-context.js';
import { sessionStatement } from './session.js';

const createModifiers = new Set(
  (
    'OR REPLACE ALTER REFRESH TEMP TEMPORARY GLOBAL LOCAL VOLATILE TRANSIENT UNLOGGED EXTERNAL MULTISET SET FORCE NOFORCE EDITIONABLE ' +
    'NONEDITIONABLE RECURSIVE MATERIALIZED SECURE STREAMING LIVE DYNAMIC HYBRID ICEBERG IMMUTABLE PRIVATE COLUMN ROW FOREIGN DUPLICATE ' +
    'SHARDED BLOCKCHAIN INTERACTIVE NO PUBLIC TRUSTED CONSTRAINT DEFAULT VIRTUAL MANAGED'
  ).split(' '),
);

/** Reads the statement at the head; throws a `SyntaxFault` where it cannot go on, with what it found kept in `scan`. */
export function scanStatement(scan: Scan, kind: StatementKind): void {
  const { cursor } = scan;
  switch (cursor.peek()) {
    case 'CREATE':
    case 'REPLACE':
      create(scan);
      break;
    case 'ALTER':
      alter(scan);
      break;
    case 'COMMENT':
      commentOn(scan);
      break;
    case 'DROP':
      drop(scan);
      break;
    case 'RENAME':
      rename(scan);
      break;
    default:
      if (kind === 'USE' || kind === 'SET') sessionStatement(scan);
  }
}

interface Modifiers {
  readonly words: ReadonlySet<string>;
}

function readModifiers({ cursor }: Scan): Modifiers {
  const words = new Set<string>();
  for (;;) {
    const word = cursor.peek();
    if (!createModifiers.has(word)) {
      if (cursor.is('ALGORITHM', '=') || cursor.is('DEFINER', '=') || cursor.is('SQL', 'SECURITY'))
        skipOption(cursor);
      else return { words };
    } else {
      words.add(word);
      cursor.at++;
    }
  }
}

function skipOption(cursor: Scan['cursor']): void {
  cursor.at += 3;
  while (
    !cursor.isAtEnd &&
    !['VIEW', 'SQL', 'DEFINER', 'TABLE', 'PROCEDURE', 'FUNCTION', 'TRIGGER', 'EVENT'].includes(cursor.peek())
  )
    cursor.at++;
}

function create(scan: Scan): void {
  const { cursor } = scan;
  cursor.at++;
  const { words } = readModifiers(scan);
  if (cursor.take('TABLE')) {
    if (cursor.is('FUNCTION')) return;
    cursor.take('IF', 'NOT', 'EXISTS');
    createTable(scan, tableKind(words));
  } else if (cursor.take('VIEW')) {
    cursor.take('IF', 'NOT', 'EXISTS');
    createView(scan, words.has('MATERIALIZED') ? 'MATERIALIZED_VIEW' : 'VIEW');
  } else if (cursor.is('UNIQUE')) uniqueIndex(scan);
  else if (cursor.is('SCHEMA') || cursor.is('DATABASE')) createSchema(scan);
  else if (cursor.is('DOMAIN') || cursor.is('TYPE')) createType(scan);
}

function tableKind(words: ReadonlySet<string>): TableKind {
  if (words.has('EXTERNAL')) return 'EXTERNAL';
  if (words.has('FOREIGN')) return 'FOREIGN';
  if (words.has('TEMP') || words.has('TEMPORARY') || words.has('VOLATILE')) return 'TEMPORARY';
  return words.has('DYNAMIC') ? 'MATERIALIZED_VIEW' : 'BASE';
}

/** A unique index over plain columns is a unique constraint; over expressions or a part of the rows it is none. */
function uniqueIndex(scan: Scan): void {
  const { cursor } = scan;
  const start = cursor.start;
  cursor.at++;
  cursor.take('CLUSTERED') || cursor.take('NONCLUSTERED');
  if (!cursor.take('INDEX')) return;
  cursor.take('CONCURRENTLY');
  cursor.take('IF', 'NOT', 'EXISTS');
  const name = cursor.is('ON') ? null : tableName(cursor).parts.at(-1);
  if (!cursor.take('ON')) cursor.fail('ON');
  cursor.take('ONLY');
  const table = tableName(cursor).parts.map(part);
  if (cursor.take('USING')) cursor.at++;
  const columns = uniqueColumns(scan);
  if (columns === null) return;
  const constraint = {
    name: name == null ? null : part(name),
    kind: 'UNIQUE',
    columns,
    referencedTable: null,
    referencedColumns: [],
    checkSql: null,
    isEnforced: null,
    position: scan.lines.position(start, cursor.end),
  } as const;
  scan.amendments.push({ kind: 'ADD_CONSTRAINT', table, constraint });
}

function uniqueColumns({ cursor }: Scan): NamePart[] | null {
  if (!cursor.is('(')) return null;
  const from = cursor.at;
  const columns = keyColumns(cursor);
  let items = 1;
  for (let index = from + 1, depth = 0; index < cursor.at - 1; index++) {
    const symbol = cursor.tokens.upperAt(index);
    if (symbol === '(') depth++;
    else if (symbol === ')') depth--;
    else if (symbol === ',' && depth === 0) items++;
  }
  for (let index = cursor.at; index < cursor.limit; index++)
    if (cursor.tokens.upperAt(index) === 'WHERE') return null;
  return columns.length === items ? columns : null;
}

function createSchema(scan: Scan): void {
  const { cursor } = scan;
  const isSchema =
    cursor.is('SCHEMA') ||
    cursor.dialect === 'HIVE' ||
    cursor.dialect === 'SPARK' ||
    cursor.dialect === 'MYSQL' ||
    cursor.dialect === 'IMPALA';
  cursor.at++;
  cursor.take('IF', 'NOT', 'EXISTS');
  if (!isSchema || cursor.is('AUTHORIZATION')) return;
  scan.amendments.push({ kind: 'CREATE_SCHEMA', schema: tableName(cursor).parts.map(part) });
}

function alter(scan: Scan): void {
  const { cursor } = scan;
  cursor.at++;
  cursor.take('FOREIGN') || cursor.take('EXTERNAL') || cursor.take('ICEBERG') || cursor.take('DYNAMIC');
  if (cursor.take('TABLE')) alterTable(scan);
  else if (cursor.is('SESSION', 'SET', 'CURRENT_SCHEMA')) sessionStatement(scan);
  else if (cursor.take('VIEW') || cursor.take('MATERIALIZED', 'VIEW')) alterView(scan);
}

function alterView(scan: Scan): void {
  const { cursor } = scan;
  cursor.take('IF', 'EXISTS');
  const at = cursor.at;
  const table = tableName(cursor).parts.map(part);
  if (cursor.take('RENAME', 'TO')) {
    scan.amendments.push({ kind: 'RENAME_TABLE', table, to: tableName(cursor).parts.map(part) });
    return;
  }
  cursor.at = at;
  if (hasQuery(scan)) createView(scan, 'VIEW');
}

function hasQuery({ cursor }: Scan): boolean {
  for (let index = cursor.at; index < cursor.limit; index++)
    if (cursor.tokens.upperAt(index) === 'AS') return true;
  return false;
}

/** `COMMENT ON TABLE t IS 'x'`; NULL removes it. */
function commentOn(scan: Scan): void {
  const { cursor } = scan;
  cursor.at++;
  cursor.take('IF', 'EXISTS');
  cursor.expect('ON');
  const isColumn = cursor.take('COLUMN');
  const isTable =
    !isColumn &&
    (cursor.take('TABLE') ||
      cursor.take('VIEW') ||
      cursor.take('MATERIALIZED', 'VIEW') ||
      cursor.take('FOREIGN', 'TABLE'));
  if (!isColumn && !isTable) return;
  const name = tableName(cursor).parts.map(part);
  cursor.expect('IS');
  if (cursor.kind() !== tokenKinds.string && !cursor.is('NULL')) cursor.fail('a string or NULL');
  const comment = cursor.is('NULL') ? null : stringValue(cursor.tokenText());
  const column = name.at(-1);
  if (isTable) scan.amendments.push({ kind: 'COMMENT_TABLE', table: name, comment });
  else if (column !== undefined) {
    scan.amendments.push({ kind: 'COMMENT_COLUMN', table: name.slice(0, -1), column, comment });
  }
}

function drop(scan: Scan): void {
  const { cursor } = scan;
  cursor.at++;
  cursor.takeAny(createModifiers);
  if (!cursor.take('TABLE') && !cursor.take('VIEW')) return;
  cursor.take('IF', 'EXISTS');
  for (const name of cursor.list(() => tableName(cursor))) {
    scan.amendments.push({ kind: 'DROP_TABLE', table: name.parts.map(part) });
  }
}

/** MySQL's `RENAME TABLE a TO b, c TO d`. */
function rename(scan: Scan): void {
  const { cursor } = scan;
  cursor.at++;
  if (!cursor.take('TABLE') && !cursor.take('TABLES')) return;
  cursor.list(() => {
    const table = tableName(cursor).parts.map(part);
    cursor.expect('TO');
    scan.amendments.push({ kind: 'RENAME_TABLE', table, to: tableName(cursor).parts.map(part) });
  });
}
