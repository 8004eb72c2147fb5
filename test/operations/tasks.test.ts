import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { badUserInput, unavailable } from '../../src/errors.js';
import { openGraph, projectId } from '../../src/graph/index.js';
import type { ChangeEvent, Graph } from '../../src/graph/types.js';
import {
  createTasks,
  isFinal,
  type TaskHandler,
  type TaskRecord,
  type Tasks,
} from '../../src/worker/index.js';
import { tasksRelease } from '../../src/worker/task-rows.js';
import { condition } from '../support/condition.js';
import { testNeo4j } from '../support/neo4j.js';

let graph: Graph;
const started: Tasks[] = [];
const project = projectId(`tasks-${randomUUID().slice(0, 8)}`);

beforeAll(async () => {
  graph = await openGraph(testNeo4j());
});

afterEach(async () => {
  await Promise.all(started.splice(0).map((tasks) => tasks.stop()));
});

afterAll(async () => {
  await graph.close();
});

type Work = TaskHandler['run'];

function kind(run: Work, options: Partial<TaskHandler> = {}): TaskHandler {
  return { kind: `test-${randomUUID()}`, maxAttempts: 1, concurrency: 2, run, ...options };
}

async function queueWith(
  handlers: readonly TaskHandler[],
  options: { perProject?: number } = {},
): Promise<Tasks> {
  const tasks = createTasks(graph, { queue: randomUUID(), ...options });
  for (const handler of handlers) tasks.register(handler);
  started.push(tasks);
  await tasks.start();
  return tasks;
}

async function enqueue(
  tasks: Tasks,
  handler: TaskHandler,
  inputs: readonly unknown[],
  more: { uniqueKey?: string; priority?: number } = {},
): Promise<string[]> {
  const { value } = await graph.unitOfWork('tester', 'test', async (unit) => {
    const ids: string[] = [];
    for (const input of inputs)
      ids.push(await tasks.enqueue(unit, { kind: handler.kind, project, input, ...more }));
    return ids;
  });
  tasks.wake();
  return value;
}

async function one(tasks: Tasks, handler: TaskHandler, input: unknown = null): Promise<string> {
  const [id] = await enqueue(tasks, handler, [input]);
  if (id === undefined) throw new Error('nothing was enqueued');
  return id;
}

function ended(tasks: Tasks, id: string): Promise<TaskRecord> {
  return condition(`the end of ${id}`, async () => {
    const task = await tasks.get(id, null);
    return task !== null && isFinal(task.state) ? task : null;
  });
}

async function eventsOf(id: string, after: number): Promise<readonly ChangeEvent[]> {
  const events = await graph.feed.after(after, 1000);
  return events.filter((event) => event.entityId === id);
}

/** A promise with its resolver, for handlers that wait for the test. */
function gate(): { readonly open: () => void; readonly opened: Promise<void> } {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

describe('a task', () => {
  it('runs once with its input and keeps its result', async () => {
    const seen: unknown[] = [];
    const handler = kind(async ({ input }) => {
      seen.push(input);
      return { rows: 3 };
    });
    const tasks = await queueWith([handler]);
    const task = await ended(tasks, await one(tasks, handler, { table: 'orders' }));
    expect(seen).toEqual([{ table: 'orders' }]);
    expect(task).toMatchObject({
      state: 'SUCCEEDED',
      project,
      actor: 'tester',
      attempts: 1,
      progress: 1,
      result: { rows: 3 },
      error: null,
    });
  });

  it('exists exactly when the unit of work that asked for it commits', async () => {
    const handler = kind(async () => null);
    const tasks = await queueWith([handler]);
    let id = '';
    const refused = graph.unitOfWork('tester', null, async (unit) => {
      id = await tasks.enqueue(unit, { kind: handler.kind, project, input: null });
      throw badUserInput('x', 'y', 'z');
    });
    await expect(refused).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(await tasks.get(id, null)).toBeNull();
  });

  it('raises one event a transition, and none that shows its input', async () => {
    const handler = kind(async () => null);
    const tasks = await queueWith([handler]);
    const { seq } = await graph.feed.head();
    const id = await one(tasks, handler, { secret: 'planted' });
    await ended(tasks, id);
    const events = await eventsOf(id, seq);
    expect(events.map(({ kind: change, after }) => [change, after?.state])).toEqual([
      ['CREATED', 'QUEUED'],
      ['UPDATED', 'RUNNING'],
      ['UPDATED', 'SUCCEEDED'],
    ]);
    expect(JSON.stringify(events)).not.toContain('planted');
    expect(events.every((event) => event.context === 'operations' && event.project === project)).toBe(true);
  });

  it('reports progress at phase changes and otherwise at most once a second', async () => {
    const release = gate();
    const handler = kind(async ({ progress }) => {
      for (let i = 0; i <= 100; i++) progress(i / 200, 'READ');
      await release.opened;
    });
    const tasks = await queueWith([handler]);
    const { seq } = await graph.feed.head();
    const id = await one(tasks, handler);
    await condition('the progress', async () => (await tasks.get(id, null))?.step === 'READ' || null);
    release.open();
    await ended(tasks, id);
    const steps = (await eventsOf(id, seq)).filter(({ after }) => after?.step === 'READ' || after?.progress);
    expect(steps.length).toBeLessThanOrEqual(3);
  });

  it('coalesces with the live task of its key, and no longer once that has ended', async () => {
    const release = gate();
    const handler = kind(() => release.opened);
    const tasks = await queueWith([handler]);
    const uniqueKey = randomUUID();
    const both = await Promise.all([1, 2].map((n) => enqueue(tasks, handler, [n], { uniqueKey })));
    expect(new Set(both.flat()).size).toBe(1);
    release.open();
    const first = await ended(tasks, both[0]?.[0] ?? '');
    const [again] = await enqueue(tasks, handler, [3], { uniqueKey });
    expect(again).not.toBe(first.id);
  });

  it('is not visible outside its project', async () => {
    const handler = kind(async () => null);
    const tasks = await queueWith([handler]);
    const id = await one(tasks, handler);
    expect(await tasks.get(id, [projectId('elsewhere')])).toBeNull();
    await expect(tasks.cancel(id, 'mallory', [projectId('elsewhere')])).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('refuses an input above 64 KiB and a kind nobody handles', async () => {
    const handler = kind(async () => null);
    const tasks = await queueWith([handler]);
    await expect(one(tasks, handler, 'x'.repeat(65 * 1024))).rejects.toMatchObject({
      code: 'LIMIT_EXCEEDED',
    });
    await expect(
      one(
        tasks,
        kind(async () => null),
      ),
    ).rejects.toThrow(/no handler/);
  });
});

describe('order and limits', () => {
  it('runs no more of a kind and of a project at once than allowed', async () => {
    let running = 0;
    let most = 0;
    const release = gate();
    const handler = kind(
      async () => {
        running += 1;
        most = Math.max(most, running);
        await release.opened;
        running -= 1;
      },
      { concurrency: 3 },
    );
    const tasks = await queueWith([handler], { perProject: 2 });
    const ids = await enqueue(tasks, handler, [1, 2, 3, 4, 5]);
    await condition('two runs', async () => running === 2 || null);
    release.open();
    for (const id of ids) await ended(tasks, id);
    expect(most).toBe(2);
  });

  it('serves the more urgent first', async () => {
    const order: unknown[] = [];
    const first = gate();
    const handler = kind(
      async ({ input }) => {
        order.push(input);
        if (input === 'blocker') await first.opened;
      },
      { concurrency: 1 },
    );
    const tasks = await queueWith([handler]);
    await one(tasks, handler, 'blocker');
    await condition('the blocker', async () => order.length === 1 || null);
    const late = await enqueue(tasks, handler, ['later'], { priority: 9 });
    const soon = await enqueue(tasks, handler, ['soon'], { priority: 0 });
    first.open();
    for (const id of [...late, ...soon]) await ended(tasks, id);
    expect(order).toEqual(['blocker', 'soon', 'later']);
  });
});

describe('failure', () => {
  it('of a deterministic kind is not tried again', async () => {
    let runs = 0;
    const handler = kind(
      async () => {
        runs += 1;
        throw badUserInput('source', 'SQL', 'XML');
      },
      { maxAttempts: 5 },
    );
    const tasks = await queueWith([handler]);
    const task = await ended(tasks, await one(tasks, handler));
    expect(runs).toBe(1);
    expect(task).toMatchObject({ state: 'FAILED', attempts: 1, error: { code: 'BAD_USER_INPUT' } });
  });

  it('of a passing kind is tried again until it succeeds', async () => {
    let runs = 0;
    const handler = kind(
      async () => {
        runs += 1;
        if (runs < 2) throw unavailable('the source does not answer');
        return runs;
      },
      { maxAttempts: 3 },
    );
    const tasks = await queueWith([handler]);
    const task = await ended(tasks, await one(tasks, handler));
    expect(task).toMatchObject({ state: 'SUCCEEDED', attempts: 2, result: 2, error: null });
  });

  it('of an unknown kind shows no text of its own', async () => {
    const handler = kind(async () => {
      throw new Error('MATCH (secret) at /home/somebody');
    });
    const tasks = await queueWith([handler]);
    const { error } = await ended(tasks, await one(tasks, handler));
    expect(error?.code).toBe('INTERNAL');
    expect(error?.message).not.toMatch(/secret|home/);
  });

  it('tells the kind once the task has ended', async () => {
    const told: TaskRecord[] = [];
    const handler = kind(
      async () => {
        throw badUserInput('a', 'b', 'c');
      },
      {
        settled: async (task) => {
          told.push(task);
        },
      },
    );
    const tasks = await queueWith([handler]);
    const id = await one(tasks, handler);
    await ended(tasks, id);
    await condition('settled', async () => told.length > 0 || null);
    expect(told).toMatchObject([{ id, state: 'FAILED' }]);
  });
});

describe('cancelling', () => {
  it('ends a waiting task at once and tells its kind', async () => {
    const release = gate();
    const told: string[] = [];
    const handler = kind(() => release.opened, {
      concurrency: 1,
      settled: async ({ id }) => {
        told.push(id);
      },
    });
    const tasks = await queueWith([handler]);
    const [running, waiting] = await enqueue(tasks, handler, [1, 2]);
    await condition(
      'the first run',
      async () => (await tasks.get(running ?? '', null))?.state === 'RUNNING' || null,
    );
    const { task, cursor } = await tasks.cancel(waiting ?? '', 'tester', null);
    expect(task.state).toBe('CANCELLED');
    expect(await graph.feed.decodeCursor(cursor)).toBeGreaterThan(0);
    expect(told).toEqual([waiting]);
    release.open();
    expect((await ended(tasks, running ?? '')).state).toBe('SUCCEEDED');
    await expect(tasks.cancel(waiting ?? '', 'tester', null)).rejects.toMatchObject({
      code: 'CONFLICT',
      details: { state: 'CANCELLED' },
    });
  });

  it('stops a running task, whose later writes are refused', async () => {
    const attempts: string[] = [];
    const handler = kind(async ({ signal, unitOfWork }) => {
      try {
        await untilAborted(signal);
      } finally {
        await unitOfWork('handler', null, async () => attempts.push('written')).catch((error: unknown) => {
          attempts.push((error as { code: string }).code);
        });
      }
    });
    const tasks = await queueWith([handler]);
    const id = await one(tasks, handler);
    await condition('the run', async () => (await tasks.get(id, null))?.state === 'RUNNING' || null);
    await tasks.cancel(id, 'tester', null);
    expect((await ended(tasks, id)).state).toBe('CANCELLED');
    expect(attempts).toEqual(['INTERRUPTED']);
  });

  it('reaches a run in another process of the queue', async () => {
    const handler = kind(({ signal }) => untilAborted(signal));
    const queue = randomUUID();
    const [runner, other] = [createTasks(graph, { queue }), createTasks(graph, { queue })];
    for (const tasks of [runner, other]) tasks.register(handler);
    started.push(runner);
    await runner.start();
    const id = await one(runner, handler);
    await condition('the run', async () => (await runner.get(id, null))?.state === 'RUNNING' || null);
    await other.cancel(id, 'tester', null);
    expect((await ended(runner, id)).state).toBe('CANCELLED');
  });
});

describe('an interruption', () => {
  it('by the end of the database fails what may run only once', async () => {
    const handler = kind(({ signal }) => untilAborted(signal));
    const tasks = await queueWith([handler]);
    const id = await one(tasks, handler);
    await condition('the run', async () => (await tasks.get(id, null))?.state === 'RUNNING' || null);
    tasks.interruptRunning();
    expect(await ended(tasks, id)).toMatchObject({ state: 'FAILED', error: { code: 'INTERRUPTED' } });
  });

  it('by shutdown puts a repeatable task back, uncounted, for the next process', async () => {
    const queue = randomUUID();
    const handler = kind(({ signal }) => untilAborted(signal), { maxAttempts: 2 });
    const first = createTasks(graph, { queue });
    first.register(handler);
    await first.start();
    const id = await one(first, handler);
    await condition('the run', async () => (await first.get(id, null))?.state === 'RUNNING' || null);
    await first.stop();
    expect(await first.get(id, null)).toMatchObject({ state: 'QUEUED', attempts: 0 });
    const next = createTasks(graph, { queue });
    next.register({ ...handler, run: async () => 'done' });
    started.push(next);
    await next.start();
    expect(await ended(next, id)).toMatchObject({ state: 'SUCCEEDED', result: 'done', attempts: 1 });
  });

  it('by a lost lease leaves the end to the new holder', async () => {
    const outcomes: unknown[] = [];
    const release = gate();
    const handler = kind(async ({ unitOfWork }) => {
      await release.opened;
      await unitOfWork('handler', null, async () => outcomes.push('written')).catch((error: unknown) => {
        outcomes.push((error as { code: string }).code);
      });
    });
    const tasks = await queueWith([handler]);
    const id = await one(tasks, handler);
    await condition('the run', async () => (await tasks.get(id, null))?.state === 'RUNNING' || null);
    await graph.unitOfWork('thief', null, (unit) => unit.run(tasksRelease, { rows: [[id, false, false]] }));
    release.open();
    await condition('the outcome', async () => outcomes.length > 0 || null);
    expect(outcomes).toEqual(['INTERRUPTED']);
    expect((await tasks.get(id, null))?.state).toBe('RUNNING');
  });
});

describe('many tasks', () => {
  it('all run exactly once with two processes of one queue', async () => {
    const runs = new Map<unknown, number>();
    const handler = kind(
      async ({ input }) => {
        runs.set(input, (runs.get(input) ?? 0) + 1);
      },
      { concurrency: 8 },
    );
    const queue = randomUUID();
    const processes = [createTasks(graph, { queue }), createTasks(graph, { queue })];
    for (const tasks of processes) {
      tasks.register(handler);
      started.push(tasks);
      await tasks.start();
    }
    const [first] = processes;
    if (first === undefined) throw new Error('no queue');
    const ids = await enqueue(
      first,
      handler,
      Array.from({ length: 120 }, (_, n) => n),
    );
    for (const tasks of processes) tasks.wake();
    await condition('all runs', async () => runs.size === ids.length || null);
    for (const id of ids) expect((await ended(first, id)).state).toBe('SUCCEEDED');
    expect([...runs.values()].every((count) => count === 1)).toBe(true);
    expect(runs.size).toBe(120);
  });
});
