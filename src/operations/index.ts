/** The platform's own state: health, what runs here, and background work. */
export {
  createOperations,
  type Health,
  type Operations,
  type OperationsOptions,
  type ServerInfo,
} from './health.js';
export type { Measured, Status } from './measurement.js';
export {
  type Follower,
  type TaskChange,
  type TaskFilter,
  taskKeyLength,
  taskOf,
  taskPage,
  taskProgress,
} from './task-reads.js';
