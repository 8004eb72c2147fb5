/** Matching of tables and columns, as the rest of the catalog sees it. All of it is pure. */

export { type MatchPart, type MatchReason, matchParts, partWeights } from './column-score.js';
export {
  type CompareOptions,
  compareSchemas,
  matchColumns,
  type SchemaComparison,
  type TableMatch,
} from './compare-schemas.js';
export {
  type CrossSystemOptions,
  type CrossSystemPattern,
  crossSystemPatterns,
  type SystemTable,
} from './cross-system.js';
export { ambiguousMargin } from './margin.js';
export type { ColumnMatch, ColumnMatchCandidate, MatchStatus } from './match-columns.js';
export {
  columnSignature,
  nearestSignatures,
  type Signature,
  type Similar,
  similarColumns,
  similarTables,
  tableSignature,
} from './similar.js';
export { signatureOf, structureOf, type TableStructure } from './structure.js';
