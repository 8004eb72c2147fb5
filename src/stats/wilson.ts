/** The Wilson score interval of a proportion (E. B. Wilson, JASA 22, 1927). */

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** z of a two-sided 95 % interval. */
export const Z_95 = 1.959963984540054;

/**
 * Interval of k successes in n trials; null when n is 0. Both ends lie in [0, 1].
 * Reference: k = 18, n = 20, z = 1.96 gives [0.699, 0.972].
 */
export function wilson(k: number, n: number, z: number = Z_95): Interval | null {
  if (n === 0) return null;
  const rate = k / n;
  const scale = 1 + (z * z) / n;
  const centre = (rate + (z * z) / (2 * n)) / scale;
  const half = (z * Math.sqrt((rate * (1 - rate)) / n + (z * z) / (4 * n * n))) / scale;
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}
