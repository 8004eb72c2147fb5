/** What a read of the catalog needs of its caller: the graph, what may be seen, how long, and batching. */
import type DataLoader from 'dataloader';
import type { Graph, ReadOptions } from '../../graph/types.js';

/** A part of the request's context. */
export interface Reader {
  readonly graph: Graph;
  readonly projects: readonly string[] | null;
  readOptions(): ReadOptions;
  loader<K, V>(name: string, load: (keys: readonly K[]) => Promise<readonly (V | Error)[]>): DataLoader<K, V>;
}

/** Answers in the order of the keys; `fallback` where the statement has no row. */
export function inOrder<Row extends { readonly index: number }, V>(
  keys: readonly unknown[],
  rows: readonly Row[],
  value: (row: Row) => V,
  fallback: () => V,
): readonly V[] {
  const answers = keys.map(fallback);
  for (const row of rows) answers[row.index] = value(row);
  return answers;
}
