/** Scheduling attributes of Control-M XML, and the calendars it defines. */

import type { CalendarDefinition, ScheduleDefinition } from '../definitions.js';
import type { DraftCollector } from './drafts.js';
import { calendarDate, isYes, listed, monthDay, monthNames, timeOfDay, weekDay } from './vocabulary.js';
import { attribute, stated } from './xml-attributes.js';
import type { XmlElement } from './xml-elements.js';

/** From the attributes of a job, folder or rule-based calendar, and the calendar names in its elements. */
export function xmlSchedule(
  owner: XmlElement,
  children: readonly XmlElement[],
  collector: DraftCollector,
): ScheduleDefinition {
  const read = (parse: (text: string | null) => string | null, ...names: readonly string[]): string | null =>
    collector.readable(names.join(' or '), stated(owner, ...names), parse, owner.offset);
  const relation = stated(owner, 'DAYS_AND_OR')?.toUpperCase();
  const dates = listed(stated(owner, 'DATE')) ?? [];
  return {
    weekDays: listed(stated(owner, 'WEEKDAYS'))?.map(weekDay) ?? null,
    monthDays: listed(stated(owner, 'DAYS'))?.map(monthDay) ?? null,
    months: months(owner),
    daysRelation: relation === undefined ? null : relation.startsWith('A') ? 'AND' : 'OR',
    monthDaysCalendar: stated(owner, 'DAYSCAL'),
    weekDaysCalendar: stated(owner, 'WEEKSCAL'),
    confirmationCalendar: stated(owner, 'CONFCAL'),
    shift: stated(owner, 'SHIFT'),
    ruleCalendars: ruleCalendars(owner, children),
    specificDates: dates.flatMap(
      (date) => collector.readable('DATE', date, calendarDate, owner.offset) ?? [],
    ),
    fromTime: read(timeOfDay, 'TIMEFROM'),
    toTime: read(timeOfDay, 'TIMETO', 'TIMEUNTIL'),
    timeZone: stated(owner, 'TIMEZONE'),
    startDate: read(calendarDate, 'ACTIVE_FROM'),
    endDate: read(calendarDate, 'ACTIVE_TILL'),
    mode: null,
    nativeText: nativeText(owner),
  };
}

const schedulingAttributes: readonly string[] = [
  'DAYS',
  'WEEKDAYS',
  ...monthNames,
  'DAYSCAL',
  'WEEKSCAL',
  'CONFCAL',
  'SHIFT',
  'SHIFTNUM',
  'DAYS_AND_OR',
  'DATE',
  'TIMEFROM',
  'TIMETO',
  'TIMEUNTIL',
  'TIMEZONE',
  'ACTIVE_FROM',
  'ACTIVE_TILL',
  'RULE_BASED_CALENDARS',
];

function nativeText(owner: XmlElement): string {
  return schedulingAttributes
    .flatMap((name) => {
      const value = stated(owner, name);
      return value === null ? [] : [`${name}=${JSON.stringify(value)}`];
    })
    .join(' ');
}

function months(owner: XmlElement): readonly number[] | null {
  const written = monthNames.map((name) => attribute(owner, name));
  if (written.every((value) => value === null)) return null;
  return written.flatMap((value, index) => (isYes(value) ? [index + 1] : []));
}

function ruleCalendars(owner: XmlElement, children: readonly XmlElement[]): readonly string[] {
  const names = [...(listed(stated(owner, 'RULE_BASED_CALENDARS')) ?? [])];
  for (const child of children)
    if (['RULE_BASED_CALENDARS', 'RULE_BASED_CAL_NAMES', 'TAG_NAMES'].includes(child.name)) {
      const name = stated(child, 'NAME');
      if (name !== null) names.push(name);
    }
  return [...new Set(names)].sort();
}

/** A `CALENDAR` of DEFCAL, or a `RULE_BASED_CALENDAR` (older `TAG`) of a folder. */
export function addXmlCalendar(element: XmlElement, folder: string | null, collector: DraftCollector): void {
  const name = stated(element, 'NAME', 'TAG_NAME');
  if (name === null) {
    collector.issue('ERROR', 'CALENDAR_NAME_MISSING', `a ${element.name} has no name`, element.offset);
    return;
  }
  const position = collector.at(element.offset);
  const years = element.children.filter((child) => child.name === 'YEAR');
  const days: CalendarDefinition['days'] =
    years.length === 0
      ? { kind: 'RULE', schedule: xmlSchedule(element, element.children, collector) }
      : {
          kind: 'DATES',
          years: years.map((year) => Number(stated(year, 'NAME'))).sort((left, right) => left - right),
          dates: years.flatMap((year) => datesOf(year, collector)).sort(),
        };
  collector.addCalendar({ name, folder, days, position });
}

/** `DAYS` holds one character for each day of the year, Y for those in the calendar. */
function datesOf(year: XmlElement, collector: DraftCollector): readonly string[] {
  const number = Number(stated(year, 'NAME'));
  const days = attribute(year, 'DAYS') ?? '';
  const length = Number.isInteger(number)
    ? (Date.UTC(number + 1, 0, 1) - Date.UTC(number, 0, 1)) / 86_400_000
    : 0;
  if (days.length !== length) {
    const message = `a year needs one character a day in DAYS, year ${stated(year, 'NAME')} has ${days.length}`;
    collector.issue('ERROR', 'CALENDAR_YEAR_WRONG', message, year.offset);
    return [];
  }
  return [...days].flatMap((mark, day) =>
    mark.toUpperCase() === 'Y' ? [new Date(Date.UTC(number, 0, day + 1)).toISOString().slice(0, 10)] : [],
  );
}
