/** How the words of a name meet a lexicon. */
import { type Lexicon, longestPhrase } from './lexicons.js';

export interface PhraseHits<T extends string> {
  /** The longest entry at the end of the name; `isWhole` when it is the whole name. */
  readonly head: { readonly text: string; readonly values: readonly T[]; readonly isWhole: boolean } | null;
  /** Words before the head that are entries by themselves. */
  readonly others: readonly { readonly text: string; readonly values: readonly T[] }[];
}

/** Hits of the words, which are looked up in several lexicons in turn: those of a project stand beside ours. */
export function phraseHits<T extends string>(
  words: readonly string[],
  lexicons: readonly Lexicon<T>[],
): PhraseHits<T> {
  for (let length = Math.min(longestPhrase, words.length); length > 0; length -= 1) {
    const text = words.slice(-length).join(' ');
    const values = valuesOf(text, lexicons);
    if (values.length > 0) {
      const head = { text, values, isWhole: length === words.length };
      return { head, others: otherHits(words.slice(0, -length), lexicons) };
    }
  }
  return { head: null, others: otherHits(words.slice(0, -1), lexicons) };
}

/** Entries among single words, each once. */
export function otherHits<T extends string>(
  words: readonly string[],
  lexicons: readonly Lexicon<T>[],
): readonly { readonly text: string; readonly values: readonly T[] }[] {
  return [...new Set(words)].flatMap((text) => {
    const values = valuesOf(text, lexicons);
    return values.length === 0 ? [] : [{ text, values }];
  });
}

function valuesOf<T extends string>(text: string, lexicons: readonly Lexicon<T>[]): readonly T[] {
  return [...new Set(lexicons.flatMap((each) => each.get(text) ?? []))];
}
