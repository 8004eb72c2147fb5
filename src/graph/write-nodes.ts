/**
 * Nodes of a unit of work: creates what is missing, sets what differs, leaves the rest alone. What may
 * differ is compared under the node's write lock, so `before` is what was there.
 */
import { conflict, notFound } from '../errors.js';
import { batches } from './batches.js';
import { stateHash } from './canonical.js';
import { createNodes, type WantedNode } from './create-nodes.js';
import { linkConstraints, moveContained } from './derived-links.js';
import { kindOfLabels, type NodeKind, nodeKind } from './kinds.js';
import * as statements from './statements-of-units.js';
import { checkedProperties, type Difference, difference, nameKeyOf, shownProperties } from './states.js';
import type { NodeState, Properties, WriteCounts } from './types.js';
import { lockedNodes, logNode, type Writer } from './writer.js';

interface Pending {
  readonly id: string;
  readonly kind: NodeKind;
  readonly stored: Properties;
  readonly change: Difference;
  readonly hash: string | null;
}

/** See `Unit.upsertNodes`. Errors: NOT_FOUND for a missing parent, CONFLICT for a node of another kind. */
export async function upsertNodes(writer: Writer, nodes: readonly NodeState[]): Promise<WriteCounts> {
  const wanted = distinct(nodes);
  const missing: WantedNode[] = [];
  let updated = 0;
  for (const batch of batches(wanted)) {
    const ids = batch.map((node) => node.id);
    const stale = await writer.run(statements.nodesStale, { ids, hashes: batch.map((node) => node.hash) });
    const existing: WantedNode[] = [];
    for (const { index, exists } of stale) {
      const node = batch[index];
      if (node !== undefined) (exists ? existing : missing).push(node);
    }
    const pending = await compare(writer, existing, missing);
    await update(writer, pending);
    updated += pending.length;
  }
  await createNodes(writer, missing);
  return {
    created: missing.length,
    updated,
    unchanged: wanted.length - missing.length - updated,
    deleted: 0,
  };
}

/** One state per id, in order; a later state of the same node adds its properties to the earlier. */
function distinct(nodes: readonly NodeState[]): readonly WantedNode[] {
  const byId = new Map<string, NodeState>();
  for (const node of nodes) {
    const earlier = byId.get(node.id);
    if (earlier !== undefined && earlier.kind !== node.kind)
      throw conflictOfKinds(node.id, earlier.kind, node.kind);
    byId.set(
      node.id,
      earlier === undefined ? node : { ...node, properties: { ...earlier.properties, ...node.properties } },
    );
  }
  return Array.from(byId.values(), (node) => {
    const properties = { ...checkedProperties(node.properties), parentId: node.parentId };
    const { id, project, parentId } = node;
    return {
      id,
      kind: nodeKind(node.kind),
      project,
      parentId,
      properties,
      hash: stateHash([node.kind, project], properties),
    };
  });
}

/** Locks what exists and keeps what differs; a node that was deleted meanwhile joins the missing. */
async function compare(
  writer: Writer,
  existing: readonly WantedNode[],
  missing: WantedNode[],
): Promise<readonly Pending[]> {
  const stored = await lockedNodes(
    writer,
    existing.map((node) => node.id),
  );
  const pending: Pending[] = [];
  for (const node of existing) {
    const found = stored.get(node.id);
    if (found === undefined) {
      missing.push(node);
      continue;
    }
    const kind = kindOfLabels(found.labels);
    if (kind !== node.kind) throw conflictOfKinds(node.id, kind.kind, node.kind.kind);
    const change = difference(found.properties, node.properties);
    if (change !== null)
      pending.push({ id: node.id, kind, stored: found.properties, change, hash: node.hash });
  }
  return pending;
}

function conflictOfKinds(id: string, stored: string, wanted: string) {
  return conflict(`${id} is a ${stored} and cannot be written as a ${wanted}`, { id, stored, wanted });
}

async function update(writer: Writer, pending: readonly Pending[]): Promise<void> {
  for (const keepsPast of [true, false]) {
    for (const batch of batches(pending.filter((node) => node.kind.keepsPast === keepsPast))) {
      const sets = batch.map((node) => changedProperties(writer, node));
      const refs: readonly (statements.IndexedRef & { readonly pastRef?: string })[] = keepsPast
        ? await writer.run(statements.nodesUpdate, {
            rows: batch.map((node, i) => [node.id, sets[i], pastOf(node.kind, node.id)]),
          })
        : await writer.run(statements.nodesUpdatePlain, { rows: batch.map((node, i) => [node.id, sets[i]]) });
      for (const { index, ref, pastRef = null } of refs) {
        const node = batch[index];
        if (node === undefined) continue;
        const { before, after } = node.change;
        const project = projectOf(node.stored);
        logNode(writer, node.kind, { kind: 'UPDATED', id: node.id, project, before, after, ref, pastRef });
      }
    }
  }
  const changed = pending.map(({ id, kind, stored, change }) => ({ id, kind, stored, after: change.after }));
  await moveContained(writer, changed);
  const relinked = changed.filter((node) => 'columnIds' in node.after);
  await linkConstraints(
    writer,
    relinked.map(({ id, after }) => ({ id, properties: after })),
  );
}

function changedProperties(writer: Writer, { change, hash }: Pending): Properties {
  const set = { ...change.after, updatedAt: writer.now, stateHash: hash };
  return 'name' in change.after ? { ...set, nameKey: nameKeyOf(change.after.name) } : set;
}

/** See `Unit.patchNodes`. */
export async function patchNodes(
  writer: Writer,
  patches: readonly { readonly id: string; readonly properties: Properties }[],
): Promise<WriteCounts> {
  const merged = new Map<string, Properties>();
  for (const { id, properties } of patches)
    merged.set(id, { ...merged.get(id), ...checkedProperties(properties) });
  const stored = await lockedNodes(writer, [...merged.keys()]);
  const pending: Pending[] = [];
  for (const [id, properties] of merged) {
    const found = stored.get(id);
    if (found === undefined) throw notFound('node', id);
    const change = difference(found.properties, properties);
    // The hash stands for the whole state its writer wanted; after a patch nobody has vouched for that.
    if (change !== null)
      pending.push({ id, kind: kindOfLabels(found.labels), stored: found.properties, change, hash: null });
  }
  await update(writer, pending);
  return { created: 0, updated: pending.length, unchanged: merged.size - pending.length, deleted: 0 };
}

/** Deletes nodes whose evented edges are gone already; unknown ids count as unchanged. */
export async function deleteNodes(writer: Writer, stored: readonly statements.LockedNode[]): Promise<number> {
  const nodes = stored.map((node) => ({ ...node, kind: kindOfLabels(node.labels) }));
  for (const batch of batches(nodes)) {
    const rows = batch.map(({ id, kind }) => [id, kind.keepsPast ? pastOf(kind, id) : null]);
    for (const { index, pastRef } of await writer.run(statements.nodesDelete, { rows })) {
      const node = batch[index];
      if (node === undefined) continue;
      const { id, properties } = node;
      const before = shownProperties(properties);
      logNode(writer, node.kind, {
        kind: 'DELETED',
        id,
        project: projectOf(properties),
        before,
        after: null,
        ref: null,
        pastRef,
      });
    }
  }
  return nodes.length;
}

function pastOf(kind: NodeKind, id: string): Properties {
  return { entityId: id, element: 'NODE', entityKind: kind.kind };
}

function projectOf(stored: Properties): string | null {
  return typeof stored.project === 'string' ? stored.project : null;
}
