/** Days without a time zone, as numbers: days since 1970-01-01. */

export interface CalendarDay {
  readonly number: number;
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  /** 0 is Sunday. */
  readonly weekDay: number;
  /** Days of its month. */
  readonly monthLength: number;
}

const MS_PER_DAY = 86_400_000;

export function dayOf(number: number): CalendarDay {
  const date = new Date(number * MS_PER_DAY);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + 1];
  return {
    number,
    year,
    month,
    day: date.getUTCDate(),
    weekDay: date.getUTCDay(),
    monthLength: new Date(Date.UTC(year, month, 0)).getUTCDate(),
  };
}

export function dayNumber(year: number, month: number, day: number): number {
  return Date.UTC(year, month - 1, day) / MS_PER_DAY;
}

/** `YYYY-MM-DD` as a day number; null for what is no date. */
export function parseDay(text: string): number | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (found === null) return null;
  const number = dayNumber(Number(found[1]), Number(found[2]), Number(found[3]));
  return dayText(number) === text ? number : null;
}

export function dayText(number: number): string {
  return new Date(number * MS_PER_DAY).toISOString().slice(0, 10);
}
