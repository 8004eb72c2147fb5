/** An estate of 10,000 jobs and 15,000 events, counted and timed independently: jobs.md, acceptance 8, by results. */

import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../bench/support/random.js';
import type { Estate } from '../../src/jobs/network/estate.js';
import { planNight } from '../../src/jobs/network/plan.js';
import { reportOn } from '../../src/jobs/network/report.js';
import { simulate } from '../../src/jobs/times/simulation.js';
import { xml } from './support/read.js';

const count = 10_000;

interface Wait {
  readonly jobs: readonly number[];
}

/** Each job waits for up to three of the fifty before it, some for either of two, and clears what it waited for. */
function made(): { readonly text: string; readonly waits: readonly (readonly Wait[])[] } {
  const random = seededRandom('scale');
  const waits = Array.from({ length: count }, (_, job): Wait[] =>
    job < 10
      ? []
      : Array.from({ length: 3 }, () => {
          const first = Math.max(0, job - 1 - random.below(50));
          return { jobs: random.chance(0.3) && first > 0 ? [first, first - 1] : [first] };
        }),
  );
  const jobs = waits.map((own, job) => {
    const inconds = own.flatMap(({ jobs: either }) =>
      either.map((one, index) => {
        const name = either.length === 1 ? `e${one}` : index === 0 ? `(e${one}` : `e${one})`;
        return `<INCOND NAME="${name}" ODATE="ODAT" AND_OR="${index === 0 ? 'A' : 'O'}"/>`;
      }),
    );
    const clearing = own.map(({ jobs: [first] }) => `<OUTCOND NAME="e${first}" SIGN="-"/>`);
    const unused = job % 2 === 1 ? `<OUTCOND NAME="x${job}" SIGN="+"/>` : '';
    return `<JOB JOBNAME="j${job}" TASKTYPE="Command" CMDLINE="run ${job}">${inconds.join('')}<OUTCOND NAME="e${job}" SIGN="+"/>${unused}${clearing.join('')}</JOB>`;
  });
  const folders: string[] = [];
  for (let from = 0; from < count; from += 200)
    folders.push(
      `<SMART_FOLDER FOLDER_NAME="f${from / 200}">${jobs.slice(from, from + 200).join('\n')}</SMART_FOLDER>`,
    );
  return { text: `<DEFTABLE>${folders.join('\n')}</DEFTABLE>`, waits };
}

describe(`${count} jobs`, () => {
  const { text, waits } = made();
  const estate: Estate = { server: 's', ...xml(text) };

  it('are all counted', () => {
    const report = reportOn([estate]);
    const pairs = waits.map((own) => new Set(own.flatMap(({ jobs }) => jobs)).size);
    expect(report).toMatchObject({
      folders: 50,
      jobs: count,
      events: 15_000,
      adds: 15_000,
      waits: waits.flat(2).reduce((sum, { jobs }) => sum + jobs.length, 0),
      dependencies: pairs.reduce((sum, one) => sum + one, 0),
      startJobs: 10,
    });
    expect([report.cycles, report.deadJobs, report.danglingWaits]).toEqual([[], [], []]);
    expect(report.unusedEvents.length).toBeGreaterThanOrEqual(5000);
    expect(report.races).toHaveLength(10_000);
    expect(report.raceCount).toBeGreaterThan(10_000);
  });

  it('end when the jobs before them let them', () => {
    const ends: number[] = [];
    for (const own of waits) {
      const held = own.map(({ jobs }) => Math.min(...jobs.map((job) => ends[job] ?? 0)));
      ends.push(Math.max(0, ...held) + 1);
    }
    const simulation = simulate(planNight([estate]));
    expect(simulation.makespanMinutes).toBe(Math.max(...ends));
    const found = new Map(simulation.fired.map(({ job, finishMinutes }) => [job, finishMinutes]));
    expect(found.size).toBe(count);
    for (const [job, end] of ends.entries())
      expect(found.get(`s/f${Math.floor(job / 200)}/j${job}`)).toBe(end);
    expect(simulation.criticalPath).toHaveLength(simulation.makespanMinutes);
  });
});
