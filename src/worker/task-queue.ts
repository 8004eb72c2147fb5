/**
 * The in-process queue: claims waiting tasks in batches, runs them within the limits of their kind and
 * project, and writes their ends in batches. The truth is the `:Task` node; what is here can be lost.
 */

import { notFound } from '../errors.js';
import { readWhole } from '../graph/index.js';
import type { Graph, Unit } from '../graph/types.js';
import { type Log, silentLog } from '../log.js';
import { GroupCommit } from './group-commit.js';
import { ownerText } from './owner.js';
import { settleTask, untilItAnswers } from './settling.js';
import { Slots } from './slots.js';
import { Sweeper } from './sweeper.js';
import { isWholeTask, type TaskRow, taskById, taskRecord, tasksClaimable } from './task-rows.js';
import { TaskRun } from './task-run.js';
import { isFinal } from './task-states.js';
import {
  claimTasks,
  createTask,
  type Ending,
  type EndOfTask,
  endTasks,
  requestCancel,
} from './task-store.js';
import type { NewTask, TaskHandler, TaskRecord, Tasks } from './types.js';

export interface TasksOptions {
  /** Tasks of one queue are run by its processes only: `queueOfFolder(dataFolder)`. */
  readonly queue: string;
  readonly log?: Log;
  /** Running tasks of one project at most. Default 4. */
  readonly perProject?: number;
}

/** Runs shorter than this are claimed ahead: the commit of the claim would be their main cost. */
const shortRunMs = 50;
const claimAhead = 400;
const shutdownLimitMs = 20_000;

/** Creates the queue of this process; it neither claims nor sweeps before `start`. */
export function createTasks(graph: Graph, options: TasksOptions): Tasks {
  return new TaskQueue(graph, options);
}

interface Kind {
  readonly handler: TaskHandler;
  readonly slots: Slots;
  /** Moving average of run times; null before the first run. */
  meanMs: number | null;
}

class TaskQueue implements Tasks {
  readonly #graph: Graph;
  readonly #queue: string;
  readonly #owner: string;
  readonly #perProject: number;
  readonly #log: Log;
  readonly #kinds = new Map<string, Kind>();
  readonly #projectSlots = new Map<string, Slots>();
  readonly #runs = new Map<string, TaskRun>();
  readonly #concluding = new Set<Promise<void>>();
  readonly #endings: GroupCommit<Ending, readonly TaskRow[]>;
  readonly #sweeper: Sweeper;
  readonly #closing = new AbortController();
  #isStarted = false;
  #claiming: Promise<void> | null = null;
  #isWoken = false;

  constructor(graph: Graph, { queue, perProject = 4, log = silentLog }: TasksOptions) {
    this.#graph = graph;
    this.#queue = queue;
    this.#owner = ownerText(queue);
    this.#perProject = perProject;
    this.#log = log;
    this.#endings = new GroupCommit(500, (endings) =>
      untilItAnswers(
        () => endTasks(graph, endings, new Date().toISOString(), this.#ended),
        this.#closing.signal,
      ),
    );
    this.#sweeper = new Sweeper({
      graph,
      queue,
      log,
      runs: this.#runs,
      handlers: () => [...this.#kinds.values()].map(({ handler }) => handler),
      conclude: (ending) => this.#conclude(ending),
      settle: (row) => this.#settle(row),
      wake: () => this.wake(),
    });
  }

  register(handler: TaskHandler): void {
    if (this.#kinds.has(handler.kind)) throw new Error(`kind ${handler.kind} is registered already`);
    this.#kinds.set(handler.kind, { handler, slots: new Slots(handler.concurrency), meanMs: null });
  }

  async start(): Promise<void> {
    await this.#sweeper.start();
    this.#isStarted = true;
    this.wake();
  }

  enqueue(unit: Unit, task: NewTask): Promise<string> {
    const { maxAttempts } = this.#kind(task.kind).handler;
    return createTask(unit, this.#queue, task, maxAttempts, new Date().toISOString());
  }

  wake(): void {
    this.#isWoken = true;
    if (!this.#isStarted || this.#closing.signal.aborted || this.#claiming !== null) return;
    this.#isWoken = false;
    this.#claiming = this.#claim()
      .catch((error: unknown) => {
        this.#log.warn({ err: error }, 'tasks could not be claimed; the sweeper tries again');
      })
      .finally(() => {
        this.#claiming = null;
        if (this.#isWoken) this.wake();
      });
  }

  async get(id: string, projects: readonly string[] | null): Promise<TaskRecord | null> {
    const [row] = await readWhole(this.#graph, taskById, { id, projects }, isWholeTask);
    return row === undefined ? null : taskRecord(row);
  }

  async cancel(id: string, actor: string, projects: readonly string[] | null) {
    if ((await this.get(id, projects)) === null) throw notFound('task', id);
    const now = new Date().toISOString();
    const requested = requestCancel(this.#graph, id, actor, now, this.#ended);
    // Now, not afterwards: a unit of the run has the task's lock, which the request waits for.
    this.#runs.get(id)?.stop('CANCELLED', requested);
    const { value: row, cursor } = await requested;
    if (isFinal(row.state)) await this.#settle(row);
    return { task: taskRecord(row), cursor };
  }

  interruptRunning(): void {
    for (const run of this.#runs.values()) run.stop('INTERRUPTED');
  }

  async stop(): Promise<void> {
    this.#isStarted = false;
    await this.#sweeper.stop();
    await this.#claiming;
    for (const run of this.#runs.values()) run.stop('RELEASED');
    await withinLimit(Promise.all(this.#concluding), shutdownLimitMs);
    this.#closing.abort();
  }

  #kind(name: string): Kind {
    const kind = this.#kinds.get(name);
    if (kind === undefined) throw new Error(`no handler is registered for tasks of kind ${name}`);
    return kind;
  }

  /** One batch of claims over all kinds; wakes itself while there is more to take. */
  async #claim(): Promise<void> {
    const wanted: string[] = [];
    for (const kind of this.#kinds.values()) wanted.push(...(await this.#claimable(kind)));
    if (wanted.length === 0) return;
    const rows = await claimTasks(this.#graph, wanted, this.#owner, new Date().toISOString());
    for (const row of rows) this.#launch(row);
    this.#isWoken ||= rows.length > 0;
  }

  async #claimable({ handler, meanMs }: Kind): Promise<readonly string[]> {
    const isShort = meanMs !== null && meanMs < shortRunMs;
    const mine = [...this.#runs.values()].filter(({ row }) => row.kind === handler.kind).length;
    const limit = handler.concurrency + (isShort ? claimAhead : 0) - mine;
    if (limit <= 0) return [];
    const perProject = isShort ? Number.POSITIVE_INFINITY : this.#perProject;
    const running = this.#runsByProject();
    const busyProjects = [...running].filter(([, count]) => count >= perProject).map(([project]) => project);
    const rows = await this.#graph.read(tasksClaimable, {
      queue: this.#queue,
      kind: handler.kind,
      now: new Date().toISOString(),
      busyProjects,
      limit: limit * 4,
    });
    const fitting = rows.filter(({ project }) => {
      if (project === null) return true;
      const count = (running.get(project) ?? 0) + 1;
      running.set(project, count);
      return count <= perProject;
    });
    return fitting.slice(0, limit).map(({ id }) => id);
  }

  #runsByProject(): Map<string, number> {
    const counts = new Map<string, number>();
    for (const { row } of this.#runs.values()) {
      if (row.project !== null) counts.set(row.project, (counts.get(row.project) ?? 0) + 1);
    }
    return counts;
  }

  #launch(row: TaskRow): void {
    const kind = this.#kind(row.kind);
    const run = new TaskRun(this.#graph, kind.handler, row, this.#log);
    this.#runs.set(row.id, run);
    const concluded = this.#slotsOfProject(row.project)
      .with(() => kind.slots.with(() => timed(kind, run)))
      .then((ending) => (ending === null ? undefined : this.#conclude(ending)))
      .catch((error: unknown) =>
        this.#log.error({ err: error, task: row.id }, 'the end of a task was not written'),
      )
      .finally(() => {
        this.#runs.delete(row.id);
        this.#concluding.delete(concluded);
        this.wake();
      });
    this.#concluding.add(concluded);
  }

  #slotsOfProject(project: string | null): Slots {
    if (project === null) return new Slots(1);
    const slots = this.#projectSlots.get(project) ?? new Slots(this.#perProject);
    this.#projectSlots.set(project, slots);
    return slots;
  }

  async #conclude(ending: Ending): Promise<void> {
    const rows = await this.#endings.add(ending);
    const row = rows.find(({ id }) => id === ending.id);
    if (row === undefined) return;
    if (isFinal(row.state)) await this.#settle(row);
    else this.#sweeper.wakeAt(row.runAt);
  }

  /** A kind that this process does not know is none whose tasks it ends; it may cancel a waiting one. */
  readonly #ended: EndOfTask = async (row, unit) => {
    await this.#kinds.get(row.kind)?.handler.ended?.(taskRecord(row), JSON.parse(row.input), unit);
  };

  async #settle(row: TaskRow): Promise<void> {
    const { handler } = this.#kind(row.kind);
    await untilItAnswers(() => settleTask(this.#graph, handler, row), this.#closing.signal);
  }
}

async function timed(kind: Kind, run: TaskRun): Promise<Ending | null> {
  const startedAt = performance.now();
  const ending = await run.run();
  const ms = performance.now() - startedAt;
  kind.meanMs = kind.meanMs === null ? ms : 0.8 * kind.meanMs + 0.2 * ms;
  return ending;
}

async function withinLimit(work: Promise<unknown>, limitMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, limitMs);
  });
  await Promise.race([work, limit]);
  clearTimeout(timer);
}
