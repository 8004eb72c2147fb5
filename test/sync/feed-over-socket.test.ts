import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Graph, systemId, tagId } from '../../src/graph/index.js';
import { type TestProject, testProject } from '../support/project.js';
import { startTestServer, type TestServer } from '../support/server.js';

const changesLive = `subscription ($after: Cursor, $start: FeedStart, $filter: ChangeFilter, $maxBatch: Int! = 100) {
  changes(after: $after, start: $start, filter: $filter, maxBatch: $maxBatch, heartbeatSeconds: 5) {
    cursor behind live
    events { seq cursor kind entityKind entityId after }
  }
}`;

interface Batch {
  readonly cursor: string;
  readonly behind: number;
  readonly live: boolean;
  readonly events: readonly { readonly seq: number; readonly cursor: string; readonly entityId: string }[];
}

/** Writes `count` systems one by one and returns their ids in the order of commits. */
async function writeSystems(
  graph: Graph,
  project: TestProject,
  prefix: string,
  count: number,
): Promise<void> {
  for (let i = 0; i < count; i++) {
    const id = systemId(project.name, `${prefix}${i}`);
    await graph.unitOfWork('test', null, (unit) =>
      unit.upsertNodes([
        {
          id,
          kind: 'System',
          project: project.id,
          parentId: project.id,
          properties: { name: `${prefix}${i}` },
        },
      ]),
    );
  }
}

/** A generator of numbers in [0, 1) that repeats (Park and Miller, 1988). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

describe('the change feed over a socket', () => {
  let server: TestServer;
  let project: TestProject;
  beforeAll(async () => {
    server = await startTestServer();
    project = await testProject(server.graph);
  });
  afterAll(() => server.close());

  async function* batches(variables: object): AsyncGenerator<Batch, void, void> {
    for await (const answer of server.subscribe(changesLive, variables as Record<string, unknown>)) {
      if (answer.errors !== undefined) throw new Error(JSON.stringify(answer.errors));
      yield answer.data.changes as Batch;
    }
  }

  it('gives a position before anything happens, then every change as it commits', async () => {
    const stream = batches({ filter: { projects: [project.name] } });
    const first = (await stream.next()).value as Batch;
    expect(first.events).toEqual([]);
    await writeSystems(server.graph, project, 'live', 3);
    const seen: string[] = [];
    for await (const batch of stream) {
      seen.push(...batch.events.map((event) => event.entityId));
      if (seen.length === 3) break;
    }
    expect(seen).toEqual([0, 1, 2].map((i) => systemId(project.name, `live${i}`)));
  });

  it('loses and repeats nothing when it is closed and resumed 200 times while four writers write', async () => {
    const resumed = await testProject(server.graph);
    const perWriter = 120;
    const total = 4 * perWriter;
    let cursor = server.graph.feed.encodeCursor((await server.graph.feed.head()).seq);
    const writers = Promise.all(
      ['a', 'b', 'c', 'd'].map((prefix) => writeSystems(server.graph, resumed, prefix, perWriter)),
    );
    const random = seeded(20_241);
    const seqs: number[] = [];
    const ids = new Set<string>();
    let closes = 0;
    while (seqs.length < total) {
      const closeAfter = closes < 200 ? 1 + Math.floor(random() * 3) : total;
      const filter = { projects: [resumed.id] };
      for await (const batch of batches({ after: cursor, filter, maxBatch: closeAfter })) {
        for (const event of batch.events) {
          seqs.push(event.seq);
          ids.add(event.entityId);
        }
        cursor = batch.cursor;
        if (batch.events.length > 0 && (closes < 200 || seqs.length === total)) break;
      }
      closes++;
    }
    await writers;
    expect(closes).toBeGreaterThan(200);
    expect(ids.size).toBe(total);
    expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => a - b));
  }, 180_000);

  it('answers a foreign or spent cursor with its code and keeps the socket', async () => {
    const cases = [
      [{ after: 'nonsense' }, 'BAD_USER_INPUT'],
      [
        { after: Buffer.from('1.00000000-0000-4000-8000-000000000000.1').toString('base64url') },
        'CURSOR_EXPIRED',
      ],
      [
        { after: server.graph.feed.encodeCursor((await server.graph.feed.head()).seq), start: 'BEGINNING' },
        'BAD_USER_INPUT',
      ],
      [{ filter: { entityIds: Array.from({ length: 1001 }, (_, i) => `table:x/${i}`) } }, 'LIMIT_EXCEEDED'],
      [{ maxBatch: 0 }, 'BAD_USER_INPUT'],
      [{ maxBatch: 1001 }, 'LIMIT_EXCEEDED'],
    ] as const;
    for (const [variables, code] of cases) {
      await expect(batches(variables).next(), code).rejects.toThrow(code);
    }
  });
});

describe('the change feed as a query', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  const changes = `query ($after: Cursor, $filter: ChangeFilter, $first: Int! = 100) {
    changes(after: $after, filter: $filter, first: $first) { cursor behind live events { seq entityId kind before after entity { id } } }
  }`;

  it('reads a page after a cursor, in order, and says how far behind it is', async () => {
    const project = await testProject(server.graph);
    const before = server.graph.feed.encodeCursor((await server.graph.feed.head()).seq);
    await writeSystems(server.graph, project, 's', 5);
    const { changes: page } = await server.data(changes, {
      after: before,
      filter: { entityKinds: ['System'], projects: [project.name] },
      first: 2,
    });
    expect(page.events.map((event: { entityId: string }) => event.entityId)).toEqual(
      [0, 1].map((i) => systemId(project.name, `s${i}`)),
    );
    const rest = await server.data(changes, { after: page.cursor, filter: { projects: [project.name] } });
    expect(rest.changes.events).toHaveLength(3);
  });

  it('shows no entity of kinds that are no catalog nodes', async () => {
    const project = await testProject(server.graph);
    const before = server.graph.feed.encodeCursor((await server.graph.feed.head()).seq);
    const tag = { id: tagId(project.name, 'gold'), kind: 'Tag', project: project.id, parentId: null };
    await server.graph.unitOfWork('test', null, (unit) =>
      unit.upsertNodes([{ ...tag, properties: { name: 'gold' } }]),
    );
    await writeSystems(server.graph, project, 's', 1);
    const { changes: page } = await server.data(changes, {
      after: before,
      filter: { projects: [project.name] },
    });
    expect(page.events.map((event: { entityId: string; entity: unknown }) => event.entity)).toEqual([
      null,
      { id: systemId(project.name, 's0') },
    ]);
  });

  it('refuses page sizes out of bounds', async () => {
    for (const first of [0, -1, 1001]) {
      const { errors } = await server.query(changes, { first });
      expect(errors).toMatchObject([
        { extensions: { code: 'BAD_USER_INPUT', field: 'first', expected: 'a whole number from 1 to 1000' } },
      ]);
    }
  });

  it('shows where it stands', async () => {
    const { feedStatus } = await server.data(
      '{ feedStatus { epoch head headSeq horizonSeq oldestAt eventsPerSecond } }',
    );
    expect(feedStatus.headSeq).toBeGreaterThan(feedStatus.horizonSeq);
    expect(feedStatus.epoch).toBe(server.graph.feed.epoch);
    expect(feedStatus.eventsPerSecond).toBeGreaterThan(0);
  });
});
