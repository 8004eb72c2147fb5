import { describe, expect, it } from 'vitest';
import { benjaminiHochberg } from '../../src/stats/benjamini-hochberg.js';
import { estimatedJaccard, minHash } from '../../src/stats/min-hash.js';
import { seededRandom, shuffle } from '../../src/stats/random.js';

describe('q-values', () => {
  it('are those of the procedure worked by hand', () => {
    // p·n/rank = 0.04, 0.05, 0.04, 0.05 … from the top the running least: 0.05, 0.04, 0.04, 0.04.
    const q = benjaminiHochberg([0.01, 0.025, 0.03, 0.05]);
    expect(q.map((value) => Number(value.toFixed(10)))).toEqual([0.04, 0.04, 0.04, 0.05]);
  });

  it('keep the order given, never pass 1, and are p itself for one test', () => {
    expect(benjaminiHochberg([0.9, 0.01])).toEqual([0.9, 0.02]);
    expect(benjaminiHochberg([1, 1, 1])).toEqual([1, 1, 1]);
    expect(benjaminiHochberg([0.3])).toEqual([0.3]);
    expect(benjaminiHochberg([])).toEqual([]);
  });
});

describe('MinHash', () => {
  const words = (from: number, to: number): string[] =>
    Array.from({ length: to - from }, (_, index) => `word${from + index}`);

  it('estimates the Jaccard similarity within three standard errors', () => {
    for (const [shared, total] of [
      [50, 150],
      [75, 125],
      [10, 190],
    ] as const) {
      const half = (total - shared) / 2;
      const left = minHash(words(0, half + shared));
      const right = minHash(words(half, total));
      const jaccard = shared / total;
      const error = Math.sqrt((jaccard * (1 - jaccard)) / 64);
      expect(Math.abs(estimatedJaccard(left, right) - jaccard)).toBeLessThan(3 * error);
    }
  });

  it('knows equal and disjoint sets, whatever their order', () => {
    expect(estimatedJaccard(minHash(['a', 'b', 'a']), minHash(['b', 'a']))).toBe(1);
    expect(estimatedJaccard(minHash(words(0, 40)), minHash(words(40, 80)))).toBeLessThan(0.1);
  });
});

describe('seeded random numbers', () => {
  it('tell the same again, and others for another seed', () => {
    const draw = (seed: number) => Array.from({ length: 5 }, seededRandom(seed));
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
  });

  it('shuffle every order about as often', () => {
    const random = seededRandom(1);
    const counts = new Map<string, number>();
    for (let i = 0; i < 6000; i += 1) {
      const items = ['a', 'b', 'c'];
      shuffle(items, random);
      counts.set(items.join(''), (counts.get(items.join('')) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    // 1000 each; five standard deviations of a binomial are 144.
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(144);
  });
});
