/** What the end of a night rests on, and how much all else may be late. */

import type { NightTimes } from './earliest.js';

/** The unit that ends last, of several the smallest; −1 when none starts. */
export function lastUnit({ finishes, order }: NightTimes): number {
  let last = -1;
  for (const unit of order) {
    const later = (finishes[unit] ?? 0) - (finishes[last] ?? -1);
    if (last < 0 || later > 0 || (later === 0 && unit < last)) last = unit;
  }
  return last;
}

/** From the unit that ends last back along the supports, first unit first. */
export function criticalChain(times: NightTimes): readonly number[] {
  const chain: number[] = [];
  for (let unit = lastUnit(times); unit >= 0; unit = times.supports[unit] ?? -1) chain.push(unit);
  return chain.reverse();
}

/**
 * Minutes by which a unit may end later before the night does, along support edges: the critical path method
 * (J. E. Kelley and M. R. Walker, Proc. Eastern Joint Computer Conf., 1959). NaN for a unit that never starts.
 */
export function slacks(times: NightTimes): Float64Array {
  const { starts, finishes, supports, order } = times;
  const makespan = finishes[lastUnit(times)] ?? 0;
  const latest = new Float64Array(finishes.length).fill(Number.NaN);
  for (const unit of order) latest[unit] = makespan;
  // A unit is in the order before those it supports: the backward pass meets all of them first.
  for (const unit of [...order].reverse()) {
    const support = supports[unit] ?? -1;
    if (support < 0) continue;
    const latestStart = (latest[unit] ?? 0) - ((finishes[unit] ?? 0) - (starts[unit] ?? 0));
    latest[support] = Math.min(latest[support] ?? 0, latestStart);
  }
  return latest.map((value, unit) => value - (finishes[unit] ?? 0));
}
