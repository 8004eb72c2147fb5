import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CatalogTest, catalogTest, importSchema, table, upsertSystem } from './support.js';

let test: CatalogTest;
let system: string;
beforeAll(async () => {
  test = await catalogTest();
  system = await test.system('hive', 'HIVE');
});
afterAll(() => test.server.close());

async function failure(
  document: string,
  variables: object = {},
): Promise<{ readonly code: string; readonly field?: string; readonly message: string }> {
  const answer = await test.server.query(document, { project: test.project, ...variables });
  const [error] = answer.errors;
  if (error === undefined) throw new Error(`no error: ${JSON.stringify(answer.data)}`);
  return {
    code: String(error.extensions?.code),
    field: error.extensions?.field as string,
    message: error.message,
  };
}

const importing = (input: object) =>
  failure(importSchema, { input: { project: test.project, system, schemas: [], ...input } });

describe('misuse of mutations', () => {
  it('names an unknown project or system', async () => {
    expect(
      await failure(upsertSystem, { project: 'project:nobody', name: 'x', dialect: 'HIVE' }),
    ).toMatchObject({ code: 'NOT_FOUND' });
    expect(await importing({ system: 'nowhere' })).toMatchObject({
      code: 'NOT_FOUND',
      message: expect.stringContaining('nowhere'),
    });
    expect(await importing({ system: 'system:other/hive' })).toMatchObject({ code: 'NOT_FOUND' });
    expect(
      await failure('mutation ($id: ID!) { describe(input: { id: $id }) { cursor } }', {
        id: 'table:a/b/c.d',
      }),
    ).toMatchObject({ code: 'NOT_FOUND' });
  });

  it.each(['', 'Upper', 'with space', '-x', 'a'.repeat(64), 'ä', '../x'])(
    'refuses the project name %j',
    async (name) => {
      expect(
        (
          await failure('mutation ($name: String!) { upsertProject(input: { name: $name }) { cursor } }', {
            name,
          })
        ).code,
      ).toMatch(/BAD_USER_INPUT|NOT_FOUND|FORBIDDEN/);
    },
  );

  it('bounds an import', async () => {
    const tables = (count: number, columns: number) =>
      Array.from({ length: count }, (_, i) =>
        table(
          `t${i}`,
          Array.from({ length: columns }, (_, c) => `c${c} int`),
        ),
      );
    expect(await importing({ schemas: [{ name: 's', tables: tables(501, 0) }] })).toMatchObject({
      code: 'LIMIT_EXCEEDED',
    });
    expect(await importing({ schemas: [{ name: 's', tables: tables(11, 1000) }] })).toMatchObject({
      code: 'LIMIT_EXCEEDED',
    });
    expect(await importing({ schemas: [{ name: '', tables: [] }] })).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'input.schemas[0].name',
    });
    const long = table('x'.repeat(256), []);
    expect(await importing({ schemas: [{ name: 's', tables: [long] }] })).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'input.schemas[0].tables[0].name',
    });
    const keyless = table('t', ['a int'], { constraints: [{ kind: 'FOREIGN_KEY', columns: ['a'] }] });
    expect(await importing({ schemas: [{ name: 's', tables: [keyless] }] })).toMatchObject({
      code: 'BAD_USER_INPUT',
    });
  });

  it('bounds a description', async () => {
    const say = (input: object) =>
      failure('mutation ($input: DescribeInput!) { describe(input: $input) { cursor } }', {
        input: { id: system, ...input },
      });
    expect(await say({ layer: 'x' })).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.layer' });
    expect(await say({ description: 'x'.repeat(16_385) })).toMatchObject({ code: 'LIMIT_EXCEEDED' });
    expect(await say({ tags: Array.from({ length: 51 }, (_, i) => `t${i}`) })).toMatchObject({
      code: 'LIMIT_EXCEEDED',
    });
    expect(await say({ tags: [' '] })).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.tags[0]' });
  });
});

describe('odd input that is kept', () => {
  it('keeps the first of two columns that fold to one, and says which', async () => {
    const { issues } = await test.load(system, 'dup', [table('t', ['Id int', 'other int', 'ID text'])]);
    expect(issues).toEqual([
      expect.objectContaining({
        severity: 'ERROR',
        code: 'COLUMN_DUPLICATE',
        message: expect.stringMatching(/ID .*Id .*columns 1 and 3/),
      }),
    ]);
  });

  it('keeps a table without columns, incomplete', async () => {
    const { issues } = await test.load(system, 'bare', [table('t', [])]);
    expect(issues).toEqual([]);
    const { node } = await test.server.data(
      'query ($id: ID!) { node(id: $id) { ... on Table { isComplete columnCount } } }',
      {
        id: `${system.replace('system:', 'table:')}/bare.t`,
      },
    );
    expect(node).toEqual({ isComplete: false, columnCount: 0 });
  });

  it('leaves out a key over a column that is not there, and says so', async () => {
    const { issues } = await test.load(system, 'nokey', [
      table('t', ['a int'], { constraints: [{ kind: 'PRIMARY_KEY', columns: ['b'] }] }),
    ]);
    expect(issues.map((issue) => issue.code)).toEqual(['CONSTRAINT_COLUMN_UNKNOWN']);
  });

  it('keeps a type it cannot read as it stands', async () => {
    const deep = `${'array<'.repeat(70)}int${'>'.repeat(70)}`;
    const { issues } = await test.load(system, 'deep', [{ name: 't', columns: [{ name: 'a', type: deep }] }]);
    expect(issues.map((issue) => issue.code)).toEqual(['TYPE_TOO_DEEP']);
    const { node } = await test.server.data(
      'query ($id: ID!) { node(id: $id) { ... on Column { nativeType type { kind } } } }',
      {
        id: `${system.replace('system:', 'column:')}/deep.t.a`,
      },
    );
    expect(node).toEqual({ nativeType: deep, type: { kind: 'UNKNOWN' } });
  });

  it('stores any name exactly', async () => {
    const odd = [
      'a"b',
      "a'b",
      'a.b',
      'a b',
      '😀',
      'x'.repeat(255),
      'constructor',
      '__proto__',
      'a/b',
      'a%2eb',
      'a\\b',
      '`',
      '{}',
      'ünï',
      '\u202e',
    ];
    await test.load(system, 'odd', [
      { name: 'we.ird "t"', columns: odd.map((name) => ({ name, type: 'int' })) },
    ]);
    const { columns } = await test.server.data(
      'query ($project: ID!, $schema: ID!) { columns(project: $project, filter: { schema: $schema }, first: 100) { edges { node { id name ordinal table { name } } } } }',
      { project: test.project, schema: `${system.replace('system:', 'schema:')}/odd` },
    );
    const nodes = columns.edges.map(
      (edge: { node: { id: string; name: string; ordinal: number; table: { name: string } } }) => edge.node,
    );
    const byOrdinal = [...nodes].sort((a, b) => a.ordinal - b.ordinal);
    expect(byOrdinal.map((node) => node.name)).toEqual(odd);
    expect(new Set(nodes.map((node: { table: { name: string } }) => node.table.name))).toEqual(
      new Set(['we.ird "t"']),
    );
    const { nodes: found } = await test.server.data('query ($ids: [ID!]!) { nodes(ids: $ids) { name } }', {
      ids: byOrdinal.map((node) => node.id),
    });
    expect(found.map((node: { name: string }) => node.name)).toEqual(odd);
  });
});

describe('misuse of reads', () => {
  const tables =
    'query ($project: ID!, $first: Int, $after: Cursor) { tables(project: $project, first: $first, after: $after) { edges { node { id } } } }';

  it.each([0, -1, null, 1001, 2_000_000_000])('refuses first: %s', async (first) => {
    expect(await failure(tables, { first })).toMatchObject({ code: 'BAD_USER_INPUT', field: 'first' });
  });

  it.each(['x', '', 'WzFd', 'bnVsbA', 'W10', '%%%'])('refuses the cursor %j', async (after) => {
    expect(await failure(tables, { after })).toMatchObject({ code: 'BAD_USER_INPUT', field: 'after' });
  });

  it('refuses a cursor of another list', async () => {
    await test.load(system, 'cur', [table('t', ['a int'])]);
    const { node } = await test.server.data(
      'query ($id: ID!) { node(id: $id) { ... on Table { columns { pageInfo { endCursor } } } } }',
      {
        id: `${system.replace('system:', 'table:')}/cur.t`,
      },
    );
    expect(await failure(tables, { after: node.columns.pageInfo.endCursor })).toMatchObject({
      code: 'BAD_USER_INPUT',
    });
  });

  it('refuses too many ids and answers odd ones with null', async () => {
    const nodes = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';
    expect(
      await failure(nodes, { ids: Array.from({ length: 1001 }, (_, i) => `table:a/b/c.${i}`) }),
    ).toMatchObject({ code: 'LIMIT_EXCEEDED' });
    const { nodes: found } = await test.server.data(nodes, {
      ids: ['', ':', 'table:', 'table:%', 'edge:x', '\u0000', 'a'.repeat(4000)],
    });
    expect(found).toEqual([null, null, null, null, null, null, null]);
  });

  it('answers an empty page for a filter by what is not there', async () => {
    for (const filter of [
      { schema: `schema:${test.project.slice('project:'.length)}/x/nonsense` },
      { system: 'system:other/x' },
      { tag: '' },
      { namePattern: '' },
      { layer: '' },
    ]) {
      const answer = await test.server.data(
        'query ($project: ID!, $filter: TableFilter) { tables(project: $project, filter: $filter) { totalCount edges { node { id } } } }',
        { project: test.project, filter },
      );
      expect(answer.tables).toEqual({ totalCount: 0, edges: [] });
    }
  });

  it('refuses a filter by what is no id of its kind', async () => {
    const tables =
      'query ($project: ID!, $filter: TableFilter) { tables(project: $project, filter: $filter) { totalCount } }';
    for (const [filter, field] of [
      [{ schema: 'mart' }, 'filter.schema'],
      [{ schema: 'table:a/b/c.d' }, 'filter.schema'],
      [{ system: '' }, 'filter.system'],
    ] as const)
      expect(await failure(tables, { filter })).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });

  it('refuses an empty, long or oddly bounded search', async () => {
    const search = (more: object) =>
      failure(
        'query ($project: ID!, $text: String!, $first: Int, $kinds: [String!]) { searchCatalog(project: $project, text: $text, first: $first, kinds: $kinds) { score } }',
        { text: 'x', ...more },
      );
    expect(await search({ text: '  ' })).toMatchObject({ code: 'BAD_USER_INPUT', field: 'text' });
    expect(await search({ text: 'x'.repeat(201) })).toMatchObject({ code: 'LIMIT_EXCEEDED' });
    for (const first of [0, 101, null]) {
      expect(await search({ first })).toMatchObject({
        code: 'BAD_USER_INPUT',
        field: 'first',
      });
    }
    expect(await search({ kinds: ['Banana'] })).toMatchObject({ code: 'BAD_USER_INPUT', field: 'kinds' });
  });

  it('refuses a facet twice or none', async () => {
    expect((await failure('query ($project: ID!) { facets(project: $project, by: []) { by } }')).code).toBe(
      'BAD_USER_INPUT',
    );
    expect(
      (await failure('query ($project: ID!) { facets(project: $project, by: [TAG, TAG]) { by } }')).code,
    ).toBe('BAD_USER_INPUT');
  });

  it('refuses a moment that is none', async () => {
    const node = 'query ($id: ID!, $asOf: AsOfInput) { node(id: $id, asOf: $asOf) { id } }';
    expect(await failure(node, { id: system, asOf: { seq: 9_000_000_000 } })).toMatchObject({
      code: 'BAD_USER_INPUT',
    });
    expect(await failure(node, { id: system, asOf: { at: '2999-01-01T00:00:00Z' } })).toMatchObject({
      code: 'BAD_USER_INPUT',
    });
    expect(await failure(node, { id: system, asOf: { snapshot: 'x' } })).toMatchObject({
      code: 'UNAVAILABLE',
    });
  });
});
