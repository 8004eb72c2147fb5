/** Where quoted things end; -1 when they never do. */
import type { Lexis } from './lexis.js';

/** End of the string whose quote stands at `at`, or -1. */
export function stringEnd(text: string, at: number, lexis: Lexis, escapes: boolean): number {
  const quote = text.charCodeAt(at);
  if (lexis.tripleQuotes && text.charCodeAt(at + 1) === quote && text.charCodeAt(at + 2) === quote) {
    const close = text.indexOf(text.slice(at, at + 3), at + 3);
    return close < 0 ? -1 : close + 3;
  }
  const mark = quote === 39 ? "'" : '"';
  for (let end = at + 1; ; ) {
    const close = text.indexOf(mark, end);
    if (close < 0) return -1;
    const slashes = escapes ? backslashesBefore(text, close, end) : 0;
    if (slashes % 2 === 1) end = close + 1;
    else if (text.charCodeAt(close + 1) === quote) end = close + 2;
    else return close + 1;
  }
}

/** `q'[ … ]'`. */
export function alternativeEnd(text: string, quoteAt: number): number {
  const open = text.charAt(quoteAt + 1);
  const close = ({ '[': ']', '(': ')', '{': '}', '<': '>' } as Record<string, string>)[open] ?? open;
  const end = text.indexOf(`${close}'`, quoteAt + 2);
  return end < 0 ? -1 : end + 2;
}

/** A quoted name; a doubled closing quote stands for itself. */
export function nameEnd(text: string, start: number, closeCode: number): number {
  const close = String.fromCharCode(closeCode);
  let at = text.indexOf(close, start + 1);
  while (at >= 0 && text.charCodeAt(at + 1) === closeCode) at = text.indexOf(close, at + 2);
  return at < 0 ? -1 : at + 1;
}

function backslashesBefore(text: string, at: number, from: number): number {
  let count = 0;
  while (at - 1 - count >= from && text.charCodeAt(at - 1 - count) === 92) count++;
  return count;
}
