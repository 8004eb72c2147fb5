/**
 * Follows a run through the change feed. Each of its events is one payload, folded over the ones before,
 * so a client that resumes in the middle sees whole states; the stream ends with the final one.
 */
import type { Reader } from '../catalog/index.js';
import { notFound } from '../errors.js';
import { type ChangeEvent, follow, type Graph, readWhole } from '../graph/index.js';
import { isFinal } from '../worker/index.js';
import { runById, runEvents } from './queries.js';
import { isWholeRun, noProgress, progressOf, type RunProgress, runRecord } from './run-record.js';

export interface ProgressPayload extends RunProgress {
  readonly cursor: string;
}

/** Errors: NOT_FOUND; CURSOR_EXPIRED and BAD_USER_INPUT for `after`. */
export async function* extractionProgress(
  reader: Reader,
  run: string,
  after: string | null,
  signal: AbortSignal,
): AsyncGenerator<ProgressPayload> {
  const { graph, projects } = reader;
  const from = after === null ? 0 : await graph.feed.decodeCursor(after);
  const head = await graph.feed.head();
  const [row] = await readWhole(graph, runById, { id: run, projects }, isWholeRun, reader.readOptions());
  if (row === undefined) throw notFound('ExtractionRun', run);
  const past = await graph.read(runEvents, { run, from: 0, to: head.seq }, reader.readOptions());
  // Events that the feed no longer holds are stood in for by the run as it is now.
  let state = past.length === 0 ? progressOf(row.run) : noProgress;
  let hasSpoken = false;
  for (const event of past) {
    state = progressOf(parsed(event.after), state);
    if (event.seq <= from) continue;
    hasSpoken = true;
    yield { ...state, cursor: graph.feed.encodeCursor(event.seq) };
    if (isFinal(state.status)) return;
  }
  const { status } = runRecord(row.run);
  if (isFinal(status) && isFinal(state.status)) {
    if (!hasSpoken) yield { ...state, cursor: graph.feed.encodeCursor(head.seq) };
    return;
  }
  yield* live(graph, run, state, head.seq, signal);
}

async function* live(
  graph: Graph,
  run: string,
  before: RunProgress,
  from: number,
  signal: AbortSignal,
): AsyncGenerator<ProgressPayload> {
  let state = before;
  const matches = (event: ChangeEvent): boolean => event.entityId === run;
  for await (const batch of follow(graph, {
    after: graph.feed.encodeCursor(from),
    matches,
    coalesceMs: 0,
    signal,
  })) {
    for (const event of batch.events) {
      state = progressOf(event.after ?? {}, state);
      yield { ...state, cursor: graph.feed.encodeCursor(event.seq) };
      if (isFinal(state.status) || event.kind === 'DELETED') return;
    }
  }
}

function parsed(after: string | null): Readonly<Record<string, unknown>> {
  return after === null ? {} : (JSON.parse(after) as Record<string, unknown>);
}
