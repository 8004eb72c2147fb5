/** The feed's housekeeping in a serving process: the head on disk every second, retention every minute. */
import { setTimeout as delay } from 'node:timers/promises';
import { feedHead, type Graph } from '../graph/index.js';
import { feedHeadPath, guardEpoch, writeHead } from './feed-head.js';
import { expireUnits, horizonOf, prune, type Retention } from './retention.js';

const headEveryMs = 1000;
const retentionEveryMs = 60_000;

export interface UpkeepOptions {
  readonly dataFolder: string;
  /** Default 7 days and 10 million events. */
  readonly retention?: Retention | undefined;
  /** Told of failures; the next turn tries again. */
  readonly onError: (error: unknown) => void;
}

export interface Upkeep {
  /** Whether the store was found to be restored, so that a new epoch began. */
  readonly isRestored: boolean;
  stop(): Promise<void>;
}

const defaultRetention: Retention = { keepForMs: 7 * 24 * 3_600_000, keepEvents: 10_000_000 };

/** Resolves once the epoch is right, which must be before anybody is given a cursor. */
export async function startFeedUpkeep(graph: Graph, options: UpkeepOptions): Promise<Upkeep> {
  const path = feedHeadPath(options.dataFolder);
  const { isRestored } = await guardEpoch(graph, path);
  const stop = new AbortController();
  let written = -1;
  const head = every(headEveryMs, stop.signal, options.onError, async () => {
    const [row] = await graph.read(feedHead, {});
    if (row === undefined) return;
    const { epoch, seq } = row;
    if (seq !== written) await writeHead(path, { epoch, seq });
    written = seq;
  });
  const retention = every(retentionEveryMs, stop.signal, options.onError, async () => {
    await prune(graph, await horizonOf(graph, options.retention ?? defaultRetention), stop.signal);
    await expireUnits(graph);
  });
  return {
    isRestored,
    async stop() {
      stop.abort();
      await Promise.all([head, retention]);
    },
  };
}

/** One turn after the other, with a pause between them, until the signal fires. */
async function every(
  pauseMs: number,
  signal: AbortSignal,
  onError: (error: unknown) => void,
  turn: () => Promise<void>,
): Promise<void> {
  while (!signal.aborted) {
    await delay(pauseMs, undefined, { signal, ref: false }).catch(() => {
      // Aborted: the loop sees the signal itself.
    });
    if (signal.aborted) return;
    await turn().catch(onError);
  }
}
