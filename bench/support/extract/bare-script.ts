/**
 * The baseline of WRITE: a bare script that creates the nodes, relationships and events a run created,
 * under another project, by UNWIND in batches of 2,000, one transaction a batch.
 */
import neo4j, { type Driver } from 'neo4j-driver';
import { defineQuery, parametersFor, type Query } from '../../../src/graph/index.js';

type Stored = Readonly<Record<string, unknown>>;
const batchSize = 2000;
/** After one that is not timed; their median counts. */
const timedRuns = 3;
const kinds = ['schema', 'table', 'view', 'column', 'constraint', 'file', 'statement', 'unresolved', 'join'];

const projectNodes = defineQuery<
  { readonly prefix: string },
  { readonly labels: readonly string[]; readonly properties: Stored }
>('bench/project-nodes', ['labels', 'properties']);
const projectEdges = defineQuery<
  { readonly prefix: string },
  { readonly source: string; readonly type: string; readonly target: string; readonly properties: Stored }
>('bench/project-edges', ['source', 'type', 'target', 'properties']);
const projectEvents = defineQuery<
  { readonly project: string; readonly from: number; readonly to: number },
  { readonly properties: Stored }
>('bench/project-events', ['properties']);
const bareNodes = defineQuery<
  { readonly rows: readonly Stored[]; readonly labels: readonly string[] },
  object
>('bench/bare-nodes', []);
const bareEdges = defineQuery<{ readonly rows: readonly unknown[]; readonly type: string }, object>(
  'bench/bare-edges',
  [],
);
const bareEvents = defineQuery<{ readonly rows: readonly Stored[] }, object>('bench/bare-events', []);
const forgetNodes = defineQuery<
  { readonly prefix: string; readonly limit: number },
  { readonly deleted: number }
>('bench/bare-forget-nodes', ['deleted']);
const forgetEvents = defineQuery<{ readonly limit: number }, { readonly deleted: number }>(
  'bench/bare-forget-events',
  ['deleted'],
);

export interface Connection {
  readonly uri: string;
  readonly user: string;
  readonly password: string;
}

export interface BareScript {
  readonly nodes: number;
  readonly edges: number;
  readonly events: number;
  /** Median of the timed runs. */
  readonly elapsedMs: number;
}

/** Reads what the run made, makes it again under a name of its own and takes that away, four times. */
export async function bareScript(
  { uri, user, password }: Connection,
  project: string,
  range: { readonly from: number; readonly to: number },
): Promise<BareScript> {
  const driver = neo4j.driver(uri, neo4j.auth.basic(user, password), { disableLosslessIntegers: true });
  const name = project.slice('project:'.length);
  const bare = `${name}-bare`;
  try {
    const renamed = renamer(name, bare);
    const made = await read(driver, project, name, range);
    const nodes = grouped(made.nodes, ({ labels }) => labels.filter((label) => label !== 'Entity').join(' '));
    const edges = grouped(made.edges, ({ type }) => type);
    const nodeRows = [...nodes].map(([labels, rows]) => ({
      labels: labels.split(' '),
      rows: rows.map((row) => renamed(row.properties)),
    }));
    const edgeRows = [...edges].map(([type, rows]) => ({
      type,
      rows: rows.map((row) => renamed([row.source, row.target, row.properties])),
    }));
    const eventRows = made.events.map((row, i) => ({ ...renamed(row.properties), seq: -1 - i }));
    const rows = { nodes: nodeRows, edges: edgeRows, events: eventRows };
    // The first plans the statements and fills the caches, as runs before the measured extraction did for Sheaf.
    await writeAndForget(driver, bare, rows);
    const timed: number[] = [];
    while (timed.length < timedRuns) timed.push(await writeAndForget(driver, bare, rows));
    const elapsedMs = timed.toSorted((a, b) => a - b)[Math.floor(timedRuns / 2)] ?? Number.NaN;
    return { nodes: made.nodes.length, edges: made.edges.length, events: made.events.length, elapsedMs };
  } finally {
    await driver.close();
  }
}

interface Rows {
  readonly nodes: readonly { readonly labels: readonly string[]; readonly rows: readonly Stored[] }[];
  readonly edges: readonly { readonly type: string; readonly rows: readonly unknown[] }[];
  readonly events: readonly Stored[];
}

/** Milliseconds that writing took; afterwards the store is as it was. */
async function writeAndForget(driver: Driver, bare: string, rows: Rows): Promise<number> {
  const startedAt = performance.now();
  for (const { labels, rows: some } of rows.nodes)
    await batches(some, (batch) => write(driver, bareNodes, { rows: batch, labels }));
  for (const { type, rows: some } of rows.edges)
    await batches(some, (batch) => write(driver, bareEdges, { rows: batch, type }));
  await batches(rows.events, (batch) => write(driver, bareEvents, { rows: batch }));
  const elapsedMs = performance.now() - startedAt;
  await forget(driver, bare);
  return elapsedMs;
}

async function read(
  driver: Driver,
  project: string,
  name: string,
  range: { readonly from: number; readonly to: number },
) {
  const prefixes = kinds.map((kind) => `${kind}:${name}/`);
  const nodes = [];
  const edges = [];
  for (const prefix of prefixes) nodes.push(...(await rowsOf(driver, projectNodes, { prefix })));
  for (const prefix of prefixes) edges.push(...(await rowsOf(driver, projectEdges, { prefix })));
  return { nodes, edges, events: await rowsOf(driver, projectEvents, { project, ...range }) };
}

async function rowsOf<Params extends object, Row>(
  driver: Driver,
  query: Query<Params, Row>,
  params: Params,
): Promise<readonly Row[]> {
  const { records } = await driver.executeQuery(
    query.text,
    parametersFor(query as Query<never, unknown>, params),
  );
  return records.map((record) => record.toObject() as Row);
}

async function write<Params extends object>(
  driver: Driver,
  query: Query<Params, object>,
  params: Params,
): Promise<void> {
  await driver.executeQuery(query.text, parametersFor(query as Query<never, unknown>, params));
}

/** Every URN of the project in a value, made one of the other. */
function renamer(from: string, to: string): <T>(value: T) => T {
  return (value) =>
    JSON.parse(
      JSON.stringify(value).replaceAll(`:${from}/`, `:${to}/`).replaceAll(`project:${from}`, `project:${to}`),
    );
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item)) ?? [];
    if (group.length === 0) groups.set(keyOf(item), group);
    group.push(item);
  }
  return groups;
}

async function batches<T>(rows: readonly T[], work: (some: readonly T[]) => Promise<void>): Promise<void> {
  for (let start = 0; start < rows.length; start += batchSize)
    await work(rows.slice(start, start + batchSize));
}

async function forget(driver: Driver, bare: string): Promise<void> {
  for (const kind of kinds) {
    for (let deleted = -1; deleted !== 0; ) {
      const [row] = await rowsOf(driver, forgetNodes, { prefix: `${kind}:${bare}/`, limit: batchSize });
      deleted = row?.deleted ?? 0;
    }
  }
  for (let deleted = -1; deleted !== 0; ) {
    deleted = (await rowsOf(driver, forgetEvents, { limit: batchSize }))[0]?.deleted ?? 0;
  }
}
