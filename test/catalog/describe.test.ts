import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CatalogTest, catalogTest, table } from './support.js';

let test: CatalogTest;
beforeAll(async () => {
  test = await catalogTest();
});
afterAll(() => test?.server.close());

describe('the tags of a node', () => {
  it('are exactly those of one of several callers at once', async () => {
    const system = await test.system('tagged', 'HIVE');
    await test.load(system, 's', [table('t', ['a int'])]);
    const id = `${system.replace('system:', 'table:')}/s.t`;
    const tag = (name: string) =>
      test.server.data(
        'mutation ($id: ID!, $tags: [String!]) { describe(input: { id: $id, tags: $tags }) { cursor } }',
        { id, tags: [name] },
      );
    for (let round = 0; round < 10; round++) {
      await Promise.all([tag(`x${round}`), tag(`y${round}`), tag(`z${round}`)]);
      const { node } = await test.server.data(
        'query ($id: ID!) { node(id: $id) { ... on Table { tags } } }',
        {
          id,
        },
      );
      expect(node.tags).toHaveLength(1);
      expect(node.tags[0]).toMatch(new RegExp(`^[xyz]${round}$`));
    }
  });
});
