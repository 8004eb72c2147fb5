/**
 * Short forms one side has for words of the other: a token that only one side uses and that abbreviates exactly one
 * of the words only the other side uses. Says nothing where two words are possible, or the token is known.
 */
import { type AbbreviationPair, type Abbreviations, abbreviates } from '../semantics/abbreviations.js';

/** Shorter tokens abbreviate too much. */
const minLength = 3;

/** Pairs of both directions. O(tokens × words with the same first letter). */
export function crossAbbreviations(
  left: ReadonlySet<string>,
  right: ReadonlySet<string>,
  known: Abbreviations,
): readonly AbbreviationPair[] {
  const [onlyLeft, onlyRight] = [without(left, right), without(right, left)];
  return [...pairs(onlyLeft, onlyRight, known), ...pairs(onlyRight, onlyLeft, known)];
}

function pairs(
  tokens: readonly string[],
  words: readonly string[],
  known: Abbreviations,
): readonly AbbreviationPair[] {
  const byLetter = new Map<string, string[]>();
  for (const word of words) {
    const list = byLetter.get(word.slice(0, 1)) ?? [];
    if (list.length === 0) byLetter.set(word.slice(0, 1), list);
    list.push(word);
  }
  return tokens.flatMap((token): readonly AbbreviationPair[] => {
    if (token.length < minLength || known.isKnown(token)) return [];
    const [word, second] = (byLetter.get(token.slice(0, 1)) ?? []).filter((each) => abbreviates(token, each));
    return word === undefined || second !== undefined ? [] : [{ token, word }];
  });
}

function without(from: ReadonlySet<string>, others: ReadonlySet<string>): readonly string[] {
  return [...from].filter((token) => !others.has(token)).sort();
}
