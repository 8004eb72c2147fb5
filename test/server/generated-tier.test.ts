import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, print } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filterDepth, tierDefinitions } from '../../src/server/generated-tier.js';
import { condition } from '../support/condition.js';
import { type RawStore, rawStore } from '../support/cypher.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { sharedDataRoot } from '../support/shared.js';

const project = `tier${randomBytes(4).toString('hex')}`;
let server: TestServer;
let store: RawStore;
beforeAll(async () => {
  store = rawStore();
  server = await startTestServer();
  const table = (name: string, columns: readonly string[]) => ({
    name,
    columns: columns.map((column) => ({ name: column, type: 'bigint' })),
  });
  await server.data('mutation($n:String!){upsertProject(input:{name:$n}){cursor}}', { n: project });
  await server.data('mutation($p:ID!){upsertSystem(input:{project:$p,name:"s",dialect:HIVE}){cursor}}', {
    p: project,
  });
  await server.data('mutation($i:ImportSchemaInput!){importSchema(input:$i){cursor}}', {
    i: {
      project,
      system: 's',
      schemas: [
        { name: 'sales', tables: [table('orders', ['id', 'total']), table('customers', ['id'])] },
        {
          name: 'dense',
          tables: [
            table(
              't',
              Array.from({ length: 60 }, (_, index) => `c${index}`),
            ),
          ],
        },
      ],
    },
  });
});
afterAll(async () => {
  await store?.close();
  await server?.close();
});

const ofProject = { project: { eq: `project:${project}` } };

/** Transactions whose statement names this project. */
async function transactions(): Promise<number> {
  const rows = await store.rows('SHOW TRANSACTIONS YIELD parameters RETURN parameters');
  return rows.filter(({ parameters }) => JSON.stringify(parameters).includes(`project:${project}`)).length;
}
const contract = join(sharedDataRoot, '..', 'contract', 'catalog.graphql');

describe('the generated read tier', () => {
  it.skipIf(!existsSync(contract))('runs the document that clients hold', async () => {
    const { definitions } = parse(readFileSync(contract, 'utf8'));
    const document = definitions.find((node) => 'name' in node && node.name?.value === 'AnalystTables');
    const data = await server.data(document === undefined ? '' : print(document), {
      where: { ...ofProject, name: { startsWith: 'ord' } },
      limit: 10,
    });
    expect(data.tableNodes).toEqual([
      {
        id: `table:${project}/s/sales.orders`,
        name: 'orders',
        columns: expect.arrayContaining([
          { id: `column:${project}/s/sales.orders.id`, name: 'id', nativeType: 'bigint' },
          { id: `column:${project}/s/sales.orders.total`, name: 'total', nativeType: 'bigint' },
        ]),
      },
    ]);
  });

  it('filters through relationships, sorts and pages', async () => {
    const data = await server.data(
      'query($w:TableWhere){tableNodes(where:$w,sort:[{name:DESC}],limit:1){name schemas{name systems{name dialect}}}}',
      { w: { ...ofProject, columns: { some: { name: { eq: 'id' } } } } },
    );
    expect(data.tableNodes).toEqual([
      { name: 'orders', schemas: [{ name: 'sales', systems: [{ name: 's', dialect: 'HIVE' }] }] },
    ]);
  });

  it('answers integers as numbers and absent properties as null', async () => {
    const { columnNodes } = await server.data(
      'query($w:ColumnWhere){columnNodes(where:$w,sort:[{ordinal:ASC}]){name ordinal precision isNullable description}}',
      { w: { ...ofProject, tables: { some: { name: { eq: 'orders' } } } } },
    );
    expect(columnNodes).toEqual([
      expect.objectContaining({ name: 'id', ordinal: 1, precision: null, description: null }),
      expect.objectContaining({ name: 'total', ordinal: 2 }),
    ]);
  });

  it('names no property that the graph does not have', async () => {
    const known = await server.data(
      'query($w:TableWhere){tableNodes(where:$w){id nameKey qualifiedName tableKind isComplete isExternal createdAt updatedAt}}',
      { w: ofProject },
    );
    expect(known.tableNodes).toHaveLength(3);
    for (const row of known.tableNodes) {
      for (const name of ['nameKey', 'qualifiedName', 'tableKind', 'createdAt', 'updatedAt'])
        expect(row[name]).not.toBeNull();
    }
  });

  it.each([1, 1000])('takes a limit of %i', async (limit) => {
    const { errors } = await server.query('query($l:Int){tableNodes(limit:$l){id columns(limit:$l){id}}}', {
      l: limit,
    });
    expect(errors).toEqual([]);
  });

  it.each([0, -1, 1001, 1e9])('refuses a limit of %i, nested too', async (limit) => {
    for (const document of [
      'query($l:Int){tableNodes(limit:$l){id}}',
      'query($l:Int){tableNodes{columns(limit:$l){id}}}',
    ]) {
      const { errors } = await server.query(document, { l: limit });
      expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'limit' });
    }
  });

  it('answers at most fifty rows when no limit is given', async () => {
    const ask = async (limit: string) => {
      const document = `query($w:ColumnWhere){columnNodes(where:$w${limit}){id}}`;
      const { columnNodes } = await server.data(document, { w: ofProject });
      return new Set(columnNodes.map(({ id }: { id: string }) => id)).size;
    };
    expect(await ask('')).toBe(50);
    expect(await ask(',limit:1000')).toBe(63);
  });

  it('takes filters nested five levels deep and no deeper', async () => {
    const nested = (levels: number): object =>
      levels === 1
        ? { name: { eq: 'x' } }
        : { [levels % 2 === 0 ? 'columns' : 'tables']: { some: nested(levels - 1) } };
    const ask = (levels: number) =>
      server.query(
        levels % 2 === 0
          ? 'query($w:TableWhere){tableNodes(where:$w){id}}'
          : 'query($w:ColumnWhere){columnNodes(where:$w){id}}',
        { w: { ...ofProject, ...nested(levels) } },
      );
    expect((await ask(5)).errors).toEqual([]);
    expect((await ask(6)).errors[0]?.extensions).toMatchObject({
      code: 'LIMIT_EXCEEDED',
      limit: 'filterDepth',
      value: 6,
      maximum: 5,
    });
  });

  it('ends a filter that costs more than its time, and stops its Cypher', async () => {
    // Every column flows to every other: each further level of the filter multiplies what is read by sixty.
    const id = (index: number) => `column:${project}/s/dense.t.c${index}`;
    const edges = Array.from({ length: 3600 }, (_, index) => ({
      source: id(Math.floor(index / 60)),
      type: 'FLOWS_TO',
      target: id(index % 60),
      project: `project:${project}`,
      discriminator: '',
      properties: {},
    })).filter(({ source, target }) => source !== target);
    await server.graph.unitOfWork('test', null, (unit) => unit.upsertEdges(edges));
    const nested = (levels: number): object =>
      levels === 1 ? { name: { eq: 'x' } } : { flowsTo: { some: nested(levels - 1) } };
    const answer = server.query(
      'query($w:ColumnWhere){columnNodes(where:$w){id}}',
      { w: { ...ofProject, ...nested(5) } },
      { 'sheaf-timeout-ms': '5000' },
    );
    await condition('its transaction', async () => (await transactions()) > 0 || null);
    expect((await answer).errors).toMatchObject([
      { extensions: { code: 'DEADLINE_EXCEEDED', deadlineMs: 5000 } },
    ]);
    await condition('the end of its transaction', async () => (await transactions()) === 0 || null);
  });

  it('has an index to begin at the projects of its caller, for every type but the projects', async () => {
    const wanted = tierDefinitions().definitions.flatMap((definition) =>
      definition.kind === 'ObjectTypeDefinition' ? [definition.name.value.replace(/Node$/, '')] : [],
    );
    const indexes = await store.rows(
      "SHOW INDEXES YIELD labelsOrTypes, properties WHERE properties = ['project'] RETURN labelsOrTypes[0] AS label",
    );
    const found = indexes.map(({ label }) => label);
    expect(wanted.filter((label) => label !== 'Project' && !found.includes(label))).toEqual([]);
    expect(wanted).toContain('Column');
  });

  it('counts AND, OR and NOT as levels, and single conditions not', () => {
    expect(filterDepth({ name: { eq: 'x' } })).toBe(1);
    expect(filterDepth({ AND: [{ OR: [{ NOT: { name: { eq: 'x' } } }] }] })).toBe(4);
    expect(filterDepth(null)).toBe(0);
  });

  it('carries its four rules on every type', () => {
    for (const definition of tierDefinitions().definitions) {
      if (definition.kind !== 'ObjectTypeDefinition') continue;
      const names = definition.directives?.map((directive) => directive.name.value);
      expect(names, definition.name.value).toEqual([
        'node',
        'plural',
        'query',
        'mutation',
        'limit',
        'authorization',
      ]);
    }
  });
});
