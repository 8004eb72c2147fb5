/** What the scanner of one statement hands around: the reading head, positions, and what it found. */
import type {
  ColumnDeclaration,
  ConstraintDeclaration,
  NamePart,
  TableDeclaration,
} from '../../../catalog/declarations.js';
import type { Name } from '../../../lineage/tree.js';
import type { Amendment } from '../facts.js';
import type { LinePositions } from '../line-positions.js';
import type { Cursor } from '../syntax/cursor.js';

export interface ScanIssue {
  readonly severity: 'INFO' | 'WARNING' | 'ERROR';
  readonly code: string;
  readonly message: string;
  /** Within the statement. */
  readonly charStart: number;
  readonly charEnd: number;
  readonly hint: string | null;
}

export interface Scan {
  readonly cursor: Cursor;
  readonly lines: LinePositions;
  readonly declarations: TableDeclaration[];
  readonly amendments: Amendment[];
  readonly issues: ScanIssue[];
}

/** A table as it is being read. */
export interface TableDraft {
  name: readonly NamePart[];
  columns: ColumnDeclaration[];
  constraints: ConstraintDeclaration[];
  comment: string | null;
  like: readonly NamePart[] | null;
  isExternal: boolean;
  storage: StorageDraft;
}

export interface StorageDraft {
  format: string | null;
  location: string | null;
  partitionedBy: string[];
  clusteredBy: string[];
  properties: Record<string, string>;
}

/** Constraints met inside column definitions go to the table. */
export type ConstraintSink = (constraint: ConstraintDeclaration) => void;

export function part(name: Name): NamePart {
  return { text: name.text, quoted: name.quoted };
}

/** Text of what was taken since `start`. */
export function takenText(cursor: Cursor, start: number): string {
  return cursor.slice(start, cursor.end).trim();
}

export function constraintKindMissing(scan: Scan, name: string, start: number): void {
  scan.issues.push({
    severity: 'ERROR',
    code: 'CONSTRAINT_KIND_MISSING',
    message: `constraint ${name} does not say what kind it is`,
    charStart: start,
    charEnd: scan.cursor.end,
    hint: 'write PRIMARY KEY, UNIQUE, FOREIGN KEY or CHECK before the columns',
  });
}
