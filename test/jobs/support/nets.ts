/** Small networks of jobs written by hand or from a seed, and what they do, found by trying everything. */

import { type Random, seededRandom } from '../../../bench/support/random.js';
import type { CompletionRule, EventReference } from '../../../src/jobs/definitions.js';
import { parseEventDate } from '../../../src/jobs/event-date.js';
import type { Estate, PlannedFolder, PlannedJob } from '../../../src/jobs/network/estate.js';
import type { WaitExpression } from '../../../src/jobs/wait-expression.js';

/** `e`, or `e PREV`, `e +1`, `e ****`, `e STAT`; `!` after it guards an add or delete by NOTOK. */
export function reference(text: string): EventReference {
  const [name = '', ...rest] = text.replace('!', '').trim().split(' ');
  const date = parseEventDate(rest.join(' '));
  if (date === null) throw new Error(`no date: ${text}`);
  return { name, ...date, when: text.includes('!') ? 'NOTOK' : null };
}

export type NetWaits = string | { readonly and: readonly NetWaits[] } | { readonly or: readonly NetWaits[] };

export function waiting(waits: NetWaits): WaitExpression {
  if (typeof waits === 'string') return { kind: 'EVENT', event: reference(waits) };
  return 'and' in waits
    ? { kind: 'AND', operands: waits.and.map(waiting) }
    : { kind: 'OR', operands: waits.or.map(waiting) };
}

export interface NetNode {
  readonly waits?: NetWaits;
  readonly adds?: readonly string[];
  readonly deletes?: readonly string[];
  readonly runs?: readonly (readonly [string | null, string])[];
}

/** Jobs by `folder/name`, or by name alone in folder `f`; folders that carry conditions by path. */
export function net(
  jobs: Readonly<Record<string, NetNode>>,
  folders: Readonly<Record<string, NetNode>> = {},
  server = 's',
): Estate {
  const paths = new Set(Object.keys(folders));
  const planned = Object.entries(jobs).map(([path, node]): PlannedJob => {
    const key = path.includes('/') ? path : `f/${path}`;
    const folder = key.slice(0, key.lastIndexOf('/'));
    for (let at = folder; at !== ''; at = at.includes('/') ? at.slice(0, at.lastIndexOf('/')) : '')
      paths.add(at);
    return { key, name: key.slice(folder.length + 1), folder, ...conditions(node) };
  });
  const plannedFolders = [...paths].sort().map((key): PlannedFolder => {
    const slash = key.lastIndexOf('/');
    return {
      key,
      name: key.slice(slash + 1),
      parent: slash < 0 ? null : key.slice(0, slash),
      ...conditions(folders[key] ?? {}),
    };
  });
  return { server, folders: plannedFolders, jobs: planned, sequences: [] };
}

function conditions({
  waits,
  adds = [],
  deletes = [],
  runs = [],
}: NetNode): Omit<PlannedJob, 'key' | 'name' | 'folder'> {
  const actions = runs.map(([folder, job]) => ({ kind: 'RUN_JOB' as const, folder, job }));
  const rules: CompletionRule[] =
    actions.length === 0 ? [] : [{ condition: 'NOTOK', returnCode: null, actions, nativeText: '' }];
  return {
    waits: waits === undefined ? null : waiting(waits),
    adds: adds.map(reference),
    deletes: deletes.map(reference),
    rules,
  };
}

/** A network of one night: all dates are the order date, so that nobody need work out what another night left. */
export interface RandomNet {
  readonly jobs: readonly {
    readonly id: string;
    readonly waits: NetWaits | null;
    readonly adds: readonly string[];
    readonly deletes: readonly string[];
  }[];
  readonly estate: Estate;
}

export function randomNet(seed: number, mostJobs: number): RandomNet {
  const random = seededRandom(`net/${seed}`);
  const count = 1 + random.below(mostJobs);
  const events = Array.from({ length: 1 + random.below(mostJobs) }, (_, index) => `e${index}`);
  const jobs = Array.from({ length: count }, (_, index) => ({
    id: `j${String(index).padStart(2, '0')}`,
    waits: random.chance(0.25) ? null : randomWaits(random, events, 0),
    adds: random.sample(events, random.below(3)),
    deletes: random.sample(events, random.chance(0.4) ? 1 : 0),
  }));
  const nodes = jobs.map(({ id, waits, adds, deletes }): [string, NetNode] => [
    id,
    { ...(waits === null ? {} : { waits }), adds, deletes },
  ]);
  return { jobs, estate: net(Object.fromEntries(nodes)) };
}

function randomWaits(random: Random, events: readonly string[], depth: number): NetWaits {
  if (depth === 2 || random.chance(0.4)) return random.pick(events);
  const operands = Array.from({ length: 2 + random.below(2) }, () => randomWaits(random, events, depth + 1));
  return random.chance(0.5) ? { and: operands } : { or: operands };
}

export function holdsFor(waits: NetWaits | null, has: (event: string) => boolean): boolean {
  if (waits === null) return true;
  if (typeof waits === 'string') return has(waits);
  return 'and' in waits
    ? waits.and.every((one) => holdsFor(one, has))
    : waits.or.some((one) => holdsFor(one, has));
}

export function eventsIn(waits: NetWaits | null): readonly string[] {
  if (waits === null) return [];
  if (typeof waits === 'string') return [waits];
  return ('and' in waits ? waits.and : waits.or).flatMap(eventsIn);
}

/** All sets of jobs (as bits) that can have started at some moment, deletes ignored. */
export function reachableSets({ jobs }: RandomNet): ReadonlySet<number> {
  const seen = new Set([0]);
  const open = [0];
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    const present = new Set(jobs.flatMap(({ adds }, index) => ((state ?? 0) & (1 << index) ? adds : [])));
    for (const [index, job] of jobs.entries()) {
      const next: number = state | (1 << index);
      if (next === state || seen.has(next) || !holdsFor(job.waits, (event) => present.has(event))) continue;
      seen.add(next);
      open.push(next);
    }
  }
  return seen;
}
