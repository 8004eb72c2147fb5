import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ChangeEvent, type Graph, openGraph } from '../../src/graph/index.js';
import { type RawStore, rawStore } from '../support/cypher.js';
import { testConnection, testGraph } from '../support/project.js';
import { type Estate, estate } from './fixture.js';

describe('units of work at the same time', () => {
  let graph: Graph;
  let store: RawStore;
  let e: Estate;
  beforeAll(async () => {
    graph = await testGraph({ poolSize: 60 });
    store = rawStore();
    e = await estate(graph);
  });
  afterAll(async () => {
    await graph.close();
    await store.close();
  });

  async function eventsSince(seq: number): Promise<readonly ChangeEvent[]> {
    const events: ChangeEvent[] = [];
    for (;;) {
      const read = await graph.feed.after(events.at(-1)?.seq ?? seq, 1000);
      if (read.length === 0) return events;
      events.push(...read);
    }
  }
  const head = async () => (await graph.feed.head()).seq;

  it('never shows an event after a later one was seen: 32 writers that dawdle, one reader that polls', async () => {
    const start = await head();
    const writing = new AbortController();
    let seen = start;
    const gaps: string[] = [];
    const reader = (async () => {
      while (!writing.signal.aborted) {
        const rows = await store.rows(
          'MATCH (e:ChangeEvent) WHERE e.seq > $seq RETURN e.seq AS seq ORDER BY seq',
          { seq: start },
        );
        const late = rows.filter((row, i) => Number(row.seq) <= seen && Number(row.seq) !== start + 1 + i);
        if (late.length > 0) gaps.push(JSON.stringify(late));
        for (const event of await graph.feed.after(seen, 1000)) {
          if (event.seq !== seen + 1) gaps.push(`${event.seq} after ${seen}`);
          seen = event.seq;
        }
        await delay(1);
      }
    })();
    await Promise.all(
      Array.from({ length: 32 }, async (_, writer) => {
        for (let i = 0; i < 6; i++) {
          await graph.unitOfWork(`writer ${writer}`, null, async (unit) => {
            const width = 1 + ((writer + i) % 7);
            await unit.upsertNodes(
              Array.from({ length: width }, (_, n) => e.tableState(`w${writer}_${i}_${n}`)),
            );
            await delay(Math.random() * 20);
          });
        }
      }),
    );
    writing.abort();
    await reader;
    expect(gaps).toEqual([]);
    const events = await eventsSince(start);
    expect(events.map((event) => event.seq)).toEqual(events.map((_, i) => start + 1 + i));
    expect(events.filter((event) => event.actor.startsWith('writer')).length).toBe(
      Array.from({ length: 32 * 6 }, (_, k) => 1 + ((Math.floor(k / 6) + (k % 6)) % 7)).reduce(
        (a, b) => a + b,
        0,
      ),
    );
  });

  it('loses no update of one node: every event says what was there before it', async () => {
    await graph.unitOfWork('test', null, (unit) => unit.upsertNodes([e.tableState('counter', { hits: 0 })]));
    const start = await head();
    await Promise.all(
      Array.from({ length: 24 }, (_, i) =>
        graph.unitOfWork('test', null, (unit) =>
          i % 2 === 0
            ? unit.patchNodes([{ id: e.table('counter'), properties: { hits: i + 1 } }])
            : unit.upsertNodes([e.tableState('counter', { hits: i + 1, [`by${i}`]: true })]),
        ),
      ),
    );
    const events = (await eventsSince(start)).filter((event) => event.entityId === e.table('counter'));
    let hits: unknown = 0;
    for (const event of events) {
      expect(event.before?.hits).toBe(hits);
      hits = event.after?.hits;
    }
    expect(events).toHaveLength(24);
    const [state] = await graph.statesAsOf([e.table('counter')], await head());
    expect(state?.properties.hits).toBe(hits);
    expect(Object.keys(state?.properties ?? {}).filter((key) => key.startsWith('by'))).toHaveLength(12);
  });

  it('creates a node and an edge once, however many units want them', async () => {
    await graph.unitOfWork('test', null, (unit) =>
      unit.upsertNodes([e.tableState('same'), e.columnState('same', 'a', 1), e.columnState('same', 'b', 2)]),
    );
    const start = await head();
    const edge = (confidence: number) => ({
      source: e.column('same', 'a'),
      type: 'FLOWS_TO',
      target: e.column('same', 'b'),
      discriminator: 'd',
      project: e.project.id,
      properties: { confidence },
    });
    await Promise.all(
      Array.from({ length: 16 }, (_, i) =>
        graph.unitOfWork('test', null, async (unit) => {
          await unit.upsertNodes([e.columnState('same', 'shared', 3)]);
          await unit.upsertEdges([edge(i / 16)]);
        }),
      ),
    );
    const events = await eventsSince(start);
    const shared = events.filter((event) => event.entityId === e.column('same', 'shared'));
    expect(shared.map((event) => event.kind)).toEqual(['CREATED']);
    const edges = events.filter(
      (event) => event.element === 'EDGE' && event.sourceId === e.column('same', 'a'),
    );
    expect(edges.map((event) => event.kind)).toEqual(['CREATED', ...Array(15).fill('UPDATED')]);
    for (const [i, event] of edges.entries())
      expect(event.before?.confidence).toBe(edges[i - 1]?.after?.confidence);
    expect(
      await store.rows('MATCH (:Entity {id: $id})-[r:FLOWS_TO]->() RETURN count(r) AS n', {
        id: e.column('same', 'a'),
      }),
    ).toEqual([{ n: 1 }]);
  });

  it('deletes a node with every edge, also one that another unit adds meanwhile', async () => {
    for (let round = 0; round < 8; round++) {
      const name = `gone${round}`;
      await graph.unitOfWork('test', null, (unit) =>
        unit.upsertNodes([
          e.tableState(name),
          ...[0, 1, 2, 3].map((i) => e.columnState(name, `c${i}`, i + 1)),
        ]),
      );
      const start = await head();
      const edgesFrom = (i: number) => ({
        source: e.column(name, `c${i}`),
        type: 'FLOWS_TO',
        target: e.column(name, 'c0'),
        discriminator: '',
        project: e.project.id,
        properties: {},
      });
      await Promise.all([
        ...[1, 2, 3].map((i) => graph.unitOfWork('test', null, (unit) => unit.upsertEdges([edgesFrom(i)]))),
        graph.unitOfWork('test', null, (unit) => unit.deleteNodes([e.column(name, 'c0')])),
      ]);
      const events = (await eventsSince(start)).filter((event) => event.targetId === e.column(name, 'c0'));
      const alive = new Set<string>();
      for (const event of events)
        event.kind === 'CREATED' ? alive.add(event.entityId) : alive.delete(event.entityId);
      expect(alive.size).toBe(0);
    }
  });

  it('carries a unit through deadlocks', async () => {
    const names = ['left', 'right'];
    await graph.unitOfWork('test', null, (unit) =>
      unit.upsertNodes(names.map((name) => e.tableState(name, { n: 0 }))),
    );
    const start = await head();
    await Promise.all(
      Array.from({ length: 12 }, (_, i) =>
        graph.unitOfWork('test', null, async (unit) => {
          for (const name of i % 2 === 0 ? names : [...names].reverse()) {
            await unit.patchNodes([{ id: e.table(name), properties: { n: i + 1 } }]);
            await delay(5);
          }
        }),
      ),
    );
    const events = (await eventsSince(start)).filter((event) =>
      names.some((name) => event.entityId === e.table(name)),
    );
    expect(events).toHaveLength(24);
  });
});

describe('a pool without a free connection', () => {
  it('is UNAVAILABLE for whoever waited too long, and for everybody once it is closed', async () => {
    const graph = await openGraph({ ...testConnection(), poolSize: 1 });
    let release = (): void => {};
    const held = graph.unitOfWork('test', null, async () => {
      await new Promise<void>((resolve) => {
        release = resolve;
      });
    });
    const away = { code: 'UNAVAILABLE', message: expect.stringContaining('does not answer') };
    await expect(graph.feed.head()).rejects.toMatchObject(away);
    release();
    await held;
    await expect(graph.feed.head()).resolves.toBeDefined();
    await graph.close();
    await expect(graph.unitOfWork('test', null, async () => {})).rejects.toMatchObject(away);
  });
});
