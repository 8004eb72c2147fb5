/**
 * What the SQL front end says about one source text: every statement with its place, its declarations,
 * its syntax trees and its problems. Pure data, so it crosses worker threads as it is.
 */
import type {
  ColumnDeclaration,
  ConstraintDeclaration,
  NamePart,
  Position,
  TableDeclaration,
} from '../../catalog/declarations.js';
import type { StatementTree, TableName } from '../../lineage/tree.js';

export type StatementKind =
  | 'CREATE_TABLE'
  | 'CREATE_TABLE_AS'
  | 'CREATE_VIEW'
  | 'INSERT'
  | 'INSERT_OVERWRITE'
  | 'MULTI_INSERT'
  | 'MERGE'
  | 'UPDATE'
  | 'DELETE'
  | 'SELECT'
  | 'ALTER'
  | 'DROP'
  | 'COMMENT'
  | 'USE'
  | 'SET'
  | 'CALL'
  | 'PROCEDURE'
  | 'DRIVER'
  | 'OTHER'
  | 'UNPARSED';
/** TREE: a syntax tree; SCANNED: read by the tolerant scanner alone; OPAQUE: a parser took it without understanding it; FAILED: nobody could read it. */
export type ParseOutcome = 'TREE' | 'SCANNED' | 'OPAQUE' | 'FAILED';
export type BoundaryKind = 'SEMICOLON' | 'KEYWORD' | 'DELIMITER' | 'END_OF_FILE';

/** What a statement does to a table that an earlier one (perhaps of another file) declared. */
export type Amendment =
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
  | { readonly kind: 'DROP_TABLE'; readonly table: readonly NamePart[] }
  | { readonly kind: 'CREATE_SCHEMA'; readonly schema: readonly NamePart[] }
  /** Domain or enum: `nativeType` is the base type's text, `enumValues` the labels. */
  | {
      readonly kind: 'CREATE_TYPE';
      readonly name: readonly NamePart[];
      readonly nativeType: string | null;
      readonly enumValues: readonly string[] | null;
    }
  /** USE x, SET search_path: schemas in look-up order for the statements that follow. */
  | { readonly kind: 'SET_SCHEMA'; readonly schemas: readonly (readonly NamePart[])[] };

export interface ReadIssue {
  readonly severity: 'INFO' | 'WARNING' | 'ERROR';
  readonly code: string;
  readonly message: string;
  /** Offsets in the source text (not the statement). */
  readonly charStart: number;
  readonly charEnd: number;
  readonly line: number;
  readonly column: number;
  /** Ordinal of the statement, null for the file. */
  readonly statement: number | null;
  readonly hint: string | null;
}

export interface ReadStatement {
  /** 1-based within the source. */
  readonly ordinal: number;
  readonly kind: StatementKind;
  readonly parse: ParseOutcome;
  readonly boundary: BoundaryKind;
  /** In the source text; the statement's own text is `source.slice(charStart, charEnd)`, without leading or trailing white space and comments. */
  readonly charStart: number;
  readonly charEnd: number;
  readonly line: number;
  readonly column: number;
  readonly textSha256: string;
  readonly declarations: readonly TableDeclaration[];
  readonly amendments: readonly Amendment[];
  /** One; several for a multi-insert (they share FROM) and procedure bodies; none where there is nothing to resolve. Offsets relative to the statement's text, after mapping back through rewrites. */
  readonly trees: readonly StatementTree[];
  /** FAILED and OPAQUE statements: tables found by the token scan, confidence 0.3. */
  readonly scannedTables: {
    readonly reads: readonly TableName[];
    readonly writes: readonly TableName[];
  } | null;
}

export interface ReadSource {
  readonly statements: readonly ReadStatement[];
  readonly issues: readonly ReadIssue[];
  /** Distinct unresolved variables, by name. */
  readonly unresolvedVariables: readonly string[];
}

export type { Position };
