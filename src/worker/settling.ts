/** Tells a kind that one of its tasks ended badly, and waits out a database that does not answer. */
import { setTimeout as delay } from 'node:timers/promises';
import { SheafError } from '../errors.js';
import type { Graph } from '../graph/types.js';
import { type TaskRow, taskRecord, taskSettled } from './task-rows.js';
import { systemActor } from './task-store.js';
import type { TaskHandler } from './types.js';

/** Calls `settled` for a task that ended FAILED or CANCELLED and notes that it was called. */
export async function settleTask(graph: Graph, handler: TaskHandler, row: TaskRow): Promise<void> {
  if (row.state === 'SUCCEEDED') return;
  await handler.settled?.(taskRecord(row), JSON.parse(row.input));
  await graph.unitOfWork(systemActor, 'task', (unit) => unit.run(taskSettled, { id: row.id }));
}

/** Away or too busy: the same call will be answered later. */
const passing: ReadonlySet<string> = new Set(['UNAVAILABLE', 'DEADLINE_EXCEEDED', 'INTERRUPTED']);

/**
 * Repeats `work`, which must be idempotent, until the database answers or the signal fires: the end of a
 * task is written as soon as there is somewhere to write it.
 */
export async function untilItAnswers<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const isPassing = error instanceof SheafError && passing.has(error.code);
      if (!isPassing || signal.aborted) throw error;
    }
    await delay(Math.min(1_000, 100 * 2 ** attempt), undefined, { signal });
  }
}
