/**
 * Edges of a unit of work. No index guards their identity, so a missing edge is looked for a second
 * time under its source's write lock when it is created: two units never create it twice.
 */
import { batches } from './batches.js';
import { stateHash } from './canonical.js';
import { edgeId } from './ids.js';
import { edgeKind } from './kinds.js';
import * as statements from './statements-of-units.js';
import { checkedProperties, type Difference, difference, shownProperties } from './states.js';
import type { EdgeKey, EdgeState, EdgeWriteCounts, Properties, WriteCounts } from './types.js';
import { lockNodes, type Writer } from './writer.js';

interface Wanted {
  readonly id: string;
  readonly state: EdgeState;
  readonly hash: string;
}

interface Sorted {
  readonly dangling: Wanted[];
  readonly missing: Wanted[];
  readonly existing: Wanted[];
}

export async function upsertEdges(writer: Writer, edges: readonly EdgeState[]): Promise<EdgeWriteCounts> {
  const wanted = distinct(edges);
  const dangling: Wanted[] = [];
  let created = 0;
  let updated = 0;
  for (const batch of batches(wanted)) {
    for (let rest: readonly Wanted[] = batch; rest.length > 0; ) {
      const sorted = await sort(writer, rest);
      dangling.push(...sorted.dangling);
      const compared = await update(writer, sorted.existing);
      updated += compared.updated;
      const raced = await createMissing(writer, sorted.missing);
      created += sorted.missing.length - raced.length;
      rest = [...compared.gone, ...raced];
    }
  }
  const unchanged = wanted.length - created - updated - dangling.length;
  return { created, updated, unchanged, deleted: 0, dangling: dangling.map((edge) => edge.state) };
}

/** One state per identity; a later one adds its properties to the earlier. */
function distinct(edges: readonly EdgeState[]): readonly Wanted[] {
  const byId = new Map<string, EdgeState>();
  for (const edge of edges) {
    const id = edgeId(edge);
    const earlier = byId.get(id);
    byId.set(
      id,
      earlier === undefined ? edge : { ...edge, properties: { ...earlier.properties, ...edge.properties } },
    );
  }
  return Array.from(byId, ([id, state]) => {
    edgeKind(state.type);
    if ('discriminator' in state.properties)
      throw new Error('discriminator belongs to the identity of an edge');
    return { id, state, hash: stateHash([state.project], checkedProperties(state.properties)) };
  });
}

async function sort(writer: Writer, batch: readonly Wanted[]): Promise<Sorted> {
  const sorted: Sorted = { dangling: [], missing: [], existing: [] };
  const rows = batch.map((edge) => [edge.state.source, edge.state.target, edge.id, edge.hash]);
  for (const { index, ends, exists } of await writer.run(statements.edgesStale, { rows })) {
    const edge = batch[index];
    if (edge !== undefined) (exists ? sorted.existing : ends ? sorted.missing : sorted.dangling).push(edge);
  }
  return sorted;
}

/**
 * Holding the lock of a source, nobody else can add an edge to it before this unit ends. Returns what
 * another unit made, or took an end of, before the lock was held.
 */
async function createMissing(writer: Writer, missing: readonly Wanted[]): Promise<readonly Wanted[]> {
  await lockNodes(
    writer,
    missing.map((edge) => edge.state.source),
  );
  const raced: Wanted[] = [];
  for (const batch of batches(missing, roughBytes)) {
    const rows = batch.map(({ id, state, hash }) => [
      state.source,
      state.target,
      state.type,
      id,
      storedProperties(writer, id, state, hash),
    ]);
    const refs = new Map<number, string>();
    for (const { index, ref } of await writer.run(statements.edgesCreate, { rows })) refs.set(index, ref);
    batch.forEach((edge, i) => {
      const ref = refs.get(i);
      if (ref === undefined) {
        raced.push(edge);
        return;
      }
      const { id, state } = edge;
      const after = shownProperties({ ...state.properties, discriminator: state.discriminator });
      log(writer, 'CREATED', id, state, state.project, null, after, ref, null);
    });
  }
  return raced;
}

function roughBytes({ state }: Wanted): number {
  let bytes = 300 + state.source.length + state.target.length;
  for (const value of Object.values(state.properties)) bytes += typeof value === 'string' ? value.length : 16;
  return bytes;
}

function storedProperties(writer: Writer, id: string, state: EdgeState, hash: string): Properties {
  const { project, discriminator } = state;
  return {
    ...state.properties,
    id,
    project,
    discriminator,
    createdAt: writer.now,
    updatedAt: writer.now,
    stateHash: hash,
  };
}

interface Pending {
  readonly id: string;
  readonly ref: string;
  readonly state: EdgeState;
  readonly change: Difference;
  readonly hash: string;
}

/** Sets what differs; `gone` are those that another unit deleted before the lock was held. */
async function update(
  writer: Writer,
  existing: readonly Wanted[],
): Promise<{ readonly updated: number; readonly gone: readonly Wanted[] }> {
  const ordered = [...existing].sort((a, b) => (a.id < b.id ? -1 : 1));
  const gone: Wanted[] = [];
  let updated = 0;
  for (const batch of batches(ordered)) {
    const pending = await compare(writer, batch, gone);
    updated += pending.length;
    const rows = pending.map((edge) => [
      edge.ref,
      { ...edge.change.after, updatedAt: writer.now, stateHash: edge.hash },
      pastOf(edge.id, edge.state),
    ]);
    if (rows.length === 0) continue;
    for (const { index, pastRef } of await writer.run(statements.edgesUpdate, { rows })) {
      const edge = pending[index];
      if (edge === undefined) continue;
      log(
        writer,
        'UPDATED',
        edge.id,
        edge.state,
        edge.state.project,
        edge.change.before,
        edge.change.after,
        edge.ref,
        pastRef,
      );
    }
  }
  return { updated, gone };
}

async function compare(
  writer: Writer,
  batch: readonly Wanted[],
  gone: Wanted[],
): Promise<readonly Pending[]> {
  const rows = batch.map((edge) => [edge.state.source, edge.state.target, edge.id]);
  const pending: Pending[] = [];
  const found = new Set<number>();
  for (const { index, ref, properties } of await writer.run(statements.edgesLocked, { rows })) {
    found.add(index);
    const edge = batch[index];
    const change = edge === undefined ? null : difference(properties, edge.state.properties);
    if (edge !== undefined && change !== null) pending.push({ ...edge, ref, change });
  }
  gone.push(...batch.filter((_, i) => !found.has(i)));
  return pending;
}

function pastOf(id: string, key: EdgeKey): Properties {
  return {
    entityId: id,
    element: 'EDGE',
    entityKind: key.type,
    relationType: key.type,
    sourceId: key.source,
    targetId: key.target,
  };
}

/** Deletes edges by identity; those that do not exist count as unchanged. */
export async function deleteEdges(writer: Writer, keys: readonly EdgeKey[]): Promise<WriteCounts> {
  const byId = new Map(keys.map((key) => [edgeId(key), key]));
  let deleted = 0;
  for (const batch of batches([...byId].sort(([a], [b]) => (a < b ? -1 : 1)))) {
    const rows = batch.map(([id, key]) => [key.source, key.target, id]);
    const found = await writer.run(statements.edgesLocked, { rows });
    const locked = found.flatMap(({ index, ref, properties }) => {
      const key = batch[index]?.[1];
      return key === undefined
        ? []
        : [{ ref, properties, type: key.type, source: key.source, target: key.target }];
    });
    deleted += await deleteLockedEdges(writer, locked);
  }
  return { created: 0, updated: 0, unchanged: byId.size - deleted, deleted };
}

/** Deletes edges whose locks the unit holds. */
export async function deleteLockedEdges(
  writer: Writer,
  edges: readonly statements.LockedEdge[],
): Promise<number> {
  for (const batch of batches(edges)) {
    const keyed = batch.map((edge) => ({
      ...edge,
      id: String(edge.properties.id),
      discriminator: String(edge.properties.discriminator ?? ''),
    }));
    const rows = keyed.map((edge) => [edge.ref, pastOf(edge.id, edge)]);
    for (const { index, pastRef } of await writer.run(statements.edgesDelete, { rows })) {
      const edge = keyed[index];
      if (edge === undefined) continue;
      const project = typeof edge.properties.project === 'string' ? edge.properties.project : null;
      log(writer, 'DELETED', edge.id, edge, project, shownProperties(edge.properties), null, null, pastRef);
    }
  }
  return edges.length;
}

function log(
  writer: Writer,
  kind: 'CREATED' | 'UPDATED' | 'DELETED',
  entityId: string,
  key: EdgeKey,
  project: string | null,
  before: Properties | null,
  after: Properties | null,
  ref: string | null,
  pastRef: string | null,
): void {
  const { type, source, target } = key;
  writer.log.add({
    kind,
    element: 'EDGE',
    entityKind: type,
    entityId,
    context: edgeKind(type).context,
    project,
    sourceId: source,
    targetId: target,
    before,
    after,
    ref,
    pastRef,
  });
}
