/** Retention of the feed: what is older than both bounds is folded into counts and deleted. */
import { defineQuery, type Graph } from '../graph/index.js';

const horizonLock = defineQuery<{ readonly at: string }, { readonly seq: number }>('sync/horizon-lock', [
  'seq',
]);
interface Range {
  readonly from: number;
  readonly to: number;
}
const eventsFold = defineQuery<Range, object>('sync/events-fold', []);
const eventsPrune = defineQuery<Range, object>('sync/events-prune', []);
const unitsExpire = defineQuery<{ readonly now: string }, { readonly deleted: number }>('sync/units-expire', [
  'deleted',
]);

const eventsPerChunk = 10_000;

export interface Retention {
  /** Events younger than this stay. */
  readonly keepForMs: number;
  /** The newest so many stay. */
  readonly keepEvents: number;
}

/** The number up to which the feed may be pruned now: what is past both bounds. */
export async function horizonOf(
  graph: Graph,
  { keepForMs, keepEvents }: Retention,
  now = Date.now(),
): Promise<number> {
  const [{ seq }, old] = await Promise.all([
    graph.feed.head(),
    graph.resolveAsOf({ at: new Date(now - keepForMs).toISOString() }),
  ]);
  return Math.max(0, Math.min(seq - keepEvents, old));
}

/**
 * Deletes events up to `horizon` in chunks of 10,000, each with its counts folded into the checkpoint in
 * one transaction. A resume below it answers CURSOR_EXPIRED from the first chunk on. Returns how many.
 */
export async function prune(graph: Graph, horizon: number, signal?: AbortSignal): Promise<number> {
  const { seq: head } = await graph.feed.head();
  const end = Math.min(horizon, head);
  let deleted = 0;
  while (signal?.aborted !== true) {
    const { value } = await graph.unitOfWork('retention', null, async (unit) => {
      const [checkpoint] = await unit.run(horizonLock, { at: new Date().toISOString() });
      const from = checkpoint?.seq ?? 0;
      const to = Math.min(from + eventsPerChunk, end);
      if (to <= from) return 0;
      await unit.run(eventsFold, { from, to });
      await unit.run(eventsPrune, { from, to });
      return to - from;
    });
    if (value === 0) break;
    deleted += value;
  }
  return deleted;
}

/** Forgets units without changes whose outcome was kept long enough. */
export async function expireUnits(graph: Graph, now = new Date().toISOString()): Promise<number> {
  const { value } = await graph.unitOfWork('retention', null, (unit) => unit.run(unitsExpire, { now }));
  return value[0]?.deleted ?? 0;
}
