/** What semantics, conventions and matching read of a table: no graph, no statement, only what it says of itself. */
import type { ColumnType } from '../types/column-type.js';

export type KeyMembership = 'PRIMARY' | 'UNIQUE' | 'FOREIGN';

export interface DescribedColumn {
  readonly id: string;
  readonly name: string;
  readonly type: ColumnType;
  readonly comment: string | null;
  /** Declared or inferred keys the column is part of; empty when none is known. */
  readonly keys: readonly KeyMembership[];
}

export interface DescribedTable {
  readonly id: string;
  readonly name: string;
  readonly schema: string;
  readonly comment: string | null;
  /** In their order. */
  readonly columns: readonly DescribedColumn[];
  /** Number of foreign keys the table holds. */
  readonly references: number;
}
