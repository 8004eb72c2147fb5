/** The next order dates of a schedule, with their windows. */

import { badUserInput } from '../../errors.js';
import type { ScheduleDefinition } from '../definitions.js';
import { dayOf } from './calendar-days.js';
import { type Calendars, dayRule } from './day-set.js';
import {
  clockProblem,
  instantMs,
  localDay,
  type RunWindow,
  type WindowOptions,
  windowOf,
  zoneOf,
} from './windows.js';

export const MAX_RUNS = 366;

/** Days that are looked at: rare days, such as a February 29 that is a Monday, come once in 28 years. */
const HORIZON_DAYS = 36_525;

export interface NextRuns {
  /** Ascending; null when the schedule cannot be computed. */
  readonly runs: readonly RunWindow[] | null;
  /** Why there are none, or fewer than asked for. */
  readonly reason: string | null;
}

/**
 * The first `count` windows that start at `from` (ISO date-time, or date in the job's zone) or later. Null with
 * a reason when the schedule needs what is not known. BAD_USER_INPUT for another count than 1 to 366 and for a
 * `from` that is no time. Cost: the days up to the last run, at most 100 years of them.
 */
export function nextRuns(
  schedule: ScheduleDefinition,
  from: string,
  count: number,
  calendars: Calendars = new Map(),
  options: WindowOptions = {},
): NextRuns {
  if (!Number.isInteger(count) || count < 1 || count > MAX_RUNS)
    throw badUserInput('count', `an integer from 1 to ${MAX_RUNS}`, count);
  const problem = clockProblem(schedule, options);
  const zone = zoneOf(schedule, options);
  if (problem !== null || zone === null) return { runs: null, reason: problem };
  const fromMs = instantMs(from, zone);
  if (fromMs === null) throw badUserInput('from', 'an ISO date or date-time', from);
  const rule = dayRule(schedule, calendars);
  if (typeof rule === 'string') return { runs: null, reason: rule };

  const runs: RunWindow[] = [];
  // A window may start on the day after its order date.
  const first = localDay(fromMs, zone) - 1;
  for (let day = first; day < first + HORIZON_DAYS; day++) {
    if (day === first && windowOf(schedule, day, zone, options).startMs < fromMs) continue;
    const holds = rule(dayOf(day));
    if (typeof holds === 'string') return { runs: runs.length === 0 ? null : runs, reason: holds };
    if (!holds) continue;
    const window = windowOf(schedule, day, zone, options);
    if (window.startMs >= fromMs) runs.push(window);
    if (runs.length === count) return { runs, reason: null };
  }
  return { runs, reason: 'no further day within 100 years' };
}

/** Why no day of the schedule can be computed; null when they can. */
export function scheduleProblem(
  schedule: ScheduleDefinition,
  calendars: Calendars = new Map(),
  options: WindowOptions = {},
): string | null {
  const problem = clockProblem(schedule, options);
  if (problem !== null) return problem;
  const rule = dayRule(schedule, calendars);
  return typeof rule === 'string' ? rule : null;
}

/**
 * The schedule of a job in its folders, innermost first: what it does not say of days it takes, all of it, from
 * the first folder that does; the zone likewise.
 */
export function scheduleInFolders(
  own: ScheduleDefinition,
  folders: readonly ScheduleDefinition[],
): ScheduleDefinition {
  const all = [own, ...folders];
  const days = all.find(statesDays) ?? own;
  const timeZone = all.find((schedule) => schedule.timeZone !== null)?.timeZone ?? null;
  return {
    ...days,
    fromTime: own.fromTime,
    toTime: own.toTime,
    nativeText: own.nativeText,
    startDate: own.startDate ?? days.startDate,
    endDate: own.endDate ?? days.endDate,
    timeZone,
  };
}

function statesDays(schedule: ScheduleDefinition): boolean {
  return (
    schedule.weekDays !== null ||
    schedule.monthDays !== null ||
    schedule.monthDaysCalendar !== null ||
    schedule.weekDaysCalendar !== null ||
    schedule.ruleCalendars.length > 0 ||
    schedule.specificDates.length > 0 ||
    schedule.mode !== null
  );
}
