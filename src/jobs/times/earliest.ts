/** Earliest times of a night: when each unit starts and ends if nothing is late that need not be. */

import type { Gates } from '../network/gates.js';
import type { Plan, PlanLeaf } from '../network/plan.js';
import type { AndOr } from '../wait-expression.js';
import { TimeHeap } from './heap.js';

/** Minutes by unit. */
export interface UnitTimes {
  /** Not negative. */
  readonly durations: Float64Array;
  /** No start before it, counted from the start of the night. */
  readonly releases: Float64Array;
  /** Added to the end. */
  readonly delays: Float64Array;
}

export interface NightTimes {
  /** Minutes from the start of the night by unit; NaN for one that never starts. */
  readonly starts: Float64Array;
  readonly finishes: Float64Array;
  /** The unit whose end gave a unit its start; −1 where the clock or nothing did. */
  readonly supports: Int32Array;
  /** Units in the order in which they end. */
  readonly order: readonly number[];
}

/**
 * A wait holds when the first producer of its event ends; AND takes the latest of its operands, OR the
 * earliest; a unit starts then, or at its release if that is later. All of these are superior functions, so
 * the least solution comes from ends taken in the order of their times (D. E. Knuth, A generalization of
 * Dijkstra's algorithm, Inf. Process. Lett. 6, 1977). Of operands that attain the value together the smaller
 * unit supports. Each end is pushed and popped once and each operand read once: O((n + m) log n).
 */
export function earliestTimes(plan: Plan, gates: Gates, times: UnitTimes): NightTimes {
  return new Night(plan, gates, times).run();
}

class Night {
  private readonly plan: Plan;
  private readonly gates: Gates;
  private readonly times: UnitTimes;
  private readonly starts: Float64Array;
  private readonly finishes: Float64Array;
  private readonly supports: Int32Array;
  private readonly order: number[] = [];
  private readonly heap: TimeHeap;
  private readonly left: Int32Array;
  private readonly holds: Uint8Array;
  /** By place: the first unit that marked it; −1 for what was there. */
  private readonly markers: Int32Array;
  private readonly open: number[] = [];
  private readonly starting: number[] = [];

  constructor(plan: Plan, gates: Gates, times: UnitTimes) {
    const count = plan.units.length;
    this.plan = plan;
    this.gates = gates;
    this.times = times;
    this.starts = new Float64Array(count).fill(Number.NaN);
    this.finishes = new Float64Array(count).fill(Number.NaN);
    this.supports = new Int32Array(count).fill(-1);
    this.heap = new TimeHeap(this.finishes);
    this.left = Int32Array.from(gates.needed);
    this.holds = new Uint8Array(gates.readers.length);
    this.markers = new Int32Array(plan.places.length).fill(-1);
  }

  run(): NightTimes {
    for (const [place, { isMarked }] of this.plan.places.entries()) if (isMarked) this.reach(place);
    for (const [gate, needed] of this.gates.needed.entries()) if (needed === 0) this.fire(gate);
    this.spread(0);
    for (let unit = this.heap.pop(); unit !== undefined; unit = this.heap.pop()) {
      this.order.push(unit);
      this.reach(this.gates.placeCount + unit);
      for (const place of this.plan.units[unit]?.produces ?? [])
        if (this.reach(place)) this.markers[place] = unit;
      this.spread(this.finishes[unit] ?? 0);
    }
    return { starts: this.starts, finishes: this.finishes, supports: this.supports, order: this.order };
  }

  private reach(node: number): boolean {
    if (this.holds[node] === 1) return false;
    this.holds[node] = 1;
    this.open.push(node);
    return true;
  }

  /** What comes to hold at a time, through all gates; then the starts, when all that holds by then is known. */
  private spread(time: number): void {
    for (let node = this.open.pop(); node !== undefined; node = this.open.pop())
      for (const gate of this.gates.readers[node] ?? []) {
        const remaining = (this.left[gate] ?? 0) - 1;
        this.left[gate] = remaining;
        if (remaining === 0) this.fire(gate);
      }
    for (let unit = this.starting.pop(); unit !== undefined; unit = this.starting.pop())
      this.start(unit, time);
  }

  private fire(gate: number): void {
    const unit = this.gates.starts[gate] ?? -1;
    if (unit < 0) this.reach(this.gates.placeCount + this.gates.unitCount + gate);
    else this.starting.push(unit);
  }

  private start(unit: number, time: number): void {
    const release = this.times.releases[unit] ?? 0;
    const start = Math.max(time, release);
    const requirement = this.plan.units[unit]?.requirement;
    this.starts[unit] = start;
    this.supports[unit] =
      release > time || requirement === undefined ? -1 : (this.attained(requirement)?.support ?? -1);
    this.finishes[unit] = start + (this.times.durations[unit] ?? 0) + (this.times.delays[unit] ?? 0);
    this.heap.push(unit);
  }

  /** When a requirement came to hold and through which unit; null while it does not. */
  private attained(term: AndOr<PlanLeaf>): Attained | null {
    if (term.kind === 'LEAF') return this.leafAttained(term.leaf);
    let best: Attained | null = null;
    for (const operand of term.operands) {
      const one = this.attained(operand);
      if (one === null) {
        if (term.kind === 'AND') return null;
      } else if (best === null || isPreferred(term.kind, one, best)) best = one;
    }
    return best ?? (term.kind === 'AND' ? { time: 0, support: -1 } : null);
  }

  private leafAttained(leaf: PlanLeaf): Attained | null {
    if (leaf.kind === 'DONE')
      return this.holds[this.gates.placeCount + leaf.unit] === 1 && leaf.unit >= 0
        ? { time: this.finishes[leaf.unit] ?? 0, support: leaf.unit }
        : null;
    if (this.holds[leaf.place] !== 1) return null;
    const support = this.markers[leaf.place] ?? -1;
    return { time: support < 0 ? 0 : (this.finishes[support] ?? 0), support };
  }
}

interface Attained {
  readonly time: number;
  readonly support: number;
}

/** AND rests on its latest operand, OR on its earliest; of equal ones an AND rests on a unit before none. */
function isPreferred(kind: 'AND' | 'OR', one: Attained, than: Attained): boolean {
  if (one.time !== than.time) return kind === 'AND' ? one.time > than.time : one.time < than.time;
  if (kind === 'AND' && (one.support < 0 || than.support < 0)) return one.support > than.support;
  return one.support < than.support;
}
