import { setTimeout as delay } from 'node:timers/promises';
import type { Graph, Query, ReadOptions } from './types.js';

const attempts = 8;
const firstPauseMs = 2;

/**
 * `graph.read` for records whose properties vouch for each other. Neo4j reads without locks: while a
 * commit is being applied, a reader may see some new properties of a node and not yet the others. Rows
 * that `isWhole` refuses are read again, for about a quarter of a second; then they are what the graph holds.
 */
export async function readWhole<Params extends object, Row>(
  graph: Graph,
  query: Query<Params, Row>,
  params: Params,
  isWhole: (row: Row) => boolean,
  options?: ReadOptions,
): Promise<readonly Row[]> {
  for (let attempt = 1; ; attempt += 1) {
    const rows = await graph.read(query, params, options);
    if (attempt === attempts || rows.every(isWhole)) return rows;
    await delay(firstPauseMs * 2 ** (attempt - 1));
  }
}
