/** What a read needs of its caller: the graph, what may be seen, how long, and batching. */
import type DataLoader from 'dataloader';
import type { Graph, Query, ReadOptions } from '../../graph/types.js';

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

/**
 * Rows below one node; requests for the same list of other nodes share the statement. `batch` names the
 * list with everything of `params` that a caller chooses.
 */
export function rowsBelow<Params extends { readonly ids: readonly string[] }, Row>(
  reader: Reader,
  batch: readonly unknown[],
  query: Query<Params, { readonly index: number; readonly rows: readonly Row[] }>,
  id: string,
  params: Omit<Params, 'ids'>,
): Promise<readonly Row[]> {
  return reader
    .loader<string, readonly Row[]>(JSON.stringify(batch), async (ids) =>
      inOrder<{ readonly index: number; readonly rows: readonly Row[] }, readonly Row[]>(
        ids,
        await reader.graph.read(query, { ...params, ids } as Params, reader.readOptions()),
        (row) => row.rows,
        () => [],
      ),
    )
    .load(id);
}

/** How many rows there are below one node; batched as `rowsBelow` is. */
export function totalBelow<Params extends { readonly ids: readonly string[] }>(
  reader: Reader,
  batch: readonly unknown[],
  query: Query<Params, { readonly index: number; readonly total: number }>,
  id: string,
  params: Omit<Params, 'ids'>,
): Promise<number> {
  return reader
    .loader<string, number>(JSON.stringify(batch), async (ids) =>
      inOrder(
        ids,
        await reader.graph.read(query, { ...params, ids } as Params, reader.readOptions()),
        (row) => row.total,
        () => 0,
      ),
    )
    .load(id);
}
