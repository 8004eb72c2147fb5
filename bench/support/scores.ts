/** Counts of a scorer and what follows from them. */
import type { Baseline, Score } from '../types.js';

/** Asserted parts: found and right, found and wrong, not found. */
export interface PartCounts {
  readonly right: number;
  readonly wrong: number;
  readonly missing: number;
}

export interface Counts extends PartCounts {
  readonly items: number;
  readonly exact: number;
  readonly unsupported: number | null;
  readonly unparsed: number | null;
}

export const noCounts: Counts = {
  items: 0,
  exact: 0,
  right: 0,
  wrong: 0,
  missing: 0,
  unsupported: 0,
  unparsed: 0,
};

export function addCounts(left: Counts, right: Counts): Counts {
  return {
    items: left.items + right.items,
    exact: left.exact + right.exact,
    right: left.right + right.right,
    wrong: left.wrong + right.wrong,
    missing: left.missing + right.missing,
    unsupported: addNullable(left.unsupported, right.unsupported),
    unparsed: addNullable(left.unparsed, right.unparsed),
  };
}

/** Compares two sets of parts by their text. */
export function compareParts(expected: Iterable<string>, got: Iterable<string>): PartCounts {
  const want = new Set(expected);
  const have = new Set(got);
  let right = 0;
  for (const part of have) if (want.has(part)) right += 1;
  return { right, wrong: have.size - right, missing: want.size - right };
}

/** A share; null where there is nothing to divide by. */
export function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

/** Precision, recall and F1 (van Rijsbergen 1979) of the counts. */
export function scoreOf(
  counts: Counts,
  baseline: Baseline | null = null,
  metrics: Readonly<Record<string, unknown>> = {},
): Score {
  const precision = ratio(counts.right, counts.right + counts.wrong);
  const recall = ratio(counts.right, counts.right + counts.missing);
  const f1 = ratio(2 * counts.right, 2 * counts.right + counts.wrong + counts.missing);
  return {
    items: counts.items,
    exact: counts.exact,
    precision,
    recall,
    f1,
    unsupported: counts.unsupported,
    unparsed: counts.unparsed,
    baseline,
    ...metrics,
  };
}

function addNullable(left: number | null, right: number | null): number | null {
  return left === null && right === null ? null : (left ?? 0) + (right ?? 0);
}
