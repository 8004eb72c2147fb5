/**
 * Scorer `estate`: extracts an estate (`sql/*.sql`) through the GraphQL API and compares what the API then
 * shows with `truth.json`: tables, columns, partitions, views, joins, unresolved references and, where
 * the truth has them, the inputs of every view column. Without `--data` it generates one from the seed.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { generateEstate, scaledSize, writeEstate } from './estate-generator.js';
import {
  type FoundTable,
  readDirectInputs,
  readJoins,
  readTables,
  readUnresolved,
} from './support/catalog.js';
import {
  countUnparsed,
  createProject,
  createSystem,
  extract,
  type GraphQLClient,
  type TextSource,
} from './support/client.js';
import {
  byNames,
  compareInputs,
  compareJoins,
  compareRelations,
  compareUnresolved,
  declared,
  sum,
  type Tally,
} from './support/estate/comparison.js';
import { lineBaseline } from './support/estate/line-baseline.js';
import { readTruth, type TruthOfEstate } from './support/estate/truth.js';
import { addCounts, type Counts, noCounts, scoreOf } from './support/scores.js';
import { startBenchServer } from './support/server.js';
import {
  type BenchOptions,
  type Miss,
  type OptionSpec,
  type Score,
  type ScorerResult,
  UsageError,
} from './types.js';

export const summary =
  'a Hive estate: tables, columns, views, joins, unresolved references against its truth';

export const options: Readonly<Record<string, OptionSpec>> = {
  size: {
    value: 'factor',
    description: 'size of the generated estate, 1 = 300 tables and 74 views (about 4 MB)',
  },
  out: { value: 'folder', description: 'keep the generated estate there' },
};

export async function run(bench: BenchOptions): Promise<ScorerResult> {
  const generated = bench.data === null ? generate(bench) : null;
  if (bench.data !== null) copiesOf(bench.data);
  const server = await startBenchServer(bench.log);
  try {
    const folder = bench.data ?? generated?.folder ?? '';
    const label = bench.data ?? `seed ${bench.seed}`;
    return await scoreEstate(server.client, folder, label, bench.log);
  } finally {
    await server.close();
    generated?.remove();
  }
}

/** Scores the estate in `folder`, and its copy in `folder/stripped` where there is one. */
export async function scoreEstate(
  client: GraphQLClient,
  folder: string,
  label: string,
  log: (line: string) => void,
): Promise<ScorerResult> {
  const copies = copiesOf(folder);
  const scored: { name: string; result: CopyScore }[] = [];
  for (const { name, path } of copies) {
    log(`estate: ${name}`);
    scored.push({ name, result: await scoreCopy(client, path) });
  }
  const counts = scored.map(({ result }) => result.counts).reduce(addCounts, noCounts);
  const total = scored.length === 1 ? scored[0]?.result.score : scoreOf(counts);
  return {
    kind: 'scorer',
    scorer: 'estate',
    data: label,
    total: total ?? scoreOf(counts),
    groups: Object.fromEntries(scored.map(({ name, result }) => [name, result.score])),
    misses: scored.flatMap(({ name, result }) =>
      result.misses.map((miss): Miss => ({ group: name, ...miss })),
    ),
  };
}

function copiesOf(folder: string): { name: string; path: string }[] {
  const copies = [
    { name: 'sql', path: folder },
    { name: 'stripped', path: join(folder, 'stripped') },
  ].filter(({ path }) => existsSync(join(path, 'truth.json')) && existsSync(join(path, 'sql')));
  if (copies.length === 0) throw new UsageError(`${folder} has no truth.json beside a folder sql`);
  return copies;
}

interface CopyScore {
  readonly counts: Counts;
  readonly score: Score;
  readonly misses: readonly Omit<Miss, 'group'>[];
}

async function scoreCopy(client: GraphQLClient, folder: string): Promise<CopyScore> {
  const truth = readTruth(folder);
  const sources = readSources(folder);
  const project = await createProject(client, 'estate');
  const system = await createSystem(client, project, 'hive', 'HIVE');
  const run = await extract(client, { project, system, sources });
  const found = await readTables(client, project, system);
  const tables = compareRelations(truth.tables, found, 'table');
  const views = compareRelations(truth.views, found, 'view');
  const joins = compareJoins(truth.joins, await readJoins(client, project));
  const unresolved = compareUnresolved(truth.unresolved, await readUnresolved(client, project));
  const inputs = await scoreInputs(client, truth, found);
  const statements = truth.tables.length + truth.views.length;
  const relations = sum([tables, views]);
  const parts = sum([relations, joins, unresolved, ...(inputs === null ? [] : [inputs])]);
  const counts: Counts = {
    ...parts,
    items: relations.items,
    exact: relations.exact,
    unsupported: null,
    unparsed: await countUnparsed(client, run.id),
  };
  const score = scoreOf(counts, lineBaseline(sources, truth), {
    tables: share(tables),
    views: share(views),
    columns: { items: relations.right + relations.missing, exact: relations.right },
    joins: share(joins),
    unresolvedReferences: share(unresolved),
    unexpectedUnresolved: unresolved.wrong,
    inputs: inputs === null ? null : share(inputs),
    statements: { items: statements, exact: run.counts.statements ?? 0 },
    accounted: await accounted(client, project),
  });
  return { counts, score, misses: parts.misses };
}

async function scoreInputs(
  client: GraphQLClient,
  truth: TruthOfEstate,
  found: readonly FoundTable[],
): Promise<Tally | null> {
  const views = byNames(declared(found, 'view'));
  const tallies: Tally[] = [];
  for (const view of truth.views) {
    if (view.inputs === null) continue;
    const table = views.get(view.name) ?? null;
    const inputs = table === null ? new Map<string, never>() : await readDirectInputs(client, table.id);
    tallies.push(compareInputs(view, table, inputs));
  }
  return tallies.length === 0 ? null : sum(tallies);
}

/** Projected columns that have inputs, are constants, or are named as unresolved. */
async function accounted(client: GraphQLClient, project: string): Promise<{ items: number; exact: number }> {
  const { viewLineageSummary: lineage } = await client.query<{
    viewLineageSummary: { columns: number; resolvedColumns: number; unresolvedColumns: number };
  }>(
    'query ($project: ID!) { viewLineageSummary(project: $project) { columns resolvedColumns unresolvedColumns } }',
    { project },
  );
  return { items: lineage.columns, exact: lineage.resolvedColumns + lineage.unresolvedColumns };
}

function readSources(folder: string): TextSource[] {
  const sql = join(folder, 'sql');
  const names = readdirSync(sql)
    .filter((name) => name.endsWith('.sql'))
    .sort();
  if (names.length === 0) throw new UsageError(`${sql} has no .sql files`);
  return names.map((name) => ({ name, text: readFileSync(join(sql, name), 'utf8') }));
}

function generate(bench: BenchOptions): { folder: string; remove: () => void } {
  const text = bench.values.get('size') ?? '1';
  const factor = Number(text);
  if (!(factor > 0 && factor <= 4)) {
    throw new UsageError(`--size: expected a number above 0 and up to 4, got "${text}"`);
  }
  const out = bench.values.get('out');
  const folder = out === undefined ? mkdtempSync(join(tmpdir(), 'sheaf-estate-')) : resolve(out);
  writeEstate(generateEstate(bench.seed, scaledSize(factor)), folder);
  bench.log(`estate: generated in ${folder}`);
  const isKept = out !== undefined;
  return { folder, remove: () => (isKept ? undefined : rmSync(folder, { recursive: true, force: true })) };
}

function share({ items, exact }: Tally): { items: number; exact: number } {
  return { items, exact };
}
