/**
 * Scorer `ddl`: reads every folder whose README.md has a table of expected counts (OMOP, Chinook, Pagila,
 * MIMIC, ACME, Spider and whatever is laid out like them) through the GraphQL API and compares tables,
 * columns and keys with that table; then every pair of dialects of one model with each other. An item is
 * a dialect, file or database. Text counts inside function bodies are not asserted.
 */
import { countSchemas, type FoundTable, readConstraints, readTables, systemOf } from './support/catalog.js';
import {
  countUnparsed,
  createProject,
  createSystem,
  extract,
  type GraphQLClient,
  statementsOfRun,
} from './support/client.js';
import { dataFolder } from './support/data.js';
import { agreement } from './support/ddl/agreement.js';
import {
  assertedCounts,
  type CountsByName,
  compareCounts,
  countAll,
  readmeCounts,
} from './support/ddl/counts.js';
import { type SpiderDatabase, spiderDatabases } from './support/ddl/spider.js';
import { type DdlUnit, findUnits } from './support/ddl/units.js';
import { addCounts, type Counts, noCounts, scoreOf } from './support/scores.js';
import { startBenchServer } from './support/server.js';
import type { BenchOptions, Miss, Score, ScorerResult } from './types.js';

export const summary = 'tables, columns and keys of DDL folders against the counts their READMEs promise';

export async function run(bench: BenchOptions): Promise<ScorerResult> {
  const folder = dataFolder(bench, '');
  const units = findUnits(folder);
  const server = await startBenchServer(bench.log);
  try {
    return await scoreUnits(server.client, units, bench.data ?? folder, bench.log);
  } finally {
    await server.close();
  }
}

interface ScoredUnit {
  readonly unit: DdlUnit;
  readonly counts: Counts;
  readonly score: Score;
  readonly misses: readonly Miss[];
  readonly tables: readonly FoundTable[];
  readonly baselineExact: boolean | null;
}

export async function scoreUnits(
  client: GraphQLClient,
  units: readonly DdlUnit[],
  label: string,
  log: (line: string) => void,
): Promise<ScorerResult> {
  const project = await createProject(client, 'ddl');
  const scored: ScoredUnit[] = [];
  for (const unit of units) {
    log(`ddl: ${groupName(unit)} (${unit.dialect})`);
    scored.push(
      unit.schemasJson === null ? await scoreText(client, project, unit) : await scoreSchemas(client, unit),
    );
  }
  return resultOf(scored, label);
}

function resultOf(scored: readonly ScoredUnit[], label: string): ScorerResult {
  const pairs = scored.flatMap((left, index) =>
    scored
      .slice(index + 1)
      .filter((right) => right.unit.subject === left.unit.subject)
      .map((right) => scorePair(left, right)),
  );
  const counts = scored.map((one) => one.counts).reduce(addCounts, noCounts);
  const measured = scored.filter((one) => one.baselineExact !== null);
  const baselineExact = measured.filter((one) => one.baselineExact).length;
  return {
    kind: 'scorer',
    scorer: 'ddl',
    data: label,
    total: scoreOf(
      counts,
      { name: 'count the words', items: measured.length, exact: baselineExact },
      { pairs: { items: pairs.length, exact: pairs.filter(({ misses }) => misses.length === 0).length } },
    ),
    groups: {
      ...Object.fromEntries(scored.map((one) => [groupName(one.unit), one.score])),
      ...Object.fromEntries(pairs.map(({ name, score }) => [name, score])),
    },
    misses: [...scored.flatMap((one) => one.misses), ...pairs.flatMap(({ misses }) => misses)],
  };
}

function groupName(unit: DdlUnit): string {
  return `${unit.subject}/${unit.name}`;
}

async function scoreText(client: GraphQLClient, project: string, unit: DdlUnit): Promise<ScoredUnit> {
  const system = await createSystem(client, project, systemName(unit), unit.dialect);
  const run = await extract(client, { project, system, sources: unit.sources });
  const all = await readTables(client, project, system);
  const tables = all.filter(({ isComplete }) => isComplete);
  const constraints = [...(await readConstraints(client, project, system)).values()].flat();
  const issues = await readIssues(client, run.id);
  const found = {
    ...countAll(tables, constraints),
    schemas: await countSchemas(client, system),
    functions: issues.procedures,
    keysWithoutKind: issues.keysWithoutKind,
  };
  const result = compareCounts(groupName(unit), assertedCounts(unit), found);
  const counts = { ...result.counts, unparsed: await countUnparsed(client, run.id) };
  return {
    unit,
    counts,
    score: scoreOf(counts, null, {
      ...result.metrics,
      issues: run.counts.issues ?? 0,
      dialect: unit.dialect,
    }),
    misses: result.misses,
    tables,
    baselineExact: isExactByWords(unit),
  };
}

async function readIssues(
  client: GraphQLClient,
  run: string,
): Promise<{ keysWithoutKind: number; procedures: number }> {
  const { extractionRun } = await client.query<{ extractionRun: { issues: { totalCount: number } } }>(
    `query ($id: ID!) {
      extractionRun(id: $id) { issues(code: "CONSTRAINT_KIND_MISSING", first: 1) { totalCount } }
    }`,
    { id: run },
  );
  const statements = await statementsOfRun<{ readonly kind: string }>(client, run, 'kind');
  return {
    keysWithoutKind: extractionRun.issues.totalCount,
    procedures: statements.filter(({ kind }) => kind === 'PROCEDURE').length,
  };
}

/** The simple method: occurrences of the words. */
function isExactByWords(unit: DdlUnit): boolean {
  const text = unit.sources.map((source) => source.text).join('\n');
  const count = (words: RegExp): number => text.match(words)?.length ?? 0;
  const counted: CountsByName = {
    tables: count(/\bcreate\s+table\b/gi),
    primaryKeys: count(/\bprimary\s+key\b/gi),
    foreignKeys: count(/\bforeign\s+key\b/gi),
    views: count(/\bcreate\s+view\b/gi),
  };
  return (Object.entries(readmeCounts(unit)) as [keyof CountsByName, number][]).every(
    ([name, expected]) => counted[name] === undefined || counted[name] === expected,
  );
}

/** One system per database, all through `importSchema`; an item is a database. */
async function scoreSchemas(client: GraphQLClient, unit: DdlUnit): Promise<ScoredUnit> {
  const project = await createProject(client, 'schemas');
  const group = groupName(unit);
  const databases = spiderDatabases(unit.schemasJson ?? '[]');
  const systems: { id: string; database: SpiderDatabase }[] = [];
  for (const database of databases) {
    systems.push({ id: await importDatabase(client, project, database, unit), database });
  }
  const tables = await readTables(client, project, null);
  const constraints = await readConstraints(client, project, null);
  const results = systems.map(({ id, database }) => {
    const own = tables.filter((table) => systemOf(table.id) === id);
    const keys = own.flatMap((table) => constraints.get(table.id) ?? []);
    return compareCounts(`${group}/${database.name}`, database.counts, countAll(own, keys));
  });
  const found = { ...countAll(tables, [...constraints.values()].flat()), databases: databases.length };
  const promised = compareCounts(group, unit.counts, found);
  const counts = {
    ...results.map((result) => result.counts).reduce(addCounts, noCounts),
    unsupported: null,
    unparsed: null,
  };
  return {
    unit,
    counts,
    score: scoreOf(counts, null, promised.metrics),
    misses: [...results.flatMap(({ misses }) => misses), ...promised.misses],
    tables: [],
    baselineExact: null,
  };
}

async function importDatabase(
  client: GraphQLClient,
  project: string,
  database: SpiderDatabase,
  unit: DdlUnit,
): Promise<string> {
  const system = await createSystem(client, project, database.name.toLowerCase(), unit.dialect);
  await client.query('mutation ($input: ImportSchemaInput!) { importSchema(input: $input) { created } }', {
    input: { project, system, schemas: [{ name: 'main', tables: database.tables }] },
  });
  return system;
}

function scorePair(left: ScoredUnit, right: ScoredUnit): { name: string; score: Score; misses: Miss[] } {
  const name = `${left.unit.subject}: ${left.unit.name} ~ ${right.unit.name}`;
  const found = agreement(left.tables, right.tables);
  const counts: Counts = {
    items: found.tables,
    exact: found.same,
    right: found.sameColumns,
    wrong: 0,
    missing: found.columns - found.sameColumns,
    unsupported: null,
    unparsed: null,
  };
  const misses = found.differences.map(
    (difference): Miss => ({
      group: name,
      item: difference.table,
      expected: difference.left,
      got: difference.right,
    }),
  );
  return { name, score: scoreOf(counts), misses };
}

function systemName(unit: DdlUnit): string {
  return `${unit.subject}-${unit.name}`.toLowerCase().replace(/[^a-z0-9_-]/g, '-');
}
