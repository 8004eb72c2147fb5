/**
 * Structures that occur in several systems more often than chance would have it. Shuffling whole signatures among
 * tables leaves the number of each as it is and could tell nothing; so what is shuffled, within tables of about the
 * same size, is what signatures are made of: column buckets, key shapes and numbers of references. A structure is
 * sure when chance makes none of that size as frequent across systems.
 */
import { benjaminiHochberg } from '../../stats/benjamini-hochberg.js';
import { permutationTest, type ShuffledCounts } from '../../stats/permutation.js';
import { seededRandom, shuffle } from '../../stats/random.js';
import { powerOfTwo, signatureOf, type TableStructure } from './structure.js';

export interface SystemTable {
  readonly id: string;
  readonly system: string;
  readonly structure: TableStructure;
}

export interface CrossSystemPattern {
  readonly signature: string;
  /** By id. */
  readonly systems: readonly string[];
  readonly tables: readonly string[];
  readonly occurrences: number;
  readonly expected: number;
  readonly lift: number;
  readonly pValue: number;
  /** Over all structures that occur in enough systems. */
  readonly qValue: number;
}

export interface CrossSystemOptions {
  /** Default 2. */
  readonly minSystems?: number;
  /** Default 200. */
  readonly shuffles?: number;
  /** Default 1. The same seed gives the same figures. */
  readonly seed?: number;
}

/** Patterns, the surest first. The order of the tables changes nothing. O(shuffles · columns). */
export function crossSystemPatterns(
  tables: readonly SystemTable[],
  options: CrossSystemOptions = {},
): readonly CrossSystemPattern[] {
  const ordered = [...tables].sort((a, b) => compareText(a.id, b.id));
  const minSystems = options.minSystems ?? 2;
  const shared = occurrencesOf(ordered, minSystems);
  const sizes = new Map(shared.map((each) => [each.signature, sizesOf(each)]));
  const random = seededRandom(options.seed ?? 1);
  const results = permutationTest(
    new Map(shared.map(({ signature, own }) => [signature, own.length])),
    options.shuffles ?? 200,
    () => shuffledCounts(ordered, minSystems, sizes, random),
  );
  const patterns = shared.flatMap(({ signature, own, systems }) => {
    const result = results.get(signature);
    if (result === undefined) return [];
    const { observed, expected, lift, pValue } = result;
    return [
      { signature, systems, tables: own.map(({ id }) => id), occurrences: observed, expected, lift, pValue },
    ];
  });
  const qValues = benjaminiHochberg(patterns.map(({ pValue }) => pValue));
  return patterns
    .map((pattern, index) => ({ ...pattern, qValue: qValues[index] ?? 1 }))
    .sort((a, b) => a.qValue - b.qValue || b.lift - a.lift || compareText(a.signature, b.signature));
}

interface Occurrences {
  readonly signature: string;
  readonly own: readonly SystemTable[];
  readonly systems: readonly string[];
}

/** Signatures that occur in enough systems. */
function occurrencesOf(tables: readonly SystemTable[], minSystems: number): readonly Occurrences[] {
  return [...groupBy(tables, ({ structure }) => signatureOf(structure))]
    .map(([signature, own]) => ({
      signature,
      own,
      systems: [...new Set(own.map(({ system }) => system))].sort(),
    }))
    .filter(({ systems }) => systems.length >= minSystems);
}

/** Size buckets of a signature's tables: a few, since its numbers are powers of two. */
function sizesOf({ own }: Occurrences): readonly string[] {
  return [...new Set(own.map(sizeOf))];
}

function sizeOf({ structure }: SystemTable): string {
  return powerOfTwo(structure.columns.length);
}

function shuffledCounts(
  tables: readonly SystemTable[],
  minSystems: number,
  sizes: ReadonlyMap<string, readonly string[]>,
  random: () => number,
): ShuffledCounts {
  const dealt = [...groupBy(tables, sizeOf).values()].flatMap((bucket) => shuffled(bucket, random));
  const counts = new Map<string, number>();
  for (const { structure } of dealt) {
    const signature = signatureOf(structure);
    counts.set(signature, (counts.get(signature) ?? 0) + 1);
  }
  const greatest = new Map<string, number>();
  for (const found of occurrencesOf(dealt, minSystems))
    for (const size of sizesOf(found))
      greatest.set(size, Math.max(greatest.get(size) ?? 0, found.own.length));
  return {
    count: (signature) => counts.get(signature) ?? 0,
    greatest: (signature) =>
      Math.max(0, ...(sizes.get(signature) ?? []).map((size) => greatest.get(size) ?? 0)),
  };
}

/** Columns, key shapes and references dealt anew; every table keeps its number of columns. */
function shuffled(bucket: readonly SystemTable[], random: () => number): readonly SystemTable[] {
  const columns = bucket.flatMap(({ structure }) => structure.columns);
  const keyShapes = bucket.map(({ structure }) => structure.keyShape);
  const references = bucket.map(({ structure }) => structure.references);
  for (const parts of [columns, keyShapes, references]) shuffle<string | number>(parts, random);
  let dealt = 0;
  return bucket.map((table, index) => {
    const own = columns.slice(dealt, dealt + table.structure.columns.length);
    dealt += own.length;
    const structure = { columns: own, keyShape: keyShapes[index] ?? '', references: references[index] ?? 0 };
    return { ...table, structure };
  });
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
