/** The columns of two tables, one to one, with reasons and what else was near. */
import { assign } from '../../stats/assignment.js';
import type { TypeRelation } from '../types/relation.js';
import type { ColumnScorer, MatchReason } from './column-score.js';
import { ambiguousMargin, exchangeMargin, holdersOf } from './margin.js';
import type { SideColumn, SideTable } from './side.js';

export type MatchStatus = 'MATCHED' | 'AMBIGUOUS' | 'ONLY_LEFT' | 'ONLY_RIGHT';

export interface ColumnMatchCandidate {
  readonly right: string;
  readonly score: number;
  readonly reasons: readonly MatchReason[];
}

export interface ColumnMatch {
  readonly left: string | null;
  readonly right: string | null;
  readonly status: MatchStatus;
  /** 0 for a column without a partner. */
  readonly score: number;
  /** Lead over the second best one-to-one solution, see `exchangeMargin`; 0 without a partner. */
  readonly margin: number;
  readonly typeRelation: TypeRelation | null;
  readonly reasons: readonly MatchReason[];
  /** The k best others for the left column, best first. */
  readonly alternatives: readonly ColumnMatchCandidate[];
}

/** Pairs below are no correspondence: two columns alike in type and place alone reach about a half. */
export const minColumnScore = 0.4;
/** Names without a word or a run of letters in common need more than type and place. */
export const minNameScore = 0.1;

/** Scores and assignment of two tables; `matchedColumns` makes the answer of it. */
export interface ColumnAssignment {
  /** By left column, then right column. */
  readonly scores: readonly Float64Array[];
  /** Right column by left column; null: none. */
  readonly partners: readonly (number | null)[];
  /** Sum of the scores of the assigned pairs. */
  readonly total: number;
}

/** O(columns²) scores, then the assignment. */
export function assignColumns(
  left: SideTable,
  right: SideTable,
  tableName: number,
  scorer: ColumnScorer,
): ColumnAssignment {
  const longer = Math.max(left.columns.length, right.columns.length);
  const scores = left.columns.map((column) =>
    Float64Array.from(right.columns, (other) => scorer.score(column, other, tableName, longer)),
  );
  const edges = scores.flatMap((row, leftIndex) =>
    [...row].flatMap((gain, rightIndex) =>
      isCandidate(left.columns[leftIndex], right.columns[rightIndex], gain, scorer)
        ? [{ row: leftIndex, column: rightIndex, gain }]
        : [],
    ),
  );
  const partners = assign(left.columns.length, right.columns.length, edges);
  const total = partners.reduce<number>(
    (sum, partner, index) => sum + (partner === null ? 0 : (scores[index]?.[partner] ?? 0)),
    0,
  );
  return { scores, partners, total };
}

function isCandidate(
  left: SideColumn | undefined,
  right: SideColumn | undefined,
  score: number,
  scorer: ColumnScorer,
): boolean {
  if (left === undefined || right === undefined || score < minColumnScore) return false;
  return scorer.columnName(left, right) >= minNameScore;
}

/** The matches of an assignment: those of the left columns in order, then right columns without a partner. */
export function matchedColumns(
  left: SideTable,
  right: SideTable,
  tableName: number,
  { scores, partners }: ColumnAssignment,
  scorer: ColumnScorer,
  k = 5,
): readonly ColumnMatch[] {
  const longer = Math.max(left.columns.length, right.columns.length);
  const holders = holdersOf(partners);
  const matches = left.columns.map((column, index): ColumnMatch => {
    const row = scores[index] ?? new Float64Array();
    const partner = partners[index] ?? null;
    const ranked = [...row.keys()]
      .filter((other) => other !== partner)
      .sort((a, b) => (row[b] ?? 0) - (row[a] ?? 0) || a - b)
      .slice(0, k);
    const alternatives = ranked.flatMap((other): readonly ColumnMatchCandidate[] => {
      const candidate = right.columns[other];
      if (candidate === undefined) return [];
      const reasons = scorer.reasons(column, candidate, tableName, longer);
      return [{ right: candidate.column.id, score: row[other] ?? 0, reasons }];
    });
    const found = partner === null ? undefined : right.columns[partner];
    if (partner === null || found === undefined)
      return { ...alone, left: column.column.id, status: 'ONLY_LEFT', alternatives };
    const score = row[partner] ?? 0;
    const margin = exchangeMargin(
      index,
      partners,
      right.columns.keys(),
      holders,
      (one, other) => scores[one]?.[other] ?? 0,
    );
    return {
      left: column.column.id,
      right: found.column.id,
      status: margin < ambiguousMargin ? 'AMBIGUOUS' : 'MATCHED',
      score,
      margin,
      typeRelation: scorer.typeRelation(column, found),
      reasons: scorer.reasons(column, found, tableName, longer),
      alternatives,
    };
  });
  const onlyRight = right.columns.flatMap(({ column }, index): readonly ColumnMatch[] =>
    holders.has(index) ? [] : [{ ...alone, right: column.id, status: 'ONLY_RIGHT' }],
  );
  return [...matches, ...onlyRight];
}

const alone = {
  left: null,
  right: null,
  score: 0,
  margin: 0,
  typeRelation: null,
  reasons: [],
  alternatives: [],
} as const;
