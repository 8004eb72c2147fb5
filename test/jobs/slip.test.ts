/** Criticality, wrong numbers, slip and the clock of a night: jobs.md, acceptance 6 without lineage, "Bad input". */

import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../bench/support/random.js';
import { planNight } from '../../src/jobs/network/plan.js';
import { SeededRandom } from '../../src/jobs/seeded-random.js';
import { TimeHeap } from '../../src/jobs/times/heap.js';
import { nightWindows, orderDayAt } from '../../src/jobs/times/night-windows.js';
import type { Simulation, SimulationInput } from '../../src/jobs/times/simulation.js';
import { slip, staleAt } from '../../src/jobs/times/slip.js';
import { type NetNode, net } from './support/nets.js';
import { given, id, name, night, six } from './support/night.js';
import { xml } from './support/read.js';

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
