/** Bounds of a definition source; beyond them it is refused as a whole. */

import type { ReadResult, Refusal } from './definitions.js';
import { TextLines } from './text-lines.js';

/** Levels a document may nest. */
export const MAX_DEPTH = 64;

/** Bytes of a source in UTF-8. */
export const MAX_SOURCE_BYTES = 64 * 1024 * 1024;

/** The refusal of a text that is too large; null of one that is not. */
export function sizeRefusal(text: string, maximumBytes = MAX_SOURCE_BYTES): ReadResult | null {
  // A UTF-16 unit takes at most three bytes: most texts need no counting.
  if (text.length * 3 <= maximumBytes) return null;
  const bytes = Buffer.byteLength(text);
  if (bytes <= maximumBytes) return null;
  return refused(text, 'SOURCE_TOO_LARGE', `the source has ${bytes} bytes, the limit is ${maximumBytes}`, 0);
}

export function refused(text: string, code: Refusal['code'], reason: string, offset: number): ReadResult {
  return { status: 'REFUSED', refusal: { code, reason, position: new TextLines(text).at(offset) } };
}
