/**
 * What resolving one statement yields: the writer turns it into edges, `analyzeSql` shows it as it is.
 * Positions are relative to the statement (offsets 0-based UTF-16, end exclusive).
 */
import type { Position } from '../catalog/declarations.js';

export type LineageType = 'DIRECT' | 'INDIRECT';
export type LineageSubtype =
  | 'IDENTITY'
  | 'TRANSFORMATION'
  | 'AGGREGATION'
  | 'JOIN'
  | 'GROUP_BY'
  | 'FILTER'
  | 'SORT'
  | 'WINDOW'
  | 'CONDITIONAL';
export type TransformationKind =
  | 'COPY'
  | 'CAST'
  | 'ARITHMETIC'
  | 'CONCAT'
  | 'FUNCTION'
  | 'CONDITIONAL'
  | 'AGGREGATION'
  | 'WINDOW'
  | 'LITERAL'
  | 'SET_OPERATION'
  | 'UNNEST'
  | 'SUBQUERY';
export type UnresolvedReason =
  | 'UNKNOWN_TABLE'
  | 'UNKNOWN_COLUMN'
  | 'AMBIGUOUS'
  | 'STAR_OVER_UNKNOWN'
  | 'UNSUPPORTED'
  | 'DYNAMIC_SQL';

/** A base table as the resolver knows it: `id` is the table's URN; `name` as qualified in the text. */
export interface TableRef {
  readonly id: string;
  readonly name: string;
  /** Whether its columns are known; false for a table that is only mentioned. */
  readonly isKnown: boolean;
  /** 1 for a full match; 0.6 for a unique match of the bare name anywhere in the system. */
  readonly confidence: number;
}

/** A column of a base table; `id` is its URN whether or not the column exists (`isKnown`). `*` stands for all columns of an unknown table. */
export interface ColumnRef {
  readonly table: TableRef;
  readonly id: string;
  readonly name: string;
  readonly isKnown: boolean;
}

/** One input of one output column. */
export interface ColumnInput {
  readonly source: ColumnRef;
  readonly type: LineageType;
  readonly subtype: LineageSubtype;
  readonly transformation: TransformationKind;
  readonly isMasking: boolean;
  /** Product of the confidences of the names on the way. */
  readonly confidence: number;
  /** Where the reference stands in the statement. */
  readonly position: Position | null;
  /** The expression of the branch of a set operation that it comes from, where the output's is another. */
  readonly expression?: string | null;
}

/** An output column of the statement, in order. */
export interface OutputColumn {
  readonly name: string;
  readonly ordinal: number;
  /** Text of the defining expression, cut to 2 KiB; null for plain columns. Of a set operation that of its first branch. */
  readonly expression: string | null;
  readonly inputs: readonly ColumnInput[];
  /** No inputs because it is a constant (literal, count(*)). */
  readonly isConstant: boolean;
  /** Canonical type key (catalog `renderTypeKey`), null with `typeReason` when unknown. */
  readonly typeKey: string | null;
  readonly typeReason: string | null;
  /** Column of the target this output writes; null for a plain query. `isKnown` false: the target does not declare it. */
  readonly target: ColumnRef | null;
  readonly position: Position | null;
}

/** Statement-wide indirect input: ON, WHERE, GROUP BY, ORDER BY. */
export interface StatementInput {
  readonly source: ColumnRef;
  readonly subtype: 'JOIN' | 'GROUP_BY' | 'FILTER' | 'SORT' | 'WINDOW' | 'CONDITIONAL';
  readonly confidence: number;
  readonly position: Position | null;
}

export interface JoinFact {
  readonly ordinal: number;
  readonly kind: 'INNER' | 'LEFT' | 'RIGHT' | 'FULL' | 'CROSS' | 'SEMI' | 'ANTI';
  /** Base table each side ends in; null when a side is not one base table. */
  readonly left: TableRef | null;
  readonly right: TableRef | null;
  /** Base columns equated, pairwise. */
  readonly columnPairs: readonly { readonly left: ColumnRef; readonly right: ColumnRef }[];
  readonly isEquality: boolean;
  readonly conditionSql: string | null;
  /** Nesting of the query it stands in; 0 is the outermost. */
  readonly depth: number;
  readonly position: Position | null;
}

export interface UnresolvedFact {
  readonly text: string;
  readonly reason: UnresolvedReason;
  readonly position: Position;
  /** URNs of the candidates of an AMBIGUOUS reference. */
  readonly candidates: readonly string[];
  /** Output ordinals the reference stands under, so that a view knows which columns are unresolved. */
  readonly outputs: readonly number[];
}

export interface ResolvedStatement {
  /** Base tables and views read, each once, in order of appearance. */
  readonly reads: readonly TableRef[];
  /** Tables written or defined. */
  readonly writes: readonly TableRef[];
  readonly outputs: readonly OutputColumn[];
  readonly statementInputs: readonly StatementInput[];
  /** Every base column named or star-expanded anywhere (common.md `referencedColumns`). */
  readonly referencedColumns: readonly ColumnRef[];
  readonly joins: readonly JoinFact[];
  readonly unresolved: readonly UnresolvedFact[];
  readonly issues: readonly ResolveIssue[];
}

export interface ResolveIssue {
  readonly severity: 'INFO' | 'WARNING' | 'ERROR';
  readonly code: string;
  readonly message: string;
  readonly position: Position | null;
}

/**
 * The schema a statement is resolved against: the catalog's snapshot plus what earlier statements of
 * the run declared. Look-ups take names as written and apply the system's case rule.
 */
export interface SchemaView {
  /** Columns in order; null when the table is not known at all, empty when known without columns. */
  columnsOf(tableId: string): readonly SchemaColumn[] | null;
  /** Whether a statement declares the table: then its columns are all there are, in their order. */
  isDeclared(tableId: string): boolean;
  /** Ids of all tables of the system whose bare name folds to the same key. */
  tablesNamed(bareNameKey: string): readonly string[];
}

export interface SchemaColumn {
  readonly id: string;
  readonly name: string;
  /** Folded for comparison. */
  readonly key: string;
  readonly typeKey: string | null;
  readonly isPartition: boolean;
}
