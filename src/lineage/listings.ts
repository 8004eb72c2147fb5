/** Keyset pages of unresolved references and joins, and the places of their statements. */
import { type Connection, connection, isReadable, type PageArguments } from '../graph/index.js';
import type { LineageEdge, LineageReader, ReachedNode } from './graph-reads.js';
import type { JoinRow, StatementPlace, UnresolvedRow } from './queries.js';
import * as queries from './queries.js';

export interface UnresolvedFilter {
  readonly project: string;
  readonly reason: string | null;
}
export type UnresolvedPage = Connection<UnresolvedRow> & { readonly filter: UnresolvedFilter };

export interface JoinFilter {
  readonly project: string;
  /** Id of a table or view on either side, or null. */
  readonly table: string | null;
}
export type JoinPage = Connection<JoinRow> & { readonly filter: JoinFilter };

/** A page of reached nodes, of all `totalCount`. */
export type ReachedPage = Connection<ReachedNode> & { readonly totalCount: number };

/** A page of an impact's items, which are ordered by (depth, id). */
export function reachedPage(items: readonly ReachedNode[], page: PageArguments): ReachedPage {
  const [depth, id] = page.after ?? [-1, ''];
  const start = items.findIndex(
    (item) => item.depth > Number(depth) || (item.depth === depth && item.id > String(id)),
  );
  const rows = start === -1 ? [] : items.slice(start, start + page.first + 1);
  const keyOf = (item: ReachedNode) => [item.depth, item.id];
  return { ...connection(rows, page, (item) => item, keyOf), totalCount: items.length };
}

/** Unresolved references by id. Cost: one index seek and a page of rows. */
export async function unresolvedReferences(
  reader: LineageReader,
  filter: UnresolvedFilter,
  page: PageArguments,
): Promise<UnresolvedPage> {
  if (!isReadable(reader.projects, filter.project)) return { ...byId<UnresolvedRow>([], page), filter };
  const params = { project: filter.project, after: String(page.after?.[0] ?? ''), limit: page.first + 1 };
  const rows =
    filter.reason === null
      ? await reader.graph.readList(queries.unresolvedPage, params, reader.readOptions())
      : await reader.graph.readList(
          queries.unresolvedPageByReason,
          { ...params, reason: filter.reason },
          reader.readOptions(),
        );
  return { ...byId(rows, page), filter };
}

export async function countUnresolved(reader: LineageReader, filter: UnresolvedFilter): Promise<number> {
  if (!isReadable(reader.projects, filter.project)) return 0;
  const [row] = await reader.graph.read(queries.unresolvedCount, filter, reader.readOptions());
  return row?.total ?? 0;
}

/** Joins by id. Cost: one or two index seeks and a page of rows. */
export async function joins(
  reader: LineageReader,
  filter: JoinFilter,
  page: PageArguments,
): Promise<JoinPage> {
  if (!isReadable(reader.projects, filter.project)) return { ...byId<JoinRow>([], page), filter };
  const params = { project: filter.project, after: String(page.after?.[0] ?? ''), limit: page.first + 1 };
  const rows =
    filter.table === null
      ? await reader.graph.readList(queries.joinsPage, params, reader.readOptions())
      : await reader.graph.readList(
          queries.joinsPageByTable,
          { ...params, table: filter.table },
          reader.readOptions(),
        );
  return { ...byId(rows, page), filter };
}

export async function countJoins(reader: LineageReader, filter: JoinFilter): Promise<number> {
  if (!isReadable(reader.projects, filter.project)) return 0;
  const [row] = await reader.graph.read(queries.joinsCount, filter, reader.readOptions());
  return row?.total ?? 0;
}

/** Places of statements in their files, in the order of the ids; null for what is not there. */
export async function placesOfStatements(
  reader: LineageReader,
  ids: readonly string[],
): Promise<readonly (StatementPlace | null)[]> {
  const rows = await reader.graph.read(
    queries.statementPlaces,
    { ids, projects: reader.projects },
    reader.readOptions(),
  );
  const byStatement = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byStatement.get(id) ?? null);
}

/** Evidence of an edge: its place in the file, which its statement's place and its own within it give. */
export function evidenceOf(
  edge: LineageEdge,
  place: NonNullable<LineageEdge['place']>,
  statement: StatementPlace | null,
): Evidence {
  const base = { rule: edge.rule, modelVersion: null, confidence: edge.confidence, state: edge.state };
  const { charStart, charEnd, line, column } = place;
  if (statement === null || charStart === null || charEnd === null || line === null || column === null) {
    return {
      ...base,
      sourceFile: statement?.file ?? null,
      charStart: null,
      charEnd: null,
      line: null,
      column: null,
    };
  }
  return {
    ...base,
    sourceFile: statement.file,
    charStart: statement.charStart + charStart,
    charEnd: statement.charStart + charEnd,
    ...placeInFile(statement, { line, column }),
  };
}

export interface Evidence {
  readonly sourceFile: string | null;
  readonly charStart: number | null;
  readonly charEnd: number | null;
  readonly line: number | null;
  readonly column: number | null;
  readonly rule: string | null;
  readonly modelVersion: string | null;
  readonly confidence: number;
  readonly state: string;
}

/** A line and column relative to a statement, as a line and column of its file; all are 1-based. */
export function placeInFile(
  statement: { readonly line: number; readonly column: number },
  relative: { readonly line: number; readonly column: number },
): { readonly line: number; readonly column: number } {
  return {
    line: statement.line + relative.line - 1,
    column: relative.line === 1 ? statement.column + relative.column - 1 : relative.column,
  };
}

function byId<Row extends { readonly id: string }>(
  rows: readonly Row[],
  page: PageArguments,
): Connection<Row> {
  return connection(
    rows,
    page,
    (row) => row,
    (row) => [row.id],
  );
}
