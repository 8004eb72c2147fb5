/** The last events of the feed, without a gap: at most 20,000 of them or 64 MiB. */
import type { ChangeEvent } from './types.js';

export interface SizedEvent {
  readonly event: ChangeEvent;
  /** Bytes of `before` and `after`; the rest of an event is taken as 512. */
  readonly size: number;
}

const maxEvents = 20_000;
const maxBytes = 64 * 1024 * 1024;
const overheadBytes = 512;

export class Ring {
  private items: (SizedEvent | undefined)[] = [];
  /** Index of the oldest event in `items`; the dropped ones before it go in bulk. */
  private start = 0;
  private bytes = 0;
  /** Number before the oldest event; null until the ring is started. */
  private base: number | null = null;

  /** Number of the newest event, or the number the ring was started at. */
  get lastSeq(): number {
    return (this.base ?? -1) + this.items.length - this.start;
  }

  /** Whether the events after `seq`, as far as the ring knows them, are all in it. */
  covers(seq: number): boolean {
    return this.base !== null && seq >= this.base && seq <= this.lastSeq;
  }

  /** Empties the ring; the next event appended must be `seq + 1`. */
  restart(seq: number): void {
    this.items = [];
    this.start = 0;
    this.bytes = 0;
    this.base = seq;
  }

  stop(): void {
    this.restart(0);
    this.base = null;
  }

  append(events: readonly SizedEvent[]): void {
    for (const item of events) {
      if (item.event.seq !== this.lastSeq + 1)
        throw new Error('the ring takes events in order and without a gap');
      this.items.push(item);
      this.bytes += item.size + overheadBytes;
      while (this.items.length - this.start > maxEvents || this.bytes > maxBytes) this.drop();
    }
  }

  after(seq: number, limit: number): readonly ChangeEvent[] {
    const from = this.start + seq - (this.base ?? 0);
    const found: ChangeEvent[] = [];
    for (const item of this.items.slice(from, from + limit)) if (item !== undefined) found.push(item.event);
    return found;
  }

  private drop(): void {
    const oldest = this.items[this.start];
    this.items[this.start] = undefined;
    this.start++;
    this.base = (this.base ?? 0) + 1;
    this.bytes -= (oldest?.size ?? 0) + overheadBytes;
    if (this.start > maxEvents) {
      this.items = this.items.slice(this.start);
      this.start = 0;
    }
  }
}
