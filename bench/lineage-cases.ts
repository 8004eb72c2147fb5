/**
 * Scorer `lineage-cases`: table and column lineage of single statements and short scripts against the
 * expectations of other projects, each by its own convention (`support/lineage/conventions.ts`). The spec
 * measures the resolver by itself, so this runs splitter, parser and resolver in process, without a graph.
 * An item is a case; it is exact when every asserted part is, as sets, without regard to case. Precision
 * and recall are over column pairs and tables. Groups are files and dialects.
 */

import { dataFolder } from './support/data.js';
import { requireDialect } from './support/dialects.js';
import { type LineageCase, readCases } from './support/lineage/cases.js';
import { type Answer, conventionOf, expectedAnswer, gotAnswer } from './support/lineage/conventions.js';
import { naiveAnswer } from './support/lineage/naive.js';
import { resolveCase } from './support/lineage/resolved.js';
import { addCounts, type Counts, compareParts, noCounts, ratio, scoreOf } from './support/scores.js';
import type { BenchOptions, Miss, Score, ScorerResult } from './types.js';

export const summary = 'table and column lineage of foreign test cases, each by its own convention';

interface Part {
  readonly counts: Counts;
  readonly isAsserted: boolean;
}

interface Compared {
  readonly all: Counts;
  readonly tables: Part;
  readonly columns: Part;
  readonly differences: readonly string[];
}

interface Scored {
  readonly lineageCase: LineageCase;
  readonly ours: Compared;
  readonly naive: Compared;
  readonly misses: readonly Miss[];
}

export async function run(bench: BenchOptions): Promise<ScorerResult> {
  const folder = dataFolder(bench, 'lineage-cases');
  const cases = readCases(folder);
  const scored: Scored[] = [];
  for (const lineageCase of cases) scored.push(await score(lineageCase));
  const groups: Record<string, Score> = {};
  for (const [name, members] of grouped(scored)) groups[name] = total(members);
  return {
    kind: 'scorer',
    scorer: 'lineage-cases',
    data: bench.data ?? folder,
    total: total(scored),
    groups,
    misses: scored.flatMap((each) => each.misses),
  };
}

function grouped(scored: readonly Scored[]): ReadonlyMap<string, readonly Scored[]> {
  const groups = new Map<string, Scored[]>();
  for (const kind of ['file', 'dialect'] as const)
    for (const each of scored) {
      const name = kind === 'file' ? each.lineageCase.file : `dialect ${each.lineageCase.dialect}`;
      groups.set(name, [...(groups.get(name) ?? []), each]);
    }
  return groups;
}

async function score(lineageCase: LineageCase): Promise<Scored> {
  const expected = expectedAnswer(lineageCase);
  const { countsUnusedCtes } = conventionOf(lineageCase);
  const dialect = requireDialect(lineageCase.dialect);
  const resolved = await resolveCase(lineageCase, dialect, schemaOf(lineageCase), countsUnusedCtes);
  const got = gotAnswer(lineageCase, resolved);
  const outcomes = resolved.entries.map(({ entry }) => entry.statement);
  const isExpectedToFail = (lineageCase.expected.failedStatements ?? []).length > 0;
  const isUnparsed =
    !isExpectedToFail && outcomes.some((each) => each.parse === 'FAILED' || each.kind === 'UNPARSED');
  const isUnsupported = !isUnparsed && outcomes.some((each) => each.parse === 'OPAQUE');
  const ours = compare(lineageCase, expected, got);
  const counts = {
    ...ours.all,
    unparsed: isUnparsed ? 1 : 0,
    unsupported: isUnsupported ? 1 : 0,
  };
  const misses = ours.differences.map(
    (difference): Miss => ({
      group: lineageCase.file,
      item: `${lineageCase.id} [${lineageCase.dialect}${isUnparsed ? ', unparsed' : isUnsupported ? ', unsupported' : ''}]`,
      expected: difference.split('\n')[0] ?? '',
      got: difference.split('\n')[1] ?? '',
    }),
  );
  return {
    lineageCase,
    ours: { ...ours, all: counts },
    naive: compare(lineageCase, expected, naiveAnswer(lineageCase)),
    misses,
  };
}

/** The schema of a case, without the platform's instance that some names carry and the SQL does not. */
function schemaOf({ schema = {}, platformInstance }: LineageCase): LineageCase['schema'] & object {
  if (platformInstance === undefined) return schema;
  return Object.fromEntries(
    Object.entries(schema).map(([name, columns]) => [name.replace(`${platformInstance}.`, ''), columns]),
  );
}

function compare(lineageCase: LineageCase, expected: Answer, got: Answer): Compared {
  const { tables, columns, failedStatements } = lineageCase.expected;
  const differences: string[] = [];
  const tableParts: [readonly string[], readonly string[]][] = [];
  if (tables?.inputs !== undefined)
    tableParts.push([prefixed('in', expected.inputs), prefixed('in', got.inputs)]);
  if (tables?.outputs !== undefined)
    tableParts.push([prefixed('out', expected.outputs), prefixed('out', got.outputs)]);
  const tablePart = part(
    tables !== undefined,
    tableParts.flatMap(([want]) => want),
    tableParts.flatMap(([, have]) => have),
    differences,
  );
  const columnPart = part(columns !== undefined, expected.columns, got.columns, differences);
  const failed = part(
    failedStatements !== undefined,
    prefixed('failed', expected.failed.map(String)),
    prefixed('failed', got.failed.map(String)),
    differences,
  );
  const parts = [tablePart, columnPart, failed].filter((each) => each.isAsserted);
  const summed = parts.map((each) => each.counts).reduce(addCounts, noCounts);
  const isExact = parts.every((each) => each.counts.exact === 1);
  return {
    all: { ...summed, items: 1, exact: isExact ? 1 : 0 },
    tables: tablePart,
    columns: columnPart,
    differences,
  };
}

function prefixed(prefix: string, names: readonly string[]): readonly string[] {
  return names.map((name) => `${prefix} ${name}`);
}

function part(
  isAsserted: boolean,
  want: readonly string[],
  have: readonly string[],
  differences: string[],
): Part {
  if (!isAsserted) return { counts: noCounts, isAsserted };
  const compared = compareParts(want, have);
  const isExact = compared.wrong === 0 && compared.missing === 0;
  if (!isExact) {
    const missing = want.filter((each) => !have.includes(each));
    const wrong = have.filter((each) => !want.includes(each));
    differences.push(`missing: ${missing.join(' | ')}\nwrong: ${[...new Set(wrong)].join(' | ')}`);
  }
  return { counts: { ...noCounts, ...compared, items: 1, exact: isExact ? 1 : 0 }, isAsserted };
}

function total(scored: readonly Scored[]): Score {
  const sum = (pick: (each: Scored) => Counts): Counts => scored.map(pick).reduce(addCounts, noCounts);
  const naive = sum((each) => each.naive.all);
  const partOf = (pick: (each: Scored) => Part) => {
    const counts = scored
      .map(pick)
      .filter((each) => each.isAsserted)
      .map((each) => each.counts)
      .reduce(addCounts, noCounts);
    const { right, wrong, missing } = counts;
    return {
      items: counts.items,
      exact: counts.exact,
      precision: ratio(right, right + wrong),
      recall: ratio(right, right + missing),
    };
  };
  const baseline = {
    name: 'words alone: first table, last name part',
    exact: naive.exact,
    precision: ratio(naive.right, naive.right + naive.wrong),
    recall: ratio(naive.right, naive.right + naive.missing),
  };
  return scoreOf(
    sum((each) => each.ours.all),
    baseline,
    {
      columns: partOf((each) => each.ours.columns),
      tables: partOf((each) => each.ours.tables),
    },
  );
}
