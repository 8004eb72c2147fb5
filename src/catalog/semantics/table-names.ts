/** What the tables of an estate are called, and what a column's name says of them. */
import { tokensOf } from '../tokens.js';
import { type Abbreviations, abbreviates } from './abbreviations.js';
import type { DescribedTable } from './described.js';
import { keyWords, notIdentifiers } from './lexicons.js';

/** A name without its word of identity: `customer_id` names `customer`. */
export interface NameStem {
  readonly words: readonly string[];
  /** The word of identity as expanded, `identifier`; null for a name that ends in none. */
  readonly keyWord: string | null;
  /** Written together, as in `custid`: the last word may be an abbreviation of any length. */
  readonly isFused: boolean;
}

export function stemOf(name: string, abbreviations: Abbreviations): NameStem {
  const words = abbreviations.expand(name);
  for (const length of [2, 1]) {
    const tail = words.slice(-length).join(' ');
    if (words.length >= length && keyWords.has(tail))
      return { words: words.slice(0, -length), keyWord: tail, isFused: false };
  }
  const last = tokensOf(name).at(-1) ?? '';
  const isFused = last.length > 2 && last.endsWith('id') && !notIdentifiers.has(last);
  return isFused
    ? { words: [...words.slice(0, -1), last.slice(0, -2)], keyWord: null, isFused }
    : { words, keyWord: null, isFused };
}

/** How a stem names a table: by its whole name, by that behind words that qualify it, or by one token of it. */
export type NamedTable = 'WHOLE' | 'QUALIFIED' | 'TOKEN';

export interface OtherTable {
  readonly table: DescribedTable;
  readonly named: NamedTable;
}

interface Entry {
  readonly table: DescribedTable;
  readonly words: readonly string[];
}

/** Looks up tables of an estate by the words of column names. Built once, O(tables); lookups walk short lists. */
export class TableNames {
  readonly #abbreviations: Abbreviations;
  readonly #words = new Map<string, readonly string[]>();
  readonly #byWord = new Map<string, Entry[]>();
  readonly #byFirstColumn = new Map<string, DescribedTable[]>();

  constructor(tables: readonly DescribedTable[], abbreviations: Abbreviations) {
    this.#abbreviations = abbreviations;
    for (const table of tables) {
      const entry: Entry = { table, words: abbreviations.expand(table.name) };
      this.#words.set(table.id, entry.words);
      for (const word of new Set(entry.words)) append(this.#byWord, word, entry);
      const first = table.columns[0];
      if (first !== undefined) append(this.#byFirstColumn, this.#nameKey(first.name), table);
    }
  }

  /** How the stem names this table. */
  own(stem: NameStem, table: DescribedTable): NamedTable | null {
    return namedBy(stem, this.#words.get(table.id) ?? this.#abbreviations.expand(table.name));
  }

  /** The other table a stem names best, null when there is none. A fused stem names only its own table. */
  other(stem: NameStem, table: DescribedTable): OtherTable | null {
    const last = stem.words.at(-1);
    if (last === undefined || stem.isFused) return null;
    const entries = (this.#byWord.get(last) ?? []).filter((entry) => entry.table.id !== table.id);
    for (const named of ['WHOLE', 'QUALIFIED', 'TOKEN'] as const) {
      const found = entries.find((entry) => namedBy(stem, entry.words) === named);
      if (found !== undefined) return { table: found.table, named };
    }
    return null;
  }

  /** Another table whose first column has this name. */
  firstColumnElsewhere(name: string, table: DescribedTable): DescribedTable | null {
    return this.#byFirstColumn.get(this.#nameKey(name))?.find(({ id }) => id !== table.id) ?? null;
  }

  #nameKey(name: string): string {
    return this.#abbreviations.expand(name).join(' ');
  }
}

function namedBy(stem: NameStem, tableWords: readonly string[]): NamedTable | null {
  const { words, isFused } = stem;
  const last = words.at(-1);
  if (last === undefined || tableWords.length === 0 || tableWords.length > words.length)
    return namedByToken(stem, tableWords);
  if (tableWords.every((word, i) => word === words.at(i - tableWords.length)))
    return tableWords.length === words.length ? 'WHOLE' : 'QUALIFIED';
  return isFused ? namedByToken(stem, tableWords) : null;
}

function namedByToken({ words, isFused }: NameStem, tableWords: readonly string[]): NamedTable | null {
  const [word, ...more] = words;
  if (word === undefined || more.length > 0) return null;
  if (tableWords.includes(word)) return 'TOKEN';
  return isFused && tableWords.some((tableWord) => abbreviates(word, tableWord)) ? 'TOKEN' : null;
}

function append<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}
