/** JSON tables through the API: what becomes of them in the graph, and what is asked of them with SQL beside them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rawStore } from '../support/cypher.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { newEstate } from './fixture.js';

let server: TestServer;
const store = rawStore();
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(async () => {
  await server.close();
  await store.close();
});

const people = '[{"id":1,"mail":"someone@example.org"},{"id":2,"mail":null},{"id":3}]';

describe('a JSON file of a run', () => {
  it('is a table with types and profiles, and views read it like any other', async () => {
    const estate = await newEstate(server, 'DUCKDB');
    const view = 'create view main.known as select id from people where mail is not null;';
    const run = await estate.extract([
      { name: 'people.json', text: people },
      { name: 'views.sql', text: view },
    ]);
    expect(run.issues).toEqual([]);
    expect(run.sources).toMatchObject([
      { name: 'people.json', dialect: null },
      { name: 'views.sql', dialect: 'DUCKDB' },
    ]);
    const prefix = estate.system.slice('system:'.length);
    const { node } = await server.data(
      `query ($id: ID!) { node(id: $id) { ... on Table { tableKind isComplete columns { edges { node {
        name nativeType isNullable type { canonical }
        profile { rowsSeen presenceRatio nullRatio distinctEstimate jsonTypes } } } } } } }`,
      { id: `table:${prefix}/main.people` },
    );
    const rowsSeen = 3;
    expect(node).toEqual({
      tableKind: 'JSON_FILE',
      isComplete: true,
      columns: {
        edges: [
          {
            node: {
              name: 'id',
              nativeType: null,
              isNullable: false,
              type: { canonical: 'int64' },
              profile: {
                rowsSeen,
                presenceRatio: 1,
                nullRatio: 0,
                distinctEstimate: 3,
                jsonTypes: ['number'],
              },
            },
          },
          {
            node: {
              name: 'mail',
              nativeType: null,
              isNullable: true,
              type: { canonical: 'utf8' },
              profile: {
                rowsSeen,
                presenceRatio: 2 / 3,
                nullRatio: 1 / 3,
                distinctEstimate: 1,
                jsonTypes: ['null', 'string'],
              },
            },
          },
        ],
      },
    });
    const { lineage } = await server.data(
      'query ($ids: [ID!]!) { lineage(ids: $ids, traversal: { direction: UPSTREAM }) { nodes { id } } }',
      { ids: [`column:${prefix}/main.known.id`] },
    );
    expect(lineage.nodes.map(({ id }: { id: string }) => id)).toContain(`column:${prefix}/main.people.id`);
  });

  it('is read again without a change, and changes with what its values show', async () => {
    const estate = await newEstate(server, 'DUCKDB');
    await estate.extract([{ name: 'people.json', text: people }]);
    const again = await estate.extract([{ name: 'people.json', text: ` ${people}` }]);
    expect(again.counts).toMatchObject({ created: 0, deleted: 0, columns: 2 });
    const grown = await estate.extract([{ name: 'people.json', text: people.replace('}]', ',"age":4.5}]') }]);
    expect(grown.counts).toMatchObject({ columns: 3 });
    const gone = await estate.extract([{ name: 'people.json', text: '[{"id":1}]' }]);
    expect(gone.counts).toMatchObject({ columns: 1 });
  });

  it('leaves no value of it in the store', async () => {
    const secret = 'planted-4711-value';
    const estate = await newEstate(server, 'DUCKDB');
    await estate.extract([{ name: 'secrets.json', text: `[{"a":"${secret}","b":["${secret}"]}]` }]);
    const holding = await store.rows(
      `MATCH (n) WHERE any(key IN keys(n) WHERE toStringOrNull(n[key]) CONTAINS $secret
         OR any(item IN CASE WHEN n[key] IS :: LIST<ANY> THEN n[key] ELSE [] END WHERE toStringOrNull(item) CONTAINS $secret))
       RETURN labels(n) AS labels`,
      { secret },
    );
    expect(holding).toEqual([]);
  });

  it('that is damaged costs what comes after the damage', async () => {
    const estate = await newEstate(server, 'DUCKDB');
    const run = await estate.extract([{ name: 'log.ndjson', text: '{"a":1}\n{"a":\n{"a":2,"b":1}\n' }]);
    expect(run).toMatchObject({ status: 'SUCCEEDED', counts: { tables: 1, columns: 2 } });
    expect(run.issues).toMatchObject([
      { code: 'JSON_INVALID', severity: 'ERROR', file: 'log.ndjson', line: 2 },
    ]);
  });
});
