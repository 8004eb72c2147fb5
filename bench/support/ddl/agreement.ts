/** Whether two dialects of one model say the same: tables by name, columns by name and order. */
import type { FoundTable } from '../catalog.js';

export interface Agreement {
  readonly tables: number;
  /** Tables with the same columns in the same order on both sides. */
  readonly same: number;
  readonly columns: number;
  readonly sameColumns: number;
  readonly differences: readonly { readonly table: string; readonly left: string; readonly right: string }[];
}

export function agreement(left: readonly FoundTable[], right: readonly FoundTable[]): Agreement {
  const others = new Map(right.map((table) => [normalForm(table.name), table]));
  const names = new Set([...left, ...right].map(({ name }) => normalForm(name)));
  const mine = new Map(left.map((table) => [normalForm(table.name), table]));
  let same = 0;
  let columns = 0;
  let sameColumns = 0;
  const differences: { table: string; left: string; right: string }[] = [];
  for (const name of names) {
    const one = columnNames(mine.get(name));
    const other = columnNames(others.get(name));
    const shared = one.filter((column, index) => column === other[index]).length;
    columns += Math.max(one.length, other.length);
    sameColumns += shared;
    if (shared === one.length && shared === other.length && one.length > 0) same += 1;
    else
      differences.push({
        table: name,
        left: one.join(', ') || 'absent',
        right: other.join(', ') || 'absent',
      });
  }
  return { tables: names.size, same, columns, sameColumns, differences };
}

/** `MediaType`, `media_type` and `[Media Type]` are one name. */
export function normalForm(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

function columnNames(table: FoundTable | undefined): string[] {
  return table === undefined ? [] : table.columns.map(({ name }) => normalForm(name));
}
