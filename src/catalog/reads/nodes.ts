/** Single nodes: by id or alias, now or at a moment, batched within a request. */
import { badUserInput, limitExceeded } from '../../errors.js';
import { kindOfLabels, otherTableId } from '../../graph/index.js';
import type { ElementState, Properties } from '../../graph/types.js';
import * as queries from '../queries.js';
import type { Reader } from './reader.js';
import { inOrder } from './reader.js';
import { type CatalogRecord, recordOf } from './record.js';

export interface Moment {
  readonly seq?: number | null | undefined;
  readonly at?: string | null | undefined;
  readonly snapshot?: string | null | undefined;
}

const maxNodes = 1_000;

/** The node of an id or alias; null when there is none or the caller may not see it. */
export function loadNode(reader: Reader, id: string): Promise<CatalogRecord | null> {
  return reader
    .loader<string, CatalogRecord | null>('catalog.node', (ids) => readNodes(reader, ids))
    .load(id);
}

/** Nodes in the order of the ids, null in place. */
export function loadNodes(
  reader: Reader,
  ids: readonly string[],
): Promise<readonly (CatalogRecord | null)[]> {
  return Promise.all(ids.map((id) => loadNode(reader, id)));
}

/** Query `nodes`. Errors: LIMIT_EXCEEDED above 1,000 ids, BAD_USER_INPUT for an id that is no text. */
export function nodes(reader: Reader, ids: readonly string[]): Promise<readonly (CatalogRecord | null)[]> {
  if (ids.length > maxNodes) throw limitExceeded('ids', ids.length, maxNodes);
  return loadNodes(reader, ids.map(checkedId));
}

/** Query `node`: the state at a moment when one is given, with former columns and constraints below it. */
export async function node(reader: Reader, id: string, asOf: Moment | null): Promise<CatalogRecord | null> {
  checkedId(id);
  if (asOf === null) return loadNode(reader, id);
  const seq = await reader.graph.resolveAsOf(asOf, reader.readOptions());
  return nodeAsOf(reader, id, seq);
}

/** The node as of a sequence number, under the id or the other prefix of a table. */
export function nodeAsOf(reader: Reader, id: string, seq: number): Promise<CatalogRecord | null> {
  return reader
    .loader<string, CatalogRecord | null>(`catalog.nodeAsOf ${seq}`, (ids) => readNodesAsOf(reader, ids, seq))
    .load(id);
}

async function readNodesAsOf(
  reader: Reader,
  ids: readonly string[],
  seq: number,
): Promise<readonly (CatalogRecord | null)[]> {
  const aliases = ids.map(idsOf);
  const states = await reader.graph.statesAsOf(aliases.flat(), seq, reader.readOptions());
  let next = 0;
  return aliases.map(({ length }) => {
    const state = states.slice(next, next + length).find((found) => found !== null) ?? null;
    next += length;
    return state === null || !isVisible(reader, state.project) ? null : recordOfState(state, seq);
  });
}

function recordOfState(state: ElementState, seq: number): CatalogRecord {
  const { id, kind, project, parentId, createdAt, updatedAt, fromSeq, properties } = state;
  const own: Properties = { ...properties, id, project, parentId, createdAt, updatedAt, fromSeq };
  return recordOf(kind, own, seq);
}

/** Children of a node at a moment, columns by ordinal, everything else by name. */
export function childrenAsOf(reader: Reader, parent: string, seq: number): Promise<readonly CatalogRecord[]> {
  return reader
    .loader<string, readonly CatalogRecord[]>(`catalog.childrenAsOf ${seq}`, (ids) =>
      readChildrenAsOf(reader, ids, seq),
    )
    .load(parent);
}

async function readChildrenAsOf(
  reader: Reader,
  ids: readonly string[],
  seq: number,
): Promise<readonly (readonly CatalogRecord[])[]> {
  const rows = await reader.graph.read(
    queries.childrenAsOf,
    { ids, seq, projects: reader.projects },
    reader.readOptions(),
  );
  const children: CatalogRecord[][] = ids.map(() => []);
  for (const { index, id, labels, kind, properties } of rows) {
    const record = recordOf(kind ?? kindOfLabels(labels ?? []).kind, { ...properties, id }, seq);
    children[index]?.push(record);
  }
  return children.map((found) => found.sort(byPosition));
}

function byPosition(a: CatalogRecord, b: CatalogRecord): number {
  const [left, right] = [Number(a.ordinal ?? 0), Number(b.ordinal ?? 0)];
  if (left !== right) return left - right;
  const [leftKey, rightKey] = [a.nameKey ?? '', b.nameKey ?? ''];
  if (leftKey !== rightKey) return leftKey < rightKey ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

async function readNodes(reader: Reader, ids: readonly string[]): Promise<readonly (CatalogRecord | null)[]> {
  const rows = await reader.graph.read(
    queries.nodesById,
    { ids: ids.map(idsOf), projects: reader.projects },
    reader.readOptions(),
  );
  return inOrder<(typeof rows)[number], CatalogRecord | null>(
    ids,
    rows,
    ({ labels, properties }) => recordOf(kindOfLabels(labels).kind, properties),
    () => null,
  );
}

/** The id and, of a table, the one it has under the other prefix; a bare project name is none. */
function idsOf(id: string): readonly string[] {
  return id.startsWith('table:') || id.startsWith('view:') ? [id, otherTableId(id)] : [id];
}

function isVisible(reader: Reader, project: string | null): boolean {
  return reader.projects === null || (project !== null && reader.projects.includes(project));
}

const maxIdLength = 4_096;

function checkedId(id: string): string {
  if (id.length > maxIdLength) throw badUserInput('id', `a URN of at most ${maxIdLength} characters`, id);
  return id;
}
