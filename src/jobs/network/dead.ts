/** Units that never start, each with what keeps it from starting. */

import type { AndOr } from '../wait-expression.js';
import { startOrder } from './fixpoint.js';
import type { Plan, PlanLeaf } from './plan.js';
import { strongComponents } from './strong-components.js';

/**
 * UNPRODUCED_EVENT: an event that nothing marks, in this job or in one it waits for. CYCLE: units that wait for
 * each other. MISSING_STEP: a flow that names no job.
 */
export type BlockingCause =
  | { readonly kind: 'UNPRODUCED_EVENT'; readonly event: string; readonly isExternal: boolean }
  | { readonly kind: 'CYCLE'; readonly members: readonly string[]; readonly events: readonly string[] }
  | { readonly kind: 'MISSING_STEP' };

export interface DeadUnit {
  readonly unit: number;
  readonly cause: BlockingCause;
  /** The dead unit whose own cause this is; the unit itself where the cause is its own. */
  readonly causedBy: number;
}

/**
 * Dead units in the order of their ids. Of several causes the own one comes first, an event before a cycle,
 * then that of the dead unit with the smallest id. O(plan + edges between dead units).
 */
export function deadUnits(plan: Plan, started: readonly number[] = startOrder(plan)): readonly DeadUnit[] {
  const alive = new Uint8Array(plan.units.length);
  for (const unit of started) alive[unit] = 1;
  const blocked = plan.units.map((unit, index) =>
    alive[index] === 1 ? null : blockers(unit.requirement, plan, alive),
  );
  const found = new Map<number, DeadUnit>();
  for (const component of strongComponents(plan.units.length, (unit) => blocked[unit]?.units ?? [])) {
    const dead = component.filter((unit) => alive[unit] === 0);
    for (const entry of causesOf(dead, plan, blocked, found)) found.set(entry.unit, entry);
  }
  return [...found.values()].sort((left, right) => left.unit - right.unit);
}

interface Blockers {
  /** Dead units that it waits for. */
  readonly units: readonly number[];
  /** Places that nothing marks. */
  readonly places: readonly number[];
  readonly misses: boolean;
}

/** What does not hold in a requirement; an AND or OR that holds blocks nothing. */
function blockers(requirement: AndOr<PlanLeaf>, plan: Plan, alive: Uint8Array): Blockers {
  const units = new Set<number>();
  const places = new Set<number>();
  let misses = false;
  const walk = (term: AndOr<PlanLeaf>): void => {
    if (term.kind !== 'LEAF') {
      for (const operand of term.operands) if (!holds(operand, plan, alive)) walk(operand);
      return;
    }
    const { leaf } = term;
    if (leaf.kind === 'PLACE') {
      const producers = plan.places[leaf.place]?.producers ?? [];
      if (producers.length === 0) places.add(leaf.place);
      for (const producer of producers) units.add(producer);
    } else if (leaf.unit < 0) misses = true;
    else units.add(leaf.unit);
  };
  walk(requirement);
  const ascending = (numbers: ReadonlySet<number>): readonly number[] => [...numbers].sort((a, b) => a - b);
  return { units: ascending(units), places: ascending(places), misses };
}

function holds(term: AndOr<PlanLeaf>, plan: Plan, alive: Uint8Array): boolean {
  if (term.kind === 'AND') return term.operands.every((operand) => holds(operand, plan, alive));
  if (term.kind === 'OR') return term.operands.some((operand) => holds(operand, plan, alive));
  const { leaf } = term;
  if (leaf.kind === 'DONE') return leaf.unit >= 0 && alive[leaf.unit] === 1;
  const place = plan.places[leaf.place];
  return place?.isMarked === true || (place?.producers ?? []).some((producer) => alive[producer] === 1);
}

function causesOf(
  dead: readonly number[],
  plan: Plan,
  blocked: readonly (Blockers | null)[],
  found: ReadonlyMap<number, DeadUnit>,
): readonly DeadUnit[] {
  const own = new Map<number, BlockingCause>();
  for (const unit of dead) {
    const cause = ownCause(blocked[unit] ?? null, plan);
    if (cause !== null) own.set(unit, cause);
  }
  const [first] = dead;
  if (first === undefined) return [];
  const isCycle = dead.length > 1 || (blocked[first]?.units ?? []).includes(first);
  const shared = isCycle ? cycleOf(dead, plan) : null;
  return dead.map((unit): DeadUnit => {
    const cause = own.get(unit) ?? shared;
    if (cause !== null) return { unit, cause, causedBy: unit };
    const through = (blocked[unit]?.units ?? [])
      .map((other) => found.get(other))
      .find((entry) => entry !== undefined);
    // A unit that is dead without a blocker would be a fault of the fixpoint: it waits for something.
    return through === undefined
      ? { unit, cause: { kind: 'MISSING_STEP' }, causedBy: unit }
      : { unit, cause: through.cause, causedBy: through.causedBy };
  });
}

function ownCause(blockers: Blockers | null, plan: Plan): BlockingCause | null {
  const place = blockers?.places.map((index) => plan.places[index]).find((one) => one !== undefined);
  if (place !== undefined)
    return { kind: 'UNPRODUCED_EVENT', event: place.event, isExternal: place.isExternal };
  return blockers?.misses === true ? { kind: 'MISSING_STEP' } : null;
}

/** The members of a cycle and the events by which they wait for each other. */
function cycleOf(dead: readonly number[], plan: Plan): BlockingCause {
  const inside = new Set(dead);
  const events = new Set<string>();
  for (const unit of dead)
    for (const place of leafPlaces(plan.units[unit]?.requirement))
      if (plan.places[place]?.producers.some((producer) => inside.has(producer)) === true)
        events.add(plan.places[place].event);
  return {
    kind: 'CYCLE',
    members: [...new Set(dead.flatMap((unit) => plan.units[unit]?.member ?? []))],
    events: [...events].sort(),
  };
}

/** Places that a requirement reads, each time it does. */
export function leafPlaces(requirement: AndOr<PlanLeaf> | undefined): readonly number[] {
  if (requirement === undefined) return [];
  if (requirement.kind !== 'LEAF') return requirement.operands.flatMap(leafPlaces);
  return requirement.leaf.kind === 'PLACE' ? [requirement.leaf.place] : [];
}
