/** CREATE TABLE in every dialect: columns, constraints, storage. What follows the list and is unknown is passed over. */
import type {
  ConstraintDeclaration,
  NamePart,
  StorageDeclaration,
  TableDeclaration,
} from '../../../catalog/declarations.js';
import type { TableKind } from '../../../catalog/vocabulary.js';
import { type Cursor, SyntaxFault } from '../syntax/cursor.js';
import { tableName } from '../syntax/names.js';
import { tokenKinds } from '../tokens.js';
import { columnDefinition } from './column.js';
import { isConstraintAhead, skipItem, tableConstraint } from './constraint.js';
import { part, type Scan, type TableDraft } from './scan-context.js';
import { readTableOptions } from './table-options.js';

/** Behind `CREATE … TABLE [IF NOT EXISTS]`. */
export function createTable(scan: Scan, tableKind: TableKind): void {
  const { cursor } = scan;
  const start = cursor.start;
  const table = tableName(cursor);
  const position = scan.lines.position(start, cursor.end);
  if (isPartitionOf(scan, table.parts.map(part))) return;
  // What a name runs into is part of a name that was not read whole: `my-table`, `t [a int]`.
  if (!cursor.isAtEnd && !mayFollowName(cursor)) cursor.fail('a column list');
  const draft: TableDraft = {
    name: table.parts.map(part),
    columns: [],
    constraints: [],
    comment: null,
    like: null,
    isExternal: tableKind === 'EXTERNAL' || tableKind === 'FOREIGN',
    storage: { format: null, location: null, partitionedBy: [], clusteredBy: [], properties: {} },
  };
  const fault = readParts(scan, draft);
  scan.declarations.push(declaration(draft, tableKind, position));
  if (fault !== null) throw fault;
}

/** The fault that ended reading, after what was read has been kept. */
function readParts(scan: Scan, draft: TableDraft): SyntaxFault | null {
  const { cursor } = scan;
  try {
    if (cursor.take('ON', 'CLUSTER')) cursor.name();
    const behindName = cursor.at;
    const hasQuery = isQueryAhead(scan);
    const hasList = cursor.is('(') && !hasQuery;
    if (hasList) columnList(scan, draft);
    if (hasList && cursor.is('(')) cursor.fail('the end of the statement');
    readTableOptions(scan, draft);
    if (!hasList && !hasQuery && cursor.isAtEnd && saysNothing(draft)) {
      cursor.at = behindName;
      if (!cursor.isAtEnd) cursor.fail('a column list');
    }
    return null;
  } catch (error) {
    if (error instanceof SyntaxFault) return error;
    throw error;
  }
}

/** A symbol other than these cannot follow the name of a table, nor can a quoted word or a value. */
function mayFollowName(cursor: Cursor): boolean {
  return cursor.kind() === tokenKinds.word || cursor.is('(') || cursor.is(',') || cursor.is(';');
}

/** Neither columns nor a table to take them from, nor storage that knows them. */
function saysNothing({ columns, like, storage }: TableDraft): boolean {
  const { format, location, properties } = storage;
  return (
    columns.length === 0 &&
    like === null &&
    format === null &&
    location === null &&
    Object.keys(properties).length === 0
  );
}

function declaration(
  draft: TableDraft,
  tableKind: TableKind,
  position: TableDeclaration['position'],
): TableDeclaration {
  const { storage } = draft;
  const hasStorage =
    storage.format !== null ||
    storage.location !== null ||
    storage.partitionedBy.length > 0 ||
    storage.clusteredBy.length > 0 ||
    Object.keys(storage.properties).length > 0;
  return {
    name: draft.name,
    tableKind,
    columns: draft.columns,
    constraints: draft.constraints,
    comment: draft.comment,
    viewSql: null,
    isExternal: draft.isExternal,
    storage: hasStorage ? (storage satisfies StorageDeclaration) : null,
    like: draft.like,
    position,
  };
}

function isQueryAhead({ cursor }: Scan): boolean {
  let ahead = 0;
  while (cursor.peek(ahead) === '(') ahead++;
  return (
    cursor.peek(ahead) === 'SELECT' || (cursor.peek(ahead) === 'WITH' && cursor.peek(ahead + 2) === 'AS')
  );
}

/** `PARTITION OF parent …`: a storage fact of the parent. */
function isPartitionOf(scan: Scan, partition: readonly NamePart[]): boolean {
  if (!scan.cursor.take('PARTITION', 'OF')) return false;
  const parent = tableName(scan.cursor).parts.map(part);
  scan.amendments.push({ kind: 'ATTACH_PARTITION', table: parent, partition });
  scan.cursor.at = scan.cursor.limit;
  return true;
}

function columnList(scan: Scan, draft: TableDraft): void {
  const { cursor } = scan;
  cursor.expect('(');
  while (!cursor.take(')')) {
    if (cursor.isAtEnd) cursor.fail(')');
    if (cursor.is(',')) {
      missingItem(scan);
      continue;
    }
    columnOrConstraint(scan, draft);
    if (!cursor.is(',') && !cursor.is(')')) cursor.fail('a comma or )');
    cursor.take(',');
  }
}

/** A comma with no item before it: an error that costs nothing but itself. */
function missingItem({ cursor, issues }: Scan): void {
  const charStart = cursor.start;
  cursor.at++;
  issues.push({
    severity: 'ERROR',
    code: 'SYNTAX_ERROR',
    message: 'expected a column or constraint, got ,',
    charStart,
    charEnd: cursor.end,
    hint: null,
  });
}

/** One item of a column list, kept in `draft`. */
export function columnOrConstraint(
  scan: Scan,
  draft: Pick<TableDraft, 'columns' | 'constraints' | 'like'>,
): void {
  const { cursor } = scan;
  const sink = (constraint: ConstraintDeclaration): void => void draft.constraints.push(constraint);
  if (cursor.is('LIKE') && cursor.peek(1) !== ',' && cursor.peek(1) !== ')') {
    cursor.at++;
    draft.like = tableName(cursor).parts.map(part);
    skipItem(cursor);
  } else if (isConstraintAhead(cursor)) {
    const constraint = tableConstraint(scan);
    if (constraint !== null) draft.constraints.push(constraint);
  } else draft.columns.push(columnDefinition(scan, sink));
}
