import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../support/server.js';
import { newEstate } from './fixture.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

describe('runs of mixed dialects', () => {
  it('types mean what they mean in the dialect of their source, whatever the others of the run are written in', async () => {
    const estate = await newEstate(server, 'HIVE');
    await estate.extract([
      {
        name: 'a.sql',
        dialect: 'TSQL',
        text: 'create table s.a (x tinyint, t timestamp);\nalter table s.a add y tinyint;',
      },
      {
        name: 'b.sql',
        text: 'create table s.b (x tinyint, t timestamp);\nalter table s.b add columns (y tinyint);',
      },
    ]);
    const path = estate.system.slice('system:'.length);
    const typesOf = async (table: string): Promise<readonly (readonly [string, string])[]> => {
      const { node } = await server.data(
        'query ($id: ID!) { node(id: $id) { ... on Table { columns { edges { node { name type { canonical } } } } } } }',
        { id: `table:${path}/${table}` },
      );
      return node.columns.edges.map((edge: { node: { name: string; type: { canonical: string } } }) => [
        edge.node.name,
        edge.node.type.canonical,
      ]);
    };
    const written = { tsql: await typesOf('s.a'), hive: await typesOf('s.b') };
    const canonical = async (text: string, dialect: string): Promise<string> =>
      (
        await server.data(
          'query ($t: String!, $d: Dialect!) { parseType(text: $t, dialect: $d) { canonical } }',
          {
            t: text,
            d: dialect,
          },
        )
      ).parseType.canonical;
    for (const [dialect, found] of [
      ['TSQL', written.tsql],
      ['HIVE', written.hive],
    ] as const) {
      const tinyint = await canonical('tinyint', dialect);
      expect(found, dialect).toEqual([
        ['x', tinyint],
        ['t', await canonical('timestamp', dialect)],
        ['y', tinyint],
      ]);
    }
    expect(written.tsql).not.toEqual(written.hive);
  });
});
