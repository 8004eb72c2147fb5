/** Sources that cannot be read to their end: what was stored of them is not taken for gone. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../support/server.js';
import { type Estate, newEstate } from './fixture.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const statements = Array.from({ length: 12 }, (_, i) => [
  `CREATE TABLE t${i} (a int, b text);`,
  `CREATE VIEW v${i} AS SELECT a FROM t${i} WHERE b = 'x${i}';`,
]).flat();
const whole = statements.join('\n');
/** The ninth line holds a quote too many, so that all behind it is turned inside out. */
const broken = statements.toSpliced(8, 1, "INSERT INTO t1 SELECT a, 'it's' FROM t2;").join('\n');

async function names(estate: Estate): Promise<readonly string[]> {
  const { tables } = await server.data(
    'query ($p: ID!) { tables(project: $p, first: 1000) { edges { node { name } } } }',
    { p: estate.project },
  );
  return tables.edges.map(({ node }: { node: { name: string } }) => node.name).sort();
}

async function sourcesOf(estate: Estate, view: string): Promise<readonly string[]> {
  const id = `column:${estate.system.slice('system:'.length)}/public.${view}.a`;
  const { lineage } = await server.data(
    'query ($ids: [ID!]!) { lineage(ids: $ids, traversal: { direction: UPSTREAM }) { edges { source } } }',
    { ids: [id] },
  );
  return lineage.edges.map(({ source }: { source: string }) => source.split('.').slice(-2).join('.'));
}

describe.each(['MERGE', 'REPLACE'])('a quote too many in a file that is read again with %s', (mode) => {
  it('costs nothing that is stored, and says where to look and how much was not read', async () => {
    const estate = await newEstate(server, 'POSTGRESQL');
    await estate.extract([{ name: 'm.sql', text: whole }]);
    const before = await names(estate);
    expect(before).toHaveLength(24);
    const run = await estate.extract([{ name: 'm.sql', text: broken }], { mode });
    expect(run.status).toBe('SUCCEEDED');
    expect(run.counts.deleted).toBe(0);
    expect(await names(estate)).toEqual(before);
    expect(await sourcesOf(estate, 'v11')).toEqual(['t11.a']);
    const [fault] = run.issues.filter(({ code }) => code === 'UNTERMINATED');
    expect(fault).toMatchObject({
      severity: 'ERROR',
      line: 9,
      message: expect.stringContaining('15 more lines'),
    });
    expect(run.issues.map(({ code }) => code).includes('REPLACE_SUSPENDED')).toBe(mode === 'REPLACE');

    const mended = await estate.extract([{ name: 'm.sql', text: whole }], { mode });
    expect(mended.issues).toEqual([]);
    const last = await estate.extract([{ name: 'm.sql', text: statements.slice(0, 4).join('\n') }], { mode });
    expect(last.counts.deleted).toBeGreaterThan(0);
    expect((await names(estate)).length).toBe(mode === 'REPLACE' ? 4 : 24);
  });
});

describe('a source that is refused', () => {
  it('costs no table of its own under REPLACE', async () => {
    const estate = await newEstate(server, 'POSTGRESQL');
    const [a, b] = ['CREATE TABLE a (x int);', 'CREATE TABLE b (x int);'];
    await estate.extract([
      { name: 'a.sql', text: a },
      { name: 'b.sql', text: b },
    ]);
    const deep = `[{"x": ${'['.repeat(70)}${']'.repeat(70)}}]`;
    const run = await estate.extract(
      [
        { name: 'a.sql', text: a },
        { name: 'b.sql', text: deep },
      ],
      {
        mode: 'REPLACE',
      },
    );
    expect(run.issues.map(({ code }) => code).sort()).toEqual(['BAD_USER_INPUT', 'REPLACE_SUSPENDED']);
    expect(await names(estate)).toEqual(['a', 'b']);
  });
});
