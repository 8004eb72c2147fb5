/** Seeded renaming of a schema, with the truth of which column became which (Acceptance 6). */

import type { DescribedColumn, DescribedTable } from '../../../src/catalog/semantics/index.js';
import { abbreviates, inStyle, seedAbbreviations } from '../../../src/catalog/semantics/index.js';
import { normalToken, splitName } from '../../../src/catalog/tokens.js';
import { type ColumnType, columnType, decimal } from '../../../src/catalog/types/column-type.js';
import type { Random } from '../random.js';

export const mutations = ['prefix', 'case style', 'abbreviation', 'reorder', 'widening'] as const;
export type Mutation = (typeof mutations)[number];

export interface Mutated {
  readonly tables: readonly DescribedTable[];
  /** Id of the mutated column by id of the original. */
  readonly truth: ReadonlyMap<string, string>;
}

/** Applies the mutations. New ids are random, so that no order of ids tells what belongs together. */
export function mutate(
  tables: readonly DescribedTable[],
  kinds: readonly Mutation[],
  random: Random,
): Mutated {
  const rename = renamer(tables, kinds, random);
  const truth = new Map<string, string>();
  const mutated = tables.map((table) => {
    const columns = table.columns.map((column): DescribedColumn => {
      const id = newId(random);
      truth.set(column.id, id);
      return { ...column, id, name: rename.column(column.name) };
    });
    if (kinds.includes('widening')) widenOne(columns, random);
    const ordered = kinds.includes('reorder') ? shuffled(columns, random) : columns;
    return { ...table, id: newId(random), name: rename.table(table.name), columns: ordered };
  });
  return { tables: shuffled(mutated, random), truth };
}

interface Renamer {
  table(name: string): string;
  column(name: string): string;
}

const tablePrefixes = ['stg', 'raw', 'dwh', 'ods', 'src', 'landing', 'v2'] as const;
const columnPrefixes = ['c', 'fld', 'x', 'col'] as const;
const styles = ['SNAKE', 'UPPER_SNAKE', 'CAMEL', 'PASCAL'] as const;

/** One prefix, one style and one list of abbreviations for the whole schema, as a migration would have. */
function renamer(tables: readonly DescribedTable[], kinds: readonly Mutation[], random: Random): Renamer {
  const short = kinds.includes('abbreviation') ? abbreviationList(tables, random) : new Map<string, string>();
  const style = kinds.includes('case style') ? random.pick(styles) : null;
  const tablePrefix = kinds.includes('prefix') ? `${random.pick(tablePrefixes)}_` : '';
  const columnPrefix =
    kinds.includes('prefix') && random.chance(0.5) ? `${random.pick(columnPrefixes)}_` : '';
  const renamed = (name: string, prefix: string): string => {
    const written = prefix + shortened(name, short);
    return style === null ? written : inStyle(written, style);
  };
  return { table: (name) => renamed(name, tablePrefix), column: (name) => renamed(name, columnPrefix) };
}

/** Half of the schema's longer words, each with a short form no list of the matcher holds. */
function abbreviationList(tables: readonly DescribedTable[], random: Random): ReadonlyMap<string, string> {
  const names = tables.flatMap((table) => [table.name, ...table.columns.map(({ name }) => name)]);
  const words = [...new Set(names.flatMap((name) => splitName(name).map((word) => word.toLowerCase())))]
    .filter((word) => word.length >= 5)
    .sort();
  const list = new Map<string, string>();
  for (const word of random.sample(words, Math.ceil(words.length / 2))) {
    const short = random.pick([withoutVowels(word), word.slice(0, 4), withoutVowels(word).slice(0, 3)]);
    const isKnown = seedAbbreviations.word(normalToken(short)) !== normalToken(short);
    if (!isKnown && abbreviates(short, word)) list.set(word, short);
  }
  return list;
}

function withoutVowels(word: string): string {
  return word.slice(0, 1) + word.slice(1).replace(/[aeiou]/g, '');
}

function shortened(name: string, list: ReadonlyMap<string, string>): string {
  let written = name;
  for (const word of splitName(name)) {
    const short = list.get(word.toLowerCase());
    if (short !== undefined) written = written.replace(word, cased(short, word));
  }
  return written;
}

function cased(short: string, like: string): string {
  if (like === like.toUpperCase()) return short.toUpperCase();
  return like[0] === like[0]?.toUpperCase() ? `${short.slice(0, 1).toUpperCase()}${short.slice(1)}` : short;
}

function widenOne(columns: DescribedColumn[], random: Random): void {
  const wide = columns.flatMap((column, index) => {
    const type = widened(column.type);
    return type === null ? [] : [{ index, column: { ...column, type } }];
  });
  if (wide.length === 0) return;
  const { index, column } = random.pick(wide);
  columns[index] = column;
}

/** A type that holds every value of this one; null where there is none. */
function widened(type: ColumnType): ColumnType | null {
  switch (type.kind) {
    case 'INT8':
    case 'INT16':
    case 'INT32':
      return columnType('INT64');
    case 'INT64':
      return decimal(null, null);
    case 'FLOAT32':
      return columnType('FLOAT64');
    case 'DECIMAL':
      return type.precision === null ? null : decimal(null, null);
    case 'UTF8':
      return type.length === null ? null : columnType('UTF8');
    case 'DATE':
      return columnType('TIMESTAMP', { unit: 'MICROSECOND', zone: 'NONE' });
    default:
      return null;
  }
}

/** Spider says `number` and `text`: an estate would say how large, and then they can be widened. */
export function withSizes(tables: readonly DescribedTable[]): readonly DescribedTable[] {
  const sized = (type: ColumnType): ColumnType => {
    if (type.kind === 'DECIMAL' && type.precision === null) return columnType('INT32');
    return type.kind === 'UTF8' && type.length === null ? columnType('UTF8', { length: 255 }) : type;
  };
  return tables.map((table) => ({
    ...table,
    columns: table.columns.map((column) => ({ ...column, type: sized(column.type) })),
  }));
}

function shuffled<T>(items: readonly T[], random: Random): T[] {
  return items
    .map((item) => ({ item, place: random.next() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}

function newId(random: Random): string {
  return `${random.below(2 ** 31).toString(36)}-${random.below(2 ** 31).toString(36)}`;
}
