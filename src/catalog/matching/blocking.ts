/** Which tables are worth comparing: those that share a rare word, so that no cross product is ever made. */
import type { SideTable } from './side.js';

/** Candidates kept for each table of the left. */
export const candidatesPerTable = 12;

/**
 * Pairs of indices, left by left. Keys are the words of table and column names, and the first consonants of each
 * word, which an abbreviation keeps. A key weighs ln(tables ÷ tables with it); one that more than half of the
 * tables have tells nothing apart. O(keys × tables with them).
 */
export function candidateTables(
  left: readonly SideTable[],
  right: readonly SideTable[],
): readonly (readonly [left: number, right: number])[] {
  const leftKeys = left.map(blockingKeys);
  const rightKeys = right.map(blockingKeys);
  const holders = new Map<string, number[]>();
  rightKeys.forEach((keys, index) => {
    for (const key of keys.keys()) {
      const list = holders.get(key);
      if (list === undefined) holders.set(key, [index]);
      else list.push(index);
    }
  });
  return leftKeys.flatMap((keys, index) => {
    const shared = new Map<number, number>();
    for (const [key, factor] of keys) {
      const tables = holders.get(key) ?? [];
      const rarity = Math.log((right.length + 1) / tables.length);
      if (tables.length > Math.max(smallSide, right.length / 2)) continue;
      for (const other of tables) {
        const weight = factor * (rightKeys[other]?.get(key) ?? 0) * rarity;
        shared.set(other, (shared.get(other) ?? 0) + weight);
      }
    }
    const ranked = [...shared].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, candidatesPerTable);
    const least = minShare * (ranked[0]?.[1] ?? 0);
    return ranked.filter(([, weight]) => weight >= least).map(([other]) => [index, other] as const);
  });
}

/** Of the weight of the best candidate; one that shares less is no rival of it. */
const minShare = 0.25;

/** A key of so few tables is never left out. */
const smallSide = 20;

/** A word of the table's name tells more than one of a column's, a word more than its consonants. */
function blockingKeys({ name, columns }: SideTable): ReadonlyMap<string, number> {
  const keys = new Map<string, number>();
  const add = (words: Iterable<string>, weight: number): void => {
    for (const word of words) {
      for (const [key, factor] of [
        [`=${word}`, 1],
        [`~${consonants(word)}`, 0.5],
      ] as const)
        keys.set(key, Math.max(keys.get(key) ?? 0, weight * factor));
    }
  };
  for (const column of columns) add(column.name.expanded, 1);
  add(name.expanded, 2);
  return keys;
}

/** The first letter and the next two consonants: `customer`, `cust` and `cstmr` begin alike. */
export function consonants(word: string): string {
  return (word.slice(0, 1) + word.slice(1).replace(/[aeiouy]/g, '')).slice(0, 3);
}
