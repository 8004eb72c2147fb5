/** A night worked through: who runs when, who never does, what the end rests on, and how surely. */

import { badUserInput } from '../../errors.js';
import { wilson } from '../../stats/wilson.js';
import { startOrder } from '../network/fixpoint.js';
import { type Gates, gatesOf } from '../network/gates.js';
import type { Plan } from '../network/plan.js';
import { type DeadJob, deadJobs } from '../network/report.js';
import { SeededRandom } from '../seeded-random.js';
import { criticalChain, lastUnit, slacks } from './critical-path.js';
import {
  checkMinutes,
  type DurationSource,
  type JobDuration,
  type PlanDurations,
  planDurations,
} from './durations.js';
import { earliestTimes, type NightTimes, type UnitTimes } from './earliest.js';

export const MAX_SAMPLES = 10_000;

export interface SimulationInput {
  /** By `memberId`; 1 minute for a job without. */
  readonly durations?: ReadonlyMap<string, JobDuration>;
  /** Minutes from the start of the night before which a job does not start. */
  readonly releases?: ReadonlyMap<string, number>;
  /** Minutes by which a job ends later than it would. */
  readonly delays?: ReadonlyMap<string, number>;
  /** Nights that are drawn for quantiles and criticality, at most 10,000; 0 or absent for none. */
  readonly samples?: number;
  /** A safe integer; 0 by default. */
  readonly seed?: number;
}

/** Minutes count from the start of the night. */
export interface Firing {
  readonly job: string;
  readonly startMinutes: number;
  readonly finishMinutes: number;
  /** By how much it may end later before the night does. */
  readonly slackMinutes: number;
  /** The job whose end let it start; null where the clock, an earlier night or nothing did. */
  readonly support: string | null;
}

export interface JobCriticality {
  readonly job: string;
  /** Samples in which it lies on the critical path, with a 95 % Wilson interval. */
  readonly k: number;
  readonly n: number;
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

export interface MakespanQuantile {
  readonly q: number;
  readonly minutes: number;
}

export interface Simulation {
  readonly makespanMinutes: number;
  readonly durationSource: DurationSource;
  /** By start, then id. */
  readonly fired: readonly Firing[];
  readonly neverFired: readonly DeadJob[];
  readonly criticalPath: readonly Firing[];
  /** Null without samples. */
  readonly makespanQuantiles: readonly MakespanQuantile[] | null;
  /** Jobs that lie on some sample's path, most critical first; null without samples. */
  readonly criticality: readonly JobCriticality[] | null;
  readonly seed: number;
}

/**
 * BAD_USER_INPUT for durations, delays or releases that are negative or no number, jobs that the plan does not
 * hold, and more than 10,000 samples. Cost of `earliestTimes`, once and for each sample. An empty plan has
 * makespan 0.
 */
export function simulate(plan: Plan, input: SimulationInput = {}): Simulation {
  const { samples = 0, seed = 0 } = input;
  if (!Number.isInteger(samples) || samples < 0 || samples > MAX_SAMPLES)
    throw badUserInput('samples', `an integer from 0 to ${MAX_SAMPLES}`, String(samples));
  if (!Number.isSafeInteger(seed)) throw badUserInput('seed', 'a safe integer', String(seed));
  const gates = gatesOf(plan);
  const durations = planDurations(plan, input.durations ?? new Map());
  const clock = clockOf(plan, input);
  const times = earliestTimes(plan, gates, { durations: durations.typical, ...clock });
  const fired = firings(plan, times);
  const path = new Set(criticalChain(times));
  const onPath = new Set(
    plan.units.flatMap(({ member, kind }, unit) => (kind === 'JOB' && path.has(unit) ? [member] : [])),
  );
  return {
    makespanMinutes: times.finishes[lastUnit(times)] ?? 0,
    durationSource: durations.source,
    fired,
    neverFired: deadJobs(plan, startOrder(plan, gates)),
    criticalPath: inChainOrder(plan, times, fired, onPath),
    ...(samples === 0
      ? { makespanQuantiles: null, criticality: null }
      : sampled(plan, gates, durations, clock, samples, new SeededRandom(seed))),
    seed,
  };
}

type Clock = Pick<UnitTimes, 'releases' | 'delays'>;

function clockOf(plan: Plan, { releases = new Map(), delays = new Map() }: SimulationInput): Clock {
  const units = new Map(
    plan.units.flatMap(({ kind, member }, unit) => (kind === 'JOB' ? [[member, unit] as const] : [])),
  );
  const byUnit = (values: ReadonlyMap<string, number>, field: string): Float64Array => {
    const minutes = new Float64Array(plan.units.length);
    for (const [job, value] of values) {
      const unit = units.get(job);
      if (unit === undefined) throw badUserInput(`${field}.job`, 'a job of the network', job);
      checkMinutes(`${field} of ${job}`, value);
      minutes[unit] = value;
    }
    return minutes;
  };
  return { releases: byUnit(releases, 'releases'), delays: byUnit(delays, 'delays') };
}

function firings(plan: Plan, times: NightTimes): readonly Firing[] {
  const slack = slacks(times);
  const found = times.order.flatMap((unit): readonly (Firing & { readonly unit: number })[] => {
    const planned = plan.units[unit];
    if (planned?.kind !== 'JOB') return [];
    return [
      {
        unit,
        job: planned.member,
        startMinutes: times.starts[unit] ?? 0,
        finishMinutes: times.finishes[unit] ?? 0,
        slackMinutes: slack[unit] ?? 0,
        support: supportingJob(plan, times, unit),
      },
    ];
  });
  return found
    .sort((left, right) => left.startMinutes - right.startMinutes || left.unit - right.unit)
    .map(({ unit: _, ...firing }) => firing);
}

/** Past the starts and ends of folders. */
function supportingJob(plan: Plan, { supports }: NightTimes, unit: number): string | null {
  let at = supports[unit] ?? -1;
  while (at >= 0 && plan.units[at]?.kind !== 'JOB') at = supports[at] ?? -1;
  return plan.units[at]?.member ?? null;
}

function inChainOrder(
  plan: Plan,
  times: NightTimes,
  fired: readonly Firing[],
  onPath: ReadonlySet<string>,
): readonly Firing[] {
  const byJob = new Map(fired.filter(({ job }) => onPath.has(job)).map((firing) => [firing.job, firing]));
  return criticalChain(times).flatMap((unit) => {
    const planned = plan.units[unit];
    return planned?.kind === 'JOB' ? (byJob.get(planned.member) ?? []) : [];
  });
}

const quantiles: readonly number[] = [0.05, 0.25, 0.5, 0.75, 0.95];

function sampled(
  plan: Plan,
  gates: Gates,
  durations: PlanDurations,
  clock: Clock,
  samples: number,
  random: SeededRandom,
): Pick<Simulation, 'makespanQuantiles' | 'criticality'> {
  const makespans = new Float64Array(samples);
  const hits = new Map<number, number>();
  for (let sample = 0; sample < samples; sample++) {
    const times = earliestTimes(plan, gates, { durations: durations.drawn(random), ...clock });
    makespans[sample] = times.finishes[lastUnit(times)] ?? 0;
    for (const unit of criticalChain(times)) hits.set(unit, (hits.get(unit) ?? 0) + 1);
  }
  makespans.sort();
  const criticality = [...hits]
    .sort(([left, leftHits], [right, rightHits]) => rightHits - leftHits || left - right)
    .flatMap(([unit, k]): readonly JobCriticality[] => {
      const planned = plan.units[unit];
      const interval = wilson(k, samples);
      if (planned?.kind !== 'JOB' || interval === null) return [];
      return [{ job: planned.member, k, n: samples, share: k / samples, ...interval }];
    });
  return { makespanQuantiles: quantiles.map((q) => ({ q, minutes: quantile(makespans, q) })), criticality };
}

/** By linear interpolation between order statistics (R. J. Hyndman and Y. Fan, 1996, type 7). */
function quantile(sorted: Float64Array, q: number): number {
  const place = (sorted.length - 1) * q;
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? 0;
  return below + (above - below) * (place - Math.floor(place));
}
