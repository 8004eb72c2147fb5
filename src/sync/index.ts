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
export { feedHeadPath, guardEpoch } from './feed-head.js';
export { expireUnits, horizonOf, prune, type Retention } from './retention.js';
export { startFeedUpkeep, type Upkeep, type UpkeepOptions } from './upkeep.js';
