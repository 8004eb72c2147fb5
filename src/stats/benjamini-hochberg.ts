/**
 * q-values of p-values (Benjamini and Hochberg, JRSS B 57, 1995): the least false discovery rate at which each
 * would be reported. In the order given. O(n log n).
 */
export function benjaminiHochberg(pValues: readonly number[]): readonly number[] {
  const byP = pValues.map((p, index) => ({ p, index })).sort((a, b) => b.p - a.p);
  const q = new Array<number>(pValues.length).fill(1);
  let least = 1;
  byP.forEach(({ p, index }, fromTop) => {
    least = Math.min(least, (p * pValues.length) / (pValues.length - fromTop));
    q[index] = least;
  });
  return q;
}
