/** Releases and deadlines of jobs on one order date, in minutes from the start of a night. */

import type { ScheduleDefinition } from '../definitions.js';
import { emptySchedule } from '../schedule/empty-schedule.js';
import { clockProblem, localDay, type WindowOptions, windowOf, zoneOf } from '../schedule/windows.js';

export interface NightWindows {
  /** By job: its from-time, where it has one that lies after the start of the night. */
  readonly releases: ReadonlyMap<string, number>;
  /** By job: its to-time, where it has one. */
  readonly deadlines: ReadonlyMap<string, number>;
  /** Jobs whose zone or times are not understood, with the reason: they have neither. */
  readonly problems: ReadonlyMap<string, string>;
}

/** `orderDay` is a day number, `startMs` the instant from which the night counts. */
export function nightWindows(
  jobs: Iterable<readonly [string, ScheduleDefinition]>,
  orderDay: number,
  startMs: number,
  options: WindowOptions = {},
): NightWindows {
  const releases = new Map<string, number>();
  const deadlines = new Map<string, number>();
  const problems = new Map<string, string>();
  for (const [job, schedule] of jobs) {
    if (schedule.fromTime === null && schedule.toTime === null) continue;
    const problem = clockProblem(schedule, options);
    const zone = zoneOf(schedule, options);
    if (problem !== null || zone === null) {
      problems.set(job, problem ?? '');
      continue;
    }
    const window = windowOf(schedule, orderDay, zone, options);
    const release = (window.startMs - startMs) / 60_000;
    if (schedule.fromTime !== null && release > 0) releases.set(job, release);
    if (window.endMs !== null) deadlines.set(job, (window.endMs - startMs) / 60_000);
  }
  return { releases, deadlines, problems };
}

/** Day number of the order date that was the last to begin by an instant. */
export function orderDayAt(instantMs: number, zone: string, newDay = '00:00'): number {
  const [hour = '0', minute = '0'] = newDay.split(':');
  const day = localDay(instantMs, zone);
  const begins = windowOf(emptySchedule, day, zone, { newDay: `${hour}:${minute}` }).startMs;
  return begins <= instantMs ? day : day - 1;
}
