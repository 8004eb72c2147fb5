/** Runs, sources, statements and problems as they stand in the graph. */
import { type Reader, rowsBelow, totalBelow } from '../catalog/index.js';
import { badUserInput } from '../errors.js';
import type { Severity } from '../generated/graphql.js';
import { type Connection, connection, isReadable, type PageArguments, readWhole } from '../graph/index.js';
import { groupedBy } from '../grouped.js';
import * as queries from './queries.js';
import { isWholeRun, type RunRecord, runRecord } from './run-record.js';

export async function extractionRun(reader: Reader, id: string): Promise<RunRecord | null> {
  const { graph, projects } = reader;
  const [row] = await readWhole(graph, queries.runById, { id, projects }, isWholeRun, reader.readOptions());
  return row === undefined ? null : runRecord(row.run);
}

export type RunPage = Connection<RunRecord> & { readonly project: string };
export type IssuePage = Connection<queries.IssueRow> & { readonly filter: IssueFilter };
export type StatementPage = Connection<queries.StatementRow> & { readonly file: string };
/** Other contexts name a statement by its id alone; pages bring whole rows. */
export type StatementRef = { readonly id: string } & Partial<queries.StatementRow>;

/** Newest first. */
export async function extractionRuns(reader: Reader, project: string, page: PageArguments): Promise<RunPage> {
  if (!isReadable(reader.projects, project))
    return { ...connection<RunRecord, RunRecord>([], page, same, runKey), project };
  const [startedAt, id] = page.after === null ? ['9999', ''] : texts(page.after);
  const rows = await readWhole(
    reader.graph,
    queries.runsPage,
    { project, startedAt, id, limit: page.first + 1 },
    isWholeRun,
    reader.readOptions(),
  );
  return {
    ...connection(
      rows.map((row) => runRecord(row.run)),
      page,
      same,
      runKey,
    ),
    project,
  };
}

export async function countRuns(reader: Reader, project: string): Promise<number> {
  if (!isReadable(reader.projects, project)) return 0;
  const [row] = await reader.graph.read(queries.runsCount, { project }, reader.readOptions());
  return row?.total ?? 0;
}

/** By name. */
export function sourcesOfRun(reader: Reader, run: string): Promise<readonly queries.FileRow[]> {
  const { projects } = reader;
  return rowsBelow(reader, ['extraction.sources'], queries.sourcesOfRuns, run, { projects });
}

export interface IssueFilter {
  readonly run: string;
  readonly severity: Severity | null;
  readonly code: string | null;
}

/** The caller has read the run, so its problems are his to read. */
export async function issuesOfRun(
  reader: Reader,
  filter: IssueFilter,
  page: PageArguments,
): Promise<IssuePage> {
  const { run, severity, code } = filter;
  const params = { severity, code, after: ordinal(page), limit: page.first + 1 };
  const batch = ['extraction.issues', params];
  const rows = await rowsBelow(reader, batch, queries.issuesOfRuns, run, params);
  return { ...connection(rows, page, same, (row) => [row.ordinal]), filter };
}

export function countIssues(reader: Reader, { run, severity, code }: IssueFilter): Promise<number> {
  const batch = ['extraction.issueCount', severity, code];
  return totalBelow(reader, batch, queries.issueCounts, run, { severity, code });
}

export async function statementsOfFile(
  reader: Reader,
  file: string,
  page: PageArguments,
): Promise<StatementPage> {
  const params = { after: ordinal(page), limit: page.first + 1, projects: reader.projects };
  const batch = ['extraction.statementsOfFile', params.after, params.limit];
  const rows = await rowsBelow(reader, batch, queries.statementsOfFiles, file, params);
  return { ...connection(rows, page, same, (row) => [row.ordinal]), file };
}

export function countStatements(reader: Reader, file: string): Promise<number> {
  return totalBelow(reader, ['extraction.statementCount'], queries.statementCounts, file, {});
}

/** Batch reads for loaders: one answer an id, in order; null for what is not there or not readable. */
export async function statementsById(
  reader: Reader,
  ids: readonly string[],
): Promise<readonly (queries.StatementRow | null)[]> {
  const rows = await reader.graph.read(
    queries.statementsById,
    { ids, projects: reader.projects },
    reader.readOptions(),
  );
  return inOrder(ids, rows);
}

export async function filesById(
  reader: Reader,
  ids: readonly string[],
): Promise<readonly (queries.FileRow | null)[]> {
  const rows = await reader.graph.read(
    queries.filesById,
    { ids, projects: reader.projects },
    reader.readOptions(),
  );
  return inOrder(ids, rows);
}

export async function textsByHash(
  reader: Reader,
  hashes: readonly string[],
): Promise<readonly (string | null)[]> {
  const rows = await reader.graph.read(queries.statementTexts, { hashes }, reader.readOptions());
  const texts = new Map(rows.map((row) => [row.sha256, row.text]));
  return hashes.map((hash) => texts.get(hash) ?? null);
}

export interface StatementLinks {
  readonly reads: readonly string[];
  readonly writes: readonly string[];
  readonly columns: readonly string[];
}

export async function linksOfStatements(
  reader: Reader,
  ids: readonly string[],
): Promise<readonly StatementLinks[]> {
  const rows = await reader.graph.read(
    queries.statementLinks,
    { ids, projects: reader.projects },
    reader.readOptions(),
  );
  const links = new Map(
    ids.map((id) => [id, { reads: [] as string[], writes: [] as string[], columns: [] as string[] }]),
  );
  for (const { statement, type, target } of rows) {
    const of = links.get(statement);
    const list = type === 'READS' ? of?.reads : type === 'USES_COLUMN' ? of?.columns : of?.writes;
    if (list !== undefined && !list.includes(target)) list.push(target);
  }
  return ids.map((id) => links.get(id) ?? { reads: [], writes: [], columns: [] });
}

export async function joinsOfStatements(
  reader: Reader,
  ids: readonly string[],
): Promise<readonly (readonly queries.StatementJoinRow[])[]> {
  const rows = await reader.graph.read(
    queries.statementJoins,
    { ids, projects: reader.projects },
    reader.readOptions(),
  );
  const byStatement = groupedBy(rows, (row) => row.statement);
  return ids.map((id) => byStatement.get(id) ?? []);
}

function inOrder<Row extends { readonly id: string }>(
  ids: readonly string[],
  rows: readonly Row[],
): readonly (Row | null)[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id) ?? null);
}

function runKey(run: RunRecord): readonly string[] {
  return [run.startedAt, run.id];
}

function ordinal(page: PageArguments): number {
  const [key] = page.after ?? [0];
  if (typeof key !== 'number') throw badUserInput('after', 'a cursor this list returned', key);
  return key;
}

function texts(key: readonly unknown[]): readonly [string, string] {
  const [startedAt, id] = key;
  if (typeof startedAt !== 'string' || typeof id !== 'string') {
    throw badUserInput('after', 'a cursor this list returned', key);
  }
  return [startedAt, id];
}

function same<T>(value: T): T {
  return value;
}
