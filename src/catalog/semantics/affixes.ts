/** First and last words of names: what conventions are said of. */
import { splitName } from '../tokens.js';

export type AffixPosition = 'PREFIX' | 'SUFFIX';

export interface Affix {
  readonly position: AffixPosition;
  /** Lower-cased words, in order. */
  readonly words: readonly string[];
  /** As it stands in the name, with the separator that sets it apart: `_id`, `Id`, `stg_`. */
  readonly text: string;
}

/** Words an affix may have; longer ones are a name of their own. */
export const longestAffix = 3;

/** All affixes of a name, from one word up to three, each leaving at least one word of the name. */
export function affixesOf(name: string): readonly Affix[] {
  const words = splitName(name);
  const found: Affix[] = [];
  for (let length = 1; length <= Math.min(longestAffix, words.length - 1); length += 1) {
    found.push({
      position: 'SUFFIX',
      words: lowered(words.slice(-length)),
      text: suffixText(name, words.slice(-length)),
    });
    found.push({
      position: 'PREFIX',
      words: lowered(words.slice(0, length)),
      text: prefixText(name, words.slice(0, length)),
    });
  }
  return found;
}

export function affixKey({ position, words }: Pick<Affix, 'position' | 'words'>): string {
  return position === 'SUFFIX' ? `…${words.join(' ')}` : `${words.join(' ')}…`;
}

/** The affix of these words in the name; null when the name does not carry it. */
export function carried(name: string, affix: Pick<Affix, 'position' | 'words'>): Affix | null {
  const key = affixKey(affix);
  return affixesOf(name).find((each) => affixKey(each) === key) ?? null;
}

/** Whether `long` ends (or begins) with `short` and has more. */
export function extendsAffix(
  long: Pick<Affix, 'position' | 'words'>,
  short: Pick<Affix, 'position' | 'words'>,
): boolean {
  if (long.position !== short.position || long.words.length <= short.words.length) return false;
  const offset = long.position === 'SUFFIX' ? long.words.length - short.words.length : 0;
  return short.words.every((word, index) => word === long.words[index + offset]);
}

function lowered(words: readonly string[]): readonly string[] {
  return words.map((word) => word.toLowerCase());
}

function suffixText(name: string, words: readonly string[]): string {
  let start = name.length;
  for (const word of words.toReversed()) start = name.lastIndexOf(word, start - word.length);
  while (start > 0 && /[^\p{L}\p{N}]/u.test(name[start - 1] ?? '')) start -= 1;
  return name.slice(start);
}

function prefixText(name: string, words: readonly string[]): string {
  let end = 0;
  for (const word of words) end = name.indexOf(word, end) + word.length;
  while (end < name.length && /[^\p{L}\p{N}]/u.test(name[end] ?? '')) end += 1;
  return name.slice(0, end);
}
