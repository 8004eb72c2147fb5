import { describe, expect, it } from 'vitest';
import { SheafError } from '../../src/errors.js';
import { type Expand, type HopEdge, traverse, type WalkDirection } from '../../src/lineage/traversal.js';

/** Edges of an in-memory graph, counted as they are read. */
function graphOf(pairs: readonly (readonly [string, string])[]): {
  expand: Expand<HopEdge>;
  reads: () => number;
} {
  let reads = 0;
  const edges = pairs.map(([source, target]) => ({
    id: `${source}>${target}`,
    source,
    target,
    alsoReaches: [],
  }));
  const near = (edge: HopEdge, direction: WalkDirection) =>
    direction === 'DOWNSTREAM' ? edge.source : edge.target;
  return {
    reads: () => reads,
    expand: async (frontier, direction, limit) => {
      const found = edges.filter((edge) => frontier.includes(near(edge, direction))).slice(0, limit);
      reads += found.length;
      return found;
    },
  };
}

const budget = { maxDepth: 50, maxNodes: 2000, timeoutMs: 1000 };
const clock = () => ({ now: () => 0, signal: new AbortController().signal });

/** n diamonds one on another: 2^n paths over 3n + 1 nodes. */
function diamonds(n: number): (readonly [string, string])[] {
  return Array.from({ length: n }, (_, i) => [
    [`n${i}`, `l${i}`] as const,
    [`n${i}`, `r${i}`] as const,
    [`l${i}`, `n${i + 1}`] as const,
    [`r${i}`, `n${i + 1}`] as const,
  ]).flat();
}

describe('traversal under a budget', () => {
  it('visits 20 stacked diamonds as 61 nodes and 80 edges, each edge once', async () => {
    const graph = graphOf(diamonds(20));
    const result = await traverse(['n0'], ['DOWNSTREAM'], budget, graph.expand, clock());
    expect([result.depths.size, result.edges.length, graph.reads(), result.stoppedBy]).toEqual([
      61,
      80,
      80,
      null,
    ]);
    expect(result.depths.get('n20')).toBe(40);
  });

  it('ends on cycles and self edges', async () => {
    const graph = graphOf([
      ['a', 'b'],
      ['b', 'c'],
      ['c', 'a'],
      ['b', 'b'],
    ]);
    const result = await traverse(['a'], ['UPSTREAM', 'DOWNSTREAM'], budget, graph.expand, clock());
    expect([...result.depths]).toEqual([
      ['a', 0],
      ['b', 1],
      ['c', 1],
    ]);
    expect(result.edges.map((edge) => edge.id)).toEqual(['a>b', 'b>b', 'b>c', 'c>a']);
    expect(result.stoppedBy).toBeNull();
  });

  it('keeps siblings out: both directions are walked apart', async () => {
    const graph = graphOf([
      ['source', 'mine'],
      ['source', 'sibling'],
      ['mine', 'child'],
      ['other', 'child'],
    ]);
    const result = await traverse(['mine'], ['UPSTREAM', 'DOWNSTREAM'], budget, graph.expand, clock());
    expect([...result.depths.keys()]).toEqual(['mine', 'child', 'source']);
  });

  it('says MAX_DEPTH only when something lies beyond', async () => {
    const graph = graphOf([
      ['a', 'b'],
      ['b', 'c'],
    ]);
    const short = await traverse(['a'], ['DOWNSTREAM'], { ...budget, maxDepth: 1 }, graph.expand, clock());
    const exact = await traverse(['a'], ['DOWNSTREAM'], { ...budget, maxDepth: 2 }, graph.expand, clock());
    const roots = await traverse(['c'], ['DOWNSTREAM'], { ...budget, maxDepth: 0 }, graph.expand, clock());
    expect([short.stoppedBy, [...short.depths.keys()]]).toEqual(['MAX_DEPTH', ['a', 'b']]);
    expect(exact.stoppedBy).toBeNull();
    expect([roots.stoppedBy, roots.depths.size]).toEqual([null, 1]);
  });

  it('stops at a hub with the nodes it may have, by id, and edges among them alone', async () => {
    const graph = graphOf(
      Array.from({ length: 500 }, (_, i) => ['hub', `t${String(i).padStart(3, '0')}`] as const),
    );
    const result = await traverse(
      ['hub'],
      ['DOWNSTREAM'],
      { ...budget, maxNodes: 10 },
      graph.expand,
      clock(),
    );
    expect([...result.depths.keys()]).toEqual(['hub', ...Array.from({ length: 9 }, (_, i) => `t00${i}`)]);
    expect([result.stoppedBy, result.edges.length]).toEqual(['MAX_NODES', 9]);
    expect(graph.reads()).toBeLessThanOrEqual(51);
  });

  it('answers what it has when time runs out, by clock or by the database', async () => {
    const graph = graphOf([
      ['a', 'b'],
      ['b', 'c'],
    ]);
    let now = 0;
    const slow = { now: () => (now += 500), signal: new AbortController().signal };
    const late = await traverse(['a'], ['DOWNSTREAM'], budget, graph.expand, slow);
    expect([late.stoppedBy, [...late.depths.keys()]]).toEqual(['TIMEOUT', ['a', 'b']]);
    const refused = await traverse(
      ['a'],
      ['DOWNSTREAM'],
      budget,
      async () => {
        throw new SheafError('DEADLINE_EXCEEDED', 'late');
      },
      clock(),
    );
    expect([refused.stoppedBy, refused.depths.size]).toEqual(['TIMEOUT', 1]);
  });

  it('answers CANCELLED when the caller went away, and passes other errors on', async () => {
    const gone = new AbortController();
    gone.abort();
    const graph = graphOf([['a', 'b']]);
    const result = await traverse(['a'], ['DOWNSTREAM'], budget, graph.expand, {
      now: () => 0,
      signal: gone.signal,
    });
    expect(result.stoppedBy).toBe('CANCELLED');
    const failing = traverse(
      ['a'],
      ['DOWNSTREAM'],
      budget,
      async () => {
        throw new Error('broken');
      },
      clock(),
    );
    await expect(failing).rejects.toThrow('broken');
  });
});
