/** How late the event loop is, over the last minute or two whoever asks and however often. */
import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';

const windowMs = 60_000;
/** A window younger than this holds too few samples for a 99th percentile: the one before it speaks. */
const youngMs = 10_000;

export interface LoopDelay {
  /** 99th percentile of the delay in ms. */
  readonly p99Ms: number;
  readonly samples: number;
}

export class EventLoopDelay {
  readonly #histogram: IntervalHistogram;
  readonly #now: () => number;
  #beganAt: number;
  #before: LoopDelay | null = null;

  /** Measures from here on until `close`. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
    this.#histogram = monitorEventLoopDelay({ resolution: 20 });
    this.#histogram.enable();
    this.#beganAt = now();
  }

  /** null before the first sample. */
  latest(): LoopDelay | null {
    const ageMs = this.#now() - this.#beganAt;
    if (this.#before !== null && ageMs < youngMs) return this.#before;
    const samples = this.#histogram.count;
    if (samples === 0) return this.#before;
    const delay = { p99Ms: this.#histogram.percentile(99) / 1e6, samples };
    if (ageMs >= windowMs) {
      this.#before = delay;
      this.#histogram.reset();
      this.#beganAt = this.#now();
    }
    return delay;
  }

  close(): void {
    this.#histogram.disable();
  }
}
