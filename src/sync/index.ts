/** Sync as other contexts see it. */
export { changeFilter } from './change-filter.js';
export {
  type ChangesPage,
  type ChangesStream,
  canSee,
  feedStatus,
  followChanges,
  type Reader,
  readChanges,
  type SeenBatch,
  type SeenEvent,
  seen,
} from './changes.js';
export { sensitiveProperties, visibleProperties } from './sensitive.js';
