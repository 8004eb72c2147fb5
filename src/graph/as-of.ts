/** States of elements at a moment: the current one, or the `:Past` record whose range holds it. */
import { setTimeout as delay } from 'node:timers/promises';
import { badUserInput, unavailable } from '../errors.js';
import { kindOfLabels, nodeKinds } from './kinds.js';
import { defineQuery } from './query.js';
import type { Statements } from './statements.js';
import { shownProperties } from './states.js';
import type { ElementState, Feed, Graph, Properties, ReadOptions } from './types.js';

interface Found {
  readonly index: number;
  readonly current: Properties | null;
  readonly past: Properties | null;
}
interface FoundNode extends Found {
  readonly labels: readonly string[] | null;
}
interface FoundEdge extends Found {
  readonly type: string | null;
}

const nodesAsOf = defineQuery<{ readonly ids: readonly string[]; readonly seq: number }, FoundNode>(
  'graph/states-as-of-nodes',
  ['index', 'labels', 'current', 'past'],
);
const edgesAsOf = defineQuery<
  { readonly rows: readonly (readonly [string, string | null, string | null])[]; readonly seq: number },
  FoundEdge
>('graph/states-as-of-edges', ['index', 'type', 'current', 'past']);
const pastEndedAt = defineQuery<
  { readonly rows: readonly (readonly [string, number])[] },
  { readonly index: number }
>('graph/past-ended-at', ['index']);
const seqAt = defineQuery<{ readonly at: string }, { readonly seq: number }>('graph/seq-at', ['seq']);

/** Kinds that are their own history: asked for the past they answer null, never a later state. */
const kindsWithoutPast = new Set(nodeKinds.filter((kind) => !kind.keepsPast).map((kind) => kind.kind));
/** How long the record of a former state may stay invisible while its transaction is being applied. */
const applyTries = 40;
const applyPauseMs = 5;
/** A caller's clock may run ahead of ours by this much. */
const clockSkewMs = 60_000;

/** See `Graph.statesAsOf`. */
export async function statesAsOf(
  statements: Statements,
  ids: readonly string[],
  seq: number,
  options: ReadOptions = {},
): Promise<readonly (ElementState | null)[]> {
  for (let tries = 0; ; tries++) {
    const states = await readStates(statements, ids, seq, options);
    const doubtful = states.flatMap(({ found, id }) => {
      const from = found === null ? null : replacedAt(found, seq);
      return from === null ? [] : [[id, from] as const];
    });
    if (doubtful.length === 0 || tries === applyTries) return states.map(({ state }) => state);
    const whole = await statements.read(pastEndedAt, { rows: doubtful }, options);
    if (whole.length === doubtful.length) return states.map(({ state }) => state);
    await delay(applyPauseMs, undefined, options.signal === undefined ? {} : { signal: options.signal });
  }
}

interface Answer {
  readonly id: string;
  readonly found: Found | null;
  readonly state: ElementState | null;
}

async function readStates(
  statements: Statements,
  ids: readonly string[],
  seq: number,
  options: ReadOptions,
): Promise<readonly Answer[]> {
  const answers: Answer[] = ids.map((id) => ({ id, found: null, state: null }));
  const positions = (isEdge: boolean) =>
    ids.flatMap((id, i) => (id.startsWith('edge:') === isEdge ? [i] : []));
  const nodes = positions(false);
  const edges = positions(true);
  const idAt = (i: number) => ids[i] ?? '';
  if (nodes.length > 0) {
    for (const found of await statements.read(nodesAsOf, { ids: nodes.map(idAt), seq }, options)) {
      const i = nodes[found.index] ?? 0;
      const kind = found.labels === null ? null : kindOfLabels(found.labels).kind;
      answers[i] = {
        id: idAt(i),
        found: kindsWithoutPast.has(kind ?? '') ? null : found,
        state: stateOf(idAt(i), kind, found, seq),
      };
    }
  }
  if (edges.length > 0) {
    const rows = edges.map((i) => [idAt(i), null, null] as const);
    for (const found of await statements.read(edgesAsOf, { rows, seq }, options)) {
      const i = edges[found.index] ?? 0;
      answers[i] = { id: idAt(i), found, state: stateOf(idAt(i), found.type, found, seq) };
    }
  }
  return answers;
}

function stateOf(
  id: string,
  kind: string | null,
  { current, past }: Found,
  seq: number,
): ElementState | null {
  if (current !== null && typeof current.fromSeq === 'number' && current.fromSeq <= seq) {
    return elementState(id, kind ?? '', current, null);
  }
  if (past === null || typeof past.toSeq !== 'number' || past.toSeq <= seq) return null;
  return elementState(id, String(past.entityKind), past, past.toSeq);
}

const pastProperties = new Set(['entityId', 'element', 'entityKind', 'sourceId', 'targetId', 'relationType']);

function elementState(id: string, kind: string, stored: Properties, toSeq: number | null): ElementState {
  const properties = shownProperties(stored);
  return {
    id,
    kind,
    project: textOf(stored.project),
    parentId: textOf(stored.parentId),
    properties:
      toSeq === null
        ? properties
        : Object.fromEntries(Object.entries(properties).filter(([key]) => !pastProperties.has(key))),
    createdAt: textOf(stored.createdAt),
    updatedAt: textOf(stored.updatedAt),
    fromSeq: Number(stored.fromSeq),
    toSeq,
  };
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/**
 * Where an element that has changed since the moment shows no former state for it: the number its
 * current state began at. The former state may be in a transaction that is just being applied.
 */
function replacedAt({ current, past }: Found, seq: number): number | null {
  if (current === null || typeof current.fromSeq !== 'number' || current.fromSeq <= seq) return null;
  if (current.createdAt === current.updatedAt) return null;
  return past !== null && typeof past.toSeq === 'number' && past.toSeq > seq ? null : current.fromSeq;
}

/** See `Graph.resolveAsOf`. */
export async function resolveAsOf(
  statements: Statements,
  feed: Feed,
  asOf: Parameters<Graph['resolveAsOf']>[0],
  options: ReadOptions = {},
): Promise<number> {
  if (typeof asOf.snapshot === 'string')
    throw unavailable('named snapshots are not kept yet', { what: 'snapshot' });
  const head = await feed.head(options);
  if (typeof asOf.seq === 'number') {
    if (!Number.isSafeInteger(asOf.seq) || asOf.seq < 0 || asOf.seq > head.seq) {
      throw badUserInput('asOf.seq', `a number from 0 to ${head.seq}`, asOf.seq);
    }
    return asOf.seq;
  }
  const at = Date.parse(asOf.at ?? '');
  if (Number.isNaN(at)) throw badUserInput('asOf', 'exactly one of seq, at, snapshot', asOf);
  if (at > Date.now() + clockSkewMs) throw badUserInput('asOf.at', 'a moment that has passed', asOf.at);
  const [row] = await statements.read(seqAt, { at: new Date(at).toISOString() }, options);
  return row?.seq ?? 0;
}
