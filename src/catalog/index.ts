/** The catalog as other contexts see it. */
export * from './declarations.js';
export * from './naming.js';
export { normalToken, splitName, tokensOf } from './tokens.js';
export * from './types/column-type.js';
export { type NamedTypes, type ParsedType, parseType, type TypeIssue } from './types/parse-type.js';
export { crossesFamily, join, relation, type TypeRelation, typeRelations } from './types/relation.js';
export { renderType } from './types/render-type.js';
export { parseTypeKey, typeKey } from './types/type-key.js';
export * from './vocabulary.js';
export { type ApplyOptions, applyPart, type PlanPart, partsOf, wholeOf } from './write/apply.js';
export { type UnresolvedReference, unresolvedIdOf } from './write/constraints.js';
export { CatalogDraft, type DraftColumn, type DraftTable } from './write/draft.js';
export { loadSnapshot, namedTableIds, type RunQuery, type SnapshotScope } from './write/load.js';
export { type CatalogPlan, type PlannedTable, type PlanOptions, planTables } from './write/plan.js';
export type { CatalogSnapshot, StoredNode, StoredTable } from './write/snapshot.js';
