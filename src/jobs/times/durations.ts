/** How long jobs run: given, observed, or the unit where nothing is known. */

import { badUserInput } from '../../errors.js';
import type { Plan } from '../network/plan.js';
import type { SeededRandom } from '../seeded-random.js';

/** Minutes of one job. */
export type JobDuration =
  | { readonly kind: 'GIVEN'; readonly minutes: number }
  /** Durations of its runs. From five on they are drawn from; fewer give their median alone. */
  | { readonly kind: 'RUNS'; readonly minutes: readonly number[] }
  /** Quantiles of `runs` runs. From five on a lognormal goes through both; fewer give the median alone. */
  | { readonly kind: 'QUANTILES'; readonly p50: number; readonly p95: number; readonly runs: number };

export type DurationSource = 'OBSERVED' | 'GIVEN' | 'UNIT' | 'MIXED';

/** Minutes of a job of which nothing is known. */
export const UNIT_MINUTES = 1;

/** Runs from which on durations are drawn and not taken as one value. */
const ENOUGH_RUNS = 5;

/** 95 % quantile of the standard normal. */
const Z_95_ONE_SIDED = 1.6448536269514722;

export interface PlanDurations {
  /** One value for each unit: given, median of the observed, or the unit; 0 for starts and ends of folders. */
  readonly typical: Float64Array;
  /** One draw for each unit, in their order. */
  readonly drawn: (random: SeededRandom) => Float64Array;
  readonly source: DurationSource;
}

/**
 * Durations by `memberId`. BAD_USER_INPUT for one that is negative or no number, and for a job that the plan
 * does not hold.
 */
export function planDurations(plan: Plan, durations: ReadonlyMap<string, JobDuration>): PlanDurations {
  const jobs = new Set(plan.units.flatMap(({ kind, member }) => (kind === 'JOB' ? [member] : [])));
  for (const [job, duration] of durations) {
    if (!jobs.has(job)) throw badUserInput('durations.job', 'a job of the network', job);
    check(job, duration);
  }
  const known = plan.units.map(({ kind, member }) =>
    kind === 'JOB' ? (durations.get(member) ?? null) : undefined,
  );
  const typical = Float64Array.from(known, (duration) =>
    duration === undefined ? 0 : typicalMinutes(duration),
  );
  return {
    typical,
    drawn: (random) =>
      Float64Array.from(known, (duration, unit) =>
        duration === undefined || duration === null
          ? (typical[unit] ?? 0)
          : draw(duration, typical[unit] ?? 0, random),
      ),
    source: sourceOf(known.flatMap((duration) => (duration === undefined ? [] : [duration]))),
  };
}

function check(job: string, duration: JobDuration): void {
  const values =
    duration.kind === 'GIVEN'
      ? [duration.minutes]
      : duration.kind === 'RUNS'
        ? duration.minutes
        : [duration.p50, duration.p95, duration.runs];
  for (const value of values) checkMinutes(`durations of ${job}`, value);
  if (duration.kind === 'RUNS' && duration.minutes.length === 0)
    throw badUserInput(`durations of ${job}`, 'at least one run', duration.minutes);
  if (duration.kind === 'QUANTILES' && duration.p95 < duration.p50)
    throw badUserInput(`durations of ${job}`, 'p95 of at least p50', duration.p95);
}

/** BAD_USER_INPUT unless it is a finite number of at least 0. */
export function checkMinutes(field: string, value: number): void {
  if (!(value >= 0 && value < Number.POSITIVE_INFINITY))
    throw badUserInput(field, 'a finite number of at least 0', String(value));
}

function typicalMinutes(duration: JobDuration | null): number {
  if (duration === null) return UNIT_MINUTES;
  if (duration.kind === 'GIVEN') return duration.minutes;
  return duration.kind === 'RUNS' ? median(duration.minutes) : duration.p50;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? 0)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

function draw(duration: JobDuration, typical: number, random: SeededRandom): number {
  if (duration.kind === 'RUNS' && duration.minutes.length >= ENOUGH_RUNS)
    return duration.minutes[random.below(duration.minutes.length)] ?? typical;
  if (duration.kind !== 'QUANTILES' || duration.runs < ENOUGH_RUNS || duration.p50 === 0) return typical;
  const spread = Math.log(duration.p95 / duration.p50) / Z_95_ONE_SIDED;
  return duration.p50 * Math.exp(spread * random.normal());
}

function sourceOf(durations: readonly (JobDuration | null)[]): DurationSource {
  const sources = new Set(
    durations.map((duration): DurationSource => {
      if (duration === null) return 'UNIT';
      return duration.kind === 'GIVEN' ? 'GIVEN' : 'OBSERVED';
    }),
  );
  const [only] = sources;
  return sources.size > 1 ? 'MIXED' : (only ?? 'UNIT');
}
