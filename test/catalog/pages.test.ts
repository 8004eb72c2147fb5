import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CatalogTest, catalogTest, table } from './support.js';

let test: CatalogTest;
let hive: string;
let shop: string;
const data = (document: string, variables: object = {}) =>
  test.server.data(document, { project: test.project, ...variables });

beforeAll(async () => {
  test = await catalogTest();
  hive = await test.system('hive', 'HIVE');
  shop = await test.system('shop', 'POSTGRESQL');
  const many = Array.from({ length: 25 }, (_, i) =>
    table(`t${String(i).padStart(2, '0')}`, ['id int', `c${i} text`]),
  );
  await test.load(hive, 'raw', [...many, table('orders', ['id int', 'day date'], { kind: 'EXTERNAL' })]);
  await test.load(hive, 'mart', [
    table('orders', ['id bigint', 'total decimal(10,2)']),
    table('daily', ['day date'], { kind: 'VIEW', viewSql: 'q' }),
    table('empty', []),
  ]);
  await test.load(shop, 'public', [table('orders', ['id int', 'note text'])]);
  const path = hive.slice('system:'.length);
  for (const [id, input] of [
    [`table:${path}/mart.orders`, { tags: ['gold'], layer: 'mart' }],
    [`view:${path}/mart.daily`, { tags: ['gold', 'new'] }],
    [`column:${path}/mart.orders.total`, { tags: ['money'] }],
  ] as const) {
    await data('mutation ($input: DescribeInput!) { describe(input: $input) { cursor } }', {
      input: { id, ...input },
    });
  }
});
afterAll(() => test.server.close());

it('a fragment spread in two places reads what each place selects', async () => {
  const document = `query ($project: ID!, $schema: ID!) {
    a: tables(project: $project, filter: { schema: $schema }) { edges { node { ...F } } }
    b: tables(project: $project, filter: { schema: $schema }) {
      edges { node { ...F columns(first: 5) { edges { node { nativeType } } } } }
    }
  }
  fragment F on Table { columns(first: 5) { edges { node { name } } } }`;
  const schema = `schema:${shop.slice('system:'.length)}/public`;
  const columns = [
    { node: { name: 'id', nativeType: 'int' } },
    { node: { name: 'note', nativeType: 'text' } },
  ];
  for (const run of ['first', 'second', 'third']) {
    const { a, b } = await data(document, { schema });
    expect(b.edges[0].node.columns.edges, `${run} run`).toEqual(columns);
    expect(a.edges[0].node.columns.edges, `${run} run`).toEqual(
      columns.map(({ node: { name } }) => ({ node: { name } })),
    );
  }
});

const tablesDocument = `query ($project: ID!, $filter: TableFilter, $first: Int, $after: Cursor) {
  tables(project: $project, filter: $filter, first: $first, after: $after) {
    totalCount edges { cursor node { id name qualifiedName } } pageInfo { hasNextPage endCursor }
  }
}`;
const columnsDocument = tablesDocument.replace('TableFilter', 'ColumnFilter').replace('tables(', 'columns(');

/** Qualified names of all pages of `first`, and how many pages there were. */
async function pages(
  document: string,
  filter: object,
  first: number,
): Promise<{ readonly names: string[]; readonly pages: number; readonly total: number }> {
  const names: string[] = [];
  let after: string | null = null;
  for (let count = 1; ; count += 1) {
    const answer: {
      edges: { node: { qualifiedName: string } }[];
      totalCount: number;
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    } = Object.values<never>(await data(document, { filter, first, after }))[0] as never;
    names.push(...answer.edges.map((edge) => edge.node.qualifiedName));
    if (!answer.pageInfo.hasNextPage) return { names, pages: count, total: answer.totalCount };
    after = answer.pageInfo.endCursor;
  }
}

describe('pages of tables', () => {
  it('are ordered by name then id, and end where the tables end', async () => {
    const whole = await pages(tablesDocument, {}, 1000);
    expect(whole.names).toHaveLength(30);
    expect(whole.total).toBe(30);
    expect(whole.names.slice(0, 5)).toEqual([
      'mart.daily',
      'mart.empty',
      'mart.orders',
      'raw.orders',
      'public.orders',
    ]);
    for (const first of [1, 7, 30])
      expect((await pages(tablesDocument, {}, first)).names).toEqual(whole.names);
  });

  it.each([
    ['a system', () => ({ system: shop }), ['public.orders']],
    [
      'a schema',
      () => ({ schema: `schema:${hive.slice(7)}/mart` }),
      ['mart.daily', 'mart.empty', 'mart.orders'],
    ],
    ['a schema of another project', () => ({ schema: 'schema:other/hive/mart' }), []],
    ['a schema of another system', () => ({ system: shop, schema: `schema:${hive.slice(7)}/mart` }), []],
    [
      'a system and a schema of it',
      () => ({ system: hive, schema: `schema:${hive.slice(7)}/mart`, tag: 'new' }),
      ['mart.daily'],
    ],
    ['kinds', () => ({ kind: ['VIEW', 'EXTERNAL'] }), ['mart.daily', 'raw.orders']],
    ['a layer', () => ({ layer: 'mart' }), ['mart.orders']],
    ['a tag', () => ({ tag: 'gold' }), ['mart.daily', 'mart.orders']],
    ['a tag nobody carries', () => ({ tag: 'none' }), []],
    [
      'a tag within a schema',
      () => ({ tag: 'gold', schema: `schema:${hive.slice(7)}/mart`, kind: ['BASE'] }),
      ['mart.orders'],
    ],
    ['completeness', () => ({ isComplete: false }), ['mart.empty']],
    ['a name', () => ({ namePattern: 'ORDERS' }), ['mart.orders', 'raw.orders', 'public.orders']],
    ['a prefix', () => ({ namePattern: 'T2*' }), ['raw.t20', 'raw.t21', 'raw.t22', 'raw.t23', 'raw.t24']],
    [
      'a prefix in a schema',
      () => ({ namePattern: 'o*', schema: `schema:${hive.slice(7)}/mart` }),
      ['mart.orders'],
    ],
    ['a prefix with a tag', () => ({ namePattern: 'd*', tag: 'gold' }), ['mart.daily']],
  ])('are filtered by %s', async (_, filter, expected) => {
    const found = await pages(tablesDocument, filter(), 2);
    expect(found.names).toEqual(expected);
    expect(found.total).toBe(expected.length);
  });

  it('lose and repeat nothing while tables come and go', async () => {
    const before = await pages(tablesDocument, { system: hive }, 1000);
    const first = await data(tablesDocument, { filter: { system: hive }, first: 10 });
    await test.load(hive, 'raw', [table('aaa', ['x int']), table('zzz', ['x int'])]);
    const seen: string[] = first.tables.edges.map(
      (edge: { node: { qualifiedName: string } }) => edge.node.qualifiedName,
    );
    let after = first.tables.pageInfo.endCursor;
    for (let more = true; more; ) {
      const next = await data(tablesDocument, { filter: { system: hive }, first: 10, after });
      seen.push(
        ...next.tables.edges.map((edge: { node: { qualifiedName: string } }) => edge.node.qualifiedName),
      );
      more = next.tables.pageInfo.hasNextPage;
      after = next.tables.pageInfo.endCursor;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual([...before.names, 'raw.zzz']);
  });
});

describe('pages of columns', () => {
  it.each([
    [
      'a table',
      () => ({ table: `table:${hive.slice(7)}/mart.orders` }),
      ['mart.orders.id', 'mart.orders.total'],
    ],
    [
      'a schema',
      () => ({ schema: `schema:${hive.slice(7)}/mart` }),
      ['mart.daily.day', 'mart.orders.id', 'mart.orders.total'],
    ],
    [
      'a table of another schema',
      () => ({ schema: `schema:${hive.slice(7)}/raw`, table: `table:${hive.slice(7)}/mart.orders` }),
      [],
    ],
    ['a table of another system', () => ({ system: shop, table: `table:${hive.slice(7)}/mart.orders` }), []],
    [
      'a family',
      () => ({ typeFamily: ['DATE', 'DECIMAL'] }),
      ['mart.daily.day', 'raw.orders.day', 'mart.orders.total'],
    ],
    ['a family in a system', () => ({ typeFamily: ['STRING'], system: shop }), ['public.orders.note']],
    ['a tag', () => ({ tag: 'money' }), ['mart.orders.total']],
    ['a name', () => ({ namePattern: 'note' }), ['public.orders.note']],
    [
      'a prefix',
      () => ({ namePattern: 'C2*' }),
      ['raw.t02.c2', 'raw.t20.c20', 'raw.t21.c21', 'raw.t22.c22', 'raw.t23.c23', 'raw.t24.c24'],
    ],
    ['partitioning', () => ({ isPartition: true }), []],
  ])('are filtered by %s', async (_, filter, expected) => {
    const found = await pages(columnsDocument, filter(), 2);
    expect(found.names).toEqual(expected);
    expect(found.total).toBe(expected.length);
  });

  it('are ordered by name then id over the whole project', async () => {
    const whole = await pages(columnsDocument, {}, 1000);
    expect((await pages(columnsDocument, {}, 9)).names).toEqual(whole.names);
    expect(whole.total).toBe(whole.names.length);
  });
});

describe('facets', () => {
  it('count tables and columns for the same filters', async () => {
    const { facets } = await data(`query ($project: ID!) {
      facets(project: $project, by: [KIND, TAG, LAYER, TYPE_FAMILY, SCHEMA], tables: { namePattern: "orders" }, columns: { namePattern: "day" }) { by values { key count } }
    }`);
    const path = hive.slice('system:'.length);
    expect(facets).toEqual([
      {
        by: 'KIND',
        values: [
          { key: 'BASE', count: 2 },
          { key: 'EXTERNAL', count: 1 },
        ],
      },
      { by: 'TAG', values: [{ key: 'gold', count: 1 }] },
      { by: 'LAYER', values: [{ key: 'mart', count: 1 }] },
      { by: 'TYPE_FAMILY', values: [{ key: 'DATE', count: 2 }] },
      {
        by: 'SCHEMA',
        values: [
          { key: `schema:${path}/mart`, count: 1 },
          { key: `schema:${path}/raw`, count: 1 },
          { key: `schema:${shop.slice(7)}/public`, count: 1 },
        ],
      },
    ]);
  });
});
