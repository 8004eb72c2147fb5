/** What a re-read changes: nothing where nothing changed, and no more than what did. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ChangeEvent } from '../../src/graph/index.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { type Estate, newEstate } from './fixture.js';

const tables = (columns = 'id int, customer int, amount numeric(10,2), placed timestamp') =>
  `create table s.orders (${columns});\ncreate table s.customers (id int primary key, name text);\n`;
const keys =
  'alter table s.orders add constraint orders_customer foreign key (customer) references s.customers (id);\n';
const daily = `create view s.daily as select date(placed) as day, sum(amount) as total from s.orders where amount > 0 group by 1;\n`;
const names =
  'create view s.names as select c.name, o.amount from s.orders o join s.customers c on c.id = o.customer;\n';
const all = [
  { name: 'a.sql', text: tables() },
  { name: 'b.sql', text: keys },
  { name: 'c.sql', text: daily + names },
];

let server: TestServer;
let estate: Estate;
let head: number;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  estate = await newEstate(server, 'POSTGRESQL');
  await estate.extract(all);
  head = await estate.head();
});

const short = (id: string): string => `${id.slice(0, id.indexOf(':'))}:${id.slice(id.lastIndexOf('/') + 1)}`;
/** `KIND EntityKind id`, edges with their ends, without the elements of context extraction. */
const lines = (events: readonly ChangeEvent[]): readonly string[] =>
  events
    .filter((event) => event.context !== 'extraction')
    .map((event) => {
      const what =
        event.element === 'NODE'
          ? short(event.entityId)
          : `${short(event.sourceId ?? '')} -> ${short(event.targetId ?? '')}`;
      return `${event.kind} ${event.entityKind} ${what}`;
    })
    .sort();

describe('re-extraction', () => {
  it('of the same sources writes nothing and raises no event, as a whole and file by file', async () => {
    const run = await estate.extract(all);
    expect(run.counts).toMatchObject({ created: 0, updated: 0, deleted: 0 });
    for (const source of all) await estate.extract([source]);
    expect(await estate.eventsAfter(head)).toEqual([]);
  });

  it('after a statement moved changes its place alone', async () => {
    const run = await estate.extract([{ name: 'c.sql', text: `-- a line above\n${daily}\n${names}` }]);
    // The file and its two statements.
    expect(run.counts).toMatchObject({ created: 0, updated: 3, deleted: 0 });
    const events = await estate.eventsAfter(head);
    expect(events.map((event) => [event.kind, event.entityKind, event.context])).toEqual([
      ['UPDATED', 'Statement', 'extraction'],
      ['UPDATED', 'Statement', 'extraction'],
    ]);
    for (const { after } of events) {
      expect(
        Object.keys(after ?? {}).every((name) =>
          ['charStart', 'charEnd', 'line', 'column', 'ordinal'].includes(name),
        ),
      ).toBe(true);
    }
    const evidence = await edgesOf('view', 's.names');
    expect(evidence[0]?.evidence.line).toBe(4);
  });

  const edgesOf = async (kind: string, name: string) => {
    const { lineage } = await server.data(
      `query ($ids: [ID!]!) { lineage(ids: $ids, traversal: { direction: UPSTREAM, maxDepth: 1 }) {
        edges { source statements evidence { sourceFile charStart charEnd line column rule } }
      } }`,
      { ids: [`${kind}:${estate.system.slice('system:'.length)}/${name}`] },
    );
    return lineage.edges as {
      statements: string[];
      evidence: { line: number; charStart: number; charEnd: number };
    }[];
  };

  it('of a reformatted statement deletes and creates it with its edges, and nothing else', async () => {
    await estate.extract([{ name: 'c.sql', text: daily.replace('select', 'SELECT') + names }]);
    const events = await estate.eventsAfter(head);
    const statements = events.filter((event) => event.entityKind === 'Statement').map((event) => event.kind);
    expect(statements.sort()).toEqual(['CREATED', 'DELETED', 'UPDATED'].slice(0, statements.length));
    const flows = lines(events);
    expect(flows.filter((line) => line.includes('FLOWS_TO'))).toEqual([
      'CREATED FLOWS_TO column:s.orders.amount -> column:s.daily.total',
      'CREATED FLOWS_TO column:s.orders.placed -> column:s.daily.day',
      'DELETED FLOWS_TO column:s.orders.amount -> column:s.daily.total',
      'DELETED FLOWS_TO column:s.orders.placed -> column:s.daily.day',
    ]);
    expect(
      flows.some((line) => / (Table|View|Column|Constraint) /.test(line) && !line.includes('viewSql')),
    ).toBe(events.some((event) => event.entityKind === 'View'));
    expect(flows.join('\n')).not.toContain('s.names');
  });

  it('without one column deletes it, renumbers those after it and leaves other statements as they are', async () => {
    await estate.extract([{ name: 'a.sql', text: tables('id int, customer int, placed timestamp') }]);
    const events = await estate.eventsAfter(head);
    expect(lines(events).filter((line) => / (Column|Table|View|Constraint) /.test(line))).toEqual([
      'DELETED Column column:s.orders.amount',
      'UPDATED Column column:s.orders.placed',
    ]);
    const moved = events.find((event) => event.entityId.endsWith('s.orders.placed'));
    expect(moved?.after).toEqual({ ordinal: 3 });
    const statements = events.filter((event) => event.entityKind === 'Statement');
    expect(
      statements
        .filter((event) => event.kind !== 'UPDATED')
        .map((event) => event.kind)
        .sort(),
    ).toEqual(['CREATED', 'DELETED']);
    for (const event of statements.filter(({ kind }) => kind === 'UPDATED')) {
      expect(Object.keys(event.after ?? {}).sort()).toEqual(['charEnd', 'charStart']);
    }
    expect(lines(events).filter((line) => line.includes('FLOWS_TO') || line.includes('INFLUENCES'))).toEqual([
      'DELETED FLOWS_TO column:s.orders.amount -> column:s.daily.total',
      'DELETED FLOWS_TO column:s.orders.amount -> column:s.names.amount',
      'DELETED INFLUENCES column:s.orders.amount -> view:s.daily',
    ]);
  });

  it('without a column that other files read leaves unresolved references in their statements, with their places', async () => {
    await estate.extract([{ name: 'a.sql', text: tables('id int, customer int, placed timestamp') }]);
    const unresolved = await estate.unresolved();
    expect(
      unresolved.map(({ text, reason, line, statement }) => [text, reason, line, statement.sourceFile.name]),
    ).toEqual(
      [
        ['amount', 'UNKNOWN_COLUMN', 1, 'c.sql'],
        ['amount', 'UNKNOWN_COLUMN', 1, 'c.sql'],
        ['o.amount', 'UNKNOWN_COLUMN', 2, 'c.sql'],
      ].sort((a, b) => String(a).localeCompare(String(b))),
    );
    const columns = unresolved.filter(({ text }) => text === 'amount').map(({ column }) => column);
    expect(columns.sort((a, b) => a - b)).toEqual([
      daily.indexOf('amount') + 1,
      daily.lastIndexOf('amount') + 1,
    ]);
    const { viewLineageSummary } = await server.data(
      'query ($project: ID!) { viewLineageSummary(project: $project) { columns resolvedColumns unresolvedColumns } }',
      { project: estate.project },
    );
    expect(viewLineageSummary).toEqual({ columns: 4, resolvedColumns: 2, unresolvedColumns: 2 });
    // The column comes back, and with the next read of the views so does their lineage.
    await estate.extract([{ name: 'a.sql', text: tables() }]);
    await estate.extract([all[2] ?? { name: '' }]);
    expect(await estate.unresolved()).toEqual([]);
    expect(await estate.flowsInto(`view:${estate.system.slice(7)}/s.daily`)).toHaveLength(2);
  });

  it('of the file that declares a table keeps what other files added to it', async () => {
    const columnOf = async () =>
      (await estate.tables()).get('s.orders')?.columns.map((column) => column.name);
    await estate.extract([{ name: 'd.sql', text: 'alter table s.orders add column note text;' }]);
    await estate.extract([{ name: 'a.sql', text: tables('id int, customer int, amount numeric(10,2)') }]);
    expect(await columnOf()).toEqual(['id', 'customer', 'amount', 'note']);
    expect((await estate.tables()).get('s.orders')?.constraints.map((key) => key.name)).toEqual([
      'orders_customer',
    ]);
    await estate.extract([{ name: 'b.sql', text: '-- no key any more' }]);
    expect((await estate.tables()).get('s.orders')?.constraints).toEqual([]);
    await estate.extract([{ name: 'a.sql', text: '' }]);
    expect(await columnOf()).toEqual(['id', 'customer', 'amount', 'note']);
  });

  it('of one file keeps what other files say of the lineage between two tables', async () => {
    const load = (name: string, rest: string) => ({
      name,
      text: `insert into s.mart select id, amount from s.orders${rest};`,
    });
    const feeds = async () => {
      const { lineage } = await server.data(
        `query ($ids: [ID!]!) { lineage(ids: $ids, traversal: { granularity: TABLE, direction: UPSTREAM, maxDepth: 1 }) {
          edges { source target statements confidence }
        } }`,
        { ids: [`table:${estate.system.slice(7)}/s.mart`] },
      );
      return lineage.edges as { source: string; statements: string[] }[];
    };
    await estate.extract([
      { name: 'm.sql', text: 'create table s.mart (id int, amount numeric(10,2));' },
      load('l1.sql', ''),
      load('l2.sql', ' where id > 7'),
    ]);
    expect((await feeds()).map((edge) => edge.statements.length)).toEqual([2]);
    await estate.extract([{ name: 'l1.sql', text: '' }]);
    expect((await feeds()).map((edge) => edge.statements.length)).toEqual([1]);
    await estate.extract([{ name: 'l2.sql', text: '' }]);
    expect(await feeds()).toEqual([]);
  });

  it('turns a mention into the view it proves to be, with its edges', async () => {
    await estate.extract([{ name: 'r.sql', text: 'create view s.report as select l.day from s.later l;' }]);
    const before = (await estate.tables()).get('s.later');
    expect(before).toMatchObject({ isComplete: false, tableKind: 'UNKNOWN' });
    expect(before?.id).toMatch(/^table:/);
    await estate.extract([
      { name: 'l.sql', text: 'create view s.later as select date(placed) as day from s.orders;' },
    ]);
    const after = (await estate.tables()).get('s.later');
    expect(after).toMatchObject({ isComplete: true, tableKind: 'VIEW' });
    expect(after?.id).toMatch(/^view:/);
    expect(await estate.flowsInto(`view:${estate.system.slice(7)}/s.report`)).toEqual([
      's.later.day -> s.report.day IDENTITY',
    ]);
    const events = await estate.head();
    await estate.extract([
      { name: 'l.sql', text: 'create view s.later as select date(placed) as day from s.orders;' },
    ]);
    expect(await estate.eventsAfter(events)).toEqual([]);
  });

  it('knows a table nobody declares by the columns that are written to it', async () => {
    const load = {
      name: 'load.sql',
      text: 'insert into s.fresh select id as key, sum(amount) as total from s.orders group by id;',
    };
    const read = { name: 'read.sql', text: 'create view s.top as select * from s.fresh where total > 10;' };
    await estate.extract([read, load]);
    const tables = await estate.tables();
    expect(tables.get('s.fresh')).toMatchObject({ isComplete: false });
    expect(tables.get('s.fresh')?.columns.map((column) => column.name)).toEqual(['key', 'total']);
    expect(tables.get('s.top')?.columns.map((column) => column.name)).toEqual(['key', 'total']);
    const seen = await estate.head();
    await estate.extract([read]);
    await estate.extract([load]);
    await estate.extract([load, read]);
    expect(await estate.eventsAfter(seen)).toEqual([]);
  });
});
