import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addToken } from '../../src/server/tokens.js';
import { condition } from '../support/condition.js';
import { type Probe, probes } from '../support/crawler.js';
import { startTestServer, type TestServer } from '../support/server.js';

/** Two projects with the same estate under other names; every name of B holds its mark. */
const markA = `own${randomBytes(4).toString('hex')}`;
const markB = `foreign${randomBytes(4).toString('hex')}`;
const tokensFolder = mkdtempSync(join(tmpdir(), 'sheaf-isolation-'));
const tokensFile = join(tokensFolder, 'tokens.json');
let server: TestServer;
let admin: Record<string, string>;
let reader: Record<string, string>;
let owner: Record<string, string>;
let runs: Record<string, string>;

beforeAll(async () => {
  const bearer = ({ token }: { token: string }) => ({ authorization: `Bearer ${token}` });
  admin = bearer(await addToken(tokensFile, { '*': 'admin' }, new Date(0)));
  reader = bearer(await addToken(tokensFile, { [markA]: 'admin' }, new Date(0)));
  owner = bearer(await addToken(tokensFile, { [markB]: 'admin' }, new Date(0)));
  server = await startTestServer({ settings: { tokensFile } });
  runs = { [markA]: await load(markA) };
});
afterAll(async () => {
  await server?.close();
  rmSync(tokensFolder, { recursive: true, force: true });
});

/** A small estate with everything in it: keys, views, joins, unresolved names, issues, tags, a run and its task. */
async function load(mark: string): Promise<string> {
  const sql = `
    CREATE TABLE ${mark}_orders (${mark}_id bigint PRIMARY KEY, ${mark}_total decimal(10,2));
    CREATE TABLE ${mark}_lines (${mark}_id bigint REFERENCES ${mark}_orders (${mark}_id), ${mark}_sku text);
    CREATE VIEW ${mark}_view AS SELECT o.${mark}_total AS ${mark}_t, l.${mark}_sku, o.${mark}_gone
      FROM ${mark}_orders o JOIN ${mark}_lines l ON o.${mark}_id = l.${mark}_id;
    CREATE VIEW ${mark}_broken AS SELECT * FROM ${mark}_nowhere;
    SELEC ${mark}_typo;`;
  await server.data(`mutation($n:String!){upsertProject(input:{name:$n}){cursor}}`, { n: mark }, admin);
  await server.data(
    `mutation($p:ID!,$n:String!){upsertSystem(input:{project:$p,name:$n,dialect:POSTGRESQL}){cursor}}`,
    { p: mark, n: 'shop' },
    admin,
  );
  const input = { project: mark, system: 'shop', sources: [{ name: `${mark}.sql`, text: sql }] };
  const { extract } = await server.data(
    `mutation($i:ExtractInput!){extract(input:$i){run{id} cursor}}`,
    { i: input },
    admin,
  );
  const id: string = extract.run.id;
  await condition('the extraction to end', async () => {
    const { extractionRun } = await server.data(
      'query($i:ID!){extractionRun(id:$i){status}}',
      { i: id },
      admin,
    );
    return extractionRun.status === 'SUCCEEDED' ? true : null;
  });
  await server.data(
    `mutation($i:ID!,$t:[String!]){describe(input:{id:$i,description:"x",tags:$t}){cursor}}`,
    { i: `table:${mark}/shop/public.${mark}_orders`, t: [`${mark}tag`] },
    admin,
  );
  return id;
}

/** Ids of everything of a project, so that every argument that takes one is tried with each kind. */
const idsOf = (mark: string) => {
  const table = `table:${mark}/shop/public.${mark}_orders`;
  return [
    `project:${mark}`,
    `system:${mark}/shop`,
    `schema:${mark}/shop/public`,
    table,
    `view:${mark}/shop/public.${mark}_view`,
    `column:${mark}/shop/public.${mark}_orders.${mark}_total`,
    `file:${mark}/shop/${mark}.sql`,
    `tag:${mark}/${mark}tag`,
    runs[mark] ?? '',
  ];
};

/** The documents, with arguments of the project of this mark. */
function crawl(mark: string): readonly Probe[] {
  const ids = idsOf(mark);
  return probes(server.composition.schema, {
    byName: {
      project: [mark],
      system: [`system:${mark}/shop`],
      id: ids,
      ids: [
        ids
          .filter((id) => !id.startsWith('run:') && !id.startsWith('file:') && !id.startsWith('tag:'))
          .slice(3),
      ],
      root: ids,
      text: [`${mark}_orders`],
    },
    byType: {
      ID: [`table:${mark}/shop/public.${mark}_orders`],
      String: [`${mark}_orders`],
      Dialect: ['POSTGRESQL'],
      Int: [5],
      Float: [0.5],
      Boolean: [true],
    },
  });
}

/** Asks again what was beyond its deadline: on a busy machine a cold statement may be. */
async function inTime(document: string, headers: Record<string, string>) {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await server.query(document, {}, headers);
    const isLate = answer.errors.some(({ extensions }) => extensions?.code === 'DEADLINE_EXCEEDED');
    if (!isLate || attempt === 3) return answer;
  }
}

async function answers(
  mark: string,
  headers: Record<string, string>,
): Promise<Map<string, { data: unknown; errors: unknown }>> {
  const found = new Map<string, { data: unknown; errors: unknown }>();
  for (const probe of crawl(mark)) {
    const { data, errors, status } = await inTime(probe.document, headers);
    expect([200, 403, 404, 400], `${probe.document} ${JSON.stringify(errors)}`).toContain(status);
    for (const error of errors) {
      expect(error.extensions?.code, `${probe.document}\n${JSON.stringify(error)}`).not.toBe('INTERNAL');
      expect(error.extensions?.code, `${probe.document}\n${JSON.stringify(error)}`).not.toBe(
        'GRAPHQL_VALIDATION_FAILED',
      );
    }
    found.set(probe.document, { data, errors });
  }
  return found;
}

/**
 * What changes by itself between two reads: positions in the feed, clocks, measurements, and the score of
 * a hit, which rests on how often a word occurs in the whole index.
 */
const volatile =
  /"(cursor|score|head|headSeq|oldestAt|eventsPerSecond|asOfSeq|elapsedMs|behind|measured|durationMs|at|startedAt|reason|status|samples|statements|edgesRead|fromSeq|toSeq)":("[^"]*"|[^,}\]]+)/g;
const stable = (answer: unknown) => JSON.stringify(answer).replaceAll(volatile, '');

const occurrences = (data: unknown, mark: string) => JSON.stringify(data ?? null).split(mark).length - 1;

describe('a principal of one project', () => {
  it('reads the whole schema, and nothing of another project changes any answer or shows in it', async () => {
    const before = await answers(markA, reader);
    const withData = [...before.values()].filter(({ data }) => JSON.stringify(data)?.includes(markA));
    expect(before.size).toBeGreaterThan(100);
    expect(withData.length).toBeGreaterThan(50);
    runs[markB] = await load(markB);
    const after = await answers(markA, reader);
    for (const [document, answer] of after) {
      expect(JSON.stringify(answer), document).not.toContain(markB);
      expect(stable(answer), document).toBe(stable(before.get(document)));
    }
  }, 300_000);

  it('learns nothing by asking with the ids of the other project', async () => {
    const all = await answers(markB, owner);
    const shown = [...all.values()].filter(({ data }) => JSON.stringify(data)?.includes(markB));
    expect(shown.length).toBeGreaterThan(50);
    const none = markB.replace('foreign', 'nowhere');
    const given = await answers(markB, reader);
    for (const [document, { data, errors }] of given) {
      // The same question about a project that does not exist gets the same answer, word for word; so
      // the mark shows only where an answer repeats the question, as that of `parseType` does.
      const unknown = await server.query(document.replaceAll(markB, none), {}, reader);
      expect(occurrences(data, markB), document).toBe(occurrences(unknown.data, none));
      expect(stable({ data, errors }).replaceAll(markB, none), document).toBe(
        stable({ data: unknown.data, errors: unknown.errors }),
      );
    }
  }, 300_000);

  it('is refused the other project in whatever way a document names it', async () => {
    const numbered = String(randomBytes(4).readUInt32BE() + 2 ** 20);
    await server.data(`mutation($n:String!){upsertProject(input:{name:$n}){cursor}}`, { n: numbered }, admin);
    const lists = [
      'tables(project:$p){edges{node{id}}}',
      'columns(project:$p){edges{node{id}}}',
      `searchCatalog(project:$p,text:"${markB}_orders"){node{id}}`,
      'facets(project:$p,by:[KIND]){values{key}}',
      'joins(project:$p){edges{node{id}}}',
      'unresolvedReferences(project:$p){edges{node{text}}}',
      'viewLineageSummary(project:$p){views}',
    ];
    const asked = [
      ...lists.map((list) => [`query($p:ID!="project:${markB}"){${list}}`, {}] as const),
      ...lists.map((list) => [`query($p:ID!=${numbered}){${list}}`, {}] as const),
      ...lists.map((list) => [`query($p:ID!){${list}}`, { p: Number(numbered) }] as const),
      ...lists.map((list) => [`{${list.replace('$p', numbered)}}`, {}] as const),
    ];
    for (const [document, variables] of asked) {
      const { data, errors } = await server.query(document, variables, reader);
      expect(errors[0]?.extensions?.code, `${document} ${JSON.stringify(data)}`).toBe('NOT_FOUND');
    }
    const answers = server.subscribe(
      `subscription($p:ID!="project:${markB}"){catalogChanged(project:$p){events{entityId}}}`,
      {},
      reader,
    );
    const first = await answers.next().catch((errors: unknown) => ({ value: { errors } }));
    expect(JSON.stringify(first.value)).toContain('NOT_FOUND');
    // A URN of a node passes the roles: its node, not they, says what may be seen.
    for (const list of lists) {
      const text = `{${list.replace('$p', `"table:${markB}/shop/public.${markB}_orders"`)}}`;
      expect(JSON.stringify((await server.query(text, {}, reader)).data), text).not.toContain(markB);
    }
  });

  it('is told of its own changes only', async () => {
    const { feedStatus } = await server.data('{feedStatus{head}}', {}, reader);
    await load(markB);
    await load(markA);
    const seen: string[] = [];
    const stream = server.subscribe(
      'subscription($a:Cursor){changes(after:$a){events{entityId project before after} live}}',
      { a: feedStatus.head },
      reader,
    );
    for await (const { data, errors } of stream) {
      expect(errors).toBeUndefined();
      seen.push(JSON.stringify(data));
      if (data.changes.live && seen.join('').includes(markA)) break;
    }
    expect(seen.join('')).not.toContain(markB);
  }, 300_000);

  it('cannot follow or change what is of the other', async () => {
    const table = `table:${markB}/shop/public.${markB}_orders`;
    const run = await load(markB);
    const { extractionRun } = await server.data(
      'query($i:ID!){extractionRun(id:$i){task{id}}}',
      { i: run },
      owner,
    );
    const task: string = extractionRun.task.id;
    for (const [document, variables] of [
      ['subscription($p:ID!){catalogChanged(project:$p){cursor}}', { p: markB }],
      ['subscription($p:ID!){extractionProgress(runId:$p){status}}', { p: run }],
      ['subscription($p:ID!){taskProgress(id:$p){cursor}}', { p: task }],
    ] as const) {
      const first = await server
        .subscribe(document, variables, reader)
        .next()
        .then(({ value }) => JSON.stringify(value.errors))
        .catch((errors: unknown) => JSON.stringify(errors));
      expect(first, document).toContain('NOT_FOUND');
    }
    for (const [document, variables] of [
      ['mutation($i:ID!){describe(input:{id:$i,description:"mine"}){cursor}}', { i: table }],
      ['mutation($i:ID!){upsertSystem(input:{project:$i,name:"x",dialect:HIVE}){cursor}}', { i: markB }],
      [
        'mutation($i:ExtractInput!){extract(input:$i){cursor}}',
        { i: { project: markB, system: 'shop', sources: [{ name: 'x', text: 'SELECT 1' }] } },
      ],
      [
        'mutation($i:ImportSchemaInput!){importSchema(input:$i){cursor}}',
        { i: { project: markB, system: 'shop', schemas: [{ name: 'mine', tables: [] }] } },
      ],
      ['mutation($i:ID!){cancelTask(input:{id:$i}){cursor}}', { i: task }],
    ] as const) {
      const { errors } = await server.query(document, variables, reader);
      expect(errors[0]?.extensions?.code, document).toBe('NOT_FOUND');
    }
  });

  it('follows elements by id and hears of its own alone', async () => {
    const tableOf = (mark: string) => `table:${mark}/shop/public.${mark}_orders`;
    const ids = [tableOf(markB), tableOf(markA)];
    const document = 'subscription($i:[ID!]!,$a:Cursor){entityChanged(ids:$i,after:$a){events{entityId}}}';
    const describe = (mark: string, headers: Record<string, string>) =>
      server.data(
        'mutation($i:ID!,$d:String!){describe(input:{id:$i,description:$d}){cursor}}',
        { i: tableOf(mark), d: randomBytes(4).toString('hex') },
        headers,
      );
    await load(markB);
    const { feedStatus } = await server.data('{feedStatus{head}}', {}, reader);
    await describe(markB, owner);
    await describe(markA, reader);
    /** Until the change of A's table, which came last. */
    const heard = async (headers: Record<string, string>) => {
      const seen: string[] = [];
      for await (const { data, errors } of server.subscribe(
        document,
        { i: ids, a: feedStatus.head },
        headers,
      )) {
        expect(errors).toBeUndefined();
        seen.push(...data.entityChanged.events.map(({ entityId }: { entityId: string }) => entityId));
        if (seen.includes(tableOf(markA))) break;
      }
      return seen;
    };
    expect(await heard(reader)).toEqual([tableOf(markA)]);
    expect(await heard(admin)).toEqual(ids);
  }, 300_000);
});
