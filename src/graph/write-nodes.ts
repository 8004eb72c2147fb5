/**
 * Nodes of a unit of work: creates what is missing, sets what differs, leaves the rest alone. What may
 * differ is compared under the node's write lock, so `before` is what was there.
 */
import { conflict, notFound } from '../errors.js';
import { batches } from './batches.js';
import { stateHash } from './canonical.js';
import type { ChangeLog, Run } from './change-log.js';
import { kindOfLabels, type NodeKind, nodeKind } from './kinds.js';
import * as statements from './statements-of-units.js';
import { checkedProperties, type Difference, difference, nameKeyOf, shownProperties } from './states.js';
import type { NodeState, Properties, WriteCounts } from './types.js';

export interface Writer {
  readonly run: Run;
  readonly log: ChangeLog;
  /** RFC 3339; `createdAt` and `updatedAt` of what the unit writes. */
  readonly now: string;
}

interface Wanted {
  readonly id: string;
  readonly kind: NodeKind;
  readonly project: string | null;
  readonly parentId: string | null;
  /** The caller's properties and `parentId`. */
  readonly properties: Properties;
  readonly hash: string;
}

interface Pending {
  readonly id: string;
  readonly kind: NodeKind;
  readonly stored: Properties;
  readonly change: Difference;
  readonly hash: string | null;
}

export async function upsertNodes(writer: Writer, nodes: readonly NodeState[]): Promise<WriteCounts> {
  const wanted = distinct(nodes);
  const missing: Wanted[] = [];
  let updated = 0;
  for (const batch of batches(wanted)) {
    const ids = batch.map((node) => node.id);
    const stale = await writer.run(statements.nodesStale, { ids, hashes: batch.map((node) => node.hash) });
    const existing: Wanted[] = [];
    for (const { index, exists } of stale) {
      const node = batch[index];
      if (node !== undefined) (exists ? existing : missing).push(node);
    }
    const pending = await compare(writer, existing, missing);
    await update(writer, pending);
    updated += pending.length;
  }
  await create(writer, missing);
  return {
    created: missing.length,
    updated,
    unchanged: wanted.length - missing.length - updated,
    deleted: 0,
  };
}

/** One state per id, in order; a later state of the same node adds its properties to the earlier. */
function distinct(nodes: readonly NodeState[]): readonly Wanted[] {
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
  existing: readonly Wanted[],
  missing: Wanted[],
): Promise<readonly Pending[]> {
  const stored = await lockNodes(
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

/** Write locks in the order of the ids, so that two units rarely wait for each other. */
export async function lockNodes(
  writer: Writer,
  ids: readonly string[],
): Promise<ReadonlyMap<string, statements.LockedNode>> {
  const found = new Map<string, statements.LockedNode>();
  for (const batch of batches([...new Set(ids)].sort())) {
    for (const node of await writer.run(statements.nodesLocked, { ids: batch })) found.set(node.id, node);
  }
  return found;
}

/** Creates nodes parents first: a node whose parent is created in the same call waits for it. */
async function create(writer: Writer, nodes: readonly Wanted[]): Promise<void> {
  const levels = new Map<string, number>();
  const groups = new Map<
    string,
    {
      readonly level: number;
      readonly kind: NodeKind;
      readonly isContained: boolean;
      readonly nodes: Wanted[];
    }
  >();
  for (const node of nodes) {
    const level = (levels.get(node.parentId ?? '') ?? -1) + 1;
    levels.set(node.id, level);
    const isContained = node.parentId !== null && node.kind.containment !== null;
    const key = `${level} ${node.kind.kind} ${isContained}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { level, kind: node.kind, isContained, nodes: [node] });
    else group.nodes.push(node);
  }
  for (const group of [...groups.values()].sort((a, b) => a.level - b.level)) {
    for (const batch of batches(group.nodes, roughBytes)) {
      const refs = group.isContained
        ? await createContained(writer, group.kind, batch)
        : await createLoose(writer, group.kind, batch);
      batch.forEach((node, i) => {
        logNode(
          writer,
          'CREATED',
          node.kind,
          node.id,
          node.project,
          null,
          shownProperties(node.properties),
          refs[i] ?? null,
          null,
        );
      });
    }
  }
  await linkConstraints(
    writer,
    nodes.filter((node) => Array.isArray(node.properties.columnIds)),
  );
}

function roughBytes(node: Wanted): number {
  let bytes = 200;
  for (const key in node.properties) {
    const value = node.properties[key];
    bytes += typeof value === 'string' ? value.length : Array.isArray(value) ? value.length * 40 : 8;
  }
  return bytes;
}

async function createLoose(
  writer: Writer,
  kind: NodeKind,
  batch: readonly Wanted[],
): Promise<readonly string[]> {
  const rows = batch.map((node) => storedProperties(writer, node));
  return (await writer.run(statements.nodesCreate, { labels: kind.labels, rows })).map((row) => row.ref);
}

async function createContained(
  writer: Writer,
  kind: NodeKind,
  batch: readonly Wanted[],
): Promise<readonly string[]> {
  const rows = batch.map((node) => storedProperties(writer, node));
  const created = await writer.run(statements.nodesCreateContained, {
    labels: kind.labels,
    containment: kind.containment ?? '',
    rows,
  });
  const refs = new Array<string>(batch.length);
  for (const { index, ref } of created) refs[index] = ref;
  const orphan = batch.find((_, i) => refs[i] === undefined);
  if (orphan !== undefined) throw notFound('parent', orphan.parentId ?? '');
  return refs;
}

function storedProperties(writer: Writer, node: Wanted): Properties {
  return {
    ...node.properties,
    id: node.id,
    project: node.project,
    nameKey: nameKeyOf(node.properties.name),
    createdAt: writer.now,
    updatedAt: writer.now,
    stateHash: node.hash,
  };
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
        logNode(writer, 'UPDATED', node.kind, node.id, projectOf(node.stored), before, after, ref, pastRef);
      }
    }
  }
  await moveContained(writer, pending);
  await linkConstraints(
    writer,
    pending
      .filter((node) => 'columnIds' in node.change.after)
      .map((node) => ({ id: node.id, properties: node.change.after })),
  );
}

function changedProperties(writer: Writer, { change, hash }: Pending): Properties {
  const set = { ...change.after, updatedAt: writer.now, stateHash: hash };
  return 'name' in change.after ? { ...set, nameKey: nameKeyOf(change.after.name) } : set;
}

function pastOf(kind: NodeKind, id: string): Properties {
  return { entityId: id, element: 'NODE', entityKind: kind.kind };
}

function projectOf(stored: Properties): string | null {
  return typeof stored.project === 'string' ? stored.project : null;
}

/** A changed `parentId` or `ordinal` moves the containment relationship with it. */
async function moveContained(writer: Writer, pending: readonly Pending[]): Promise<void> {
  const moved = pending.filter(
    ({ kind, change }) =>
      kind.containment !== null && ('parentId' in change.after || 'ordinal' in change.after),
  );
  for (const containment of new Set(moved.map((node) => node.kind.containment ?? ''))) {
    for (const batch of batches(moved.filter((node) => node.kind.containment === containment))) {
      const rows = batch.map(({ id, stored, change }) => [
        id,
        change.after.parentId ?? stored.parentId ?? null,
      ]);
      const found = new Set(
        (await writer.run(statements.nodesMove, { containment, rows })).map((row) => row.index),
      );
      const lost = rows.find((_, i) => !found.has(i));
      if (lost !== undefined) throw notFound('parent', String(lost[1]));
    }
  }
}

async function linkConstraints(
  writer: Writer,
  nodes: readonly { readonly id: string; readonly properties: Properties }[],
): Promise<void> {
  for (const batch of batches(nodes)) {
    const rows = batch.map((node) => [node.id, node.properties.columnIds ?? []]);
    for (const { index, linked } of await writer.run(statements.constrainsSet, { rows })) {
      const columns = rows[index]?.[1];
      if (Array.isArray(columns) && columns.length !== linked) {
        throw notFound('column of constraint', String(rows[index]?.[0]));
      }
    }
  }
}

export async function patchNodes(
  writer: Writer,
  patches: readonly { readonly id: string; readonly properties: Properties }[],
): Promise<WriteCounts> {
  const merged = new Map<string, Properties>();
  for (const { id, properties } of patches)
    merged.set(id, { ...merged.get(id), ...checkedProperties(properties) });
  const stored = await lockNodes(writer, [...merged.keys()]);
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
      logNode(
        writer,
        'DELETED',
        node.kind,
        node.id,
        projectOf(node.properties),
        shownProperties(node.properties),
        null,
        null,
        pastRef,
      );
    }
  }
  return nodes.length;
}

function logNode(
  writer: Writer,
  kind: 'CREATED' | 'UPDATED' | 'DELETED',
  { kind: entityKind, context }: NodeKind,
  entityId: string,
  project: string | null,
  before: Properties | null,
  after: Properties | null,
  ref: string | null,
  pastRef: string | null,
): void {
  writer.log.add({
    kind,
    element: 'NODE',
    entityKind,
    entityId,
    context,
    project,
    sourceId: null,
    targetId: null,
    before,
    after,
    ref,
    pastRef,
  });
}
