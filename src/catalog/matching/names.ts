/** How alike two names are. */
import type { Abbreviations } from '../semantics/abbreviations.js';
import { tokensOf } from '../tokens.js';

/** A name taken apart once, so that comparing is cheap. */
export interface NameFeatures {
  readonly tokens: ReadonlySet<string>;
  readonly expanded: ReadonlySet<string>;
  /** Normal form: the normal tokens together; `text` sets them apart. */
  readonly normal: string;
  readonly text: string;
  readonly trigrams: ReadonlySet<string>;
}

/** Features of a name without the words a side's common affixes are. */
export function nameFeatures(tokens: readonly string[], abbreviations: Abbreviations): NameFeatures {
  return {
    tokens: new Set(tokens),
    expanded: new Set(tokens.map((token) => abbreviations.word(token))),
    normal: tokens.join(''),
    text: tokens.join(' '),
    trigrams: new Set(tokens.flatMap(trigramsOf)),
  };
}

/** Weights of tokens: ln(1 + N ÷ names with the token) over the names of both sides. */
export class TokenWeights {
  readonly #counts = new Map<string, number>();
  readonly #names: number;

  constructor(names: Iterable<NameFeatures>) {
    let count = 0;
    for (const { tokens } of names) {
      count += 1;
      for (const token of tokens) this.#counts.set(token, (this.#counts.get(token) ?? 0) + 1);
    }
    this.#names = count;
  }

  weight(token: string): number {
    return Math.log(1 + this.#names / (this.#counts.get(token) ?? 1));
  }
}

/**
 * In [0, 1]: 1 for equal normal forms, else the greater of the mean of trigram Dice (Dice 1945) and idf-weighted
 * token Jaccard, and the Jaccard of the tokens read as words. Symmetric. O(length).
 */
export function nameScore(left: NameFeatures, right: NameFeatures, weights: TokenWeights): number {
  if (left.normal === right.normal) return 1;
  const asWritten =
    0.5 * dice(left.trigrams, right.trigrams) +
    0.5 * jaccard(left.tokens, right.tokens, (token) => weights.weight(token));
  return Math.max(
    asWritten,
    jaccard(left.expanded, right.expanded, () => 1),
  );
}

export function jaccard(
  left: ReadonlySet<string>,
  right: ReadonlySet<string>,
  weight: (item: string) => number,
): number {
  let shared = 0;
  let all = 0;
  for (const item of left) {
    all += weight(item);
    if (right.has(item)) shared += weight(item);
  }
  for (const item of right) if (!left.has(item)) all += weight(item);
  return all === 0 ? 0 : shared / all;
}

function dice(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  if (left.size + right.size === 0) return 0;
  let shared = 0;
  for (const item of left) if (right.has(item)) shared += 1;
  return (2 * shared) / (left.size + right.size);
}

/** As PostgreSQL's pg_trgm: two blanks before a word, one behind it. */
function trigramsOf(word: string): readonly string[] {
  const padded = `  ${word} `;
  return Array.from({ length: padded.length - 2 }, (_, index) => padded.slice(index, index + 3));
}

/** Words all names of a side share at one end, such as `stg` of `stg_orders`. */
export interface CommonAffixes {
  readonly prefix: readonly string[];
  readonly suffix: readonly string[];
}

const commonShare = 0.8;
const maxCommonWords = 3;

/** The longest prefix and suffix that at least 80 % of the names carry before or behind a word of their own. */
export function commonAffixes(names: readonly string[]): CommonAffixes {
  const tokens = names.map((name) => tokensOf(name));
  if (names.length < 2) return { prefix: [], suffix: [] };
  return { prefix: common(tokens), suffix: common(tokens.map((words) => words.toReversed())).toReversed() };
}

/**
 * What of a side's affixes tells nothing in a comparison: words that the other side never uses, or that it carries
 * at the same end as well. `order` of `order_item` and `order_note` means something beside a table `orders`.
 */
export function affixesApart(
  own: CommonAffixes,
  other: CommonAffixes,
  otherNames: readonly string[],
): CommonAffixes {
  const used = new Set(otherNames.flatMap((name) => tokensOf(name)));
  const isApart = (words: readonly string[], others: readonly string[]): boolean =>
    words.join(' ') === others.join(' ') || words.every((word) => !used.has(word));
  return {
    prefix: isApart(own.prefix, other.prefix) ? own.prefix : [],
    suffix: isApart(own.suffix, other.suffix) ? own.suffix : [],
  };
}

function common(names: readonly (readonly string[])[]): readonly string[] {
  const found: string[] = [];
  let rest = names;
  while (found.length < maxCommonWords) {
    const counts = new Map<string, number>();
    for (const [first, ...more] of rest)
      if (first !== undefined && more.length > 0) counts.set(first, (counts.get(first) ?? 0) + 1);
    const [word] = [...counts]
      .filter(([, count]) => count >= commonShare * names.length)
      .map(([text]) => text);
    if (word === undefined) return found;
    found.push(word);
    rest = rest
      .filter(([first, ...more]) => first === word && more.length > 0)
      .map((words) => words.slice(1));
  }
  return found;
}

/** Normal tokens of a name without the affixes; a name that would have none left keeps all. */
export function ownTokens(name: string, { prefix, suffix }: CommonAffixes): readonly string[] {
  const tokens = tokensOf(name);
  const starts = prefix.every((word, index) => tokens[index] === word);
  const from = starts ? prefix.length : 0;
  const rest = tokens.slice(from);
  const ends = suffix.every((word, index) => rest[rest.length - suffix.length + index] === word);
  const own = ends ? rest.slice(0, rest.length - suffix.length) : rest;
  return own.length > 0 ? own : tokens;
}
