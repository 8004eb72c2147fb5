/** The seeded generator of the benches: the same seed gives the same numbers on every machine. */

export interface Random {
  /** In [0, 1). */
  next(): number;
  /** Integer in [0, bound). */
  below(bound: number): number;
  pick<T>(items: readonly T[]): T;
  /** `count` distinct items, in the order of `items`; all of them when there are fewer. */
  sample<T>(items: readonly T[], count: number): T[];
  chance(probability: number): boolean;
  /** A generator of its own, so that one part of an input does not shift another. */
  fork(name: string): Random;
}

export function seededRandom(seed: number | string): Random {
  let state = hash32(String(seed));
  const next = (): number => {
    // mulberry32 (Tommy Ettinger, 2017), public domain.
    state = (state + 0x6d2b79f5) >>> 0;
    let word = state;
    word = Math.imul(word ^ (word >>> 15), word | 1);
    word ^= word + Math.imul(word ^ (word >>> 7), word | 61);
    return ((word ^ (word >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (bound: number): number => Math.floor(next() * bound);
  return {
    next,
    below,
    pick: (items) => {
      const item = items[below(items.length)];
      if (item === undefined) throw new RangeError('pick from an empty list');
      return item;
    },
    sample: (items, count) => {
      const order = items.map((_, index) => index);
      for (let index = order.length - 1; index > 0; index -= 1) {
        const other = below(index + 1);
        [order[index], order[other]] = [order[other] ?? 0, order[index] ?? 0];
      }
      const chosen = new Set(order.slice(0, count));
      return items.filter((_, index) => chosen.has(index));
    },
    chance: (probability) => next() < probability,
    fork: (name) => seededRandom(`${seed}/${name}`),
  };
}

/** FNV-1a, 32 bits (Fowler, Noll, Vo 1991). */
function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return hash;
}
