/** Earliest times, critical path and slack: jobs.md, acceptance 1, 2 and 5. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../bench/support/random.js';
import { planNight } from '../../src/jobs/network/plan.js';
import { type Firing, type Simulation, simulate } from '../../src/jobs/times/simulation.js';
import { sharedData } from '../support/shared.js';
import { type NetWaits, type RandomNet, randomNet } from './support/nets.js';
import { given, id, name, night, six } from './support/night.js';
import { xml } from './support/read.js';

const runs = Number(process.env.TEST_JOBS_RUNS ?? 100);

function firing(simulation: Simulation, job: string): Firing | undefined {
  return simulation.fired.find((one) => one.job === id(job));
}

const path = (simulation: Simulation): readonly (string | null)[] =>
  simulation.criticalPath.map(({ job }) => name(job));

const folder = sharedData('controlm');

describe('a night', () => {
  it.skipIf(folder === null)('of the public definitions takes 3 units and says that they are units', () => {
    const definitions = xml(readFileSync(join(folder ?? '', '001-tfatf.xml'), 'utf8'));
    const simulation = simulate(planNight([{ server: 'ctm', ...definitions }]));
    expect([simulation.makespanMinutes, simulation.durationSource]).toEqual([3, 'UNIT']);
  });

  it('lets either producer of an event do', () => {
    const simulation = night(six, { durations: given({ job3: 5 }) });
    expect(firing(simulation, 'job6')).toMatchObject({
      startMinutes: 3,
      finishMinutes: 4,
      support: id('job5'),
    });
    expect([simulation.makespanMinutes, path(simulation)]).toEqual([7, ['job1', 'job2', 'job3']]);
    expect(simulation.durationSource).toBe('MIXED');
  });

  it('waits for the one producer that is left', () => {
    const simulation = night({ ...six, job4: {} }, { durations: given({ job3: 5 }) });
    expect(firing(simulation, 'job6')).toMatchObject({ startMinutes: 7, finishMinutes: 8 });
    expect([simulation.makespanMinutes, path(simulation)]).toEqual([8, ['job1', 'job2', 'job3', 'job6']]);
    expect(simulation.fired.map(({ job, slackMinutes }) => [name(job), slackMinutes])).toEqual([
      ['job1', 0],
      ['job4', 7],
      ['job2', 0],
      ['job3', 0],
      ['job5', 5],
      ['job6', 0],
    ]);
  });

  it('of nothing takes no time', () => {
    expect(simulate(planNight([]), { samples: 3 })).toEqual({
      makespanMinutes: 0,
      durationSource: 'UNIT',
      fired: [],
      neverFired: [],
      criticalPath: [],
      makespanQuantiles: [0.05, 0.25, 0.5, 0.75, 0.95].map((q) => ({ q, minutes: 0 })),
      criticality: [],
      seed: 0,
    });
  });

  it('does not start a job before its release, and rests on the clock then', () => {
    const jobs = { a: { adds: ['e'] }, b: { waits: 'e', adds: ['g'] }, c: { waits: 'g' } };
    const late = night(jobs, { releases: new Map([[id('b'), 10]]) });
    expect(
      late.fired.map(({ job, startMinutes, support, slackMinutes }) => [
        name(job),
        startMinutes,
        name(support),
        slackMinutes,
      ]),
    ).toEqual([
      ['a', 0, null, 11],
      ['b', 10, null, 0],
      ['c', 11, 'b', 0],
    ]);
    expect(path(late)).toEqual(['b', 'c']);
    expect(path(night(jobs, { releases: new Map([[id('b'), 1]]) }))).toEqual(['a', 'b', 'c']);
  });

  it('goes through folders: waits hold their jobs back, adds come after the last of them', () => {
    const simulation = night(
      { 'p/a': {}, 'p/q/b': {}, 'r/c': {}, first: { adds: ['go'] } },
      { durations: new Map([['s/p/q/b', { kind: 'GIVEN', minutes: 4 }]]) },
      { p: { waits: 'go', adds: ['done'] }, r: { waits: 'done' } },
    );
    expect(
      simulation.fired.map(({ job, startMinutes, support }) => [name(job), startMinutes, name(support)]),
    ).toEqual([
      ['first', 0, null],
      ['p/a', 1, 'first'],
      ['p/q/b', 1, 'first'],
      ['r/c', 5, 'p/q/b'],
    ]);
    expect(path(simulation)).toEqual(['first', 'p/q/b', 'r/c']);
  });

  it('names the jobs that never start', () => {
    const simulation = night({ a: { waits: 'nobody', adds: ['e'] }, b: { waits: 'e' }, c: {} });
    expect(simulation.fired.map(({ job }) => name(job))).toEqual(['c']);
    expect(simulation.neverFired.map(({ job, reason }) => [name(job), reason])).toEqual([
      ['a', 'nobody adds event nobody'],
      ['b', 'nobody adds event nobody (through s/f/a)'],
    ]);
  });

  it('ends, and has a support chain that ends, where jobs take no time and wait in a ring with a way in', () => {
    const jobs = {
      s: { adds: ['in'] },
      a: { waits: { or: ['in', 'b'] }, adds: ['a'] },
      b: { waits: 'a', adds: ['b'] },
    };
    const simulation = night(jobs, { durations: given({ s: 5, a: 0, b: 0 }) });
    expect(
      simulation.fired.map(({ job, startMinutes, support }) => [name(job), startMinutes, name(support)]),
    ).toEqual([
      ['s', 0, null],
      ['a', 5, 's'],
      ['b', 5, 'a'],
    ]);
  });
});

describe(`${runs} random networks`, () => {
  it('have the times that minute by minute gives, and rest on the operand that attained them', () => {
    let never = 0;
    for (let seed = 0; seed < runs; seed++) {
      const random = randomNet(seed, 12);
      const source = seededRandom(`minutes/${seed}`);
      const minutes = random.jobs.map(() => 1 + source.below(5));
      const releases = random.jobs.map(() => (source.chance(0.2) ? source.below(12) : 0));
      const simulation = simulate(planNight([random.estate]), {
        durations: given(Object.fromEntries(random.jobs.map((job, index) => [job.id, minutes[index] ?? 0]))),
        releases: new Map(random.jobs.map((job, index) => [id(job.id), releases[index] ?? 0])),
      });
      const expected = minuteByMinute(random, minutes, releases);
      const found = new Map(simulation.fired.map((one) => [one.job, one]));
      for (const [index, job] of random.jobs.entries()) {
        const start = expected[index] ?? null;
        const fired = found.get(id(job.id));
        expect(fired?.startMinutes ?? null, `seed ${seed} ${job.id}`).toBe(start);
        if (start === null) never++;
        else
          expect(fired?.support ?? null, `seed ${seed} ${job.id}`).toBe(
            restsOn(random, index, expected, minutes),
          );
      }
      const ends = expected.flatMap((start, index) =>
        start === null ? [] : [start + (minutes[index] ?? 0)],
      );
      expect(simulation.makespanMinutes).toBe(Math.max(0, ...ends));
      expect(simulation.neverFired).toHaveLength(expected.filter((start) => start === null).length);
    }
    expect(never).toBeGreaterThan(runs);
  });

  it('have the times that minute by minute gives where some jobs take no time', () => {
    for (let seed = 0; seed < runs; seed++) {
      const random = randomNet(seed, 12);
      const source = seededRandom(`none/${seed}`);
      const minutes = random.jobs.map(() => source.below(3));
      const simulation = simulate(planNight([random.estate]), {
        durations: given(Object.fromEntries(random.jobs.map((job, index) => [job.id, minutes[index] ?? 0]))),
      });
      const found = new Map(simulation.fired.map((one) => [one.job, one.startMinutes]));
      const expected = minuteByMinute(
        random,
        minutes,
        minutes.map(() => 0),
      );
      expect(
        random.jobs.map((job) => found.get(id(job.id)) ?? null),
        `seed ${seed}`,
      ).toEqual(expected);
      // Each chain of supports ends within as many steps as there are jobs.
      expect(simulation.criticalPath.length).toBeLessThanOrEqual(random.jobs.length);
    }
  });

  it('have as slack what the last job that rests on one leaves until the end', () => {
    let positive = 0;
    for (let seed = 0; seed < runs; seed++) {
      const simulation = simulate(planNight([randomNet(seed, 12).estate]));
      const lastEnd = (job: string): number =>
        Math.max(
          ...simulation.fired.map((one) =>
            one.job === job ? one.finishMinutes : one.support === job ? lastEnd(one.job) : 0,
          ),
        );
      for (const { job, slackMinutes } of simulation.fired) {
        expect(slackMinutes, `seed ${seed} ${job}`).toBe(simulation.makespanMinutes - lastEnd(job));
        if (slackMinutes > 0) positive++;
      }
      for (const { slackMinutes } of simulation.criticalPath) expect(slackMinutes).toBe(0);
    }
    expect(positive).toBeGreaterThan(runs);
  });
});

/** Starts by job: at each minute every job whose waits hold starts, again and again until none does. */
function minuteByMinute(
  { jobs }: RandomNet,
  minutes: readonly number[],
  releases: readonly number[],
): readonly (number | null)[] {
  const starts: (number | null)[] = jobs.map(() => null);
  for (let now = 0; now < 200; now++)
    for (let changed = true; changed; ) {
      changed = false;
      const there = new Set(
        jobs.flatMap(({ adds }, index) =>
          (starts[index] ?? Number.POSITIVE_INFINITY) + (minutes[index] ?? 0) <= now ? adds : [],
        ),
      );
      for (const [index, { waits }] of jobs.entries()) {
        if (starts[index] !== null || now < (releases[index] ?? 0) || !holds(waits, there)) continue;
        starts[index] = now;
        changed = true;
      }
    }
  return starts;
}

function holds(waits: NetWaits | null, there: ReadonlySet<string>): boolean {
  if (waits === null) return true;
  if (typeof waits === 'string') return there.has(waits);
  return 'and' in waits
    ? waits.and.every((one) => holds(one, there))
    : waits.or.some((one) => holds(one, there));
}

/** The job on whose end a start rests, from all ends; of equal ones the smaller. For jobs that take time. */
function restsOn(
  { jobs }: RandomNet,
  index: number,
  starts: readonly (number | null)[],
  minutes: readonly number[],
): string | null {
  type Value = readonly [number, number];
  const end = (job: number): number => (starts[job] ?? Number.POSITIVE_INFINITY) + (minutes[job] ?? 0);
  const pick = (values: readonly Value[], isMore: boolean): Value =>
    values.reduce((best, one) => {
      const difference = isMore ? one[0] - best[0] : best[0] - one[0];
      return difference > 0 || (one[0] === best[0] && one[1] < best[1]) ? one : best;
    });
  const value = (waits: NetWaits): Value => {
    if (typeof waits !== 'string')
      return 'and' in waits ? pick(waits.and.map(value), true) : pick(waits.or.map(value), false);
    const producers = jobs.flatMap(({ adds }, job): readonly Value[] =>
      adds.includes(waits) ? [[end(job), job]] : [],
    );
    return producers.length === 0 ? [Number.POSITIVE_INFINITY, -1] : pick(producers, false);
  };
  const waits = jobs[index]?.waits ?? null;
  if (waits === null) return null;
  const [time, support] = value(waits);
  return time < (starts[index] ?? 0) ? null : id(jobs[support]?.id ?? '');
}
