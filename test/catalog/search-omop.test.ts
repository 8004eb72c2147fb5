import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newEstate, sourcesIn } from '../extraction/fixture.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { omopDialects as dialects, sharedData } from '../support/shared.js';

const folder = sharedData('omop');
const document = `query ($project: ID!, $text: String!) {
  searchCatalog(project: $project, text: $text, first: 20) { node { __typename id name } }
}`;

describe.skipIf(folder === null)('search over OMOP', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  it.each(dialects)(
    'finds every table first among the tables of its project, in %s',
    { timeout: 180_000 },
    async (name, dialect) => {
      const estate = await newEstate(server, dialect);
      await estate.extract(sourcesIn(join(folder ?? '', '5.4', name)), { defaultSchema: 'cdm' });
      const { tables } = await server.data(
        'query ($project: ID!) { tables(project: $project, first: 1000) { edges { node { id name } } } }',
        {
          project: estate.project,
        },
      );
      const wanted: readonly { readonly id: string; readonly name: string }[] = tables.edges.map(
        (edge: { node: object }) => edge.node,
      );
      const misses: string[] = [];
      for (const table of wanted) {
        const { searchCatalog } = await server.data(document, { project: estate.project, text: table.name });
        const first = searchCatalog.find(
          (hit: { node: { __typename: string } }) => hit.node.__typename === 'Table',
        );
        if (first?.node.id !== table.id) misses.push(`${table.name}: ${first?.node.id}`);
      }
      expect(wanted).toHaveLength(39);
      expect(misses).toEqual([]);
    },
  );
});
