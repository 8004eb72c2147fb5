/** The statements of a unit of work, typed. Bulk rows are lists: their members are named in each file. */
import { defineQuery } from './query.js';
import type { Properties } from './types.js';

type Rows = readonly (readonly unknown[])[];
export interface IndexedRef {
  readonly index: number;
  readonly ref: string;
}
export interface Updated extends IndexedRef {
  readonly pastRef: string;
}

export const nodesStale = defineQuery<
  { readonly ids: readonly string[]; readonly hashes: readonly string[] },
  { readonly index: number; readonly exists: boolean }
>('graph/nodes-stale', ['index', 'exists']);

export const nodesLock = defineQuery<{ readonly ids: readonly string[] }, { readonly id: string }>(
  'graph/nodes-lock',
  ['id'],
);

export interface LockedNode {
  readonly id: string;
  readonly labels: readonly string[];
  readonly properties: Properties;
}
export const nodesLocked = defineQuery<{ readonly ids: readonly string[] }, LockedNode>(
  'graph/nodes-locked',
  ['id', 'labels', 'properties'],
);

export const nodesCreate = defineQuery<
  { readonly labels: readonly string[]; readonly rows: readonly Properties[] },
  { readonly ref: string }
>('graph/nodes-create', ['ref']);

export const nodesCreateContained = defineQuery<
  { readonly labels: readonly string[]; readonly containment: string; readonly rows: readonly Properties[] },
  IndexedRef
>('graph/nodes-create-contained', ['index', 'ref']);

export const nodesUpdate = defineQuery<{ readonly rows: Rows }, Updated>('graph/nodes-update', [
  'index',
  'ref',
  'pastRef',
]);
export const nodesUpdatePlain = defineQuery<{ readonly rows: Rows }, IndexedRef>('graph/nodes-update-plain', [
  'index',
  'ref',
]);
export const nodesDelete = defineQuery<
  { readonly rows: Rows },
  { readonly index: number; readonly pastRef: string | null }
>('graph/nodes-delete', ['index', 'pastRef']);
export const nodesMove = defineQuery<
  { readonly containment: string; readonly rows: Rows },
  { readonly index: number }
>('graph/nodes-move', ['index']);
export const constrainsSet = defineQuery<
  { readonly rows: Rows },
  { readonly index: number; readonly linked: number }
>('graph/constrains-set', ['index', 'linked']);

export interface LockedEdge {
  readonly ref: string;
  readonly type: string;
  readonly source: string;
  readonly target: string;
  readonly properties: Properties;
}
export const edgesOfNodes = defineQuery<{ readonly ids: readonly string[] }, LockedEdge>(
  'graph/edges-of-nodes',
  ['ref', 'type', 'source', 'target', 'properties'],
);
export const edgesStale = defineQuery<
  { readonly rows: Rows },
  { readonly index: number; readonly ends: boolean; readonly exists: boolean }
>('graph/edges-stale', ['index', 'ends', 'exists']);
export const edgesLocked = defineQuery<
  { readonly rows: Rows },
  { readonly index: number; readonly ref: string; readonly properties: Properties }
>('graph/edges-locked', ['index', 'ref', 'properties']);
export const edgesCreate = defineQuery<{ readonly rows: Rows }, IndexedRef>('graph/edges-create', [
  'index',
  'ref',
]);
export const edgesUpdate = defineQuery<
  { readonly rows: Rows },
  { readonly index: number; readonly pastRef: string }
>('graph/edges-update', ['index', 'pastRef']);
export const edgesDelete = defineQuery<
  { readonly rows: Rows },
  { readonly index: number; readonly pastRef: string }
>('graph/edges-delete', ['index', 'pastRef']);

export const takeSequence = defineQuery<
  { readonly count: number },
  { readonly lastSeq: number; readonly epoch: string; readonly at: number }
>('graph/sequence-take', ['lastSeq', 'epoch', 'at']);
export const appendEvents = defineQuery<
  {
    readonly base: number;
    readonly at: string;
    readonly actor: string;
    readonly cause: string | null;
    readonly rows: Rows;
  },
  object
>('graph/events-append', []);
export const stampNodes = defineQuery<{ readonly base: number; readonly rows: Rows }, object>(
  'graph/stamp-nodes',
  [],
);
export const stampEdges = defineQuery<{ readonly base: number; readonly rows: Rows }, object>(
  'graph/stamp-edges',
  [],
);
export const stampPasts = defineQuery<{ readonly base: number; readonly rows: Rows }, object>(
  'graph/stamp-pasts',
  [],
);
export const recordUnit = defineQuery<
  {
    readonly id: string;
    readonly firstSeq: number | null;
    readonly lastSeq: number | null;
    readonly at: string | null;
    readonly expiresAt: string | null;
  },
  object
>('graph/unit-record', []);
export const unitOutcome = defineQuery<
  { readonly id: string },
  { readonly firstSeq: number | null; readonly lastSeq: number | null }
>('graph/unit-outcome', ['firstSeq', 'lastSeq']);
