/** Counts against the counts of shuffled arrangements. */

export interface PermutationResult {
  readonly observed: number;
  /** Mean count over the shuffles and the arrangement observed. */
  readonly expected: number;
  /** observed ÷ expected: above 1, it occurs more often than by chance. */
  readonly lift: number;
  /** Share of the arrangements, the observed one included, in which the greatest rival count is at least as great. */
  readonly pValue: number;
}

/** One shuffled arrangement, counted. */
export interface ShuffledCounts {
  count(key: string): number;
  /** The greatest count of any key that could have been picked in this one's stead, the key itself included. */
  greatest(key: string): number;
}

/**
 * Expectation, lift and p of each observed count over `shuffles` arrangements, each made by `recount`. The keys are
 * picked because they were observed, and any one key is rare by chance though some key is not: p therefore ranks a
 * count among the greatest counts of the shuffles (Westfall and Young, Resampling-Based Multiple Testing, 1993).
 * The arrangement observed is one of those possible and is counted with them, so that no p is 0 and no lift infinite
 * (Phipson and Smyth, Stat. Appl. Genet. Mol. Biol. 9, 2010). Given the same shuffles, a greater count has a
 * greater lift and no greater p.
 */
export function permutationTest(
  observed: ReadonlyMap<string, number>,
  shuffles: number,
  recount: () => ShuffledCounts,
): ReadonlyMap<string, PermutationResult> {
  const sums = new Map<string, number>();
  const reached = new Map<string, number>();
  for (let index = 0; index < shuffles; index += 1) {
    const counted = recount();
    for (const [key, count] of observed) {
      sums.set(key, (sums.get(key) ?? 0) + counted.count(key));
      if (counted.greatest(key) >= count) reached.set(key, (reached.get(key) ?? 0) + 1);
    }
  }
  return new Map(
    [...observed].map(([key, count]) => {
      const expected = ((sums.get(key) ?? 0) + count) / (shuffles + 1);
      const pValue = ((reached.get(key) ?? 0) + 1) / (shuffles + 1);
      return [key, { observed: count, expected, lift: count / expected, pValue }];
    }),
  );
}
