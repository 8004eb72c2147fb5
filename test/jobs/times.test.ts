/** Earliest times, critical path, slack, criticality and slip: jobs.md, acceptance 1, 2, 5 and half of 6. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../bench/support/random.js';
import { planNight } from '../../src/jobs/network/plan.js';
import { SeededRandom } from '../../src/jobs/seeded-random.js';
import { TimeHeap } from '../../src/jobs/times/heap.js';
import { nightWindows, orderDayAt } from '../../src/jobs/times/night-windows.js';
import {
  type Firing,
  type Simulation,
  type SimulationInput,
  simulate,
} from '../../src/jobs/times/simulation.js';
import { slip, staleAt } from '../../src/jobs/times/slip.js';
import { sharedData } from '../support/shared.js';
import { type NetNode, type NetWaits, net, type RandomNet, randomNet } from './support/nets.js';
import { xml } from './support/read.js';

const runs = Number(process.env.TEST_JOBS_RUNS ?? 100);

const six: Readonly<Record<string, NetNode>> = {
  job1: { adds: ['e1'] },
  job2: { waits: 'e1', adds: ['e2'] },
  job3: { waits: { and: ['e1', 'e2'] }, adds: ['e3'] },
  job4: { adds: ['e3'] },
  job5: { waits: 'e2', adds: ['e5'] },
  job6: { waits: { and: ['e3', 'e5'] } },
};

const id = (job: string): string => `s/f/${job}`;
const name = (job: string | null): string | null => (job === null ? null : job.replace(/^s\/(?:f\/)?/, ''));

/** Minutes by job as GIVEN. */
function given(minutes: Readonly<Record<string, number>>): SimulationInput['durations'] {
  return new Map(Object.entries(minutes).map(([job, value]) => [id(job), { kind: 'GIVEN', minutes: value }]));
}

function night(
  jobs: Readonly<Record<string, NetNode>>,
  input: SimulationInput = {},
  ...more: [Parameters<typeof net>[1]?]
): Simulation {
  return simulate(planNight([net(jobs, ...more)]), input);
}

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

describe('criticality', () => {
  const twoWays: Readonly<Record<string, NetNode>> = {
    a: { adds: ['x'] },
    b: { adds: ['y'] },
    c: { waits: { and: ['x', 'y'] } },
  };

  it('is the share of drawn nights that rest on a job, with a Wilson interval, and the same for one seed', () => {
    const durations: SimulationInput['durations'] = new Map([
      [id('a'), { kind: 'RUNS', minutes: [10, 10, 10, 10, 40] }],
      [id('b'), { kind: 'RUNS', minutes: [20, 20, 20, 20, 20] }],
    ]);
    const simulation = night(twoWays, { durations, samples: 2000, seed: 7 });
    const of = (job: string): number =>
      simulation.criticality?.find((one) => one.job === id(job))?.share ?? 0;
    // One run of five is longer than 20: 0.2 of the nights, and 2,000 draws stay within 4 standard errors of it.
    expect(Math.abs(of('a') - 0.2)).toBeLessThan(4 * Math.sqrt((0.2 * 0.8) / 2000));
    expect(of('a') + of('b')).toBe(1);
    expect(of('c')).toBe(1);
    const [first] = simulation.criticality ?? [];
    expect(first).toMatchObject({ job: id('c'), k: 2000, n: 2000 });
    expect(first?.high).toBeCloseTo(1, 12);
    // Wilson 1927 at k = n: low = n / (n + z²), z = 1.959964.
    expect(first?.low).toBeCloseTo(2000 / (2000 + 1.959964 ** 2), 6);
    expect(simulation.makespanQuantiles).toEqual([
      { q: 0.05, minutes: 21 },
      { q: 0.25, minutes: 21 },
      { q: 0.5, minutes: 21 },
      { q: 0.75, minutes: 21 },
      { q: 0.95, minutes: 41 },
    ]);
    expect(night(twoWays, { durations, samples: 2000, seed: 7 })).toEqual(simulation);
    expect(night(twoWays, { durations, samples: 2000, seed: 8 }).criticality).not.toEqual(
      simulation.criticality,
    );
  });

  it('draws a lognormal through both quantiles, and takes few runs as one value', () => {
    const quantiles = (runCount: number): Simulation =>
      night(
        { a: {} },
        {
          durations: new Map([[id('a'), { kind: 'QUANTILES', p50: 10, p95: 30, runs: runCount }]]),
          samples: 10_000,
          seed: 1,
        },
      );
    const at = (simulation: Simulation, q: number): number =>
      simulation.makespanQuantiles?.find((one) => one.q === q)?.minutes ?? 0;
    expect(at(quantiles(5), 0.5) / 10).toBeCloseTo(1, 1);
    expect(Math.abs(at(quantiles(5), 0.95) / 30 - 1)).toBeLessThan(0.1);
    // Symmetric in the logarithm: p05 is p50²/p95.
    expect(Math.abs(at(quantiles(5), 0.05) / (100 / 30) - 1)).toBeLessThan(0.1);
    expect([at(quantiles(4), 0.05), at(quantiles(4), 0.95)]).toEqual([10, 10]);
    const few = night(
      { a: {} },
      { durations: new Map([[id('a'), { kind: 'RUNS', minutes: [1, 9, 4, 6] }]]), samples: 50 },
    );
    expect([few.makespanMinutes, at(few, 0.05), at(few, 0.95), few.durationSource]).toEqual([
      5,
      5,
      5,
      'OBSERVED',
    ]);
  });

  it('is not drawn unless asked for', () => {
    expect(night(twoWays)).toMatchObject({ criticality: null, makespanQuantiles: null });
  });
});

describe('wrong numbers', () => {
  it.each([
    [{ durations: given({ a: -1 }) }],
    [{ durations: given({ a: Number.NaN }) }],
    [{ durations: given({ a: Number.POSITIVE_INFINITY }) }],
    [{ durations: given({ nobody: 1 }) }],
    [{ durations: new Map([[id('a'), { kind: 'RUNS', minutes: [] }]]) }],
    [{ durations: new Map([[id('a'), { kind: 'RUNS', minutes: [1, -1] }]]) }],
    [{ durations: new Map([[id('a'), { kind: 'QUANTILES', p50: 5, p95: 4, runs: 9 }]]) }],
    [{ delays: new Map([[id('a'), -1]]) }],
    [{ releases: new Map([[id('a'), Number.NaN]]) }],
    [{ samples: 10_001 }],
    [{ samples: 0.5 }],
    [{ seed: 1.5 }],
  ] as [SimulationInput][])('%o are refused', (input) => {
    expect(() => night({ a: {} }, input)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
  });

  it('of a slip are refused too', () => {
    const plan = planNight([net({ a: {} })]);
    for (const wrong of [
      { job: id('b'), delayMinutes: 1 },
      { job: id('a'), delayMinutes: -1 },
      { job: id('a'), delayMinutes: Number.NaN },
    ])
      expect(() => slip(plan, wrong)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
  });
});

describe('a slip', () => {
  const plan = planNight([net(six)]);
  const shown = (jobs: ReturnType<typeof slip>['delayed']): unknown =>
    jobs.map(({ job, delayMinutes, finishBefore, finishAfter }) => [
      name(job),
      delayMinutes,
      finishBefore,
      finishAfter,
    ]);

  it('delays what rests on the job and leaves alone what another producer serves', () => {
    expect(shown(slip(plan, { job: id('job2'), delayMinutes: 10 }).delayed)).toEqual([
      ['job2', 10, 2, 12],
      ['job3', 10, 3, 13],
      ['job5', 10, 3, 13],
      ['job6', 10, 4, 14],
    ]);
    expect(shown(slip(plan, { job: id('job4'), delayMinutes: 0.5 }).delayed)).toEqual([
      ['job4', 0.5, 1, 1.5],
    ]);
    // job6 took job4's e3 at 1; job3 now adds it first, at 3.
    expect(shown(slip(plan, { job: id('job4'), delayMinutes: 60 }).delayed)).toEqual([['job4', 60, 1, 61]]);
  });

  it('of nothing, and of a job that never starts, delays nothing', () => {
    expect(slip(plan, { job: id('job1'), delayMinutes: 0 })).toEqual({
      delayed: [],
      missedDeadlines: [],
      durationSource: 'UNIT',
    });
    const stuck = planNight([net({ a: { waits: 'nobody', adds: ['e'] }, b: { waits: 'e' } })]);
    expect(slip(stuck, { job: id('a'), delayMinutes: 5 }).delayed).toEqual([]);
  });

  it('misses a deadline when a job starts after it, and not at it', () => {
    const deadlines = new Map([
      [id('job3'), 12],
      [id('job5'), 11],
      [id('job4'), 0],
    ]);
    const { missedDeadlines } = slip(plan, { job: id('job2'), delayMinutes: 10, deadlines });
    expect(shown(missedDeadlines)).toEqual([['job5', 10, 3, 13]]);
  });

  it('makes stale what should have ended by a time and has not', () => {
    const { delayed } = slip(plan, { job: id('job2'), delayMinutes: 10 });
    const at = (minutes: number): readonly (string | null)[] =>
      staleAt(delayed, minutes).map(({ job }) => name(job));
    expect([at(1.9), at(2), at(3), at(12), at(14)]).toEqual([
      [],
      ['job2'],
      ['job2', 'job3', 'job5'],
      ['job3', 'job5', 'job6'],
      [],
    ]);
  });
});

describe('the clock of a night', () => {
  const nothing = { ...xml('<DEFTABLE><SMART_FOLDER FOLDER_NAME="f"/></DEFTABLE>').folders[0]?.schedule };
  const schedule = (part: object): never => ({ ...nothing, ...part }) as never;
  const day = Date.UTC(2026, 2, 28) / 86_400_000;
  const start = Date.UTC(2026, 2, 28, 18);

  it('gives releases and deadlines from times of day, across midnight and a change of the clocks', () => {
    const windows = nightWindows(
      [
        ['plain', schedule({})],
        ['past', schedule({ fromTime: '08:00' })],
        ['late', schedule({ fromTime: '20:30', toTime: '>' })],
        ['night', schedule({ fromTime: '23:00', toTime: '04:00', timeZone: 'Europe/Berlin' })],
        ['lost', schedule({ fromTime: '23:00', timeZone: 'Nowhere' })],
      ],
      day,
      start,
    );
    expect([...windows.releases]).toEqual([
      ['late', 150],
      ['night', 4 * 60],
    ]);
    // 04:00 in Berlin is 02:00 UTC that morning, the clocks having gone forward.
    expect([...windows.deadlines]).toEqual([['night', 8 * 60]]);
    expect([...windows.problems]).toEqual([['lost', 'time zone Nowhere is unknown']]);
  });

  it('belongs to the order date that was the last to begin', () => {
    const at = (text: string, newDay?: string): string =>
      new Date(orderDayAt(Date.parse(text), 'Europe/Berlin', newDay) * 86_400_000).toISOString().slice(0, 10);
    expect(at('2026-03-28T22:59:00Z')).toBe('2026-03-28');
    expect(at('2026-03-28T23:00:00Z')).toBe('2026-03-29');
    expect(at('2026-03-29T04:59:00Z', '07:00')).toBe('2026-03-28');
    expect(at('2026-03-29T05:00:00Z', '07:00')).toBe('2026-03-29');
  });
});

describe('the parts', () => {
  it('a heap gives times in order and equal ones by number', () => {
    const source = seededRandom('heap');
    const times = Float64Array.from({ length: 300 }, () => source.below(20));
    const heap = new TimeHeap(times);
    for (const item of source.sample([...times.keys()], 300).reverse()) heap.push(item);
    const popped: number[] = [];
    for (let item = heap.pop(); item !== undefined; item = heap.pop()) popped.push(item);
    expect(popped).toEqual(
      [...times.keys()].sort((left, right) => (times[left] ?? 0) - (times[right] ?? 0) || left - right),
    );
  });

  it('a seed gives even and normal numbers', () => {
    const random = new SeededRandom(42);
    const counts = new Array<number>(10).fill(0);
    for (let draw = 0; draw < 100_000; draw++) {
      const below = random.below(10);
      counts[below] = (counts[below] ?? 0) + 1;
    }
    // Chi-square with 9 degrees of freedom, 0.999 quantile.
    expect(counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0)).toBeLessThan(27.88);
    const normals = Array.from({ length: 100_000 }, () => random.normal());
    const mean = normals.reduce((sum, value) => sum + value, 0) / normals.length;
    const variance = normals.reduce((sum, value) => sum + (value - mean) ** 2, 0) / normals.length;
    expect(Math.abs(mean)).toBeLessThan(4 / Math.sqrt(100_000));
    expect(Math.abs(variance - 1)).toBeLessThan(4 * Math.sqrt(2 / 100_000));
    expect(new SeededRandom(1).uniform()).not.toBe(new SeededRandom(2).uniform());
  });
});
