/**
 * What a source says about tables, before it is in the graph: the common currency of the DDL scanner,
 * `importSchema`, the lineage resolver's schema and the catalog writer. Positions are relative to the
 * statement that declares (see `Position`).
 */
import type { CaseRule, ConstraintKind, Dialect, TableKind } from './vocabulary.js';

/** Offsets within the declaring statement: 0-based UTF-16 units, end exclusive; line and column relative to it, 1-based. */
export interface Position {
  readonly charStart: number;
  readonly charEnd: number;
  readonly line: number;
  readonly column: number;
}

/** The system a name is resolved in. */
export interface NamingContext {
  /** Bare name of the project, `acme`. */
  readonly project: string;
  readonly system: string;
  readonly dialect: Dialect;
  readonly caseRule: CaseRule;
  /** Schema of an unqualified name; may be `db.schema`. */
  readonly defaultSchema: string;
}

/** A part of a name as written, without its quotes. */
export interface NamePart {
  readonly text: string;
  readonly quoted: boolean;
}

export interface ColumnDeclaration {
  readonly name: NamePart;
  /** Verbatim type text; null when the source gives none (columns of a CTAS or view without casts). */
  readonly nativeType: string | null;
  readonly isNullable: boolean | null;
  readonly defaultSql: string | null;
  readonly comment: string | null;
  readonly isPartition: boolean;
  readonly isGenerated: boolean;
  readonly position: Position | null;
}

export interface ConstraintDeclaration {
  readonly name: NamePart | null;
  readonly kind: ConstraintKind;
  readonly columns: readonly NamePart[];
  /** Foreign keys: the referenced table's parts, as written. */
  readonly referencedTable: readonly NamePart[] | null;
  /** Empty: the referenced table's primary key. */
  readonly referencedColumns: readonly NamePart[];
  readonly checkSql: string | null;
  readonly isEnforced: boolean | null;
  readonly position: Position | null;
}

export interface StorageDeclaration {
  readonly format: string | null;
  readonly location: string | null;
  readonly partitionedBy: readonly string[];
  readonly clusteredBy: readonly string[];
  readonly properties: Readonly<Record<string, string>>;
}

export interface TableDeclaration {
  readonly name: readonly NamePart[];
  readonly tableKind: TableKind;
  readonly columns: readonly ColumnDeclaration[];
  readonly constraints: readonly ConstraintDeclaration[];
  readonly comment: string | null;
  /** Text of the query of a view or CTAS; null for base tables. */
  readonly viewSql: string | null;
  readonly isExternal: boolean;
  readonly storage: StorageDeclaration | null;
  /** `LIKE other`. */
  readonly like: readonly NamePart[] | null;
  readonly position: Position | null;
}
