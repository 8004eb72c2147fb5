/** A night as a Petri net with read and reset arcs. */

import { badUserInput } from '../../errors.js';
import type { Plan, PlanLeaf } from '../network/plan.js';
import { type AndOr, disjunctiveForm } from '../wait-expression.js';

/** READ tests a token and leaves it; RESET removes all tokens (Dufourd, Finkel, Schnoebelen, ICALP 1998). */
export type ArcKind = 'CONSUME' | 'PRODUCE' | 'READ' | 'RESET';

export interface NetPlace {
  readonly id: string;
  /** PENDING: has not started; DONE: has ended; EVENT: on one date; MISSING: a step that a flow names in vain. */
  readonly kind: 'PENDING' | 'DONE' | 'EVENT' | 'MISSING';
  /** `memberId`, or the event and its date. */
  readonly name: string;
  readonly initialTokens: 0 | 1;
  /** An event of another server: a source that is empty unless it was given. */
  readonly isSource: boolean;
}

export interface NetTransition {
  readonly id: string;
  /** Index of the unit in the plan: copies of one unit differ in their disjunct. */
  readonly unit: number;
  readonly name: string;
  readonly disjunct: number;
  /** The whole requirement over indexes of places, where it has too many disjuncts for copies. */
  readonly guard: AndOr<number> | null;
}

/** Places and transitions are indexes; from a place to a transition but for PRODUCE. */
export interface NetArc {
  readonly place: number;
  readonly transition: number;
  readonly kind: ArcKind;
}

export interface PetriNet {
  readonly places: readonly NetPlace[];
  readonly transitions: readonly NetTransition[];
  readonly arcs: readonly NetArc[];
  /** Names of the sources. */
  readonly sources: readonly string[];
  readonly isFreeChoice: boolean;
}

/** Disjuncts up to which a requirement becomes copies of its transition. */
export const MAX_DISJUNCTS = 64;

/**
 * Each unit has a token in its pending place and fires once, into its done place and the places of its adds;
 * waits read, deletes reset. A requirement becomes one copy of the transition for each conjunction of its
 * disjunctive form, or stays a guard beyond `maxDisjuncts`. Linear in the plan times the disjuncts.
 */
export function petriNet(plan: Plan, maxDisjuncts = MAX_DISJUNCTS): PetriNet {
  if (!Number.isInteger(maxDisjuncts) || maxDisjuncts < 1)
    throw badUserInput('maxDisjuncts', 'a positive integer', maxDisjuncts);
  const units = plan.units.length;
  const missing = 2 * units + plan.places.length;
  const nodeOf = (leaf: PlanLeaf): number => {
    if (leaf.kind === 'PLACE') return 2 * units + leaf.place;
    return leaf.unit < 0 ? missing : units + leaf.unit;
  };
  const transitions: NetTransition[] = [];
  const arcs: NetArc[] = [];
  for (const [index, unit] of plan.units.entries()) {
    const form = disjunctiveForm(unit.requirement, maxDisjuncts);
    const conjunctions = form?.map((leaves) => [...new Set(leaves.map(nodeOf))].sort((a, b) => a - b)) ?? [
      [],
    ];
    const guard = form === null ? mapped(unit.requirement, nodeOf) : null;
    for (const [disjunct, read] of conjunctions.entries()) {
      const transition = transitions.length;
      const suffix = conjunctions.length > 1 ? ` (${disjunct + 1} of ${conjunctions.length})` : '';
      transitions.push({ id: `t${transition}`, unit: index, name: `${unit.id}${suffix}`, disjunct, guard });
      const arc = (place: number, kind: ArcKind): number => arcs.push({ place, transition, kind });
      arc(index, 'CONSUME');
      for (const place of read) arc(place, 'READ');
      for (const place of unit.resets) arc(2 * units + place, 'RESET');
      arc(units + index, 'PRODUCE');
      for (const place of unit.produces) arc(2 * units + place, 'PRODUCE');
    }
  }
  const isMissingRead =
    arcs.some(({ place }) => place === missing) ||
    transitions.some(({ guard }) => guard !== null && guardPlaces(guard).includes(missing));
  const places = netPlaces(plan, isMissingRead);
  return {
    places,
    transitions,
    arcs,
    sources: places.filter(({ isSource }) => isSource).map(({ name }) => name),
    isFreeChoice: isFreeChoice(transitions, arcs),
  };
}

function netPlaces(plan: Plan, withMissing: boolean): readonly NetPlace[] {
  const places: Omit<NetPlace, 'id'>[] = [
    ...plan.units.map(({ id }) => ({
      kind: 'PENDING' as const,
      name: id,
      initialTokens: 1 as const,
      isSource: false,
    })),
    ...plan.units.map(({ id }) => ({
      kind: 'DONE' as const,
      name: id,
      initialTokens: 0 as const,
      isSource: false,
    })),
    ...plan.places.map(({ id, isMarked, isExternal }) => ({
      kind: 'EVENT' as const,
      name: id,
      initialTokens: isMarked ? (1 as const) : (0 as const),
      isSource: isExternal,
    })),
  ];
  if (withMissing) places.push({ kind: 'MISSING', name: 'missing step', initialTokens: 0, isSource: false });
  return places.map((place, index) => ({ id: `p${index}`, ...place }));
}

/**
 * True when any two transitions that share an input place have the same input places. What a transition reads
 * is an input, and so is what its guard names.
 */
function isFreeChoice(transitions: readonly NetTransition[], arcs: readonly NetArc[]): boolean {
  const inputs = transitions.map(({ guard }) => new Set(guard === null ? [] : guardPlaces(guard)));
  for (const { place, transition, kind } of arcs)
    if (kind === 'CONSUME' || kind === 'READ') inputs[transition]?.add(place);
  const presets = inputs.map((preset) => [...preset].sort((left, right) => left - right).join(' '));
  const presetOf = new Map<number, string>();
  return inputs.every((preset, transition) =>
    [...preset].every((place) => {
      const known = presetOf.get(place);
      if (known === undefined) presetOf.set(place, presets[transition] ?? '');
      return known === undefined || known === presets[transition];
    }),
  );
}

function guardPlaces(guard: AndOr<number>): readonly number[] {
  return guard.kind === 'LEAF' ? [guard.leaf] : guard.operands.flatMap(guardPlaces);
}

function mapped<A, B>(term: AndOr<A>, to: (leaf: A) => B): AndOr<B> {
  if (term.kind === 'LEAF') return { kind: 'LEAF', leaf: to(term.leaf) };
  return { kind: term.kind, operands: term.operands.map((operand) => mapped(operand, to)) };
}
