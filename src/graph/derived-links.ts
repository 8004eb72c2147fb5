/** Relationships that follow from properties and raise no event: containment and CONSTRAINS. */
import { conflict, notFound } from '../errors.js';
import { batches } from './batches.js';
import type { NodeKind } from './kinds.js';
import { constrainsSet, nodesMove } from './statements-of-units.js';
import type { Properties } from './types.js';
import type { Writer } from './writer.js';

export interface ChangedNode {
  readonly id: string;
  readonly kind: NodeKind;
  /** The properties before the change. */
  readonly stored: Properties;
  /** The properties that changed. */
  readonly after: Properties;
}

/** Puts the containment in step with a changed `parentId`, of columns with a changed `ordinal` too. */
export async function moveContained(writer: Writer, changed: readonly ChangedNode[]): Promise<void> {
  const moved = changed.filter(
    ({ kind, after }) =>
      kind.containment !== null &&
      ('parentId' in after || (kind.containment === 'HAS_COLUMN' && 'ordinal' in after)),
  );
  for (const containment of new Set(moved.map((node) => node.kind.containment ?? ''))) {
    for (const batch of batches(moved.filter((node) => node.kind.containment === containment))) {
      const rows = batch.map(({ id, stored, after }) => [id, newParent(id, after, stored)]);
      const found = new Set((await writer.run(nodesMove, { containment, rows })).map((row) => row.index));
      const lost = rows.find((_, i) => !found.has(i));
      if (lost !== undefined) throw notFound('parent', String(lost[1]));
    }
  }
}

function newParent(id: string, after: Properties, stored: Properties): string {
  const parent = 'parentId' in after ? after.parentId : stored.parentId;
  if (typeof parent !== 'string') throw conflict(`${id} cannot lose its parent`, { id });
  return parent;
}

/** Puts CONSTRAINS in step with `columnIds`. Errors: NOT_FOUND when a column is not there. */
export async function linkConstraints(
  writer: Writer,
  nodes: readonly { readonly id: string; readonly properties: Properties }[],
): Promise<void> {
  for (const batch of batches(nodes)) {
    const rows = batch.map((node) => [node.id, node.properties.columnIds ?? []]);
    for (const { index, linked } of await writer.run(constrainsSet, { rows })) {
      const columns = rows[index]?.[1];
      if (Array.isArray(columns) && columns.length !== linked) {
        throw notFound('column of constraint', String(rows[index]?.[0]));
      }
    }
  }
}
