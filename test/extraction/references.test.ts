/** References to what is not there: foreign keys ahead of their table, reads of columns an import takes away. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { lockSystem } from '../../src/extraction/queries.js';
import { importSchema, upsertSystem } from '../catalog/support.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { codes, type Estate, newEstate } from './fixture.js';

const child = `create table s.child (
  id int primary key,
  parent int,
  constraint child_parent foreign key (parent) references s.parent (id)
);
alter table s.child add constraint child_self foreign key (parent) references s.nowhere (id);
`;

let server: TestServer;
let estate: Estate;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  estate = await newEstate(server, 'POSTGRESQL');
});

const unresolved = async () =>
  (await estate.unresolved())
    .map(({ text, reason, statement }) => `${text} ${reason} ${statement.sourceFile.name}`)
    .sort();

describe('a foreign key to a table that is not there', () => {
  it('is kept, reported and listed with its statement, and reading it again changes nothing', async () => {
    const run = await estate.extract([{ name: 'child.sql', text: child }]);
    expect(run).toMatchObject({ status: 'SUCCEEDED', error: null, counts: { constraints: 3 } });
    expect(codes(run)).toEqual(['REFERENCE_UNRESOLVED', 'REFERENCE_UNRESOLVED']);
    expect(await unresolved()).toEqual([
      's.nowhere(id) UNKNOWN_TABLE child.sql',
      's.parent(id) UNKNOWN_TABLE child.sql',
    ]);
    const { unresolvedReferences } = await server.data(
      'query ($project: ID!) { unresolvedReferences(project: $project, reason: UNKNOWN_TABLE) { totalCount edges { node { id } } } }',
      { project: estate.project },
    );
    expect(unresolvedReferences).toMatchObject({ totalCount: 2, edges: [{}, {}] });
    const head = await estate.head();
    const again = await estate.extract([{ name: 'child.sql', text: child }]);
    expect(again.counts).toMatchObject({ created: 0, updated: 0, deleted: 0 });
    expect(await estate.eventsAfter(head)).toEqual([]);
  });

  it('is linked when the table comes in another file', async () => {
    await estate.extract([{ name: 'child.sql', text: child }]);
    const run = await estate.extract([
      { name: 'parent.sql', text: 'create table s.parent (id int primary key);' },
    ]);
    expect(run).toMatchObject({ status: 'SUCCEEDED', error: null, issues: [] });
    expect(await unresolved()).toEqual(['s.nowhere(id) UNKNOWN_TABLE child.sql']);
  });
});

describe('a foreign key whose target changes', () => {
  it('has nothing standing in for the old target, however many units of work lie between the two tables', async () => {
    const many = (of: number) => Array.from({ length: of }, (_, n) => `c${n} int`).join(', ');
    const texts = (target: string) => [
      { name: 'a.sql', text: `create table s.a (${target} int primary key, ${many(2_000)});` },
      { name: 'b.sql', text: `create table s.b (x int, ${many(200)});` },
      {
        name: 'c.sql',
        text: `create table s.c (x int, constraint c_a foreign key (x) references s.a (${target}));`,
      },
    ];
    await estate.extract(texts('old'));
    expect(await unresolved()).toEqual([]);
    const run = await estate.extract(texts('other'));
    expect(run).toMatchObject({ status: 'SUCCEEDED', issues: [] });
    expect(await unresolved()).toEqual([]);
    const again = await estate.extract(texts('other'));
    expect(again.counts).toMatchObject({ created: 0, updated: 0, deleted: 0 });
  });
});

describe('a renamed table', () => {
  it('keeps its name while the run does not read its CREATE, and has no second one once it does', async () => {
    const create = { name: 'a.sql', text: 'create table s.a (id int primary key);' };
    const rename = { name: 'b.sql', text: 'alter table s.a rename to b;' };
    await estate.extract([create]);
    const alone = await estate.extract([rename]);
    expect(codes(alone)).toEqual(['RENAME_NOT_APPLIED']);
    expect([...(await estate.tables()).keys()]).toEqual(['s.a']);
    const both = await estate.extract([create, rename]);
    expect(both.issues).toEqual([]);
    const tables = await estate.tables();
    expect([...tables.keys()]).toEqual(['s.b']);
    expect(tables.get('s.b')?.constraints).toMatchObject([{ kind: 'PRIMARY_KEY' }]);
  });
});

const systemDialect = 'query ($id: ID!) { system: node(id: $id) { ... on System { dialect } } }';

describe('an import, or another dialect, while an extraction of its system goes on', () => {
  it('is a CONFLICT that names the run, and succeeds once the run has ended', async () => {
    const { id: run } = await estate.extract([{ name: 'a.sql', text: 'create table s.a (id int);' }]);
    const { system, project } = estate;
    const become = (status: string) =>
      server.graph.unitOfWork('test', 'test', async (unit) => {
        await unit.patchNodes([{ id: run, properties: { status } }]);
        if (status === 'RUNNING') await unit.run(lockSystem, { system, run });
      });
    const columns = [{ name: 'id', type: 'bigint' }];
    const input = { project, system, schemas: [{ name: 's', tables: [{ name: 'a', columns }] }] };
    await become('RUNNING');
    const refused = await server.query(importSchema, { input });
    expect(refused.errors.map(({ extensions }) => extensions)).toMatchObject([{ code: 'CONFLICT', run }]);
    const name = decodeURIComponent(system.slice(system.indexOf('/') + 1));
    const as = (dialect: string) => server.query(upsertSystem, { project, name, dialect });
    const { system: stored } = await server.data(systemDialect, { id: system });
    const other = stored.dialect === 'MYSQL' ? 'SQLITE' : 'MYSQL';
    expect((await as(other)).errors.map(({ extensions }) => extensions)).toMatchObject([
      { code: 'CONFLICT', run },
    ]);
    expect((await as(stored.dialect)).errors).toEqual([]);
    await become('SUCCEEDED');
    const { importSchema: imported } = await server.data(importSchema, { input });
    expect(imported).toMatchObject({ updated: 1, issues: [] });
  });
});

describe('an import that takes a column away', () => {
  const tables = 'create table s.orders (id int, amount numeric(10,2));\n';
  const view = 'create view s.daily as select id, amount * 2 as twice from s.orders;\n';

  it('leaves an unresolved reference in each statement that reads it, with its place', async () => {
    await estate.extract([
      { name: 'tables.sql', text: tables },
      { name: 'view.sql', text: view },
    ]);
    const input = {
      project: estate.project,
      system: estate.system,
      schemas: [{ name: 's', tables: [{ name: 'orders', columns: [{ name: 'id', type: 'int' }] }] }],
    };
    const { importSchema: imported } = await server.data(importSchema, { input });
    expect(imported.deleted).toBe(1);
    expect(await estate.unresolved()).toMatchObject([
      { text: 'amount', reason: 'UNKNOWN_COLUMN', line: 1, column: view.indexOf('amount') + 1 },
    ]);
    const daily = `view:${estate.system.slice('system:'.length)}/s.daily`;
    expect(await estate.flowsInto(daily)).toEqual(['s.orders.id -> s.daily.id IDENTITY']);
  });
});
