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

/** Columns a table can have; a statement that would make a wider one is refused. */
export const maximumColumns = 10_000;

export interface ColumnDeclaration {
  readonly name: NamePart;
  /** Verbatim type text; null when the source gives none (columns of a CTAS or view without casts). */
  readonly nativeType: string | null;
  /** Dialect `nativeType` is written in, where it may be another than the system's. */
  readonly dialect?: Dialect;
  /** Canonical type of a column whose source writes none: what a view's query yields. */
  readonly typeKey?: string | null;
  readonly isNullable: boolean | null;
  readonly defaultSql: string | null;
  readonly comment: string | null;
  readonly isPartition: boolean;
  readonly isGenerated: boolean;
  readonly position: Position | null;
  /** What the values of a data file showed. */
  readonly profile?: ColumnProfile;
}

export interface ColumnProfile {
  readonly rowsSeen: number;
  /** Share of the rows that have the column at all. */
  readonly presenceRatio: number;
  /** Share of the rows in which it is null. */
  readonly nullRatio: number;
  /** Different values that are neither null, list nor structure. */
  readonly distinctEstimate: number;
  readonly jsonTypes: readonly string[];
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

/** What a later statement changes of a table, in the words of the statement. */
export type TableAmendment =
  | {
      readonly kind: 'ADD_COLUMNS';
      readonly table: readonly NamePart[];
      readonly columns: readonly ColumnDeclaration[];
    }
  /** Hive, Spark: the whole list but for the partition columns, which stay. */
  | {
      readonly kind: 'REPLACE_COLUMNS';
      readonly table: readonly NamePart[];
      readonly columns: readonly ColumnDeclaration[];
    }
  | { readonly kind: 'DROP_COLUMN'; readonly table: readonly NamePart[]; readonly column: NamePart }
  | {
      readonly kind: 'RENAME_COLUMN';
      readonly table: readonly NamePart[];
      readonly from: NamePart;
      readonly to: NamePart;
    }
  | {
      readonly kind: 'CHANGE_COLUMN';
      readonly table: readonly NamePart[];
      readonly from: NamePart;
      readonly column: Partial<ColumnDeclaration> & { readonly name: NamePart };
    }
  | {
      readonly kind: 'ADD_CONSTRAINT';
      readonly table: readonly NamePart[];
      readonly constraint: ConstraintDeclaration;
    }
  | { readonly kind: 'DROP_CONSTRAINT'; readonly table: readonly NamePart[]; readonly name: NamePart }
  | { readonly kind: 'DROP_PRIMARY_KEY'; readonly table: readonly NamePart[] }
  | { readonly kind: 'COMMENT_TABLE'; readonly table: readonly NamePart[]; readonly comment: string | null }
  | {
      readonly kind: 'COMMENT_COLUMN';
      readonly table: readonly NamePart[];
      readonly column: NamePart;
      readonly comment: string | null;
    }
  | { readonly kind: 'RENAME_TABLE'; readonly table: readonly NamePart[]; readonly to: readonly NamePart[] }
  | {
      readonly kind: 'ATTACH_PARTITION';
      readonly table: readonly NamePart[];
      readonly partition: readonly NamePart[];
    }
  | { readonly kind: 'DROP_TABLE'; readonly table: readonly NamePart[] };

/** Where a declaration stands: what evidence and "What a re-read replaces" rest on. */
export interface Origin {
  /** URN of the statement; null for what no statement said (input objects). */
  readonly statement: string | null;
  /** URN of the source file; null for input objects. */
  readonly file: string | null;
  /** Name of the rule of the evidence: `ddl`, `input`. */
  readonly rule: string;
}

/** A problem found while tables were put together; the statement's place is added by who reports it. */
export interface CatalogIssue {
  readonly severity: 'INFO' | 'WARNING' | 'ERROR';
  readonly code: string;
  readonly message: string;
  readonly origin: Origin;
  readonly position: Position | null;
  readonly hint: string | null;
}
