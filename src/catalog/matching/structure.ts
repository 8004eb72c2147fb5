/** The structure of a table without its names: what tables of different systems can have in common. */
import type { DescribedTable } from '../semantics/described.js';
import type { SemanticRole } from '../semantics/lexicons.js';

export interface TableStructure {
  /** One text a column: type family and role. */
  readonly columns: readonly string[];
  /** Columns of the primary key, and how many of them refer to another table. */
  readonly keyShape: string;
  readonly references: number;
}

/** `roles` by column id; a column without a role is described by its family alone. */
export function structureOf(
  table: DescribedTable,
  roles: ReadonlyMap<string, SemanticRole | null>,
): TableStructure {
  const key = table.columns.filter(({ keys }) => keys.includes('PRIMARY'));
  const referring = key.filter(({ keys }) => keys.includes('FOREIGN')).length;
  return {
    columns: table.columns.map(({ id, type }) => `${type.family}/${roles.get(id) ?? '-'}`),
    keyShape: `key ${key.length}${referring === 0 ? '' : ` of which ${referring} refer`}`,
    references: table.references,
  };
}

/**
 * Signature of a structure: sorted buckets of columns with their numbers, key shape and references, numbers by
 * their power of two. Equal for tables alike, whatever the order of their columns.
 */
export function signatureOf({ columns, keyShape, references }: TableStructure): string {
  const counts = new Map<string, number>();
  for (const column of columns) counts.set(column, (counts.get(column) ?? 0) + 1);
  const buckets = [...counts].map(([column, count]) => `${column}×${powerOfTwo(count)}`).sort();
  return [...buckets, keyShape, `references ${powerOfTwo(references)}`].join('; ');
}

/** 0, 1, 2–3, 4–7, …: `2^k` is the power of two a number reaches. */
export function powerOfTwo(count: number): string {
  return count < 1 ? '0' : `2^${Math.floor(Math.log2(count))}`;
}
