/** Base tables and their columns as one statement sees them: each is made once and compared by identity. */
import type { ColumnRef, SchemaColumn, TableRef } from '../facts.js';

export interface BaseTable {
  readonly ref: TableRef;
  /** null when nobody knows the table's columns. */
  readonly columns: readonly SchemaColumn[] | null;
  /** By comparison key; grows when a statement names columns of an unknown table. */
  readonly made: Map<string, BaseColumn>;
}

export interface BaseColumn {
  /** Number within the statement: flows are sets over it. */
  readonly index: number;
  readonly ref: ColumnRef;
  readonly table: BaseTable;
  readonly typeKey: string | null;
}

const indexes = new WeakMap<readonly SchemaColumn[], ReadonlyMap<string, SchemaColumn>>();

/** Columns by comparison key, made once per column list and kept as long as the list is. */
export function columnIndex(columns: readonly SchemaColumn[]): ReadonlyMap<string, SchemaColumn> {
  let index = indexes.get(columns);
  if (index === undefined) {
    const made = new Map<string, SchemaColumn>();
    for (const column of columns) if (!made.has(column.key)) made.set(column.key, column);
    index = made;
    indexes.set(columns, index);
  }
  return index;
}
