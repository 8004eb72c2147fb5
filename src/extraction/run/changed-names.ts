/**
 * What became of tables and columns that a run renamed or dropped after other statements of it had named
 * them: a reference follows a rename, and one to what is gone is unresolved. Names that stand in the graph
 * at the end keep their meaning, whatever happened to them on the way.
 */
import { keyOfColumn, resolveColumnName } from '../../catalog/index.js';
import type { ColumnRef } from '../../lineage/facts.js';
import type { EdgeEnds } from '../../lineage/index.js';
import { tableUrn } from './schema-view.js';

/** A chain of renames longer than this is a circle. */
const maximumHops = 16;

export class ChangedNames {
  /** The next URN of each; null for what was dropped. Of several changes of one name the last stands. */
  private readonly tables = new Map<string, string | null>();
  private readonly columns = new Map<string, string | null>();

  table(id: string, to: string | null): void {
    this.tables.set(tableUrn(id), to === null ? null : tableUrn(to));
  }

  column(id: string, to: string | null): void {
    this.columns.set(id, to);
  }

  get isEmpty(): boolean {
    return this.tables.size === 0 && this.columns.size === 0;
  }

  /** The table's URN in the end; null for one that is gone. A table that nothing changed keeps its URN. */
  tableNow(id: string, ends: EdgeEnds): string | null {
    let found = tableUrn(id);
    for (let hops = 0; hops < maximumHops && ends.table(found) === null; hops++) {
      const next = this.tables.get(found);
      if (next === undefined) return found === tableUrn(id) ? id : null;
      if (next === null) return null;
      found = next;
    }
    return found === tableUrn(id) ? id : (ends.table(found) ?? null);
  }

  /** The column's URN and its table's in the end; null for one that is gone. */
  columnNow(
    column: ColumnRef,
    ends: EdgeEnds,
  ): { readonly id: string; readonly table: string } | 'SAME' | null {
    let [id, table] = [column.id, tableUrn(column.table.id)];
    for (let hops = 0; hops < maximumHops && ends.column(id) === null; hops++) {
      const renamed = this.columns.get(id);
      const moved = this.tables.get(table);
      if (renamed === null || (renamed === undefined && moved === null)) return null;
      if (renamed !== undefined) id = renamed;
      else if (moved != null) {
        table = moved;
        const part = { text: keyOfColumn(id), quoted: true };
        id = resolveColumnName(moved, part, 'PRESERVE_SENSITIVE').id;
      } else return id === column.id ? 'SAME' : null;
    }
    if (id === column.id) return 'SAME';
    return ends.column(id) === null ? null : { id, table: ends.table(table) ?? table };
  }
}
