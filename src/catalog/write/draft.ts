/**
 * Tables of one run or import, put together statement by statement: declarations, then what later
 * statements change of them. Pure: the graph is read before (`CatalogSnapshot`) and written after.
 */

import { schemaId } from '../../graph/ids.js';
import type {
  CatalogIssue,
  ColumnDeclaration,
  NamePart,
  NamingContext,
  Origin,
  Position,
  TableAmendment,
  TableDeclaration,
} from '../declarations.js';
import { displayName, foldName, type ResolvedName, resolveTableName } from '../naming.js';
import { type ColumnType, columnType } from '../types/column-type.js';
import { parseType } from '../types/parse-type.js';
import type { TableKind } from '../vocabulary.js';
import { amendTable } from './amend.js';
import {
  type DraftColumn,
  type DraftTable,
  declarationOf,
  emptyTable,
  isIncomplete,
  isReplaceable,
  storedColumn,
  storedDeclaration,
  storedName,
} from './draft-table.js';
import { isWithinLimit } from './limits.js';
import { duplicate, redefinition } from './repeated.js';
import type { CatalogSnapshot, StoredTable } from './snapshot.js';

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
  /** Partitions by their `table:` URN, with the table they are part of. */
  readonly attached = new Map<string, string>();
  /** Domains and enums of this run by lower-cased name. */
  readonly types = new Map<string, ColumnType>();
  /** Stored tables that this run creates under the name it then takes from them. */
  readonly renamed = new Map<string, StoredTable>();
  /** `table:` URNs of tables whose statement was refused: what is stored of them stays. */
  readonly refused = new Set<string>();

  constructor({ naming, current }: DraftOptions) {
    this.naming = naming;
    this.current = current;
  }

  /**
   * A CREATE: the last of several definitions stands, with TABLE_REDEFINED when they differ. `naming` may carry
   * another default schema. Null for a table of more columns than may be, which is refused.
   */
  declare(
    declaration: TableDeclaration,
    origin: Origin,
    naming: NamingContext = this.naming,
  ): DraftTable | null {
    const name = resolveTableName(declaration.name, naming);
    const like = declaration.like === null ? [] : this.columnsLike(declaration.like, origin, naming);
    const columns = [...like, ...declaration.columns];
    if (!isWithinLimit(this, { name }, columns.length, origin, declaration.position)) {
      this.refused.add(name.id);
      return null;
    }
    const earlier = this.tables.get(name.id);
    if (earlier?.basis === 'DECLARED') {
      const message = redefinition(earlier, declaration, (part) => this.fold(part));
      if (message !== null) this.issue('WARNING', 'TABLE_REDEFINED', message, origin, declaration.position);
    }
    const table: DraftTable = {
      ...emptyTable(name, origin),
      tableKind: declaration.tableKind,
      basis: 'DECLARED',
      position: declaration.position,
      constraints: declaration.constraints.map((constraint) => ({
        declaration: constraint,
        origin,
        addedBy: null,
      })),
      comment: declaration.comment === null ? null : { text: declaration.comment, by: null },
      viewSql: declaration.viewSql,
      isExternal: declaration.isExternal,
      storage: declaration.storage,
      stored: this.stored(name),
    };
    this.addColumns(table, columns, origin, null);
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
    const table = emptyTable(name, origin);
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
    { dialect }: NamingContext = this.naming,
  ): void {
    const last = name[name.length - 1];
    if (last === undefined) return;
    const key = last.text.toLowerCase();
    const base =
      enumValues === null ? parseType(nativeType ?? '', dialect, this.types).type : enumType(enumValues);
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
    const name = resolveTableName(amendment.table, naming);
    if (amendment.kind === 'DROP_TABLE') {
      // DROP removes only what the same run created.
      if (this.tables.get(name.id)?.basis === 'DECLARED') this.tables.delete(name.id);
      return;
    }
    const whole = this.tables.get(this.attached.get(name.id) ?? '');
    if (whole !== undefined) {
      const isForeignKey = amendment.kind === 'ADD_CONSTRAINT' && amendment.constraint.kind === 'FOREIGN_KEY';
      if (isForeignKey) amendTable(this, whole, amendment, origin, naming);
      return;
    }
    const table = this.tables.get(name.id) ?? this.fromStored(name, origin);
    if (table === null) {
      const message = `${name.qualifiedName} is not known; the statement changes nothing`;
      this.issue('WARNING', 'TABLE_UNKNOWN', message, origin, null);
      return;
    }
    amendTable(this, table, amendment, origin, naming);
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

  /** Adds columns; of two that fold to one the first is kept. `addedBy` is the file of an amendment. */
  addColumns(
    table: DraftTable,
    declarations: readonly ColumnDeclaration[],
    origin: Origin,
    addedBy: string | null,
  ): void {
    const places = new Map(table.columns.map(({ key }, index) => [key, index]));
    for (const declaration of declarations) {
      const key = this.fold(declaration.name);
      const place = places.get(key) ?? table.columns.length;
      const first = table.columns[place];
      if (first !== undefined && !isReplaceable(first, addedBy)) {
        const message = duplicate(table, first, declaration, declarations);
        this.issue('ERROR', 'COLUMN_DUPLICATE', message, origin, declaration.position);
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
      table.columns[place] = column;
      places.set(key, place);
    }
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
      ...emptyTable(name, origin),
      tableKind: stored.properties.tableKind as TableKind,
      basis: 'STORED',
      columns: stored.columns.map((column) => storedColumn(column, origin)),
      isExternal: stored.properties.isExternal === true,
      stored,
    };
    this.tables.set(name.id, table);
    return table;
  }
}

function enumType(enumValues: readonly string[]): ColumnType {
  return columnType('ENUM', { enumValues: [...enumValues] });
}
