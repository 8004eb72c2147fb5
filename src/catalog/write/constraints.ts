/** Constraints of planned tables: identity, the columns they bind, and what a foreign key refers to. */
import {
  checkConstraintId,
  constraintId,
  projectId,
  unnamedConstraintId,
  unresolvedId,
} from '../../graph/ids.js';
import type { EdgeKey, EdgeState, NodeState, Properties } from '../../graph/types.js';
import type { ConstraintDeclaration, NamePart, NamingContext, Origin } from '../declarations.js';
import { displayName, foldName, resolveColumnName, resolveTableName } from '../naming.js';
import type { StoredNode } from './snapshot.js';
import { evidenceProperties } from './states.js';

type UnresolvedReason = 'UNKNOWN_TABLE' | 'UNKNOWN_COLUMN';

/** A reference whose target is not there: an `:UnresolvedRef` takes its place. */
export interface UnresolvedReference {
  readonly constraintId: string;
  readonly node: NodeState;
  readonly edges: readonly EdgeState[];
}

export interface PlannedConstraint {
  readonly node: NodeState;
  readonly edges: readonly EdgeState[];
  readonly unresolved: UnresolvedReference | null;
}

/** What a foreign key can see of a table: its columns by folded name and its primary key. */
export interface ReferencedTable {
  readonly id: string;
  readonly qualifiedName: string;
  readonly columns: ReadonlySet<string>;
  readonly primaryKey: readonly string[] | null;
}

export interface ConstraintContext {
  readonly naming: NamingContext;
  readonly table: {
    readonly id: string;
    readonly qualifiedName: string;
    readonly schemaParts: readonly string[];
  };
  /** Ids taken so far in this table, to number equal ones. */
  readonly taken: Map<string, number>;
  findTable(id: string): ReferencedTable | null;
}

/** Plans one constraint whose own columns are known to exist. */
export function planConstraint(
  declaration: ConstraintDeclaration,
  origin: Origin,
  addedBy: string | null,
  context: ConstraintContext,
): PlannedConstraint {
  const { naming, table } = context;
  const fold = (part: NamePart): string => foldName(part, naming.caseRule);
  const columns = declaration.columns.map(fold);
  const target =
    declaration.referencedTable === null
      ? null
      : referenced(declaration.referencedTable, declaration, context);
  const name = declaration.name === null ? null : displayName(declaration.name, naming.caseRule);
  const id = numbered(context, (occurrence) => {
    if (declaration.name !== null) return constraintId(table.id, fold(declaration.name), occurrence);
    if (declaration.kind === 'CHECK')
      return checkConstraintId(table.id, declaration.checkSql ?? '', occurrence);
    const reference =
      target === null ? null : { table: target.id, columns: declaration.referencedColumns.map(fold) };
    return unnamedConstraintId(table.id, declaration.kind, columns, reference, occurrence);
  });
  const link = target === null ? null : linkColumns(columns, declaration, target, fold);
  const columnIds = columns.map((key) => columnUrn(table.id, key));
  const evidence = evidenceProperties(origin, declaration.position);
  const node: NodeState = {
    id,
    kind: 'Constraint',
    project: projectId(naming.project),
    parentId: table.id,
    properties: {
      name,
      qualifiedName: `${table.qualifiedName}.${name ?? id.slice(id.lastIndexOf('/') + 1)}`,
      constraintKind: declaration.kind,
      columnIds,
      referencedColumnIds:
        link === null || link.keys === null ? null : link.keys.map((key) => columnUrn(link.tableId, key)),
      referencedTableId: target?.id ?? null,
      referencedText: target?.text ?? null,
      referencedNames:
        target === null || declaration.referencedColumns.length === 0
          ? null
          : declaration.referencedColumns.map(fold),
      checkSql: declaration.checkSql,
      isEnforced: declaration.isEnforced,
      addedBy,
      ...evidence,
    },
  };
  return { node, ...edgesOf(node, link === null ? null : link.reason) };
}

interface Target {
  readonly id: string;
  readonly text: string;
  readonly table: ReferencedTable | null;
}

/** The referenced table: as named in the default schema, else in the schema of the referring table. */
function referenced(
  parts: readonly NamePart[],
  declaration: ConstraintDeclaration,
  context: ConstraintContext,
): Target {
  const { naming, table } = context;
  const name = resolveTableName(parts, naming);
  const beside =
    parts.length === 1 ? resolveTableName([...table.schemaParts.map(exact), ...parts], naming) : name;
  const found =
    context.findTable(name.id) ??
    context.findTable(name.viewId) ??
    context.findTable(beside.id) ??
    context.findTable(beside.viewId);
  const written = parts.map((part) => part.text).join('.');
  const columns = declaration.referencedColumns.map((part) => part.text).join(',');
  return {
    id: found?.id ?? name.id,
    text: columns === '' ? written : `${written}(${columns})`,
    table: found,
  };
}

function exact(text: string): NamePart {
  return { text, quoted: true };
}

interface Link {
  readonly tableId: string;
  /** Folded referenced columns, one a column; null when they are not there. */
  readonly keys: readonly string[] | null;
  readonly reason: UnresolvedReason | null;
}

function linkColumns(
  columns: readonly string[],
  declaration: ConstraintDeclaration,
  target: Target,
  fold: (part: NamePart) => string,
): Link {
  if (target.table === null) return { tableId: target.id, keys: null, reason: 'UNKNOWN_TABLE' };
  const { table } = target;
  const written = declaration.referencedColumns.map(fold);
  const keys = written.length > 0 ? written : (table.primaryKey ?? []);
  const isThere = keys.length === columns.length && keys.every((key) => table.columns.has(key));
  return { tableId: target.id, keys: isThere ? keys : null, reason: isThere ? null : 'UNKNOWN_COLUMN' };
}

/** REFERENCES edges of a constraint node: to the referenced columns, or to what stands for them. */
function edgesOf(
  node: NodeState,
  reason: UnresolvedReason | null,
): { readonly edges: readonly EdgeState[]; readonly unresolved: UnresolvedReference | null } {
  const { properties } = node;
  if (properties.constraintKind !== 'FOREIGN_KEY') return { edges: [], unresolved: null };
  const targets = strings(properties.referencedColumnIds);
  if (reason === null) return { edges: edges(node, targets), unresolved: null };
  const unresolved: UnresolvedReference = {
    constraintId: node.id,
    node: {
      id: unresolvedIdOf(node.id),
      kind: 'UnresolvedRef',
      project: node.project,
      // Not the statement: that is written after the catalog, and an import has none.
      parentId: node.id,
      properties: {
        text: referenceText(properties),
        reason,
        constraint: node.id,
        statement: text(properties.statement),
        // Without a place of its own it stands where its statement begins.
        charStart: properties.charStart ?? 0,
        charEnd: properties.charEnd ?? 0,
        line: properties.line ?? 1,
        column: properties.column ?? 1,
      },
    },
    edges: edges(
      node,
      strings(properties.columnIds).map(() => unresolvedIdOf(node.id)),
    ),
  };
  return { edges: [], unresolved };
}

/** The node that stands for what a constraint refers to while it is not there. */
export function unresolvedIdOf(constraintUrn: string): string {
  return unresolvedId(constraintUrn, 1);
}

function edges(node: NodeState, targets: readonly string[]): readonly EdgeState[] {
  const { properties } = node;
  return strings(properties.columnIds).flatMap((source, index) => {
    const target = targets[index];
    if (target === undefined) return [];
    return [
      {
        source,
        type: 'REFERENCES',
        target,
        discriminator: discriminatorOf(properties),
        project: node.project ?? '',
        properties: {
          constraint: node.id,
          position: index + 1,
          state: properties.state ?? null,
          confidence: properties.confidence ?? null,
          statement: properties.statement ?? null,
          rule: properties.rule ?? null,
          charStart: properties.charStart ?? null,
          charEnd: properties.charEnd ?? null,
          line: properties.line ?? null,
          column: properties.column ?? null,
        },
      },
    ];
  });
}

/** Constraint name, or `cols→table(cols)` of an unnamed one: what tells two keys between one pair apart. */
function discriminatorOf(properties: Properties): string {
  const name = text(properties.name);
  if (name !== null) return name;
  const columns = strings(properties.columnIds).map(lastPart).join(',');
  return `${columns}→${referenceText(properties)}`;
}

/** As written: `dim.customer(id)`. */
function referenceText(properties: Properties): string {
  return text(properties.referencedText) ?? '';
}

/** Keys of the edges a stored constraint has to columns. */
export function storedEdgeKeys(constraint: StoredNode): readonly EdgeKey[] {
  const { properties } = constraint;
  const targets = strings(properties.referencedColumnIds);
  return strings(properties.columnIds).flatMap((source, index) => {
    const target = targets[index];
    return target === undefined
      ? []
      : [{ source, type: 'REFERENCES', target, discriminator: discriminatorOf(properties) }];
  });
}

/** A stored constraint with other referenced columns: null when they are gone. */
export function withReference(
  constraint: StoredNode,
  project: string,
  referencedColumnIds: readonly string[] | null,
): PlannedConstraint {
  const node: NodeState = {
    id: constraint.id,
    kind: 'Constraint',
    project,
    parentId: constraint.parentId,
    properties: { ...constraint.properties, referencedColumnIds },
  };
  return { node, ...edgesOf(node, referencedColumnIds === null ? 'UNKNOWN_COLUMN' : null) };
}

export function columnUrn(tableUrn: string, key: string): string {
  return resolveColumnName(tableUrn, exact(key), 'PRESERVE_SENSITIVE').id;
}

function numbered(context: ConstraintContext, make: (occurrence: number) => string): string {
  const first = make(1);
  const occurrence = (context.taken.get(first) ?? 0) + 1;
  context.taken.set(first, occurrence);
  return make(occurrence);
}

function lastPart(urn: string): string {
  return decodeURIComponent(urn.slice(urn.lastIndexOf('.') + 1));
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? (value as readonly string[]) : [];
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
