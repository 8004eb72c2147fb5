/** The marking graph of a net, state by state. */

import { badUserInput } from '../../errors.js';
import type { AndOr } from '../wait-expression.js';
import type { PetriNet } from './petri-net.js';

export interface Exploration {
  /** Markings that were seen, the first one included. */
  readonly states: number;
  /** True when `maxStates` was reached: then all below holds for what was seen. */
  readonly isPartial: boolean;
  /** Indexes of units that fire in some run, and of those that some run ends without. */
  readonly firing: readonly number[];
  readonly starving: readonly number[];
  /** Markings in which nothing can fire. */
  readonly ends: number;
}

export const MAX_STATES = 100_000;

/**
 * Breadth-first over the markings, deletes included. An event is there or not: tokens beyond the first change
 * nothing, as reads ask for one and resets take all. Time and memory O(states × (places / 16 + transitions)).
 */
export function exploreMarkings(net: PetriNet, maxStates = MAX_STATES): Exploration {
  if (!Number.isInteger(maxStates) || maxStates < 1)
    throw badUserInput('maxStates', 'a positive integer', maxStates);
  const steps = stepsOf(net);
  const first = Uint8Array.from(net.places, ({ initialTokens }) => initialTokens);
  const seen = new Set([keyOf(first)]);
  const open: Uint8Array[] = [first];
  const firing = new Set<number>();
  const starving = new Set<number>();
  let ends = 0;
  let isPartial = false;
  for (let at = 0; at < open.length; at++) {
    const marking = open[at] ?? first;
    let isEnd = true;
    for (const step of steps) {
      if (!isEnabled(step, marking)) continue;
      isEnd = false;
      firing.add(step.unit);
      const next = fired(step, marking);
      const key = keyOf(next);
      if (seen.has(key)) continue;
      if (seen.size === maxStates) {
        isPartial = true;
        continue;
      }
      seen.add(key);
      open.push(next);
    }
    if (!isEnd) continue;
    ends++;
    for (const { unit, consumed } of steps)
      if (consumed.some((place) => marking[place] === 1)) starving.add(unit);
  }
  const ascending = (numbers: ReadonlySet<number>): readonly number[] => [...numbers].sort((a, b) => a - b);
  return { states: seen.size, isPartial, firing: ascending(firing), starving: ascending(starving), ends };
}

interface Step {
  readonly unit: number;
  readonly consumed: readonly number[];
  readonly read: readonly number[];
  readonly reset: readonly number[];
  readonly produced: readonly number[];
  readonly guard: AndOr<number> | null;
}

function stepsOf({ transitions, arcs }: PetriNet): readonly Step[] {
  const lists = transitions.map(() => ({
    CONSUME: [] as number[],
    READ: [] as number[],
    RESET: [] as number[],
    PRODUCE: [] as number[],
  }));
  for (const { place, transition, kind } of arcs) lists[transition]?.[kind].push(place);
  return transitions.map(({ unit, guard }, index) => ({
    unit,
    guard,
    consumed: lists[index]?.CONSUME ?? [],
    read: lists[index]?.READ ?? [],
    reset: lists[index]?.RESET ?? [],
    produced: lists[index]?.PRODUCE ?? [],
  }));
}

function isEnabled({ consumed, read, guard }: Step, marking: Uint8Array): boolean {
  const has = (place: number): boolean => marking[place] === 1;
  return consumed.every(has) && read.every(has) && (guard === null || holds(guard, has));
}

function holds(term: AndOr<number>, has: (place: number) => boolean): boolean {
  if (term.kind === 'LEAF') return has(term.leaf);
  return term.kind === 'AND'
    ? term.operands.every((operand) => holds(operand, has))
    : term.operands.some((operand) => holds(operand, has));
}

/** Tokens are consumed, then reset, then produced. */
function fired({ consumed, reset, produced }: Step, marking: Uint8Array): Uint8Array {
  const next = marking.slice();
  for (const place of consumed) next[place] = 0;
  for (const place of reset) next[place] = 0;
  for (const place of produced) next[place] = 1;
  return next;
}

/** 16 places to a character. */
function keyOf(marking: Uint8Array): string {
  let key = '';
  for (let from = 0; from < marking.length; from += 16) {
    let unit = 0;
    for (let bit = 0; bit < 16; bit++) unit |= (marking[from + bit] ?? 0) << bit;
    key += String.fromCharCode(unit);
  }
  return key;
}
