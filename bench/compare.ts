/**
 * Scorer `compare`: how well the catalog matches and understands. Every pair of dialects of one model (OMOP,
 * Chinook and whatever is laid out like them) must match whole; roles on Spider's schemas are held against the
 * declared keys, which stay hidden; seeded renaming must be undone. All of it runs in process: the DDL goes
 * through the reader and resolver of extraction, the rest is pure. Baselines of the same run stand beside.
 */

import type { DescribedTable } from '../src/catalog/semantics/index.js';
import { type PairScore, scorePair } from './support/compare/dialect-pairs.js';
import { withSizes } from './support/compare/mutate.js';
import { readDdl } from './support/compare/read-ddl.js';
import { scoreRenaming } from './support/compare/renaming.js';
import { scoreRoles } from './support/compare/roles.js';
import { databasesWithoutKeys } from './support/compare/spider.js';
import { dataFolder } from './support/data.js';
import { type DdlUnit, findUnits } from './support/ddl/units.js';
import { seededRandom } from './support/random.js';
import { addCounts, noCounts, scoreOf } from './support/scores.js';
import { type BenchOptions, type Miss, type Score, type ScorerResult, UsageError } from './types.js';

export const summary = 'matching of dialects and renamed schemas, roles against hidden keys, with baselines';
export const options = {
  cases: { value: 'n', description: 'renamed schemas (default 1000)' },
} as const;

interface Model {
  readonly unit: DdlUnit;
  readonly tables: readonly DescribedTable[];
}

export async function run(bench: BenchOptions): Promise<ScorerResult> {
  const cases = Number(bench.values.get('cases') ?? 1000);
  if (!Number.isInteger(cases) || cases < 0) throw new UsageError('--cases: expected a number from 0 on');
  const folder = dataFolder(bench, '');
  const units = findUnits(folder);
  const models = await readModels(units, bench.log);
  const databases = units.flatMap(({ schemasJson }) =>
    schemasJson === null ? [] : databasesWithoutKeys(schemasJson),
  );
  const pairs = scorePairs(models, bench.log);
  const groups: Record<string, Score> = Object.fromEntries(pairs.map(({ name, score }) => [name, score]));
  const misses: Miss[] = pairs.flatMap((pair) => pair.misses);
  if (databases.length > 0) {
    const roles = scoreRoles(databases);
    groups['roles against hidden keys'] = roles.score;
    misses.push(...roles.misses);
  }
  const schemas = [
    ...databases.map(({ tables }) => withSizes(tables)),
    ...models.map(({ tables }) => tables),
  ];
  if (schemas.length > 0 && cases > 0) {
    const random = seededRandom(`compare ${bench.seed}`);
    for (const { kind, score } of scoreRenaming(schemas, cases, random, bench.log))
      groups[`renamed: ${kind}`] = score;
  }
  const counts = pairs
    .map((pair) => pair.counts)
    .reduce(addCounts, { ...noCounts, unsupported: null, unparsed: null });
  const exact = pairs.filter(
    (pair) => pair.misses.length === 0 && pair.score.exact === pair.score.items,
  ).length;
  return {
    kind: 'scorer',
    scorer: 'compare',
    data: bench.data ?? folder,
    total: scoreOf(counts, null, { pairs: { items: pairs.length, exact } }),
    groups,
    misses,
  };
}

/** Models that stand in a folder with others of their kind; a folder of one file has no pair. */
async function readModels(units: readonly DdlUnit[], log: (line: string) => void): Promise<readonly Model[]> {
  const models: Model[] = [];
  for (const unit of units) {
    const hasTwin = units.some((other) => other !== unit && other.subject === unit.subject);
    if (unit.schemasJson !== null || !hasTwin) continue;
    log(`compare: ${unit.subject}/${unit.name} (${unit.dialect})`);
    models.push({ unit, tables: await readDdl(unit.sources, unit.name, unit.dialect) });
  }
  return models;
}

function scorePairs(
  models: readonly Model[],
  log: (line: string) => void,
): readonly (PairScore & { readonly name: string })[] {
  return models.flatMap((left, index) =>
    models
      .slice(index + 1)
      .filter((right) => right.unit.subject === left.unit.subject)
      .map((right) => {
        const name = `${left.unit.subject}: ${left.unit.name} ~ ${right.unit.name}`;
        log(`compare: ${name}`);
        return { name, ...scorePair(name, left.tables, right.tables, left.unit.counts) };
      }),
  );
}
