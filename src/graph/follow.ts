/**
 * Following the feed: the one pull loop under every subscription. It reads on only when its consumer
 * asks for more, so a slow client costs a cursor; a batch without events says how far the loop has read.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { badUserInput, SheafError } from '../errors.js';
import type { ChangeEvent, Graph } from './types.js';

export interface FollowOptions {
  /** Cursor to go on after. Not together with `start: 'BEGINNING'`. */
  readonly after?: string | null | undefined;
  /** Where to begin without a cursor; default NOW. BEGINNING is the oldest event the feed holds. */
  readonly start?: 'NOW' | 'BEGINNING' | null | undefined;
  /** Events the consumer wants and may see; default all. */
  readonly matches?: (event: ChangeEvent) => boolean;
  /** Events in one batch at most; default 100. */
  readonly maxBatch?: number;
  /** How long to gather events that follow the first of a batch; default 20. */
  readonly coalesceMs?: number;
  /** Longest silence; default 15. The first batch comes within a second, so that there is a cursor to resume from. */
  readonly heartbeatSeconds?: number;
  /** Ends the loop. */
  readonly signal: AbortSignal;
}

export interface FollowedBatch {
  /** Matching events in order; empty in a heartbeat. */
  readonly events: readonly ChangeEvent[];
  /** Position after this batch; it moves on even when nothing matched. */
  readonly cursor: string;
  readonly seq: number;
  /** Newest committed number minus this position. */
  readonly behind: number;
}

const firstBatchWithinMs = 1000;
const eventsPerRead = 1000;

/**
 * Batches of events in order, without loss or repeat, until the signal fires or the consumer returns.
 * Errors: BAD_USER_INPUT for a foreign cursor or two starts, CURSOR_EXPIRED when the events after the
 * position are gone (retention, a restore), whether at the start or later.
 */
export function follow(
  graph: Pick<Graph, 'feed'>,
  options: FollowOptions,
): AsyncIterableIterator<FollowedBatch, void, void> {
  const stop = new AbortController();
  const signal = AbortSignal.any([options.signal, stop.signal]);
  const batches = pull(graph, options, signal);
  return {
    next: () => batches.next(),
    // A generator waiting for a change would only return after it: the signal wakes it.
    return: () => {
      stop.abort();
      return batches.return();
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

async function* pull(
  { feed }: Pick<Graph, 'feed'>,
  options: FollowOptions,
  signal: AbortSignal,
): AsyncGenerator<FollowedBatch, void, void> {
  const { matches = () => true, maxBatch = 100, coalesceMs = 20, heartbeatSeconds = 15 } = options;
  let seq = await startOf(feed, options);
  const epoch = feed.epoch;
  let speakBy = Date.now() + Math.min(firstBatchWithinMs, heartbeatSeconds * 1000);
  let events: ChangeEvent[] = [];
  let gatheringSince = 0;
  while (!signal.aborted) {
    if (feed.epoch !== epoch)
      throw new SheafError('CURSOR_EXPIRED', 'the feed began anew', { epoch: feed.epoch, horizonSeq: 0 });
    const read = await feed.after(seq, options.matches === undefined ? maxBatch : eventsPerRead, {
      signal,
    });
    for (const event of read) {
      seq = event.seq;
      if (matches(event) && events.push(event) === 1) gatheringSince = Date.now();
      if (events.length === maxBatch) {
        yield { events, seq, cursor: feed.encodeCursor(seq), behind: feed.behind(seq) };
        if (signal.aborted) return;
        events = [];
        speakBy = Date.now() + heartbeatSeconds * 1000;
      }
    }
    const isLive = feed.behind(seq) === 0;
    // A feed that others keep busy is never quite live: what was gathered does not wait for that.
    const isGathered = events.length > 0 && (isLive || Date.now() - gatheringSince >= coalesceMs);
    if (isGathered || Date.now() >= speakBy) {
      yield { events, seq, cursor: feed.encodeCursor(seq), behind: feed.behind(seq) };
      events = [];
      speakBy = Date.now() + heartbeatSeconds * 1000;
    } else if (isLive) {
      await feed.waitForChange(seq, signal, speakBy - Date.now());
      if (coalesceMs > 0 && feed.behind(seq) > 0) await gather(coalesceMs, signal);
    }
  }
}

async function startOf(feed: Graph['feed'], { after, start }: FollowOptions): Promise<number> {
  if (typeof after === 'string') {
    if (start === 'BEGINNING') throw badUserInput('start', 'either after or start: BEGINNING', start);
    return feed.decodeCursor(after);
  }
  const head = await feed.head();
  return start === 'BEGINNING' ? head.horizonSeq : head.seq;
}

/** Events that follow closely join the batch. */
async function gather(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => {
    // Aborted: the loop sees the signal itself.
  });
}
