/** Desired graph states of tables, columns and constraints: which properties there are, and what they mean. */

import { projectId, systemId } from '../../graph/ids.js';
import type { NodeState, Properties, PropertyValue } from '../../graph/types.js';
import type { ColumnDeclaration, NamingContext, Position } from '../declarations.js';
import { displayName } from '../naming.js';
import { tokensOf } from '../tokens.js';
import { type NamedTypes, parseType, type TypeIssue } from '../types/parse-type.js';
import { parseTypeKey, typeKey } from '../types/type-key.js';
import type { DraftColumn, DraftTable } from './draft-table.js';
import type { StoredNode } from './snapshot.js';

/** `schema:` node of a table or of itself. */
export function schemaState(naming: NamingContext, id: string, name: string): NodeState {
  return {
    id,
    kind: 'Schema',
    project: projectId(naming.project),
    parentId: systemId(naming.project, naming.system),
    properties: { name, qualifiedName: name, tokens: [...tokensOf(name)] },
  };
}

export function isView(table: DraftTable): boolean {
  return table.tableKind === 'VIEW' || table.tableKind === 'MATERIALIZED_VIEW';
}

/** The id the table has from now on: a view's, a table's, or for a mere mention the one it has. */
export function finalId(table: DraftTable): string {
  if (table.basis !== 'DECLARED' && table.stored !== null) return table.stored.id;
  return isView(table) ? table.name.viewId : table.name.id;
}

/** A comment of a file outside the run outlives the CREATE it was added to. */
export interface Comment {
  readonly sourceComment: string | null;
  readonly commentedBy: string | null;
}

export function tableState(
  table: DraftTable,
  naming: NamingContext,
  columnCount: number,
  comment: Comment,
): NodeState {
  const { name } = table;
  return {
    id: finalId(table),
    kind: finalId(table).startsWith('view:') ? 'View' : 'Table',
    project: projectId(naming.project),
    parentId: name.schemaId,
    properties: table.basis === 'STORED' ? amended(table, comment) : declared(table, columnCount, comment),
  };
}

function amended(table: DraftTable, comment: Comment): Properties {
  const partitions = table.stored?.properties.partitions;
  const known = Array.isArray(partitions) ? (partitions as readonly string[]) : [];
  const all = [...new Set([...known, ...table.partitions])];
  return { ...table.stored?.properties, ...comment, ...(all.length > 0 ? { partitions: all } : {}) };
}

function declared(table: DraftTable, columnCount: number, comment: Comment): Properties {
  const { name, storage } = table;
  const isDeclared = table.basis === 'DECLARED';
  const shown = isDeclared ? name.name : name.table;
  const entries = Object.entries(storage?.properties ?? {});
  return {
    name: shown,
    qualifiedName: `${name.schema}.${shown}`,
    tableKind: table.tableKind,
    isComplete: isDeclared && columnCount > 0,
    isExternal: isDeclared ? table.isExternal : null,
    viewSql: table.viewSql,
    ...comment,
    tokens: [...tokensOf(shown)],
    storageFormat: storage?.format ?? null,
    storageLocation: storage?.location ?? null,
    partitionedBy: listOrNull(storage?.partitionedBy),
    clusteredBy: listOrNull(storage?.clusteredBy),
    storageKeys: listOrNull(entries.map(([key]) => key)),
    storageValues: listOrNull(entries.map(([, value]) => value)),
    partitions: listOrNull(table.partitions),
    ...(table.stored === null ? {} : curated(table.stored.properties)),
  };
}

/** What people wrote: it moves along when a table turns out to be a view. */
function curated(properties: Properties): Properties {
  const kept: Record<string, PropertyValue> = {};
  for (const key of ['description', 'owner', 'layer']) {
    const value = properties[key];
    if (value !== undefined && value !== null) kept[key] = value;
  }
  return kept;
}

export interface ColumnContext {
  readonly naming: NamingContext;
  readonly types: NamedTypes;
  readonly table: { readonly id: string; readonly schema: string; readonly name: string };
  readonly isInKey: boolean;
  readonly ordinal: number;
  readonly comment: Comment;
  report(issue: TypeIssue, column: DraftColumn): void;
}

/** A declared column with its canonical type; a stored one with its place and name brought up to date. */
export function columnState(id: string, column: DraftColumn, context: ColumnContext): NodeState {
  const { table, naming, ordinal, comment } = context;
  const name = displayName(column.name, naming.caseRule);
  const qualifiedName = `${table.schema}.${table.name}.${name}`;
  const properties: Properties =
    column.declaration === null
      ? {
          ...column.stored?.properties,
          name,
          qualifiedName,
          ordinal,
          ...comment,
          ...(context.isInKey ? { isNullable: false } : {}),
        }
      : declaredColumn(column, column.declaration, name, qualifiedName, context);
  return { id, kind: 'Column', project: projectId(naming.project), parentId: table.id, properties };
}

/** One literal: a run plans every column it has, and spreads of parts were the most of that. */
function declaredColumn(
  column: DraftColumn,
  declaration: ColumnDeclaration,
  name: string,
  qualifiedName: string,
  context: ColumnContext,
): Properties {
  const { nativeType, isNullable, defaultSql, isPartition, isGenerated } = declaration;
  const parsed =
    nativeType === null
      ? null
      : parseType(nativeType, declaration.dialect ?? context.naming.dialect, context.types);
  for (const issue of parsed?.issues ?? []) context.report(issue, column);
  const given = declaration.typeKey ?? null;
  const type = parsed?.type ?? (given === null ? null : parseTypeKey(given));
  const serial = parsed?.hasDefault === true ? `nextval('${context.table.name}_${name}_seq')` : null;
  return {
    name,
    qualifiedName,
    ordinal: context.ordinal,
    nativeType,
    typeKind: type?.kind ?? null,
    typeFamily: type?.family ?? null,
    precision: type?.precision ?? null,
    scale: type?.scale ?? null,
    length: type?.length ?? null,
    unit: type?.unit ?? null,
    zone: type?.zone ?? null,
    typeKey: type === null ? null : typeKey(type),
    isNullable: context.isInKey ? false : (isNullable ?? (serial === null ? null : false)),
    defaultSql: defaultSql ?? serial,
    isPartition,
    isGenerated,
    sourceComment: context.comment.sourceComment,
    commentedBy: context.comment.commentedBy,
    addedBy: column.addedBy,
    tokens: tokensOf(name),
    ...declaration.profile,
  };
}

/** Evidence relative to its statement. */
export function evidenceProperties(
  origin: { readonly statement: string | null; readonly rule: string },
  position: Position | null,
): Properties {
  return {
    statement: origin.statement,
    rule: origin.rule,
    charStart: position?.charStart ?? null,
    charEnd: position?.charEnd ?? null,
    line: position?.line ?? null,
    column: position?.column ?? null,
    confidence: 1,
    state: 'DECLARED',
  };
}

/** The comment that stands: an amendment of this run, else one of a file outside it, else the CREATE's. */
export function commentOf(
  draft: { readonly text: string | null; readonly by: string | null } | null,
  stored: StoredNode | null,
  isInRun: (file: string) => boolean,
): Comment {
  const storedBy = stored?.properties.commentedBy;
  const isKept = typeof storedBy === 'string' && !isInRun(storedBy);
  if (draft?.by != null || (!isKept && draft !== null))
    return { sourceComment: draft?.text ?? null, commentedBy: draft?.by ?? null };
  if (!isKept) return { sourceComment: null, commentedBy: null };
  const text = stored?.properties.sourceComment;
  return { sourceComment: typeof text === 'string' ? text : null, commentedBy: storedBy };
}

/** A stored comment of a table this run only amends. */
export function keptComment(
  draft: { readonly text: string | null; readonly by: string | null } | null,
  stored: StoredNode | null,
  isInRun: (file: string) => boolean,
): Comment {
  const [text, by] = [stored?.properties.sourceComment, stored?.properties.commentedBy];
  const isWithdrawn = typeof by === 'string' && isInRun(by);
  if (draft !== null || isWithdrawn) return commentOf(draft, stored, isInRun);
  return {
    sourceComment: typeof text === 'string' ? text : null,
    commentedBy: typeof by === 'string' ? by : null,
  };
}

function listOrNull(values: readonly string[] | undefined): readonly string[] | null {
  return values === undefined || values.length === 0 ? null : [...values];
}
