/**
 * Worker threads for work that would hold up the event loop: parsing, mostly. A job that runs too long or
 * takes too much memory costs its thread and fails by itself; the pool starts a new one and goes on.
 */
import { type TransferListItem, Worker } from 'node:worker_threads';
import { SheafError } from '../errors.js';
import type { ThreadEntry } from './thread.js';
import type { JobMessage, JobReply, ThreadReady } from './thread-protocol.js';

export interface ThreadPoolOptions {
  readonly entry: ThreadEntry;
  /** Threads at most; they start on demand. */
  readonly threads: number;
  /** A job that takes longer is ended with its thread: DEADLINE_EXCEEDED. Default 10 s. */
  readonly deadlineMs?: number;
  /** Heap of a thread in MiB; a job that needs more is ended: LIMIT_EXCEEDED. Default 512. */
  readonly memoryMiB?: number;
  /** Given to each thread once, as `workerData`. */
  readonly workerData?: unknown;
}

export interface JobOptions {
  readonly signal?: AbortSignal;
  readonly transfer?: readonly TransferListItem[];
  /** Instead of the pool's. */
  readonly deadlineMs?: number;
}

interface Job {
  readonly id: number;
  readonly input: unknown;
  readonly transfer: readonly TransferListItem[];
  readonly deadlineMs: number;
  readonly signal: AbortSignal | undefined;
  readonly resolve: (output: unknown) => void;
  readonly reject: (error: unknown) => void;
  readonly onAbort: () => void;
}

interface Thread {
  readonly worker: Worker;
  job: Job | null;
  timer: NodeJS.Timeout | null;
  /** Whether its modules are loaded: only then does a job's time run. */
  isReady: boolean;
}

/** A thread whose modules are not loaded by then never will be. */
const startLimitMs = 60_000;

/** A pool of equal threads; each runs one job at a time, waiting jobs are served in order. */
export class ThreadPool<Input, Output> {
  readonly #options: ThreadPoolOptions;
  readonly #threads = new Set<Thread>();
  readonly #waiting: Job[] = [];
  #lastId = 0;
  #closed = false;

  constructor(options: ThreadPoolOptions) {
    if (!Number.isInteger(options.threads) || options.threads < 1) {
      throw new RangeError(`threads: expected an integer ≥ 1, got ${options.threads}`);
    }
    this.#options = options;
  }

  /**
   * Runs one job. Rejects with DEADLINE_EXCEEDED or LIMIT_EXCEEDED when it was ended, with INTERNAL when
   * its thread died, with the signal's reason when aborted, else with what the job threw.
   */
  run(input: Input, options: JobOptions = {}): Promise<Output> {
    const { signal } = options;
    if (this.#closed) return Promise.reject(new Error('the thread pool is closed'));
    if (signal?.aborted === true) return Promise.reject(signal.reason);
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise<unknown>((resolve, reject) => {
      const job: Job = {
        id,
        input,
        transfer: options.transfer ?? [],
        deadlineMs: options.deadlineMs ?? this.#options.deadlineMs ?? 10_000,
        signal,
        resolve,
        reject,
        onAbort: () => this.#abort(job),
      };
      signal?.addEventListener('abort', job.onAbort, { once: true });
      this.#waiting.push(job);
      this.#serve();
    }) as Promise<Output>;
  }

  /** Ends all threads; jobs that have not ended are rejected. */
  async close(): Promise<void> {
    this.#closed = true;
    const gone = new Error('the thread pool is closed');
    for (const job of this.#waiting.splice(0)) settle(job, () => job.reject(gone));
    await Promise.all([...this.#threads].map((thread) => this.#end(thread, gone)));
  }

  #serve(): void {
    while (this.#waiting.length > 0) {
      const thread = this.#idleThread();
      const job = thread === null ? undefined : this.#waiting.shift();
      if (thread === null || job === undefined) return;
      this.#start(thread, job);
    }
  }

  #idleThread(): Thread | null {
    for (const thread of this.#threads) if (thread.job === null) return thread;
    return this.#threads.size < this.#options.threads ? this.#startThread() : null;
  }

  #startThread(): Thread {
    const { entry, memoryMiB = 512, workerData } = this.#options;
    const worker = new Worker(entry.url, {
      execArgv: entry.execArgv,
      workerData,
      resourceLimits: { maxOldGenerationSizeMb: memoryMiB },
    });
    const thread: Thread = { worker, job: null, timer: null, isReady: false };
    worker.on('message', (message: JobReply | ThreadReady) => {
      if ('ready' in message) this.#ready(thread);
      else this.#answered(thread, message);
    });
    worker.on('messageerror', (error) => void this.#end(thread, error));
    worker.on('error', (error) => void this.#end(thread, threadError(error, memoryMiB)));
    worker.on('exit', (code) => {
      void this.#end(thread, new Error(`a worker thread ended with code ${code}`));
    });
    worker.unref();
    this.#threads.add(thread);
    return thread;
  }

  #start(thread: Thread, job: Job): void {
    thread.job = job;
    thread.worker.ref();
    this.#time(thread, job, thread.isReady ? job.deadlineMs : startLimitMs);
    const message: JobMessage = { id: job.id, input: job.input };
    try {
      thread.worker.postMessage(message, [...job.transfer]);
    } catch (error) {
      this.#free(thread);
      settle(job, () => job.reject(error));
    }
  }

  #ready(thread: Thread): void {
    thread.isReady = true;
    if (thread.job !== null) this.#time(thread, thread.job, thread.job.deadlineMs);
  }

  #time(thread: Thread, job: Job, limitMs: number): void {
    if (thread.timer !== null) clearTimeout(thread.timer);
    thread.timer = setTimeout(() => {
      void this.#end(thread, deadlineError(job.deadlineMs));
    }, limitMs);
  }

  #answered(thread: Thread, reply: JobReply): void {
    const { job } = thread;
    if (job === null || job.id !== reply.id) return;
    this.#free(thread);
    settle(job, () => (reply.ok ? job.resolve(reply.output) : job.reject(received(reply))));
    this.#serve();
  }

  #free(thread: Thread): void {
    if (thread.timer !== null) clearTimeout(thread.timer);
    thread.timer = null;
    thread.job = null;
    thread.worker.unref();
  }

  /** A thread cannot be interrupted, only ended: its job fails with `error`, waiting jobs get a new thread. */
  async #end(thread: Thread, error: unknown): Promise<void> {
    if (!this.#threads.delete(thread)) return;
    const { job } = thread;
    if (thread.timer !== null) clearTimeout(thread.timer);
    if (job !== null) settle(job, () => job.reject(error));
    if (!this.#closed) this.#serve();
    await thread.worker.terminate();
  }

  #abort(job: Job): void {
    const waiting = this.#waiting.indexOf(job);
    if (waiting >= 0) {
      this.#waiting.splice(waiting, 1);
      settle(job, () => job.reject(job.signal?.reason));
    }
    for (const thread of this.#threads) {
      if (thread.job === job) void this.#end(thread, job.signal?.reason);
    }
  }
}

function settle(job: Job, outcome: () => void): void {
  job.signal?.removeEventListener('abort', job.onAbort);
  outcome();
}

function received(reply: Extract<JobReply, { readonly ok: false }>): Error {
  if ('thrown' in reply) return reply.thrown;
  const { code, message, details } = reply.refused;
  return new SheafError(code, message, details);
}

function deadlineError(deadlineMs: number): SheafError {
  return new SheafError('DEADLINE_EXCEEDED', `the work took longer than ${deadlineMs} ms`, { deadlineMs });
}

function threadError(error: unknown, memoryMiB: number): unknown {
  if ((error as NodeJS.ErrnoException).code !== 'ERR_WORKER_OUT_OF_MEMORY') return error;
  const details = { limit: 'memory', maximum: memoryMiB };
  return new SheafError('LIMIT_EXCEEDED', `the work needs more than ${memoryMiB} MiB`, details, {
    cause: error,
  });
}
