/**
 * Abbreviations: a seed list of what data people shorten everywhere, and pairs learned from an estate by
 * pointwise mutual information (Church and Hanks, Computational Linguistics 16, 1990).
 */
import { normalToken, tokensOf } from '../tokens.js';

/** Token → word; every entry is common across trades, none belongs to one model. */
const seed: Readonly<Record<string, string>> = {
  acct: 'account',
  addr: 'address',
  amt: 'amount',
  approx: 'approximate',
  attr: 'attribute',
  auth: 'authorization',
  avg: 'average',
  bal: 'balance',
  bday: 'birthday',
  bldg: 'building',
  calc: 'calculated',
  cat: 'category',
  cd: 'code',
  chg: 'change',
  cnt: 'count',
  cntry: 'country',
  coef: 'coefficient',
  comm: 'comment',
  cond: 'condition',
  contr: 'contract',
  corp: 'corporation',
  ctry: 'country',
  curr: 'currency',
  cust: 'customer',
  del: 'deleted',
  dept: 'department',
  desc: 'description',
  dest: 'destination',
  diff: 'difference',
  dim: 'dimension',
  dir: 'direction',
  disc: 'discount',
  dist: 'distance',
  div: 'division',
  dob: 'birthdate',
  doc: 'document',
  dt: 'date',
  dtm: 'datetime',
  dttm: 'datetime',
  dur: 'duration',
  emp: 'employee',
  est: 'estimated',
  ext: 'extension',
  fk: 'foreignkey',
  flg: 'flag',
  fname: 'firstname',
  freq: 'frequency',
  grp: 'group',
  hist: 'history',
  hr: 'hour',
  id: 'identifier',
  idx: 'index',
  img: 'image',
  ind: 'indicator',
  info: 'information',
  inv: 'invoice',
  lang: 'language',
  lat: 'latitude',
  lname: 'lastname',
  lng: 'longitude',
  loc: 'location',
  lvl: 'level',
  max: 'maximum',
  mgr: 'manager',
  min: 'minimum',
  mfr: 'manufacturer',
  msg: 'message',
  mth: 'month',
  nbr: 'number',
  nm: 'name',
  no: 'number',
  nr: 'number',
  num: 'number',
  obj: 'object',
  obs: 'observation',
  ord: 'order',
  org: 'organization',
  orig: 'original',
  pct: 'percent',
  perc: 'percent',
  pk: 'primarykey',
  pmt: 'payment',
  pos: 'position',
  prev: 'previous',
  prio: 'priority',
  proc: 'procedure',
  prod: 'product',
  pwd: 'password',
  qty: 'quantity',
  rec: 'record',
  ref: 'reference',
  reg: 'region',
  rel: 'relation',
  req: 'request',
  sched: 'schedule',
  seq: 'sequence',
  src: 'source',
  stat: 'status',
  std: 'standard',
  svc: 'service',
  sys: 'system',
  tel: 'telephone',
  temp: 'temperature',
  tgt: 'target',
  tm: 'time',
  tot: 'total',
  ts: 'timestamp',
  txn: 'transaction',
  txt: 'text',
  typ: 'type',
  upd: 'updated',
  usr: 'user',
  val: 'value',
  ver: 'version',
  vol: 'volume',
  whs: 'warehouse',
  wt: 'weight',
  yr: 'year',
};

/** A learned pair: what it stands for, how often the two met, and how much more often than by chance (bits). */
export interface LearnedAbbreviation {
  readonly token: string;
  readonly word: string;
  readonly support: number;
  readonly pmi: number;
}

export type AbbreviationPair = Pick<LearnedAbbreviation, 'token' | 'word'>;

/** Reads tokens as words. Immutable; lookups are O(1). */
export class Abbreviations {
  readonly #pairs: readonly AbbreviationPair[];
  readonly #words = new Map(Object.entries(seed).map(([token, word]) => [token, normalToken(word)]));

  /**
   * Pairs of the estate, which knows its own words best, stand before the seed list; of several for one token the
   * first counts.
   */
  constructor(pairs: readonly AbbreviationPair[] = []) {
    this.#pairs = pairs;
    for (const { token, word } of pairs.toReversed()) this.#words.set(token, word);
  }

  /** These and, behind them, further pairs. */
  with(pairs: readonly AbbreviationPair[]): Abbreviations {
    return new Abbreviations([...this.#pairs, ...pairs]);
  }

  /** The word of a normal token: itself where no abbreviation is known. */
  word(token: string): string {
    return this.#words.get(token) ?? token;
  }

  isKnown(token: string): boolean {
    return this.#words.has(token);
  }

  /** Words of a name, in order. */
  expand(name: string): readonly string[] {
    return tokensOf(name).map((token) => this.word(token));
  }
}

export const seedAbbreviations = new Abbreviations();

/** Whether `token` can stand for `word`: shorter, same first letter, its letters in order within the word. */
export function abbreviates(token: string, word: string): boolean {
  if (token.length >= word.length || token[0] !== word[0]) return false;
  let at = 0;
  for (const letter of word) if (letter === token[at]) at += 1;
  return at === token.length;
}

/** A column's name beside words that say the same: its comment, and the names of columns matched with it. */
export interface NamedInWords {
  readonly name: string;
  readonly words: readonly string[];
}

/** Key of a rejected pair. */
export function abbreviationKey(token: string, word: string): string {
  return `${token}→${word}`;
}

export const minPmi = 2;
export const minAbbreviationSupport = 3;

/**
 * Pairs (token, word) with PMI > 2 bits and support ≥ 3 over the observations, without the rejected ones; most
 * supported first. An observation counts each of its tokens and words once. Single letters abbreviate too much
 * to be learned. O(Σ tokens × words).
 */
export function learnAbbreviations(
  observations: readonly NamedInWords[],
  rejected: ReadonlySet<string> = new Set(),
): readonly LearnedAbbreviation[] {
  const tokenCounts = new Map<string, number>();
  const wordCounts = new Map<string, number>();
  const pairs = new Map<string, { readonly token: string; readonly word: string; count: number }>();
  for (const { name, words } of observations) {
    const tokens = new Set(tokensOf(name));
    const said = new Set(words.flatMap((text) => tokensOf(text)));
    for (const token of tokens) add(tokenCounts, token);
    for (const word of said) add(wordCounts, word);
    for (const token of tokens) {
      if (token.length < 2) continue;
      for (const word of said) {
        if (!abbreviates(token, word)) continue;
        const key = abbreviationKey(token, word);
        const pair = pairs.get(key) ?? { token, word, count: 0 };
        pair.count += 1;
        pairs.set(key, pair);
      }
    }
  }
  return [...pairs.entries()]
    .filter(([key, { count }]) => count >= minAbbreviationSupport && !rejected.has(key))
    .map(([, { token, word, count }]) => {
      const expected = ((tokenCounts.get(token) ?? 0) * (wordCounts.get(word) ?? 0)) / observations.length;
      return { token, word, support: count, pmi: Math.log2(count / expected) };
    })
    .filter(({ pmi }) => pmi > minPmi)
    .sort(compareLearned);
}

function compareLearned(left: LearnedAbbreviation, right: LearnedAbbreviation): number {
  return (
    right.support - left.support ||
    right.pmi - left.pmi ||
    compareText(left.token, right.token) ||
    compareText(left.word, right.word)
  );
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
