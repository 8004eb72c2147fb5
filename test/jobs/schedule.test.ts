/** Order dates and windows: jobs.md, acceptance 9. Dates were listed by hand from calendars of the years. */

import { describe, expect, it } from 'vitest';
import type { CalendarDefinition, ScheduleDefinition } from '../../src/jobs/definitions.js';
import { calendarsByName } from '../../src/jobs/schedule/day-set.js';
import { emptySchedule } from '../../src/jobs/schedule/empty-schedule.js';
import { nextRuns, scheduleInFolders, scheduleProblem } from '../../src/jobs/schedule/next-runs.js';
import type { WindowOptions } from '../../src/jobs/schedule/windows.js';

type Part = Partial<ScheduleDefinition>;

/** Mondays to Fridays of 2026 without some dates. */
function workingDays(name: string, without: readonly string[]): CalendarDefinition {
  const dates: string[] = [];
  for (let day = Date.UTC(2026, 0, 1); day <= Date.UTC(2026, 11, 31); day += 86_400_000) {
    const date = new Date(day);
    const text = date.toISOString().slice(0, 10);
    if (date.getUTCDay() % 6 !== 0 && !without.includes(text)) dates.push(text);
  }
  return calendar(name, { kind: 'DATES', years: [2026], dates });
}

function calendar(name: string, days: CalendarDefinition['days']): CalendarDefinition {
  return { name, folder: null, days, position: { offset: 0, line: 1, column: 1 } };
}

const calendars = calendarsByName([
  workingDays('work', ['2026-01-01']),
  workingDays('other', ['2026-01-01', '2026-01-05']),
  calendar('month end', { kind: 'RULE', schedule: { ...emptySchedule, monthDays: ['L1'] } }),
]);

const dates: readonly (readonly [string, Part, string, readonly string[]])[] = [
  ['Mondays', { weekDays: ['MON'] }, '2026-01-01', ['2026-01-05', '2026-01-12', '2026-01-19']],
  [
    'Mondays and Fridays',
    { weekDays: ['MON', 'FRI'] },
    '2026-01-01',
    ['2026-01-02', '2026-01-05', '2026-01-09'],
  ],
  ['every weekday', { weekDays: ['ALL'] }, '2026-01-01', ['2026-01-01', '2026-01-02', '2026-01-03']],
  ['weekends', { weekDays: ['SAT', 'SUN'] }, '2026-01-01', ['2026-01-03', '2026-01-04', '2026-01-10']],
  ['a week across the year', { weekDays: ['WED'] }, '2026-12-30', ['2026-12-30', '2027-01-06']],
  ['the first', { monthDays: ['1'] }, '2026-01-01', ['2026-01-01', '2026-02-01', '2026-03-01']],
  [
    'the 31st, where there is one',
    { monthDays: ['31'] },
    '2026-01-01',
    ['2026-01-31', '2026-03-31', '2026-05-31', '2026-07-31', '2026-08-31'],
  ],
  ['the 30th past February', { monthDays: ['30'] }, '2026-02-01', ['2026-03-30', '2026-04-30']],
  ['the last', { monthDays: ['L1'] }, '2026-01-01', ['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30']],
  ['the last of a leap February', { monthDays: ['L1'] }, '2024-02-01', ['2024-02-29', '2024-03-31']],
  ['the last but one', { monthDays: ['L2'] }, '2026-02-01', ['2026-02-27', '2026-03-30']],
  ['leap days', { monthDays: ['29'], months: [2] }, '2026-01-01', ['2028-02-29', '2032-02-29']],
  ['leap days past 2100, which has none', { monthDays: ['29'], months: [2] }, '2097-01-01', ['2104-02-29']],
  [
    'leap days as a date of every year',
    { specificDates: ['--02-29'] },
    '2026-01-01',
    ['2028-02-29', '2032-02-29'],
  ],
  ['all but the first', { monthDays: ['-1'] }, '2026-01-01', ['2026-01-02', '2026-01-03']],
  [
    'all but the first two',
    { monthDays: ['-1', '-2'] },
    '2026-02-27',
    ['2026-02-27', '2026-02-28', '2026-03-03'],
  ],
  ['all but the last', { monthDays: ['-L1'] }, '2026-02-26', ['2026-02-26', '2026-02-27', '2026-03-01']],
  [
    'the 5th and 6th but not the 6th',
    { monthDays: ['5', '6', '-6'] },
    '2026-01-01',
    ['2026-01-05', '2026-02-05'],
  ],
  ['every day of April', { monthDays: ['ALL'], months: [4] }, '2026-01-01', ['2026-04-01', '2026-04-02']],
  [
    'the first of January and July',
    { monthDays: ['1'], months: [1, 7] },
    '2026-01-01',
    ['2026-01-01', '2026-07-01', '2027-01-01'],
  ],
  [
    'Mondays of December',
    { weekDays: ['MON'], months: [12] },
    '2026-12-20',
    ['2026-12-21', '2026-12-28', '2027-12-06'],
  ],
  [
    'the 15th and a Monday',
    { monthDays: ['15'], weekDays: ['MON'], daysRelation: 'AND' },
    '2026-01-01',
    ['2026-06-15', '2027-02-15', '2027-03-15'],
  ],
  [
    'the 15th or a Monday',
    { monthDays: ['15'], weekDays: ['MON'], daysRelation: 'OR' },
    '2026-01-10',
    ['2026-01-12', '2026-01-15', '2026-01-19'],
  ],
  [
    'the 15th, Mondays, no relation: OR',
    { monthDays: ['15'], weekDays: ['MON'] },
    '2026-01-10',
    ['2026-01-12', '2026-01-15', '2026-01-19'],
  ],
  [
    'Friday the 13th',
    { monthDays: ['13'], weekDays: ['FRI'], daysRelation: 'AND' },
    '2026-01-01',
    ['2026-02-13', '2026-03-13', '2026-11-13'],
  ],
  [
    'a leap day that is a Friday',
    { monthDays: ['29'], weekDays: ['FRI'], months: [2], daysRelation: 'AND' },
    '2026-01-01',
    ['2036-02-29'],
  ],
  [
    'the last and a Saturday',
    { monthDays: ['L1'], weekDays: ['SAT'], daysRelation: 'AND' },
    '2026-01-01',
    ['2026-01-31', '2026-02-28', '2026-10-31'],
  ],
  [
    'AND with one side alone',
    { weekDays: ['TUE'], daysRelation: 'AND' },
    '2026-01-01',
    ['2026-01-06', '2026-01-13'],
  ],
  [
    'NONE on one side',
    { weekDays: ['NONE'], monthDays: ['10'], daysRelation: 'AND' },
    '2026-01-01',
    ['2026-01-10', '2026-02-10'],
  ],
  [
    'Mondays from a start date',
    { weekDays: ['MON'], startDate: '2026-03-10' },
    '2026-01-01',
    ['2026-03-16', '2026-03-23'],
  ],
  [
    'dates, in order',
    { specificDates: ['2026-05-05', '2026-01-02', '2025-12-31'] },
    '2026-01-01',
    ['2026-01-02', '2026-05-05'],
  ],
  [
    'dates beside Mondays',
    { specificDates: ['2026-01-07'], weekDays: ['MON'] },
    '2026-01-05',
    ['2026-01-05', '2026-01-07', '2026-01-12'],
  ],
  [
    'the first working day',
    { monthDays: ['D1'], monthDaysCalendar: 'work' },
    '2026-01-01',
    ['2026-01-02', '2026-02-02', '2026-03-02'],
  ],
  [
    'the second working day',
    { monthDays: ['D2'], monthDaysCalendar: 'work' },
    '2026-01-01',
    ['2026-01-05', '2026-02-03'],
  ],
  [
    'the last working day',
    { monthDays: ['L1'], monthDaysCalendar: 'work' },
    '2026-01-01',
    ['2026-01-30', '2026-02-27', '2026-03-31'],
  ],
  [
    'the first if it is a working day',
    { monthDays: ['1'], monthDaysCalendar: 'work' },
    '2026-01-01',
    ['2026-04-01', '2026-05-01'],
  ],
  [
    'the first, working day or not',
    { monthDays: ['+1'], monthDaysCalendar: 'work' },
    '2026-01-01',
    ['2026-01-01', '2026-02-01'],
  ],
  [
    'all working days',
    { monthDays: ['ALL'], monthDaysCalendar: 'work' },
    '2026-01-01',
    ['2026-01-02', '2026-01-05'],
  ],
  ['a calendar alone', { monthDaysCalendar: 'work' }, '2026-01-01', ['2026-01-02', '2026-01-05']],
  [
    'all working days but the first',
    { monthDays: ['-D1'], monthDaysCalendar: 'work' },
    '2026-01-01',
    ['2026-01-05', '2026-01-06'],
  ],
  [
    'Mondays that are working days',
    { weekDays: ['MON'], weekDaysCalendar: 'other' },
    '2026-01-01',
    ['2026-01-12', '2026-01-19'],
  ],
  [
    'Mondays that a calendar confirms',
    { weekDays: ['MON'], confirmationCalendar: 'other' },
    '2026-01-01',
    ['2026-01-12', '2026-01-19'],
  ],
  ['a rule-based calendar', { ruleCalendars: ['month end'] }, '2026-01-01', ['2026-01-31', '2026-02-28']],
  [
    'a rule-based calendar and Sundays',
    { ruleCalendars: ['month end'], weekDays: ['SUN'] },
    '2026-01-28',
    ['2026-01-31', '2026-02-01'],
  ],
  [
    'a start later that day',
    { weekDays: ['MON'], fromTime: '11:00' },
    '2026-01-05T10:00:00Z',
    ['2026-01-05', '2026-01-12'],
  ],
  [
    'a start that is past',
    { weekDays: ['MON'], fromTime: '09:00' },
    '2026-01-05T10:00:00Z',
    ['2026-01-12', '2026-01-19'],
  ],
  [
    'a start at that very moment',
    { weekDays: ['MON'], fromTime: '10:00' },
    '2026-01-05T10:00:00Z',
    ['2026-01-05'],
  ],
];

const windows: readonly (readonly [string, Part, string, WindowOptions, string, string | null])[] = [
  [
    'Berlin, winter',
    { timeZone: 'Europe/Berlin', fromTime: '02:30' },
    '2026-01-05',
    {},
    '2026-01-05T01:30',
    null,
  ],
  [
    'Berlin, an hour that is skipped',
    { timeZone: 'Europe/Berlin', fromTime: '02:30' },
    '2026-03-29',
    {},
    '2026-03-29T01:00',
    null,
  ],
  [
    'Berlin, its first minute',
    { timeZone: 'Europe/Berlin', fromTime: '02:00' },
    '2026-03-29',
    {},
    '2026-03-29T01:00',
    null,
  ],
  [
    'Berlin, the minute after it',
    { timeZone: 'Europe/Berlin', fromTime: '03:00' },
    '2026-03-29',
    {},
    '2026-03-29T01:00',
    null,
  ],
  [
    'Berlin, the minute before it',
    { timeZone: 'Europe/Berlin', fromTime: '01:59' },
    '2026-03-29',
    {},
    '2026-03-29T00:59',
    null,
  ],
  [
    'Berlin, an hour that comes twice',
    { timeZone: 'Europe/Berlin', fromTime: '02:30' },
    '2026-10-25',
    {},
    '2026-10-25T00:30',
    null,
  ],
  [
    'Berlin, after that hour',
    { timeZone: 'Europe/Berlin', fromTime: '03:00' },
    '2026-10-25',
    {},
    '2026-10-25T02:00',
    null,
  ],
  [
    'Berlin, an end that is skipped',
    { timeZone: 'Europe/Berlin', fromTime: '01:00', toTime: '02:15' },
    '2026-03-29',
    {},
    '2026-03-29T00:00',
    '2026-03-29T01:00',
  ],
  [
    'New York, an hour that is skipped',
    { timeZone: 'America/New_York', fromTime: '02:30' },
    '2026-03-08',
    {},
    '2026-03-08T07:00',
    null,
  ],
  [
    'New York, an hour that comes twice',
    { timeZone: 'America/New_York', fromTime: '01:30' },
    '2026-11-01',
    {},
    '2026-11-01T05:30',
    null,
  ],
  [
    'New York, after that hour',
    { timeZone: 'America/New_York', fromTime: '02:00' },
    '2026-11-01',
    {},
    '2026-11-01T07:00',
    null,
  ],
  [
    'New York, summer',
    { timeZone: 'America/New_York', fromTime: '18:45' },
    '2026-07-01',
    {},
    '2026-07-01T22:45',
    null,
  ],
  [
    'Apia, a day that is skipped',
    { timeZone: 'Pacific/Apia', fromTime: '10:00' },
    '2011-12-30',
    {},
    '2011-12-30T10:00',
    null,
  ],
  [
    'an end on the same day',
    { fromTime: '04:00', toTime: '06:00' },
    '2026-01-05',
    {},
    '2026-01-05T04:00',
    '2026-01-05T06:00',
  ],
  [
    'an end past midnight',
    { fromTime: '22:00', toTime: '06:00' },
    '2026-01-05',
    {},
    '2026-01-05T22:00',
    '2026-01-06T06:00',
  ],
  [
    'an end equal to the start',
    { fromTime: '06:00', toTime: '06:00' },
    '2026-01-05',
    {},
    '2026-01-05T06:00',
    '2026-01-06T06:00',
  ],
  ['until it has run', { fromTime: '06:00', toTime: '>' }, '2026-01-05', {}, '2026-01-05T06:00', null],
  [
    'a night whose day begins at seven',
    { fromTime: '06:00' },
    '2026-01-05',
    { newDay: '07:00' },
    '2026-01-06T06:00',
    null,
  ],
  ['no times', {}, '2026-01-05', { newDay: '07:00' }, '2026-01-05T07:00', null],
  [
    'the zone of the system',
    { fromTime: '06:00' },
    '2026-01-05',
    { timeZone: 'Asia/Tokyo' },
    '2026-01-04T21:00',
    null,
  ],
];

describe(`${dates.length} schedules and ${windows.length} windows`, () => {
  it.each(dates)('%s', (_, part, from, expected) => {
    const found = nextRuns({ ...emptySchedule, ...part }, from, expected.length, calendars);
    expect(found.runs?.map(({ orderDate }) => orderDate)).toEqual(expected);
    expect(found.reason).toBeNull();
  });

  it.each(windows)('%s', (_, part, orderDate, options, start, end) => {
    const { runs } = nextRuns(
      { ...emptySchedule, specificDates: [orderDate], ...part },
      '2000-01-01',
      366,
      new Map(),
      options,
    );
    const text = (at: number | null | undefined): string | null =>
      at == null ? null : new Date(at).toISOString().slice(0, 16);
    expect(runs?.map((run) => [run.orderDate, text(run.startMs), text(run.endMs)])).toEqual([
      [orderDate, start, end],
    ]);
  });
});

describe('a schedule that cannot be computed', () => {
  it.each([
    [{ monthDays: ['1'], monthDaysCalendar: 'holidays' }, 'calendar holidays is unknown'],
    [{ weekDays: ['MON'], weekDaysCalendar: 'holidays' }, 'calendar holidays is unknown'],
    [{ weekDays: ['MON'], confirmationCalendar: 'holidays' }, 'calendar holidays is unknown'],
    [{ ruleCalendars: ['holidays'] }, 'calendar holidays is unknown'],
    [{ monthDays: ['D1'] }, 'month day D1 needs a calendar of working days'],
    [{ monthDays: ['D1P3'] }, 'month day D1P3 is no rule that is computed'],
    [{ monthDays: ['32'] }, 'month day 32 is no rule that is computed'],
    [{ weekDays: ['D1W2'] }, 'weekday D1W2 is no rule that is computed'],
    [{ weekDays: ['MON'], confirmationCalendar: 'work', shift: '>' }, 'shift > is no rule that is computed'],
    [{ weekDays: ['MON'], timeZone: 'XYZ' }, 'time zone XYZ is unknown'],
    [{ specificDates: ['soon'] }, '"soon" is no date'],
    [{ weekDays: ['MON'], startDate: 'soon' }, '"soon" is no date'],
    [{ weekDays: ['MON'], fromTime: '2560' }, '"2560" is no time of day'],
    [{ weekDays: ['MON'], fromTime: '>' }, '">" is no time of day'],
    [{}, 'the definition states no days'],
  ] as [Part, string][])('%j gives null and says why', (part, reason) => {
    const schedule = { ...emptySchedule, ...part };
    expect(nextRuns(schedule, '2026-01-01', 3, calendars)).toEqual({ runs: null, reason });
    expect(scheduleProblem(schedule, calendars)).toBe(reason);
  });

  it('gives the days it knows, and says where they end', () => {
    const work = nextRuns({ ...emptySchedule, monthDaysCalendar: 'work' }, '2026-12-30', 3, calendars);
    expect(work.runs?.map(({ orderDate }) => orderDate)).toEqual(['2026-12-30', '2026-12-31']);
    expect(work.reason).toBe('calendar work says nothing of 2027');
    const ended = nextRuns({ ...emptySchedule, weekDays: ['MON'], endDate: '2026-01-12' }, '2026-01-01', 5);
    expect(ended.runs?.map(({ orderDate }) => orderDate)).toEqual(['2026-01-05', '2026-01-12']);
    expect(ended.reason).toBe('no further day within 100 years');
    for (const part of [{ mode: 'NEVER' }, { monthDays: ['1'], months: [] }])
      expect(nextRuns({ ...emptySchedule, ...part }, '2026-01-01', 1).runs).toEqual([]);
  });

  it('is told from a wrong question', () => {
    for (const count of [0, 367, 1.5, Number.NaN])
      expect(() => nextRuns({ ...emptySchedule, weekDays: ['MON'] }, '2026-01-01', count)).toThrow(
        /count: expected/,
      );
    expect(() => nextRuns({ ...emptySchedule, weekDays: ['MON'] }, 'today', 1)).toThrow(/from: expected/);
  });
});

describe('a job in folders', () => {
  it('takes the days of the innermost folder that states some, and keeps its own times', () => {
    const job = { ...emptySchedule, fromTime: '04:00' };
    const inner = { ...emptySchedule, fromTime: '01:00', timeZone: 'Europe/Berlin' };
    const outer = { ...emptySchedule, weekDays: ['MON'], months: [2], timeZone: 'UTC' };
    expect(scheduleInFolders(job, [inner, outer])).toEqual({
      ...outer,
      fromTime: '04:00',
      timeZone: 'Europe/Berlin',
    });
    const own = { ...job, monthDays: ['1'] };
    expect(scheduleInFolders(own, [inner, outer])).toEqual({ ...own, timeZone: 'Europe/Berlin' });
  });
});
