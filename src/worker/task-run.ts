/** One run of one task in this process: calls its handler under a lease and says how it ended. */

import { SheafError } from '../errors.js';
import type { Graph } from '../graph/types.js';
import type { Log } from '../log.js';
import { isWorthRetrying, retryDelayMs } from './policy.js';
import { ProgressReporter } from './progress.js';
import { type TaskRow, taskById, taskRecord } from './task-rows.js';
import { cancelled, type Ending, holdsLease } from './task-store.js';
import type { TaskContext, TaskHandler } from './types.js';

/** A handler that does not stop by then is left behind: its lease is gone, it can write nothing more. */
const stopLimitMs = 10_000;

/** Why a run is told to stop. */
export type StopCause = 'CANCELLED' | 'INTERRUPTED' | 'RELEASED' | 'LOST';

export class TaskRun {
  readonly row: TaskRow;
  readonly #handler: TaskHandler;
  readonly #graph: Graph;
  readonly #abort = new AbortController();
  readonly #progress: ProgressReporter;
  readonly #log: Log;
  #cause: StopCause | null = null;
  #noted: Promise<unknown> = Promise.resolve();
  #overdue: () => void = () => {};

  constructor(graph: Graph, handler: TaskHandler, row: TaskRow, log: Log) {
    this.#graph = graph;
    this.#handler = handler;
    this.row = row;
    this.#log = log;
    this.#progress = new ProgressReporter(graph, row.id, row.leaseEpoch, (error) => {
      log.warn({ err: error, task: row.id }, 'progress of a task was not written');
    });
  }

  /** Asks the handler to stop; the first cause counts. The run does not end before `noted` is settled. */
  stop(cause: StopCause, noted?: Promise<unknown>): void {
    if (this.#cause !== null) return;
    this.#cause = cause;
    this.#noted = Promise.allSettled([noted]);
    this.#abort.abort(stopReason(cause));
    setTimeout(() => this.#overdue(), stopLimitMs).unref();
  }

  /** Runs to the end; null when the lease is lost and the end is somebody else's to write. */
  async run(): Promise<Ending | null> {
    if (this.#cause !== null) return this.#unstarted(this.#cause);
    const overdue = new Promise<'OVERDUE'>((resolve) => {
      this.#overdue = () => resolve('OVERDUE');
    });
    try {
      const result = await Promise.race([this.#handler.run(this.#context()), overdue]);
      if (result !== 'OVERDUE') return this.#succeeded(result);
      this.#log.error({ task: this.row.id, kind: this.row.kind }, 'a task did not stop within 10 s');
      return this.#failed(this.#abort.signal.reason);
    } catch (error) {
      if (await this.#isGraphLost(error)) this.stop('INTERRUPTED');
      if (this.#cause === null) this.#log.warn({ err: error, task: this.row.id }, 'a task failed');
      return this.#failed(error);
    } finally {
      await this.#progress.close();
      await this.#noted;
    }
  }

  /** A source that does not answer is the run's failure; a graph that does not answer interrupts it. */
  async #isGraphLost(error: unknown): Promise<boolean> {
    if (!(error instanceof SheafError) || error.code !== 'UNAVAILABLE') return false;
    try {
      await this.#graph.read(taskById, { id: this.row.id, projects: null }, { timeoutMs: 2_000 });
      return false;
    } catch {
      return true;
    }
  }

  #context(): TaskContext {
    const { row } = this;
    const { signal } = this.#abort;
    return {
      task: taskRecord(row),
      input: JSON.parse(row.input),
      signal,
      progress: (fraction, step) => this.#progress.report(fraction, step),
      unitOfWork: async (actor, cause, work, options) => {
        const fenced: typeof work = async (unit) => {
          if (!(await holdsLease(unit, row.id, row.leaseEpoch))) {
            this.stop('LOST');
            throw stopReason('LOST');
          }
          return await work(unit);
        };
        return await this.#graph.unitOfWork(actor, cause, fenced, {
          signal,
          survivesDisconnect: false,
          ...options,
        });
      },
    };
  }

  /** Told to stop while it waited for a slot: nothing has happened, so another attempt loses nothing. */
  #unstarted(cause: StopCause): Ending | null {
    if (cause === 'LOST') return null;
    if (cause === 'CANCELLED') return cancelled(this.row.id, this.row.leaseEpoch);
    return { ...this.#ending(), state: 'QUEUED', result: null, countsAttempt: false };
  }

  #succeeded(result: unknown): Ending {
    return { ...this.#ending(), state: 'SUCCEEDED', result };
  }

  #failed(error: unknown): Ending | null {
    switch (this.#cause) {
      case 'LOST':
        return null;
      case 'CANCELLED':
        return cancelled(this.row.id, this.row.leaseEpoch);
      case 'RELEASED':
        return releasedEnding(this.row);
      default:
        return failedEnding(this.row, this.#cause === 'INTERRUPTED' ? stopReason('INTERRUPTED') : error);
    }
  }

  #ending(): Omit<Ending, 'state' | 'result'> {
    return { id: this.row.id, epoch: this.row.leaseEpoch, error: null, runAt: null, countsAttempt: true };
  }
}

type Attempted = Pick<TaskRow, 'id' | 'leaseEpoch' | 'attempts' | 'maxAttempts'>;

/** FAILED, or QUEUED again when another attempt is worth it. */
export function failedEnding(row: Attempted, error: unknown): Ending {
  const { id, leaseEpoch: epoch, attempts, maxAttempts } = row;
  const known = error instanceof SheafError ? error : null;
  const code = known?.code ?? 'INTERNAL';
  const shown = { code, message: known?.message ?? 'the task failed: see the log' };
  if (!isWorthRetrying(code, attempts, maxAttempts)) {
    return { id, epoch, state: 'FAILED', result: null, error: shown, runAt: null, countsAttempt: true };
  }
  const runAt = new Date(Date.now() + retryDelayMs(attempts, Math.random())).toISOString();
  return { id, epoch, state: 'QUEUED', result: null, error: shown, runAt, countsAttempt: true };
}

/** At shutdown: back to the queue for another process, unless the kind is never run twice. */
export function releasedEnding(row: Attempted): Ending {
  if (row.maxAttempts === 1) return failedEnding(row, stopReason('RELEASED'));
  const { id, leaseEpoch: epoch } = row;
  return { id, epoch, state: 'QUEUED', result: null, error: null, runAt: null, countsAttempt: false };
}

export function interruptedEnding(row: Attempted): Ending {
  return failedEnding(row, stopReason('INTERRUPTED'));
}

function stopReason(cause: StopCause): SheafError {
  const reasons: Readonly<Record<StopCause, string>> = {
    CANCELLED: 'the task was cancelled',
    INTERRUPTED: 'the process or the database ended while the task ran',
    RELEASED: 'the server was stopped while the task ran',
    LOST: 'another process holds the task now',
  };
  return new SheafError('INTERRUPTED', reasons[cause]);
}
