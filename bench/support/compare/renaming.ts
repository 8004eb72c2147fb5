/** Acceptance 6: columns found again after seeded renaming, beside a greedy Jaccard on the words of names. */
import { compareSchemas } from '../../../src/catalog/matching/index.js';
import type { DescribedTable } from '../../../src/catalog/semantics/index.js';
import { tokensOf } from '../../../src/catalog/tokens.js';
import type { Score } from '../../types.js';
import type { Random } from '../random.js';
import { addCounts, type Counts, compareParts, noCounts, scoreOf } from '../scores.js';
import { type Mutated, type Mutation, mutate, mutations } from './mutate.js';

export interface RenamingScore {
  readonly kind: string;
  readonly score: Score;
}

const none: Counts = { ...noCounts, unsupported: null, unparsed: null };

/**
 * Cases take turns among the single mutations and all at once, and draw their schema. An item is a case, exact
 * when all its columns are found; precision and recall are over columns, pairs of little margin included, as
 * the assignment has them; `decided` counts those of enough margin alone.
 */
export function scoreRenaming(
  schemas: readonly (readonly DescribedTable[])[],
  cases: number,
  random: Random,
  log: (line: string) => void,
): readonly RenamingScore[] {
  const kinds: readonly (readonly Mutation[])[] = [...mutations.map((each) => [each]), mutations];
  const results = kinds.map(() => ({ ours: none, baseline: none, decided: none }));
  for (let index = 0; index < cases; index += 1) {
    const place = index % kinds.length;
    const draw = random.fork(`case ${index}`);
    const tables = draw.pick(schemas);
    const mutated = mutate(tables, kinds[place] ?? [], draw);
    const result = results[place];
    if (result === undefined) continue;
    const found = foundPairs(tables, mutated);
    result.ours = addCounts(result.ours, countsOf(mutated, found.all));
    result.decided = addCounts(result.decided, countsOf(mutated, found.decided));
    result.baseline = addCounts(result.baseline, countsOf(mutated, baselinePairs(tables, mutated.tables)));
    if ((index + 1) % 100 === 0) log(`compare: ${index + 1} of ${cases} renamed schemas`);
  }
  return results.map(({ ours, baseline, decided }, index) => ({
    kind: kinds[index]?.length === 1 ? (kinds[index]?.[0] ?? '') : 'all at once',
    score: scoreOf(
      ours,
      { name: 'Jaccard on names', f1: scoreOf(baseline).f1 },
      { 'F1 decided': scoreOf(decided).f1 },
    ),
  }));
}

function countsOf({ truth }: Mutated, pairs: readonly string[]): Counts {
  const expected = [...truth].map(([left, right]) => pairKey(left, right));
  const parts = compareParts(expected, pairs);
  const isExact = parts.wrong === 0 && parts.missing === 0;
  return { ...none, ...parts, items: 1, exact: isExact ? 1 : 0 };
}

function foundPairs(
  tables: readonly DescribedTable[],
  { tables: mutated }: Mutated,
): { readonly all: readonly string[]; readonly decided: readonly string[] } {
  const { matched, ambiguous } = compareSchemas(tables, mutated);
  const pairsOf = (status: readonly string[], matches: typeof matched): readonly string[] =>
    matches.flatMap(({ columns }) =>
      columns.flatMap((match) =>
        match.left !== null && match.right !== null && status.includes(match.status)
          ? [pairKey(match.left, match.right)]
          : [],
      ),
    );
  return {
    all: pairsOf(['MATCHED', 'AMBIGUOUS'], [...matched, ...ambiguous]),
    decided: pairsOf(['MATCHED'], matched),
  };
}

/** Tables greedily by the Jaccard similarity of all their words, then columns by that of theirs. */
function baselinePairs(left: readonly DescribedTable[], right: readonly DescribedTable[]): readonly string[] {
  const words = (table: DescribedTable): ReadonlySet<string> =>
    new Set([table.name, ...table.columns.map(({ name }) => name)].flatMap((name) => tokensOf(name)));
  return greedy(left, right, words).flatMap(([one, other]) =>
    greedy(one.columns, other.columns, ({ name }) => new Set(tokensOf(name))).map(([a, b]) =>
      pairKey(a.id, b.id),
    ),
  );
}

function greedy<T>(
  left: readonly T[],
  right: readonly T[],
  wordsOf: (item: T) => ReadonlySet<string>,
): readonly (readonly [T, T])[] {
  const rightWords = right.map(wordsOf);
  const scored = left.flatMap((item, row) => {
    const words = wordsOf(item);
    return rightWords.map((others, column) => ({ row, column, score: jaccard(words, others) }));
  });
  scored.sort((a, b) => b.score - a.score || a.row - b.row || a.column - b.column);
  const [rows, columns] = [new Set<number>(), new Set<number>()];
  return scored.flatMap(({ row, column, score }): readonly (readonly [T, T])[] => {
    const [one, other] = [left[row], right[column]];
    if (score === 0 || rows.has(row) || columns.has(column) || one === undefined || other === undefined)
      return [];
    rows.add(row);
    columns.add(column);
    return [[one, other]];
  });
}

function jaccard(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  let shared = 0;
  for (const word of left) if (right.has(word)) shared += 1;
  const all = left.size + right.size - shared;
  return all === 0 ? 0 : shared / all;
}

function pairKey(left: string, right: string): string {
  return `${left}\n${right}`;
}
