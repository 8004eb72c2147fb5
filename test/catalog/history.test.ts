import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CatalogTest, catalogTest, table } from './support.js';

let test: CatalogTest;
beforeAll(async () => {
  test = await catalogTest();
});
afterAll(() => test.server.close());

const data = (document: string, variables: object = {}) =>
  test.server.data(document, { project: test.project, ...variables });
const head = async (): Promise<number> => (await data('{ feedStatus { headSeq } }')).feedStatus.headSeq;

describe('node as of a moment', () => {
  it('gives each table of a schema its own columns, keys and tags', async () => {
    const system = await test.system('siblings', 'HIVE');
    const schema = `${system.replace('system:', 'schema:')}/s`;
    const names = ['t1', 't2', 't3'];
    await test.load(
      system,
      's',
      names.map((name) =>
        table(name, [`of_${name} int`], { constraints: [{ kind: 'PRIMARY_KEY', columns: [`of_${name}`] }] }),
      ),
    );
    for (const name of names)
      await data(
        'mutation ($id: ID!, $tags: [String!]) { describe(input: { id: $id, tags: $tags }) { cursor } }',
        { id: `${system.replace('system:', 'table:')}/s.${name}`, tags: [`tag of ${name}`] },
      );
    const seq = await head();
    await test.load(system, 's', [table('t4', ['a int'])], { mode: 'REPLACE' });
    const { node } = await data(
      `query ($id: ID!, $seq: Long!) { node(id: $id, asOf: { seq: $seq }) { ... on Schema {
        tables { edges { node { name tags columnCount columns { edges { node { name } } } constraints { columns { name } } } } }
      } } }`,
      { id: schema, seq },
    );
    expect(node.tables.edges.map((edge: { node: object }) => edge.node)).toEqual(
      names.map((name) => ({
        name,
        tags: [`tag of ${name}`],
        columnCount: 1,
        columns: { edges: [{ node: { name: `of_${name}` } }] },
        constraints: [{ columns: [{ name: `of_${name}` }] }],
      })),
    );
  });

  it('shows a table with the columns, keys and tags it had', async () => {
    const system = await test.system('past', 'HIVE');
    const id = `${system.replace('system:', 'table:')}/s.t`;
    const document = `query ($id: ID!, $asOf: AsOfInput) { node(id: $id, asOf: $asOf) {
      kind name description createdAt updatedAt
      ... on Table {
        tableKind columnCount tags schema { name system { name dialect } }
        columns(first: 2) { totalCount pageInfo { hasNextPage } edges { node { name ordinal type { canonical } } } }
        constraints { kind columns { name } referencedColumns { name } }
      }
    } }`;
    const before = await head();
    await test.load(system, 's', [
      table('t', ['a int', 'b int', 'c int'], { constraints: [{ kind: 'PRIMARY_KEY', columns: ['b'] }] }),
    ]);
    await data(
      'mutation ($id: ID!) { describe(input: { id: $id, description: "One", tags: ["old"] }) { cursor } }',
      { id },
    );
    const first = await head();
    const at = new Date().toISOString();
    await test.load(system, 's', [table('t', ['a bigint', 'c int', 'd text'])]);
    await data(
      'mutation ($id: ID!) { describe(input: { id: $id, description: "Two", tags: ["new"] }) { cursor } }',
      { id },
    );
    const second = await head();
    await test.load(system, 's', [], { mode: 'REPLACE' });

    const seen = async (asOf: object | null) => (await data(document, { id, asOf })).node;
    expect(await seen({ seq: before })).toBeNull();
    const one = await seen({ seq: first });
    expect(one).toMatchObject({
      kind: 'Table',
      description: 'One',
      columnCount: 3,
      tags: ['old'],
      schema: { name: 's', system: { name: 'past', dialect: 'HIVE' } },
      columns: {
        totalCount: 3,
        pageInfo: { hasNextPage: true },
        edges: [
          { node: { name: 'a', ordinal: 1, type: { canonical: 'int32' } } },
          { node: { name: 'b', ordinal: 2 } },
        ],
      },
      constraints: [{ kind: 'PRIMARY_KEY', columns: [{ name: 'b' }], referencedColumns: null }],
    });
    expect(await seen({ at })).toEqual(one);
    expect(await seen({ seq: second })).toMatchObject({
      description: 'Two',
      columnCount: 3,
      tags: ['new'],
      columns: {
        edges: [{ node: { name: 'a', type: { canonical: 'int64' } } }, { node: { name: 'c', ordinal: 2 } }],
      },
      constraints: [],
    });
    expect(await seen(null)).toBeNull();
  });
});

describe('catalogChanged', () => {
  it('shows changes of the catalog in order, and resumes after a cursor', async () => {
    const system = await test.system('live', 'HIVE');
    const path = system.slice('system:'.length);
    const start = (await data('{ feedStatus { head } }')).feedStatus.head;
    await test.load(system, 's', [
      table('p', ['id int']),
      table('t', ['a int'], {
        constraints: [
          { kind: 'FOREIGN_KEY', columns: ['a'], referencedTable: ['p'], referencedColumns: ['id'] },
        ],
      }),
    ]);
    await data('mutation ($id: ID!) { describe(input: { id: $id, tags: ["x"] }) { cursor } }', {
      id: `table:${path}/s.t`,
    });
    const all = await collect(start, {}, 10);
    expect(all.map(({ kind, entityKind, entity }) => [kind, entityKind, entity?.name ?? null])).toEqual([
      ['CREATED', 'Schema', 's'],
      ['CREATED', 'Table', 'p'],
      ['CREATED', 'Table', 't'],
      ['CREATED', 'Column', 'id'],
      ['CREATED', 'Column', 'a'],
      ['CREATED', 'Constraint', null],
      ['CREATED', 'REFERENCES', 'a'],
      ['CREATED', 'TAGGED', 't'],
    ]);
    const middle = all[3]?.cursor ?? '';
    expect((await collect(middle, {}, 10)).length).toBeLessThan(all.length);
    const tables = await collect(start, { kinds: ['Table'] }, 2);
    expect(tables.map((event) => event.entityId)).toEqual([`table:${path}/s.p`, `table:${path}/s.t`]);
    const one = await collect(start, { ids: [`column:${path}/s.t.a`] }, 2);
    expect(one.map((event) => event.entityKind)).toEqual(['Column', 'REFERENCES']);
  });

  it('refuses a kind the catalog does not have', async () => {
    const answers = test.server.subscribe(
      'subscription ($project: ID!) { catalogChanged(project: $project, kinds: ["Banana"]) { cursor } }',
      { project: test.project },
    );
    const outcome = await answers.next().then(
      (result) => JSON.stringify(result.value),
      (error: unknown) => JSON.stringify(error),
    );
    expect(outcome).toContain('BAD_USER_INPUT');
    await answers.return?.();
  });
});

interface Change {
  readonly kind: string;
  readonly entityKind: string;
  readonly entityId: string;
  readonly entity: { readonly name: string } | null;
  readonly cursor: string;
}

/** Changes after a cursor until the feed is read to its end or `most` came. */
async function collect(after: string, filter: object, most: number): Promise<readonly Change[]> {
  const document = `subscription ($project: ID!, $after: Cursor, $kinds: [String!], $ids: [ID!]) {
    catalogChanged(project: $project, after: $after, kinds: $kinds, ids: $ids) {
      cursor events { seq kind entityKind entityId entity { name } }
    }
  }`;
  const changes: Change[] = [];
  const answers = test.server.subscribe(document, { project: test.project, after, ...filter });
  for await (const { data: payload, errors } of answers) {
    if (errors !== undefined) throw new Error(JSON.stringify(errors));
    const { cursor, events } = payload.catalogChanged;
    changes.push(...events.map((event: Omit<Change, 'cursor'>) => ({ ...event, cursor })));
    if (changes.length >= most || events.length === 0) break;
  }
  return changes;
}
