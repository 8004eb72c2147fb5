/** Acceptance 2 and 3: two dialects of one model match table by table and column by column. */
import { compareSchemas, type SchemaComparison } from '../../../src/catalog/matching/index.js';
import type { DescribedTable } from '../../../src/catalog/semantics/index.js';
import type { Miss, Score } from '../../types.js';
import { normalForm } from '../ddl/agreement.js';
import { type Counts, scoreOf } from '../scores.js';

export interface PairScore {
  readonly counts: Counts;
  readonly score: Score;
  readonly misses: readonly Miss[];
}

/** What a folder's README says a dialect holds, where it says so. */
export interface Promised {
  readonly tables?: number | undefined;
  readonly columns?: number | undefined;
}

/**
 * An item is a column of the left; what corresponds is known by the names, which differ in style alone. What is
 * promised and was not even read counts as missing.
 */
export function scorePair(
  group: string,
  left: readonly DescribedTable[],
  right: readonly DescribedTable[],
  promised: Promised = {},
): PairScore {
  const comparison = compareSchemas(left, right);
  const names = namesById([...left, ...right]);
  const isSame = (a: string, b: string): boolean => names.get(a) === names.get(b);
  const shared = expectedPairs(left, right);
  const expected = {
    tables: Math.max(shared.tables, promised.tables ?? 0),
    columns: Math.max(shared.columns, promised.columns ?? 0),
  };
  const columns = [...comparison.matched, ...comparison.ambiguous].flatMap((match) => match.columns);
  const matched = columns.filter(({ status }) => status === 'MATCHED');
  const found = matched.filter((match) => isSame(match.left ?? '', match.right ?? '')).length;
  const counts: Counts = {
    items: expected.columns,
    exact: found,
    right: found,
    wrong: matched.length - found,
    missing: expected.columns - found,
    unsupported: null,
    unparsed: null,
  };
  const tables = comparison.matched.filter((match) => isSame(match.left, match.right)).length;
  const misses = missesOf(group, comparison, isSame);
  return {
    counts,
    misses,
    score: scoreOf(counts, null, {
      tables: { items: expected.tables, exact: tables },
      ambiguous: comparison.ambiguous.length + columns.filter(({ status }) => status === 'AMBIGUOUS').length,
      incompatible: columns.filter(({ typeRelation }) => typeRelation === 'INCOMPATIBLE').length,
    }),
  };
}

/** Tables and columns of the left whose names the right has too. */
function expectedPairs(
  left: readonly DescribedTable[],
  right: readonly DescribedTable[],
): { readonly tables: number; readonly columns: number } {
  const others = new Set(namesById(right).values());
  const shared = [...namesById(left).values()].filter((name) => others.has(name));
  const tables = shared.filter((name) => !name.includes('.')).length;
  return { tables, columns: shared.length - tables };
}

/** `mediatype` and `mediatype.name`, by id. */
function namesById(tables: readonly DescribedTable[]): ReadonlyMap<string, string> {
  return new Map(
    tables.flatMap((table) => [
      [table.id, normalForm(table.name)] as const,
      ...table.columns.map(({ id, name }) => [id, `${normalForm(table.name)}.${normalForm(name)}`] as const),
    ]),
  );
}

function missesOf(
  group: string,
  { matched, ambiguous, onlyLeft, onlyRight }: SchemaComparison,
  isSame: (left: string, right: string) => boolean,
): readonly Miss[] {
  const wrong = matched.flatMap(({ columns }) =>
    columns.flatMap((match): readonly Miss[] => {
      const isRight = match.status === 'MATCHED' && isSame(match.left ?? '', match.right ?? '');
      const item = match.left ?? match.right ?? '';
      const got = `${match.status} ${match.right ?? 'nothing'} (${match.score.toFixed(3)}, lead ${match.margin.toFixed(3)})`;
      return isRight ? [] : [{ group, item, expected: 'its namesake', got }];
    }),
  );
  const alone = [...onlyLeft, ...onlyRight].map(
    (item): Miss => ({ group, item, expected: 'its namesake', got: 'no table' }),
  );
  const undecided = ambiguous.map(
    (match): Miss => ({ group, item: match.left, expected: 'its namesake', got: `AMBIGUOUS ${match.right}` }),
  );
  return [...wrong, ...alone, ...undecided];
}
