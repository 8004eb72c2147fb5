/** What stored constraints say: keys, targets they wait for. */
import type { NodeState, Properties } from '../../graph/types.js';
import { columnUrn, type ReferencedTable } from './constraints.js';
import { keyOfColumn } from './draft-table.js';
import type { PlannedTable } from './plan-types.js';
import type { CatalogSnapshot, StoredNode, StoredTable } from './snapshot.js';

/** Folded names of the primary key's columns; null without one. */
export function storedKey(constraints: readonly StoredNode[]): readonly string[] | null {
  const key = constraints.find(({ properties }) => properties.constraintKind === 'PRIMARY_KEY')?.properties
    .columnIds;
  return Array.isArray(key) ? (key as readonly string[]).map(keyOfColumn) : null;
}

/** The constraint on a table that takes another's place. */
export function movedConstraint(constraint: StoredNode, table: NodeState): NodeState {
  return {
    id: constraint.id,
    kind: 'Constraint',
    project: table.project,
    parentId: table.id,
    properties: constraint.properties,
  };
}

/** The number of an equal constraint, from its URN. */
export function occurrenceOf(id: string): number {
  return Number(/~(\d+)$/.exec(id)?.[1] ?? 1);
}

/** A foreign key whose target is not there. */
export function isWaiting(properties: Properties): boolean {
  return properties.constraintKind === 'FOREIGN_KEY' && !Array.isArray(properties.referencedColumnIds);
}

/**
 * Stored foreign keys to columns on their way out that a plan writes or deletes itself, in whichever part of it:
 * nothing has to stand in for their target.
 */
export function rewrittenReferences(
  current: CatalogSnapshot,
  planned: readonly PlannedTable[],
  deleted: readonly StoredTable[],
  removedColumns: readonly string[],
): readonly string[] {
  const removed = new Set(removedColumns);
  if (removed.size === 0) return [];
  const written = new Set([
    ...planned.flatMap(({ constraints, removedConstraints }) => [
      ...constraints.map(({ id }) => id),
      ...removedConstraints,
    ]),
    ...deleted.flatMap(({ constraints }) => constraints.map(({ id }) => id)),
  ]);
  return [...current.tables.values()]
    .flatMap(({ constraints }) => constraints)
    .filter(
      ({ id, properties }) =>
        written.has(id) && ids(properties.referencedColumnIds).some((column) => removed.has(column)),
    )
    .map(({ id }) => id);
}

/** Columns a stored, unresolved constraint would refer to in a table; null while they are not there. */
export function laterReference(constraint: StoredNode, table: ReferencedTable): readonly string[] | null {
  const written = ids(constraint.properties.referencedNames);
  const keys = written.length > 0 ? written : (table.primaryKey ?? []);
  const isThere =
    keys.length === ids(constraint.properties.columnIds).length &&
    keys.every((key) => table.columns.has(key));
  return isThere ? keys.map((key) => columnUrn(table.id, key)) : null;
}

function ids(value: unknown): readonly string[] {
  return Array.isArray(value) ? (value as readonly string[]) : [];
}
