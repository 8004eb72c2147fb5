import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { conflict } from '../../src/errors.js';
import { type ChangeEvent, defineQuery, type Graph, openGraph } from '../../src/graph/index.js';
import { type BoltProxy, boltProxy } from '../support/bolt-proxy.js';
import { testConnection, testGraph } from '../support/project.js';
import { type Estate, estate } from './fixture.js';

const outcome = defineQuery<
  { readonly id: string },
  { readonly firstSeq: number | null; readonly lastSeq: number | null }
>('graph/unit-outcome', ['firstSeq', 'lastSeq']);
const record = defineQuery<
  {
    readonly id: string;
    readonly firstSeq: number | null;
    readonly lastSeq: number | null;
    readonly at: string | null;
    readonly expiresAt: string | null;
  },
  object
>('graph/unit-record', []);

describe('a unit of work whose connection is lost at its commit', () => {
  /** Beside the proxy: what really stands in the store. */
  let direct: Graph;
  let proxy: BoltProxy;
  let graph: Graph;
  let e: Estate;
  let start: number;
  beforeAll(async () => {
    direct = await testGraph();
    e = await estate(direct);
    proxy = await boltProxy(testConnection().uri);
    graph = await openGraph({ ...testConnection(), uri: proxy.uri });
  });
  beforeEach(async () => {
    start = (await direct.feed.head()).seq;
  });
  afterEach(() => {
    const { pending } = proxy;
    proxy.afflict();
    expect(pending).toBe(0);
  });
  afterAll(async () => {
    await graph?.close();
    await proxy?.close();
    await direct?.close();
  });

  async function eventsOf(name: string): Promise<readonly ChangeEvent[]> {
    const events = await direct.feed.after(start, 1000);
    return events.filter((event) => event.entityId === e.table(name));
  }

  it('returns the result of a unit whose answer was lost and does not run it again', async () => {
    let runs = 0;
    proxy.afflict('answerLost');
    const committed = await graph.unitOfWork('test', null, (unit) => {
      runs++;
      return unit.upsertNodes([e.tableState('answered')]);
    });
    const events = await eventsOf('answered');
    expect(runs).toBe(1);
    expect(committed.value.created).toBe(1);
    expect(events.map(({ kind, seq }) => ({ kind, seq }))).toEqual([
      { kind: 'CREATED', seq: committed.lastSeq },
    ]);
  });

  it('knows of a unit without changes, too, that it was committed', async () => {
    let runs = 0;
    proxy.afflict('answerLost');
    const id = `lost-answer-${e.project.name}`;
    const committed = await graph.unitOfWork('test', null, async (unit) => {
      const expiresAt = new Date(Date.now() + 60_000).toISOString();
      await unit.run(record, { id, firstSeq: null, lastSeq: null, at: null, expiresAt });
      return ++runs;
    });
    expect(committed).toMatchObject({ value: 1, changes: 0, firstSeq: null });
    expect(await direct.read(outcome, { id })).toHaveLength(1);
    expect(runs).toBe(1);
  });

  it('runs a unit again whose commit did not reach the server', async () => {
    let runs = 0;
    proxy.afflict('lost', 'lost');
    const committed = await graph.unitOfWork('test', null, async (unit) => {
      runs++;
      return (await unit.upsertNodes([e.tableState('lost', { run: runs })])).created;
    });
    const events = await eventsOf('lost');
    expect(runs).toBe(3);
    expect(committed.value).toBe(1);
    expect(events.map(({ kind, after }) => [kind, after?.run])).toEqual([['CREATED', 3]]);
  });

  it('returns the result of a commit that arrived after the look-up when the retry collides with it', async () => {
    let runs = 0;
    proxy.afflict('late');
    const committed = await graph.unitOfWork('test', null, async (unit) => {
      if (++runs === 2) await proxy.deliver();
      await unit.upsertNodes([e.tableState('late', { run: runs })]);
      return runs;
    });
    const events = await eventsOf('late');
    expect(runs).toBe(2);
    expect(committed.value).toBe(1);
    expect(events.map(({ kind, after, seq }) => [kind, after?.run, seq])).toEqual([
      ['CREATED', 1, committed.lastSeq],
    ]);
  });

  it('returns the result of a commit that arrived late when the retry is refused because of it', async () => {
    let runs = 0;
    proxy.afflict('late');
    const committed = await graph.unitOfWork('test', null, async (unit) => {
      if (++runs === 2) await proxy.deliver();
      const { created } = await unit.upsertNodes([e.tableState('refused')]);
      if (created === 0) throw conflict('it is there already');
      return runs;
    });
    const events = await eventsOf('refused');
    expect(runs).toBe(2);
    expect(committed.value).toBe(1);
    expect(events.map(({ kind, seq }) => [kind, seq])).toEqual([['CREATED', committed.lastSeq]]);
  });

  it('returns the result of a commit that arrived late when the retry finds nothing left to do', async () => {
    let runs = 0;
    proxy.afflict('late');
    const committed = await graph.unitOfWork('test', null, async (unit) => {
      if (++runs === 2) await proxy.deliver();
      return unit.upsertNodes([e.tableState('done')]);
    });
    const events = await eventsOf('done');
    expect(runs).toBe(2);
    expect(committed).toMatchObject({ value: { created: 1, unchanged: 0 }, changes: 1 });
    expect(events.map(({ kind, seq }) => [kind, seq])).toEqual([['CREATED', committed.lastSeq]]);
  });

  it('passes the refusal of a retry on when the first commit did not arrive', async () => {
    let runs = 0;
    proxy.afflict('lost');
    const refused = graph.unitOfWork('test', null, async (unit) => {
      if (++runs === 2) throw conflict('somebody else was faster');
      await unit.upsertNodes([e.tableState('theirs')]);
    });
    await expect(refused).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await eventsOf('theirs')).toEqual([]);
  });

  it('ends a unit that may not run again with INTERRUPTED, and leaves nothing of it', async () => {
    let runs = 0;
    proxy.afflict('lost');
    const interrupted = graph.unitOfWork(
      'test',
      null,
      (unit) => {
        runs++;
        return unit.upsertNodes([e.tableState('interrupted')]);
      },
      { survivesDisconnect: false },
    );
    await expect(interrupted).rejects.toMatchObject({ code: 'INTERRUPTED' });
    expect(runs).toBe(1);
    expect(await eventsOf('interrupted')).toEqual([]);
  });

  it('does not call a unit interrupted that was committed', async () => {
    proxy.afflict('answerLost');
    const committed = await graph.unitOfWork(
      'test',
      null,
      (unit) => unit.upsertNodes([e.tableState('carried')]),
      { survivesDisconnect: false },
    );
    expect((await eventsOf('carried')).map(({ seq }) => seq)).toEqual([committed.lastSeq]);
  });
});
