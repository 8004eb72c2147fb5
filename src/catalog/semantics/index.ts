/** Semantics of columns and the conventions of names, as the rest of the catalog sees them. All of it is pure. */
export {
  type AbbreviationPair,
  Abbreviations,
  abbreviates,
  abbreviationKey,
  type LearnedAbbreviation,
  learnAbbreviations,
  type NamedInWords,
  seedAbbreviations,
} from './abbreviations.js';
export { analyzeNames, analyzeTables, type ColumnSemantics, type SemanticsOptions } from './analyze.js';
export {
  type Convention,
  type ConventionKind,
  type ConventionOptions,
  conventionKinds,
  learnConventions,
  meaningsOf,
} from './conventions.js';
export type { DescribedColumn, DescribedTable, KeyMembership } from './described.js';
export {
  type SemanticCandidate,
  type SemanticEvidence,
  type SemanticSignal,
  semanticSignals,
  signalWeights,
} from './evidence.js';
export {
  type BusinessDomain,
  businessDomains,
  type Lexicon,
  lexicon,
  type SemanticRole,
  semanticRoles,
} from './lexicons.js';
export { inStyle, type NamingStyle, namingStyle, namingStyles, separatorOf } from './naming-style.js';
export type { RoleMeaning } from './roles.js';
export { type ConventionViolation, conventionViolations } from './violations.js';
