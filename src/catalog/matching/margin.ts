/**
 * How clear a pair of an assignment is: its lead over the second best one-to-one solution. A rival that has a
 * clearly better partner of its own is no alternative, so what an exchange would lose is counted for both pairs.
 */

/** Pairs that lead by less are AMBIGUOUS. */
export const ambiguousMargin = 0.05;

/**
 * The least loss, per pair changed, of giving the row another column: a free one, none, or by exchange with its
 * holder; or of giving its column to another row. `score` is 0 for pairs that were not compared. O(rows + columns).
 */
export function exchangeMargin(
  row: number,
  partners: readonly (number | null)[],
  columns: Iterable<number>,
  holders: ReadonlyMap<number, number>,
  score: (row: number, column: number) => number,
): number {
  const own = partners[row] ?? null;
  if (own === null) return 0;
  const gained = score(row, own);
  let margin = gained;
  for (const column of columns) {
    if (column === own) continue;
    const holder = holders.get(column);
    const loss =
      holder === undefined
        ? gained - score(row, column)
        : (gained + score(holder, column) - score(row, column) - score(holder, own)) / 2;
    margin = Math.min(margin, loss);
  }
  partners.forEach((partner, other) => {
    if (partner === null && other !== row) margin = Math.min(margin, gained - score(other, own));
  });
  return margin;
}

/** Row by assigned column. */
export function holdersOf(partners: readonly (number | null)[]): ReadonlyMap<number, number> {
  return new Map(partners.flatMap((column, row) => (column === null ? [] : [[column, row] as const])));
}
