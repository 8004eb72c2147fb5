/** The type text of a column: balanced, up to the first word that begins an option. */
import type { Cursor } from '../syntax/cursor.js';
import { skipAngles } from '../syntax/type-name.js';
import { tokenKinds } from '../tokens.js';

const optionWords = new Set(
  (
    'MASK NOT NULL DEFAULT COMMENT GENERATED AS PRIMARY UNIQUE REFERENCES CHECK COLLATE ENCODE MASKING OPTIONS CONSTRAINT IDENTITY ' +
    'AUTO_INCREMENT AUTOINCREMENT ON STORAGE COMPRESSION SPARSE ROWGUIDCOL VISIBLE INVISIBLE VIRTUAL STORED PERSISTED CHARSET ' +
    'DISTKEY SORTKEY FOREIGN ENABLE DISABLE RELY NORELY NOVALIDATE ENFORCED TAG MASKED MATERIALIZED ALIAS FORMAT TITLE CASESPECIFIC ' +
    'UPPERCASE COMPRESS FIRST AFTER USING ENCRYPT ENCRYPTED HIDDEN FILESTREAM KEY DEFERRABLE INITIALLY BLOCK_SIZE PROJECTION'
  ).split(' '),
);

/** Whether an option begins here: `WITH` counts unless it belongs to `WITH TIME ZONE`. */
export function isOptionAhead(cursor: Cursor): boolean {
  if (cursor.kind() !== tokenKinds.word) return false;
  const word = cursor.peek();
  if (word === 'WITH' || word === 'WITHOUT') return !isTimeZone(cursor);
  if (word === 'CHARACTER') return cursor.peek(1) === 'SET';
  return optionWords.has(word);
}

function isTimeZone(cursor: Cursor): boolean {
  return cursor.peek(1) === 'TIME' || cursor.peek(1) === 'LOCAL';
}

/** Null when the column has none (SQLite, lists of names). */
export function columnType(cursor: Cursor): string | null {
  const start = cursor.start;
  const from = cursor.at;
  while (!cursor.isAtEnd) {
    const symbol = cursor.peek();
    if (symbol === ',' || symbol === ')' || symbol === ';') break;
    if (symbol === '(') cursor.skipParentheses();
    else if (symbol === '<') skipAngles(cursor);
    else if (cursor.kind() === tokenKinds.string) break;
    else if (symbol === '=' || (isOptionAhead(cursor) && !isTypeWord(cursor, from))) break;
    else cursor.at++;
  }
  return cursor.at === from ? null : cursor.slice(start, cursor.end);
}

/** Words that may be options stand first only as a type of that name. */
function isTypeWord(cursor: Cursor, from: number): boolean {
  return cursor.at === from && cursor.is('STORAGE');
}
