/** The statements of lineage reads, typed. */
import { defineQuery } from '../graph/index.js';

export { type PlaceRow as StatementPlace, statementPlaces } from '../catalog/index.js';

type Projects = readonly string[] | null;

export interface RootRow {
  readonly asked: string;
  readonly id: string;
  readonly kind: 'Column' | 'Table' | 'Other';
  readonly tableId: string | null;
  readonly columnIds: readonly string[];
}

export const traversalRoots = defineQuery<
  { readonly roots: readonly { readonly id: string; readonly alias: string }[]; readonly projects: Projects },
  RootRow
>('lineage/traversal-roots', ['asked', 'id', 'kind', 'tableId', 'columnIds']);

export interface HopParams {
  readonly frontier: readonly string[];
  readonly types: readonly string[];
  readonly indirect: boolean;
  readonly states: readonly string[];
  readonly minConfidence: number;
  readonly projects: Projects;
  readonly limit: number;
}

/** `reachable`: how many columns of influenced tables a hop may answer. */
type DownwardHopParams = HopParams & { readonly reachable: number };

export interface ColumnHopRow {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  /** Nodes the hop reaches besides the ends of its edges; one row may hold those of all. */
  readonly reached: readonly string[] | null;
  readonly type: string | null;
  readonly subtype: string;
  readonly transformation: string | null;
  readonly expression: string | null;
  readonly isMasking: boolean | null;
  readonly state: string;
  readonly confidence: number;
  readonly origin: string;
  readonly statement: string | null;
  readonly rule: string | null;
  readonly charStart: number | null;
  readonly charEnd: number | null;
  readonly line: number | null;
  readonly column: number | null;
}

const columnHop = [
  'id',
  'source',
  'target',
  'reached',
  'type',
  'subtype',
  'transformation',
  'expression',
  'isMasking',
  'state',
  'confidence',
  'origin',
  'statement',
  'rule',
  'charStart',
  'charEnd',
  'line',
  'column',
] as const;

export const columnsDown = defineQuery<DownwardHopParams, ColumnHopRow>('lineage/traversal-columns-down', [
  ...columnHop,
]);
export const columnsUp = defineQuery<HopParams, ColumnHopRow>('lineage/traversal-columns-up', [...columnHop]);

export interface TableHopRow {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly state: string;
  readonly confidence: number;
  readonly origin: string;
  readonly statements: readonly string[] | null;
}

const tableHop = ['id', 'source', 'target', 'state', 'confidence', 'origin', 'statements'] as const;
type TableHopParams = Omit<HopParams, 'types'>;

export const tablesDown = defineQuery<TableHopParams, TableHopRow>('lineage/traversal-tables-down', [
  ...tableHop,
]);
export const tablesUp = defineQuery<TableHopParams, TableHopRow>('lineage/traversal-tables-up', [
  ...tableHop,
]);

export const impactCounts = defineQuery<
  { readonly ids: readonly string[]; readonly rootTables: readonly string[] },
  { readonly tables: number; readonly views: number; readonly jobs: number }
>('lineage/impact-counts', ['tables', 'views', 'jobs']);

export interface UnresolvedRow {
  readonly id: string;
  readonly statement: string;
  readonly text: string;
  readonly reason: string;
  readonly line: number;
  readonly column: number;
  readonly candidates: readonly string[] | null;
}

interface PageParams {
  readonly project: string;
  readonly after: string;
  readonly limit: number;
}

const unresolvedColumns = ['id', 'statement', 'text', 'reason', 'line', 'column', 'candidates'] as const;

export const unresolvedPage = defineQuery<PageParams, UnresolvedRow>('lineage/unresolved-page', [
  ...unresolvedColumns,
]);
export const unresolvedPageByReason = defineQuery<PageParams & { readonly reason: string }, UnresolvedRow>(
  'lineage/unresolved-page-by-reason',
  [...unresolvedColumns],
);
export const unresolvedCount = defineQuery<
  { readonly project: string; readonly reason: string | null },
  { readonly total: number }
>('lineage/unresolved-count', ['total']);

export interface JoinRow {
  readonly id: string;
  readonly statement: string;
  readonly ordinal: number;
  readonly kind: string;
  readonly leftTable: string | null;
  readonly rightTable: string | null;
  readonly leftColumns: readonly string[] | null;
  readonly rightColumns: readonly string[] | null;
  readonly isEquality: boolean;
  readonly conditionSql: string | null;
}

const joinColumns = [
  'id',
  'statement',
  'ordinal',
  'kind',
  'leftTable',
  'rightTable',
  'leftColumns',
  'rightColumns',
  'isEquality',
  'conditionSql',
] as const;

export const joinsPage = defineQuery<PageParams, JoinRow>('lineage/joins-page', [...joinColumns]);
export const joinsPageByTable = defineQuery<PageParams & { readonly table: string }, JoinRow>(
  'lineage/joins-page-by-table',
  [...joinColumns],
);
export const joinsCount = defineQuery<
  { readonly project: string; readonly table: string | null },
  { readonly total: number }
>('lineage/joins-count', ['total']);

export interface ViewMetricsRow {
  readonly view: string;
  readonly columns: number;
  readonly resolved: number;
  readonly constant: number;
  readonly unresolved: number;
  readonly typed: number;
  readonly joins: number;
}

export const viewLineageMetrics = defineQuery<{ readonly project: string }, ViewMetricsRow>(
  'lineage/view-lineage-metrics',
  ['view', 'columns', 'resolved', 'constant', 'unresolved', 'typed', 'joins'],
);
