import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { follow, type Graph } from '../../src/graph/index.js';
import { readHead, writeHead } from '../../src/sync/feed-head.js';
import {
  expireUnits,
  feedHeadPath,
  guardEpoch,
  horizonOf,
  prune,
  startFeedUpkeep,
} from '../../src/sync/index.js';
import { type Estate, estate } from '../graph/fixture.js';
import { type RawStore, rawStore } from '../support/cypher.js';
import { testGraph } from '../support/project.js';

/** These move the horizon and the epoch of the whole store, so they run when nobody else holds a cursor. */
describe('retention of the feed', () => {
  let graph: Graph;
  let store: RawStore;
  let e: Estate;
  beforeAll(async () => {
    graph = await testGraph();
    store = rawStore();
    e = await estate(graph);
  });
  afterAll(async () => {
    await graph.close();
    await store.close();
  });
  const writeTables = async (count: number, prefix: string) => {
    for (let i = 0; i < count; i++)
      await graph.unitOfWork('test', null, (unit) => unit.upsertNodes([e.tableState(`${prefix}${i}`)]));
  };
  const head = async () => (await graph.feed.head()).seq;
  const alive = async () =>
    (
      await store.rows('MATCH (c:FeedCheckpoint {project: $id, entityKind: "Table"}) RETURN c.alive AS n', {
        id: e.project.id,
      })
    )[0]?.n;

  it('removes what is past the horizon, keeps the counts, and expires cursors below it', async () => {
    await writeTables(5, 'old');
    await graph.unitOfWork('test', null, (unit) => unit.deleteNodes([e.table('old0')]));
    const horizon = await head();
    const before = graph.feed.encodeCursor(horizon - 1);
    const at = graph.feed.encodeCursor(horizon);
    await writeTables(3, 'new');
    const deleted = await prune(graph, horizon);
    expect(deleted).toBeGreaterThanOrEqual(6);
    expect(await graph.feed.head()).toMatchObject({ horizonSeq: horizon, seq: horizon + 3 });
    expect(
      await store.rows('MATCH (e:ChangeEvent) WHERE e.seq <= $horizon RETURN count(e) AS n', { horizon }),
    ).toEqual([{ n: 0 }]);
    expect(await alive()).toBe(4);
    await expect(graph.feed.decodeCursor(before)).rejects.toMatchObject({
      code: 'CURSOR_EXPIRED',
      details: { horizonSeq: horizon, epoch: graph.feed.epoch },
    });
    expect(
      (await graph.feed.after(await graph.feed.decodeCursor(at), 10)).map((event) => event.after?.name),
    ).toEqual(['new0', 'new1', 'new2']);
    expect(await prune(graph, horizon)).toBe(0);
  });

  it('keeps the states of pruned changes', async () => {
    const [state] = await graph.statesAsOf([e.table('old0')], (await graph.feed.head()).horizonSeq - 1);
    expect(state?.properties.name).toBe('old0');
  });

  it('tells a follower that fell behind the horizon, instead of skipping', async () => {
    const cursor = graph.feed.encodeCursor(await head());
    const stop = new AbortController();
    const batches = follow(graph, {
      after: cursor,
      matches: (event) => event.project === e.project.id,
      maxBatch: 1,
      signal: stop.signal,
    });
    await writeTables(3, 'missed');
    expect((await batches.next()).value?.events).toHaveLength(1);
    const late = await testGraph();
    try {
      const behind = follow(late, { after: cursor, maxBatch: 1, signal: stop.signal });
      await behind.next();
      await prune(graph, await head());
      await expect(behind.next().then(() => behind.next())).rejects.toMatchObject({ code: 'CURSOR_EXPIRED' });
    } finally {
      stop.abort();
      await late.close();
    }
  });

  it('prunes only what is past both the age and the number to keep', async () => {
    await writeTables(4, 'kept');
    const seq = await head();
    const day = 86_400_000;
    expect(await horizonOf(graph, { keepForMs: day, keepEvents: 1 })).toBe(0);
    expect(await horizonOf(graph, { keepForMs: day, keepEvents: 2 }, Date.now() + day + 30_000)).toBe(
      seq - 2,
    );
  });

  it('two processes prune one range once', async () => {
    await writeTables(6, 'twice');
    const horizon = await head();
    const deleted = await Promise.all([prune(graph, horizon), prune(graph, horizon)]);
    const { horizonSeq } = await graph.feed.head();
    expect(horizonSeq).toBe(horizon);
    expect(deleted.filter((count) => count > 0)).toHaveLength(1);
  });

  it('forgets units without changes once nobody can ask for their outcome', async () => {
    await prune(graph, await head());
    expect(await expireUnits(graph, new Date(Date.now() + 2 * 3_600_000).toISOString())).toBeGreaterThan(0);
    expect(
      await store.rows('MATCH (u:UnitOfWork) WHERE u.expiresAt < $now RETURN count(u) AS n', {
        now: new Date().toISOString(),
      }),
    ).toEqual([{ n: 0 }]);
  });
});

describe('a restored store', () => {
  let graph: Graph;
  let folder: string;
  beforeAll(async () => {
    graph = await testGraph();
    folder = mkdtempSync(join(tmpdir(), 'sheaf-head-'));
  });
  afterAll(async () => {
    await graph.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('begins a new epoch when its head is lower than one this data folder has seen', async () => {
    const path = feedHeadPath(folder);
    const { epoch, seq } = await graph.feed.head();
    expect(await guardEpoch(graph, path)).toEqual({ isRestored: false });
    const cursor = graph.feed.encodeCursor(seq);
    await writeHead(path, { epoch, seq: seq + 5 });
    expect(await guardEpoch(graph, path)).toEqual({ isRestored: true });
    expect(graph.feed.epoch).not.toBe(epoch);
    await expect(graph.feed.decodeCursor(cursor)).rejects.toMatchObject({ code: 'CURSOR_EXPIRED' });
    expect(await readHead(path)).toEqual({ epoch: graph.feed.epoch, seq });
    await writeHead(path, { epoch, seq: seq + 5 });
    expect(await guardEpoch(graph, path)).toEqual({ isRestored: false });
  });

  it('ends followers with CURSOR_EXPIRED, in other processes too', async () => {
    const other = await testGraph({ pollMs: 50 });
    try {
      const stop = new AbortController();
      const batches = follow(other, { matches: () => false, heartbeatSeconds: 1, signal: stop.signal });
      await batches.next();
      const { epoch, seq } = await graph.feed.head();
      await writeHead(feedHeadPath(folder), { epoch, seq: seq + 1 });
      await guardEpoch(graph, feedHeadPath(folder));
      const drained = (async () => {
        for await (const batch of batches) expect(batch.events).toEqual([]);
      })();
      await expect(drained).rejects.toMatchObject({ code: 'CURSOR_EXPIRED' });
    } finally {
      await other.close();
    }
  });

  it('refuses a file it cannot read rather than taking it for a new folder', async () => {
    const path = join(folder, 'broken');
    writeFileSync(path, 'x');
    await expect(guardEpoch(graph, path)).rejects.toThrow();
  });

  it('keeps the head on disk while it serves', async () => {
    const errors: unknown[] = [];
    const upkeep = await startFeedUpkeep(graph, {
      dataFolder: folder,
      onError: (error) => errors.push(error),
    });
    const e = await estate(graph);
    const { lastSeq } = await graph.unitOfWork('test', null, (unit) =>
      unit.upsertNodes([e.tableState('seen')]),
    );
    await expect
      .poll(async () => (await readHead(feedHeadPath(folder)))?.seq, { timeout: 20_000 })
      .toBeGreaterThanOrEqual(lastSeq ?? 0);
    await upkeep.stop();
    expect(errors).toEqual([]);
  });
});
