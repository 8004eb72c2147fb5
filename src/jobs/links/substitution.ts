/** Scheduler variables in texts. */

import type { JobVariable } from '../definitions.js';

/** Times that values are looked through for further variables: rings of them end. */
const MAX_PASSES = 10;

/** A text longer than this after substitution is left as it was: values may grow by repeating each other. */
const MAX_LENGTH = 1_000_000;

/**
 * The text with `%%NAME` replaced by its value, values included. `%%A.%%B` joins both without the dot, `%%A..x`
 * keeps one dot, and `%%.` is nothing. What has no value stays as it is, the scheduler's own variables too.
 */
export function substituted(text: string, variables: readonly JobVariable[]): string {
  const values = new Map(variables.map(({ name, value }) => [name, value]));
  let result = text;
  for (let pass = 0; pass < MAX_PASSES && result.includes('%%'); pass++) {
    const next = replacedOnce(result, values);
    if (next === null || next === result) break;
    result = next;
  }
  return result;
}

const reference = /%%([\p{L}\p{N}_$#@]+)(\.(?=%%[\p{L}\p{N}_$#@])|\.(?=\.))?/gu;

/** Null when the result would be too long. */
function replacedOnce(text: string, values: ReadonlyMap<string, string>): string | null {
  let length = text.length;
  const next = text.replace(reference, (whole, name: string) => {
    const value = values.get(`%%${name}`) ?? whole;
    length += value.length;
    return length > MAX_LENGTH ? '' : value;
  });
  return length > MAX_LENGTH ? null : next.replaceAll('%%.', '');
}
