import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testProject } from '../support/project.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { type Estate, flow, influence, writeEdges, writeTables } from './fixture.js';

const document = /* GraphQL */ `
  query Lineage($ids: [ID!]!, $traversal: TraversalInput) {
    lineage(ids: $ids, traversal: $traversal) {
      nodes { id depth node { __typename id name } }
      edges { source target type subtype state confidence }
      isPartial stoppedBy depthReached asOfSeq
      cost { statements edgesRead }
    }
  }
`;

interface Answer {
  readonly lineage: {
    readonly nodes: readonly {
      id: string;
      depth: number;
      node: { __typename: string; id: string; name: string };
    }[];
    readonly edges: readonly {
      source: string;
      target: string;
      type: string | null;
      subtype: string | null;
    }[];
    readonly isPartial: boolean;
    readonly stoppedBy: string | null;
    readonly depthReached: number;
    readonly asOfSeq: number;
    readonly cost: { statements: number; edgesRead: number };
  };
}

describe('lineage over the API', () => {
  let server: TestServer;
  let estate: Estate;
  let col: (table: string, column: string) => string;

  beforeAll(async () => {
    server = await startTestServer();
    estate = await writeTables(server.graph, (await testProject()).name, {
      orders: ['id', 'amount', 'day'],
      lines: ['order_id', 'net'],
      v_daily: ['day', 'total'],
      report: ['total'],
      lonely: ['x'],
      looped: ['y'],
    });
    col = estate.column;
    await writeEdges(server.graph, [
      flow(estate, col('orders', 'amount'), col('v_daily', 'total'), {
        subtype: 'AGGREGATION',
        transformation: 'AGGREGATION',
      }),
      flow(estate, col('lines', 'net'), col('v_daily', 'total'), { subtype: 'AGGREGATION', confidence: 0.5 }),
      flow(estate, col('orders', 'day'), col('v_daily', 'day')),
      flow(estate, col('v_daily', 'total'), col('report', 'total')),
      flow(estate, col('looped', 'y'), col('looped', 'y')),
      influence(estate, col('lines', 'order_id'), estate.table('v_daily'), 'JOIN'),
    ]);
  });
  afterAll(() => server.close());

  const ask = async (ids: readonly string[], traversal?: object): Promise<Answer['lineage']> =>
    (await server.data(document, { ids, traversal })).lineage;
  const found = (answer: Answer['lineage']) => answer.nodes.map(({ id, depth }) => [id, depth]);

  it('walks upstream hop by hop, nearest first, with the nodes themselves', async () => {
    const answer = await ask([col('report', 'total')], { direction: 'UPSTREAM' });
    expect(found(answer)).toEqual([
      [col('report', 'total'), 0],
      [col('v_daily', 'total'), 1],
      [col('lines', 'net'), 2],
      [col('orders', 'amount'), 2],
    ]);
    expect(answer.nodes[0]?.node).toEqual({
      __typename: 'Column',
      id: col('report', 'total'),
      name: 'total',
    });
    expect([answer.isPartial, answer.stoppedBy, answer.depthReached]).toEqual([false, null, 2]);
  });

  it('takes a table as root for all its columns, also under the other prefix', async () => {
    const view = await ask([estate.table('v_daily')], { direction: 'UPSTREAM', maxDepth: 1 });
    const alias = await ask([estate.table('v_daily').replace('view:', 'table:')], {
      direction: 'UPSTREAM',
      maxDepth: 1,
    });
    expect(found(view).filter(([, depth]) => depth === 0)).toEqual([
      [col('v_daily', 'day'), 0],
      [col('v_daily', 'total'), 0],
    ]);
    expect(found(alias)).toEqual(found(view));
  });

  it('follows indirect inputs through the table they influence when asked', async () => {
    const direct = await ask([col('lines', 'order_id')], { direction: 'DOWNSTREAM' });
    const all = await ask([col('lines', 'order_id')], {
      direction: 'DOWNSTREAM',
      types: ['DIRECT', 'INDIRECT'],
    });
    expect(direct.nodes).toHaveLength(1);
    expect(found(all)).toEqual([
      [col('lines', 'order_id'), 0],
      [col('v_daily', 'day'), 1],
      [col('v_daily', 'total'), 1],
      [estate.table('v_daily'), 1],
      [col('report', 'total'), 2],
    ]);
    expect(all.edges).toContainEqual(
      expect.objectContaining({
        source: col('lines', 'order_id'),
        target: estate.table('v_daily'),
        type: 'INDIRECT',
        subtype: 'JOIN',
      }),
    );
    const up = await ask([col('v_daily', 'day')], { direction: 'UPSTREAM', types: ['DIRECT', 'INDIRECT'] });
    expect(up.edges).toContainEqual(expect.objectContaining({ subtype: 'JOIN' }));
  });

  it('filters by confidence and state', async () => {
    const sure = await ask([col('v_daily', 'total')], { direction: 'UPSTREAM', minConfidence: 0.6 });
    expect(sure.nodes.map(({ id }) => id)).toEqual([col('v_daily', 'total'), col('orders', 'amount')]);
    const predicted = await ask([col('v_daily', 'total')], { direction: 'UPSTREAM', states: ['PREDICTED'] });
    expect(predicted.nodes).toHaveLength(1);
  });

  it('answers a node without edges at once, and ends on a self edge', async () => {
    const lonely = await ask([col('lonely', 'x')]);
    const looped = await ask([col('looped', 'y')]);
    expect([lonely.nodes.length, lonely.edges.length, lonely.isPartial]).toEqual([1, 0, false]);
    expect([looped.nodes.length, looped.edges.length, looped.isPartial]).toEqual([1, 1, false]);
  });

  it('says when the budget ended the walk', async () => {
    const shallow = await ask([col('orders', 'amount')], { direction: 'DOWNSTREAM', maxDepth: 1 });
    const narrow = await ask([estate.table('v_daily')], { direction: 'UPSTREAM', maxNodes: 3 });
    expect([shallow.isPartial, shallow.stoppedBy]).toEqual([true, 'MAX_DEPTH']);
    expect([narrow.nodes.length, narrow.stoppedBy]).toEqual([3, 'MAX_NODES']);
  });

  it('contains what the cursor of a write says was written', async () => {
    const cursor = await writeEdges(server.graph, [flow(estate, col('report', 'total'), col('lonely', 'x'))]);
    const seq = await server.graph.feed.decodeCursor(cursor);
    const answer = await ask([col('lonely', 'x')], { direction: 'UPSTREAM', maxDepth: 1 });
    expect(answer.nodes.map(({ id }) => id)).toContain(col('report', 'total'));
    expect(answer.asOfSeq).toBeGreaterThanOrEqual(seq);
  });

  it('counts what depends on a column', async () => {
    const { impact } = await server.data(
      /* GraphQL */ `
        query Impact($id: ID!) {
          impact(id: $id) {
            root { id } columns tables views jobs byDepth isPartial stoppedBy
            items(first: 1) { totalCount edges { cursor node { id depth } } pageInfo { hasNextPage endCursor } }
          }
        }
      `,
      { id: col('orders', 'amount') },
    );
    expect(impact).toMatchObject({
      root: { id: col('orders', 'amount') },
      columns: 3,
      tables: 2,
      views: 1,
      jobs: 0,
      byDepth: [1, 1, 1],
      isPartial: false,
      stoppedBy: null,
      items: {
        totalCount: 3,
        edges: [{ node: { id: col('v_daily', 'total'), depth: 1 } }],
        pageInfo: { hasNextPage: true },
      },
    });
  });

  it('refuses what it cannot answer, with the code and the field', async () => {
    const codeOf = async (ids: readonly string[], traversal?: object) =>
      (await server.query(document, { ids, traversal })).errors.map((error) => error.extensions?.code);
    expect(await codeOf([`${col('lonely', 'x')}_not_there`])).toEqual(['NOT_FOUND']);
    expect(await codeOf([])).toEqual(['BAD_USER_INPUT']);
    expect(await codeOf(Array.from({ length: 51 }, (_, i) => `column:a/b/c.d.e${i}`))).toEqual([
      'LIMIT_EXCEEDED',
    ]);
    for (const bad of [{ maxDepth: -1 }, { maxNodes: 0 }, { timeoutMs: 0 }, { minConfidence: 1.5 }]) {
      expect([bad, await codeOf([col('lonely', 'x')], bad)]).toEqual([bad, ['BAD_USER_INPUT']]);
    }
    for (const large of [{ maxDepth: 51 }, { maxNodes: 20_001 }, { timeoutMs: 20_001 }]) {
      expect([large, await codeOf([col('lonely', 'x')], large)]).toEqual([large, ['BAD_USER_INPUT']]);
    }
    expect(await codeOf([col('lonely', 'x')], { asOf: { seq: 1 } })).toEqual(['UNAVAILABLE']);
    expect(await codeOf([estate.project])).toEqual(['BAD_USER_INPUT']);
  });
});
