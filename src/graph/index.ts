/** The graph's public face: other folders import from here and nothing deeper. */
export { canonicalJson } from './canonical.js';
export { translate } from './driver-errors.js';
export { feedHead } from './feed.js';
export { type FollowedBatch, type FollowOptions, follow } from './follow.js';
export { graphHash } from './graph-hash.js';
export * from './ids.js';
export {
  catalogKinds,
  type EdgeKind,
  edgeKind,
  edgeKinds,
  kindOfLabels,
  type NodeKind,
  nodeKind,
  nodeKinds,
} from './kinds.js';
export { type Migration, migrations } from './migrations.js';
export { type GraphOptions, openGraph } from './open-graph.js';
export * from './page.js';
export { definedQueries, defineQuery, parametersFor } from './query.js';
export { readWhole } from './read-whole.js';
export { sensitiveProperties, visibleProperties } from './sensitive.js';
export type * from './types.js';
