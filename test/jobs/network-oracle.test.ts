/** Dead jobs and races against trying every order: jobs.md, acceptance 5. */

import { describe, expect, it } from 'vitest';
import { planNight } from '../../src/jobs/network/plan.js';
import { eventRaces } from '../../src/jobs/network/races.js';
import { reportOn } from '../../src/jobs/network/report.js';
import { eventsIn, type RandomNet, randomNet, reachableSets } from './support/nets.js';

const runs = Number(process.env.TEST_JOBS_RUNS ?? 100);

describe(`${runs} random networks`, () => {
  it('have the dead jobs that no order of starts reaches', () => {
    let dead = 0;
    for (let seed = 0; seed < runs; seed++) {
      const random = randomNet(seed, 12);
      const sets = reachableSets(random);
      const started = [...sets].reduce((all, set) => all | set, 0);
      const expected = random.jobs
        .filter((_, index) => (started & (1 << index)) === 0)
        .map(({ id }) => `s/f/${id}`);
      const found = reportOn([random.estate]).deadJobs.map(({ job }) => job);
      expect(found, `seed ${seed}`).toEqual(expected);
      dead += found.length;
    }
    expect(dead).toBeGreaterThan(runs);
  });

  it('have the races that some two orders of starts show', () => {
    let races = 0;
    for (let seed = 0; seed < runs; seed++) {
      const random = randomNet(seed, 8);
      const expected = triedRaces(random);
      const report = reportOn([random.estate]);
      const found = report.races.map(
        ({ event, deletedBy, awaitedBy }) => `${event} ${deletedBy} ${awaitedBy}`,
      );
      expect([...found].sort(), `seed ${seed}`).toEqual(expected);
      expect(report.raceCount).toBe(expected.length);
      const plan = planNight([random.estate]);
      const inParts = eventRaces(plan, undefined, undefined, 1 + (seed % 2));
      expect(inParts, `seed ${seed}, in parts`).toEqual(eventRaces(plan));
      races += found.length;
    }
    expect(races).toBeGreaterThan(runs / 4);
  });
});

/** D and W race when some moment has seen D and not W, some other W and not D, and both start at some time. */
function triedRaces(random: RandomNet): readonly string[] {
  const sets = [...reachableSets(random)];
  const alone = (first: number, second: number): boolean =>
    sets.some((set) => (set & (1 << first)) !== 0 && (set & (1 << second)) === 0);
  const starts = (job: number): boolean => sets.some((set) => (set & (1 << job)) !== 0);
  const found = new Set<string>();
  for (const [deleter, { id, deletes }] of random.jobs.entries())
    for (const [waiter, job] of random.jobs.entries())
      for (const event of deletes)
        if (
          deleter !== waiter &&
          eventsIn(job.waits).includes(event) &&
          starts(deleter) &&
          starts(waiter) &&
          alone(deleter, waiter) &&
          alone(waiter, deleter)
        )
          found.add(`s/${event} s/f/${id} s/f/${job.id}`);
  return [...found].sort();
}
