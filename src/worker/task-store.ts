/**
 * The state machine of tasks, one unit of work a step: QUEUED → RUNNING → SUCCEEDED, FAILED or CANCELLED,
 * and back to QUEUED for a retry. A step that comes too late (another process was faster, the lease is
 * lost) changes nothing and says so.
 */
import { randomUUID } from 'node:crypto';
import { conflict, limitExceeded, notFound } from '../errors.js';
import { taskId } from '../graph/index.js';
import type { Graph, Properties, Unit } from '../graph/types.js';
import {
  type TaskRow,
  taskByUniqueKey,
  taskEquip,
  taskFence,
  tasksByIds,
  tasksClaim,
  tasksRelease,
} from './task-rows.js';
import { isFinal } from './task-states.js';
import type { NewTask, TaskState } from './types.js';

export const maxInputBytes = 64 * 1024;
export const leaseMs = 60_000;

/** How a run of a task ended; it counts only while the lease of `epoch` holds. */
export interface Ending {
  readonly id: string;
  readonly epoch: number;
  readonly state: TaskState;
  readonly result: unknown;
  readonly error: { readonly code: string; readonly message: string } | null;
  /** For QUEUED: when it runs again. */
  readonly runAt: string | null;
  /** A release at shutdown does not count as an attempt. */
  readonly countsAttempt: boolean;
}

/** Creates the task in the unit of its cause, or returns the live one of its key. */
export async function createTask(
  unit: Unit,
  queue: string,
  task: NewTask,
  maxAttempts: number,
  now: string,
): Promise<string> {
  const input = JSON.stringify(task.input ?? null);
  const bytes = Buffer.byteLength(input);
  if (bytes > maxInputBytes) throw limitExceeded('input of a task in bytes', bytes, maxInputBytes);
  const uniqueKey = task.uniqueKey ?? null;
  const [live] = uniqueKey === null ? [] : await unit.run(taskByUniqueKey, { uniqueKey });
  if (live !== undefined) return live.id;
  const id = taskId(task.project, randomUUID());
  const properties: Properties = {
    kind: task.kind,
    state: 'QUEUED',
    priority: task.priority ?? 5,
    attempts: 0,
    maxAttempts,
    runAt: now,
    actor: unit.actor,
  };
  await unit.upsertNodes([{ id, kind: 'Task', project: task.project, parentId: null, properties }]);
  await unit.run(taskEquip, { id, input, queue, uniqueKey });
  return id;
}

/** Takes the leases of those tasks that still wait; returns them as they now are. */
export async function claimTasks(
  graph: Graph,
  ids: readonly string[],
  owner: string,
  now: string,
): Promise<readonly TaskRow[]> {
  const { value } = await graph.unitOfWork(systemActor, 'claim', async (unit) => {
    await unit.lockNodes(ids);
    const claimed = await unit.run(tasksClaim, { ids, owner, leaseMs });
    await unit.patchNodes(
      claimed.map(({ id, attempts }) => ({
        id,
        properties: { state: 'RUNNING', attempts: attempts + 1, startedAt: now, progress: null, step: null },
      })),
    );
    return await unit.run(tasksByIds, { ids: claimed.map(({ id }) => id) });
  });
  return value;
}

/** Told of each task that has ended, inside the unit that ends it. */
export type EndOfTask = (row: TaskRow, unit: Unit) => Promise<void>;

/** Ends runs of tasks; returns those whose lease still held. */
export async function endTasks(
  graph: Graph,
  endings: readonly Ending[],
  now: string,
  ended: EndOfTask,
): Promise<readonly TaskRow[]> {
  const { value } = await graph.unitOfWork(systemActor, 'task', async (unit) => {
    await unit.lockNodes(endings.map(({ id }) => id));
    const rows = await unit.run(tasksByIds, { ids: endings.map(({ id }) => id) });
    const current = new Map(rows.map((row) => [row.id, row]));
    const valid = endings.filter(({ id, epoch }) => {
      const row = current.get(id);
      return row?.state === 'RUNNING' && row.leaseEpoch === epoch;
    });
    return await applyEndings(unit, valid, current, now, ended);
  });
  return value;
}

/** The tasks as they are afterwards. */
async function applyEndings(
  unit: Unit,
  endings: readonly Ending[],
  current: ReadonlyMap<string, TaskRow>,
  now: string,
  ended: EndOfTask,
): Promise<readonly TaskRow[]> {
  await unit.patchNodes(
    endings.map((ending) => ({
      id: ending.id,
      properties: endedProperties(ending, current.get(ending.id)?.attempts ?? 0, now),
    })),
  );
  await unit.run(tasksRelease, {
    rows: endings.map(
      ({ id, state }) => [id, isFinal(state), isFinal(state) && state !== 'SUCCEEDED'] as const,
    ),
  });
  const rows = await unit.run(tasksByIds, { ids: endings.map(({ id }) => id) });
  for (const row of rows) if (isFinal(row.state)) await ended(row, unit);
  return rows;
}

function endedProperties(ending: Ending, attempts: number, now: string): Properties {
  const { state, error, result, runAt, countsAttempt } = ending;
  return {
    state,
    errorCode: error?.code ?? null,
    errorMessage: error?.message ?? null,
    errorAt: error === null ? null : now,
    attempts: countsAttempt ? attempts : Math.max(0, attempts - 1),
    ...(isFinal(state)
      ? { finishedAt: now }
      : { runAt: runAt ?? now, startedAt: null, step: null, progress: null }),
    ...(state === 'SUCCEEDED' ? { progress: 1, result: JSON.stringify(result ?? null) } : {}),
  };
}

/** Cancels a waiting task, or asks the holder of a running one to stop. CONFLICT in a final state. */
export async function requestCancel(graph: Graph, id: string, actor: string, now: string, ended: EndOfTask) {
  return await graph.unitOfWork(actor, 'cancelTask', async (unit) => {
    await unit.lockNodes([id]);
    const [row] = await unit.run(tasksByIds, { ids: [id] });
    if (row === undefined) throw notFound('task', id);
    if (isFinal(row.state)) throw conflict(`task ${id} is ${row.state} already`, { state: row.state });
    if (row.state !== 'RUNNING') {
      const ending = cancelled(id, row.leaseEpoch);
      const [after] = await applyEndings(unit, [ending], new Map([[id, row]]), now, ended);
      return after ?? row;
    }
    await unit.patchNodes([{ id, properties: { cancelRequestedAt: now } }]);
    const [after] = await unit.run(tasksByIds, { ids: [id] });
    return after ?? row;
  });
}

export function cancelled(id: string, epoch: number): Ending {
  return { id, epoch, state: 'CANCELLED', result: null, error: null, runAt: null, countsAttempt: true };
}

/** Whether the lease holds; if so it does to the end of the unit, which has the lock of the task from here on. */
export async function holdsLease(unit: Unit, id: string, leaseEpoch: number): Promise<boolean> {
  return (await unit.run(taskFence, { id, leaseEpoch })).length > 0;
}

export const systemActor = 'system';
