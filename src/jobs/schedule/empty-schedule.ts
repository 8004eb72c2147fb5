import type { ScheduleDefinition } from '../definitions.js';

/** A schedule that says nothing: no days, no times. */
export const emptySchedule: ScheduleDefinition = {
  weekDays: null,
  monthDays: null,
  months: null,
  daysRelation: null,
  monthDaysCalendar: null,
  weekDaysCalendar: null,
  confirmationCalendar: null,
  shift: null,
  ruleCalendars: [],
  specificDates: [],
  fromTime: null,
  toTime: null,
  timeZone: null,
  startDate: null,
  endDate: null,
  mode: null,
  nativeText: '',
};
