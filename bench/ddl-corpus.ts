/**
 * `npm run bench -- ddl-corpus`: CREATE TABLE statements made from a seed with known truth, 200 for each of
 * eight dialects, read by the tolerant scanner. An item is a statement, exact when its name, its columns in
 * order and their types are right. The algorithm is measured by itself: no server is involved.
 */
import type { TableDeclaration } from '../src/catalog/declarations.js';
import type { Dialect } from '../src/catalog/vocabulary.js';
import { readSource } from '../src/extraction/sql/index.js';
import { corpusClauses, type DialectClauses } from './support/ddl/corpus-clauses.js';
import { type Random, seededRandom } from './support/random.js';
import type { BenchOptions, Miss, Score, ScorerResult } from './types.js';

export const summary =
  'CREATE TABLE statements from a seed: share read with name, columns and types right, by dialect';

export interface CorpusTable {
  readonly dialect: Dialect;
  readonly sql: string;
  readonly name: readonly string[];
  readonly columns: readonly {
    readonly name: string;
    readonly type: string;
    readonly isPartition: boolean;
  }[];
}

/** `count` statements of each dialect; the same seed gives the same texts. */
export function ddlCorpus(seed: number, count: number): readonly CorpusTable[] {
  const random = seededRandom(seed);
  return corpusClauses.flatMap((clauses) =>
    Array.from({ length: count }, () => corpusTable(clauses, random)),
  );
}

const plainNames = [
  'id',
  'customer_id',
  'orderDate',
  'AMOUNT',
  'status',
  'created_at',
  'x1',
  'notes',
  'flag',
  'total_2',
  'état',
  'col_ß',
];
const quotedNames = [
  'order',
  'group by',
  'from',
  'select',
  'a,b',
  'weird (name)',
  'primary',
  'check',
  "it's",
  'Größe; x',
  'key',
  'constraint',
];

function corpusTable(clauses: DialectClauses, random: Random): CorpusTable {
  const name = qualifiedName(clauses, random);
  const columns = columnsOf(clauses, random);
  const items = columns.map((column) => columnText(column, clauses, random));
  const simple = columns.map((column) => column.written);
  for (const item of some(clauses.tableItems, random, 2)) items.push(fill(item, simple));
  const partitions =
    clauses.hasTypedPartitions && random.chance(0.5) ? partitionColumns(clauses, random) : [];
  const options = some(clauses.tableOptions, random, 3).map((option) => fill(option, simple));
  if (partitions.length > 0)
    options.splice(
      1,
      0,
      `PARTITIONED BY (${partitions.map((column) => `${column.written} ${column.type}`).join(', ')})`,
    );
  const separator = random.pick([',\n  ', ', ', ',\n-- a comment, with (signs); \n  ', ' /* c, */,\n\t']);
  const open = random.pick([' (', '\n(\n  ', '(']);
  const sql = `${random.pick(clauses.openings)} ${name.written}${open}${items.join(separator)}\n)${options.map((option) => `\n${option}`).join('')}`;
  return {
    dialect: clauses.dialect,
    sql,
    name: name.parts,
    columns: [
      ...columns.map(({ text, type }) => ({
        name: text,
        type,
        isPartition: isMarked(text, clauses, options),
      })),
      ...partitions.map(({ text, type }) => ({ name: text, type, isPartition: true })),
    ],
  };
}

/** Spark names existing columns in PARTITIONED BY: that column is a partition column. */
function isMarked(name: string, clauses: DialectClauses, options: readonly string[]): boolean {
  const clause = options.find((option) => option.startsWith('PARTITIONED BY ('));
  if (clause === undefined || clauses.hasTypedPartitions) return false;
  const written = clause.slice('PARTITIONED BY ('.length, -1);
  return written === name || written === `${clauses.quote[0]}${name}${clauses.quote[1]}`;
}

interface CorpusColumn {
  readonly text: string;
  readonly written: string;
  readonly type: string;
}

function columnsOf(clauses: DialectClauses, random: Random): CorpusColumn[] {
  const count = 1 + random.below(11);
  const columns: CorpusColumn[] = [];
  const used = new Set<string>();
  while (columns.length < count) {
    const isQuoted = random.chance(0.3);
    const base = random.pick(isQuoted ? quotedNames : plainNames);
    const text = used.has(base) ? `${base}_${columns.length}` : base;
    used.add(text);
    const [open, close] = clauses.quote;
    columns.push({
      text,
      written: isQuoted ? `${open}${text}${close}` : text,
      type: random.pick(clauses.types),
    });
  }
  return columns;
}

function partitionColumns(clauses: DialectClauses, random: Random): CorpusColumn[] {
  const types = ['string', 'int', 'date'];
  const count = 1 + random.below(2);
  return Array.from({ length: count }, (_, index) => {
    const text = `part_${index}`;
    const quote = random.pick(['', clauses.quote[0], "'", '"']);
    return { text, written: `${quote}${text}${quote}`, type: random.pick(types) };
  });
}

function columnText(column: CorpusColumn, clauses: DialectClauses, random: Random): string {
  const options = some(clauses.columnOptions, random, 2).map((option) =>
    option.replaceAll('{name}', column.written),
  );
  return [column.written, random.pick([' ', '  ', '\t']) + column.type, ...options]
    .join(' ')
    .replace('  ', ' ');
}

function qualifiedName(clauses: DialectClauses, random: Random): { parts: string[]; written: string } {
  const parts = some(['sales', 'Core Data', 'raw-zone', 'dbo'], random, 2).slice(0, random.below(3));
  parts.push(random.pick(['orders', 'Customer', 'fact_2024', 'order', 'line items']));
  const [open, close] = clauses.quote;
  const written = parts.map((part) =>
    /^[a-z_]\w*$/i.test(part) && part !== 'order' && random.chance(0.7) ? part : `${open}${part}${close}`,
  );
  return { parts, written: written.join('.') };
}

function fill(text: string, columns: readonly string[]): string {
  return text.replaceAll('{a}', columns[0] ?? 'a').replaceAll('{b}', columns.at(-1) ?? 'b');
}

/** Up to `most` different items. */
function some<T>(items: readonly T[], random: Random, most: number): T[] {
  return random.sample(items, random.below(most + 1));
}

export function run(options: BenchOptions): Promise<ScorerResult> {
  const tables = ddlCorpus(options.seed, 200);
  const misses: Miss[] = [];
  const groups: Record<string, Score> = {};
  for (const { dialect } of corpusClauses) {
    const own = tables.filter((table) => table.dialect === dialect);
    const wrong = own.flatMap((table) => missOf(table) ?? []);
    misses.push(...wrong);
    groups[dialect] = score(own.length, own.length - wrong.length);
  }
  const total = score(tables.length, tables.length - misses.length);
  return Promise.resolve({
    kind: 'scorer',
    scorer: 'ddl-corpus',
    data: `seed ${options.seed}`,
    total,
    groups,
    misses,
  });
}

function score(items: number, exact: number): Score {
  return {
    items,
    exact,
    precision: null,
    recall: null,
    f1: null,
    unsupported: null,
    unparsed: null,
    baseline: null,
  };
}

/** Null when the statement was read right. */
export function missOf(table: CorpusTable): Miss | null {
  const read = readSource(table.sql, { dialect: table.dialect });
  const [declaration] = read.statements.flatMap((statement) => statement.declarations);
  const expected = truthText(table);
  const got = declaration === undefined ? 'no table' : declaredText(declaration);
  const text = read.statements.length === 1 ? got : `${read.statements.length} statements: ${got}`;
  return text === expected ? null : { group: table.dialect, item: table.sql, expected, got: text };
}

function truthText(table: CorpusTable): string {
  return [
    table.name.join('|'),
    ...table.columns.map(
      (column) => `${column.name} ${column.type}${column.isPartition ? ' partition' : ''}`,
    ),
  ].join('\n');
}

function declaredText(declaration: TableDeclaration): string {
  const columns = declaration.columns.map(
    (column) => `${column.name.text} ${column.nativeType}${column.isPartition ? ' partition' : ''}`,
  );
  return [declaration.name.map((part) => part.text).join('|'), ...columns].join('\n');
}
