/** The requirements of a plan as counted gates, so that a night is worked through in linear time. */

import type { AndOr } from '../wait-expression.js';
import type { Plan, PlanLeaf } from './plan.js';

/**
 * Nodes are numbered: places, then the ends of units, then gates. A gate holds when `needed` of its operands
 * do (one for OR, all for AND); an operand that stands twice counts twice.
 */
export interface Gates {
  readonly placeCount: number;
  readonly unitCount: number;
  /** By node: the gates that have it as an operand. */
  readonly readers: readonly (readonly number[])[];
  /** By gate (node less places and units): how many operands it still needs. */
  readonly needed: readonly number[];
  /** By gate: the unit that it starts, or −1. */
  readonly starts: readonly number[];
}

/** Linear in the requirements; their nesting is walked by recursion, which readers bound. */
export function gatesOf(plan: Plan): Gates {
  const placeCount = plan.places.length;
  const unitCount = plan.units.length;
  const first = placeCount + unitCount;
  const readers: number[][] = Array.from({ length: first }, () => []);
  const needed: number[] = [];
  const starts: number[] = [];
  const gate = (requirement: AndOr<PlanLeaf>, unit: number): number => {
    const index = needed.length;
    const operands = requirement.kind === 'LEAF' ? [requirement] : requirement.operands;
    // An OR of nothing never holds.
    needed.push(requirement.kind === 'OR' ? 1 : operands.length);
    starts.push(unit);
    readers.push([]);
    for (const operand of operands) {
      const node = operand.kind === 'LEAF' ? leafNode(operand.leaf) : first + gate(operand, -1);
      if (node >= 0) readers[node]?.push(index);
    }
    return index;
  };
  const leafNode = (leaf: PlanLeaf): number => {
    if (leaf.kind === 'PLACE') return leaf.place;
    return leaf.unit < 0 ? -1 : placeCount + leaf.unit;
  };
  for (const [index, unit] of plan.units.entries()) gate(unit.requirement, index);
  return { placeCount, unitCount, readers, needed, starts };
}
