/**
 * One hash for what a project's graph says: SHA-256 over the sorted lines of (identity, canonical
 * properties) of the nodes and edges of catalog, lineage and jobs. When something was written, by which
 * run and from which file does not count.
 */
import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical.js';
import { projectName } from './ids.js';
import { edgeKinds, nodeKinds } from './kinds.js';
import { defineQuery } from './query.js';
import type { Graph, ReadOptions } from './types.js';

type Stored = Readonly<Record<string, unknown>>;

const hashNodes = defineQuery<
  {
    readonly prefix: string;
    readonly after: string;
    readonly limit: number;
    readonly types: readonly string[];
  },
  {
    readonly id: string;
    readonly labels: readonly string[];
    readonly properties: Stored;
    readonly edges: readonly Stored[];
  }
>('graph/hash-nodes', ['id', 'labels', 'properties', 'edges']);

const nodesPerRead = 1000;
const contexts: ReadonlySet<string> = new Set(['catalog', 'lineage', 'jobs']);
const kinds: ReadonlySet<string> = new Set(
  nodeKinds.filter((kind) => contexts.has(kind.context)).map((kind) => kind.kind),
);
const types: readonly string[] = edgeKinds
  .filter((kind) => contexts.has(kind.context))
  .map((kind) => kind.type);
const leftOut: ReadonlySet<string> = new Set([
  'id',
  'createdAt',
  'updatedAt',
  'fromSeq',
  'toSeq',
  'stateHash',
  'lock',
  'run',
  'file',
  'addedBy',
  'commentedBy',
]);

/** Prefixes of the URNs of those kinds: `project:acme` itself, and `table:acme/…` and the like. */
const prefixes = ['system', 'schema', 'table', 'view', 'column', 'constraint', 'unresolved', 'join'] as const;

/** Hex SHA-256. Cost: one page of nodes and edges after the other; memory holds one line an element. */
export async function graphHash(
  graph: Pick<Graph, 'read'>,
  project: string,
  options: ReadOptions = {},
): Promise<string> {
  const lines: string[] = [];
  for (const kind of prefixes) {
    const prefix = `${kind}:${projectName(project)}/`;
    for (let after = ''; ; ) {
      const rows = await graph.read(hashNodes, { prefix, after, limit: nodesPerRead, types }, options);
      for (const { id, labels, properties, edges } of rows) {
        if (labels.some((label) => kinds.has(label))) lines.push(line(id, properties));
        for (const edge of edges) lines.push(line(String(edge.id), edge));
      }
      const last = rows.at(-1);
      if (last === undefined || rows.length < nodesPerRead) break;
      after = last.id;
    }
  }
  const hash = createHash('sha256');
  for (const text of lines.sort()) hash.update(text).update('\n');
  return hash.digest('hex');
}

function line(id: string, properties: Stored): string {
  const counted = Object.fromEntries(
    Object.entries(properties).filter(([name, value]) => !leftOut.has(name) && value !== null),
  );
  return `${id}\t${canonicalJson(counted)}`;
}
