/**
 * The changes a unit has made and not yet numbered. `append` gives them their sequence numbers in one
 * range, writes their events and stamps the elements: the last statements before commit, because the
 * counter's lock is held from here on.
 */
import { batches } from './batches.js';
import { eventTexts } from './canonical.js';
import {
  appendEvents,
  recordUnit,
  stampEdges,
  stampNodes,
  stampPasts,
  takeSequence,
} from './statements-of-units.js';
import type { ChangeEvent, Properties, Query } from './types.js';

export interface Change {
  readonly kind: ChangeEvent['kind'];
  readonly element: ChangeEvent['element'];
  readonly entityKind: string;
  readonly entityId: string;
  readonly context: string;
  readonly project: string | null;
  readonly sourceId: string | null;
  readonly targetId: string | null;
  readonly before: Properties | null;
  readonly after: Properties | null;
  /** elementId of the element as it is now; null when it was deleted. */
  readonly ref: string | null;
  /** elementId of the `:Past` record of the former state; null where none is kept. */
  readonly pastRef: string | null;
}

export interface Numbered {
  readonly firstSeq: number;
  readonly lastSeq: number;
  readonly epoch: string;
}

/** Runs a statement in the unit's transaction. */
export type Run = <Params extends object, Row>(
  query: Query<Params, Row>,
  params: Params,
) => Promise<readonly Row[]>;

export class ChangeLog {
  private readonly changes: Change[] = [];

  add(change: Change): void {
    this.changes.push(change);
  }

  get size(): number {
    return this.changes.length;
  }

  /** Takes `size` numbers and writes all they number. The caller commits right after. */
  async append(
    run: Run,
    unit: { readonly id: string; readonly actor: string; readonly cause: string | null },
  ): Promise<Numbered> {
    const rows = this.changes.map(eventRow);
    const stamps = stampsOf(this.changes);
    const [taken] = await run(takeSequence, { count: rows.length });
    if (taken === undefined) throw new Error('the change counter is missing: the migrations have not run');
    const base = taken.lastSeq - rows.length;
    const at = new Date(taken.at).toISOString();
    const written = { base, at, actor: unit.actor, cause: unit.cause };
    // Sent without waiting for each other: the driver runs them in order and the lock is held the less.
    await Promise.all([
      ...batches(rows, eventBytes).map((batch) => run(appendEvents, { ...written, rows: batch })),
      ...batches(stamps.nodes).map((batch) => run(stampNodes, { base, rows: batch })),
      ...batches(stamps.edges).map((batch) => run(stampEdges, { base, rows: batch })),
      ...batches(stamps.pasts).map((batch) => run(stampPasts, { base, rows: batch })),
      run(recordUnit, { id: unit.id, firstSeq: base + 1, lastSeq: taken.lastSeq, at, expiresAt: null }),
    ]);
    return { firstSeq: base + 1, lastSeq: taken.lastSeq, epoch: taken.epoch };
  }
}

type EventRow = readonly [...(string | number | null)[], size: number];

function eventRow(change: Change, index: number): EventRow {
  const texts = eventTexts(change.before, change.after);
  return [
    index + 1,
    change.kind,
    change.element,
    change.entityKind,
    change.entityId,
    change.context,
    change.project,
    change.sourceId,
    change.targetId,
    texts.before,
    texts.after,
    texts.size,
  ];
}

function eventBytes(row: EventRow): number {
  return 300 + Number(row.at(-1));
}

type Stamp = readonly (string | number | null)[];

/** An element changed twice in one unit carries the number of the last change; the state between is past too. */
function stampsOf(changes: readonly Change[]): {
  readonly nodes: Stamp[];
  readonly edges: Stamp[];
  readonly pasts: Stamp[];
} {
  const last = new Map<string, { readonly offset: number; readonly change: Change }>();
  const pasts: Stamp[] = [];
  changes.forEach((change, index) => {
    const earlier = last.get(change.entityId);
    if (change.pastRef !== null) pasts.push([change.pastRef, index + 1, earlier?.offset ?? null]);
    last.set(change.entityId, { offset: index + 1, change });
  });
  const nodes: Stamp[] = [];
  const edges: Stamp[] = [];
  for (const { offset, change } of last.values()) {
    if (change.ref !== null) (change.element === 'NODE' ? nodes : edges).push([change.ref, offset]);
  }
  return { nodes, edges, pasts };
}
