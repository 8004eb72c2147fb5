import { describe, expect, it } from 'vitest';
import { permutationTest, type ShuffledCounts } from '../../src/stats/permutation.js';

/** Arrangements in turn, as if they had been shuffled; every key is a rival of every other. */
function given(...arrangements: readonly Readonly<Record<string, number>>[]): () => ShuffledCounts {
  let next = 0;
  return () => {
    const counts = arrangements[next % arrangements.length] ?? {};
    next += 1;
    return { count: (key) => counts[key] ?? 0, greatest: () => Math.max(0, ...Object.values(counts)) };
  };
}

describe('counts against shuffled arrangements', () => {
  it('counts the observed arrangement as one of them', () => {
    const result = permutationTest(new Map([['a', 4]]), 3, given({ a: 1 }, { a: 4 }, {}));
    // Mean of 1, 4, 0 and the 4 observed; two of the four arrangements have at least 4.
    expect(result.get('a')).toEqual({ observed: 4, expected: 9 / 4, lift: 16 / 9, pValue: 0.5 });
  });

  it('never gives a p of 0 nor an infinite lift to what no shuffle shows', () => {
    const result = permutationTest(new Map([['a', 2]]), 199, given({}));
    expect(result.get('a')).toMatchObject({ expected: 2 / 200, pValue: 1 / 200 });
    expect(result.get('a')?.lift).toBeCloseTo(200, 9);
  });

  it('takes no count for rare that some rival reaches by chance', () => {
    const result = permutationTest(new Map([['a', 2]]), 4, given({ b: 2 }, { c: 3 }, { d: 1 }, { e: 2 }));
    // Three of four shuffles show some key twice, and none of them a: expected 2 / 5, p 4 / 5.
    expect(result.get('a')).toEqual({ observed: 2, expected: 0.4, lift: 5, pValue: 0.8 });
  });

  it('ranks more occurrences no lower under the same shuffles', () => {
    const shuffles = [{ a: 0 }, { a: 1 }, { a: 2 }, { a: 3 }, { a: 1 }];
    const results = [1, 2, 3, 4, 5].map((count) =>
      permutationTest(new Map([['a', count]]), 5, given(...shuffles)).get('a'),
    );
    results.slice(1).forEach((result, index) => {
      expect(result?.lift).toBeGreaterThan(results[index]?.lift ?? Number.NaN);
      expect(result?.pValue).toBeLessThanOrEqual(results[index]?.pValue ?? Number.NaN);
    });
  });
});
