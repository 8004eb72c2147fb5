/** What a resolved run wants written: the catalog's plan, and a plan a statement, made when it is asked for. */
import { type CatalogPlan, keyOfColumn, type PlannedTable, planTables } from '../../catalog/index.js';
import { otherTableId, projectId } from '../../graph/index.js';
import type { NodeState, Properties } from '../../graph/types.js';
import type { TableRef } from '../../lineage/facts.js';
import type { EdgeEnds } from '../../lineage/index.js';
import type { TableName } from '../../lineage/tree.js';
import { withoutTemporary } from './inlined.js';
import type { ResolvedEntry, RunResolver } from './resolver.js';
import { type StatementPlan, statementPlan } from './statement-plan.js';
import { textOf } from './statements.js';
import { tableIdsOf } from './table-names.js';

export interface ResultCounts {
  readonly statements: number;
  readonly tables: number;
  readonly views: number;
  readonly columns: number;
  readonly constraints: number;
}

export interface CatalogResult {
  readonly plan: CatalogPlan;
  readonly counts: ResultCounts;
}

/** Plans the tables of the run; columns say what queries know of them beside their declaration. */
export function catalogResult(resolver: RunResolver, mode: 'MERGE' | 'REPLACE'): CatalogResult {
  const { draft } = resolver;
  const declared = [...draft.tables.values()].filter((table) => table.basis === 'DECLARED');
  const replacedSchemas = new Set(mode === 'REPLACE' ? declared.map((table) => table.name.schemaId) : []);
  const plan = planTables(draft, { files: resolver.wholeFiles, mode, replacedSchemas });
  const tables = plan.tables.map((table) => {
    const stored = storedColumns(table, resolver);
    return {
      ...table,
      columns: table.columns.map((column) => withQueryFacts(column, table, stored, resolver)),
    };
  });
  return { plan: { ...plan, tables }, counts: countsOf(resolver, tables) };
}

type StoredColumns = ReadonlyMap<string, Properties>;

function withQueryFacts(
  column: NodeState,
  table: PlannedTable,
  columns: StoredColumns,
  resolver: RunResolver,
): NodeState {
  const stored = columns.get(column.id) ?? null;
  const isConstant = resolver.constants.get(column.id);
  let facts: Record<string, Properties[string]> | null = null;
  if (isConstant !== undefined) facts = { isConstant };
  if (table.table.properties.isComplete === true) {
    // What queries said of the table before somebody declared it is no longer how its columns are known.
    if (stored?.mention != null) facts = { ...facts, mention: null };
  } else {
    const mention = resolver.view.mentions.get(column.id);
    if (mention !== undefined && !isKeptMention(stored, mention, resolver)) facts = { ...facts, mention };
  }
  return facts === null ? column : { ...column, properties: { ...column.properties, ...facts } };
}

/** What a file outside the run says stays, unless the run says more: a write counts more than a read. */
function isKeptMention(stored: Properties | null, mention: string, resolver: RunResolver): boolean {
  if (stored === null || stored.mention == null) return false;
  const isOfRun = resolver.wholeFiles.has(String(stored.addedBy));
  return !isOfRun && (stored.mention === 'WRITE' || mention === 'READ');
}

/** Columns the table has in the graph, under either prefix. */
function storedColumns({ id }: PlannedTable, resolver: RunResolver): StoredColumns {
  const { tables } = resolver.draft.current;
  const table = tables.get(id) ?? tables.get(otherTableId(id));
  return new Map(table?.columns.map((column) => [column.id, column.properties]));
}

function countsOf(resolver: RunResolver, planned: readonly PlannedTable[]): ResultCounts {
  const written = new Set(
    resolver.results.flatMap(({ resolved, declares, temporary }) => [
      ...declares.map((id) => resolver.view.idOf(id)),
      ...resolved.flatMap(({ writes }) =>
        writes.flatMap(({ id }) => (temporary.has(id) ? [] : [resolver.view.idOf(id)])),
      ),
    ]),
  );
  const tables = planned.filter((table) => written.has(table.id));
  const views = tables.filter((table) => table.table.kind === 'View');
  return {
    statements: resolver.results.length,
    tables: tables.length - views.length,
    views: views.length,
    columns: tables.reduce((sum, table) => sum + table.columns.length, 0),
    constraints: tables.reduce((sum, table) => sum + table.constraints.length, 0),
  };
}

/** Which tables and columns stand in the graph once the plan is written. */
export function endsOf(resolver: RunResolver, plan: CatalogPlan): EdgeEnds {
  const { view, draft } = resolver;
  const planned = new Map(plan.tables.map((table) => [table.id, new Set(table.columns.map(({ id }) => id))]));
  const gone = new Set([
    ...plan.deletedTables.map(({ id }) => id),
    ...plan.tables.map((table) => table.formerId),
  ]);
  const columns = new Set<string>();
  for (const ids of planned.values()) for (const id of ids) columns.add(id);
  for (const table of draft.current.tables.values()) {
    if (planned.has(table.id) || gone.has(table.id)) continue;
    for (const { id } of table.columns) columns.add(id);
  }
  return {
    project: projectId(draft.naming.project),
    table: (id) => {
      const known = view.idOf(id);
      if (planned.has(known)) return known;
      return draft.current.tables.has(known) && !gone.has(known) ? known : null;
    },
    column: (id) => (columns.has(id) ? id : null),
  };
}

/** The plan of one statement. */
export function planOf(result: ResolvedEntry, resolver: RunResolver, ends: EdgeEnds): StatementPlan {
  const { entry, declares, temporary } = result;
  const { scannedTables } = entry.statement;
  const scan = (names: readonly TableName[]): readonly TableRef[] =>
    names
      .flatMap((name) => tableIdsOf(name.parts, entry).find((id) => resolver.view.has(id)) ?? [])
      .map(scanned);
  return statementPlan(
    {
      id: entry.id,
      file: entry.source.file,
      project: ends.project,
      text: textOf(entry),
      statement: entry.statement,
      resolved: result.resolved.map((resolved) => withoutTemporary(resolved, temporary)),
      declares: declares.filter((id) => resolver.view.standsFor(id) === id),
      scanned:
        scannedTables === null
          ? null
          : { reads: scan(scannedTables.reads), writes: scan(scannedTables.writes) },
    },
    ends,
  );
}

function scanned(id: string): TableRef {
  return { id, name: keyOfColumn(id), isKnown: true, confidence: 0.3 };
}
