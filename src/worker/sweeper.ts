/**
 * What nobody else looks after: tasks of dead processes, leases that ran out, cancellations asked for
 * elsewhere, ends their kind was not told of, and retries whose time has come.
 */

import { SheafError } from '../errors.js';
import type { Graph } from '../graph/types.js';
import type { Log } from '../log.js';
import { isDeadOwner } from './owner.js';
import {
  type Owned,
  type TaskRow,
  taskRenew,
  tasksHeartbeat,
  tasksLeaseExpired,
  tasksRunningOfQueue,
  tasksUnsettled,
} from './task-rows.js';
import { interruptedEnding, type TaskRun } from './task-run.js';
import { type Ending, leaseMs, systemActor } from './task-store.js';
import type { TaskHandler } from './types.js';

const sweepMs = 30_000;
const heartbeatMs = 2_000;
const renewMs = 20_000;
/** An end is told within moments; after this time its process is gone. */
const unsettledMs = 60_000;
const heartbeatTimeoutMs = 5_000;

export interface SweeperOptions {
  readonly graph: Graph;
  readonly queue: string;
  readonly log: Log;
  /** Runs of this process, by task. */
  readonly runs: ReadonlyMap<string, TaskRun>;
  readonly handlers: () => readonly TaskHandler[];
  readonly conclude: (ending: Ending) => Promise<void>;
  readonly settle: (row: TaskRow) => Promise<void>;
  readonly wake: () => void;
}

export class Sweeper {
  readonly #options: SweeperOptions;
  readonly #renewedAt = new Map<string, number>();
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #working = new Set<Promise<void>>();
  #isStopped = false;

  constructor(options: SweeperOptions) {
    this.#options = options;
  }

  /** Interrupts at once what dead processes of this queue left, then goes on in the background. */
  async start(): Promise<void> {
    await this.#interruptOrphans();
    await this.#settleLeftOver(0);
    this.#every(sweepMs, () => this.#sweep());
    this.#every(heartbeatMs, () => this.#heartbeat());
  }

  wakeAt(time: string): void {
    const waitMs = Math.max(0, Date.parse(time) - Date.now());
    // A later time is left to the sweep, whose period bounds the delay.
    if (waitMs > sweepMs || this.#isStopped) return;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#options.wake();
    }, waitMs);
    this.#timers.add(timer.unref());
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    for (const timer of this.#timers) clearTimeout(timer);
    await Promise.allSettled(this.#working);
  }

  #every(periodMs: number, work: () => Promise<void>): void {
    if (this.#isStopped) return;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      const working = work()
        .catch((error: unknown) =>
          this.#options.log.warn({ err: error }, 'the sweep of tasks did not finish'),
        )
        .finally(() => {
          this.#working.delete(working);
          this.#every(periodMs, work);
        });
      this.#working.add(working);
    }, periodMs);
    this.#timers.add(timer.unref());
  }

  async #sweep(): Promise<void> {
    await this.#interruptOrphans();
    const expired = await this.#options.graph.read(tasksLeaseExpired, { kinds: this.#kinds() });
    await this.#interrupt(expired.filter(({ id }) => !this.#options.runs.has(id)));
    await this.#settleLeftOver(unsettledMs);
    this.#options.wake();
  }

  async #interruptOrphans(): Promise<void> {
    const { graph, queue } = this.#options;
    const running = await graph.read(tasksRunningOfQueue, { queue, kinds: this.#kinds() });
    await this.#interrupt(running.filter(({ leaseOwner }) => isDeadOwner(leaseOwner, queue)));
  }

  async #interrupt(tasks: readonly Owned[]): Promise<void> {
    await Promise.all(tasks.map((task) => this.#options.conclude(interruptedEnding(task))));
  }

  async #settleLeftOver(olderThanMs: number): Promise<void> {
    const { graph, queue, settle } = this.#options;
    const left = await graph.read(tasksUnsettled, { olderThanMs, kinds: this.#kinds(), queue });
    for (const row of left) await settle(row);
  }

  /** A database that does not answer here has lost what the runs were writing: they are not carried on. */
  async #heartbeat(): Promise<void> {
    const { graph, runs } = this.#options;
    if (runs.size === 0) return;
    const leases = [...runs.values()].map(({ row }) => [row.id, row.leaseEpoch] as const);
    try {
      for (const { id, held, cancelRequested } of await graph.read(
        tasksHeartbeat,
        { leases },
        { timeoutMs: heartbeatTimeoutMs },
      )) {
        if (!held) runs.get(id)?.stop('LOST');
        else if (cancelRequested) runs.get(id)?.stop('CANCELLED');
      }
    } catch (error) {
      if (!(error instanceof SheafError) || error.code !== 'UNAVAILABLE') throw error;
      for (const { row } of runs.values()) runs.get(row.id)?.stop('INTERRUPTED');
      return;
    }
    this.#renew([...runs.values()].map(({ row }) => row));
  }

  /** One unit a task: a run that holds its task's lock for a long write must not hold up the others. */
  #renew(rows: readonly TaskRow[]): void {
    const now = Date.now();
    const held = new Set(rows.map(({ id }) => id));
    for (const id of this.#renewedAt.keys()) if (!held.has(id)) this.#renewedAt.delete(id);
    for (const { id, leaseEpoch } of rows) {
      const renewedAt = this.#renewedAt.get(id);
      this.#renewedAt.set(id, renewedAt === undefined || now - renewedAt >= renewMs ? now : renewedAt);
      if (renewedAt === undefined || now - renewedAt < renewMs) continue;
      const working = this.#options.graph
        .unitOfWork(systemActor, 'task', (unit) => unit.run(taskRenew, { id, leaseEpoch, leaseMs }))
        .then(() => undefined)
        .catch((error: unknown) =>
          this.#options.log.warn({ err: error, task: id }, 'a lease was not renewed'),
        )
        .finally(() => this.#working.delete(working));
      this.#working.add(working);
    }
  }

  #kinds(): readonly string[] {
    return this.#options.handlers().map(({ kind }) => kind);
  }
}
