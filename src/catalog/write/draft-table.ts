/** A table while it is put together: its columns and constraints with where each comes from. */
import type {
  ColumnDeclaration,
  ConstraintDeclaration,
  NamePart,
  NamingContext,
  Origin,
  Position,
  StorageDeclaration,
} from '../declarations.js';
import { type ResolvedName, resolveTableName } from '../naming.js';
import type { Dialect, TableKind } from '../vocabulary.js';
import type { StoredNode, StoredTable } from './snapshot.js';

/** A column on its way: declared in this run, or stored and kept. */
export interface DraftColumn {
  readonly key: string;
  readonly name: NamePart;
  readonly declaration: ColumnDeclaration | null;
  readonly stored: StoredNode | null;
  readonly origin: Origin;
  /** File whose amendment added it; null for a column of the CREATE itself. */
  readonly addedBy: string | null;
  readonly comment: DraftComment | null;
}

export interface DraftComment {
  readonly text: string | null;
  /** File of the COMMENT statement; null when the CREATE carries it. */
  readonly by: string | null;
}

export interface DraftConstraint {
  readonly declaration: ConstraintDeclaration;
  readonly origin: Origin;
  readonly addedBy: string | null;
}

export interface DraftTable {
  readonly name: ResolvedName;
  tableKind: TableKind;
  /** DECLARED here, STORED and amended here, or only MENTIONED. */
  basis: 'DECLARED' | 'STORED' | 'MENTIONED';
  readonly origin: Origin;
  readonly position: Position | null;
  columns: DraftColumn[];
  constraints: DraftConstraint[];
  comment: DraftComment | null;
  viewSql: string | null;
  isExternal: boolean;
  storage: StorageDeclaration | null;
  readonly partitions: string[];
  /** Folded names of constraints a statement dropped. */
  readonly dropped: Set<string>;
  /** Whether a statement dropped the primary key, which it need not name. */
  isKeyDropped: boolean;
  /** The state in the graph, under either prefix. */
  readonly stored: StoredTable | null;
}

/** A table of which nothing is known yet. */
export function emptyTable(name: ResolvedName, origin: Origin): DraftTable {
  return {
    name,
    tableKind: 'UNKNOWN',
    basis: 'MENTIONED',
    origin,
    position: null,
    columns: [],
    constraints: [],
    comment: null,
    viewSql: null,
    isExternal: false,
    storage: null,
    partitions: [],
    dropped: new Set(),
    isKeyDropped: false,
    stored: null,
  };
}

/** The name of a stored table, from its URN. */
export function storedName(stored: StoredTable, naming: NamingContext): ResolvedName {
  const path = stored.id.slice(stored.id.lastIndexOf('/') + 1);
  const parts = path.split('.').map((part) => ({ text: decodeURIComponent(part), quoted: true }));
  return resolveTableName(parts, naming);
}

/** A stored column of a table this run amends. */
export function storedColumn(node: StoredNode, origin: Origin): DraftColumn {
  const name = { text: String(node.properties.name), quoted: true };
  const addedBy = node.properties.addedBy;
  return {
    key: keyOfColumn(node.id),
    name,
    declaration: null,
    stored: node,
    origin,
    addedBy: typeof addedBy === 'string' ? addedBy : null,
    comment: null,
  };
}

const partitionsLast: ReadonlySet<Dialect> = new Set(['HIVE', 'IMPALA', 'SPARK']);

/** Columns a later statement added, after the others; where partition columns come last, before those. */
export function withAdded(
  columns: readonly DraftColumn[],
  added: readonly DraftColumn[],
  dialect: Dialect,
): DraftColumn[] {
  let end = columns.length;
  if (partitionsLast.has(dialect)) while (end > 0 && isPartition(columns[end - 1])) end -= 1;
  return [...columns.slice(0, end), ...added, ...columns.slice(end)];
}

export function isPartition(column: DraftColumn | undefined): boolean {
  return column?.declaration?.isPartition ?? column?.stored?.properties.isPartition === true;
}

/** Folded name of a stored column, from its URN. */
export function keyOfColumn(columnUrn: string): string {
  const path = columnUrn.slice(columnUrn.lastIndexOf('/') + 1);
  return decodeURIComponent(path.slice(path.lastIndexOf('.') + 1));
}

/** What a column's source said of it, as far as the graph holds it. */
export function declarationOf(column: DraftColumn): ColumnDeclaration {
  return column.stored === null ? emptyDeclaration(column.name) : storedDeclaration(column.stored);
}

export function storedDeclaration({ properties }: StoredNode): ColumnDeclaration {
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  return {
    ...emptyDeclaration({ text: String(properties.name), quoted: true }),
    nativeType: text(properties.nativeType),
    typeKey: text(properties.typeKey),
    isNullable: typeof properties.isNullable === 'boolean' ? properties.isNullable : null,
    defaultSql: text(properties.defaultSql),
    comment: text(properties.sourceComment),
    isPartition: properties.isPartition === true,
    isGenerated: properties.isGenerated === true,
  };
}

function emptyDeclaration(name: NamePart): ColumnDeclaration {
  return {
    name,
    nativeType: null,
    isNullable: null,
    defaultSql: null,
    comment: null,
    isPartition: false,
    isGenerated: false,
    position: null,
  };
}

/** A table nobody declares. */
export function isIncomplete(table: DraftTable): boolean {
  if (table.basis === 'STORED') return table.stored?.properties.isComplete === false;
  return table.basis === 'MENTIONED';
}

/** An amendment of a file that is read again replaces what it added before. */
export function isReplaceable(column: DraftColumn, addedBy: string | null): boolean {
  return column.stored !== null && addedBy !== null && column.addedBy === addedBy;
}
