/** Lists of joins and the figures of views, as the graph stands after columns went and definitions came twice. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { columnsDown } from '../../src/lineage/queries.js';
import { newEstate } from '../extraction/fixture.js';
import { testProject } from '../support/project.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { influence, writeEdges, writeTables } from './fixture.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

describe('joins on columns that go', () => {
  const tables = (columns: string) => ({
    name: 'tables.sql',
    text: `create table s.a (id int, ${columns});\ncreate table s.b (id int, code text);`,
  });
  const view = {
    name: 'view.sql',
    text: 'create view s.v as select a.id from s.a a join s.b b on a.id = b.id and a.code = b.code;',
  };
  const joins = `query ($project: ID!) { joins(project: $project) { edges { node {
    id left { name } right { name } columnPairs { left { name } right { name } }
  } } } }`;
  const pair = (name: string) => ({ left: { name }, right: { name } });

  it('keep the pairs whose columns stay, and say so in the feed', async () => {
    const estate = await newEstate(server, 'POSTGRESQL');
    await estate.extract([tables('code text'), view]);
    const before = await server.data(joins, { project: estate.project });
    expect(before.joins.edges[0].node.columnPairs).toEqual([pair('id'), pair('code')]);
    const head = await estate.head();
    await estate.extract([tables('name text')]);
    const { joins: after } = await server.data(joins, { project: estate.project });
    expect(after.edges.map(({ node }: { node: object }) => node)).toEqual([
      {
        ...before.joins.edges[0].node,
        columnPairs: [pair('id')],
      },
    ]);
    const events = await estate.eventsAfter(head);
    expect(
      events.filter(({ entityKind }) => entityKind === 'Join').map(({ kind, after: set }) => [kind, set]),
    ).toEqual([
      [
        'UPDATED',
        {
          leftColumns: [expect.stringMatching(/a\.id$/)],
          rightColumns: [expect.stringMatching(/b\.id$/)],
        },
      ],
    ]);
  });

  it('go with a table that turns into a view, on either side', async () => {
    const estate = await newEstate(server, 'POSTGRESQL');
    await estate.extract([tables('code text'), view]);
    for (const name of ['a', 'b']) {
      const query = `mutation ($input: ImportSchemaInput!) { importSchema(input: $input) { cursor } }`;
      const columns = ['id', 'code'].map((column) => ({ name: column, type: 'int' }));
      const view = { name, kind: 'VIEW', viewSql: 'select 1 as id, 2 as code', columns };
      const { project, system } = estate;
      await server.data(query, { input: { project, system, schemas: [{ name: 's', tables: [view] }] } });
    }
    const sides = `query ($project: ID!, $table: ID!) { joins(project: $project, table: $table) { edges { node {
      left { id } right { id } } } } }`;
    const id = (name: string) => `view:${estate.system.slice('system:'.length)}/s.${name}`;
    for (const table of [id('a'), id('b')]) {
      const { joins: found } = await server.data(sides, { project: estate.project, table });
      expect(found.edges).toEqual([{ node: { left: { id: id('a') }, right: { id: id('b') } } }]);
    }
  });

  it('answer without a column that is gone unnoticed', async () => {
    const estate = await newEstate(server, 'POSTGRESQL');
    await estate.extract([tables('code text'), view]);
    const id = `column:${estate.system.slice('system:'.length)}/s.b.code`;
    await server.graph.unitOfWork('test', null, (unit) => unit.deleteNodes([id]));
    const { joins: after } = await server.data(joins, { project: estate.project });
    expect(after.edges[0].node.columnPairs).toEqual([pair('id')]);
  });
});

describe('the summary of views', () => {
  it('counts a view once, in however many files it is defined', async () => {
    const estate = await newEstate(server, 'POSTGRESQL');
    const table = { name: 't.sql', text: 'create table s.t (a int, b int);' };
    const text = 'create or replace view s.v as select x.a, y.b from s.t x join s.t y on x.a = y.a;';
    const summary = `query ($project: ID!) { viewLineageSummary(project: $project) {
      views columns resolvedColumns unresolvedColumns joinCount
    } }`;
    await estate.extract([table, { name: 'v1.sql', text }]);
    const once = await server.data(summary, { project: estate.project });
    expect(once.viewLineageSummary).toEqual({
      views: 1,
      columns: 2,
      resolvedColumns: 2,
      unresolvedColumns: 0,
      joinCount: 1,
    });
    await estate.extract([{ name: 'v2.sql', text: `-- again\n${text}` }]);
    expect(await server.data(summary, { project: estate.project })).toEqual(once);
  });
});

describe('a hop through influenced tables', () => {
  it('reads the columns of a table once, the first by id, whatever number of columns influences it', async () => {
    const names = Array.from({ length: 30 }, (_, i) => `c${String(i).padStart(2, '0')}`);
    const estate = await writeTables(server.graph, (await testProject()).name, {
      source: names,
      v_wide: names,
    });
    const view = estate.table('v_wide');
    const sources = names.map((name) => estate.column('source', name));
    await writeEdges(
      server.graph,
      sources.map((source) => influence(estate, source, view, 'JOIN')),
    );
    const rows = await server.graph.read(columnsDown, {
      frontier: sources,
      types: ['DIRECT', 'INDIRECT'],
      indirect: true,
      states: ['DERIVED'],
      minConfidence: 0,
      projects: null,
      limit: 1000,
      reachable: 20,
    });
    expect(rows.map(({ source }) => source).sort()).toEqual(sources);
    expect(rows.flatMap(({ reached }) => reached ?? [])).toEqual(
      names.slice(0, 20).map((name) => estate.column('v_wide', name)),
    );
  });
});
