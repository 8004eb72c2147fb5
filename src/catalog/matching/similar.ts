/** Tables and columns like a given one: MinHash finds the candidates, the exact score ranks them. */
import { estimatedJaccard, minHash } from '../../stats/min-hash.js';
import type { Abbreviations } from '../semantics/abbreviations.js';
import { seedAbbreviations } from '../semantics/abbreviations.js';
import type { DescribedColumn, DescribedTable } from '../semantics/described.js';
import { ColumnScorer } from './column-score.js';
import { tableScore } from './compare-schemas.js';
import { prepareSides } from './side.js';

export interface Similar {
  readonly id: string;
  /** The exact score of matching, in [0, 1]. */
  readonly score: number;
}

/** What is stored of a table or column to find others like it. */
export interface Signature {
  readonly id: string;
  readonly minHash: Uint32Array;
}

/** Of the words of a table's column names. */
export function tableSignature(
  table: DescribedTable,
  abbreviations: Abbreviations = seedAbbreviations,
): Signature {
  return { id: table.id, minHash: minHash(table.columns.flatMap(({ name }) => abbreviations.expand(name))) };
}

/** Of the words of a column's name. */
export function columnSignature(
  column: DescribedColumn,
  abbreviations: Abbreviations = seedAbbreviations,
): Signature {
  return { id: column.id, minHash: minHash(abbreviations.expand(column.name)) };
}

/** Candidates scored exactly, for each one asked for. */
const candidatesPerAnswer = 4;

/**
 * Ids whose signatures are nearest, without the given one and without those that share nothing: `4 k` of them, for
 * the exact score to choose from. O(64 · signatures).
 */
export function nearestSignatures(
  given: Signature,
  signatures: readonly Signature[],
  k: number,
): readonly string[] {
  return signatures
    .filter(({ id }) => id !== given.id)
    .map(({ id, minHash: other }) => ({ id, estimate: estimatedJaccard(given.minHash, other) }))
    .filter(({ estimate }) => estimate > 0)
    .sort((a, b) => b.estimate - a.estimate || compareIds(a.id, b.id))
    .slice(0, candidatesPerAnswer * k)
    .map(({ id }) => id);
}

/** The k tables most like the given one among the candidates, by the score of `compareSchemas`. */
export function similarTables(
  table: DescribedTable,
  candidates: readonly DescribedTable[],
  k: number,
): readonly Similar[] {
  const sides = prepareSides([table], candidates);
  const scorer = new ColumnScorer(sides);
  const [own] = sides.left.tables;
  if (own === undefined) return [];
  return best(
    sides.right.tables.map((other) => ({ id: other.table.id, score: tableScore(own, other, scorer).score })),
    k,
  );
}

/**
 * The k columns most like the given one among the columns of the candidate tables, by the score of `matchColumns`.
 * Both tables are needed whole: a column's role and place are parts of the score.
 */
export function similarColumns(
  column: DescribedColumn,
  table: DescribedTable,
  candidates: readonly DescribedTable[],
  wanted: ReadonlySet<string>,
  k: number,
): readonly Similar[] {
  const sides = prepareSides([table], candidates);
  const scorer = new ColumnScorer(sides);
  const [ownTable] = sides.left.tables;
  const own = ownTable?.columns.find((each) => each.column.id === column.id);
  if (ownTable === undefined || own === undefined) return [];
  const scored = sides.right.tables.flatMap((other) => {
    const name = scorer.tableName(ownTable, other);
    const longer = Math.max(ownTable.columns.length, other.columns.length);
    return other.columns
      .filter((each) => wanted.has(each.column.id) && each.column.id !== column.id)
      .map((each) => ({ id: each.column.id, score: scorer.score(own, each, name, longer) }));
  });
  return best(scored, k);
}

function best(scored: readonly Similar[], k: number): readonly Similar[] {
  return [...scored].sort((a, b) => b.score - a.score || compareIds(a.id, b.id)).slice(0, k);
}

function compareIds(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
