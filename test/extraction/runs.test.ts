/** Runs over HTTP and WebSocket: starting, following, reading, repeating, refusing. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/paths.js';
import { codes, type Estate, newEstate, startEstate } from './fixture.js';

const ddl = `create table sales.orders (
  id int primary key,
  customer int not null,
  amount numeric(10,2),
  placed timestamp
);
create table sales.customers (id int primary key, name text);`;
const views = `create view sales.daily as
select c.name, date(o.placed) as day, sum(o.amount) as total
from sales.orders o join sales.customers c on c.id = o.customer
where o.amount > 0
group by c.name, date(o.placed);`;
const sources = [
  { name: 'ddl.sql', text: ddl },
  { name: 'views.sql', text: views },
];

let roots: string;
let estate: Estate & { close(): Promise<void> };
beforeAll(async () => {
  roots = mkdtempSync(join(tmpdir(), 'sheaf-roots-'));
  mkdirSync(join(roots, 'warehouse', 'deep'), { recursive: true });
  writeFileSync(join(roots, 'warehouse', 'a.sql'), ddl);
  writeFileSync(join(roots, 'warehouse', 'deep', 'b.sql'), views);
  writeFileSync(join(roots, 'warehouse', 'notes.txt'), 'not SQL');
  estate = await startEstate('POSTGRESQL', { sourceRoots: [roots] });
});
afterAll(async () => {
  await estate.close();
  rmSync(roots, { recursive: true, force: true });
});

const codeOf = async (document: string, variables: Readonly<Record<string, unknown>>) => {
  const { errors } = await estate.server.query(document, variables);
  return errors[0]?.extensions?.code;
};
const extractDocument = 'mutation ($input: ExtractInput!) { extract(input: $input) { run { id } cursor } }';
const input = (options: Readonly<Record<string, unknown>> = {}) => ({
  input: { project: estate.project, system: estate.system, sources, ...options },
});

describe('an extraction run', () => {
  it('answers the contract’s documents as they are written', async () => {
    const fresh = await newEstate(estate.server, 'POSTGRESQL');
    const contract = contractDocuments();
    const { extract } = await estate.server.data(contract('Extract'), {
      input: { project: fresh.project, system: fresh.system, sources },
    });
    expect(extract.run).toMatchObject({ status: expect.stringMatching(/QUEUED|RUNNING/) });
    const states: Record<string, unknown>[] = [];
    for await (const { data } of estate.server.subscribe(contract('ExtractionProgress'), {
      runId: extract.run.id,
    })) {
      states.push(data.extractionProgress);
    }
    expect(states.at(-1)).toMatchObject({
      status: 'SUCCEEDED',
      phase: 'DONE',
      doneStatements: 3,
      totalStatements: 3,
    });
    const { extractionRun } = await estate.server.data(contract('ExtractionRun'), { id: extract.run.id });
    expect(extractionRun).toMatchObject({
      status: 'SUCCEEDED',
      counts: {
        sources: 2,
        statements: 3,
        tables: 2,
        views: 1,
        columns: 9,
        joins: 1,
        updated: 0,
        deleted: 0,
      },
      issues: { totalCount: 0, edges: [], pageInfo: { hasNextPage: false } },
    });
    expect(extractionRun.sources.map((source: { name: string }) => source.name)).toEqual([
      'ddl.sql',
      'views.sql',
    ]);
    expect(extractionRun.toSeq - extractionRun.fromSeq + 1).toBe(extractionRun.counts.created);
    const { analyzeSql } = await estate.server.data(contract('AnalyzeSql'), {
      text: 'select name from sales.daily',
      dialect: 'POSTGRESQL',
      project: fresh.project,
      system: fresh.system,
    });
    expect(analyzeSql.lineage[0].source).toEqual({ table: 'sales.daily', column: 'name' });
  });

  it('makes tables, views, keys, statements and lineage of SQL', async () => {
    const run = await estate.extract(sources);
    expect(run).toMatchObject({ status: 'SUCCEEDED', phase: 'DONE', error: null });
    const tables = await estate.tables();
    expect([...tables.keys()].sort()).toEqual(['sales.customers', 'sales.daily', 'sales.orders']);
    expect(tables.get('sales.daily')).toMatchObject({ tableKind: 'VIEW', isComplete: true });
    expect(tables.get('sales.daily')?.columns.map((column) => [column.name, column.type?.kind])).toEqual([
      ['name', 'UTF8'],
      ['day', 'DATE'],
      ['total', 'DECIMAL'],
    ]);
    expect(await estate.flowsInto(tables.get('sales.daily')?.id ?? '')).toEqual([
      'sales.customers.name -> sales.daily.name IDENTITY',
      'sales.orders.amount -> sales.daily.total AGGREGATION',
      'sales.orders.placed -> sales.daily.day TRANSFORMATION',
    ]);
  });

  it('keeps every statement with its place, its text and what it touches', async () => {
    const run = await estate.extract(sources);
    const { extractionRun } = await estate.server.data(
      `query ($id: ID!) { extractionRun(id: $id) {
        project { id } system { id } isDryRun task { id kind state }
        timings { phase wallMs cpuMs }
        sources { name kind kindEvidence dialect bytes sha256 encoding statements { totalCount edges { node {
          id kind ordinal charStart charEnd line column textSha256 text parse boundary sourceFile { name }
          reads { qualifiedName } writes { qualifiedName } referencedColumns { qualifiedName }
          joins { kind isEquality left { name } right { name } columnPairs { left { name } right { name } } }
        } } } }
      } }`,
      { id: run.id },
    );
    expect(extractionRun).toMatchObject({
      project: { id: estate.project },
      system: { id: estate.system },
      isDryRun: false,
      task: { kind: 'extract' },
    });
    expect(extractionRun.timings.map((timing: { phase: string }) => timing.phase)).toEqual([
      'READ',
      'PARSE',
      'RESOLVE',
      'ANALYSE',
      'ASSESS',
      'WRITE',
      'DONE',
    ]);
    const cpu = extractionRun.timings.map((timing: { cpuMs: number | null }) => timing.cpuMs);
    expect(cpu.every((ms: number | null) => ms !== null && ms >= 0)).toBe(true);
    expect(Math.max(...cpu)).toBeGreaterThan(0);
    const [tables, view] = extractionRun.sources;
    expect(tables).toMatchObject({
      kind: 'SQL_DDL',
      dialect: 'POSTGRESQL',
      encoding: 'utf-8',
      bytes: ddl.length,
    });
    expect(tables.statements.totalCount).toBe(2);
    const [first, second] = tables.statements.edges.map((edge: { node: unknown }) => edge.node);
    expect(first).toMatchObject({ kind: 'CREATE_TABLE', ordinal: 1, line: 1, column: 1, parse: 'SCANNED' });
    expect(second).toMatchObject({
      ordinal: 2,
      line: 7,
      column: 1,
      writes: [{ qualifiedName: 'sales.customers' }],
    });
    expect(ddl.slice(second.charStart, second.charEnd)).toBe(second.text);
    const { node } = view.statements.edges[0];
    expect(node).toMatchObject({
      kind: 'CREATE_VIEW',
      parse: 'TREE',
      sourceFile: { name: 'views.sql' },
      reads: [{ qualifiedName: 'sales.customers' }, { qualifiedName: 'sales.orders' }],
      writes: [{ qualifiedName: 'sales.daily' }],
      joins: [
        {
          kind: 'INNER',
          isEquality: true,
          columnPairs: [{ left: { name: 'customer' }, right: { name: 'id' } }],
        },
      ],
    });
    expect(node.referencedColumns.map((column: { qualifiedName: string }) => column.qualifiedName)).toEqual([
      'sales.customers.id',
      'sales.customers.name',
      'sales.orders.amount',
      'sales.orders.customer',
      'sales.orders.placed',
    ]);
  });

  it('is started once for an idempotency key, by one call after the other and by two at once', async () => {
    const key = { idempotencyKey: 'nightly-1' };
    const ids = await Promise.all(
      [1, 2].map(async () => (await estate.server.data(extractDocument, input(key))).extract.run.id),
    );
    await estate.finished(ids[0]);
    const later = await estate.server.data(
      extractDocument,
      input({ ...key, sources: [{ name: 'x', text: 'select 1' }] }),
    );
    expect(new Set([...ids, later.extract.run.id]).size).toBe(1);
    const other = await newEstate(estate.server, 'POSTGRESQL');
    const elsewhere = await estate.server.data(extractDocument, {
      input: { project: other.project, system: other.system, sources, ...key },
    });
    expect(elsewhere.extract.run.id).not.toBe(ids[0]);
  });

  it('as a dry run counts what would change and changes nothing', async () => {
    const fresh = await newEstate(estate.server, 'POSTGRESQL');
    const head = await fresh.head();
    const dry = await fresh.extract(sources, { dryRun: true });
    expect(dry).toMatchObject({ status: 'SUCCEEDED', fromSeq: null, toSeq: null });
    expect(await fresh.eventsAfter(head)).toEqual([]);
    expect((await fresh.tables()).size).toBe(0);
    const wet = await fresh.extract(sources);
    expect(wet.counts).toEqual(dry.counts);
    const again = await fresh.extract(sources.slice(1), { dryRun: true });
    expect(again.counts).toMatchObject({ created: 0, updated: 0, deleted: 0 });
  });

  it('in mode REPLACE takes undeclared tables out of its schemas, and leaves other schemas alone', async () => {
    const fresh = await newEstate(estate.server, 'POSTGRESQL');
    await fresh.extract([{ name: 'a.sql', text: `${ddl} create table hr.people (id int);` }]);
    const only = 'create table sales.orders (id int primary key);';
    await fresh.extract([{ name: 'b.sql', text: only }], { mode: 'MERGE' });
    expect([...(await fresh.tables()).keys()]).toContain('sales.customers');
    const run = await fresh.extract([{ name: 'b.sql', text: only }], { mode: 'REPLACE' });
    expect([...(await fresh.tables()).keys()].sort()).toEqual(['hr.people', 'sales.orders']);
    expect(run.counts.deleted).toBeGreaterThan(2);
  });

  it('reads folders under the source roots and names what it left aside', async () => {
    const fresh = await newEstate(estate.server, 'POSTGRESQL');
    const run = await fresh.extract([{ name: 'w', path: join(roots, 'warehouse') }]);
    expect(run.sources.map((source) => source.name)).toEqual(['w/a.sql', 'w/deep/b.sql']);
    expect(run.issues).toMatchObject([{ severity: 'INFO', code: 'SOURCE_SKIPPED', file: 'w' }]);
    expect((await fresh.tables()).size).toBe(3);
    const relative = await fresh.extract([{ name: 'w', path: 'warehouse' }]);
    expect(relative.counts).toMatchObject({ created: 0, updated: 0, deleted: 0 });
  });

  it('runs one after the other on one system', async () => {
    const fresh = await newEstate(estate.server, 'POSTGRESQL');
    const version = (n: number) => [{ name: 'v.sql', text: `create table t (${columns(n)});` }];
    const columns = (n: number) => Array.from({ length: n }, (_, i) => `c${i} int`).join(', ');
    const started = await Promise.all(
      [3, 5].map((n) =>
        estate.server.data(extractDocument, {
          input: { project: fresh.project, system: fresh.system, sources: version(n) },
        }),
      ),
    );
    for (const { extract } of started)
      expect((await fresh.finished(extract.run.id)).status).toBe('SUCCEEDED');
    const statements = await fresh.server.data(
      'query ($project: ID!) { extractionRuns(project: $project) { totalCount edges { node { id sources { statements { totalCount } } } } } }',
      { project: fresh.project },
    );
    expect(statements.extractionRuns.totalCount).toBe(2);
    expect(statements.extractionRuns.edges[0].node.sources[0].statements.totalCount).toBe(1);
    expect([3, 5]).toContain((await fresh.tables()).get('public.t')?.columns.length);
  });

  it('is cancelled through its task', async () => {
    const fresh = await newEstate(estate.server, 'POSTGRESQL');
    const text = Array.from({ length: 1200 }, (_, i) => `create table t${i} (a int, b int);`).join('\n');
    const { extract } = await estate.server.data(
      'mutation ($input: ExtractInput!) { extract(input: $input) { run { id task { id } } } }',
      { input: { project: fresh.project, system: fresh.system, sources: [{ name: 'big.sql', text }] } },
    );
    await estate.server.data('mutation ($id: ID!) { cancelTask(input: { id: $id }) { task { state } } }', {
      id: extract.run.task.id,
    });
    const run = await fresh.finished(extract.run.id);
    expect(run.status).toBe('CANCELLED');
    // What a unit committed is whole: a table has all of its columns or is not there.
    for (const table of (await fresh.tables()).values()) expect(table.columns).toHaveLength(2);
    const completed = await fresh.extract([{ name: 'big.sql', text }]);
    expect(completed.counts).toMatchObject({ tables: 1200, columns: 2400 });
    expect((await fresh.extract([{ name: 'big.sql', text }])).counts).toMatchObject({
      created: 0,
      updated: 0,
    });
  });

  it('pages the runs of a project, newest first', async () => {
    const fresh = await newEstate(estate.server, 'POSTGRESQL');
    const ids: string[] = [];
    for (let i = 0; i < 3; i++)
      ids.unshift((await fresh.extract([{ name: 'a.sql', text: `select ${i}` }])).id);
    const page = (after: string | null) =>
      estate.server.data(
        `query ($project: ID!, $after: Cursor) { extractionRuns(project: $project, first: 2, after: $after) {
          totalCount edges { node { id } } pageInfo { hasNextPage endCursor }
        } }`,
        { project: fresh.project, after },
      );
    const { extractionRuns: one } = await page(null);
    const { extractionRuns: two } = await page(one.pageInfo.endCursor);
    expect([one.totalCount, one.pageInfo.hasNextPage, two.pageInfo.hasNextPage]).toEqual([3, true, false]);
    expect([...one.edges, ...two.edges].map(({ node }) => node.id)).toEqual(ids);
  });
});

describe('progress', () => {
  const document = `subscription ($runId: ID!, $after: Cursor) { extractionProgress(runId: $runId, after: $after) {
    cursor status phase doneBytes totalBytes doneStatements totalStatements issues
  } }`;
  const follow = async (run: string, after: string | null = null) => {
    const states: { cursor: string; status: string; phase: string; [name: string]: unknown }[] = [];
    for await (const { data, errors } of estate.server.subscribe(document, { runId: run, after })) {
      if (errors !== undefined) throw new Error(JSON.stringify(errors));
      states.push(data.extractionProgress);
    }
    return states;
  };

  it('shows the phases in order and ends with the final state', async () => {
    const { extract } = await estate.server.data(extractDocument, input());
    const states = await follow(extract.run.id);
    const seen = states.map((state) => state.phase).filter((phase, i, all) => phase !== all[i - 1]);
    expect(seen).toEqual(['READ', 'PARSE', 'RESOLVE', 'ANALYSE', 'ASSESS', 'WRITE', 'DONE']);
    expect(states.map((state) => state.status)).toEqual([
      'QUEUED',
      ...Array(states.length - 2).fill('RUNNING'),
      'SUCCEEDED',
    ]);
    expect(states.at(-1)).toMatchObject({
      doneBytes: ddl.length + views.length,
      totalBytes: ddl.length + views.length,
    });
  });

  it('resumes after any of its cursors without loss or repeat, long after the end too', async () => {
    const run = await estate.extract(sources);
    const states = await follow(run.id);
    for (const [i, { cursor }] of states.slice(0, -1).entries()) {
      expect(await follow(run.id, cursor)).toEqual(states.slice(i + 1));
    }
    const [last] = await follow(run.id, states.at(-1)?.cursor);
    expect(last).toMatchObject({ status: 'SUCCEEDED', phase: 'DONE' });
  });

  it('of a run that is not there is NOT_FOUND', async () => {
    await expect(follow('run:nobody/11111111-1111-1111-1111-111111111111')).rejects.toThrow('NOT_FOUND');
  });
});

describe('bad input', () => {
  const read = async (text: string, more: Readonly<Record<string, unknown>> = {}) => {
    const fresh = await newEstate(estate.server, 'POSTGRESQL');
    return { run: await fresh.extract([{ name: 'x.sql', text, ...more }]), estate: fresh };
  };

  it.each([
    ['an empty file', ''],
    ['only comments', '-- nothing\n/* here */'],
  ])('%s succeeds with no statement and no problem', async (_, text) => {
    const { run } = await read(text);
    expect(run).toMatchObject({ status: 'SUCCEEDED', counts: { statements: 0, sources: 1 } });
    expect(run.issues.filter((issue) => issue.severity !== 'INFO')).toEqual([]);
  });

  it('an unterminated quote is one failed statement with its place; what stands before it stands', async () => {
    const { run, estate: fresh } = await read(
      "create table a (id int);\nselect 'oh no;\ncreate table b (id int);",
    );
    expect([...(await fresh.tables()).keys()]).toEqual(['public.a']);
    expect(run.counts.statements).toBe(2);
    expect(run.issues).toMatchObject([
      { severity: 'ERROR', file: 'x.sql', line: 2, column: 8, charStart: 32 },
    ]);
  });

  it('two definitions that differ: the last one wins, and both places are told', async () => {
    const { run, estate: fresh } = await read(
      'create table a (id int);\ncreate table a (id int, name text);',
    );
    expect((await fresh.tables()).get('public.a')?.columns).toHaveLength(2);
    const issues = run.issues.filter((issue) => issue.code === 'TABLE_REDEFINED');
    expect(issues.map((issue) => issue.line)).toEqual([1, 2]);
  });

  it('misspelt DDL is UNPARSED with its place, never a success', async () => {
    const { run, estate: fresh } = await read('create table ok (id int);\n  CRAETE TABLE a (id int);');
    expect([...(await fresh.tables()).keys()]).toEqual(['public.ok']);
    expect(run.issues).toMatchObject([{ severity: 'ERROR', line: 2, column: 3 }]);
    const { extractionRun } = await estate.server.data(
      'query ($id: ID!) { extractionRun(id: $id) { sources { statements { edges { node { kind parse } } } } normalization { quarantined } } }',
      { id: run.id },
    );
    expect(extractionRun.sources[0].statements.edges[1].node).toEqual({ kind: 'UNPARSED', parse: 'FAILED' });
    expect(extractionRun.normalization.quarantined).toBe(1);
  });

  it('a constraint without its kind invents no key', async () => {
    const { run, estate: fresh } = await read(
      'create table a (id int);\nalter table a add constraint pk (id);',
    );
    expect(codes(run)).toEqual(['CONSTRAINT_KIND_MISSING']);
    expect((await fresh.tables()).get('public.a')?.constraints).toEqual([]);
  });

  it('refused sources cost themselves alone', async () => {
    const fresh = await newEstate(estate.server, 'POSTGRESQL');
    const deep = `${'['.repeat(70)}${']'.repeat(70)}`;
    writeFileSync(join(roots, 'latin.sql'), Buffer.from("comment on table a is 'é';", 'latin1'));
    const run = await fresh.extract([
      { name: 'a.sql', text: 'create table a (id int);' },
      { name: 'entities', text: '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e "x">]><DEFTABLE/>' },
      { name: 'deep', text: `[{"a": ${deep}}]` },
      { name: 'latin.sql', path: 'latin.sql' },
      {
        name: 'manifest',
        text: '{"metadata":{"dbt_schema_version":"https://schemas.getdbt.com/dbt/manifest/v12.json"}}',
      },
    ]);
    expect(run.status).toBe('SUCCEEDED');
    expect(run.sources.map((source) => source.name)).toEqual(['a.sql']);
    expect(run.issues.map(({ file, code, severity }) => [file, code, severity])).toEqual([
      ['deep', 'BAD_USER_INPUT', 'ERROR'],
      ['entities', 'BAD_USER_INPUT', 'ERROR'],
      ['latin.sql', 'BAD_USER_INPUT', 'ERROR'],
      ['manifest', 'SOURCE_KIND_UNSUPPORTED', 'ERROR'],
    ]);
    const decoded = await fresh.extract([{ name: 'latin.sql', path: 'latin.sql', encoding: 'latin1' }]);
    expect(decoded.issues).toEqual([]);
  });

  it('a path outside the roots or a link out of them is FORBIDDEN, whatever lies there', async () => {
    symlinkSync('/etc/hostname', join(roots, 'link.sql'));
    for (const path of ['/etc/hostname', '/no/such/file', join(roots, '..'), 'link.sql']) {
      expect(await codeOf(extractDocument, input({ sources: [{ name: 'x', path }] }))).toBe('FORBIDDEN');
    }
    rmSync(join(roots, 'link.sql'));
  });

  it.each([
    ['an unknown project', () => ({ project: 'nobody' }), 'NOT_FOUND'],
    ['an unknown system', () => ({ system: 'nothing' }), 'NOT_FOUND'],
    ['a path that is not there', () => ({ sources: [{ name: 'x', path: 'none.sql' }] }), 'NOT_FOUND'],
    ['no source', () => ({ sources: [] }), 'BAD_USER_INPUT'],
    ['two sources of one name', () => ({ sources: [sources[0], sources[0]] }), 'BAD_USER_INPUT'],
    ['a source of neither text nor path', () => ({ sources: [{ name: 'x' }] }), 'BAD_USER_INPUT'],
    ['an empty idempotency key', () => ({ idempotencyKey: '' }), 'BAD_USER_INPUT'],
  ])('%s is refused with its code', async (_, options, code) => {
    expect(await codeOf(extractDocument, input(options()))).toBe(code);
  });

  it('a run or statement of another id is null', async () => {
    const { extractionRun } = await estate.server.data('query ($id: ID!) { extractionRun(id: $id) { id } }', {
      id: `run:${estate.project.slice(8)}/11111111-1111-1111-1111-111111111111`,
    });
    expect(extractionRun).toBeNull();
  });

  it('a long statement, a wide view and a union of many branches are read', async () => {
    const columns = Array.from({ length: 1100 }, (_, i) => `c${i}`);
    const wide = `create table w (${columns.map((column) => `${column} int`).join(', ')});
create view v as select ${columns.map((column) => `coalesce(${column}, 0) + 1 as a_rather_long_name_for_${column}`).join(',\n')} from w;
create view u as ${Array.from({ length: 300 }, (_, i) => `select c${i} as c from w`).join(' union all ')};
create view long as select ${'c0 + '.repeat(28_000)}c1 as s from w;`;
    const { run, estate: fresh } = await read(wide);
    expect(run.issues).toEqual([]);
    const tables = await fresh.tables();
    expect(tables.get('public.v')?.columnCount).toBe(1100);
    expect(await fresh.flowsInto(tables.get('public.u')?.id ?? '')).toHaveLength(300);
    expect(await fresh.flowsInto(tables.get('public.long')?.id ?? '')).toHaveLength(2);
  });
});

function contractDocuments(): (operation: string) => string {
  const path = join(packageRoot, '..', 'shared', 'contract', 'extraction.graphql');
  const text = readFileSync(path, 'utf8');
  return (operation) => {
    const start = text.search(new RegExp(`^(query|mutation|subscription) ${operation}\\b`, 'm'));
    const end = text.slice(start).search(/^}$/m);
    return text.slice(start, start + end + 1);
  };
}
