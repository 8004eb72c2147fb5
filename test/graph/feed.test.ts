import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeCursor, encodeCursor } from '../../src/graph/cursor.js';
import { type ChangeEvent, type FollowedBatch, follow, type Graph } from '../../src/graph/index.js';
import { Ring } from '../../src/graph/ring.js';
import { testGraph } from '../support/project.js';
import { type Estate, estate, changeEvent as event } from './fixture.js';

const epoch = '0b3a1f52-5a53-4b6b-9a53-0f6f6a3f1d11';

describe('feed cursors', () => {
  it('hold epoch and number and are opaque', () => {
    expect(decodeCursor(encodeCursor(epoch, 42))).toEqual({ epoch, seq: 42 });
    expect(Buffer.from(encodeCursor(epoch, 0), 'base64url').toString()).toBe(`1.${epoch}.0`);
  });

  it.each([
    '',
    'x',
    '%%%',
    `1.${epoch}.7`,
    Buffer.from(`2.${epoch}.7`).toString('base64url'),
    Buffer.from(`1.${epoch}.07`).toString('base64url'),
    Buffer.from(`1.${epoch}.-1`).toString('base64url'),
    Buffer.from(`1.${epoch}.9999999999999999`).toString('base64url'),
  ])('refuse %j', (text) => {
    expect(() => decodeCursor(text)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
  });
});

describe('the ring of last events', () => {
  const sized = (from: number, to: number, size = 10) =>
    Array.from({ length: to - from + 1 }, (_, i) => ({ event: event(from + i), size }));
  const seqs = (events: readonly ChangeEvent[]) => events.map((found) => found.seq);

  it('covers nothing until it is started, then what was appended', () => {
    const ring = new Ring();
    expect([ring.covers(0), ring.covers(5)]).toEqual([false, false]);
    ring.restart(5);
    expect([ring.covers(4), ring.covers(5), ring.covers(6)]).toEqual([false, true, false]);
    ring.append(sized(6, 9));
    expect(seqs(ring.after(6, 2))).toEqual([7, 8]);
    expect(seqs(ring.after(9, 2))).toEqual([]);
  });

  it('keeps the last 20,000 events, whatever was dropped before', () => {
    const ring = new Ring();
    ring.restart(0);
    for (let from = 1; from <= 65_000; from += 1000) ring.append(sized(from, from + 999));
    expect([ring.covers(44_999), ring.covers(45_000), ring.covers(65_000)]).toEqual([false, true, true]);
    expect(seqs(ring.after(45_000, 3))).toEqual([45_001, 45_002, 45_003]);
    expect(seqs(ring.after(64_998, 5))).toEqual([64_999, 65_000]);
  });

  it('keeps 64 MiB at most', () => {
    const ring = new Ring();
    ring.restart(0);
    ring.append(sized(1, 3000, 64 * 1024 - 512));
    expect([ring.covers(3000 - 1025), ring.covers(3000 - 1024)]).toEqual([false, true]);
  });

  it('refuses a gap', () => {
    const ring = new Ring();
    ring.restart(0);
    expect(() => ring.append(sized(2, 3))).toThrow('without a gap');
  });
});

describe('following the feed', () => {
  let graph: Graph;
  let other: Graph;
  let e: Estate;
  beforeAll(async () => {
    graph = await testGraph({ pollMs: 50 });
    other = await testGraph();
    e = await estate(graph);
  });
  afterAll(async () => {
    await graph.close();
    await other.close();
  });

  const mine = (event: ChangeEvent) => event.project === e.project.id;
  const write = (writer: Graph, name: string) =>
    writer.unitOfWork('test', null, (unit) => unit.upsertNodes([e.tableState(name)]));
  async function take(batches: AsyncIterable<FollowedBatch>, count: number): Promise<readonly string[]> {
    const names: string[] = [];
    for await (const batch of batches) {
      names.push(...batch.events.map((event) => String(event.after?.name)));
      if (names.length >= count) break;
    }
    return names;
  }

  it('sees its own process and others', async () => {
    const stop = new AbortController();
    const batches = follow(graph, { matches: mine, signal: stop.signal });
    const first = await batches.next();
    expect(first.value?.events).toEqual([]);
    await write(graph, 'here');
    expect(await take(batches, 1)).toEqual(['here']);
    const again = follow(graph, { after: first.value?.cursor, matches: mine, signal: stop.signal });
    await write(other, 'elsewhere');
    expect(await take(again, 2)).toEqual(['here', 'elsewhere']);
  });

  it('moves its cursor on though nothing matches', async () => {
    const stop = new AbortController();
    const batches = follow(graph, { matches: () => false, heartbeatSeconds: 1, signal: stop.signal });
    const before = (await batches.next()).value?.seq ?? 0;
    const { lastSeq } = await write(graph, 'unseen');
    let seq = before;
    for await (const batch of batches) {
      expect(batch.events).toEqual([]);
      seq = batch.seq;
      if (seq >= (lastSeq ?? 0)) break;
    }
    expect(seq).toBeGreaterThan(before);
  });

  it('ends when its consumer returns, also while it waits, and when the signal fires', async () => {
    const stop = new AbortController();
    const waiting = follow(graph, { matches: () => false, heartbeatSeconds: 60, signal: stop.signal });
    await waiting.next();
    const pending = waiting.next();
    await waiting.return?.();
    expect((await pending).done).toBe(true);
    const aborted = follow(graph, { matches: () => false, heartbeatSeconds: 60, signal: stop.signal });
    await aborted.next();
    const last = aborted.next();
    stop.abort();
    expect((await last).done).toBe(true);
  });

  it('gives many followers of one position the same events', async () => {
    const { seq } = await graph.feed.head();
    const stop = new AbortController();
    const followers = Array.from({ length: 50 }, () =>
      take(follow(graph, { after: graph.feed.encodeCursor(seq), matches: mine, signal: stop.signal }), 20),
    );
    for (let i = 0; i < 20; i++) await write(i % 2 === 0 ? graph : other, `many${i}`);
    for (const names of await Promise.all(followers))
      expect(names).toEqual(Array.from({ length: 20 }, (_, i) => `many${i}`));
  });

  it('reads the state of a node at any number and moment', async () => {
    const first = await graph.unitOfWork('test', null, (unit) =>
      unit.upsertNodes([e.tableState('aged', { layer: 'raw' })]),
    );
    const second = await graph.unitOfWork('test', null, (unit) =>
      unit.upsertNodes([e.tableState('aged', { layer: 'core' })]),
    );
    const third = await graph.unitOfWork('test', null, (unit) => unit.deleteNodes([e.table('aged')]));
    const layerAt = async (seq: number) =>
      (await graph.statesAsOf([e.table('aged')], seq))[0]?.properties.layer ?? null;
    const seqs = [first, second, third].map((committed) => committed.lastSeq ?? 0);
    expect(await layerAt((seqs[0] ?? 0) - 1)).toBeNull();
    expect(await layerAt(seqs[0] ?? 0)).toBe('raw');
    expect(await layerAt(seqs[1] ?? 0)).toBe('core');
    expect(await layerAt((seqs[2] ?? 0) - 1)).toBe('core');
    expect(await layerAt(seqs[2] ?? 0)).toBeNull();
    const [event] = await graph.feed.after((seqs[1] ?? 0) - 1, 1);
    expect(await graph.resolveAsOf({ at: event?.at ?? null })).toBeGreaterThanOrEqual(seqs[1] ?? 0);
    expect(await graph.resolveAsOf({ at: '2001-01-01T00:00:00.000Z' })).toBe(0);
    await expect(graph.resolveAsOf({ seq: (seqs[2] ?? 0) + 1_000_000 })).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
    });
    await expect(graph.resolveAsOf({ snapshot: 'snapshot:x' })).rejects.toMatchObject({
      code: 'UNAVAILABLE',
    });
  });
});
