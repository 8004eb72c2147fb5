/** Lists below several runs and files in one answer: what they hold, and how many statements they take. */
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Estate, startEstate } from './fixture.js';

/** Oldest first; each run has problems, the second has two sources and the third no problem of severity ERROR. */
const runsOfSources = [
  [{ name: 'a.sql', text: 'create table a (id int);\nCRAETE TABLE x (id int);\nCRAETE TABLE y (id int);' }],
  [
    { name: 'c.sql', text: 'CRAETE TABLE z (id int);\nselect id from b;\nselect 1;' },
    { name: 'b.sql', text: 'create table b (id int);\nCRAETE TABLE w (id int);' },
  ],
  [{ name: 'a.sql', text: 'create table a (id int);\nselect nothing from a;' }],
];

const fields = `id
  task { id kind state attempts actor result }
  sources { id name sha256 statements(first: 2) {
    totalCount edges { cursor node { id ordinal kind text } } pageInfo { hasNextPage endCursor }
  } }
  issues(first: 2) {
    totalCount edges { cursor node { code severity file line } } pageInfo { hasNextPage endCursor }
  }
  errors: issues(severity: ERROR, first: 1) { totalCount edges { cursor node { code } } }`;
const runsDocument = `query ($project: ID!, $first: Int) {
  extractionRuns(project: $project, first: $first) { edges { node { ${fields} } } }
}`;

interface Page {
  readonly totalCount: number;
  readonly edges: readonly { readonly cursor: string; readonly node: Readonly<Record<string, unknown>> }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}
interface Run {
  readonly id: string;
  readonly task: { readonly id: string };
  readonly sources: readonly { readonly id: string; readonly name: string; readonly statements: Page }[];
  readonly issues: Page;
  readonly errors: Page;
}

let estate: Estate & { close(): Promise<void> };
beforeAll(async () => {
  estate = await startEstate('POSTGRESQL');
  for (const sources of runsOfSources) await estate.extract(sources);
});
afterAll(() => estate.close());
afterEach(() => {
  vi.restoreAllMocks();
});

const runs = async (first: number): Promise<readonly Run[]> => {
  const { extractionRuns } = await estate.server.data(runsDocument, { project: estate.project, first });
  return extractionRuns.edges.map((edge: { node: Run }) => edge.node);
};

/** The statements an answer takes, by name; those of the queue and the feed, which go on beside it, left out. */
async function statementsOf(ask: () => Promise<unknown>): Promise<readonly string[]> {
  const read = vi.spyOn(estate.server.graph, 'read');
  await ask();
  const names = read.mock.calls.map(([query]) => query.name);
  read.mockRestore();
  return names
    .filter((name) => /^(catalog|extraction)\/|^operations\/(task-by-id|tasks-shown)$/.test(name))
    .sort();
}

describe('lists below several runs', () => {
  it('take as many statements as those below one', async () => {
    const one = await statementsOf(async () => expect(await runs(1)).toHaveLength(1));
    const several = await statementsOf(async () => expect(await runs(3)).toHaveLength(3));
    expect(one).toContain('extraction/issues-of-runs');
    expect(several).toEqual(one);
  });

  it('hold what each run answers when it is asked alone', async () => {
    const found = await runs(3);
    for (const run of found) {
      const document = `query ($id: ID!) { extractionRun(id: $id) { ${fields} } }`;
      expect((await estate.server.data(document, { id: run.id })).extractionRun).toEqual(run);
    }
    expect(found.map((run) => run.sources.map(({ name }) => name))).toEqual([
      ['a.sql'],
      ['b.sql', 'c.sql'],
      ['a.sql'],
    ]);
    expect(found.map((run) => run.errors.totalCount)).toEqual([0, 2, 2]);
    expect(new Set(found.map((run) => run.task.id)).size).toBe(3);
    const [, two] = found;
    expect(two?.sources.map(({ statements }) => [statements.totalCount, statements.edges.length])).toEqual([
      [2, 2],
      [3, 2],
    ]);
  });

  it('go on after the cursor of each run', async () => {
    const [, two, three] = await runs(3);
    const second = async (run: Run | undefined) => {
      const { extractionRun } = await estate.server.data(
        `query ($id: ID!, $after: Cursor) { extractionRun(id: $id) { issues(severity: ERROR, first: 1, after: $after) {
          edges { node { line file } } pageInfo { hasNextPage hasPreviousPage }
        } } }`,
        { id: run?.id, after: run?.errors.edges[0]?.cursor },
      );
      return extractionRun.issues;
    };
    const last = { hasNextPage: false, hasPreviousPage: true };
    expect(await second(two)).toEqual({ edges: [{ node: { line: 1, file: 'c.sql' } }], pageInfo: last });
    expect(await second(three)).toEqual({ edges: [{ node: { line: 3, file: 'a.sql' } }], pageInfo: last });
  });

  it('refuse the cursor of another run', async () => {
    const [newest, before] = await runs(2);
    const { errors } = await estate.server.query(
      'query ($id: ID!, $after: Cursor) { extractionRun(id: $id) { issues(after: $after) { totalCount } } }',
      { id: newest?.id, after: before?.issues.edges[0]?.cursor },
    );
    expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
  });
});
