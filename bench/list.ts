/**
 * `npm run bench -- list`: what a keyset page of 100 rows × 5 fields costs. CPU time of the server process
 * beside that of the thinnest endpoint in the same process, blocks of requests in turn over 4 connections;
 * database hits of the first page and of page 1,000.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import neo4j, { type Driver, type ProfiledPlan } from 'neo4j-driver';
import { openGraph } from '../src/graph/index.js';
import * as bulk from './support/bulk-catalog.js';
import type { ListProcessMessage, ListProcessOptions } from './support/list/endpoints.js';
import { document, pageSize, tablesPageParameters, tablesPageText } from './support/list/page.js';
import { neo4jForBench } from './support/neo4j.js';
import { type BenchmarkResult, type BenchOptions, type Measurement, UsageError } from './types.js';

export const summary =
  'a page of 100 rows: CPU beside the thinnest endpoint, database hits of pages 1 and 1,000';
export const options = {
  block: { value: 'n', description: 'requests of a block (default 1500)' },
} as const;

const tables = 100_000;
const deepPage = 1000;
const warmUps = 2500;
const blocks = 7;
const connections = 4;
const mostCpu = 1.6;
const mostHits = 8;

export async function run({ log, values }: BenchOptions): Promise<BenchmarkResult> {
  const block = Number(values.get('block') ?? 1500);
  if (!Number.isInteger(block) || block < 100) throw new UsageError('--block: expected 100 or more');
  const store = await neo4jForBench();
  const { uri, user, password } = store.connection;
  const driver = neo4j.driver(uri, neo4j.auth.basic(user, password));
  const dataFolder = mkdtempSync(join(tmpdir(), 'sheaf-bench-list-'));
  const project = `project:bench-list-${randomBytes(4).toString('hex')}`;
  let child: ChildProcess | null = null;
  try {
    await migrate(store.connection);
    log(`loading ${tables} tables`);
    await bulk.load(driver, { project, tables, columns: 0 });
    child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), entry], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: { ...process.env, NODE_ENV: 'production' },
    });
    const cpu = await measured(child, { connection: store.connection, dataFolder, project }, block, log);
    return { kind: 'benchmark', benchmark: 'list', rows: [cpu, ...(await counted(driver, project))] };
  } finally {
    child?.kill('SIGKILL');
    await bulk.remove(driver, project);
    await driver.close();
    await store.close();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

const entry = fileURLToPath(new URL('./support/list/endpoints.ts', import.meta.url));

async function migrate(connection: ListProcessOptions['connection']): Promise<void> {
  const graph = await openGraph(connection);
  await graph.migrate();
  await graph.close();
}

async function measured(
  child: ChildProcess,
  listOptions: ListProcessOptions,
  block: number,
  log: (line: string) => void,
): Promise<Measurement> {
  child.send(listOptions);
  const listening = await told(child, 'listening');
  const body = JSON.stringify({
    query: document,
    variables: { project: listOptions.project, first: pageSize },
  });
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const ours = (count: number) => requests(agent, listening.url, body, count);
  const thinnest = (count: number) => requests(agent, listening.thinnest, null, count);
  await compared(listening, body, agent);
  await ours(warmUps);
  await thinnest(warmUps);
  const times: { ours: number[]; thinnest: number[] } = { ours: [], thinnest: [] };
  for (let i = 0; i < blocks; i += 1) {
    times.ours.push((await cpuOf(child, () => ours(block))) / block);
    times.thinnest.push((await cpuOf(child, () => thinnest(block))) / block);
    log(
      `block ${i + 1} of ${blocks}: ${times.ours[i]?.toFixed(3)} ms and ${times.thinnest[i]?.toFixed(3)} ms a request`,
    );
  }
  agent.destroy();
  const [value, baseline] = [median(times.ours), median(times.thinnest)];
  const ratio = value / baseline;
  return {
    metric: `page of ${pageSize} rows × 5 fields, CPU of the server process a request`,
    value: round(value),
    unit: 'ms',
    baseline: round(baseline),
    ratio: round(ratio),
    bound: `≤ ${mostCpu} × the thinnest endpoint`,
    holds: ratio <= mostCpu,
    note: `medians of ${blocks} blocks of ${block}`,
  };
}

/** A fast wrong answer is none: both must name the same tables before they are timed. */
async function compared(
  { url, thinnest }: { readonly url: string; readonly thinnest: string },
  body: string,
  agent: Agent,
): Promise<void> {
  interface Row {
    readonly id: string;
  }
  const answer = JSON.parse(await send(agent, url, body)) as {
    readonly data: { readonly tables: { readonly edges: readonly { readonly node: Row }[] } };
  };
  const ours = answer.data.tables.edges.map(({ node }) => node.id);
  const bare = (JSON.parse(await send(agent, thinnest, null)) as readonly Row[]).slice(0, pageSize);
  const isSame = ours.length === pageSize && ours.every((id, i) => id === bare[i]?.id);
  if (!isSame) throw new Error(`the server and the thinnest endpoint answer differently: ${ours[0]} …`);
}

async function cpuOf(child: ChildProcess, work: () => Promise<void>): Promise<number> {
  const before = await cpuMs(child);
  await work();
  return (await cpuMs(child)) - before;
}

async function cpuMs(child: ChildProcess): Promise<number> {
  child.send('cpu');
  return (await told(child, 'cpu')).ms;
}

function told<Kind extends ListProcessMessage['kind']>(
  child: ChildProcess,
  kind: Kind,
): Promise<Extract<ListProcessMessage, { readonly kind: Kind }>> {
  return new Promise((resolve, reject) => {
    const ended = () => reject(new Error('the measured process ended'));
    const heard = (message: ListProcessMessage) => {
      if (message.kind !== kind) return;
      child.off('exit', ended).off('message', heard);
      resolve(message as Extract<ListProcessMessage, { readonly kind: Kind }>);
    };
    child.on('message', heard).once('exit', ended);
  });
}

async function requests(agent: Agent, url: string, body: string | null, count: number): Promise<void> {
  let left = count;
  const connection = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await send(agent, url, body);
    }
  };
  await Promise.all(Array.from({ length: connections }, connection));
}

function send(agent: Agent, url: string, body: string | null): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers =
      body === null ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const sent = request(url, { agent, method: body === null ? 'GET' : 'POST', headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('error', reject);
      response.on('end', () =>
        response.statusCode === 200
          ? resolve(text)
          : reject(new Error(`status ${response.statusCode}: ${text}`)),
      );
    });
    sent.on('error', reject).end(body ?? undefined);
  });
}

async function counted(driver: Driver, project: string): Promise<readonly Measurement[]> {
  const before = (deepPage - 1) * pageSize - 1;
  const key = `t${String(before).padStart(5, '0')}`;
  const first = await cost(driver, tablesPageParameters(project, '', ''));
  const deep = await cost(
    driver,
    tablesPageParameters(project, key, `table:${project.slice('project:'.length)}/s/m.${key}`),
  );
  return [
    {
      metric: 'first page, database hits a row',
      value: round(first / (pageSize + 1)),
      unit: 'hits',
      bound: `≤ ${mostHits}`,
      holds: first <= mostHits * (pageSize + 1),
    },
    {
      metric: `page ${deepPage}, database hits`,
      value: deep,
      unit: 'hits',
      baseline: first,
      ratio: round(deep / first),
      bound: '≤ 1 × page 1',
      holds: deep <= first,
    },
  ];
}

async function cost(driver: Driver, parameters: Record<string, unknown>): Promise<number> {
  const session = driver.session({ defaultAccessMode: neo4j.session.READ });
  try {
    const { summary: answered } = await session.run(`PROFILE ${tablesPageText}`, parameters);
    if (answered.profile === false) throw new Error('the database gave no profile');
    return hits(answered.profile);
  } finally {
    await session.close();
  }
}

function hits(plan: ProfiledPlan): number {
  return Number(plan.dbHits) + plan.children.reduce((sum, child) => sum + hits(child), 0);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
