/** How runs end: together with their task, and with nothing of theirs left in the database. */
import { randomUUID } from 'node:crypto';
import type { Transaction } from 'neo4j-driver';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { condition } from '../support/condition.js';
import { type RawStore, rawStore } from '../support/cypher.js';
import { type Estate, newEstate, type Source, startEstate } from './fixture.js';

let estate: Estate & { close(): Promise<void> };
let store: RawStore;
const opened: Hindrance[] = [];

beforeAll(async () => {
  store = rawStore();
  estate = await startEstate('POSTGRESQL');
});
afterEach(async () => {
  for (const { end } of opened.splice(0)) await end();
});
afterAll(async () => {
  await estate?.close();
  await store?.close();
});

/** For a test of several runs. */
const runsLimitMs = 180_000;
const sources = [{ name: 'a.sql', text: 'create table a (id int);' }];

interface Started {
  readonly id: string;
  readonly task: { readonly id: string };
}

async function start({ server, project, system }: Estate, texts: readonly Source[]): Promise<Started> {
  const { extract } = await server.data(
    'mutation ($input: ExtractInput!) { extract(input: $input) { run { id task { id } } } }',
    { input: { project, system, sources: texts } },
  );
  return extract.run;
}

async function cancel(task: string): Promise<void> {
  await estate.server.data('mutation ($id: ID!) { cancelTask(input: { id: $id }) { task { id } } }', {
    id: task,
  });
}

interface Hindrance {
  /** Transactions that wait for its locks. */
  waiting(): Promise<readonly string[]>;
  end(): Promise<void>;
}

/** A transaction that holds the locks of what a statement touches, until it is rolled back. */
async function hinder(text: string, parameters: Readonly<Record<string, unknown>>): Promise<Hindrance> {
  const mark = randomUUID();
  const session = store.driver.session();
  const transaction: Transaction = await session.beginTransaction({ metadata: { mark } });
  await transaction.run(text, { ...parameters });
  const hindrance = {
    async waiting() {
      const rows = await transactions();
      const own = rows.find(({ metaData }) => metaData.mark === mark)?.id ?? 'none';
      return rows
        .filter(({ status }) => status.startsWith('Blocked by') && status.match(/[\w-]+\d/g)?.includes(own))
        .map(({ id }) => id);
    },
    async end() {
      await transaction.rollback();
      await session.close();
    },
  };
  opened.push(hindrance);
  return hindrance;
}

interface RunningTransaction {
  readonly id: string;
  readonly status: string;
  readonly metaData: { readonly mark?: string };
}

async function transactions(): Promise<readonly RunningTransaction[]> {
  return (await store.rows(
    'SHOW TRANSACTIONS YIELD transactionId, status, metaData RETURN transactionId AS id, status, metaData',
  )) as unknown as readonly RunningTransaction[];
}

/** Cancels a run whose Cypher waits for the hindrance; what waited is gone while the hindrance still holds. */
async function expectStopped(of: Estate, { id, task }: Started, hindrance: Hindrance): Promise<void> {
  const stuck = await condition('a transaction of the run that waits', async () => {
    const ids = await hindrance.waiting();
    return ids.length > 0 ? ids : null;
  });
  await cancel(task.id);
  expect(await of.finished(id)).toMatchObject({ status: 'CANCELLED', error: null });
  await condition('the end of its transactions', async () => {
    const left = (await transactions()).filter((running) => stuck.includes(running.id));
    return left.length === 0 || null;
  });
}

describe('cancelling a run', () => {
  it('stops its Cypher in the database while it waits for its system', async () => {
    const fresh = await newEstate(estate.server, 'POSTGRESQL');
    const hindrance = await hinder('CREATE (:ExtractionLock {system: $system})', { system: fresh.system });
    await expectStopped(fresh, await start(fresh, sources), hindrance);
  });

  it('stops its Cypher in the database in mid-WRITE, and running it again completes it', {
    timeout: runsLimitMs,
  }, async () => {
    const fresh = await newEstate(estate.server, 'POSTGRESQL');
    await fresh.extract(sources);
    const column = async () => (await fresh.tables()).get('public.a')?.columns[0];
    const { id } = (await column()) ?? {};
    const hindrance = await hinder('MATCH (c:Entity {id: $id}) SET c.lock = true', { id });
    const changed = [{ name: 'a.sql', text: 'create table a (id bigint);' }];
    await expectStopped(fresh, await start(fresh, changed), hindrance);
    expect((await column())?.type?.kind).toBe('INT32');
    await hindrance.end();
    opened.length = 0;
    expect(await fresh.extract(changed)).toMatchObject({ status: 'SUCCEEDED' });
    expect((await column())?.type?.kind).toBe('INT64');
  });
});

describe('a column that is deleted while a run goes on', () => {
  it('is an unresolved reference of the statement that reads it, not lost', {
    timeout: runsLimitMs,
  }, async () => {
    const fresh = await newEstate(estate.server, 'POSTGRESQL');
    const view = { name: 'v.sql', text: 'create view v as select x from b;' };
    await fresh.extract([...sources, { name: 'b.sql', text: 'create table b (x int);' }, view]);
    const tables = await fresh.tables();
    const columnOf = (table: string) => tables.get(`public.${table}`)?.columns[0]?.id;
    const hindrance = await hinder('MATCH (c:Entity {id: $id}) SET c.lock = true', { id: columnOf('a') });
    const { id } = await start(fresh, [{ name: 'a.sql', text: 'create table a (id bigint);' }, view]);
    await condition('a transaction of the run that waits', async () => {
      const waiting = await hindrance.waiting();
      return waiting.length > 0 || null;
    });
    await store.rows('MATCH (c:Entity {id: $id}) DETACH DELETE c', { id: columnOf('b') });
    await hindrance.end();
    opened.length = 0;
    expect(await fresh.finished(id)).toMatchObject({ status: 'SUCCEEDED' });
    const { unresolvedReferences } = await estate.server.data(
      'query ($project: ID!) { unresolvedReferences(project: $project) { edges { node { text reason } } } }',
      { project: fresh.project },
    );
    expect(unresolvedReferences.edges).toEqual([{ node: { text: 'x', reason: 'UNKNOWN_COLUMN' } }]);
  });
});

describe('a run and its task', () => {
  /** The unit of work that wrote an element's final state. */
  async function unitOfEnd(element: string, property: string, final: string): Promise<unknown> {
    const rows = await store.rows(
      `MATCH (e:ChangeEvent) WHERE e.entityId = $element AND e.after CONTAINS $written
       MATCH (u:UnitOfWork {at: e.at}) WHERE u.firstSeq <= e.seq AND e.seq <= u.lastSeq
       RETURN u.id AS unit`,
      { element, written: `"${property}":"${final}"` },
    );
    expect(rows).toHaveLength(1);
    return rows[0]?.unit;
  }

  async function expectOneEnd({ id, task }: Started, final: string): Promise<void> {
    expect(await unitOfEnd(id, 'status', final)).toBe(await unitOfEnd(task.id, 'state', final));
    const { extractionRun } = await estate.server.data(
      'query ($id: ID!) { extractionRun(id: $id) { status endedAt task { state finishedAt } } }',
      { id },
    );
    expect(extractionRun.status).toBe(final);
    expect(extractionRun.task.state).toBe(final);
    expect(extractionRun.endedAt).toBe(extractionRun.task.finishedAt);
  }

  it('succeed in one unit of work', async () => {
    const fresh = await newEstate(estate.server, 'POSTGRESQL');
    const run = await start(fresh, sources);
    await fresh.finished(run.id);
    await expectOneEnd(run, 'SUCCEEDED');
  });

  it('are cancelled in one unit of work', async () => {
    const fresh = await newEstate(estate.server, 'POSTGRESQL');
    const hindrance = await hinder('CREATE (:ExtractionLock {system: $system})', { system: fresh.system });
    const run = await start(fresh, sources);
    await condition('the run to wait', async () => (await hindrance.waiting()).length > 0 || null);
    await cancel(run.task.id);
    await fresh.finished(run.id);
    await expectOneEnd(run, 'CANCELLED');
  });

  it('fail in one unit of work, with the same reason', async () => {
    const fresh = await newEstate(estate.server, 'POSTGRESQL');
    const hindrance = await hinder('CREATE (:ExtractionLock {system: $system})', { system: fresh.system });
    const run = await start(fresh, sources);
    await condition('the run to wait', async () => (await hindrance.waiting()).length > 0 || null);
    estate.server.composition.tasks.interruptRunning();
    const { error } = await fresh.finished(run.id);
    expect(error?.code).toBe('INTERRUPTED');
    await expectOneEnd(run, 'FAILED');
  });
});
