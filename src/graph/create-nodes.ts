/** Creates nodes with their containment, parents first. */
import { notFound } from '../errors.js';
import { batches } from './batches.js';
import { linkConstraints } from './derived-links.js';
import type { NodeKind } from './kinds.js';
import { nodesCreate, nodesCreateContained } from './statements-of-units.js';
import { nameKeyOf, shownProperties } from './states.js';
import type { Properties } from './types.js';
import { logNode, type Writer } from './writer.js';

/** A desired node, checked. */
export interface WantedNode {
  readonly id: string;
  readonly kind: NodeKind;
  readonly project: string | null;
  readonly parentId: string | null;
  /** The caller's properties and `parentId`. */
  readonly properties: Properties;
  readonly hash: string;
}

interface Group {
  readonly level: number;
  readonly kind: NodeKind;
  readonly isContained: boolean;
  readonly nodes: WantedNode[];
}

/** Errors: NOT_FOUND for a parent or a constraint's column that is not there. */
export async function createNodes(writer: Writer, nodes: readonly WantedNode[]): Promise<void> {
  for (const { kind, isContained, nodes: members } of groupsOf(nodes)) {
    for (const batch of batches(members, roughBytes)) {
      const refs = await (isContained ? createContained : createLoose)(writer, kind, batch);
      batch.forEach(({ id, project, properties }, i) => {
        const after = shownProperties(properties);
        logNode(writer, kind, {
          kind: 'CREATED',
          id,
          project,
          before: null,
          after,
          ref: refs[i] ?? null,
          pastRef: null,
        });
      });
    }
  }
  await linkConstraints(
    writer,
    nodes.filter((node) => Array.isArray(node.properties.columnIds)),
  );
}

/** Nodes of one kind and depth together: a node whose parent is created in the same call comes after it. */
function groupsOf(nodes: readonly WantedNode[]): readonly Group[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const levels = new Map<string, number>();
  const levelOf = (node: WantedNode): number => {
    const known = levels.get(node.id);
    if (known !== undefined) return known;
    levels.set(node.id, 0);
    const parent = node.parentId === null ? undefined : byId.get(node.parentId);
    const level = parent === undefined ? 0 : levelOf(parent) + 1;
    levels.set(node.id, level);
    return level;
  };
  const groups = new Map<string, Group>();
  for (const node of nodes) {
    const level = levelOf(node);
    const isContained = node.parentId !== null && node.kind.containment !== null;
    const key = `${level} ${node.kind.kind} ${isContained}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { level, kind: node.kind, isContained, nodes: [node] });
    else group.nodes.push(node);
  }
  return [...groups.values()].sort((a, b) => a.level - b.level);
}

function roughBytes(node: WantedNode): number {
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
  batch: readonly WantedNode[],
): Promise<readonly string[]> {
  const rows = batch.map((node) => storedProperties(writer, node));
  return (await writer.run(nodesCreate, { labels: kind.labels, rows })).map((row) => row.ref);
}

async function createContained(
  writer: Writer,
  kind: NodeKind,
  batch: readonly WantedNode[],
): Promise<readonly string[]> {
  const rows = batch.map((node) => storedProperties(writer, node));
  const created = await writer.run(nodesCreateContained, {
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

function storedProperties(writer: Writer, node: WantedNode): Properties {
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
