/**
 * Lineage as it stands in the graph: traversals, impact, unresolved references, joins and how well the
 * views are known. What lies outside the caller's projects does not exist: statements that walk the graph
 * filter by them, lists of one project are empty unless it is one of them.
 */
import { badUserInput, notFound, SheafError } from '../errors.js';
import { isReadable } from '../graph/index.js';
import type { Graph, ReadOptions } from '../graph/types.js';
import { wilson } from '../stats/wilson.js';
import type { ColumnHopRow, HopParams, RootRow, TableHopRow, ViewMetricsRow } from './queries.js';
import * as queries from './queries.js';
import { type HopEdge, type Traversal, traverse, type WalkDirection } from './traversal.js';

/** Who reads, and for how long. */
export interface LineageReader {
  readonly graph: Graph;
  readonly projects: readonly string[] | null;
  readonly signal: AbortSignal;
  readOptions(): ReadOptions;
}

export interface TraversalOptions {
  readonly direction: 'UPSTREAM' | 'DOWNSTREAM' | 'BOTH';
  readonly granularity: 'COLUMN' | 'TABLE';
  readonly types: readonly string[];
  readonly states: readonly string[];
  readonly minConfidence: number;
  readonly maxDepth: number;
  readonly maxNodes: number;
  readonly timeoutMs: number;
}

/** An edge of an answer; places are relative to `statement`. */
export interface LineageEdge extends HopEdge {
  readonly type: string | null;
  readonly subtype: string | null;
  readonly transformation: string | null;
  readonly expression: string | null;
  readonly isMasking: boolean;
  readonly state: string;
  readonly confidence: number;
  readonly origin: string;
  readonly rule: string | null;
  readonly statements: readonly string[];
  readonly place: {
    readonly charStart: number | null;
    readonly charEnd: number | null;
    readonly line: number | null;
    readonly column: number | null;
  } | null;
}

export interface LineageAnswer extends Traversal<LineageEdge> {
  readonly elapsedMs: number;
  readonly asOfSeq: number;
}

/**
 * Breadth-first lineage around the roots. Cost: two look-ups, one statement a hop and direction, each
 * as long as the edges it reads. Errors: NOT_FOUND for an unknown root, BAD_USER_INPUT for a root that
 * is neither a column, a table nor a view.
 */
export async function lineage(
  reader: LineageReader,
  ids: readonly string[],
  options: TraversalOptions,
): Promise<LineageAnswer> {
  return lineageOf(reader, await resolveRoots(reader, ids), options);
}

async function lineageOf(
  reader: LineageReader,
  roots: readonly RootRow[],
  options: TraversalOptions,
): Promise<LineageAnswer> {
  const started = performance.now();
  const { seq } = await reader.graph.feed.head();
  const startNodes = roots.flatMap((root) => standIns(root, options.granularity));
  const directions: readonly WalkDirection[] =
    options.direction === 'BOTH' ? ['UPSTREAM', 'DOWNSTREAM'] : [options.direction];
  const traversal = await traverse(startNodes, directions, options, expander(reader, options), {
    now: () => performance.now(),
    signal: reader.signal,
  });
  return { ...traversal, elapsedMs: performance.now() - started, asOfSeq: seq };
}

/** A node of an answer. */
export interface ReachedNode {
  readonly id: string;
  readonly depth: number;
}

export interface Impact {
  readonly rootId: string;
  readonly answer: LineageAnswer;
  /** Reached nodes, roots left out, by (depth, id). */
  readonly items: readonly ReachedNode[];
  readonly columns: number;
  readonly tables: number;
  readonly views: number;
  readonly jobs: number;
  readonly byDepth: readonly number[];
}

/** What depends on a node: a downstream traversal, counted by kind. Errors and cost as `lineage`, plus one statement. */
export async function impact(reader: LineageReader, id: string, options: TraversalOptions): Promise<Impact> {
  const [root] = await resolveRoots(reader, [id]);
  if (root === undefined) throw notFound('node', id);
  const answer = await lineageOf(reader, [root], { ...options, direction: 'DOWNSTREAM' });
  const items = [...answer.depths]
    .filter(([, depth]) => depth > 0)
    .map(([node, depth]) => ({ id: node, depth }));
  const rootTable = root.kind === 'Column' ? root.tableId : root.id;
  const [counts] = await reader.graph.read(
    queries.impactCounts,
    { ids: items.map((item) => item.id), rootTables: rootTable === null ? [] : [rootTable] },
    reader.readOptions(),
  );
  const byDepth: number[] = new Array(Math.max(0, ...items.map((item) => item.depth))).fill(0);
  for (const item of items) byDepth[item.depth - 1] = (byDepth[item.depth - 1] ?? 0) + 1;
  return {
    rootId: root.id,
    answer,
    items,
    columns: items.filter((item) => item.id.startsWith('column:')).length,
    tables: counts?.tables ?? 0,
    views: counts?.views ?? 0,
    jobs: counts?.jobs ?? 0,
    byDepth,
  };
}

/** Finds the roots by id or by their other prefix (`view:` for `table:` and back). */
async function resolveRoots(reader: LineageReader, ids: readonly string[]): Promise<readonly RootRow[]> {
  const rows = await reader.graph.read(
    queries.traversalRoots,
    { roots: ids.map((id) => ({ id, alias: otherPrefix(id) })), projects: reader.projects },
    reader.readOptions(),
  );
  const byAsked = new Map(rows.map((row) => [row.asked, row]));
  return ids.map((id) => {
    const row = byAsked.get(id);
    if (row === undefined) throw notFound('node', id);
    if (row.kind === 'Other') throw badUserInput('ids', 'columns, tables or views', id);
    return row;
  });
}

function otherPrefix(id: string): string {
  if (id.startsWith('table:')) return `view:${id.slice('table:'.length)}`;
  if (id.startsWith('view:')) return `table:${id.slice('view:'.length)}`;
  return id;
}

/** What a root stands for: a table's columns when walking columns, a column's table when walking tables. */
function standIns(root: RootRow, granularity: 'COLUMN' | 'TABLE'): readonly string[] {
  if (granularity === 'TABLE')
    return root.kind === 'Table' || root.tableId === null ? [root.id] : [root.tableId];
  return root.kind === 'Table' ? root.columnIds : [root.id];
}

function expander(reader: LineageReader, options: TraversalOptions) {
  const filters: Omit<HopParams, 'frontier' | 'limit'> = {
    types: options.types,
    indirect: options.types.includes('INDIRECT'),
    states: options.states,
    minConfidence: options.minConfidence,
    projects: reader.projects,
  };
  return async (
    frontier: readonly string[],
    direction: WalkDirection,
    limit: number,
    timeoutMs: number,
  ): Promise<readonly LineageEdge[]> => {
    const readOptions = { ...reader.readOptions(), signal: reader.signal, timeoutMs };
    const params = { ...filters, frontier, limit };
    if (options.granularity === 'COLUMN') {
      // Of the columns by id, as many may be known already as the traversal can take.
      const reachable = 2 * options.maxNodes + 1;
      const rows =
        direction === 'DOWNSTREAM'
          ? await reader.graph.read(queries.columnsDown, { ...params, reachable }, readOptions)
          : await reader.graph.read(queries.columnsUp, params, readOptions);
      return rows.map(columnEdge);
    }
    const query = direction === 'DOWNSTREAM' ? queries.tablesDown : queries.tablesUp;
    const { types: _, ...tableParams } = params;
    return (await reader.graph.read(query, tableParams, readOptions)).map(tableEdge);
  };
}

function columnEdge(row: ColumnHopRow): LineageEdge {
  return {
    id: row.id,
    source: row.source,
    target: row.target,
    alsoReaches: row.reached ?? [],
    type: row.type ?? 'INDIRECT',
    subtype: row.subtype,
    transformation: row.transformation,
    expression: row.expression,
    isMasking: row.isMasking ?? false,
    state: row.state,
    confidence: row.confidence,
    origin: row.origin,
    rule: row.rule,
    statements: row.statement === null ? [] : [row.statement],
    place: { charStart: row.charStart, charEnd: row.charEnd, line: row.line, column: row.column },
  };
}

function tableEdge(row: TableHopRow): LineageEdge {
  return {
    id: row.id,
    source: row.source,
    target: row.target,
    alsoReaches: [],
    type: null,
    subtype: null,
    transformation: null,
    expression: null,
    isMasking: false,
    state: row.state,
    confidence: row.confidence,
    origin: row.origin,
    rule: null,
    statements: row.statements ?? [],
    place: null,
  };
}

export interface ViewLineageSummary {
  readonly views: number;
  readonly columns: number;
  readonly resolvedColumns: number;
  readonly constantColumns: number;
  readonly unresolvedColumns: number;
  readonly typedColumns: number;
  readonly joinCount: number;
  readonly resolution: number | null;
  readonly resolutionLower: number | null;
  readonly typeCoverage: number | null;
  readonly typeCoverageLower: number | null;
  readonly viewWeightedResolution: number | null;
}

/** How well the views of a project are known (lineage.md "Metrics"); ratios are null over no columns. */
export async function viewLineageSummary(
  reader: LineageReader,
  project: string,
): Promise<ViewLineageSummary> {
  if (!isReadable(reader.projects, project)) return summarise([]);
  const rows = await reader.graph.read(queries.viewLineageMetrics, { project }, reader.readOptions());
  return summarise(rows);
}

/** Pure part of `viewLineageSummary`. */
export function summarise(rows: readonly ViewMetricsRow[]): ViewLineageSummary {
  const sum = (value: (row: ViewMetricsRow) => number) => rows.reduce((total, row) => total + value(row), 0);
  const columns = sum((row) => row.columns);
  const resolved = sum((row) => row.resolved);
  const typed = sum((row) => row.typed);
  const withColumns = rows.filter((row) => row.columns > 0);
  const ratios = withColumns.reduce((total, row) => total + row.resolved / row.columns, 0);
  return {
    views: rows.length,
    columns,
    resolvedColumns: resolved,
    constantColumns: sum((row) => row.constant),
    unresolvedColumns: sum((row) => row.unresolved),
    typedColumns: typed,
    joinCount: sum((row) => row.joins),
    resolution: columns === 0 ? null : resolved / columns,
    resolutionLower: wilson(resolved, columns)?.low ?? null,
    typeCoverage: columns === 0 ? null : typed / columns,
    typeCoverageLower: wilson(typed, columns)?.low ?? null,
    viewWeightedResolution: withColumns.length === 0 ? null : ratios / withColumns.length,
  };
}

/** Refuses `asOf`: traversals read the current graph. */
export function refuseAsOf(asOf: unknown): void {
  if (asOf !== null && asOf !== undefined)
    throw new SheafError(
      'UNAVAILABLE',
      'traversals read the current graph; asOf is answered by node(id, asOf)',
      {
        field: 'traversal.asOf',
      },
    );
}
