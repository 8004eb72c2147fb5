/**
 * The reading side of the change feed. One tailer per process keeps the last events in a ring; whoever
 * follows within it reads the ring, whoever is behind reads the store. Events are handed out without a
 * gap: while a commit is being applied its events become visible in any order, so a read ends before
 * the first missing number and the next one goes on there.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { badUserInput, SheafError } from '../errors.js';
import { decodeCursor, encodeCursor } from './cursor.js';
import { defineQuery } from './query.js';
import { Ring, type SizedEvent } from './ring.js';
import type { Statements } from './statements.js';
import { throwIfAborted } from './statements.js';
import type { ChangeEvent, Feed, Properties, ReadOptions } from './types.js';

export interface HeadRow {
  readonly epoch: string;
  readonly seq: number;
  readonly horizonSeq: number;
}
/** The feed's numbers, for reads inside a unit of work. */
export const feedHead = defineQuery<object, HeadRow>('graph/feed-head', ['epoch', 'seq', 'horizonSeq']);
const feedOldest = defineQuery<{ readonly seq: number }, { readonly at: string }>('graph/feed-oldest', [
  'at',
]);

interface EventRow extends Omit<ChangeEvent, 'before' | 'after'> {
  readonly before: string | null;
  readonly after: string | null;
  readonly size: number;
}
const feedAfter = defineQuery<{ readonly seq: number; readonly limit: number }, EventRow>(
  'graph/feed-after',
  [
    'seq',
    'at',
    'actor',
    'context',
    'kind',
    'element',
    'entityKind',
    'entityId',
    'sourceId',
    'targetId',
    'project',
    'before',
    'after',
    'cause',
    'size',
  ],
);

const eventsPerRead = 1000;
/** How long a committed event may stay invisible while its transaction is being applied. */
const applyTries = 200;
const applyPauseMs = 5;

export class StoredFeed implements Feed {
  private readonly statements: Statements;
  private readonly pollMs: number;
  private readonly ring = new Ring();
  private readonly waiters = new Map<() => void, number>();
  private currentEpoch: string | null = null;
  /** Highest number known to be committed. */
  private known = 0;
  private timer: NodeJS.Timeout | null = null;
  private tailing: Promise<void> | null = null;
  private isClosed = false;

  constructor(statements: Statements, pollMs: number) {
    this.statements = statements;
    this.pollMs = pollMs;
  }

  /** Learns epoch and head; does nothing on a store without its migrations. */
  async start(): Promise<void> {
    const [row] = await this.statements.read(feedHead, {});
    if (row === undefined) return;
    this.learnEpoch(row.epoch);
    this.hint(row.seq);
  }

  get epoch(): string {
    if (this.currentEpoch === null) throw new Error('the feed has no epoch yet: the migrations have not run');
    return this.currentEpoch;
  }

  async head(options?: ReadOptions) {
    const head = await this.headNumbers(options);
    const [oldest] =
      head.seq > head.horizonSeq
        ? await this.statements.read(feedOldest, { seq: head.horizonSeq + 1 }, options)
        : [];
    return { ...head, oldestAt: oldest?.at ?? null };
  }

  encodeCursor(seq: number): string {
    return encodeCursor(this.epoch, seq);
  }

  behind(seq: number): number {
    return Math.max(0, this.known - seq);
  }

  async decodeCursor(cursor: string): Promise<number> {
    const { epoch, seq } = decodeCursor(cursor);
    const head = await this.headNumbers();
    if (epoch !== head.epoch || seq < head.horizonSeq) throw expired(head);
    if (seq > head.seq) throw badUserInput('after', 'a cursor this feed returned', cursor);
    return seq;
  }

  async after(seq: number, limit: number, options: ReadOptions = {}): Promise<readonly ChangeEvent[]> {
    for (let tries = 0; ; tries++) {
      const events = await this.readAfter(seq, limit, options);
      if (events.length > 0 || this.known <= seq) return events;
      const head = await this.headNumbers(options);
      if (head.horizonSeq > seq) throw expired(head);
      if (head.seq <= seq || tries === applyTries) return [];
      await delay(applyPauseMs);
    }
  }

  async waitForChange(seq: number, signal: AbortSignal, timeoutMs: number): Promise<void> {
    if (signal.aborted || this.isClosed || this.known > seq) return;
    if (seq > this.ring.lastSeq) this.ring.restart(seq);
    await new Promise<void>((resolve) => {
      const finish = () => {
        clearTimeout(timeout);
        signal.removeEventListener('abort', finish);
        this.waiters.delete(finish);
        this.pollWhileAwaited();
        resolve();
      };
      const timeout = setTimeout(finish, timeoutMs);
      signal.addEventListener('abort', finish, { once: true });
      this.waiters.set(finish, seq);
      this.pollWhileAwaited();
    });
  }

  /** Called after a commit of this process, by the poll timer and by other processes' hints. */
  hint(seq: number): void {
    if (seq <= this.known) return;
    this.known = seq;
    for (const [wake, awaited] of this.waiters) if (awaited < seq) wake();
  }

  /** A changed epoch voids every number this process knows. */
  learnEpoch(epoch: string): void {
    if (this.currentEpoch === epoch) return;
    const isFirst = this.currentEpoch === null;
    this.currentEpoch = epoch;
    if (isFirst) return;
    this.ring.stop();
    this.known = 0;
    for (const wake of [...this.waiters.keys()]) wake();
  }

  close(): void {
    this.isClosed = true;
    for (const wake of [...this.waiters.keys()]) wake();
  }

  async headNumbers(options?: ReadOptions): Promise<HeadRow> {
    const [row] = await this.statements.read(feedHead, {}, options);
    if (row === undefined) throw new Error('the change counter is missing: the migrations have not run');
    this.learnEpoch(row.epoch);
    this.hint(row.seq);
    return row;
  }

  private async readAfter(seq: number, limit: number, options: ReadOptions): Promise<readonly ChangeEvent[]> {
    if (this.ring.covers(seq) && seq === this.ring.lastSeq) await this.tail(seq, options.signal);
    if (this.ring.covers(seq)) return this.ring.after(seq, limit);
    return (await this.fetch(seq, limit, options)).map(({ event }) => event);
  }

  /** Brings the ring up to date; callers share one read, unless it began before they asked and found nothing. */
  private async tail(seq: number, signal: AbortSignal | undefined): Promise<void> {
    if (this.tailing !== null) {
      await this.tailing;
      throwIfAborted(signal);
      if (!this.ring.covers(seq) || this.ring.lastSeq > seq) return;
    }
    this.tailing ??= this.extendRing().finally(() => {
      this.tailing = null;
    });
    await this.tailing;
  }

  private async extendRing(): Promise<void> {
    const from = this.ring.lastSeq;
    const events = await this.fetch(from, eventsPerRead, {});
    // The ring may have been started anew while the read was under way.
    if (this.ring.covers(from) && this.ring.lastSeq === from) this.ring.append(events);
  }

  private async fetch(seq: number, limit: number, options: ReadOptions): Promise<readonly SizedEvent[]> {
    const rows = await this.statements.readList(
      feedAfter,
      { seq, limit: Math.min(limit, eventsPerRead) },
      options,
    );
    const gap = rows.findIndex((row, i) => row.seq !== seq + 1 + i);
    const events = (gap < 0 ? rows : rows.slice(0, gap)).map((row) => ({
      event: new ReadEvent(row),
      size: row.size,
    }));
    this.hint(rows.at(-1)?.seq ?? 0);
    return events;
  }

  private pollWhileAwaited(): void {
    if (this.waiters.size === 0 || this.isClosed) {
      if (this.timer !== null) clearInterval(this.timer);
      this.timer = null;
    } else if (this.timer === null) {
      this.timer = setInterval(() => {
        this.headNumbers().catch(() => {
          // The database does not answer: the next tick asks again, and a follower's own read reports it.
        });
      }, this.pollMs);
    }
  }
}

/** An event as it was read. Few readers ask for its states: their texts are parsed when the first one does. */
class ReadEvent implements ChangeEvent {
  readonly seq: number;
  readonly at: string;
  readonly actor: string;
  readonly context: string;
  readonly kind: ChangeEvent['kind'];
  readonly element: ChangeEvent['element'];
  readonly entityKind: string;
  readonly entityId: string;
  readonly sourceId: string | null;
  readonly targetId: string | null;
  readonly project: string | null;
  readonly cause: string | null;
  #before: Properties | string | null;
  #after: Properties | string | null;

  constructor(row: EventRow) {
    this.seq = row.seq;
    this.at = row.at;
    this.actor = row.actor;
    this.context = row.context;
    this.kind = row.kind;
    this.element = row.element;
    this.entityKind = row.entityKind;
    this.entityId = row.entityId;
    this.sourceId = row.sourceId;
    this.targetId = row.targetId;
    this.project = row.project;
    this.cause = row.cause;
    this.#before = row.before;
    this.#after = row.after;
  }

  get before(): Properties | null {
    if (typeof this.#before === 'string') this.#before = JSON.parse(this.#before) as Properties;
    return this.#before;
  }

  get after(): Properties | null {
    if (typeof this.#after === 'string') this.#after = JSON.parse(this.#after) as Properties;
    return this.#after;
  }
}

function expired(head: HeadRow): SheafError {
  return new SheafError('CURSOR_EXPIRED', 'the feed no longer holds the events after this cursor', {
    horizonSeq: head.horizonSeq,
    epoch: head.epoch,
  });
}
