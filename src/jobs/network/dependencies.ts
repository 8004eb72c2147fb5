/** Which job depends on which: joined events, flows, jobs that others start, and conditions of folders. */

import { byText } from '../keys.js';
import { eventsOf } from '../wait-expression.js';
import { type Estate, type JoinOptions, memberId } from './estate.js';
import { dayLagOf, type EventEntry, type EventUse, eventScope } from './events.js';
import { FolderTree } from './folder-tree.js';

export type DependencyKind = 'EVENT' | 'SEQUENCE' | 'TRIGGER' | 'CONTAINMENT';

export interface JobDependency {
  /** The job that waits, and the job it waits for, as `memberId`. */
  readonly from: string;
  readonly to: string;
  /** Id of the event; null for SEQUENCE and TRIGGER. */
  readonly event: string | null;
  readonly kind: DependencyKind;
  /** Days from the producer's order date to the consumer's; 0 = the same night. */
  readonly dayLag: number;
  /** Producers whose add satisfies the wait; 1 where there is no event. */
  readonly alternatives: number;
}

export interface UnresolvedTrigger {
  readonly job: string;
  readonly folder: string | null;
  readonly target: string;
}

export interface Dependencies {
  readonly dependencies: readonly JobDependency[];
  /** Jobs that a completion rule starts and that are not there. */
  readonly unresolvedTriggers: readonly UnresolvedTrigger[];
}

/**
 * One dependency for each pair of jobs, event and kind, that with the smallest lag; none of a job on itself.
 * A condition of a folder stands for its jobs and gives CONTAINMENT. Deletes give none. Cost: the references
 * and the dependencies there are.
 */
export function jobDependencies(
  estates: readonly Estate[],
  events: ReadonlyMap<string, EventEntry>,
  options: JoinOptions,
): Dependencies {
  const found = new Map<string, JobDependency>();
  const add = (dependency: JobDependency): void => {
    if (dependency.from === dependency.to) return;
    const key = JSON.stringify([dependency.from, dependency.to, dependency.event, dependency.kind]);
    const known = found.get(key);
    if (known === undefined || isNearer(dependency.dayLag, known.dayLag)) found.set(key, dependency);
  };
  const trees = new Map(estates.map((estate) => [estate.server, new FolderTree(estate)]));
  const jobsOf = membersById(estates, trees);
  const scope = eventScope(options);
  for (const estate of estates) {
    const consumers: readonly EventUse[] = [
      ...estate.folders.map((folder) => ({ kind: 'FOLDER' as const, owner: folder })),
      ...estate.jobs.map((job) => ({ kind: 'JOB' as const, owner: job })),
    ].flatMap(({ kind, owner }) =>
      eventsOf(owner.waits).map((reference) => ({ kind, id: memberId(estate.server, owner.key), reference })),
    );
    for (const consumer of consumers) {
      const event = events.get(scope.id(estate.server, consumer.reference.name));
      if (event !== undefined) joinEvent(consumer, event, jobsOf, add);
    }
    joinSequences(estate, jobsOf, add);
  }
  const unresolvedTriggers = estates.flatMap((estate) => joinTriggers(estate, trees.get(estate.server), add));
  const dependencies = [...found.values()].sort(
    (left, right) =>
      byText(left.from, right.from) ||
      byText(left.to, right.to) ||
      byText(left.event ?? '', right.event ?? '') ||
      byText(left.kind, right.kind),
  );
  return { dependencies, unresolvedTriggers };
}

type JobsOf = (use: Pick<EventUse, 'kind' | 'id'>) => readonly string[];

function membersById(estates: readonly Estate[], trees: ReadonlyMap<string, FolderTree>): JobsOf {
  const members = new Map<string, readonly string[]>();
  const folders = new Map(
    estates.flatMap(({ server, folders }) =>
      folders.map(({ key }) => [memberId(server, key), { server, key }] as const),
    ),
  );
  return ({ kind, id }) => {
    if (kind === 'JOB') return [id];
    const known = members.get(id);
    if (known !== undefined) return known;
    const folder = folders.get(id);
    const jobs = folder === undefined ? [] : (trees.get(folder.server)?.members(folder.key) ?? []);
    const ids = jobs.map(({ key }) => memberId(folder?.server ?? '', key));
    members.set(id, ids);
    return ids;
  };
}

function joinEvent(
  consumer: EventUse,
  event: EventEntry,
  jobsOf: JobsOf,
  add: (dependency: JobDependency) => void,
): void {
  const suited = event.producers.flatMap((producer) => {
    const dayLag = dayLagOf(producer.reference, consumer.reference);
    return dayLag === null ? [] : [{ producer, dayLag }];
  });
  const alternatives = new Set(suited.map(({ producer }) => `${producer.kind} ${producer.id}`)).size;
  for (const { producer, dayLag } of suited) {
    const kind = consumer.kind === 'JOB' && producer.kind === 'JOB' ? 'EVENT' : 'CONTAINMENT';
    for (const from of jobsOf(consumer))
      for (const to of jobsOf(producer)) add({ from, to, event: event.id, kind, dayLag, alternatives });
  }
}

function joinSequences(estate: Estate, jobsOf: JobsOf, add: (dependency: JobDependency) => void): void {
  const folders = new Set(estate.folders.map(({ key }) => key));
  const jobs = (key: string): readonly string[] =>
    jobsOf({ kind: folders.has(key) ? 'FOLDER' : 'JOB', id: memberId(estate.server, key) });
  for (const step of estate.sequences)
    for (const from of jobs(step.to))
      for (const to of jobs(step.from))
        add({ from, to, event: null, kind: 'SEQUENCE', dayLag: 0, alternatives: 1 });
}

function joinTriggers(
  estate: Estate,
  tree: FolderTree | undefined,
  add: (dependency: JobDependency) => void,
): readonly UnresolvedTrigger[] {
  const unresolved: UnresolvedTrigger[] = [];
  for (const job of estate.jobs)
    for (const action of job.rules.flatMap((rule) => rule.actions)) {
      if (action.kind !== 'RUN_JOB') continue;
      const started =
        action.folder === null
          ? tree?.inFolder(job.folder, action.job)
          : tree?.named(action.folder, action.job);
      const to = memberId(estate.server, job.key);
      if (started === undefined) unresolved.push({ job: to, folder: action.folder, target: action.job });
      else
        add({
          from: memberId(estate.server, started.key),
          to,
          event: null,
          kind: 'TRIGGER',
          dayLag: 0,
          alternatives: 1,
        });
    }
  return unresolved;
}

function isNearer(lag: number, than: number): boolean {
  return Math.abs(lag) < Math.abs(than) || (Math.abs(lag) === Math.abs(than) && lag > than);
}
