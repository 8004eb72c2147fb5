/** Reading the feed for callers: what they may see of it, page by page or as a stream. */
import { badUserInput, limitExceeded } from '../errors.js';
import type { ChangeFilter, FeedStart, Role } from '../generated/graphql.js';
import {
  type ChangeEvent,
  follow,
  type Graph,
  pageSize,
  type ReadOptions,
  visibleProperties,
} from '../graph/index.js';
import { changeFilter } from './change-filter.js';

/** Who reads: their projects (null = all) and roles. */
export interface Reader {
  readonly projects: readonly string[] | null;
  /** '' asks for the role in all projects. */
  hasRole(role: Role, project: string): boolean;
}

/** An event as its reader sees it. */
export interface SeenEvent extends ChangeEvent {
  readonly cursor: string;
}

export interface SeenBatch {
  readonly events: readonly SeenEvent[];
  readonly cursor: string;
  readonly behind: number;
  readonly live: boolean;
}

/** Whether the reader may know of the event: by its project; without one, only an ADMIN of all projects. */
export function canSee(reader: Reader): (event: ChangeEvent) => boolean {
  const projects = reader.projects === null ? null : new Set(reader.projects);
  const seesLoose = reader.hasRole('ADMIN', '');
  return ({ project }) => (project === null ? seesLoose : projects === null || projects.has(project));
}

/** The event with its cursor and without what needs a higher role, looked at when it is asked for. */
export function seen({ feed }: Graph, reader: Reader, event: ChangeEvent): SeenEvent {
  const holds = (role: Role) => reader.hasRole(role, event.project ?? '');
  return {
    ...event,
    cursor: feed.encodeCursor(event.seq),
    get before() {
      return visibleProperties(event.entityKind, event.before, holds);
    },
    get after() {
      return visibleProperties(event.entityKind, event.after, holds);
    },
  };
}

const eventsPerRead = 1000;
const maxReads = 10;

export interface ChangesPage {
  readonly after?: string | null | undefined;
  readonly filter?: ChangeFilter | null | undefined;
  readonly first: number;
}

/**
 * Matching events after a cursor, else from the oldest. Reads at most 10,000 events. Errors:
 * BAD_USER_INPUT for `first` outside 1 to 1,000, LIMIT_EXCEEDED for the filter, CURSOR_EXPIRED.
 */
export async function readChanges(
  graph: Graph,
  reader: Reader,
  { after, filter, first }: ChangesPage,
  options?: ReadOptions,
): Promise<SeenBatch> {
  pageSize(first);
  const wanted = changeFilter(filter);
  const visible = canSee(reader);
  const { feed } = graph;
  let seq =
    typeof after === 'string' ? await feed.decodeCursor(after) : (await feed.head(options)).horizonSeq;
  const isFiltered = reader.projects !== null || (filter !== null && filter !== undefined);
  const events: SeenEvent[] = [];
  for (let reads = 0; reads < maxReads && events.length < first; reads++) {
    const read = await feed.after(seq, isFiltered ? eventsPerRead : first - events.length, options);
    for (const event of read) {
      if (events.length === first) break;
      seq = event.seq;
      if (visible(event) && wanted(event)) events.push(seen(graph, reader, event));
    }
    if (read.length === 0) break;
  }
  const behind = Math.max(0, (await feed.head(options)).seq - seq);
  return { events, cursor: feed.encodeCursor(seq), behind, live: behind === 0 };
}

export interface ChangesStream {
  readonly after?: string | null | undefined;
  readonly start?: FeedStart | null | undefined;
  readonly filter?: ChangeFilter | null | undefined;
  readonly maxBatch: number;
  readonly coalesceMs: number;
  readonly heartbeatSeconds: number;
}

/** Matching events as they commit. Errors: BAD_USER_INPUT and LIMIT_EXCEEDED for the arguments, CURSOR_EXPIRED. */
export async function* followChanges(
  graph: Graph,
  reader: Reader,
  stream: ChangesStream,
  signal: AbortSignal,
): AsyncGenerator<SeenBatch, void, void> {
  bounded('maxBatch', stream.maxBatch, 1, 1000);
  bounded('coalesceMs', stream.coalesceMs, 0, 1000);
  bounded('heartbeatSeconds', stream.heartbeatSeconds, 5, 60);
  const wanted = changeFilter(stream.filter);
  const visible = canSee(reader);
  const { after, start, maxBatch, coalesceMs, heartbeatSeconds } = stream;
  const matches = (event: ChangeEvent) => visible(event) && wanted(event);
  for await (const batch of follow(graph, {
    after,
    start,
    maxBatch,
    coalesceMs,
    heartbeatSeconds,
    matches,
    signal,
  })) {
    yield {
      events: batch.events.map((event) => seen(graph, reader, event)),
      cursor: batch.cursor,
      behind: batch.behind,
      live: batch.behind === 0,
    };
  }
}

function bounded(name: string, value: number, least: number, most: number): void {
  if (!Number.isInteger(value) || value < least)
    throw badUserInput(name, `a whole number from ${least} to ${most}`, value);
  if (value > most) throw limitExceeded(name, value, most);
}

const rateOverSeconds = 60;

/** Where the feed stands. A handful of index seeks. */
export async function feedStatus(graph: Graph, options?: ReadOptions) {
  const { epoch, seq, horizonSeq, oldestAt } = await graph.feed.head(options);
  const at = new Date(Date.now() - rateOverSeconds * 1000).toISOString();
  const before = await graph.resolveAsOf({ at }, options);
  return {
    epoch,
    head: graph.feed.encodeCursor(seq),
    headSeq: seq,
    horizonSeq,
    oldestAt,
    eventsPerSecond: (seq - before) / rateOverSeconds,
  };
}
