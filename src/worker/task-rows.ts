/** Tasks as they are stored: the statements that read and write them, and the record they stand for. */
import { defineQuery } from '../graph/index.js';
import { isWhole } from './task-states.js';
import type { TaskRecord, TaskState } from './types.js';

export interface TaskRow {
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
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
  readonly errorAt: string | null;
  readonly result: string | null;
  readonly input: string;
  readonly leaseOwner: string | null;
  readonly leaseEpoch: number;
}

/** What a reader is shown; the input may be long and is the handler's alone. */
type ShownRow = Omit<TaskRow, 'input' | 'leaseOwner' | 'leaseEpoch'>;

const shownColumns = [
  'id',
  'kind',
  'project',
  'state',
  'priority',
  'progress',
  'step',
  'attempts',
  'maxAttempts',
  'runAt',
  'startedAt',
  'finishedAt',
  'actor',
  'errorCode',
  'errorMessage',
  'errorAt',
  'result',
] as const satisfies readonly (keyof ShownRow)[];
export const taskColumns = [
  ...shownColumns,
  'input',
  'leaseOwner',
  'leaseEpoch',
] as const satisfies readonly (keyof TaskRow)[];

export function taskRecord(row: ShownRow & Partial<TaskRow>): TaskRecord {
  const {
    errorCode,
    errorMessage,
    errorAt,
    result,
    input: _,
    leaseOwner: __,
    leaseEpoch: ___,
    ...rest
  } = row;
  const error =
    errorCode === null || errorAt === null
      ? null
      : { code: errorCode, message: errorMessage ?? '', at: errorAt };
  return { ...rest, error, result: result === null ? null : JSON.parse(result) };
}

export interface Ids {
  readonly ids: readonly string[];
}
export interface Id {
  readonly id: string;
}
export interface Owned extends Id {
  readonly leaseOwner: string | null;
  readonly leaseEpoch: number;
  readonly attempts: number;
  readonly maxAttempts: number;
}

const ownedColumns = [
  'id',
  'leaseOwner',
  'leaseEpoch',
  'attempts',
  'maxAttempts',
] as const satisfies readonly (keyof Owned)[];

/** Whether a row shows all of its task's end; see `readWhole`. */
export function isWholeTask({ state, finishedAt, errorCode }: ShownRow): boolean {
  return isWhole(state, finishedAt, errorCode);
}

export const taskById = defineQuery<Id & { readonly projects: readonly string[] | null }, TaskRow>(
  'operations/task-by-id',
  taskColumns,
);
export const tasksShown = defineQuery<Ids & { readonly projects: readonly string[] | null }, ShownRow>(
  'operations/tasks-shown',
  shownColumns,
);
export const tasksByIds = defineQuery<Ids, TaskRow>('operations/tasks-by-ids', taskColumns);
export const taskByUniqueKey = defineQuery<{ readonly uniqueKey: string }, Id>(
  'operations/task-by-unique-key',
  ['id'],
);
export const taskEquip = defineQuery<
  Id & { readonly input: string; readonly queue: string; readonly uniqueKey: string | null },
  Id
>('operations/task-equip', ['id']);
export const tasksClaimable = defineQuery<
  {
    readonly queue: string;
    readonly kind: string;
    readonly now: string;
    readonly busyProjects: readonly string[];
    readonly limit: number;
  },
  Id & { readonly project: string | null }
>('operations/tasks-claimable', ['id', 'project']);
export const tasksClaim = defineQuery<
  Ids & { readonly owner: string; readonly leaseMs: number },
  Id & { readonly attempts: number }
>('operations/tasks-claim', ['id', 'attempts']);
export const taskFence = defineQuery<Id & { readonly leaseEpoch: number }, Id>('operations/task-fence', [
  'id',
]);
export const taskRenew = defineQuery<Id & { readonly leaseEpoch: number; readonly leaseMs: number }, Id>(
  'operations/task-renew',
  ['id'],
);
export const tasksHeartbeat = defineQuery<
  { readonly leases: readonly (readonly [string, number])[] },
  Id & { readonly held: boolean; readonly cancelRequested: boolean }
>('operations/tasks-heartbeat', ['id', 'held', 'cancelRequested']);
export const tasksRelease = defineQuery<
  { readonly rows: readonly (readonly [id: string, isFinal: boolean, isUnsettled: boolean])[] },
  Id
>('operations/tasks-release', ['id']);
export const taskSettled = defineQuery<Id, Id>('operations/task-settled', ['id']);
export const tasksUnsettled = defineQuery<
  { readonly olderThanMs: number; readonly kinds: readonly string[]; readonly queue: string },
  TaskRow
>('operations/tasks-unsettled', taskColumns);
export const tasksRunningOfQueue = defineQuery<
  { readonly queue: string; readonly kinds: readonly string[] },
  Owned
>('operations/tasks-running-of-queue', ownedColumns);
export const tasksLeaseExpired = defineQuery<{ readonly kinds: readonly string[] }, Owned>(
  'operations/tasks-lease-expired',
  ownedColumns,
);
