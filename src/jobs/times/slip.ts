/** What ends later, and what starts too late, when one job does. */

import { badUserInput } from '../../errors.js';
import type { Plan } from '../network/plan.js';
import { checkMinutes, type DurationSource } from './durations.js';
import { type Firing, type SimulationInput, simulate } from './simulation.js';

export interface SlipInput extends Pick<SimulationInput, 'durations' | 'releases'> {
  /** `memberId` of the job that ends later. */
  readonly job: string;
  readonly delayMinutes: number;
  /** Minutes from the start of the night after which a job must not start; none for a job without. */
  readonly deadlines?: ReadonlyMap<string, number>;
}

/** Minutes count from the start of the night. */
export interface DelayedJob {
  readonly job: string;
  readonly delayMinutes: number;
  readonly startMinutes: number;
  readonly finishBefore: number;
  readonly finishAfter: number;
}

export interface Slip {
  /** Jobs that end later, the slipping one among them, by start and id. */
  readonly delayed: readonly DelayedJob[];
  /** Those of them that start after their deadline. */
  readonly missedDeadlines: readonly DelayedJob[];
  readonly durationSource: DurationSource;
}

/**
 * Two simulations, without and with the delay. A delay of 0, or of a job that never starts, delays nothing.
 * BAD_USER_INPUT as `simulate`, and for a job that the plan does not hold.
 */
export function slip(plan: Plan, { job, delayMinutes, deadlines = new Map(), ...input }: SlipInput): Slip {
  checkMinutes('delayMinutes', delayMinutes);
  if (!plan.units.some(({ kind, member }) => kind === 'JOB' && member === job))
    throw badUserInput('job', 'a job of the network', job);
  const before = simulate(plan, input);
  const after = simulate(plan, { ...input, delays: new Map([[job, delayMinutes]]) });
  const known = new Map(before.fired.map((firing): [string, Firing] => [firing.job, firing]));
  const delayed = after.fired.flatMap((firing): readonly DelayedJob[] => {
    const finishBefore = known.get(firing.job)?.finishMinutes ?? firing.finishMinutes;
    const later = firing.finishMinutes - finishBefore;
    if (later <= 0) return [];
    const { startMinutes, finishMinutes } = firing;
    return [{ job: firing.job, delayMinutes: later, startMinutes, finishBefore, finishAfter: finishMinutes }];
  });
  return {
    delayed,
    missedDeadlines: delayed.filter(
      (one) => one.startMinutes > (deadlines.get(one.job) ?? Number.POSITIVE_INFINITY),
    ),
    durationSource: before.durationSource,
  };
}

/** Jobs whose outputs are stale at a time: they would have ended by then and now end after it. */
export function staleAt(delayed: readonly DelayedJob[], minutes: number): readonly DelayedJob[] {
  return delayed.filter(({ finishBefore, finishAfter }) => finishBefore <= minutes && finishAfter > minutes);
}
