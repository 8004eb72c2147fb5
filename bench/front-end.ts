/**
 * `npm run bench -- front-end`: what reading SQL costs, in CPU time per byte, on a generated Hive estate. Splitter
 * with scanner, our tree parser and two parsers of others (polyglot for Hive, PostgreSQL's own) read the same
 * views; the splitter's law is tried on 10,000 texts. Algorithms by themselves: no server is involved.
 */

import { dialects } from '../src/catalog/vocabulary.js';
import { parseStatement, readSource, splitStatements } from '../src/extraction/sql/index.js';
import { tokenize } from '../src/extraction/sql/lexer.js';
import { lexisOf } from '../src/extraction/sql/lexis.js';
import { scanOnly } from '../src/extraction/sql/read-statement.js';
import { type Piece, splitTokens } from '../src/extraction/sql/statement-splitter.js';
import type { Tokens } from '../src/extraction/sql/tokens.js';
import { generateEstate, scaledSize } from './estate-generator.js';
import { seededRandom } from './support/random.js';
import type { BenchmarkResult, BenchOptions, Measurement } from './types.js';

export const summary = 'CPU per byte of splitter, scanner and tree parsers; the splitter law on 10,000 texts';

interface Prepared {
  readonly text: string;
  readonly tokens: Tokens;
  readonly pieces: readonly Piece[];
}

export async function run(options: BenchOptions): Promise<BenchmarkResult> {
  const texts = generateEstate(options.seed, scaledSize(0.5)).files.flatMap((file) =>
    file.name.endsWith('.sql') ? [file.text] : [],
  );
  const prepared = texts.map(prepare);
  const views = prepared.filter(({ text }) => /\bCREATE\s+VIEW\b/i.test(text));
  const bytes = (items: readonly { readonly text: string }[]): number =>
    items.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);

  options.log('splitter and scanner');
  const scan = rate(bytes(prepared), () => {
    for (const { text } of prepared) scanText(text);
  });
  options.log('our tree parser');
  const trees = rate(bytes(views), () => {
    for (const view of views) parseViews(view);
  });
  options.log('everything: split, scan, trees');
  const whole = rate(bytes(prepared), () => {
    for (const { text } of prepared) readSource(text, { dialect: 'HIVE' });
  });
  options.log('polyglot');
  const polyglot = await polyglotRate(views, options);
  options.log('libpg-query');
  const postgres = await postgresRate(options);
  options.log('splitter law');
  const broken = brokenTexts(options.seed, 10_000);
  return {
    kind: 'benchmark',
    benchmark: 'front-end',
    rows: [
      {
        ...speed('splitter + scanner', scan),
        baseline: polyglot,
        ratio: scan / polyglot,
        bound: '≥ 10',
        holds: scan / polyglot >= 10,
        note: 'baseline: polyglot, which reads Hive into a tree',
      },
      {
        ...speed('tree parser', trees),
        baseline: polyglot,
        ratio: trees / polyglot,
        note: `ours; splitter + scanner is ${(scan / trees).toFixed(1)} times as fast`,
      },
      { ...speed('split, scan and trees', whole), bound: '≥ 1', holds: whole >= 1 },
      speed("libpg-query (PostgreSQL's parser) on the like", postgres),
      {
        metric: 'texts whose pieces do not concatenate',
        value: broken,
        unit: 'of 10,000',
        bound: '= 0',
        holds: broken === 0,
      },
    ],
  };
}

function prepare(text: string): Prepared {
  const tokens = tokenize(text, lexisOf('HIVE'));
  return { text, tokens, pieces: splitTokens(tokens, 'HIVE') };
}

function scanText(text: string): void {
  const { tokens, pieces } = prepare(text);
  for (const piece of pieces) scanOnly(tokens, piece, 'HIVE');
}

/** From text, as the parsers it is compared with. */
function parseViews({ text, pieces }: Prepared): void {
  for (const { charStart, charEnd } of pieces) parseStatement(text.slice(charStart, charEnd), 'HIVE');
}

/** Megabytes per CPU-second: the best of five, after two to warm up. */
function rate(bytes: number, work: () => void): number {
  let best = 0;
  for (let round = 0; round < 7; round++) {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    if (round >= 2) best = Math.max(best, bytes / (user + system));
  }
  return best;
}

function speed(metric: string, value: number): Measurement {
  return { metric, value, unit: 'MB per CPU-second' };
}

/** A part of the views is enough: it takes a hundred times as long. */
async function polyglotRate(views: readonly Prepared[], options: BenchOptions): Promise<number> {
  const { parse } = await import('@polyglot-sql/sdk');
  const texts = statementsOf(views).slice(0, 12);
  const hive = 'hive' as Parameters<typeof parse>[1];
  const read = texts.filter((text) => parse(text, hive).success);
  if (read.length < texts.length)
    options.log(`polyglot refuses ${texts.length - read.length} of ${texts.length} views`);
  return rate(
    read.reduce((sum, text) => sum + Buffer.byteLength(text), 0),
    () => {
      for (const text of read) parse(text, hive);
    },
  );
}

function statementsOf(views: readonly Prepared[]): string[] {
  return views.flatMap(({ text, pieces }) =>
    pieces.map((piece) => text.slice(piece.charStart, piece.charEnd)),
  );
}

async function postgresRate(options: BenchOptions): Promise<number> {
  const { loadModule, parseSync } = await import('libpg-query');
  await loadModule();
  const random = seededRandom(options.seed);
  const columns = Array.from(
    { length: 2_000 },
    (_, index) => `coalesce(t.c${index}, u.c${random.below(500)}) + ${index} AS x${index}`,
  );
  const text = `CREATE VIEW v AS SELECT ${columns.join(',\n  ')} FROM s.t AS t JOIN s.u AS u ON t.id = u.id`;
  return rate(Buffer.byteLength(text), () => parseSync(text));
}

const fragments = [
  "'",
  '"',
  '`',
  '[',
  ']',
  '(',
  ')',
  '--',
  '/*',
  '*/',
  '#',
  '$$',
  '$x$',
  ';',
  ';',
  '\n',
  '\n',
  '\r\n',
  ' ',
  'GO',
  '/',
  'DELIMITER //',
  '//',
  'BEGIN',
  'END',
  'CASE',
  'CREATE TABLE t',
  'CREATE PROCEDURE p AS',
  'SELECT 1',
  'INSERT INTO t',
  'WITH q AS (',
  'SET x = 1',
  'ALTER TABLE t',
  'DROP',
  'USE x',
  '\\i x',
  '${a}',
  '{{ b }}',
  '@s.t',
  ':x',
  'a=b',
  "q'[",
  '😀',
  '\u0000',
  '\ufeff',
  'COPY t FROM stdin;',
  '\\.\n',
  '.',
  ',',
  '=',
] as const;

/** How many of `count` random texts are not the concatenation of their pieces and the rest. */
function brokenTexts(seed: number, count: number): number {
  const random = seededRandom(seed);
  let broken = 0;
  for (let index = 0; index < count; index++) {
    const text = Array.from({ length: random.below(40) }, () => random.pick(fragments)).join('');
    const pieces = splitStatements(text, random.pick(dialects));
    let at = 0;
    const isWhole = pieces.every((piece) => {
      const follows = piece.start === at && piece.charStart >= at && piece.charEnd <= piece.end;
      at = piece.end;
      return follows;
    });
    if (!isWhole || at > text.length) broken++;
  }
  return broken;
}
