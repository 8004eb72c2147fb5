/**
 * Conventions of names, learned from a scope: what affixes imply of type and role, the style and separator of
 * its columns, the prefix of a schema's tables. Each with its support, its exceptions and the one-sided 95 %
 * lower bound of its confidence (Wilson 1927).
 */
import { wilson } from '../../stats/wilson.js';
import { type Affix, type AffixPosition, affixesOf, affixKey, carried, extendsAffix } from './affixes.js';
import type { DescribedColumn, DescribedTable } from './described.js';
import type { SemanticRole } from './lexicons.js';
import { namingStyle, separatorOf } from './naming-style.js';
import type { RoleMeaning } from './roles.js';

export const conventionKinds = ['AFFIX_TYPE', 'AFFIX_ROLE', 'STYLE', 'SEPARATOR', 'TABLE_PREFIX'] as const;
export type ConventionKind = (typeof conventionKinds)[number];

export interface Convention {
  readonly kind: ConventionKind;
  /** Of affixes and table prefixes; null for what is said of every name. */
  readonly position: AffixPosition | null;
  readonly words: readonly string[];
  /** As most names write it, `_id`; the style or separator itself where there is no affix. */
  readonly pattern: string;
  /** Type family, role, style, separator or prefix. */
  readonly implies: string;
  /** Schema of a TABLE_PREFIX; null else: the whole scope. */
  readonly schema: string | null;
  /** Names it is about: all that carry the affix, or all of the scope. */
  readonly support: number;
  readonly holds: number;
  /** Names it says nothing of: FLAT ones, which agree with every style and separator. */
  readonly neutral: number;
  /** Columns (tables, of a TABLE_PREFIX) against it. */
  readonly exceptions: readonly string[];
  /** holds ÷ (support − neutral). */
  readonly confidence: number;
  readonly lower: number;
  /** Confidence over the share of the implied in the whole scope; null for what is said of a whole scope. */
  readonly lift: number | null;
  readonly meaning: string;
  /** Up to five columns (tables) that follow it. */
  readonly examples: readonly string[];
}

export interface ConventionOptions {
  /** Default 10. */
  readonly minSupport?: number;
  /** Default 0.9. */
  readonly minConfidence?: number;
  /** Roles by column id; without them no AFFIX_ROLE is learned. */
  readonly roles?: ReadonlyMap<string, SemanticRole | null>;
}

/** z of a one-sided 95 % bound. */
const z95OneSided = 1.6448536269514722;
export const minLift = 1.2;
const shownExamples = 5;

/** Conventions of the tables of one scope, the best supported first. O(columns). */
export function learnConventions(
  tables: readonly DescribedTable[],
  options: ConventionOptions = {},
): readonly Convention[] {
  const thresholds = { support: options.minSupport ?? 10, confidence: options.minConfidence ?? 0.9 };
  const columns = tables.flatMap((table) => table.columns);
  const typed = columns.filter(({ type }) => type.family !== 'UNKNOWN');
  const roles = options.roles;
  const found = [
    ...affixConventions('AFFIX_TYPE', typed, ({ type }) => type.family, thresholds),
    ...(roles === undefined
      ? []
      : affixConventions('AFFIX_ROLE', columns, ({ id }) => roles.get(id) ?? null, thresholds)),
    ...scopeConvention('STYLE', columns, styleOf, thresholds),
    ...scopeConvention('SEPARATOR', columns, separatorName, thresholds),
    ...tablePrefixes(tables, thresholds),
  ];
  return found.sort(
    (left, right) => right.support - left.support || right.lower - left.lower || byKey(left, right),
  );
}

/** What role conventions say of further names. */
export function meaningsOf(conventions: readonly Convention[]): readonly RoleMeaning[] {
  return conventions.flatMap(({ kind, position, words, pattern, implies, lower }) =>
    kind !== 'AFFIX_ROLE' || position === null
      ? []
      : [
          {
            role: implies as SemanticRole,
            pattern,
            lower,
            applies: (name: string) => carried(name, { position, words }) !== null,
          },
        ],
  );
}

interface Thresholds {
  readonly support: number;
  readonly confidence: number;
}

interface Carriers {
  readonly affix: Affix;
  readonly texts: Map<string, number>;
  readonly columns: DescribedColumn[];
}

function affixConventions(
  kind: 'AFFIX_TYPE' | 'AFFIX_ROLE',
  columns: readonly DescribedColumn[],
  valueIn: (column: DescribedColumn) => string | null,
  thresholds: Thresholds,
): readonly Convention[] {
  const base = countBy(columns, valueIn);
  const kept: Convention[] = [];
  const shortFirst = [...carriersOf(columns)].sort((a, b) => a.affix.words.length - b.affix.words.length);
  for (const { affix, texts, columns: carriers } of shortFirst) {
    if (carriers.length < thresholds.support) continue;
    const [implies, holds] = mostFrequent(countBy(carriers, valueIn));
    if (implies === null) continue;
    const confidence = holds / carriers.length;
    const lift = confidence / ((base.get(implies) ?? 0) / columns.length);
    if (confidence < thresholds.confidence || lift < minLift) continue;
    const [pattern] = mostFrequent(texts);
    const convention: Convention = {
      kind,
      position: affix.position,
      words: affix.words,
      pattern: pattern ?? affix.text,
      implies,
      schema: null,
      ...counted(carriers, holds, 0, (column) => valueIn(column) === implies),
      lift,
      meaning: `names ${affix.position === 'SUFFIX' ? 'ending' : 'beginning'} in ${pattern} are ${implies}`,
    };
    if (addsTo(convention, affix, kept)) kept.push(convention);
  }
  return kept;
}

/** A longer affix is kept beside a shorter one if it changes what is implied or is surer of it. */
function addsTo(convention: Convention, affix: Affix, kept: readonly Convention[]): boolean {
  const nearest = kept.findLast(
    ({ position, words }) => position !== null && extendsAffix(affix, { position, words }),
  );
  return nearest === undefined || nearest.implies !== convention.implies || convention.lower > nearest.lower;
}

function carriersOf(columns: readonly DescribedColumn[]): Iterable<Carriers> {
  const byKey = new Map<string, Carriers>();
  for (const column of columns)
    for (const affix of affixesOf(column.name)) {
      const key = affixKey(affix);
      const entry = byKey.get(key) ?? { affix, texts: new Map<string, number>(), columns: [] };
      if (entry.columns.length === 0) byKey.set(key, entry);
      entry.columns.push(column);
      entry.texts.set(affix.text, (entry.texts.get(affix.text) ?? 0) + 1);
    }
  return byKey.values();
}

/** Style and separator of a whole scope: names of one word agree with each, and are no evidence for any. */
function scopeConvention(
  kind: 'STYLE' | 'SEPARATOR',
  columns: readonly DescribedColumn[],
  valueIn: (column: DescribedColumn) => string | null,
  thresholds: Thresholds,
): readonly Convention[] {
  const speaking = columns.filter((column) => namingStyle(column.name) !== 'FLAT');
  if (speaking.length < thresholds.support) return [];
  const [implies, holds] = mostFrequent(countBy(speaking, valueIn));
  if (implies === null || implies === 'MIXED' || holds / speaking.length < thresholds.confidence) return [];
  const neutral = columns.length - speaking.length;
  return [
    {
      kind,
      position: null,
      words: [],
      pattern: implies,
      implies,
      schema: null,
      ...counted(speaking, holds, neutral, (column) => valueIn(column) === implies),
      lift: null,
      meaning:
        kind === 'STYLE'
          ? `column names are ${implies}`
          : `words of column names are set apart by ${implies}`,
    },
  ];
}

function tablePrefixes(tables: readonly DescribedTable[], thresholds: Thresholds): readonly Convention[] {
  return [...new Set(tables.map(({ schema }) => schema))].flatMap((schema): readonly Convention[] => {
    const own = tables.filter((table) => table.schema === schema);
    if (own.length < thresholds.support) return [];
    const prefixOf = ({ name }: { readonly name: string }): Affix | null =>
      affixesOf(name).find(({ position }) => position === 'PREFIX') ?? null;
    const [word, holds] = mostFrequent(countBy(own, (table) => prefixOf(table)?.words[0] ?? null));
    if (word === null || holds / own.length < thresholds.confidence) return [];
    const follows = (table: DescribedTable): boolean => prefixOf(table)?.words[0] === word;
    const [text] = mostFrequent(countBy(own.filter(follows), (table) => prefixOf(table)?.text ?? null));
    const pattern = text ?? word;
    return [
      {
        kind: 'TABLE_PREFIX',
        position: 'PREFIX',
        words: [word],
        pattern,
        implies: pattern,
        schema,
        ...counted(own, holds, 0, follows),
        lift: null,
        meaning: `table names of ${schema} begin in ${pattern}`,
      },
    ];
  });
}

function counted<T extends { readonly id: string }>(
  speaking: readonly T[],
  holds: number,
  neutral: number,
  follows: (item: T) => boolean,
): Pick<Convention, 'support' | 'holds' | 'neutral' | 'exceptions' | 'confidence' | 'lower' | 'examples'> {
  return {
    support: speaking.length + neutral,
    holds,
    neutral,
    exceptions: speaking.filter((item) => !follows(item)).map(({ id }) => id),
    confidence: holds / speaking.length,
    lower: wilson(holds, speaking.length, z95OneSided)?.low ?? 0,
    examples: speaking
      .filter(follows)
      .slice(0, shownExamples)
      .map(({ id }) => id),
  };
}

function styleOf({ name }: DescribedColumn): string {
  return namingStyle(name);
}

/** A separator as shown; a change of case has none to show. */
export const caseChange = 'case change';

export function separatorName({ name }: { readonly name: string }): string | null {
  const separator = separatorOf(name);
  return separator === '' ? caseChange : separator;
}

function countBy<T>(items: readonly T[], valueIn: (item: T) => string | null): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) {
    const value = valueIn(item);
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}

/** Ties go to the text that comes first, so that the order of the input changes nothing. */
function mostFrequent(counts: ReadonlyMap<string, number>): readonly [string | null, number] {
  let best: readonly [string | null, number] = [null, 0];
  for (const [value, count] of counts)
    if (count > best[1] || (count === best[1] && best[0] !== null && value < best[0])) best = [value, count];
  return best;
}

function byKey(left: Convention, right: Convention): number {
  const [a, b] = [left, right].map(({ kind, position, words }) => `${kind} ${position} ${words.join(' ')}`);
  return (a ?? '') < (b ?? '') ? -1 : 1;
}
