/** The catalog as other contexts see it. */
export * from './declarations.js';
export * from './naming.js';
export * from './types/column-type.js';
export { type NamedTypes, type ParsedType, parseType, type TypeIssue } from './types/parse-type.js';
export { crossesFamily, join, relation, type TypeRelation, typeRelations } from './types/relation.js';
export { renderType } from './types/render-type.js';
export { parseTypeKey, typeKey } from './types/type-key.js';
export * from './vocabulary.js';
