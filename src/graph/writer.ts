/** What the writers of nodes and edges share: the transaction, the log of changes, locks. */
import { batches } from './batches.js';
import type { ChangeLog, Run } from './change-log.js';
import type { NodeKind } from './kinds.js';
import { type LockedNode, nodesLock, nodesLocked } from './statements-of-units.js';
import type { Properties } from './types.js';

export interface Writer {
  readonly run: Run;
  readonly log: ChangeLog;
  /** RFC 3339; `createdAt` and `updatedAt` of what the unit writes. */
  readonly now: string;
}

/** Takes write locks in the order of the ids, so that two units rarely wait for each other; the ids that exist. */
export async function lockNodes(writer: Writer, ids: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const batch of batches([...new Set(ids)].sort())) {
    for (const { id } of await writer.run(nodesLock, { ids: batch })) found.push(id);
  }
  return found;
}

/** The same, with the nodes as they are under the lock. */
export async function lockedNodes(
  writer: Writer,
  ids: readonly string[],
): Promise<ReadonlyMap<string, LockedNode>> {
  const found = new Map<string, LockedNode>();
  for (const batch of batches([...new Set(ids)].sort())) {
    for (const node of await writer.run(nodesLocked, { ids: batch })) found.set(node.id, node);
  }
  return found;
}

export interface NodeChange {
  readonly kind: 'CREATED' | 'UPDATED' | 'DELETED';
  readonly id: string;
  readonly project: string | null;
  readonly before: Properties | null;
  readonly after: Properties | null;
  readonly ref: string | null;
  readonly pastRef: string | null;
}

export function logNode(writer: Writer, kind: NodeKind, change: NodeChange): void {
  writer.log.add({
    kind: change.kind,
    element: 'NODE',
    entityKind: kind.kind,
    entityId: change.id,
    context: kind.context,
    project: change.project,
    sourceId: null,
    targetId: null,
    before: change.before,
    after: change.after,
    ref: change.ref,
    pastRef: change.pastRef,
  });
}
