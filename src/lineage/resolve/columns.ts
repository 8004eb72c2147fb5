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

type ColumnIndex = ReadonlyMap<string, SchemaColumn>;

const exactIndexes = new WeakMap<readonly SchemaColumn[], ColumnIndex>();
const caselessIndexes = new WeakMap<readonly SchemaColumn[], ColumnIndex>();

/** Columns by comparison key, made once per column list and kept as long as the list is. */
export function columnIndex(columns: readonly SchemaColumn[], ignoresCase: boolean): ColumnIndex {
  const indexes = ignoresCase ? caselessIndexes : exactIndexes;
  let index = indexes.get(columns);
  if (index === undefined) {
    const made = new Map<string, SchemaColumn>();
    for (const column of columns) {
      const key = ignoresCase ? column.key.toLowerCase() : column.key;
      if (!made.has(key)) made.set(key, column);
    }
    index = made;
    indexes.set(columns, index);
  }
  return index;
}
