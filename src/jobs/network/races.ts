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

/** Columns that are worked on at once. */
const COLUMNS = 256;

/**
 * Races between units that both can start: neither must have started before the other in every night without
 * deletes. That "must" is the greatest fixpoint of: a unit needs what all operands of an AND, or every operand
 * of an OR, need; a place needs what all its producers have in common. It is worked out for 256 units at a
 * time, and only from the first of them in one order of starts to the last unit that they are asked about: near
 * linear where deletes and waits of an event lie near each other, O(units² / 32 × operands) at worst.
 */
export function eventRaces(
  plan: Plan,
  maximum = 10_000,
  order: readonly number[] = startOrder(plan),
  columnsAtOnce = COLUMNS,
): Races {
  const pairs = racingPairs(plan, order);
  const placeOf = new Int32Array(plan.units.length).fill(-1);
  for (const [at, unit] of order.entries()) placeOf[unit] = at;
  // By the place of the unit that comes first here: only it can be the one that always does.
  const asked = new Map<number, { readonly later: number; readonly pair: number }[]>();
  for (const [pair, { deleter, waiter }] of pairs.entries()) {
    const [left, right] = [placeOf[deleter] ?? -1, placeOf[waiter] ?? -1];
    const earlier = Math.min(left, right);
    const question = { later: Math.max(left, right), pair };
    const known = asked.get(earlier);
    if (known === undefined) asked.set(earlier, [question]);
    else known.push(question);
  }
  const places = [...asked.keys()].sort((left, right) => left - right);
  const ordered = new Uint8Array(pairs.length);
  for (let from = 0; from < places.length; from += columnsAtOnce) {
    const columns = places.slice(from, from + columnsAtOnce);
    let last = 0;
    for (const place of columns) for (const { later } of asked.get(place) ?? []) last = Math.max(last, later);
    const needs = new Needs(plan, order, placeOf, columns, last);
    for (const [column, place] of columns.entries())
      for (const { later, pair } of asked.get(place) ?? []) if (needs.has(later, column)) ordered[pair] = 1;
  }
  const racing = pairs.filter((_, pair) => ordered[pair] === 0);
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

/**
 * By unit, as bits, which units of some columns must have started before it. Units are given by their places in
 * one order of starts: those before the first column need none of them.
 */
class Needs {
  private readonly plan: Plan;
  private readonly placeOf: Int32Array;
  private readonly words: number;
  private readonly first: number;
  /** By place: its column. */
  private readonly columnOf: ReadonlyMap<number, number>;
  private readonly bits: Uint32Array;
  /** One row for each level of a requirement. */
  private readonly rows: Uint32Array[] = [];

  constructor(
    plan: Plan,
    order: readonly number[],
    placeOf: Int32Array,
    columns: readonly number[],
    last: number,
  ) {
    this.plan = plan;
    this.placeOf = placeOf;
    this.words = Math.ceil(columns.length / 32);
    this.first = columns[0] ?? 0;
    this.columnOf = new Map(columns.map((place, column) => [place, column]));
    const units = order.slice(this.first, lastProducer(plan, order, placeOf, this.first, last) + 1);
    this.bits = new Uint32Array(units.length * this.words).fill(ALL);
    for (let changed = true; changed; ) {
      changed = false;
      for (const [row, unit] of units.entries()) if (this.update(unit, row)) changed = true;
    }
  }

  has(place: number, column: number): boolean {
    return (
      (((this.bits[(place - this.first) * this.words + (column >> 5)] ?? 0) >>> (column & 31)) & 1) === 1
    );
  }

  private update(unit: number, at: number): boolean {
    const requirement = this.plan.units[unit]?.requirement;
    const row = this.row(0);
    if (requirement === undefined) row.fill(0);
    else this.read(requirement, row, 1);
    const { bits, words } = this;
    let changed = false;
    for (let word = 0; word < words; word++) {
      const now = row[word] ?? 0;
      if (bits[at * words + word] === now) continue;
      bits[at * words + word] = now;
      changed = true;
    }
    return changed;
  }

  /** Writes into a row what a requirement needs. */
  private read(term: AndOr<PlanLeaf>, into: Uint32Array, level: number): void {
    if (term.kind === 'LEAF') {
      into.fill(ALL);
      const { leaf } = term;
      if (leaf.kind === 'DONE') this.meet(into, leaf.unit);
      else if (this.plan.places[leaf.place]?.isMarked === true) into.fill(0);
      else for (const producer of this.plan.places[leaf.place]?.producers ?? []) this.meet(into, producer);
      return;
    }
    const row = this.row(level);
    const isAnd = term.kind === 'AND';
    into.fill(isAnd ? 0 : ALL);
    for (const operand of term.operands) {
      this.read(operand, row, level + 1);
      for (let word = 0; word < this.words; word++) {
        const [left, right] = [into[word] ?? 0, row[word] ?? 0];
        into[word] = isAnd ? left | right : left & right;
      }
    }
  }

  /** Keeps what is also needed for a unit to have ended: its needs and itself. A dead one never ends. */
  private meet(into: Uint32Array, unit: number): void {
    const place = this.placeOf[unit] ?? -1;
    if (place < 0) return;
    if (place < this.first) {
      into.fill(0);
      return;
    }
    const row = (place - this.first) * this.words;
    const column = this.columnOf.get(place) ?? -1;
    const own = column < 0 ? 0 : (into[column >> 5] ?? 0) & (1 << (column & 31));
    for (let word = 0; word < this.words; word++)
      into[word] = (into[word] ?? 0) & (this.bits[row + word] ?? 0);
    if (column >= 0) into[column >> 5] = (into[column >> 5] ?? 0) | own;
  }

  private row(level: number): Uint32Array {
    const known = this.rows[level];
    if (known !== undefined) return known;
    const made = new Uint32Array(this.words);
    this.rows[level] = made;
    return made;
  }
}

const ALL = 0xffffffff;

/** The last place from which the needs of units up to a place follow: producers may come later than who waits. */
function lastProducer(
  plan: Plan,
  order: readonly number[],
  placeOf: Int32Array,
  first: number,
  last: number,
): number {
  let until = last;
  for (let at = first; at <= until; at++)
    for (const place of leafPlaces(plan.units[order[at] ?? -1]?.requirement))
      for (const producer of plan.places[place]?.producers ?? [])
        until = Math.max(until, placeOf[producer] ?? -1);
  return until;
}
