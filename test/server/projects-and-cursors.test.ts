import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FormattedExecutionResult, GraphQLFormattedError } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addToken } from '../../src/server/tokens.js';
import { testProject } from '../support/project.js';
import { startTestServer, type TestServer } from '../support/server.js';

const folder = mkdtempSync(join(tmpdir(), 'sheaf-lists-'));
let server: TestServer;
let project: string;
let foreign: string;
let callers: Record<'unscoped' | 'scoped', Record<string, string>>;

beforeAll(async () => {
  const tokensFile = join(folder, 'tokens.json');
  const bearer = ({ token }: { token: string }) => ({ authorization: `Bearer ${token}` });
  [project, foreign] = [(await testProject()).name, (await testProject()).name];
  callers = {
    unscoped: bearer(await addToken(tokensFile, { '*': 'admin' }, new Date(0))),
    scoped: bearer(await addToken(tokensFile, { [project]: 'admin' }, new Date(0))),
  };
  server = await startTestServer({ settings: { tokensFile } });
  for (const name of [project, foreign]) {
    const made = 'mutation ($name: String!) { upsertProject(input: { name: $name }) { cursor } }';
    await server.data(made, { name }, callers.unscoped);
  }
  await server.data(
    'mutation ($p: ID!) { upsertSystem(input: { project: $p, name: "shop", dialect: POSTGRESQL }) { cursor } }',
    { p: project },
    callers.unscoped,
  );
  const columns = ['id', 'note'].map((name) => ({ name, type: 'int' }));
  const tables = ['a', 'b', 'c'].map((name) => ({ name, columns }));
  await server.data(
    'mutation ($input: ImportSchemaInput!) { importSchema(input: $input) { cursor } }',
    { input: { project, system: 'shop', schemas: [{ name: 'public', tables }] } },
    callers.unscoped,
  );
});
afterAll(async () => {
  await server?.close();
  rmSync(folder, { recursive: true, force: true });
});

const lists = [
  'tables(project: $p) { totalCount }',
  'columns(project: $p) { totalCount }',
  'searchCatalog(project: $p, text: "x") { score }',
  'facets(project: $p, by: [KIND]) { by }',
  'extractionRuns(project: $p) { totalCount }',
  'unresolvedReferences(project: $p) { totalCount }',
  'joins(project: $p) { totalCount }',
  'viewLineageSummary(project: $p) { __typename }',
  'tasks(project: $p) { edges { cursor } }',
];

describe('making a project', () => {
  it('is beyond the role of whoever is administrator of another, whether there is one of this name', async () => {
    for (const name of [foreign, 'nobody-there']) {
      const made = 'mutation ($name: String!) { upsertProject(input: { name: $name }) { cursor } }';
      const { errors } = await server.query(made, { name }, callers.scoped);
      expect(errors).toMatchObject([
        {
          message: `upsertProject needs the role ADMIN of project ${name} or of all projects`,
          extensions: { code: 'FORBIDDEN' },
        },
      ]);
    }
  });
});

describe('a list of a project', () => {
  it.each(lists)(
    '%s is NOT_FOUND alike for a project that is not there and one that is hidden',
    async (list) => {
      const ask = async (p: string, headers: Record<string, string>) => {
        const { errors } = await server.query(`query ($p: ID!) { ${list} }`, { p }, headers);
        return JSON.stringify(errors.map(({ message, extensions }) => ({ message, extensions })))
          .replaceAll(p, 'NAME')
          .replace(/"correlationId":"[^"]*"/, '');
      };
      const unknown = await ask('nobody-there', callers.unscoped);
      expect(JSON.parse(unknown)).toMatchObject([
        { message: 'project project:NAME does not exist', extensions: { code: 'NOT_FOUND' } },
      ]);
      expect(await ask('nobody-there', callers.scoped)).toBe(unknown);
      expect(await ask(foreign, callers.scoped)).toBe(unknown);
      for (const caller of [callers.scoped, callers.unscoped])
        for (const wrong of ['', 'project:', 'No Name!']) {
          const { errors } = await server.query(`query ($p: ID!) { ${list} }`, { p: wrong }, caller);
          expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'project' } }]);
        }
    },
  );

  it.each(lists)('%s of a project that is there and holds nothing is empty', async (list) => {
    const { errors } = await server.query(`query ($p: ID!) { ${list} }`, { p: foreign }, callers.unscoped);
    expect(errors).toEqual([]);
  });

  it('is not followed by a subscription when the project is not there', async () => {
    for (const [wrong, code] of [
      ['nobody-there', 'NOT_FOUND'],
      ['', 'BAD_USER_INPUT'],
    ] as const)
      for (const caller of [callers.scoped, callers.unscoped]) {
        const document = 'subscription ($p: ID!) { catalogChanged(project: $p) { cursor } }';
        expect(await refusal(server.subscribe(document, { p: wrong }, caller))).toBe(code);
      }
  });

  /** Code of the refusal, whether it comes before the subscription stands or as its only payload. */
  async function refusal(payloads: AsyncIterable<FormattedExecutionResult>): Promise<unknown> {
    try {
      for await (const { errors } of payloads) return errors?.[0]?.extensions?.code;
      return null;
    } catch (thrown) {
      return (thrown as readonly GraphQLFormattedError[])[0]?.extensions?.code;
    }
  }
});

describe('a cursor', () => {
  const page = async (list: string, more: object = {}) => {
    const answer = await server.query(
      `query ($p: ID!, $after: Cursor) { ${list} { edges { cursor } pageInfo { hasNextPage } } }`,
      { p: project, ...more },
      callers.unscoped,
    );
    return { found: Object.values(answer.data ?? {})[0] as { edges: { cursor: string }[] }, answer };
  };

  it('continues its own list, and no other', async () => {
    const { found } = await page('tables(project: $p, first: 1, after: $after)');
    const after = found.edges[0]?.cursor;
    expect((await page('tables(project: $p, after: $after)', { after })).found.edges).toHaveLength(2);
    expect(
      (await page('tables(project: $p, filter: { layer: null }, after: $after)', { after })).found.edges,
    ).toHaveLength(2);
    for (const other of [
      'columns(project: $p, after: $after)',
      'tables(project: $p, filter: { kind: [BASE] }, after: $after)',
      'tables(project: $p, filter: { namePattern: "b*" }, after: $after)',
      'joins(project: $p, after: $after)',
      'tasks(project: $p, after: $after)',
    ]) {
      const { answer } = await page(other, { after });
      expect(answer.errors, other).toMatchObject([
        {
          extensions: {
            code: 'BAD_USER_INPUT',
            field: 'after',
            expected: expect.stringContaining('this list'),
          },
        },
      ]);
    }
  });

  it('is refused when it was built by hand', async () => {
    for (const forged of [
      [1, 'zzz', 'x'],
      [2, 'zzz', 'x'],
      [2, 'AAAAAAAA', 'zzz', 'x'],
    ]) {
      const after = Buffer.from(JSON.stringify(forged)).toString('base64url');
      const { answer } = await page('tables(project: $p, after: $after)', { after });
      expect(answer.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'after' } }]);
    }
  });

  it('of the columns of one table is not taken by another table', async () => {
    const columns = (name: string, after: string | null) =>
      server.query(
        'query ($id: ID!, $after: Cursor) { node(id: $id) { ... on Table { columns(first: 1, after: $after) { edges { cursor node { name } } } } } }',
        { id: `table:${project}/shop/public.${name}`, after },
        callers.unscoped,
      );
    const { cursor } = (await columns('a', null)).data.node.columns.edges[0];
    expect((await columns('a', cursor)).data.node.columns.edges).toMatchObject([{ node: { name: 'note' } }]);
    expect((await columns('b', cursor)).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});
