/** `When` of Control-M JSON. */

import type { ScheduleDefinition } from '../definitions.js';
import type { JsonObject } from '../json-tree.js';
import type { DraftCollector } from './drafts.js';
import { member, nativeJson, textOf, texts } from './json-members.js';
import { calendarDate, monthDay, monthNames, timeOfDay, weekDay } from './vocabulary.js';

const nothing: ReadonlySet<string> = new Set();

/** A job without `When` states nothing. */
export function jsonSchedule(when: JsonObject | null, collector: DraftCollector): ScheduleDefinition {
  const list = (name: string): readonly string[] | null => texts(when?.members.get(name));
  const text = (...names: readonly string[]): string | null =>
    when === null ? null : member(when, ...names);
  const offset = when?.offset ?? 0;
  const read = (parse: (word: string | null) => string | null, name: string): string | null =>
    collector.readable(name, text(name), parse, offset);
  const relation = text('DaysRelation')?.toUpperCase();
  return {
    weekDays: list('WeekDays')?.map(weekDay) ?? null,
    monthDays: list('MonthDays')?.map(monthDay) ?? null,
    months: months(list('Months'), (word) => collector.unreadable('Months', word, offset)),
    daysRelation: relation === undefined ? null : relation.startsWith('A') ? 'AND' : 'OR',
    monthDaysCalendar: text('MonthDaysCalendar'),
    weekDaysCalendar: text('WeekDaysCalendar'),
    confirmationCalendar: text('ConfirmationCalendar') ?? confirmation(when, 'Calendar'),
    shift: confirmation(when, 'Shift') ?? text('Shift'),
    ruleCalendars: [...new Set(ruleCalendars(when))].sort(),
    specificDates: (list('SpecificDates') ?? []).flatMap(
      (date) => collector.readable('SpecificDates', date, calendarDate, offset) ?? [],
    ),
    fromTime: read(timeOfDay, 'FromTime'),
    toTime: read(timeOfDay, 'ToTime'),
    timeZone: text('TimeZone'),
    startDate: read(calendarDate, 'StartDate'),
    endDate: read(calendarDate, 'EndDate'),
    mode: text('Schedule')?.toUpperCase() ?? null,
    nativeText: when === null ? '' : nativeJson(when, nothing),
  };
}

function confirmation(when: JsonObject | null, name: string): string | null {
  const calendars = when?.members.get('ConfirmationCalendars');
  return calendars?.kind === 'OBJECT' ? textOf(calendars.members.get(name)) : null;
}

function ruleCalendars(when: JsonObject | null): readonly string[] {
  const node = when?.members.get('RuleBasedCalendars');
  if (node?.kind !== 'OBJECT') return texts(node) ?? [];
  return [...(texts(node.members.get('Included')) ?? []), ...(texts(node.members.get('Calendars')) ?? [])];
}

/** `ALL` is every month, `NONE` none; what is no month is listed and left out. */
function months(
  words: readonly string[] | null,
  unreadable: (word: string) => void,
): readonly number[] | null {
  if (words === null) return null;
  const numbers = words.flatMap((word) => {
    const upper = word.toUpperCase();
    if (upper === 'ALL') return monthNames.map((_, index) => index + 1);
    if (upper === 'NONE') return [];
    const index = monthNames.findIndex((name) => upper.startsWith(name));
    if (index >= 0) return [index + 1];
    const number = Number(upper);
    if (Number.isInteger(number) && number >= 1 && number <= 12) return [number];
    unreadable(word);
    return [];
  });
  return [...new Set(numbers)].sort((left, right) => left - right);
}
