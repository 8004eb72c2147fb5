/** Background work: one `:Task` node a piece, its truth in the graph, claimed by a process under a lease. */

export type TaskState = 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'REJECTED' | 'FAILED' | 'CANCELLED';

export interface TaskRecord {
  readonly id: string;
  readonly kind: string;
  readonly project: string | null;
  readonly state: TaskState;
  readonly priority: number;
  readonly progress: number | null;
  readonly step: string | null;
  readonly attempts: number;
  readonly maxAttempts: number;
  readonly runAt: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly actor: string;
  readonly error: { readonly code: string; readonly message: string; readonly at: string } | null;
  readonly result: unknown;
}

export interface NewTask {
  readonly kind: string;
  /** Project id, or null. */
  readonly project: string | null;
  /** JSON, ≤ 64 KiB; larger inputs lie in the data folder and are named here by hash. */
  readonly input: unknown;
  readonly priority?: number;
  /** Equal pending tasks coalesce. */
  readonly uniqueKey?: string;
}

/** What a handler is given. Every effect must go through `unitOfWork` of this object: it checks the lease epoch. */
export interface TaskContext {
  readonly task: TaskRecord;
  readonly input: unknown;
  /** Fired by `cancelTask`, shutdown and a lost lease; the handler must stop within 10 s. */
  readonly signal: AbortSignal;
  readonly unitOfWork: import('../graph/types.js').Graph['unitOfWork'];
  /** Reported to the graph at phase changes and at most once a second. */
  progress(fraction: number | null, step: string): void;
}

export interface TaskHandler {
  readonly kind: string;
  readonly maxAttempts: number;
  readonly concurrency: number;
  run(context: TaskContext): Promise<unknown>;
  /**
   * Writes what the kind's own record says of the end, in the unit that ends the task: the two never
   * differ. Whatever the end: `run` returned or threw, cancelled before or after its claim, INTERRUPTED
   * after a crash. The unit may end other tasks as well, so this must not throw for a record that is gone.
   */
  ended?(task: TaskRecord, input: unknown, unit: import('../graph/types.js').Unit): Promise<void>;
  /**
   * Called after the task ended FAILED or CANCELLED, to clear away what it left outside the graph. At
   * least once: must be idempotent.
   */
  settled?(task: TaskRecord, input: unknown): Promise<void>;
}

export interface Tasks {
  /** Before `start`: only registered kinds are claimed, swept and settled. */
  register(handler: TaskHandler): void;
  /** Inside the unit of work that causes it: the task exists exactly when its cause does. Returns the task's id. */
  enqueue(unit: import('../graph/types.js').Unit, task: NewTask): Promise<string>;
  /** After the unit committed: wakes the in-process queue. */
  wake(): void;
  /** Interrupts what dead processes of this data folder left behind, then claims and sweeps until `stop`. */
  start(): Promise<void>;
  /** No new claims; running tasks are told to stop, at most 20 s, and go back to the queue (maxAttempts 1: FAILED, INTERRUPTED). */
  stop(): Promise<void>;
  /** The graph database is gone: running tasks end INTERRUPTED as soon as it answers again. */
  interruptRunning(): void;
  get(id: string, projects: readonly string[] | null): Promise<TaskRecord | null>;
  cancel(
    id: string,
    actor: string,
    projects: readonly string[] | null,
  ): Promise<{ readonly task: TaskRecord; readonly cursor: string }>;
}
