/** Reads of tasks: pages, and the changes of one as the feed shows them. */
import type { Reader } from '../catalog/index.js';
import { badUserInput, limitExceeded, notFound } from '../errors.js';
import { connection, defineQuery, follow, type PageArguments, readWhole } from '../graph/index.js';
import type { ChangeEvent, Graph, ReadOptions } from '../graph/types.js';
import {
  isFinal,
  isWholeTask,
  type TaskRecord,
  type TaskRow,
  type TaskState,
  type Tasks,
  taskColumns,
  taskRecord,
  tasksShown,
} from '../worker/index.js';

interface PageRow extends TaskRow {
  readonly createdAt: string;
}

interface PageFilter {
  readonly projects: readonly string[] | null;
  readonly states: readonly TaskState[] | null;
  readonly kinds: readonly string[] | null;
}

interface PageParams extends PageFilter {
  readonly createdAt: string;
  readonly id: string;
  readonly limit: number;
}

const pageColumns = [...taskColumns, 'createdAt'] as const;
const tasksPage = defineQuery<PageParams, PageRow>('operations/tasks-page', pageColumns);
const tasksPageOfProject = defineQuery<PageParams & { readonly project: string }, PageRow>(
  'operations/tasks-page-of-project',
  pageColumns,
);

export interface TaskFilter extends PageFilter {
  readonly project: string | null;
}

/** Length of the sort key of a page of tasks: (createdAt, id). */
export const taskKeyLength = 2;
const mostKinds = 50;
/** After every time that will be stored. */
const endOfTime = '9999';

/** A page of tasks, newest first. One statement; cost grows with what the filters skip. */
export async function taskPage(graph: Graph, filter: TaskFilter, page: PageArguments, options: ReadOptions) {
  if (filter.kinds !== null && filter.kinds.length > mostKinds) {
    throw limitExceeded('kinds', filter.kinds.length, mostKinds);
  }
  const { project, ...rest } = filter;
  const [createdAt, id] = page.after ?? [endOfTime, ''];
  if (typeof createdAt !== 'string' || typeof id !== 'string') {
    throw badUserInput('after', 'a cursor this list returned', page.after);
  }
  const params = { ...rest, createdAt, id, limit: page.first + 1 };
  const rows =
    project === null
      ? await readWhole(graph, tasksPage, params, isWholeTask, options)
      : await readWhole(graph, tasksPageOfProject, { ...params, project }, isWholeTask, options);
  return connection(rows, page, taskRecord, (row) => [row.createdAt, row.id]);
}

/** A task the caller may read; tasks asked for together share one statement. */
export function taskOf(reader: Reader, id: string): Promise<TaskRecord | null> {
  const loader = reader.loader<string, TaskRecord | null>('operations.tasks', async (ids) => {
    const rows = await readWhole(
      reader.graph,
      tasksShown,
      { ids, projects: reader.projects },
      isWholeTask,
      reader.readOptions(),
    );
    const tasks = new Map(rows.map((row) => [row.id, taskRecord(row)]));
    return ids.map((wanted) => tasks.get(wanted) ?? null);
  });
  // A mutation of the same document may have changed it since.
  return loader.clear(id).load(id);
}

export interface TaskChange {
  readonly task: TaskRecord;
  readonly cursor: string;
}

export interface Follower {
  readonly graph: Graph;
  readonly tasks: Tasks;
  readonly projects: readonly string[] | null;
  readonly signal: AbortSignal;
}

/**
 * The task now (unless `after` is given), then after each change of it; ends when it has ended. Changes
 * that one read of the feed finds together come as one, with the newest state. NOT_FOUND for an unknown
 * task, CURSOR_EXPIRED below the horizon.
 */
export async function* taskProgress(
  { graph, tasks, projects, signal }: Follower,
  id: string,
  after: string | null,
): AsyncGenerator<TaskChange, void, void> {
  const start = after ?? graph.feed.encodeCursor((await graph.feed.head()).seq);
  let task = await tasks.get(id, projects);
  if (task === null) throw notFound('task', id);
  if (after === null) {
    yield { task, cursor: start };
    if (isFinal(task.state)) return;
  }
  // What a task that has ended already will show lies up to here, however busy the feed is.
  const { seq: lastOfEnded } = await graph.feed.head();
  const matches = ({ entityId }: ChangeEvent): boolean => entityId === id;
  for await (const { events, cursor, seq } of follow(graph, { after: start, matches, signal })) {
    if (events.length > 0) {
      task = await tasks.get(id, projects);
      if (task === null) return;
      yield { task, cursor };
    }
    if (isFinal(task.state) && (events.length > 0 || seq >= lastOfEnded)) return;
  }
}
