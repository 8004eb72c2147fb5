/** The report on a network of jobs: counts, cycles, events without a side, dead jobs, races. */

import { byText } from '../keys.js';
import { type BlockingCause, deadUnits } from './dead.js';
import { type Dependencies, type JobDependency, jobDependencies } from './dependencies.js';
import type { Estate, JoinOptions } from './estate.js';
import { memberId } from './estate.js';
import type { EventEntry } from './events.js';
import { startOrder } from './fixpoint.js';
import { FolderTree } from './folder-tree.js';
import { type Plan, planNight } from './plan.js';
import { eventRaces } from './races.js';
import { strongComponents } from './strong-components.js';

export interface JobNetworkReport {
  readonly folders: number;
  readonly jobs: number;
  readonly events: number;
  readonly dependencies: number;
  /** Event references in waits, and in adds, of folders and jobs. */
  readonly waits: number;
  readonly adds: number;
  /** Parts that no dependency joins; a job alone is one. */
  readonly components: number;
  /** Jobs that wait for nothing, neither themselves nor by their folders. */
  readonly startJobs: number;
  readonly cycles: readonly DependencyCycle[];
  /** Awaited events that nobody adds; those of other servers apart. */
  readonly danglingWaits: readonly EventEntry[];
  readonly externalWaits: readonly EventEntry[];
  /** Events that are added and never awaited. */
  readonly unusedEvents: readonly EventEntry[];
  readonly deadJobs: readonly DeadJob[];
  /** At most `maxRaces`; `raceCount` says how many there are. */
  readonly races: readonly JobRace[];
  readonly raceCount: number;
}

/** Jobs that depend on each other on one order date, and the events that say so. Ids are `memberId`s. */
export interface DependencyCycle {
  readonly jobs: readonly string[];
  readonly events: readonly string[];
}

export interface DeadJob {
  readonly job: string;
  readonly cause: BlockingCause;
  /** `memberId` of the job or folder whose own cause it is. */
  readonly causedBy: string;
  readonly reason: string;
}

export interface JobRace {
  readonly event: string;
  /** `memberId`s of jobs or folders. */
  readonly deletedBy: string;
  readonly awaitedBy: string;
}

export interface ReportOptions extends JoinOptions {
  readonly maxRaces?: number;
}

/**
 * Cost O(jobs + references + dependencies); dead jobs and races as their own functions say. An empty estate
 * gives zero counts and empty lists.
 */
export function reportOn(estates: readonly Estate[], options: ReportOptions = {}): JobNetworkReport {
  const plan = planNight(estates, options);
  const { dependencies }: Dependencies = jobDependencies(estates, plan.events, options);
  const jobs = estates
    .flatMap(({ server, jobs }) => jobs.map(({ key }) => memberId(server, key)))
    .sort(byText);
  const events = [...plan.events.values()].sort((left, right) => byText(left.id, right.id));
  const order = startOrder(plan);
  const { races, count } = eventRaces(plan, options.maxRaces, order);
  const member = (unit: number): string => plan.units[unit]?.member ?? '';
  return {
    folders: sum(estates.map(({ folders }) => folders.length)),
    jobs: jobs.length,
    events: events.length,
    dependencies: dependencies.length,
    waits: sum(events.map(({ consumers }) => consumers.length)),
    adds: sum(events.map(({ producers }) => producers.length)),
    components: componentCount(jobs, dependencies),
    startJobs: sum(estates.map(startJobCount)),
    cycles: cyclesOf(jobs, dependencies),
    danglingWaits: events.filter(
      ({ status, consumers }) => status === 'NEVER_PRODUCED' && consumers.length > 0,
    ),
    externalWaits: events.filter(({ status }) => status === 'EXTERNAL'),
    unusedEvents: events.filter(({ status }) => status === 'NEVER_AWAITED'),
    deadJobs: deadJobs(plan, order),
    races: races.map(({ event, deleter, waiter }) => ({
      event,
      deletedBy: member(deleter),
      awaitedBy: member(waiter),
    })),
    raceCount: count,
  };
}

/** Dead jobs of a plan with the reason in words; ends and starts of folders are left out. */
export function deadJobs(plan: Plan, order: readonly number[] = startOrder(plan)): readonly DeadJob[] {
  return deadUnits(plan, order).flatMap(({ unit, cause, causedBy }): readonly DeadJob[] => {
    const dead = plan.units[unit];
    const root = plan.units[causedBy];
    if (dead?.kind !== 'JOB' || root === undefined) return [];
    const through = causedBy === unit ? '' : ` (through ${root.member})`;
    return [
      { job: dead.member, cause, causedBy: root.member, reason: `${causeText(cause, plan)}${through}` },
    ];
  });
}

function causeText(cause: BlockingCause, plan: Plan): string {
  if (cause.kind === 'MISSING_STEP') return 'a flow names a job before it that is not there';
  if (cause.kind === 'CYCLE') return `it waits in a cycle of ${cause.members.join(', ')}`;
  const event = plan.events.get(cause.event);
  const name = event?.name ?? cause.event;
  if (cause.isExternal) return `event ${name} comes from another server`;
  return (event?.producers.length ?? 0) === 0
    ? `nobody adds event ${name}`
    : `nobody adds event ${name} for the awaited date in a good run`;
}

/** Cycles by kinds that hold a job back: a job that another one starts does not wait for it. */
function cyclesOf(
  jobs: readonly string[],
  dependencies: readonly JobDependency[],
): readonly DependencyCycle[] {
  const indexes = new Map(jobs.map((job, index) => [job, index]));
  const successors = jobs.map((): number[] => []);
  const holding = dependencies.filter(({ kind, dayLag }) => kind !== 'TRIGGER' && dayLag === 0);
  for (const { from, to } of holding) {
    const [source, target] = [indexes.get(from), indexes.get(to)];
    if (source !== undefined && target !== undefined) successors[source]?.push(target);
  }
  const components = strongComponents(jobs.length, (job) => successors[job] ?? []);
  const cycleOf = new Map<string, number>();
  const cycles = components
    .filter((component) => component.length > 1)
    .sort(([left = 0], [right = 0]) => left - right);
  for (const [number, cycle] of cycles.entries())
    for (const job of cycle) cycleOf.set(jobs[job] ?? '', number);
  const events = cycles.map((): Set<string> => new Set());
  for (const { from, to, event } of holding) {
    const cycle = cycleOf.get(from);
    if (event !== null && cycle !== undefined && cycle === cycleOf.get(to)) events[cycle]?.add(event);
  }
  return cycles.map((cycle, number) => ({
    jobs: cycle.map((job) => jobs[job] ?? ''),
    events: [...(events[number] ?? [])].sort(byText),
  }));
}

function componentCount(jobs: readonly string[], dependencies: readonly JobDependency[]): number {
  const above = new Map(jobs.map((job) => [job, job]));
  const root = (job: string): string => {
    let at = job;
    for (let next = above.get(at) ?? at; next !== at; next = above.get(at) ?? at) {
      // Path halving keeps the chains short (van Leeuwen and Tarjan 1984).
      above.set(at, above.get(next) ?? next);
      at = next;
    }
    return at;
  };
  let count = jobs.length;
  for (const { from, to } of dependencies) {
    const [left, right] = [root(from), root(to)];
    if (left === right) continue;
    above.set(left, right);
    count--;
  }
  return count;
}

function startJobCount(estate: Estate): number {
  const tree = new FolderTree(estate);
  const after = new Set(estate.sequences.map(({ to }) => to));
  return estate.jobs.filter(
    (job) =>
      job.waits === null &&
      !after.has(job.key) &&
      tree.around(job.folder).every((folder) => folder.waits === null && !after.has(folder.key)),
  ).length;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
