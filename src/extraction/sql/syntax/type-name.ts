/** Type texts inside expressions: `x::numeric(10,2)[]`, `CAST(x AS struct<a:int>)`. */
import { tokenKinds } from '../tokens.js';
import type { Cursor } from './cursor.js';

const secondWords: Readonly<Record<string, readonly string[]>> = {
  DOUBLE: ['PRECISION'],
  CHARACTER: ['VARYING', 'LARGE', 'SET'],
  CHAR: ['VARYING', 'BYTE'],
  NATIONAL: ['CHARACTER', 'CHAR', 'VARCHAR'],
  NCHAR: ['VARYING'],
  BIT: ['VARYING'],
  BINARY: ['VARYING', 'LARGE'],
  LONG: ['RAW', 'VARCHAR'],
  SIGNED: ['INTEGER', 'INT'],
  UNSIGNED: ['INTEGER', 'INT'],
};
const unsignedBases = /^(TINY|SMALL|MEDIUM|BIG)?INT(EGER)?$/;
const timeWords = new Set(['TIMESTAMP', 'TIME', 'TIMESTAMPTZ', 'DATETIME']);

/** Takes a type and returns its text as written. */
export function typeText(cursor: Cursor): string {
  const start = cursor.start;
  cursor.take('SETOF');
  const first = cursor.peek();
  cursor.name();
  while (cursor.is('.') && cursor.kind(1) !== -1) {
    cursor.take('.');
    cursor.name();
  }
  secondWord(cursor, first);
  typeArguments(cursor);
  if (cursor.peek() === 'VARYING') cursor.take('VARYING');
  if (unsignedBases.test(first)) cursor.take('UNSIGNED') || cursor.take('SIGNED');
  if (timeWords.has(first)) zoneWords(cursor);
  if (first === 'INTERVAL') intervalWords(cursor);
  if (cursor.is('(') && first !== 'INTERVAL') typeArguments(cursor);
  arraySuffix(cursor);
  return cursor.slice(start, cursor.end);
}

function secondWord(cursor: Cursor, first: string): void {
  const seconds = secondWords[first];
  if (seconds?.includes(cursor.peek()) === true) {
    cursor.at++;
    if (cursor.peek() === 'VARYING') cursor.at++;
    if (cursor.peek() === 'OBJECT') cursor.at++;
  }
}

function typeArguments(cursor: Cursor): void {
  if (cursor.is('(')) cursor.skipParentheses();
  else if (cursor.is('<')) skipAngles(cursor);
}

/** `>>` closes two. */
export function skipAngles(cursor: Cursor): void {
  let depth = 0;
  do {
    const symbol = cursor.peek();
    if (cursor.isAtEnd) cursor.fail('>');
    if (symbol === '<') depth++;
    else if (symbol === '>') depth--;
    else if (symbol === '>>') depth -= 2;
    else if (symbol === '<>') depth += 0;
    cursor.at++;
  } while (depth > 0);
}

function zoneWords(cursor: Cursor): void {
  if (cursor.is('WITH', 'TIME', 'ZONE') || cursor.is('WITHOUT', 'TIME', 'ZONE')) cursor.at += 3;
  else if (cursor.is('WITH', 'LOCAL', 'TIME', 'ZONE')) cursor.at += 4;
}

function intervalWords(cursor: Cursor): void {
  const unit = /^(YEAR|MONTH|DAY|HOUR|MINUTE|SECOND)$/;
  while (unit.test(cursor.peek()) || (cursor.is('TO') && unit.test(cursor.peek(1)))) {
    cursor.at++;
    if (cursor.is('(')) cursor.skipParentheses();
  }
}

function arraySuffix(cursor: Cursor): void {
  for (;;) {
    if (cursor.is('[', ']')) cursor.at += 2;
    else if (cursor.is('[') && cursor.kind(1) === tokenKinds.number && cursor.peek(2) === ']') cursor.at += 3;
    else if (!cursor.take('ARRAY')) return;
  }
}

/** The type of `CAST(… AS type)`: everything up to the closing parenthesis, which is left standing. */
export function castTypeText(cursor: Cursor): string {
  const start = cursor.start;
  if (cursor.isAtEnd || cursor.is(')')) cursor.fail('a type');
  for (let depth = 0; !cursor.isAtEnd; cursor.at++) {
    const symbol = cursor.peek();
    if (symbol === '(') depth++;
    else if (symbol === ')' && depth-- === 0) break;
    else if (depth === 0 && (symbol === 'FORMAT' || symbol === 'DEFAULT' || symbol === ',')) break;
  }
  return cursor.slice(start, cursor.end);
}
