/** Events that one unit deletes and another awaits, in no certain order. */

import type { AndOr } from '../wait-expression.js';
import { leafPlaces } from './dead.js';
import { startOrder } from './fixpoint.js';
import type { Plan, PlanLeaf } from './plan.js';

export interface EventRace {
  readonly event: string;
  /** Indexes of units. */
  readonly deleter: number;
  readonly waiter: number;
}

export interface Races {
  /** By event, deleter, waiter; at most `maximum` of them. */
  readonly races: readonly EventRace[];
  /** How many there are. */
  readonly count: number;
}

/** Columns that are worked on at once: they bound the memory at units × this many bits. */
const COLUMNS = 1024;

/**
 * Races between units that both can start: neither must have started before the other in every night without
 * deletes. That "must" is the greatest fixpoint of: a unit needs what all operands of an AND, or every operand
 * of an OR, need; a place needs what all its producers have in common. Time O(units that delete or wait / 32 ×
 * plan) for acyclic plans, times the passes a cycle takes; memory O(units × 1,024 bits).
 */
export function eventRaces(plan: Plan, maximum = 10_000, order: readonly number[] = startOrder(plan)): Races {
  const pairs = racingPairs(plan, order);
  const waiters = [...new Set(pairs.flatMap(({ deleter, waiter }) => [deleter, waiter]))];
  const ordered = new Set<number>();
  const pairId = (earlier: number, later: number): number => earlier * plan.units.length + later;
  const wanted = new Set(
    pairs.flatMap(({ deleter, waiter }) => [pairId(deleter, waiter), pairId(waiter, deleter)]),
  );
  for (let from = 0; from < waiters.length; from += COLUMNS) {
    const columns = waiters.slice(from, from + COLUMNS);
    const needed = neededUnits(plan, order, columns);
    for (const later of waiters)
      for (const [column, earlier] of columns.entries())
        if (wanted.has(pairId(earlier, later)) && needed(later, column)) ordered.add(pairId(earlier, later));
  }
  const racing = pairs.filter(
    ({ deleter, waiter }) => !ordered.has(pairId(deleter, waiter)) && !ordered.has(pairId(waiter, deleter)),
  );
  return { races: racing.slice(0, maximum), count: racing.length };
}

/** Pairs of one place, both alive, each once per event. */
function racingPairs(plan: Plan, order: readonly number[]): readonly EventRace[] {
  const alive = new Set(order);
  const waiters = plan.places.map((): Set<number> => new Set());
  for (const unit of order)
    for (const place of leafPlaces(plan.units[unit]?.requirement)) waiters[place]?.add(unit);
  const pairs = new Map<string, EventRace>();
  for (const [deleter, { resets }] of plan.units.entries()) {
    if (!alive.has(deleter)) continue;
    for (const place of resets)
      for (const waiter of waiters[place] ?? []) {
        const event = plan.places[place]?.event ?? '';
        if (waiter !== deleter) pairs.set(`${event} ${deleter} ${waiter}`, { event, deleter, waiter });
      }
  }
  return [...pairs.values()].sort(
    (left, right) =>
      (left.event < right.event ? -1 : left.event > right.event ? 1 : 0) ||
      left.deleter - right.deleter ||
      left.waiter - right.waiter,
  );
}

/** Whether a unit needs the unit of a column to have started before it. */
function neededUnits(
  plan: Plan,
  order: readonly number[],
  columns: readonly number[],
): (unit: number, column: number) => boolean {
  const words = Math.ceil(columns.length / 32);
  const alive = new Set(order);
  const columnOf = new Map(columns.map((unit, column) => [unit, column]));
  const needs = new Uint32Array(plan.units.length * words).fill(0xffffffff);
  const row = (unit: number): Uint32Array => needs.subarray(unit * words, (unit + 1) * words);
  /** What is needed for a unit to have ended: its needs and itself. */
  const ended = (unit: number): Uint32Array => {
    const bits = row(unit).slice();
    const column = columnOf.get(unit);
    if (column !== undefined) bits[column >> 5] = (bits[column >> 5] ?? 0) | (1 << (column & 31));
    return bits;
  };
  const none = new Uint32Array(words);
  const all = new Uint32Array(words).fill(0xffffffff);
  const common = (rows: readonly Uint32Array[]): Uint32Array =>
    combined(rows, all, (left, right) => left & right);
  const needOf = (term: AndOr<PlanLeaf>): Uint32Array => {
    if (term.kind === 'AND') return combined(term.operands.map(needOf), none, (left, right) => left | right);
    if (term.kind === 'OR') return common(term.operands.map(needOf));
    if (term.leaf.kind === 'DONE') return alive.has(term.leaf.unit) ? ended(term.leaf.unit) : all;
    const place = plan.places[term.leaf.place];
    if (place?.isMarked === true) return none;
    return common((place?.producers ?? []).filter((producer) => alive.has(producer)).map(ended));
  };
  for (let changed = true; changed; ) {
    changed = false;
    for (const unit of order) {
      const now = needOf(plan.units[unit]?.requirement ?? { kind: 'AND', operands: [] });
      const before = row(unit);
      if (now.some((word, index) => word !== before[index])) {
        before.set(now);
        changed = true;
      }
    }
  }
  return (unit, column) => (((row(unit)[column >> 5] ?? 0) >>> (column & 31)) & 1) === 1;
}

function combined(
  rows: readonly Uint32Array[],
  empty: Uint32Array,
  join: (left: number, right: number) => number,
): Uint32Array {
  const result = empty.slice();
  for (const bits of rows)
    for (let word = 0; word < result.length; word++) result[word] = join(result[word] ?? 0, bits[word] ?? 0);
  return result;
}
