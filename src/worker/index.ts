/** Background work: tasks whose truth is the graph, and worker threads for what would hold up the event loop. */

export { queueOfFolder } from './owner.js';
export { createTasks, type TasksOptions } from './task-queue.js';
export { isWholeTask, type TaskRow, taskColumns, taskRecord, tasksShown } from './task-rows.js';
export { isFinal, isWhole } from './task-states.js';
export { type ThreadEntry, threadUrl } from './thread.js';
export { type JobOptions, ThreadPool, type ThreadPoolOptions } from './thread-pool.js';
export { serveJobs } from './thread-protocol.js';
export type {
  NewTask,
  TaskContext,
  TaskHandler,
  TaskRecord,
  TaskState,
  Tasks,
} from './types.js';
