/** Which units of a plan ever start: the least fixpoint of "start when the requirement holds". */

import type { Gates } from './gates.js';
import { gatesOf } from './gates.js';
import type { Plan } from './plan.js';

/**
 * Units in an order in which they can start, deletes ignored; those that are missing never start. Linear in
 * the plan.
 */
export function startOrder(plan: Plan, gates: Gates = gatesOf(plan)): readonly number[] {
  const { placeCount, unitCount, readers, starts } = gates;
  const left = Int32Array.from(gates.needed);
  const holds = new Uint8Array(readers.length);
  const started: number[] = [];
  const open: number[] = [];
  const reach = (node: number): void => {
    if (holds[node] === 1) return;
    holds[node] = 1;
    open.push(node);
  };
  const fire = (gate: number): void => {
    const unit = starts[gate] ?? -1;
    if (unit < 0) reach(placeCount + unitCount + gate);
    else started.push(unit);
  };
  for (const [place, { isMarked }] of plan.places.entries()) if (isMarked) reach(place);
  for (const [gate, needed] of gates.needed.entries()) if (needed === 0) fire(gate);
  for (let at = 0; at < started.length || open.length > 0; ) {
    const node = open.pop();
    if (node === undefined) {
      const unit = started[at++] ?? 0;
      reach(placeCount + unit);
      for (const place of plan.units[unit]?.produces ?? []) reach(place);
      continue;
    }
    for (const gate of readers[node] ?? []) {
      const remaining = (left[gate] ?? 0) - 1;
      left[gate] = remaining;
      if (remaining === 0) fire(gate);
    }
  }
  return started;
}
