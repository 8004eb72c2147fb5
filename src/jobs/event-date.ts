/** Dates that event references carry, from the words of any definition format. */

import type { EventDate } from './definitions.js';

export interface ParsedEventDate {
  readonly date: EventDate;
  readonly dayOffset: number | null;
  readonly dateText: string | null;
}

const named: Readonly<Record<string, ParsedEventDate>> = {
  '': dated('ORDER_DATE', 0),
  ODAT: dated('ORDER_DATE', 0),
  ORDERDATE: dated('ORDER_DATE', 0),
  PREV: dated('PREVIOUS', -1),
  PREVIOUSORDERDATE: dated('PREVIOUS', -1),
  PREVIOUSDATE: dated('PREVIOUS', -1),
  NEXT: dated('NEXT', 1),
  NEXTORDERDATE: dated('NEXT', 1),
  NEXTDATE: dated('NEXT', 1),
  '****': dated('ANY', null),
  $$$$: dated('ANY', null),
  ANYDATE: dated('ANY', null),
  STAT: dated('NONE', null),
  NODATE: dated('NONE', null),
};

/**
 * A date as XML (`ODAT`, `PREV`, `+003`, `****`, `STAT`, `0131`) or JSON (`OrderDate`, `AnyDate`, …) writes it;
 * a missing one is the order date. A fixed MMDD is OFFSET with its text and without a number of days. Null for
 * what is no date.
 */
export function parseEventDate(text: string | null): ParsedEventDate | null {
  const word = (text ?? '').trim();
  const known = named[word.toUpperCase()];
  if (known !== undefined) return known;
  if (/^[+-]\d{1,3}$/.test(word)) return { date: 'OFFSET', dayOffset: Number(word), dateText: word };
  return /^\d{4}$/.test(word) ? { date: 'OFFSET', dayOffset: null, dateText: word } : null;
}

function dated(date: EventDate, dayOffset: number | null): ParsedEventDate {
  return { date, dayOffset, dateText: null };
}
