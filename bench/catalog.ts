/**
 * `npm run bench -- catalog`: whether reads of the catalog cost what they return. A project of 1,000 tables and
 * one of 10,000, 20 columns each, answer the same requests in turn over the GraphQL API: a page of tables at
 * the start and deep inside. Database hits of a node and of the page are counted beside the times.
 */
import neo4j, { type Driver, type ProfiledPlan } from 'neo4j-driver';
import * as queries from '../src/catalog/queries.js';
import type { Query } from '../src/graph/index.js';
import { parametersFor } from '../src/graph/query.js';
import * as bulk from './support/bulk-catalog.js';
import { createProject, type GraphQLClient } from './support/client.js';
import { neo4jForBench } from './support/neo4j.js';
import { startBenchServer } from './support/server.js';
import { type BenchmarkResult, type BenchOptions, type Measurement, UsageError } from './types.js';

export const summary = 'reads of a catalog of 10,000 tables beside one of 1,000: p95 of pages, database hits';
export const options = {
  requests: { value: 'n', description: 'requests of each kind and size (default 300)' },
} as const;

const columnsOfTable = 20;
const sizes = { small: 1_000, large: 10_000 } as const;
type Size = keyof typeof sizes;
const pageSize = 50;
/** Pages before the deep one; the small catalog has 20. */
const deepPage = 18;

const document = `query ($project: ID!, $first: Int!, $after: Cursor) {
  tables(project: $project, first: $first, after: $after) {
    edges { node { id name qualifiedName tableKind isComplete } }
    pageInfo { hasNextPage endCursor }
  }
}`;

export async function run({ log, values }: BenchOptions): Promise<BenchmarkResult> {
  const requests = Number(values.get('requests') ?? 300);
  if (!Number.isInteger(requests) || requests < 20) throw new UsageError('--requests: expected 20 or more');
  const store = await neo4jForBench();
  const { uri, user, password } = store.connection;
  const driver = neo4j.driver(uri, neo4j.auth.basic(user, password));
  const server = await startBenchServer(log);
  const projects: Record<Size, string> = { small: '', large: '' };
  try {
    for (const size of ['small', 'large'] as const) {
      projects[size] = await createProject(server.client, `catalog-${size}`);
      log(`loading ${sizes[size]} tables of ${columnsOfTable} columns`);
      await bulk.load(driver, { project: projects[size], tables: sizes[size], columns: columnsOfTable });
    }
    log(`${requests} requests of each kind and size`);
    const times = await timed(server.client, projects, requests);
    return {
      kind: 'benchmark',
      benchmark: 'catalog',
      rows: [...times, ...(await counted(driver, projects))],
    };
  } finally {
    for (const project of Object.values(projects)) if (project !== '') await bulk.remove(driver, project);
    await driver.close();
    await server.close();
    await store.close();
  }
}

/** The sizes take turns, so that what else the machine does falls on both. */
async function timed(
  client: GraphQLClient,
  projects: Readonly<Record<Size, string>>,
  requests: number,
): Promise<readonly Measurement[]> {
  const rows: Measurement[] = [];
  for (const [name, skipped] of [
    ['first page', 0],
    ['page deep inside', deepPage],
  ] as const) {
    const after = {
      small: await cursorAfter(client, projects.small, skipped),
      large: await cursorAfter(client, projects.large, skipped),
    };
    const times: Record<Size, number[]> = { small: [], large: [] };
    for (let i = -warmUps; i < requests; i += 1) {
      for (const size of ['small', 'large'] as const) {
        const startedAt = performance.now();
        await page(client, projects[size], after[size]);
        if (i >= 0) times[size].push(performance.now() - startedAt);
      }
    }
    const [small, large] = [percentile95(times.small), percentile95(times.large)];
    rows.push({
      metric: `tables, ${name} of ${pageSize}, p95 of ${sizes.large} tables`,
      value: round(large),
      unit: 'ms',
      baseline: round(small),
      ratio: round(large / small),
      bound: '≤ 3',
      holds: large <= 3 * small,
      note: `beside ${sizes.small} tables`,
    });
  }
  return rows;
}

const warmUps = 30;

interface Page {
  readonly tables: { readonly pageInfo: { readonly endCursor: string | null } };
}

function page(client: GraphQLClient, project: string, after: string | null): Promise<Page> {
  return client.query<Page>(document, { project, first: pageSize, after });
}

async function cursorAfter(client: GraphQLClient, project: string, pages: number): Promise<string | null> {
  let after: string | null = null;
  for (let i = 0; i < pages; i += 1) after = (await page(client, project, after)).tables.pageInfo.endCursor;
  return after;
}

/** Database hits of the statements behind `node` and `tables`. */
async function counted(
  driver: Driver,
  projects: Readonly<Record<Size, string>>,
): Promise<readonly Measurement[]> {
  const node = (size: Size): Promise<number> => {
    const path = `${projects[size].slice('project:'.length)}/s/m.t00007`;
    return cost(driver, queries.nodesById, { ids: [[`table:${path}`, `view:${path}`]], projects: null });
  };
  const tables = (size: Size): Promise<number> =>
    cost(driver, queries.tablesPage, {
      key: '',
      id: '',
      to: '\u{10FFFF}',
      limit: pageSize + 1,
      scan: 20_000,
      prefixes: null,
      tag: null,
      kinds: null,
      layer: null,
      isComplete: null,
      project: projects[size],
      fields: ['name', 'qualifiedName', 'tableKind', 'isComplete'],
      withCount: false,
    });
  return [
    equal('node by id, database hits', await node('large'), await node('small')),
    equal(`tables, first ${pageSize}, database hits`, await tables('large'), await tables('small')),
  ];
}

function equal(metric: string, value: number, baseline: number): Measurement {
  return {
    metric,
    value,
    unit: 'hits',
    baseline,
    ratio: round(value / baseline),
    bound: '= 1',
    holds: value === baseline,
  };
}

async function cost<Params extends object, Row>(
  driver: Driver,
  query: Query<Params, Row>,
  params: Params,
): Promise<number> {
  const session = driver.session({ defaultAccessMode: neo4j.session.READ });
  try {
    const { summary } = await session.run(`PROFILE ${query.text}`, parametersFor(query as never, params));
    if (summary.profile === false) throw new Error('the database gave no profile');
    return hits(summary.profile);
  } finally {
    await session.close();
  }
}

function hits(plan: ProfiledPlan): number {
  return Number(plan.dbHits) + plan.children.reduce((sum, child) => sum + hits(child), 0);
}

function percentile95(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * 0.95) - 1] ?? Number.NaN;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
