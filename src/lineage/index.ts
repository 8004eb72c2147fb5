/** Lineage as other contexts see it: names resolved to columns, and reads of the edges made of them. */

export { type EdgeEnds, expressionOf, lineageEdges, place, resolverRule } from './edges.js';
export type * from './facts.js';
export { deriveFeeds } from './feeds.js';
export { countFlowsInto, flowsInto } from './flows.js';
export {
  type Impact,
  impact,
  type LineageAnswer,
  type LineageEdge,
  type LineageReader,
  lineage,
  type ReachedNode,
  summarise,
  type TraversalOptions,
  type ViewLineageSummary,
  viewLineageSummary,
} from './graph-reads.js';
export {
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
export { loseColumns } from './lost-columns.js';
export { type OrderItem, orderStatements, type StatementOrder } from './order.js';
export type { JoinRow, StatementPlace, UnresolvedRow } from './queries.js';
export type { InlinedTable, ResolveOptions } from './resolve/context.js';
export { resolveStatement } from './resolve/statement.js';
export { createTrees, type TableMentions, tableMentions } from './table-mentions.js';
export { depthReached } from './traversal.js';
export { traversalOptions, traversalRoots } from './traversal-options.js';
export type * from './tree.js';
