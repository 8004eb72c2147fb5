/** Lineage: reads of the graph's edges. */
export {
  type Impact,
  impact,
  type LineageAnswer,
  type LineageEdge,
  type LineageReader,
  lineage,
  type ReachedNode,
  refuseAsOf,
  summarise,
  type TraversalOptions,
  type ViewLineageSummary,
  viewLineageSummary,
} from './graph-reads.js';
export {
  type ColumnPairIds,
  countJoins,
  countUnresolved,
  type Evidence,
  evidenceOf,
  type JoinFilter,
  type JoinPage,
  joins,
  placeInFile,
  placesOfStatements,
  type ReachedPage,
  reachedPage,
  type UnresolvedFilter,
  type UnresolvedPage,
  unresolvedReferences,
} from './listings.js';
export type { JoinRow, StatementPlace, UnresolvedRow } from './queries.js';
