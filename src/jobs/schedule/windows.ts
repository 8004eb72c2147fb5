/** From when to when a job of one order date may start; the one module that knows luxon. */

import { DateTime, IANAZone } from 'luxon';
import type { ScheduleDefinition } from '../definitions.js';
import { dayOf } from './calendar-days.js';

export interface RunWindow {
  /** `YYYY-MM-DD`. */
  readonly orderDate: string;
  /** Milliseconds since 1970-01-01 UTC: the from-time, else the new-day time, in the job's zone. */
  readonly startMs: number;
  /** The to-time; null where none is stated and where a job may start until it has run (`>`). */
  readonly endMs: number | null;
}

export interface WindowOptions {
  /** Zone of jobs that state none; an IANA name. Default UTC. */
  readonly timeZone?: string;
  /** `HH:MM` at which an order date begins: earlier times are those of the next day. Default 00:00. */
  readonly newDay?: string;
}

/** The job's zone; null when it is not one that IANA knows. */
export function zoneOf(schedule: ScheduleDefinition, { timeZone = 'UTC' }: WindowOptions): string | null {
  const zone = schedule.timeZone ?? timeZone;
  return IANAZone.isValidZone(zone) ? zone : null;
}

/** Why a schedule has no windows that can be computed: an unknown zone, or a time that is none. */
export function clockProblem(schedule: ScheduleDefinition, options: WindowOptions): string | null {
  if (zoneOf(schedule, options) === null)
    return `time zone ${schedule.timeZone ?? options.timeZone} is unknown`;
  const wrong = [schedule.fromTime, schedule.toTime].find(
    (time, index) => time !== null && !/^\d\d:\d\d$/.test(time) && !(index === 1 && time === '>'),
  );
  return wrong === undefined ? null : `${JSON.stringify(wrong)} is no time of day`;
}

/**
 * Window of an order date, given as a day number. A start in an hour that the clocks skip is the first minute
 * after it, one in an hour that comes twice is the first of the two. A to-time that is not after the from-time
 * is that of the next day.
 */
export function windowOf(
  schedule: ScheduleDefinition,
  orderDay: number,
  zone: string,
  { newDay = '00:00' }: WindowOptions,
): RunWindow {
  const first = minutesOf(newDay);
  const afterNewDay = (minutes: number): number => (minutes < first ? minutes + MINUTES_PER_DAY : minutes);
  const from = schedule.fromTime === null ? first : afterNewDay(minutesOf(schedule.fromTime));
  const hasEnd = schedule.toTime !== null && schedule.toTime !== '>';
  const until = hasEnd ? afterNewDay(minutesOf(schedule.toTime ?? '')) : 0;
  return {
    orderDate: new Date(orderDay * 86_400_000).toISOString().slice(0, 10),
    startMs: instantOf(orderDay, from, zone),
    endMs: hasEnd ? instantOf(orderDay, until <= from ? until + MINUTES_PER_DAY : until, zone) : null,
  };
}

const MINUTES_PER_DAY = 1440;

function minutesOf(time: string): number {
  const [hour = '0', minute = '0'] = time.split(':');
  return Number(hour) * 60 + Number(minute);
}

/** Instant of a local minute, counted from the midnight of a day; the next valid one where it does not exist. */
function instantOf(orderDay: number, minutes: number, zone: string): number {
  // No zone has skipped more than a day.
  for (let minute = minutes; minute <= minutes + MINUTES_PER_DAY; minute++) {
    const { year, month, day } = dayOf(orderDay + Math.floor(minute / MINUTES_PER_DAY));
    const local = { year, month, day, hour: Math.floor(minute / 60) % 24, minute: minute % 60 };
    const time = DateTime.fromObject(local, { zone });
    const exists = time.day === day && time.hour === local.hour && time.minute === local.minute;
    if (exists) return Math.min(...time.getPossibleOffsets().map((possible) => possible.toMillis()));
  }
  throw new RangeError(`no valid minute follows in ${zone}`);
}

/** Day number of the local date at an instant. */
export function localDay(instantMs: number, zone: string): number {
  const { year, month, day } = DateTime.fromMillis(instantMs, { zone });
  return Date.UTC(year, month - 1, day) / 86_400_000;
}

/** An ISO date-time, or a date as its first moment in the zone; null for what is neither. */
export function instantMs(text: string, zone: string): number | null {
  const time = DateTime.fromISO(text, { zone });
  return time.isValid ? time.toMillis() : null;
}
