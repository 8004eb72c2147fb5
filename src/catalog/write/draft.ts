/**
 * Tables of one run or import, put together statement by statement: declarations, then what later
 * statements change of them. Pure: the graph is read before (`CatalogSnapshot`) and written after.
 */

import { schemaId } from '../../graph/ids.js';
import type {
  CatalogIssue,
  ColumnDeclaration,
  ConstraintDeclaration,
  NamePart,
  NamingContext,
  Origin,
  Position,
  StorageDeclaration,
  TableAmendment,
  TableDeclaration,
} from '../declarations.js';
import { displayName, foldName, type ResolvedName, resolveTableName } from '../naming.js';
import type { ColumnType } from '../types/column-type.js';
import { parseType } from '../types/parse-type.js';
import type { TableKind } from '../vocabulary.js';
import type { CatalogSnapshot, StoredNode, StoredTable } from './snapshot.js';

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
  /** The state in the graph, under either prefix. */
  readonly stored: StoredTable | null;
}

export interface DraftOptions {
  readonly naming: NamingContext;
  readonly current: CatalogSnapshot;
}

export class CatalogDraft {
  readonly naming: NamingContext;
  readonly current: CatalogSnapshot;
  readonly issues: CatalogIssue[] = [];
  /** Tables by `table:` URN, whatever they turn out to be. */
  readonly tables = new Map<string, DraftTable>();
  /** Schemas a statement or input named by themselves: URN to shown name. */
  readonly schemas = new Map<string, string>();
  /** Domains and enums of this run by lower-cased name. */
  readonly types = new Map<string, ColumnType>();

  constructor({ naming, current }: DraftOptions) {
    this.naming = naming;
    this.current = current;
  }

  /** A CREATE: the last of several definitions stands, with TABLE_REDEFINED when they differ. `naming` may carry another default schema. */
  declare(declaration: TableDeclaration, origin: Origin, naming: NamingContext = this.naming): DraftTable {
    const name = resolveTableName(declaration.name, naming);
    const earlier = this.tables.get(name.id);
    if (earlier?.basis === 'DECLARED') this.reportRedefinition(earlier, declaration, origin);
    const like = declaration.like === null ? [] : this.columnsLike(declaration.like, origin, naming);
    const table: DraftTable = {
      name,
      tableKind: declaration.tableKind,
      basis: 'DECLARED',
      origin,
      position: declaration.position,
      columns: [],
      constraints: declaration.constraints.map((constraint) => ({
        declaration: constraint,
        origin,
        addedBy: null,
      })),
      comment: declaration.comment === null ? null : { text: declaration.comment, by: null },
      viewSql: declaration.viewSql,
      isExternal: declaration.isExternal,
      storage: declaration.storage,
      partitions: [],
      dropped: new Set(),
      stored: this.stored(name),
    };
    this.addColumns(table, [...like, ...declaration.columns], origin, null);
    this.tables.set(name.id, table);
    return table;
  }

  /**
   * A table that is only mentioned: kept incomplete unless something declares it. `columns` are those a
   * query writes into it; of a declared table they change nothing.
   */
  mention(
    parts: readonly NamePart[],
    origin: Origin,
    columns: readonly ColumnDeclaration[] = [],
    naming: NamingContext = this.naming,
  ): DraftTable {
    const name = resolveTableName(parts, naming);
    const table = this.tables.get(name.id) ?? this.fromStored(name, origin) ?? this.mentioned(name, origin);
    if (isIncomplete(table)) {
      const known = new Set(
        table.columns.filter((column) => column.declaration !== null).map((column) => column.key),
      );
      this.addColumns(
        table,
        columns.filter((column) => !known.has(this.fold(column.name))),
        origin,
        origin.file,
      );
    }
    return table;
  }

  private mentioned(name: ResolvedName, origin: Origin): DraftTable {
    const table: DraftTable = {
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
      stored: null,
    };
    this.tables.set(name.id, table);
    return table;
  }

  /** The table of this name, from this run or from the graph; null when neither has it. */
  find(parts: readonly NamePart[], naming: NamingContext = this.naming): DraftTable | StoredTable | null {
    const name = resolveTableName(parts, naming);
    return this.tables.get(name.id) ?? this.stored(name);
  }

  /** CREATE DOMAIN, CREATE TYPE … AS ENUM: columns of the run that name it get its type. */
  declareType(
    name: readonly NamePart[],
    nativeType: string | null,
    enumValues: readonly string[] | null,
  ): void {
    const last = name[name.length - 1];
    if (last === undefined) return;
    const key = last.text.toLowerCase();
    const base =
      enumValues === null
        ? parseType(nativeType ?? '', this.naming.dialect, this.types).type
        : enumType(enumValues);
    this.types.set(key, { ...base, extension: key });
  }

  /** CREATE SCHEMA, or a schema an input names. */
  declareSchema(parts: readonly NamePart[]): string {
    const keys = parts.map((part) => this.fold(part));
    const id = schemaId(this.naming.project, this.naming.system, keys);
    this.schemas.set(id, parts.map((part) => displayName(part, this.naming.caseRule)).join('.'));
    return id;
  }

  /** Applies a later statement's change. What it names must exist: else an issue, and nothing is invented. */
  amend(amendment: TableAmendment, origin: Origin, naming: NamingContext = this.naming): void {
    if (amendment.kind === 'DROP_TABLE') {
      this.drop(resolveTableName(amendment.table, naming));
      return;
    }
    const name = resolveTableName(amendment.table, naming);
    const table = this.tables.get(name.id) ?? this.fromStored(name, origin);
    if (table === null) {
      this.issue(
        'WARNING',
        'TABLE_UNKNOWN',
        `${name.qualifiedName} is not known; the statement changes nothing`,
        origin,
        null,
      );
      return;
    }
    this.amendTable(table, amendment, origin, naming);
  }

  issue(
    severity: CatalogIssue['severity'],
    code: string,
    message: string,
    origin: Origin,
    position: Position | null,
    hint: string | null = null,
  ): void {
    this.issues.push({ severity, code, message, origin, position, hint });
  }

  fold(part: NamePart): string {
    return foldName(part, this.naming.caseRule);
  }

  /** The stored table under either prefix. */
  stored(name: ResolvedName): StoredTable | null {
    return this.current.tables.get(name.id) ?? this.current.tables.get(name.viewId) ?? null;
  }

  private amendTable(
    table: DraftTable,
    amendment: Exclude<TableAmendment, { kind: 'DROP_TABLE' }>,
    origin: Origin,
    naming: NamingContext,
  ): void {
    switch (amendment.kind) {
      case 'ADD_COLUMNS':
        this.addColumns(table, amendment.columns, origin, origin.file);
        return;
      case 'DROP_COLUMN':
        this.editColumn(table, amendment.column, origin, () => null);
        return;
      case 'RENAME_COLUMN':
        this.editColumn(table, amendment.from, origin, (column) => this.renamed(column, amendment.to));
        return;
      case 'CHANGE_COLUMN':
        this.editColumn(table, amendment.from, origin, (column) =>
          this.changed(column, amendment.column, origin),
        );
        return;
      case 'ADD_CONSTRAINT':
        table.constraints.push({ declaration: amendment.constraint, origin, addedBy: origin.file });
        return;
      case 'DROP_CONSTRAINT':
        table.dropped.add(this.fold(amendment.name));
        table.constraints = table.constraints.filter(
          ({ declaration }) =>
            declaration.name === null || this.fold(declaration.name) !== this.fold(amendment.name),
        );
        return;
      case 'COMMENT_TABLE':
        table.comment = { text: amendment.comment, by: origin.file };
        return;
      case 'COMMENT_COLUMN':
        this.editColumn(table, amendment.column, origin, (column) => ({
          ...column,
          comment: { text: amendment.comment, by: origin.file },
        }));
        return;
      case 'RENAME_TABLE':
        this.renameTable(table, amendment.to, naming);
        return;
      case 'ATTACH_PARTITION':
        this.attach(table, amendment.partition, naming);
        return;
    }
  }

  private addColumns(
    table: DraftTable,
    declarations: readonly ColumnDeclaration[],
    origin: Origin,
    addedBy: string | null,
  ): void {
    const known = new Map(table.columns.map((column) => [column.key, column]));
    for (const declaration of declarations) {
      const key = this.fold(declaration.name);
      const first = known.get(key);
      if (first !== undefined && !isReplaceable(first, addedBy)) {
        this.reportDuplicate(table, first, declaration, origin);
        continue;
      }
      const column: DraftColumn = {
        key,
        name: declaration.name,
        declaration,
        stored: null,
        origin,
        addedBy,
        comment: declaration.comment === null ? null : { text: declaration.comment, by: null },
      };
      if (first === undefined) table.columns.push(column);
      else table.columns[table.columns.indexOf(first)] = column;
      known.set(key, column);
    }
  }

  private editColumn(
    table: DraftTable,
    part: NamePart,
    origin: Origin,
    edit: (column: DraftColumn) => DraftColumn | null,
  ): void {
    const key = this.fold(part);
    const index = table.columns.findIndex((column) => column.key === key);
    const column = table.columns[index];
    if (column === undefined) {
      this.issue(
        'WARNING',
        'COLUMN_UNKNOWN',
        `${table.name.qualifiedName} has no column ${part.text}`,
        origin,
        null,
      );
      return;
    }
    const edited = edit(column);
    table.columns.splice(index, 1, ...(edited === null ? [] : [edited]));
  }

  private renamed(column: DraftColumn, to: NamePart): DraftColumn {
    const declaration = column.declaration === null ? null : { ...column.declaration, name: to };
    return { ...column, key: this.fold(to), name: to, declaration };
  }

  private changed(
    column: DraftColumn,
    change: Partial<ColumnDeclaration> & { readonly name: NamePart },
    origin: Origin,
  ): DraftColumn {
    const base = column.declaration ?? declarationOf(column);
    return {
      ...this.renamed(column, change.name),
      declaration: { ...base, ...change },
      origin,
      comment: change.comment === undefined ? column.comment : { text: change.comment, by: origin.file },
    };
  }

  private renameTable(table: DraftTable, to: readonly NamePart[], naming: NamingContext): void {
    // A one-part target stays in the table's schema.
    const schema = table.name.schemaParts.map((text) => ({ text, quoted: true }));
    const name = resolveTableName(to.length === 1 ? [...schema, ...to] : to, naming);
    this.tables.delete(table.name.id);
    this.tables.set(name.id, { ...table, name, stored: this.stored(name) });
  }

  /** A partition is a storage fact of its parent, not a second table. */
  private attach(table: DraftTable, partition: readonly NamePart[], naming: NamingContext): void {
    const name = resolveTableName(partition, naming);
    const attached = this.tables.get(name.id);
    for (const constraint of attached?.constraints ?? []) {
      if (constraint.declaration.kind === 'FOREIGN_KEY') table.constraints.push(constraint);
    }
    this.tables.delete(name.id);
    if (!table.partitions.includes(name.qualifiedName)) table.partitions.push(name.qualifiedName);
  }

  /** DROP removes only what the same run created. */
  private drop(name: ResolvedName): void {
    if (this.tables.get(name.id)?.basis === 'DECLARED') this.tables.delete(name.id);
  }

  private columnsLike(
    like: readonly NamePart[],
    origin: Origin,
    naming: NamingContext,
  ): readonly ColumnDeclaration[] {
    const other = this.find(like, naming);
    if (other === null) {
      const text = like.map((part) => part.text).join('.');
      this.issue('WARNING', 'TABLE_UNKNOWN', `LIKE ${text}: the table is not known`, origin, null);
      return [];
    }
    return 'id' in other
      ? other.columns.map((column) => storedDeclaration(column))
      : other.columns.map((column) => column.declaration ?? declarationOf(column));
  }

  /** A stored table that holds something a file of this run once said. */
  adopt(stored: StoredTable): void {
    this.fromStored(storedName(stored, this.naming), { statement: null, file: null, rule: 'ddl' });
  }

  /** A stored table that this run changes without declaring it. */
  private fromStored(name: ResolvedName, origin: Origin): DraftTable | null {
    const stored = this.stored(name);
    if (stored === null) return null;
    const table: DraftTable = {
      name,
      tableKind: stored.properties.tableKind as TableKind,
      basis: 'STORED',
      origin,
      position: null,
      columns: stored.columns.map((column) => storedColumn(column, origin)),
      constraints: [],
      comment: null,
      viewSql: null,
      isExternal: stored.properties.isExternal === true,
      storage: null,
      partitions: [],
      dropped: new Set(),
      stored,
    };
    this.tables.set(name.id, table);
    return table;
  }

  private reportRedefinition(earlier: DraftTable, declaration: TableDeclaration, origin: Origin): void {
    if (shape(earlier) === declaredShape(declaration, (part) => this.fold(part))) return;
    const first =
      earlier.position === null
        ? ''
        : ` (first at line ${earlier.position.line} of its statement ${earlier.origin.statement ?? ''})`;
    const message = `${earlier.name.qualifiedName} is defined again and differently; the last definition stands${first}`;
    this.issue('WARNING', 'TABLE_REDEFINED', message, origin, declaration.position);
  }

  private reportDuplicate(
    table: DraftTable,
    first: DraftColumn,
    declaration: ColumnDeclaration,
    origin: Origin,
  ): void {
    const at = first.declaration?.position ?? null;
    const place = at === null ? '' : ` (line ${at.line}, column ${at.column} of its statement)`;
    const message = `${declaration.name.text} and ${first.name.text}${place} are one column of ${table.name.qualifiedName}; the first is kept`;
    this.issue('ERROR', 'COLUMN_DUPLICATE', message, origin, declaration.position);
  }
}

function isIncomplete(table: DraftTable): boolean {
  if (table.basis === 'STORED') return table.stored?.properties.isComplete === false;
  return table.basis === 'MENTIONED';
}

/** An amendment of a file that is read again replaces what it added before. */
function isReplaceable(column: DraftColumn, addedBy: string | null): boolean {
  return column.stored !== null && addedBy !== null && column.addedBy === addedBy;
}

function enumType(enumValues: readonly string[]): ColumnType {
  return { ...parseType('enum()', 'ANSI').type, enumValues };
}

/** The name of a stored table, from its URN. */
function storedName(stored: StoredTable, naming: NamingContext): ResolvedName {
  const path = stored.id.slice(stored.id.lastIndexOf('/') + 1);
  const parts = path.split('.').map((part) => ({ text: decodeURIComponent(part), quoted: true }));
  return resolveTableName(parts, naming);
}

function storedColumn(node: StoredNode, origin: Origin): DraftColumn {
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

/** Folded name of a stored column, from its URN. */
export function keyOfColumn(columnUrn: string): string {
  const path = columnUrn.slice(columnUrn.lastIndexOf('/') + 1);
  return decodeURIComponent(path.slice(path.lastIndexOf('.') + 1));
}

function declarationOf(column: DraftColumn): ColumnDeclaration {
  return column.stored === null ? emptyDeclaration(column.name) : storedDeclaration(column.stored);
}

function storedDeclaration({ properties }: StoredNode): ColumnDeclaration {
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

function shape(table: DraftTable): string {
  return JSON.stringify([
    table.tableKind,
    table.viewSql,
    table.columns.map((column) => [column.key, column.declaration?.nativeType]),
  ]);
}

function declaredShape(declaration: TableDeclaration, fold: (part: NamePart) => string): string {
  return JSON.stringify([
    declaration.tableKind,
    declaration.viewSql,
    declaration.columns.map((column) => [fold(column.name), column.nativeType]),
  ]);
}
