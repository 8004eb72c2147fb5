/** The catalog as other contexts see it. */

export { describe } from './commands/describe.js';
export { type Imported, importSchema, systemUrn } from './commands/import.js';
export { upsertProject, upsertSystem } from './commands/projects.js';
export * from './declarations.js';
export * from './naming.js';
export { type PlaceRow, statementPlaces } from './queries.js';
export {
  childrenOf,
  columnsOf,
  constraintsOf,
  countChildren,
  countColumnsOf,
  countProjects,
  projects,
  tablesOf,
  tagsOf,
} from './reads/below.js';
export { type CatalogChange, type CatalogChanges, catalogChanges } from './reads/changes.js';
export { type Facet, facets } from './reads/facets.js';
export { loadNode, loadNodes, node, nodeAsOf, nodes } from './reads/nodes.js';
export {
  type ColumnPage,
  columns,
  countColumns,
  countTables,
  type TablePage,
  tables,
} from './reads/pages.js';
export type { ChildPage } from './reads/past-page.js';
export { type Reader, rowsBelow, totalBelow } from './reads/reader.js';
export { type CatalogRecord, typeOfKind } from './reads/record.js';
export { type SearchHit, search } from './reads/search.js';
export {
  candidateFields,
  compareTypes,
  constrainedColumns,
  constraintKindOf,
  evidenceOfConstraint,
  profileOf,
  type ShownEvidence,
  type ShownType,
  shownIssue,
  shownType,
  storageOf,
  type TypeComparison,
  typeOf,
} from './reads/shapes.js';
export { normalToken, splitName, tokensOf } from './tokens.js';
export * from './types/column-type.js';
export { type NamedTypes, type ParsedType, parseType, type TypeIssue } from './types/parse-type.js';
export { crossesFamily, join, relation, type TypeRelation, typeRelations } from './types/relation.js';
export { renderType } from './types/render-type.js';
export { parseTypeKey, typeKey } from './types/type-key.js';
export * from './vocabulary.js';
export { type ApplyOptions, applyPart, type PlanPart, partsOf, wholeOf } from './write/apply.js';
export { type UnresolvedReference, unresolvedIdOf } from './write/constraints.js';
export { CatalogDraft } from './write/draft.js';
export { type DraftColumn, type DraftTable, keyOfColumn } from './write/draft-table.js';
export { loadSnapshot, namedTableIds, type RunQuery, type SnapshotScope } from './write/load.js';
export { planTables } from './write/plan.js';
export type { CatalogPlan, PlannedTable, PlanOptions } from './write/plan-types.js';
export type { CatalogSnapshot, StoredNode, StoredTable } from './write/snapshot.js';

import type { ColumnPage, TablePage } from './reads/pages.js';
import type { ChildPage } from './reads/past-page.js';

/** What a connection of tables or columns may be: a filtered page, or the children of a node. */
export type TableList = ChildPage | TablePage;
export type ColumnList = ChildPage | ColumnPage;
