/** What the tables of type names need of the parser: the dialect, and the arguments and words that follow. */
import type { Dialect } from '../vocabulary.js';

/** One argument in parentheses: a number, a word or a text; `max`, `20 char`, `*`. */
export interface TypeArgument {
  readonly number: number | null;
  readonly words: readonly string[];
}

export interface TypeReader {
  readonly dialect: Dialect;
  /** Skips the words if they come next, in this order. */
  words(...expected: readonly string[]): boolean;
  /** `(…)` of plain arguments; empty when there are none. */
  arguments(): readonly TypeArgument[];
}
