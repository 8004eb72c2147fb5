/** The compiled executor answers what graphql-js answers: over the documents of clients, of the docs, and of a crawl. */
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ExecutionResult, getOperationAST, parse, print, separateOperations } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/paths.js';
import { Documents, selectOperation } from '../../src/server/documents.js';
import { compiledExecutor, type Executor, interpretingExecutor } from '../../src/server/executor.js';
import { defaultLimits } from '../../src/server/limits.js';
import { Request } from '../../src/server/request-context.js';
import { condition } from '../support/condition.js';
import { probes } from '../support/crawler.js';
import { blocksOf, readPage } from '../support/documents.js';
import { loadSampleEstate } from '../support/sample-estate.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { sharedDataRoot } from '../support/shared.js';

const project = `par${randomBytes(4).toString('hex')}`;
const contract = join(sharedDataRoot, '..', 'contract');
let server: TestServer;
let compiled: Executor;
let interpreted: Executor;
let documents: Documents;
let runId: string;

beforeAll(async () => {
  server = await startTestServer();
  const runs = await loadSampleEstate(server, project);
  runId = runs[0]?.id ?? '';
  const { schema } = server.composition;
  documents = new Documents(schema, { limits: defaultLimits, suggestions: false });
  compiled = compiledExecutor(schema, 1);
  interpreted = interpretingExecutor(schema);
}, 300_000);
afterAll(() => server?.close());

const principal = (of: string) => ({ id: of, roles: new Map([[of, 'ADMIN' as const]]), expiresAt: null });

interface Run {
  readonly root?: unknown;
  readonly caller?: ReturnType<typeof principal>;
}

async function answer(
  execute: Executor,
  text: string,
  variables: Readonly<Record<string, unknown>>,
  { root, caller = principal('*') }: Run = {},
) {
  const prepared = documents.prepare(text);
  const operation = selectOperation(prepared, null);
  const parts = {
    graph: server.composition.graph,
    tasks: server.composition.tasks,
    operations: server.composition.operations,
    log: server.composition.log,
    settings: server.composition.contextSettings,
  };
  const context = new Request(parts, caller, new AbortController().signal, performance.now() + 60_000);
  const result = await execute({ operation, selections: prepared.selections, variables, context, root });
  return { ...shown(result), masked: context.masked };
}

/** A traversal that ran out of its time answers what it had by then: such an answer is asked for again. */
async function answerInTime(...asked: Parameters<typeof answer>) {
  return condition('an answer that no clock cut short', async () => {
    const found = await answer(...asked);
    return JSON.stringify(found).includes('"stoppedBy":"TIMEOUT"') ? null : found;
  });
}

/** What a caller sees, without what changes between two runs: feed positions, clocks and measurements. */
function shown({ data, errors }: ExecutionResult): { readonly data: unknown; readonly errors: unknown } {
  const volatile =
    /^(cursor|head|headSeq|oldestAt|eventsPerSecond|asOfSeq|elapsedMs|behind|live|measured|durationMs|at|events|checks|status|reason|score)$/;
  return {
    data:
      data === undefined
        ? undefined
        : JSON.parse(JSON.stringify(data, (key, value) => (volatile.test(key) ? null : value))),
    errors: errors
      ?.map(({ message, path, locations }) => ({ message, path, locations }))
      .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
  };
}

async function expectParity(
  text: string,
  variables: Readonly<Record<string, unknown>> = {},
  run: Run = {},
): Promise<unknown> {
  const expected = await answerInTime(interpreted, text, variables, run);
  const actual = await answerInTime(compiled, text, variables, run);
  expect(actual, text).toEqual(expected);
  return expected.data;
}

const table = `table:${project}/shop/sales.sale`;
const column = `column:${project}/warehouse/staging.order_lines.net_amount`;

/** Variables for the queries that clients hold; `null` answers would compare nothing. */
const variablesOf: Readonly<Record<string, () => Readonly<Record<string, unknown>>>> = {
  Tables: () => ({ project, first: 20 }),
  Columns: () => ({ project, first: 20 }),
  TableDetail: () => ({ id: `view:${project}/shop/customer.customer_360` }),
  SearchCatalog: () => ({ project, text: 'customer' }),
  ParseType: () => ({ text: 'array<struct<a:int,b:decimal(10,2)>>', dialect: 'HIVE' }),
  AnalystTables: () => ({ where: { project: { eq: `project:${project}` } }, limit: 10 }),
  ExtractionRun: () => ({ id: runId }),
  AnalyzeSql: () => ({
    text: 'CREATE TABLE a (x int); CREATE VIEW v AS SELECT x + 1 AS y, z FROM a',
    dialect: 'POSTGRESQL',
  }),
  Lineage: () => ({ ids: [column], traversal: { direction: 'BOTH' } }),
  Impact: () => ({ id: column }),
  ViewLineageSummary: () => ({ project }),
  UnresolvedReferences: () => ({ project }),
  FeedStatus: () => ({}),
  Changes: () => ({ first: 10 }),
};

const contexts = ['catalog', 'extraction', 'lineage', 'feed'];
const clientDocuments = existsSync(contract)
  ? contexts.flatMap((context) =>
      Object.entries(
        separateOperations(parse(readFileSync(join(contract, `${context}.graphql`), 'utf8'))),
      ).filter(([name]) => name in variablesOf),
    )
  : [];

describe('the compiled executor and graphql-js agree', () => {
  it.skipIf(clientDocuments.length === 0)('on every query that clients hold', async () => {
    expect(clientDocuments.length).toBe(Object.keys(variablesOf).length);
    for (const [name, document] of clientDocuments) {
      const data = await expectParity(print(document), variablesOf[name]?.());
      expect(JSON.stringify(Object.values(data as object)), name).not.toBe('[null]');
    }
  });

  it('on the queries of the documentation', async () => {
    const pages = ['README.md', ...readdirSync(join(packageRoot, 'docs')).map((name) => `docs/${name}`)];
    const queries = pages
      .filter((page) => page.endsWith('.md'))
      .flatMap((page) => blocksOf(readPage(page)))
      .filter(
        ({ language, text }) => language === 'graphql' && getOperationAST(parse(text))?.operation === 'query',
      )
      .map(({ text }) => text.replaceAll(/fernhill|acme/g, project));
    expect(queries.length).toBeGreaterThan(10);
    for (const text of queries) {
      if (Object.keys(getOperationAST(parse(text))?.variableDefinitions ?? []).length === 0)
        await expectParity(text);
    }
  });

  it('on a document for every type and field', async () => {
    const found = probes(server.composition.schema, {
      byName: {
        project: [project],
        system: [`system:${project}/shop`],
        id: [table, column],
        ids: [[column]],
        text: ['customer'],
      },
      byType: {
        ID: [table],
        String: ['customer'],
        Dialect: ['POSTGRESQL'],
        Int: [3],
        Float: [0.5],
        Boolean: [true],
      },
    });
    expect(found.length).toBeGreaterThan(100);
    // A caller of this project alone: what other tests write meanwhile is in no answer.
    for (const { document } of found) await expectParity(document, {}, { caller: principal(project) });
  }, 300_000);

  it('on aliases, fragments, conditions and variables that are absent, null or wrong', async () => {
    const text = `query($project:ID!,$first:Int=3,$skip:Boolean=false,$missing:String){
      a:tables(project:$project,first:$first,filter:{namePattern:$missing}){ totalCount @skip(if:$skip) edges{ node{ ...T } } }
      b:tables(project:$project,first:1){ edges{ node{ ...T columns(first:2){ edges{ node{ name type{kind} } } } } } }
      node(id:"${table}"){ __typename id ...T ...@include(if:$skip){ name } }
    } fragment T on Table { id tableKind isComplete ... on CatalogNode { kind } }`;
    for (const variables of [
      { project },
      { project, first: 2, skip: true },
      { project, first: null },
      { project, first: -1 },
      { project, first: 1_001 },
      { project, missing: null },
      { project: 'unknown' },
      { project, first: 'three' },
      {},
    ]) {
      const expected = await answer(interpreted, text, variables);
      const actual = await answer(compiled, text, variables);
      expect(actual.data, JSON.stringify(variables)).toEqual(expected.data);
      const places = ({ data, errors }: typeof actual) => {
        const found = (errors as { path?: unknown }[] | undefined)?.map(({ path }) => path);
        // Where one root's error takes the others with it, how many of them are told is a matter of time.
        return data === null ? found !== undefined : found;
      };
      expect(places(actual)).toEqual(places(expected));
    }
  });

  it('on variables whose input type contains itself, or takes one of its fields only', async () => {
    const own = { project: { eq: `project:${project}` } };
    const filter = 'query($w:TableWhere){tableNodes(where:$w,sort:[{id:ASC}]){id}}';
    for (const w of [own, { AND: [own, { NOT: { name: { eq: 'sale' } } }] }, { wrong: 1 }, null])
      await expectParity(filter, { w }, { caller: principal(project) });
    const past = 'query($id:ID!,$at:AsOfInput){node(id:$id,asOf:$at){id}}';
    for (const at of [{ seq: 1 }, {}, { seq: 1, at: '2026-01-01T00:00:00Z' }, { seq: null }])
      await expectParity(past, { id: table, at });
  });

  it('on mutations, which run one after the other', async () => {
    const text = `mutation($p:String!,$id:ID!){
      a:upsertProject(input:{name:$p,clientMutationId:"1"}){ project{id name} clientMutationId }
      b:describe(input:{id:$id,description:"the same"}){ node{ id description } clientMutationId }
      c:describe(input:{id:"table:${project}/none/a.b",description:"x"}){ node{ id } }
    }`;
    await answer(interpreted, text, { p: project, id: table });
    await expectParity(text, { p: project, id: table });
  });

  it('on the events of a subscription', async () => {
    const event = {
      changes: { cursor: 'x', behind: 0, live: true, events: [] },
    };
    await expectParity('subscription{changes{cursor behind live events{seq}}}', {}, { root: event });
  });
});
