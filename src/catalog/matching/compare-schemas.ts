/** Which tables and columns of two schemas or systems correspond. Pure; bounded by the caller at 2,000 tables a side. */
import { assign } from '../../stats/assignment.js';
import {
  type Abbreviations,
  learnAbbreviations,
  type NamedInWords,
  seedAbbreviations,
} from '../semantics/abbreviations.js';
import type { DescribedTable } from '../semantics/described.js';
import { candidateTables } from './blocking.js';
import { ColumnScorer } from './column-score.js';
import { ambiguousMargin, exchangeMargin, holdersOf } from './margin.js';
import { assignColumns, type ColumnAssignment, type ColumnMatch, matchedColumns } from './match-columns.js';
import { prepareSides, type Sides, type SideTable } from './side.js';

export interface TableMatch {
  readonly left: string;
  readonly right: string;
  /** 0.4 · name + 0.6 · Σ assigned column scores ÷ columns of the wider table. */
  readonly score: number;
  /** Lead over the second best one-to-one solution, see `exchangeMargin`. */
  readonly margin: number;
  readonly columns: readonly ColumnMatch[];
}

export interface SchemaComparison {
  readonly matched: readonly TableMatch[];
  /** Pairs that lead the second best by less than 0.05. */
  readonly ambiguous: readonly TableMatch[];
  readonly onlyLeft: readonly string[];
  readonly onlyRight: readonly string[];
  /** Twice the sum of the scores of all pairs over the tables of both sides: 1 for equal schemas, 1 for empty ones. */
  readonly similarity: number;
  readonly threshold: number;
}

export interface CompareOptions {
  /** Score from which two tables correspond. Default 0.55. */
  readonly threshold?: number;
  /** Abbreviations of the estate; default the seed list. Pairs the matches themselves teach are added. */
  readonly abbreviations?: Abbreviations;
}

/**
 * Compares two sets of tables: candidates by blocking, exact scores for those, a one-to-one assignment. What the
 * names of matched columns teach of abbreviations is used in a second pass. O(tables × 12 × columns²).
 */
export function compareSchemas(
  left: readonly DescribedTable[],
  right: readonly DescribedTable[],
  options: CompareOptions = {},
): SchemaComparison {
  const threshold = options.threshold ?? 0.55;
  const first = pairTables(prepareSides(left, right, options.abbreviations), threshold);
  const learned = learnAbbreviations(namesOfMatches(first));
  if (learned.length === 0) return comparison(first, threshold);
  const known = (options.abbreviations ?? seedAbbreviations).with(learned);
  return comparison(pairTables(prepareSides(left, right, known), threshold), threshold);
}

/** Ranked candidates and the one-to-one assignment of the columns of two tables. */
export function matchColumns(
  left: DescribedTable,
  right: DescribedTable,
  k = 5,
  abbreviations?: Abbreviations,
): readonly ColumnMatch[] {
  const sides = prepareSides([left], [right], abbreviations);
  const scorer = new ColumnScorer(sides);
  const [one] = sides.left.tables;
  const [other] = sides.right.tables;
  if (one === undefined || other === undefined) return [];
  const name = scorer.tableName(one, other);
  return matchedColumns(one, other, name, assignColumns(one, other, name, scorer), scorer, k);
}

interface Pair {
  readonly left: number;
  readonly right: number;
  readonly name: number;
  readonly columns: ColumnAssignment;
  readonly score: number;
}

interface Paired {
  readonly sides: Sides;
  readonly scorer: ColumnScorer;
  readonly pairs: readonly Pair[];
  /** The pair of each table of the left; null: none. */
  readonly chosen: readonly (Pair | null)[];
}

function pairTables(sides: Sides, threshold: number): Paired {
  const scorer = new ColumnScorer(sides);
  const [left, right] = [sides.left.tables, sides.right.tables];
  const pairs = candidateTables(left, right).flatMap(([leftIndex, rightIndex]): readonly Pair[] => {
    const [one, other] = [left[leftIndex], right[rightIndex]];
    if (one === undefined || other === undefined) return [];
    return [{ left: leftIndex, right: rightIndex, ...tableScore(one, other, scorer) }];
  });
  const eligible = pairs.filter(({ score }) => score >= threshold);
  const columnsOfRows = assign(
    left.length,
    right.length,
    eligible.map((pair) => ({ row: pair.left, column: pair.right, gain: pair.score })),
  );
  const byPlace = new Map(eligible.map((pair) => [placeKey(pair.left, pair.right), pair]));
  const chosen = columnsOfRows.map((column, row) =>
    column === null ? null : (byPlace.get(placeKey(row, column)) ?? null),
  );
  return { sides, scorer, pairs, chosen };
}

/** Score of two tables and the assignment of their columns behind it. */
export function tableScore(
  left: SideTable,
  right: SideTable,
  scorer: ColumnScorer,
): Omit<Pair, 'left' | 'right'> {
  const name = scorer.tableName(left, right);
  const columns = assignColumns(left, right, name, scorer);
  const widest = Math.max(left.columns.length, right.columns.length);
  // Tables without columns have only their names to go by.
  const score = widest === 0 ? name : 0.4 * name + 0.6 * (columns.total / widest);
  return { name, columns, score };
}

function comparison({ sides, scorer, pairs, chosen }: Paired, threshold: number): SchemaComparison {
  const [left, right] = [sides.left.tables, sides.right.tables];
  const byPlace = new Map(pairs.map((pair) => [placeKey(pair.left, pair.right), pair.score]));
  const rivals = new Map<number, number[]>();
  for (const pair of pairs) rivals.set(pair.left, [...(rivals.get(pair.left) ?? []), pair.right]);
  const partners = chosen.map((pair) => pair?.right ?? null);
  const holders = holdersOf(partners);
  const score = (row: number, column: number): number => byPlace.get(placeKey(row, column)) ?? 0;
  const matches = chosen.flatMap((pair): readonly TableMatch[] => {
    if (pair === null) return [];
    const [one, other] = [left[pair.left], right[pair.right]];
    if (one === undefined || other === undefined) return [];
    return [
      {
        left: one.table.id,
        right: other.table.id,
        score: pair.score,
        margin: exchangeMargin(pair.left, partners, rivals.get(pair.left) ?? [], holders, score),
        columns: matchedColumns(one, other, pair.name, pair.columns, scorer),
      },
    ];
  });
  const takenLeft = new Set(matches.map((match) => match.left));
  const takenRight = new Set(matches.map((match) => match.right));
  const tables = left.length + right.length;
  return {
    matched: matches.filter(({ margin }) => margin >= ambiguousMargin),
    ambiguous: matches.filter(({ margin }) => margin < ambiguousMargin),
    onlyLeft: left.map(({ table }) => table.id).filter((id) => !takenLeft.has(id)),
    onlyRight: right.map(({ table }) => table.id).filter((id) => !takenRight.has(id)),
    similarity: tables === 0 ? 1 : (2 * matches.reduce((sum, { score }) => sum + score, 0)) / tables,
    threshold,
  };
}

function placeKey(row: number, column: number): string {
  return `${row}/${column}`;
}

/** Names of matched columns that differ, each beside the words of the other. */
function namesOfMatches({ sides, chosen }: Paired): readonly NamedInWords[] {
  return chosen.flatMap((pair) => {
    if (pair === null) return [];
    const [left, right] = [sides.left.tables[pair.left], sides.right.tables[pair.right]];
    return pair.columns.partners.flatMap((partner, index): readonly NamedInWords[] => {
      const one = left?.columns[index];
      const other = partner === null ? undefined : right?.columns[partner];
      if (one === undefined || other === undefined || one.name.normal === other.name.normal) return [];
      const [own, others] = [one.name.tokens, other.name.tokens];
      const apart = (from: ReadonlySet<string>, without: ReadonlySet<string>): string[] =>
        [...from].filter((token) => !without.has(token));
      const [onlyOwn, onlyOthers] = [apart(own, others), apart(others, own)];
      return [
        { name: onlyOwn.join(' '), words: onlyOthers },
        { name: onlyOthers.join(' '), words: onlyOwn },
      ];
    });
  });
}
