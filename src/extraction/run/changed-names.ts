/**
 * What became of tables and columns that a run renamed or dropped after other statements of it had named
 * them: a reference follows the renames that come after its statement, and one to what is gone is unresolved.
 * What is dropped goes on as whatever bears its name in the graph at the end, if anything does.
 */
import { keyOfColumn, resolveColumnName } from '../../catalog/index.js';
import type { ColumnRef } from '../../lineage/facts.js';
import type { EdgeEnds } from '../../lineage/index.js';
import { tableUrn } from './schema-view.js';

interface Change {
  /** Its number among all changes of the run. */
  readonly at: number;
  /** The next URN; null for what was dropped. */
  readonly to: string | null;
}

/** Where a reference stands among the changes. */
export interface PlaceInRun {
  /** How many changes the run had made before it. */
  readonly since: number;
  /** Whether it means whatever bears the name in the end, if anything does. */
  readonly isByName: boolean;
}

interface ColumnPlace {
  readonly id: string;
  readonly table: string;
}

export class ChangedNames {
  /** Changes of each name, in the order of the run. */
  private readonly tables = new Map<string, Change[]>();
  private readonly columns = new Map<string, Change[]>();
  private made = 0;

  table(id: string, to: string | null): void {
    this.note(this.tables, tableUrn(id), to === null ? null : tableUrn(to));
  }

  column(id: string, to: string | null): void {
    this.note(this.columns, id, to);
  }

  private note(changes: Map<string, Change[]>, id: string, to: string | null): void {
    const change = { at: this.made++, to };
    const list = changes.get(id);
    if (list === undefined) changes.set(id, [change]);
    else list.push(change);
  }

  /** Changes so far. */
  get count(): number {
    return this.made;
  }

  /** The table's URN in the end; null for one that is gone. A table that nothing changed keeps its URN. */
  tableNow(id: string, { since, isByName }: PlaceInRun, ends: EdgeEnds): string | null {
    const own = tableUrn(id);
    const stands = ends.table(own) !== null;
    if (isByName && stands) return id;
    const last = this.tableAtEnd(own, since);
    if (last !== own && ends.table(last) !== null) return ends.table(last);
    if (stands) return id;
    return last === own && next(this.tables.get(own), since) === null ? id : null;
  }

  /** Dropped under a name that is taken again, it goes on as what took the name. */
  private tableAtEnd(id: string, since: number): string {
    let [found, from] = [id, since];
    for (;;) {
      const change = next(this.tables.get(found), from);
      if (change === null) return found;
      from = change.at + 1;
      found = change.to ?? found;
    }
  }

  /** The column's URN and its table's in the end; null for one that is gone. */
  columnNow(
    { id, table }: ColumnRef,
    { since, isByName }: PlaceInRun,
    ends: EdgeEnds,
  ): ColumnPlace | 'SAME' | null {
    const own = { id, table: tableUrn(table.id) };
    const stands = ends.column(id) !== null;
    if (isByName && stands) return 'SAME';
    const last = this.columnAtEnd(own, since);
    if (isByName && last.table !== own.table && ends.table(own.table) !== null) return null;
    if (last.id !== id && ends.column(last.id) !== null)
      return { id: last.id, table: ends.table(last.table) ?? last.table };
    if (stands && (last.table === own.table || ends.table(last.table) === null)) return 'SAME';
    return last.id === id && !this.isChanged(own, since) ? 'SAME' : null;
  }

  private isChanged({ id, table }: ColumnPlace, since: number): boolean {
    return next(this.columns.get(id), since) !== null || next(this.tables.get(table), since) !== null;
  }

  /** Whatever comes first, the column's own change or its table's. */
  private columnAtEnd(column: ColumnPlace, since: number): ColumnPlace {
    let [{ id, table }, from] = [column, since];
    for (;;) {
      const own = next(this.columns.get(id), from);
      const moved = next(this.tables.get(table), from);
      if (own === null && moved === null) return { id, table };
      if (own !== null && (moved === null || own.at < moved.at)) {
        from = own.at + 1;
        id = own.to ?? id;
      } else if (moved !== null) {
        from = moved.at + 1;
        if (moved.to === null) continue;
        table = moved.to;
        const part = { text: keyOfColumn(id), quoted: true };
        id = resolveColumnName(table, part, 'PRESERVE_SENSITIVE').id;
      }
    }
  }
}

/** The first change of a name from a number on. Cost O(changes of that name). */
function next(changes: readonly Change[] | undefined, since: number): Change | null {
  return changes?.find(({ at }) => at >= since) ?? null;
}
