/** The night that several tests work through, and short names for what they ask of it. */
import { planNight } from '../../../src/jobs/network/plan.js';
import { type Simulation, type SimulationInput, simulate } from '../../../src/jobs/times/simulation.js';
import { type NetNode, net } from './nets.js';

/** Six jobs joined by events, one of which two jobs add. */
export const six: Readonly<Record<string, NetNode>> = {
  job1: { adds: ['e1'] },
  job2: { waits: 'e1', adds: ['e2'] },
  job3: { waits: { and: ['e1', 'e2'] }, adds: ['e3'] },
  job4: { adds: ['e3'] },
  job5: { waits: 'e2', adds: ['e5'] },
  job6: { waits: { and: ['e3', 'e5'] } },
};

export const id = (job: string): string => `s/f/${job}`;
export const name = (job: string | null): string | null =>
  job === null ? null : job.replace(/^s\/(?:f\/)?/, '');

/** Minutes by job as GIVEN. */
export function given(minutes: Readonly<Record<string, number>>): SimulationInput['durations'] {
  return new Map(Object.entries(minutes).map(([job, value]) => [id(job), { kind: 'GIVEN', minutes: value }]));
}

export function night(
  jobs: Readonly<Record<string, NetNode>>,
  input: SimulationInput = {},
  ...more: [Parameters<typeof net>[1]?]
): Simulation {
  return simulate(planNight([net(jobs, ...more)]), input);
}
