import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CatalogTest, catalogTest, table, upsertProject, upsertSystem } from './support.js';

let test: CatalogTest;
beforeAll(async () => {
  test = await catalogTest();
});
afterAll(() => test.server.close());

const data = (document: string, variables: object = {}) =>
  test.server.data(document, { project: test.project, ...variables });

describe('projects and systems', () => {
  it('are created once and found ever after', async () => {
    const name = test.project.slice('project:'.length);
    const again = await test.server.data(upsertProject, { name });
    const once = await test.server.data(upsertProject, { name: test.project });
    expect(again.upsertProject).toMatchObject({ project: { id: test.project, name }, clientMutationId: 'm' });
    expect(once.upsertProject.project).toEqual(again.upsertProject.project);
  });

  it('take the case rule of their dialect unless they name one', async () => {
    const system = (name: string, dialect: string, caseRule?: string) =>
      data(upsertSystem, { name, dialect, caseRule, namespaces: ['x://y'] });
    expect((await system('ora', 'ORACLE')).upsertSystem.system).toMatchObject({
      caseRule: 'UPPER',
      namespaces: ['x://y'],
    });
    expect((await system('duck', 'DUCKDB')).upsertSystem.system.caseRule).toBe('PRESERVE_INSENSITIVE');
    expect((await system('bq', 'BIGQUERY', 'LOWER')).upsertSystem.system.caseRule).toBe('LOWER');
  });

  it('keep their case rule when another would change an id', async () => {
    const id = await test.system('strict', 'BIGQUERY');
    await test.load(id, 'd', [table('Mixed', ['Id int64'])]);
    const answer = await test.server.query(upsertSystem, {
      project: test.project,
      name: 'strict',
      dialect: 'BIGQUERY',
      caseRule: 'LOWER',
    });
    expect(answer.errors[0]?.extensions?.code).toBe('CONFLICT');
    const harmless = await test.system('lax', 'BIGQUERY');
    await test.load(harmless, 'd', [table('plain', ['id int64'])]);
    await data(upsertSystem, { name: 'lax', dialect: 'BIGQUERY', caseRule: 'LOWER' });
  });
});

describe('importSchema', () => {
  it('writes tables with their columns, keys and types, and writes nothing the second time', async () => {
    const system = await test.system('shop', 'POSTGRESQL');
    const tables = [
      table('orders', ['order_id bigserial', 'customer_id int', 'total numeric(10,2)'], {
        comment: 'All orders.',
        constraints: [
          { kind: 'PRIMARY_KEY', columns: ['order_id'], name: 'pk_orders' },
          { kind: 'FOREIGN_KEY', columns: ['customer_id'], referencedTable: ['customers'] },
          { kind: 'CHECK', checkSql: 'total >= 0', columns: ['total'] },
        ],
      }),
      table('customers', ['id int', 'name text'], {
        constraints: [{ kind: 'PRIMARY_KEY', columns: ['id'] }],
      }),
    ];
    const first = await test.load(system, 'public', tables);
    // A schema, two tables, five columns, four constraints, one reference.
    expect(first).toMatchObject({ created: 13, updated: 0, unchanged: 0, deleted: 0, issues: [] });
    const second = await test.load(system, 'public', tables);
    expect(second).toMatchObject({ created: 0, updated: 0, unchanged: 13, deleted: 0, issues: [] });
    const { node } = await data(
      `query ($id: ID!) { node(id: $id) { description ... on Table {
        columns { edges { node { name ordinal isNullable defaultSql type { canonical } } } }
        constraints { id name kind columns { name } referencedColumns { name table { name } } checkSql state evidence { rule confidence } }
      } } }`,
      { id: `${system.replace('system:', 'table:')}/public.orders` },
    );
    expect(node.description).toBe('All orders.');
    expect(node.columns.edges.map((edge: { node: object }) => edge.node)).toEqual([
      {
        name: 'order_id',
        ordinal: 1,
        isNullable: false,
        defaultSql: "nextval('orders_order_id_seq')",
        type: { canonical: 'int64' },
      },
      { name: 'customer_id', ordinal: 2, isNullable: null, defaultSql: null, type: { canonical: 'int32' } },
      { name: 'total', ordinal: 3, isNullable: null, defaultSql: null, type: { canonical: 'decimal(10,2)' } },
    ]);
    const kinds = node.constraints.map((constraint: { kind: string }) => constraint.kind).sort();
    expect(kinds).toEqual(['CHECK', 'FOREIGN_KEY', 'PRIMARY_KEY']);
    const reference = node.constraints.find(
      (constraint: { kind: string }) => constraint.kind === 'FOREIGN_KEY',
    );
    expect(reference).toMatchObject({
      columns: [{ name: 'customer_id' }],
      referencedColumns: [{ name: 'id', table: { name: 'customers' } }],
      state: 'DECLARED',
      evidence: { rule: 'input', confidence: 1 },
    });
  });

  it('counts a dry run and writes nothing', async () => {
    const system = await test.system('dry', 'HIVE');
    const dry = await test.load(system, 's', [table('t', ['a int'])], { dryRun: true });
    expect(dry).toMatchObject({ created: 3, isDryRun: true });
    const { node } = await data('query ($id: ID!) { node(id: $id) { id } }', {
      id: `${system.replace('system:', 'table:')}/s.t`,
    });
    expect(node).toBeNull();
  });

  it('replaces the columns of a table it names again, in place', async () => {
    const system = await test.system('replaced', 'HIVE');
    await test.load(system, 's', [table('t', ['a int', 'b int', 'c int'])]);
    const again = await test.load(system, 's', [table('t', ['a int', 'c bigint'])]);
    // b goes; c moves up and widens.
    expect(again).toMatchObject({ created: 0, updated: 1, deleted: 1 });
  });

  it('leaves other tables alone with MERGE and deletes them with REPLACE', async () => {
    const system = await test.system('modes', 'HIVE');
    await test.load(system, 'one', [table('a', ['x int']), table('b', ['x int'])]);
    await test.load(system, 'two', [table('a', ['x int'])]);
    await test.load(system, 'one', [table('a', ['x int'])]);
    expect(await names(system)).toEqual(['one.a', 'two.a', 'one.b']);
    await test.load(system, 'one', [table('a', ['x int'])], { mode: 'REPLACE' });
    expect(await names(system)).toEqual(['one.a', 'two.a']);
  });

  it('keeps a reference to a table that is not there, and links it when the table comes', async () => {
    const system = await test.system('later', 'HIVE');
    const child = table('child', ['pid int'], {
      constraints: [
        { kind: 'FOREIGN_KEY', columns: ['pid'], referencedTable: ['parent'], referencedColumns: ['id'] },
      ],
    });
    const first = await test.load(system, 's', [child]);
    expect(first.issues.map((issue) => issue.code)).toEqual(['REFERENCE_UNRESOLVED']);
    expect(await references(system, 's.child')).toEqual([null]);
    const { unresolvedReferences } = await data(
      'query ($project: ID!) { unresolvedReferences(project: $project) { totalCount edges { node { text statement { id } } } } }',
    );
    expect(unresolvedReferences).toEqual({ totalCount: 0, edges: [] });
    await test.load(system, 's', [table('parent', ['id int'])]);
    expect(await references(system, 's.child')).toEqual([['id']]);
    await test.load(system, 's', [table('parent', ['other int'])]);
    expect(await references(system, 's.child')).toEqual([null]);
  });

  it('keeps two keys between the same tables', async () => {
    const system = await test.system('two-keys', 'HIVE');
    const key = { kind: 'FOREIGN_KEY', columns: ['a'], referencedTable: ['t'], referencedColumns: ['a'] };
    await test.load(system, 's', [
      table('t', ['a int']),
      table('u', ['a int'], { constraints: [{ ...key, name: 'k1' }, { ...key, name: 'k2' }, key, key] }),
    ]);
    const { node } = await data(
      'query ($id: ID!) { node(id: $id) { ... on Table { constraints { id name } } } }',
      {
        id: `${system.replace('system:', 'table:')}/s.u`,
      },
    );
    const ids = node.constraints.map(({ id }: { id: string }) => id.slice(id.lastIndexOf('/') + 1));
    expect(ids).toEqual(['fk(a)-s.t(a)', 'fk(a)-s.t(a)~2', 'k1', 'k2']);
  });

  it('turns a table into a view with what people said of it, and back', async () => {
    const system = await test.system('turns', 'HIVE');
    await test.load(system, 's', [table('t', ['a int'])]);
    const id = `${system.replace('system:', 'table:')}/s.t`;
    await data(
      'mutation ($id: ID!) { describe(input: { id: $id, description: "Mine", tags: ["gold"] }) { cursor } }',
      { id },
    );
    await test.load(system, 's', [table('t', ['a int'], { kind: 'VIEW', viewSql: 'SELECT 1' })]);
    const seen = async () =>
      (
        await data(
          'query ($id: ID!) { node(id: $id) { id kind description ... on Table { tableKind tags viewSql columns { edges { node { id table { id } } } } } } }',
          { id },
        )
      ).node;
    const view = await seen();
    expect(view).toMatchObject({
      kind: 'View',
      tableKind: 'VIEW',
      description: 'Mine',
      tags: ['gold'],
      viewSql: 'SELECT 1',
    });
    expect(view.id).toBe(id.replace('table:', 'view:'));
    expect(view.columns.edges).toEqual([
      { node: { id: id.replace('table:', 'column:').concat('.a'), table: { id: view.id } } },
    ]);
    await test.load(system, 's', [table('t', ['a int'])]);
    expect(await seen()).toMatchObject({
      id,
      kind: 'Table',
      description: 'Mine',
      tags: ['gold'],
      viewSql: null,
    });
  });
});

describe('node and nodes', () => {
  it('answer by id and alias, null in place for what is not there', async () => {
    const system = await test.system('nodes', 'HIVE');
    await test.load(system, 's', [table('t', ['a int'])]);
    const path = system.slice('system:'.length);
    const ids = [
      `view:${path}/s.t`,
      'table:nobody/x/y.z',
      `column:${path}/s.t.a`,
      system,
      `schema:${path}/s`,
      test.project,
      'nonsense',
      '',
    ];
    const { nodes } = await data(
      'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename kind name qualifiedName project } }',
      { ids },
    );
    expect(nodes).toEqual([
      { __typename: 'Table', kind: 'Table', name: 't', qualifiedName: 's.t', project: test.project },
      null,
      { __typename: 'Column', kind: 'Column', name: 'a', qualifiedName: 's.t.a', project: test.project },
      { __typename: 'System', kind: 'System', name: 'nodes', qualifiedName: 'nodes', project: test.project },
      { __typename: 'Schema', kind: 'Schema', name: 's', qualifiedName: 's', project: test.project },
      {
        __typename: 'Project',
        kind: 'Project',
        name: test.project.slice(8),
        qualifiedName: test.project.slice(8),
        project: test.project,
      },
      null,
      null,
    ]);
  });

  it('walk down from the project, page by page', async () => {
    const system = await test.system('walk', 'HIVE');
    await test.load(system, 's1', [
      table('b', ['x int', 'y int', 'z int']),
      table('a', ['x int'], { kind: 'VIEW', viewSql: 'q' }),
    ]);
    await test.load(system, 's2', []);
    const { node } = await data(
      `query ($id: ID!) { node(id: $id) { ... on System { schemas(first: 1) { totalCount pageInfo { hasNextPage hasPreviousPage endCursor } edges { node {
        name system { id dialect }
        all: tables { totalCount edges { node { name columnCount columns(first: 2) { totalCount pageInfo { hasNextPage endCursor } edges { node { name } } } } } }
        views: tables(kind: VIEW) { totalCount edges { node { name } } }
      } } } } } }`,
      { id: system },
    );
    const [schema] = node.schemas.edges;
    expect(node.schemas).toMatchObject({
      totalCount: 2,
      pageInfo: { hasNextPage: true, hasPreviousPage: false },
    });
    expect(schema.node).toMatchObject({
      name: 's1',
      system: { id: system, dialect: 'HIVE' },
      views: { totalCount: 1, edges: [{ node: { name: 'a' } }] },
    });
    expect(
      schema.node.all.edges.map((edge: { node: { name: string; columnCount: number } }) => [
        edge.node.name,
        edge.node.columnCount,
      ]),
    ).toEqual([
      ['a', 1],
      ['b', 3],
    ]);
    const { columns } = schema.node.all.edges[1].node;
    expect(columns).toMatchObject({
      totalCount: 3,
      pageInfo: { hasNextPage: true },
      edges: [{ node: { name: 'x' } }, { node: { name: 'y' } }],
    });
    const rest = await data(
      'query ($id: ID!, $after: Cursor) { node(id: $id) { ... on Table { columns(first: 2, after: $after) { pageInfo { hasNextPage hasPreviousPage } edges { node { name } } } } } }',
      { id: `${system.replace('system:', 'table:')}/s1.b`, after: columns.pageInfo.endCursor },
    );
    expect(rest.node.columns).toEqual({
      pageInfo: { hasNextPage: false, hasPreviousPage: true },
      edges: [{ node: { name: 'z' } }],
    });
  });
});

describe('describe', () => {
  it('sets, keeps and clears what people say; a source never overwrites it', async () => {
    const system = await test.system('described', 'HIVE');
    const commented = [table('t', ['a int'], { comment: 'From the source.' })];
    await test.load(system, 's', commented);
    const id = `${system.replace('system:', 'table:')}/s.t`;
    const say = async (input: object) =>
      (
        await data(
          `mutation ($input: DescribeInput!) { describe(input: $input) { node { description ... on Table { tags layer owner } } } }`,
          { input: { id, ...input } },
        )
      ).describe.node;
    expect(await say({})).toEqual({ description: 'From the source.', tags: [], layer: null, owner: null });
    expect(await say({ description: 'Ours.', owner: 'ann', tags: ['b', 'a', 'a'], layer: 'mart' })).toEqual({
      description: 'Ours.',
      tags: ['a', 'b'],
      layer: 'mart',
      owner: 'ann',
    });
    await test.load(system, 's', [table('t', ['a int'], { comment: 'Changed.' })]);
    expect(await say({ tags: ['b', 'c'] })).toEqual({
      description: 'Ours.',
      tags: ['b', 'c'],
      layer: 'mart',
      owner: 'ann',
    });
    expect(await say({ description: null, tags: [], layer: null })).toEqual({
      description: 'Changed.',
      tags: [],
      layer: null,
      owner: 'ann',
    });
  });

  it('answers the head of the feed when nothing changed', async () => {
    const id = await test.system('again', 'HIVE');
    const say = async () =>
      (
        await data('mutation ($id: ID!) { describe(input: { id: $id, description: "x" }) { cursor } }', {
          id,
        })
      ).describe.cursor;
    await say();
    const before = await headSeq();
    await say();
    expect(await headSeq()).toBeGreaterThanOrEqual(before);
  });
});

describe('parseType and compareTypes', () => {
  it('answer without a project and without writing', async () => {
    const answer = await data(`{
      parseType(text: "struct<a:array<int>>", dialect: HIVE) { kind family canonical text(dialect: TRINO) fields { name isNullable type { kind element { kind } } } issues { code } }
      odd: parseType(text: "wat(3)", dialect: HIVE) { kind extension issues { severity code file line column charStart } }
      compareTypes(left: { text: "int", dialect: POSTGRESQL }, right: { text: "number(12,2)", dialect: ORACLE }) { relation crossesFamily join { canonical } left { kind } right { precision scale } }
    }`);
    expect(answer).toEqual({
      parseType: {
        kind: 'STRUCT',
        family: 'STRUCT',
        canonical: 'struct<a:list<int32>>',
        text: 'row(a array(int))',
        fields: [{ name: 'a', isNullable: true, type: { kind: 'LIST', element: { kind: 'INT32' } } }],
        issues: [],
      },
      odd: {
        kind: 'UNKNOWN',
        extension: 'wat',
        issues: [
          { severity: 'WARNING', code: 'TYPE_UNKNOWN', file: 'text', line: 1, column: 1, charStart: 0 },
        ],
      },
      compareTypes: {
        relation: 'WIDENING',
        crossesFamily: true,
        join: { canonical: 'decimal(12,2)' },
        left: { kind: 'INT32' },
        right: { precision: 12, scale: 2 },
      },
    });
  });
});

async function names(system: string): Promise<readonly string[]> {
  const { tables } = await data(
    'query ($project: ID!, $system: ID!) { tables(project: $project, filter: { system: $system }) { edges { node { qualifiedName } } } }',
    { system },
  );
  return tables.edges.map((edge: { node: { qualifiedName: string } }) => edge.node.qualifiedName);
}

async function references(system: string, name: string): Promise<readonly (readonly string[] | null)[]> {
  const { node } = await data(
    'query ($id: ID!) { node(id: $id) { ... on Table { constraints { referencedColumns { name } } } } }',
    {
      id: `${system.replace('system:', 'table:')}/${name}`,
    },
  );
  return node.constraints.map(
    ({ referencedColumns }: { referencedColumns: readonly { name: string }[] | null }) =>
      referencedColumns?.map((column) => column.name) ?? null,
  );
}

async function headSeq(): Promise<number> {
  return (await data('{ feedStatus { headSeq } }')).feedStatus.headSeq;
}
