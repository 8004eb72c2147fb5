import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tokensOf } from '../../src/catalog/index.js';
import { rank } from '../../src/catalog/reads/search.js';
import { sharedData } from '../support/shared.js';
import {
  type CatalogTest,
  catalogTest,
  importSchema,
  table,
  upsertProject,
  upsertSystem,
} from './support.js';

let test: CatalogTest;
beforeAll(async () => {
  test = await catalogTest();
});
afterAll(() => test.server.close());

const document = `query ($project: ID!, $text: String!, $kinds: [String!], $first: Int) {
  searchCatalog(project: $project, text: $text, kinds: $kinds, first: $first) { score node { __typename id kind name qualifiedName } matched { field fragment } }
}`;

interface Hit {
  readonly score: number;
  readonly node: {
    readonly id: string;
    readonly kind: string;
    readonly name: string;
    readonly qualifiedName: string;
  };
  readonly matched: readonly { readonly field: string; readonly fragment: string }[];
}

async function search(text: string, more: object = {}, project = test.project): Promise<readonly Hit[]> {
  return (await test.server.data(document, { project, text, ...more })).searchCatalog;
}

describe('searchCatalog', () => {
  beforeAll(async () => {
    const system = await test.system('hive', 'HIVE');
    await test.load(system, 'sales', [
      table('order_items', ['id int', 'order_id int', 'quantity int'], {
        comment: 'Lines of every customer purchase.',
      }),
      table('orders', ['order_id int', 'customer_id int']),
      table('orders_archive', ['order_id int']),
      table('item_orders', ['x int']),
      table('customer', ['customer_id int', 'orders int']),
    ]);
  });

  it('puts the exact qualified name first, then the exact name', async () => {
    const qualified = await search('SALES.orders');
    expect(qualified[0]).toMatchObject({
      node: { qualifiedName: 'sales.orders' },
      matched: [{ field: 'QUALIFIED_NAME' }],
    });
    const exact = await search('orders');
    expect(exact.map((hit) => hit.node.qualifiedName).slice(0, 2)).toEqual([
      'sales.orders',
      'sales.customer.orders',
    ]);
    expect(exact[0]?.matched).toEqual([{ field: 'NAME', fragment: 'orders' }]);
  });

  it('knows the same words in another spelling or order', async () => {
    const [first, second] = await search('OrderItem');
    expect([first?.node.name, second?.node.name].sort()).toEqual(['item_orders', 'order_items']);
    expect(first?.matched).toEqual([{ field: 'TOKENS', fragment: 'order item' }]);
  });

  it('finds a beginning, and words of a description', async () => {
    const byPrefix = await search('orders_a');
    expect(byPrefix[0]).toMatchObject({
      node: { name: 'orders_archive' },
      matched: [{ field: 'NAME', fragment: 'orders_a' }, {}],
    });
    const byText = await search('purchase');
    expect(byText[0]).toMatchObject({ node: { name: 'order_items' } });
    expect(byText[0]?.matched[0]).toEqual({
      field: 'DESCRIPTION',
      fragment: 'Lines of every customer purchase.',
    });
  });

  it('keeps to the kinds asked for and to the number', async () => {
    const columns = await search('order', { kinds: ['Column'], first: 2 });
    expect(columns.map((hit) => hit.node.kind)).toEqual(['Column', 'Column']);
    expect((await search('sales', { kinds: ['Schema'] }))[0]?.node.qualifiedName).toBe('sales');
  });

  it('sees no other project', async () => {
    const other = await catalogOfAnother();
    expect((await search('secret_table')).map((hit) => hit.node.name)).not.toContain('secret_table');
    expect((await search('secret_table', {}, other)).map((hit) => hit.node.name)).toContain('secret_table');
  });

  it.each(['"', 'a AND', '(((', '*', '+-&&||!(){}[]^"~*?:\\/', '😀', '   x   ', 'OR NOT'])(
    'survives %j',
    async (text) => {
      expect(Array.isArray(await search(text))).toBe(true);
    },
  );

  it('scores higher tiers higher, and falls from hit to hit', async () => {
    const scores = (await search('order items', { first: 100 })).map((hit) => hit.score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(scores[0]).toBeGreaterThan(3);
  });
});

describe('ranking', () => {
  it('puts an exact name before any number of better full-text scores', () => {
    const candidate = (id: number, name: string, score: number) => ({
      id: `table:p/s/x.${id}`,
      kind: 'Table',
      name,
      qualifiedName: `x.${name}`,
      tokens: tokensOf(name),
      description: null,
      score,
      columnCount: 5,
    });
    const others = Array.from({ length: 999 }, (_, i) => candidate(i, `orders of ${i}`, 50 - i / 100));
    const [first] = rank('orders', [...others, candidate(1000, 'ORDERS', 0)]);
    expect(first?.candidate.name).toBe('ORDERS');
  });
});

const spiderFolder = sharedData('spider');
describe.skipIf(spiderFolder === null)('search over the Spider schemas', () => {
  it('finds every table first in the project of its database', { timeout: 300_000 }, async () => {
    const databases = JSON.parse(
      readFileSync(join(spiderFolder ?? '', 'tables.json'), 'utf8'),
    ) as readonly SpiderDatabase[];
    const misses: string[] = [];
    let tables = 0;
    for (const [at, database] of databases.entries()) {
      const name = `${test.project.slice('project:'.length)}s${at}`;
      const project = `project:${name}`;
      await test.server.data(upsertProject, { name });
      await test.server.data(upsertSystem, { project, name: 'db', dialect: 'SQLITE' });
      const input = { project, system: 'db', schemas: [{ name: 'main', tables: spiderTables(database) }] };
      const { issues } = (await test.server.data(importSchema, { input })).importSchema;
      expect(issues.filter((issue: { code: string }) => issue.code !== 'TYPE_UNKNOWN')).toEqual([]);
      const found = await firstTables(project, database.table_names_original);
      tables += found.length;
      database.table_names_original.forEach((wanted, i) => {
        if (found[i]?.toLowerCase() !== wanted.toLowerCase())
          misses.push(`${database.db_id}.${wanted}: ${found[i]}`);
      });
    }
    expect(misses).toEqual([]);
    expect([databases.length, tables]).toEqual([97, 533]);
  });
});

interface SpiderDatabase {
  readonly db_id: string;
  readonly table_names_original: readonly string[];
  readonly column_names_original: readonly (readonly [number, string])[];
  readonly column_types: readonly string[];
}

function spiderTables(database: SpiderDatabase): readonly object[] {
  return database.table_names_original.map((name, at) => ({
    name,
    columns: database.column_names_original.flatMap(([owner, column], i) =>
      owner === at ? [{ name: column, type: database.column_types[i] }] : [],
    ),
  }));
}

/** Name of the first table each text finds, twenty searches a request. */
async function firstTables(project: string, texts: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (let start = 0; start < texts.length; start += 10) {
    const some = texts.slice(start, start + 10);
    const declared = some.map((_, i) => `$t${i}: String!`).join(', ');
    const fields = some.map(
      (_, i) =>
        `h${i}: searchCatalog(project: $project, text: $t${i}, kinds: ["Table", "View"], first: 1) { node { name } }`,
    );
    const variables = Object.fromEntries(some.map((text, i) => [`t${i}`, text]));
    const answer = await test.server.data(`query ($project: ID!, ${declared}) { ${fields.join(' ')} }`, {
      project,
      ...variables,
    });
    found.push(...some.map((_, i) => answer[`h${i}`][0]?.node.name ?? '(nothing)'));
  }
  return found;
}

async function catalogOfAnother(): Promise<string> {
  const name = `${test.project.slice('project:'.length)}x`;
  const project = `project:${name}`;
  await test.server.data(upsertProject, { name });
  await test.server.data(upsertSystem, { project, name: 'hive', dialect: 'HIVE' });
  const input = {
    project,
    system: 'hive',
    schemas: [{ name: 's', tables: [table('secret_table', ['a int'])] }],
  };
  await test.server.data(importSchema, { input });
  return project;
}
