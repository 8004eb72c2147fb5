/** The days a schedule names: weekdays and month days joined, months, calendars, dates and a window. */

import type { CalendarDefinition, ScheduleDefinition } from '../definitions.js';
import { byText } from '../keys.js';
import { type CalendarDay, dayNumber, dayOf, parseDay } from './calendar-days.js';

/** Whether a schedule names a day; a text instead says why that cannot be known. */
export type DayRule = (day: CalendarDay) => boolean | string;

/** Calendars by name; of two of one name the one of the inner folder goes last and is used. */
export type Calendars = ReadonlyMap<string, CalendarDefinition['days']>;

export function calendarsByName(calendars: readonly CalendarDefinition[]): Calendars {
  const outerFirst = [...calendars].sort((left, right) => byText(left.folder ?? '', right.folder ?? ''));
  return new Map(outerFirst.map(({ name, days }) => [name, days]));
}

/**
 * The rule of a schedule; a text where it cannot be computed, which says what is missing. Days are
 * (weekdays AND or OR month days, by `daysRelation`, OR where it is not stated), in its months; with what its
 * rule-based calendars name and its own dates; in the confirmation calendar; from start to end date.
 */
export function dayRule(schedule: ScheduleDefinition, calendars: Calendars): DayRule | string {
  if (schedule.mode === 'NEVER') return () => false;
  const parts: DayRule[] = [];
  const named = namedDays(schedule, calendars);
  if (typeof named === 'string') return named;
  if (named !== null) parts.push(named);
  for (const name of schedule.ruleCalendars) {
    const rule = ruleCalendar(name, calendars);
    if (typeof rule === 'string') return rule;
    parts.push(rule);
  }
  if (schedule.specificDates.length > 0) {
    const dates = specificDates(schedule.specificDates);
    if (typeof dates === 'string') return dates;
    parts.push(dates);
  }
  if (parts.length === 0) return 'the definition states no days';
  return confirmed(anyOf(parts), schedule, calendars);
}

function ruleCalendar(name: string, calendars: Calendars): DayRule | string {
  const days = calendars.get(name);
  if (days === undefined) return `calendar ${name} is unknown`;
  if (days.kind === 'DATES') return inCalendar(name, calendars);
  return dayRule({ ...days.schedule, ruleCalendars: [] }, calendars);
}

/** Weekdays and month days within the months; null when neither is stated. */
function namedDays(schedule: ScheduleDefinition, calendars: Calendars): DayRule | string | null {
  const weekly = weekDays(schedule, calendars);
  if (typeof weekly === 'string') return weekly;
  const monthly = monthDays(schedule, calendars);
  if (typeof monthly === 'string') return monthly;
  const stated = [weekly, monthly].filter((rule) => rule !== null);
  if (stated.length === 0) return null;
  const joined = schedule.daysRelation === 'AND' ? allOf(stated) : anyOf(stated);
  const { months } = schedule;
  return months === null ? joined : allOf([(day) => months.includes(day.month), joined]);
}

const weekDayNames: readonly string[] = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

function weekDays(schedule: ScheduleDefinition, calendars: Calendars): DayRule | string | null {
  const words = stated(schedule.weekDays);
  const calendar = schedule.weekDaysCalendar;
  if (words === null && calendar === null) return null;
  const unknown = words?.find((word) => word !== 'ALL' && !weekDayNames.includes(word));
  if (unknown !== undefined) return `weekday ${unknown} is no rule that is computed`;
  const named: DayRule = (day) =>
    words === null || words.includes('ALL') || words.includes(weekDayNames[day.weekDay] ?? '');
  if (calendar === null) return named;
  const working = inCalendar(calendar, calendars);
  return typeof working === 'string' ? working : allOf([named, working]);
}

interface MonthDayWord {
  readonly isExcluded: boolean;
  /** Day of the month, n-th working day, n-th day from the end. */
  readonly from: 'DAY' | 'START' | 'END' | 'EVERY';
  readonly n: number;
  /** `+n`: whatever the calendar says. */
  readonly isForced: boolean;
}

/**
 * `n` the n-th day, `-n` every other; with a calendar only its days, but for `+n`. `Dn` the n-th day of the
 * calendar, which it needs; `Ln` the n-th from the last, L1 being the last, of the calendar or of the month.
 */
function monthDays(schedule: ScheduleDefinition, calendars: Calendars): DayRule | string | null {
  const calendar = schedule.monthDaysCalendar;
  const texts = stated(schedule.monthDays);
  if (texts === null && calendar === null) return null;
  const words: MonthDayWord[] = [];
  for (const text of texts ?? ['ALL']) {
    const word = monthDayWord(text);
    if (word === null) return `month day ${text} is no rule that is computed`;
    if (word.from === 'START' && calendar === null)
      return `month day ${text} needs a calendar of working days`;
    words.push(word);
  }
  const working = calendar === null ? null : inCalendar(calendar, calendars);
  if (typeof working === 'string') return working;
  const included = words.filter(({ isExcluded }) => !isExcluded);
  const excluded = words.filter(({ isExcluded }) => isExcluded);
  const base: DayRule = anyOf(
    (included.length === 0 ? [everyDay] : included).map((word) => isThat(word, working)),
  );
  return excluded.length === 0 ? base : butNot(base, anyOf(excluded.map((word) => isThat(word, working))));
}

const everyDay: MonthDayWord = { isExcluded: false, from: 'EVERY', n: 0, isForced: false };

function monthDayWord(text: string): MonthDayWord | null {
  if (text === 'ALL') return everyDay;
  const found = /^([+-]?)([DL]?)(\d{1,2})$/.exec(text);
  const n = Number(found?.[3]);
  if (found === null || n < 1 || n > 31) return null;
  const from = found[2] === 'D' ? 'START' : found[2] === 'L' ? 'END' : 'DAY';
  if (found[1] === '+' && from !== 'DAY') return null;
  return { isExcluded: found[1] === '-', from, n, isForced: found[1] === '+' };
}

function isThat(word: MonthDayWord, working: DayRule | null): DayRule {
  const { n } = word;
  const inIt: DayRule = working === null || word.isForced ? () => true : working;
  if (word.from === 'EVERY') return inIt;
  if (word.from === 'DAY') return allOf([(day) => day.day === n, inIt]);
  if (working === null) return (day) => day.day === day.monthLength - n + 1;
  return (day) => {
    const days: number[] = [];
    for (let number = 1; number <= day.monthLength; number++) {
      const isWorking = working(dayOf(dayNumber(day.year, day.month, number)));
      if (typeof isWorking === 'string') return isWorking;
      if (isWorking) days.push(number);
    }
    return day.day === (word.from === 'START' ? days[n - 1] : days.at(-n));
  };
}

/** Days of a calendar of dates, or those a rule-based one names. */
function inCalendar(name: string, calendars: Calendars): DayRule | string {
  const days = calendars.get(name);
  if (days === undefined) return `calendar ${name} is unknown`;
  if (days.kind === 'RULE')
    return dayRule(
      { ...days.schedule, ruleCalendars: [], monthDaysCalendar: null, weekDaysCalendar: null },
      new Map(),
    );
  const dates = new Set(days.dates.map(parseDay));
  const years = new Set(days.years);
  return (day) =>
    years.has(day.year) ? dates.has(day.number) : `calendar ${name} says nothing of ${day.year}`;
}

function specificDates(texts: readonly string[]): DayRule | string {
  const days = new Set<number>();
  const yearly = new Set<string>();
  for (const text of texts) {
    const every = /^--(\d{2})-(\d{2})$/.exec(text);
    const day = parseDay(text);
    if (every !== null) yearly.add(`${Number(every[1])}-${Number(every[2])}`);
    else if (day !== null) days.add(day);
    else return `${JSON.stringify(text)} is no date`;
  }
  return (day) => days.has(day.number) || yearly.has(`${day.month}-${day.day}`);
}

function confirmed(rule: DayRule, schedule: ScheduleDefinition, calendars: Calendars): DayRule | string {
  const window = inWindow(schedule);
  if (typeof window === 'string') return window;
  const parts = [window, rule];
  const { confirmationCalendar, shift } = schedule;
  if (confirmationCalendar !== null) {
    const confirming = inCalendar(confirmationCalendar, calendars);
    if (typeof confirming === 'string') return confirming;
    if (shift !== null && !/^ignore/i.test(shift)) return `shift ${shift} is no rule that is computed`;
    parts.push(confirming);
  }
  return allOf(parts);
}

function inWindow({ startDate, endDate }: ScheduleDefinition): DayRule | string {
  const start = startDate === null ? null : parseDay(startDate);
  const end = endDate === null ? null : parseDay(endDate);
  if (startDate !== null && start === null) return `${JSON.stringify(startDate)} is no date`;
  if (endDate !== null && end === null) return `${JSON.stringify(endDate)} is no date`;
  return ({ number }) => (start === null || number >= start) && (end === null || number <= end);
}

/** `NONE` and an empty list state nothing. */
function stated(words: readonly string[] | null): readonly string[] | null {
  const kept = words?.filter((word) => word !== 'NONE') ?? [];
  return kept.length === 0 ? null : kept;
}

function allOf(rules: readonly DayRule[]): DayRule {
  return (day) => {
    for (const rule of rules) {
      const holds = rule(day);
      if (holds !== true) return holds;
    }
    return true;
  };
}

/** A rule that cannot be known matters only where no other one holds. */
function anyOf(rules: readonly DayRule[]): DayRule {
  return (day) => {
    let result: boolean | string = false;
    for (const rule of rules) {
      const holds = rule(day);
      if (holds === true) return true;
      if (typeof holds === 'string') result = holds;
    }
    return result;
  };
}

function butNot(rule: DayRule, excluded: DayRule): DayRule {
  return (day) => {
    const holds = rule(day);
    if (holds !== true) return holds;
    const isExcluded = excluded(day);
    return typeof isExcluded === 'string' ? isExcluded : !isExcluded;
  };
}
