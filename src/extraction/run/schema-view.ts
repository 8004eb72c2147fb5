/**
 * What names of a run are resolved against: the draft of the run over the catalog's snapshot. Answers the
 * resolver's look-ups and keeps apart what a table declares and what queries say of undeclared ones.
 */
import {
  type CatalogDraft,
  type Dialect,
  type DraftColumn,
  type DraftTable,
  displayName,
  keyOfColumn,
  parseType,
  resolveColumnName,
  type StoredTable,
  typeKey,
} from '../../catalog/index.js';
import { otherTableId } from '../../graph/index.js';
import type { SchemaColumn, SchemaView } from '../../lineage/facts.js';

/** How a column of a table that nobody declares is known: a statement writes it, or one reads it. */
export type Mention = 'WRITE' | 'READ';

export class RunSchemaView implements SchemaView {
  /** Columns of undeclared tables this run mentions, by URN. */
  readonly mentions = new Map<string, Mention>();
  private readonly draft: CatalogDraft;
  private readonly files: ReadonlySet<string>;
  private readonly coming: ReadonlySet<string>;
  /** Partitions by `table:` URN: each stands for its parent. */
  private readonly partitions = new Map<string, string>();
  private readonly bareNames = new Map<string, Set<string>>();
  private readonly lists = new Map<string, readonly SchemaColumn[] | null>();
  private readonly typeKeys = new Map<string, string | null>();

  /**
   * `files` are the URNs of the sources of the run: what they said before of undeclared tables is said anew.
   * `coming` are the `table:` URNs of the tables the run declares: what is stored of them may be what an
   * earlier reading of the same sources made of them, so nothing is resolved against it.
   */
  constructor(draft: CatalogDraft, files: ReadonlySet<string>, coming: ReadonlySet<string>) {
    this.draft = draft;
    this.files = files;
    this.coming = coming;
    for (const table of draft.current.tables.values()) this.name(tableUrn(table.id));
  }

  columnsOf(tableId: string): readonly SchemaColumn[] | null {
    const id = this.standsFor(tableUrn(tableId));
    const known = this.lists.get(id);
    if (known !== undefined) return known;
    const columns = this.readColumns(id);
    this.lists.set(id, columns);
    return columns;
  }

  tablesNamed(bareNameKey: string): readonly string[] {
    const ids = new Set([...(this.bareNames.get(bareNameKey) ?? [])].map((id) => this.standsFor(id)));
    return [...ids].filter((id) => this.columnsOf(id) !== null).map((id) => this.idOf(id));
  }

  /** The URN the table has in the graph, under whichever prefix; the parent's for a partition. */
  idOf(tableId: string): string {
    const id = this.standsFor(tableUrn(tableId));
    const table = this.draft.tables.get(id);
    if (table !== undefined && table.basis === 'DECLARED') return isViewKind(table) ? table.name.viewId : id;
    return table?.stored?.id ?? this.stored(id)?.id ?? id;
  }

  has(tableId: string): boolean {
    const id = this.standsFor(tableUrn(tableId));
    return this.draft.tables.has(id) || this.stored(id) !== null;
  }

  /** Whether somebody declares the table, in the run or before it. */
  isDeclared(tableId: string): boolean {
    const id = this.standsFor(tableUrn(tableId));
    const table = this.draft.tables.get(id);
    if (table !== undefined && table.basis !== 'STORED') return table.basis === 'DECLARED';
    const stored = table?.stored ?? this.stored(id);
    return stored !== null && stored !== undefined && stored.properties.isComplete !== false;
  }

  /** To be called after a statement changed a table: its columns are read anew. */
  changed(tableId: string): void {
    const id = tableUrn(tableId);
    this.name(id);
    this.lists.delete(this.standsFor(id));
    this.lists.delete(id);
  }

  attach(partition: string, parent: string): void {
    if (tableUrn(partition) !== tableUrn(parent)) this.partitions.set(tableUrn(partition), tableUrn(parent));
  }

  /** The parent's `table:` URN of a partition, else the URN itself. */
  standsFor(id: string): string {
    let found = id;
    for (let hops = 0; hops < 16; hops++) {
      const parent = this.partitions.get(found);
      if (parent === undefined) return found;
      found = parent;
    }
    return found;
  }

  private name(id: string): void {
    const bare = keyOfColumn(id);
    this.bareNames.set(bare, (this.bareNames.get(bare) ?? new Set()).add(id));
  }

  private stored(id: string): StoredTable | null {
    const current = this.draft.current.tables;
    return current.get(id) ?? current.get(otherTableId(id)) ?? null;
  }

  private readColumns(id: string): readonly SchemaColumn[] | null {
    if (this.isAwaited(id)) return null;
    const table = this.draft.tables.get(id) ?? null;
    const stored = table?.stored ?? this.stored(id);
    if (table === null && stored === null) return null;
    const columns =
      table === null
        ? (stored?.columns ?? []).map((column) => storedColumn(column.id, column.properties))
        : table.columns.map((column) => this.draftColumn(table, column));
    if (this.isDeclared(id)) return columns;
    const known = new Map(stored?.columns.map((column) => [column.id, column.properties]));
    const written = columns.filter(({ id: column }) => this.isWritten(column, known.get(column)));
    return written.length === 0 ? null : written;
  }

  /** Not declared so far, or dropped again. What is stored of a table whose statement is refused stays. */
  private isAwaited(id: string): boolean {
    const { tables, refused } = this.draft;
    return this.coming.has(id) && !refused.has(id) && tables.get(id)?.basis !== 'DECLARED';
  }

  private isWritten(column: string, properties: StoredTable['properties'] | undefined): boolean {
    const mention = this.mentions.get(column);
    if (mention !== undefined) return mention === 'WRITE';
    const file = properties?.addedBy;
    return properties?.mention === 'WRITE' && typeof file === 'string' && !this.files.has(file);
  }

  private draftColumn(table: DraftTable, column: DraftColumn): SchemaColumn {
    const { declaration, stored } = column;
    if (declaration === null && stored !== null) return storedColumn(stored.id, stored.properties);
    const { id } = resolveColumnName(table.name.id, { text: column.key, quoted: true }, 'PRESERVE_SENSITIVE');
    const type =
      declaration?.nativeType == null
        ? null
        : this.typeKeyOf(declaration.nativeType, declaration.dialect ?? this.draft.naming.dialect);
    return {
      id,
      name: displayName(column.name, this.draft.naming.caseRule),
      key: column.key,
      typeKey: type ?? declaration?.typeKey ?? null,
      isPartition: declaration?.isPartition ?? false,
    };
  }

  /** Canonical text of a type of this run, null when unknown. */
  typeKeyOf(nativeType: string, dialect: Dialect): string | null {
    const written = `${dialect} ${nativeType}`;
    const known = this.typeKeys.get(written);
    if (known !== undefined) return known;
    const { type } = parseType(nativeType, dialect, this.draft.types);
    const key = type.kind === 'UNKNOWN' ? null : typeKey(type);
    this.typeKeys.set(written, key);
    return key;
  }
}

/** Tables are kept by their `table:` URN, whatever they turn out to be. */
export function tableUrn(id: string): string {
  return id.startsWith('view:') ? `table:${id.slice('view:'.length)}` : id;
}

function isViewKind(table: DraftTable): boolean {
  return table.tableKind === 'VIEW' || table.tableKind === 'MATERIALIZED_VIEW';
}

function storedColumn(id: string, properties: Readonly<Record<string, unknown>>): SchemaColumn {
  return {
    id,
    name: String(properties.name),
    key: keyOfColumn(id),
    typeKey: typeof properties.typeKey === 'string' ? properties.typeKey : null,
    isPartition: properties.isPartition === true,
  };
}
