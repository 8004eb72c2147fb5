import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ChangeEvent, type Committed, edgeId, type Graph, schemaId } from '../../src/graph/index.js';
import { type RawStore, rawStore } from '../support/cypher.js';
import { testGraph } from '../support/project.js';
import { type Estate, estate } from './fixture.js';

describe('writing in units of work', () => {
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

  async function eventsOf(committed: Committed<unknown>): Promise<readonly ChangeEvent[]> {
    if (committed.firstSeq === null) return [];
    return graph.feed.after(committed.firstSeq - 1, committed.changes);
  }
  const write = <T>(work: Parameters<Graph['unitOfWork']>[2]) =>
    graph.unitOfWork('ann', 'spec', work) as Promise<Committed<T>>;
  const one = async (text: string, params: object) => (await store.rows(text, { ...params }))[0];

  it('creates parents before children and numbers every change in one range', async () => {
    const committed = await write((unit) =>
      unit.upsertNodes(
        [e.columnState('t1', 'a', 1), e.tableState('t1'), e.columnState('t1', 'b', 2)].reverse(),
      ),
    );
    expect(committed).toMatchObject({ value: { created: 3, updated: 0, unchanged: 0 }, changes: 3 });
    const events = await eventsOf(committed);
    expect(events.map((event) => event.seq)).toEqual([0, 1, 2].map((i) => (committed.firstSeq ?? 0) + i));
    expect(events.map((event) => [event.kind, event.context, event.actor, event.cause])).toEqual(
      Array(3).fill(['CREATED', 'catalog', 'ann', 'spec']),
    );
    const stored = await one(
      'MATCH (t:Entity {id: $table})-[c:HAS_COLUMN]->(n:Entity {id: $id}) RETURN c.ordinal AS ordinal, n.fromSeq AS seq, n.nameKey AS key',
      { table: e.table('t1'), id: e.column('t1', 'b') },
    );
    expect(stored).toEqual({
      ordinal: 2,
      seq: events.find((event) => event.entityId === e.column('t1', 'b'))?.seq,
      key: 'b',
    });
  });

  it('writes nothing and raises nothing for what is there already', async () => {
    const states = [
      e.tableState('t2', { layer: 'core' }),
      e.columnState('t2', 'a', 1, { tags: ['x'], scale: 2, share: 0.5 }),
    ];
    const first = await write((unit) => unit.upsertNodes(states));
    const second = await write((unit) => unit.upsertNodes(states));
    expect(second).toMatchObject({
      value: { created: 0, updated: 0, unchanged: 2 },
      changes: 0,
      firstSeq: null,
      lastSeq: null,
    });
    expect(await graph.feed.decodeCursor(second.cursor)).toBeGreaterThanOrEqual(first.lastSeq ?? 0);
  });

  it('sets only what differs, keeps what it does not name, and shows just that in the event', async () => {
    await write((unit) => unit.upsertNodes([e.tableState('t3', { layer: 'raw', sourceComment: 'c' })]));
    await write((unit) => unit.patchNodes([{ id: e.table('t3'), properties: { description: 'by hand' } }]));
    const committed = await write((unit) =>
      unit.upsertNodes([e.tableState('t3', { layer: 'core', sourceComment: null })]),
    );
    const [event] = await eventsOf(committed);
    expect(event).toMatchObject({
      kind: 'UPDATED',
      before: { layer: 'raw', sourceComment: 'c' },
      after: { layer: 'core', sourceComment: null },
    });
    expect(
      await one(
        'MATCH (t:Entity {id: $id}) RETURN t.layer AS layer, t.description AS description, t.sourceComment AS comment',
        { id: e.table('t3') },
      ),
    ).toEqual({
      layer: 'core',
      description: 'by hand',
      comment: null,
    });
  });

  it('notices that a patch changed what an earlier state had set', async () => {
    const state = e.tableState('t4', { layer: 'core' });
    await write((unit) => unit.upsertNodes([state]));
    await write((unit) => unit.patchNodes([{ id: state.id, properties: { layer: 'mart' } }]));
    const again = await write((unit) => unit.upsertNodes([state]));
    expect(again.value).toMatchObject({ updated: 1 });
    await write((unit) => unit.patchNodes([{ id: state.id, properties: { description: 'd' } }]));
    expect((await write((unit) => unit.upsertNodes([state]))).value).toMatchObject({
      updated: 0,
      unchanged: 1,
    });
  });

  it('keeps containment in step with parent and ordinal, without events of its own', async () => {
    const other = schemaId(e.project.name, 'hive', 'other');
    await write((unit) =>
      unit.upsertNodes([
        {
          id: other,
          kind: 'Schema',
          project: e.project.id,
          parentId: e.system,
          properties: { name: 'other' },
        },
        e.tableState('t5'),
        e.columnState('t5', 'a', 1),
      ]),
    );
    const moved = await write((unit) =>
      unit.upsertNodes([{ ...e.tableState('t5'), parentId: other }, e.columnState('t5', 'a', 7)]),
    );
    expect((await eventsOf(moved)).map((event) => [event.before, event.after])).toEqual([
      [{ parentId: e.schema }, { parentId: other }],
      [{ ordinal: 1 }, { ordinal: 7 }],
    ]);
    const rows = await store.rows(
      'MATCH (s:Schema)-[:CONTAINS]->(t:Entity {id: $id})-[c:HAS_COLUMN]->() RETURN s.id AS parent, c.ordinal AS ordinal',
      { id: e.table('t5') },
    );
    expect(rows).toEqual([{ parent: other, ordinal: 7 }]);
  });

  it('links constraints to their columns by position', async () => {
    const [a, b] = [e.column('t6', 'a'), e.column('t6', 'b')];
    const key = {
      id: `constraint:${e.project.name}/hive/s.t6/pk`,
      kind: 'Constraint',
      project: e.project.id,
      parentId: e.table('t6'),
    };
    await write((unit) =>
      unit.upsertNodes([
        e.tableState('t6'),
        e.columnState('t6', 'a', 1),
        e.columnState('t6', 'b', 2),
        { ...key, properties: { name: 'pk', columnIds: [a, b] } },
      ]),
    );
    await write((unit) => unit.upsertNodes([{ ...key, properties: { name: 'pk', columnIds: [b, a] } }]));
    const rows = await store.rows(
      'MATCH (k:Entity {id: $id})-[c:CONSTRAINS]->(n) RETURN n.id AS id, c.position AS position ORDER BY position',
      { id: key.id },
    );
    expect(rows).toEqual([
      { id: b, position: 1 },
      { id: a, position: 2 },
    ]);
  });

  it('tells two edges of one pair apart and gives back those whose end is missing', async () => {
    await write((unit) =>
      unit.upsertNodes([e.tableState('t7'), e.columnState('t7', 'a', 1), e.columnState('t7', 'b', 2)]),
    );
    const edge = (discriminator: string, target = e.column('t7', 'b'), confidence = 1) => ({
      source: e.column('t7', 'a'),
      type: 'FLOWS_TO',
      target,
      discriminator,
      project: e.project.id,
      properties: { confidence },
    });
    const lost = edge('x', e.column('t7', 'nowhere'));
    const first = await write((unit) => unit.upsertEdges([edge('x'), edge('y'), lost]));
    expect(first.value).toMatchObject({ created: 2, dangling: [lost] });
    const second = await write((unit) => unit.upsertEdges([edge('x'), edge('y', undefined, 0.5)]));
    expect(second.value).toMatchObject({ created: 0, updated: 1, unchanged: 1 });
    expect(await eventsOf(second)).toMatchObject([
      {
        element: 'EDGE',
        entityKind: 'FLOWS_TO',
        context: 'lineage',
        entityId: edgeId(edge('y')),
        sourceId: e.column('t7', 'a'),
        before: { confidence: 1 },
        after: { confidence: 0.5 },
      },
    ]);
    expect((await write((unit) => unit.deleteEdges([edge('x'), edge('z')]))).value).toMatchObject({
      deleted: 1,
      unchanged: 1,
    });
  });

  it('deletes a node with an event for each of its edges, before its own', async () => {
    await write(async (unit) => {
      await unit.upsertNodes([e.tableState('t8'), e.columnState('t8', 'a', 1), e.columnState('t8', 'b', 2)]);
      const base = { project: e.project.id, discriminator: '', properties: {} };
      await unit.upsertEdges([
        { ...base, source: e.column('t8', 'a'), type: 'FLOWS_TO', target: e.column('t8', 'b') },
        { ...base, source: e.column('t8', 'b'), type: 'REFERENCES', target: e.column('t8', 'a') },
        { ...base, source: e.column('t8', 'a'), type: 'SAME_AS', target: e.column('t8', 'a') },
      ]);
    });
    const committed = await write((unit) => unit.deleteNodes([e.column('t8', 'a'), 'column:none']));
    expect(committed.value).toMatchObject({ deleted: 1, unchanged: 1 });
    const events = await eventsOf(committed);
    expect(
      events
        .map((event) => event.entityKind)
        .slice(0, 3)
        .sort(),
    ).toEqual(['FLOWS_TO', 'REFERENCES', 'SAME_AS']);
    expect(events.at(-1)).toMatchObject({
      kind: 'DELETED',
      entityId: e.column('t8', 'a'),
      after: null,
      before: { name: 'a', ordinal: 1, parentId: e.table('t8') },
    });
  });

  it('gives an element that changes twice in one unit one event each and the number of the last', async () => {
    const committed = await write(async (unit) => {
      await unit.upsertNodes([e.tableState('t9', { layer: 'a' })]);
      await unit.patchNodes([{ id: e.table('t9'), properties: { layer: 'b' } }]);
    });
    expect((await eventsOf(committed)).map((event) => event.kind)).toEqual(['CREATED', 'UPDATED']);
    expect(await one('MATCH (t:Entity {id: $id}) RETURN t.fromSeq AS seq', { id: e.table('t9') })).toEqual({
      seq: committed.lastSeq,
    });
    const [past] = await store.rows(
      'MATCH (p:Past {entityId: $id}) RETURN p.fromSeq AS from, p.toSeq AS to, p.layer AS layer',
      { id: e.table('t9') },
    );
    expect(past).toEqual({ from: committed.firstSeq, to: committed.lastSeq, layer: 'a' });
  });

  it('stores whole numbers as integers and keeps long values out of the event by their hash', async () => {
    const viewSql = 'select 1 '.repeat(20_000);
    const committed = await write((unit) =>
      unit.upsertNodes([e.tableState('t10', { viewSql, big: 2 ** 53 - 1 })]),
    );
    const [event] = await eventsOf(committed);
    expect(event?.after).toMatchObject({
      name: 't10',
      big: 2 ** 53 - 1,
      viewSql: { $bytes: viewSql.length + 2, $sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    expect(
      await one('MATCH (t:Entity {id: $id}) RETURN size(t.viewSql) AS size, valueType(t.big) AS type', {
        id: e.table('t10'),
      }),
    ).toEqual({ size: viewSql.length, type: 'INTEGER NOT NULL' });
  });

  it('rolls everything back when the work fails, and takes no number', async () => {
    const before = await graph.feed.head();
    await expect(
      write(async (unit) => {
        await unit.upsertNodes([e.tableState('t11')]);
        throw new Error('on purpose');
      }),
    ).rejects.toThrow('on purpose');
    expect(await store.rows('MATCH (t:Entity {id: $id}) RETURN t', { id: e.table('t11') })).toEqual([]);
    const events = await graph.feed.after(before.seq, 1000);
    expect(events.filter((event) => event.entityId === e.table('t11'))).toEqual([]);
  });

  it('writes more than a batch in one unit', async () => {
    const columns = Array.from({ length: 4500 }, (_, i) => e.columnState('wide', `c${i}`, i + 1));
    const committed = await write((unit) => unit.upsertNodes([e.tableState('wide'), ...columns]));
    expect(committed).toMatchObject({ changes: 4501, value: { created: 4501 } });
    expect((committed.lastSeq ?? 0) - (committed.firstSeq ?? 0)).toBe(4500);
  });
});
