/** Both sides of a comparison, taken apart once: names without common affixes, roles, keys. */
import { type Abbreviations, seedAbbreviations } from '../semantics/abbreviations.js';
import { analyzeTables, type ColumnSemantics } from '../semantics/analyze.js';
import type { DescribedColumn, DescribedTable, KeyMembership } from '../semantics/described.js';
import { tokensOf } from '../tokens.js';
import { typeKey } from '../types/type-key.js';
import { CommentScores } from './comments.js';
import { crossAbbreviations } from './cross-abbreviations.js';
import {
  affixesApart,
  type CommonAffixes,
  commonAffixes,
  type NameFeatures,
  nameFeatures,
  ownTokens,
  TokenWeights,
} from './names.js';

export interface SideColumn {
  readonly column: DescribedColumn;
  readonly name: NameFeatures;
  /** 0-based place in the table. */
  readonly rank: number;
  readonly typeKey: string;
  readonly semantics: ColumnSemantics | null;
}

export interface SideTable {
  readonly table: DescribedTable;
  readonly name: NameFeatures;
  readonly columns: readonly SideColumn[];
}

export interface Side {
  /** By id, so that the order of the input decides nothing. */
  readonly tables: readonly SideTable[];
  /** Kinds of keys that any table of the side declares; others are unknown rather than absent. */
  readonly knownKeys: ReadonlySet<KeyMembership>;
}

export interface Sides {
  readonly left: Side;
  readonly right: Side;
  readonly columnWeights: TokenWeights;
  readonly tableWeights: TokenWeights;
  readonly comments: CommentScores;
}

/** Prepares both sides. O(columns). */
export function prepareSides(
  left: readonly DescribedTable[],
  right: readonly DescribedTable[],
  abbreviations: Abbreviations = seedAbbreviations,
): Sides {
  const known = abbreviations.with(crossAbbreviations(wordsOf(left), wordsOf(right), abbreviations));
  const sides = { left: sideOf(left, right, known), right: sideOf(right, left, known) };
  const tables = [...sides.left.tables, ...sides.right.tables];
  const columns = tables.flatMap((table) => table.columns);
  return {
    ...sides,
    columnWeights: new TokenWeights(columns.map(({ name }) => name)),
    tableWeights: new TokenWeights(tables.map(({ name }) => name)),
    comments: new CommentScores(columns.flatMap(({ column }) => column.comment ?? [])),
  };
}

function wordsOf(tables: readonly DescribedTable[]): ReadonlySet<string> {
  return new Set([...tableNames(tables), ...columnNames(tables)].flatMap((name) => tokensOf(name)));
}

const tableNames = (tables: readonly DescribedTable[]): readonly string[] => tables.map(({ name }) => name);
const columnNames = (tables: readonly DescribedTable[]): readonly string[] =>
  tables.flatMap((table) => table.columns.map(({ name }) => name));

function sideOf(
  tables: readonly DescribedTable[],
  others: readonly DescribedTable[],
  abbreviations: Abbreviations,
): Side {
  const apart = (namesOf: typeof tableNames): CommonAffixes =>
    affixesApart(commonAffixes(namesOf(tables)), commonAffixes(namesOf(others)), namesOf(others));
  const [ofTables, ofColumns] = [apart(tableNames), apart(columnNames)];
  const semantics = analyzeTables(tables, { abbreviations });
  return {
    tables: [...tables]
      .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
      .map((table) => ({
        table,
        name: nameFeatures(ownTokens(table.name, ofTables), abbreviations),
        columns: table.columns.map((column, rank) => ({
          column,
          name: nameFeatures(ownTokens(column.name, ofColumns), abbreviations),
          rank,
          typeKey: typeKey(column.type),
          semantics: semantics.get(column.id) ?? null,
        })),
      })),
    knownKeys: new Set(tables.flatMap((table) => table.columns.flatMap(({ keys }) => keys))),
  };
}
