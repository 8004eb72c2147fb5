import neo4j, { type Driver, type ProfiledPlan } from 'neo4j-driver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as bulk from '../../bench/support/bulk-catalog.js';
import * as queries from '../../src/catalog/queries.js';
import type { Query } from '../../src/graph/index.js';
import { parametersFor } from '../../src/graph/query.js';
import { testConnection, testProject } from '../support/project.js';

/**
 * Costs are counted in database hits, which do not depend on the machine: 1,000 and 10,000 tables of
 * 20 columns each are read by the same statements. `npm run bench -- catalog` measures the times.
 */
const sizes = { small: 1_000, large: 10_000 } as const;
const projects: Record<keyof typeof sizes, string> = { small: '', large: '' };
let driver: Driver;

beforeAll(async () => {
  const { uri, user, password } = testConnection();
  driver = neo4j.driver(uri, neo4j.auth.basic(user, password));
  for (const size of ['small', 'large'] as const) {
    projects[size] = (await testProject()).id;
    await bulk.load(driver, { project: projects[size], tables: sizes[size], columns: 20 });
  }
}, 300_000);

afterAll(async () => {
  for (const project of Object.values(projects)) await bulk.remove(driver, project);
  await driver.close();
}, 300_000);

const first = { key: '', id: '', to: '\u{10FFFF}', limit: 101, scan: 20_000 };
const noTableFilter = { prefixes: null, kinds: null, layer: null, isComplete: null, tag: null };
const fields = ['name', 'qualifiedName', 'tableKind', 'isComplete'];

describe('the cost of reads', () => {
  it('of a page of tables is that of its rows, whatever the number of tables and whichever page', async () => {
    const page = (size: keyof typeof sizes, more: object = {}) =>
      cost(queries.tablesPage, {
        ...first,
        ...noTableFilter,
        project: projects[size],
        fields,
        withCount: true,
        ...more,
      });
    const costs = [
      await page('small'),
      await page('large'),
      await page('small', { key: nameOf(500), id: `table:${bare('small')}/s/m.${nameOf(500)}` }),
      await page('large', { key: nameOf(9_000), id: `table:${bare('large')}/s/m.${nameOf(9_000)}` }),
    ];
    expect(new Set(costs).size).toBe(1);
    expect(costs[0]).toBeLessThanOrEqual(8 * 101);
    expect({ 'tables, 100 rows × 5 fields and a count': costs[0] }).toMatchSnapshot();
  });

  it('of a page of tables of a schema is that of its rows', async () => {
    const page = (size: keyof typeof sizes) =>
      cost(queries.tablesPageOfSchema, {
        ...first,
        kinds: null,
        layer: null,
        isComplete: null,
        tag: null,
        schema: `schema:${bare(size)}/s/m`,
        fields,
        withCount: false,
      });
    const costs = [await page('small'), await page('large')];
    expect(new Set(costs).size).toBe(1);
    expect(costs[0]).toBeLessThanOrEqual(8 * 101);
    expect({ 'tables of a schema, 100 rows × 5 fields': costs[0] }).toMatchSnapshot();
  });

  it('of a page of columns is that of its rows', async () => {
    const page = (size: keyof typeof sizes, more: object = {}) =>
      cost(queries.columnsPage, {
        ...first,
        prefixes: null,
        families: null,
        isPartition: null,
        tag: null,
        parts: null,
        project: projects[size],
        fields: ['name', 'ordinal', 'nativeType', 'typeKey', 'parentId'],
        ...more,
      });
    const costs = [await page('small'), await page('large')];
    expect(new Set(costs).size).toBe(1);
    const late = await page('large', { key: 'c1', id: `column:${bare('large')}/s/m.${nameOf(9_000)}.c1` });
    expect(late).toBeLessThanOrEqual((costs[0] ?? 0) + 5);
    expect(costs[0]).toBeLessThanOrEqual(8 * 101);
    expect({ 'columns, 100 rows × 5 fields': costs[0] }).toMatchSnapshot();
  });

  it('of a filtered page that finds nothing stops at its bound', async () => {
    const page = (size: keyof typeof sizes) =>
      cost(queries.tablesPage, {
        ...first,
        scan: 500,
        ...noTableFilter,
        layer: 'nowhere',
        project: projects[size],
        fields,
        withCount: false,
      });
    const costs = [await page('small'), await page('large')];
    expect(new Set(costs).size).toBe(1);
  });

  it('of a prefix is that of what it finds', async () => {
    const page = (size: keyof typeof sizes) =>
      cost(queries.tablesPage, {
        ...first,
        ...noTableFilter,
        key: 't00005',
        to: 't00005\u{10FFFF}',
        project: projects[size],
        fields,
        withCount: false,
      });
    expect(await page('large')).toBe(await page('small'));
    expect(await page('small')).toBeLessThan(100);
  });

  it('of a node is the same in a graph of any size', async () => {
    const node = (size: keyof typeof sizes) =>
      cost(queries.nodesById, {
        ids: [[`table:${bare(size)}/s/m.${nameOf(7)}`, `view:${bare(size)}/s/m.${nameOf(7)}`]],
        projects: null,
      });
    const costs = [await node('small'), await node('large')];
    expect(new Set(costs).size).toBe(1);
    expect({ 'node by id': costs[0] }).toMatchSnapshot();
  });

  it('of the columns of a table is that of the table', async () => {
    const columns = (size: keyof typeof sizes) =>
      cost(queries.columnsOfTables, {
        ids: [`table:${bare(size)}/s/m.${nameOf(7)}`],
        ordinal: -1,
        id: '',
        limit: 201,
        fields: ['name', 'ordinal'],
        projects: null,
      });
    expect(await columns('large')).toBe(await columns('small'));
  });
});

/** Database hits of a statement, all operators together. */
async function cost<Params extends object, Row>(query: Query<Params, Row>, params: Params): Promise<number> {
  const session = driver.session({ defaultAccessMode: neo4j.session.READ });
  try {
    const parameters = parametersFor(query as never, params);
    const { summary } = await session.run(`PROFILE ${query.text}`, parameters);
    if (summary.profile === false) throw new Error('no profile');
    return hits(summary.profile);
  } finally {
    await session.close();
  }
}

function hits(plan: ProfiledPlan): number {
  return Number(plan.dbHits) + plan.children.reduce((sum, child) => sum + hits(child), 0);
}

function bare(size: keyof typeof sizes): string {
  return projects[size].slice('project:'.length);
}

function nameOf(index: number): string {
  return `t${String(index).padStart(5, '0')}`;
}
