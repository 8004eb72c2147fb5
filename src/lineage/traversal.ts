/**
 * Breadth-first traversal under a budget, whatever the edges are read from: one call of `expand` a hop
 * and direction, a visited set, nodes in id order within a hop. Cycles end at the visited set, hubs at
 * the edge limit. What did not fit is said: `isPartial`, `stoppedBy`.
 */
import { SheafError } from '../errors.js';

export type StopReason = 'MAX_DEPTH' | 'MAX_NODES' | 'TIMEOUT' | 'CANCELLED';
export type WalkDirection = 'UPSTREAM' | 'DOWNSTREAM';

/** An edge as one hop finds it. `source` flows to `target` in either direction of walking. */
export interface HopEdge {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  /** Nodes the hop reaches besides the far ends, the columns of influenced tables: each hangs on one edge of the hop. */
  readonly alsoReaches: readonly string[];
}

/** Reads the edges around a frontier, at most `limit`. `near` is the node of the frontier each edge hangs on. */
export type Expand<E extends HopEdge> = (
  frontier: readonly string[],
  direction: WalkDirection,
  limit: number,
  timeoutMs: number,
) => Promise<readonly E[]>;

export interface TraversalBudget {
  readonly maxDepth: number;
  readonly maxNodes: number;
  readonly timeoutMs: number;
}

export interface Traversal<E extends HopEdge> {
  /** Node id → hops from the nearest root; in the order of (depth, id). */
  readonly depths: ReadonlyMap<string, number>;
  readonly edges: readonly E[];
  readonly stoppedBy: StopReason | null;
  readonly statements: number;
  readonly edgesRead: number;
}

/** Edges a traversal may read for each node it may return: several relations join most pairs. */
const EDGES_PER_NODE = 5;

/**
 * Walks from the roots in each direction by itself; the budget is shared. Cost: one `expand` a hop, one
 * more at `maxDepth` to learn whether anything lies beyond.
 */
export async function traverse<E extends HopEdge>(
  roots: readonly string[],
  directions: readonly WalkDirection[],
  budget: TraversalBudget,
  expand: Expand<E>,
  clock: { readonly now: () => number; readonly signal: AbortSignal },
): Promise<Traversal<E>> {
  const walk: Walk<E> = {
    depths: new Map(),
    edges: new Map(),
    edgesLeft: budget.maxNodes * EDGES_PER_NODE,
    deadline: clock.now() + budget.timeoutMs,
    statements: 0,
    edgesRead: 0,
    stoppedBy: null,
  };
  for (const id of [...roots].sort()) {
    if (walk.depths.size === budget.maxNodes && !walk.depths.has(id)) walk.stoppedBy = 'MAX_NODES';
    else walk.depths.set(id, 0);
  }
  const rootIds = [...walk.depths.keys()];
  for (const direction of directions) await walkOneWay(walk, rootIds, direction, budget, expand, clock);
  return {
    depths: inOrder(walk.depths),
    edges: keptEdges(walk),
    stoppedBy: walk.stoppedBy,
    statements: walk.statements,
    edgesRead: walk.edgesRead,
  };
}

interface Walk<E extends HopEdge> {
  readonly depths: Map<string, number>;
  readonly edges: Map<string, E>;
  readonly deadline: number;
  edgesLeft: number;
  statements: number;
  edgesRead: number;
  stoppedBy: StopReason | null;
}

async function walkOneWay<E extends HopEdge>(
  walk: Walk<E>,
  roots: readonly string[],
  direction: WalkDirection,
  budget: TraversalBudget,
  expand: Expand<E>,
  clock: { readonly now: () => number; readonly signal: AbortSignal },
): Promise<void> {
  const seen = new Set(roots);
  let frontier = roots;
  for (let depth = 0; frontier.length > 0 && depth <= budget.maxDepth; depth++) {
    const timeLeft = walk.deadline - clock.now();
    if (clock.signal.aborted || timeLeft <= 0) {
      walk.stoppedBy ??= clock.signal.aborted ? 'CANCELLED' : 'TIMEOUT';
      return;
    }
    const edges = await hop(walk, frontier, direction, timeLeft, expand, clock.signal);
    if (edges === null) return;
    const reached = farEnds(edges, direction).filter((id) => !seen.has(id));
    if (depth === budget.maxDepth) {
      if (reached.length > 0) walk.stoppedBy ??= 'MAX_DEPTH';
      return;
    }
    frontier = admit(walk, reached, seen, depth + 1, budget.maxNodes);
    if (walk.stoppedBy === 'MAX_NODES') return;
  }
}

/** The edges of one hop, kept; null when time or the caller ended it. */
async function hop<E extends HopEdge>(
  walk: Walk<E>,
  frontier: readonly string[],
  direction: WalkDirection,
  timeLeft: number,
  expand: Expand<E>,
  signal: AbortSignal,
): Promise<readonly E[] | null> {
  walk.statements++;
  let edges: readonly E[];
  try {
    edges = await expand(frontier, direction, walk.edgesLeft + 1, timeLeft);
  } catch (error) {
    if (signal.aborted) walk.stoppedBy ??= 'CANCELLED';
    else if (error instanceof SheafError && error.code === 'DEADLINE_EXCEEDED') walk.stoppedBy ??= 'TIMEOUT';
    else throw error;
    return null;
  }
  if (edges.length > walk.edgesLeft) {
    walk.stoppedBy ??= 'MAX_NODES';
    edges = edges.slice(0, walk.edgesLeft);
  }
  walk.edgesLeft -= edges.length;
  walk.edgesRead += edges.length;
  for (const edge of edges) walk.edges.set(edge.id, edge);
  return edges;
}

function farEnds(edges: readonly HopEdge[], direction: WalkDirection): string[] {
  const ends = new Set<string>();
  for (const edge of edges) {
    ends.add(direction === 'DOWNSTREAM' ? edge.target : edge.source);
    for (const id of edge.alsoReaches) ends.add(id);
  }
  return [...ends].sort();
}

/** Takes new nodes in id order until the budget is full; answers the next frontier. */
function admit<E extends HopEdge>(
  walk: Walk<E>,
  reached: readonly string[],
  seen: Set<string>,
  depth: number,
  maxNodes: number,
): string[] {
  const frontier: string[] = [];
  for (const id of reached) {
    const known = walk.depths.get(id);
    if (known === undefined && walk.depths.size >= maxNodes) {
      walk.stoppedBy ??= 'MAX_NODES';
      break;
    }
    walk.depths.set(id, Math.min(known ?? depth, depth));
    seen.add(id);
    frontier.push(id);
  }
  return frontier;
}

function inOrder(depths: ReadonlyMap<string, number>): Map<string, number> {
  return new Map([...depths].sort(([a, depthA], [b, depthB]) => depthA - depthB || (a < b ? -1 : 1)));
}

/** Edges with both ends in the answer, by source, target and id. */
function keptEdges<E extends HopEdge>(walk: Walk<E>): readonly E[] {
  return [...walk.edges.values()]
    .filter((edge) => walk.depths.has(edge.source) && walk.depths.has(edge.target))
    .sort((a, b) => order(a.source, b.source) || order(a.target, b.target) || order(a.id, b.id));
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Hops from the nearest root to the farthest node reached. */
export function depthReached({ depths }: Pick<Traversal<HopEdge>, 'depths'>): number {
  return Math.max(0, ...depths.values());
}
