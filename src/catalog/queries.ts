/** The statements of the catalog, typed. */
import { defineQuery } from '../graph/query.js';
import type { Properties } from '../graph/types.js';

export interface SnapshotTableRow {
  readonly id: string;
  readonly parentId: string;
  readonly isView: boolean;
  readonly properties: Properties;
  readonly columns: readonly Properties[];
  readonly constraints: readonly Properties[];
}

export const snapshotTables = defineQuery<{ readonly ids: readonly string[] }, SnapshotTableRow>(
  'catalog/snapshot-tables',
  ['id', 'parentId', 'isView', 'properties', 'columns', 'constraints'],
);
export const snapshotIdsOfSchemas = defineQuery<
  { readonly schemas: readonly string[] },
  { readonly id: string }
>('catalog/snapshot-ids-of-schemas', ['id']);
export const snapshotIdsOfFiles = defineQuery<{ readonly files: readonly string[] }, { readonly id: string }>(
  'catalog/snapshot-ids-of-files',
  ['id'],
);
export const snapshotSchemas = defineQuery<{ readonly system: string }, { readonly id: string }>(
  'catalog/snapshot-schemas',
  ['id'],
);
export const snapshotWaiting = defineQuery<
  { readonly ids: readonly string[] },
  { readonly properties: Properties }
>('catalog/snapshot-waiting', ['properties']);
export const constraintsReferencing = defineQuery<
  { readonly ids: readonly string[] },
  { readonly properties: Properties }
>('catalog/constraints-referencing', ['properties']);

export interface EdgeRow {
  readonly type: string;
  readonly source: string;
  readonly target: string;
  readonly discriminator: string;
  readonly properties: Properties;
}

interface JoinSides {
  readonly id: string;
  readonly leftTable: string | null;
  readonly rightTable: string | null;
}
export const joinsOfTable = defineQuery<{ readonly project: string; readonly table: string }, JoinSides>(
  'catalog/joins-of-table',
  ['id', 'leftTable', 'rightTable'],
);

export const edgesOfNode = defineQuery<{ readonly id: string }, EdgeRow>('catalog/edges-of-node', [
  'type',
  'source',
  'target',
  'discriminator',
  'properties',
]);

type Projects = readonly string[] | null;
/** Rows of a one-record list: see `ListRow`. */
interface ListColumns {
  readonly id: string;
  readonly key: string;
  readonly values: readonly unknown[];
  readonly columnCount: number | null;
}
const listColumns = ['id', 'key', 'values', 'columnCount'] as const;

export const nodesById = defineQuery<
  { readonly ids: readonly (readonly string[])[]; readonly projects: Projects },
  { readonly index: number; readonly labels: readonly string[]; readonly properties: Properties }
>('catalog/nodes', ['index', 'labels', 'properties']);

interface PageParams {
  readonly key: string;
  readonly id: string;
  readonly to: string;
  readonly limit: number;
  readonly fields: readonly string[];
}
interface TableFilterParams {
  readonly kinds: readonly string[] | null;
  readonly layer: string | null;
  readonly isComplete: boolean | null;
}
interface ColumnFilterParams {
  readonly prefixes: readonly string[] | null;
  readonly families: readonly string[] | null;
  readonly isPartition: boolean | null;
}

export const tablesPage = defineQuery<
  PageParams &
    TableFilterParams & {
      readonly project: string;
      readonly prefixes: readonly string[] | null;
      readonly tag: string | null;
      readonly scan: number;
      readonly withCount: boolean;
    },
  ListColumns
>('catalog/tables-page', [...listColumns]);
export const tablesPageOfSchema = defineQuery<
  PageParams &
    TableFilterParams & {
      readonly schema: string;
      readonly tag: string | null;
      readonly scan: number;
      readonly withCount: boolean;
    },
  ListColumns
>('catalog/tables-page-of-schema', [...listColumns]);
export const tablesPageOfTag = defineQuery<
  PageParams &
    TableFilterParams & {
      readonly tag: string;
      readonly prefixes: readonly string[] | null;
      readonly withCount: boolean;
    },
  ListColumns
>('catalog/tables-page-of-tag', [...listColumns]);

interface ScanParams {
  readonly key: string;
  readonly id: string;
  readonly to: string;
  readonly scan: number;
  readonly skip: number;
}
export interface ScannedRow {
  readonly nameKey: string;
  readonly id: string;
}
export const tablesScanned = defineQuery<ScanParams & { readonly project: string }, ScannedRow>(
  'catalog/tables-scanned',
  ['nameKey', 'id'],
);
export const tablesScannedOfSchema = defineQuery<ScanParams & { readonly schema: string }, ScannedRow>(
  'catalog/tables-scanned-of-schema',
  ['nameKey', 'id'],
);
export const columnsScanned = defineQuery<ScanParams & { readonly project: string }, ScannedRow>(
  'catalog/columns-scanned',
  ['nameKey', 'id'],
);

export const tablesCount = defineQuery<
  TableFilterParams & {
    readonly project: string;
    readonly from: string;
    readonly to: string;
    readonly prefixes: readonly string[] | null;
    readonly schema: string | null;
    readonly tag: string | null;
  },
  { readonly total: number }
>('catalog/tables-count', ['total']);

export const columnsPage = defineQuery<
  PageParams &
    ColumnFilterParams & {
      readonly project: string;
      readonly tag: string | null;
      /** Dot-separated parts of the ids wanted: in a schema `db` lies nothing of a schema `db.dbo`. */
      readonly parts: number | null;
      readonly scan: number;
    },
  ListColumns
>('catalog/columns-page', [...listColumns]);
export const columnsPageOfNode = defineQuery<
  PageParams &
    ColumnFilterParams & { readonly project: string; readonly start: string; readonly tag: string | null },
  ListColumns
>('catalog/columns-page-of-node', [...listColumns]);
export const reachOfNode = defineQuery<{ readonly start: string }, { readonly reached: number }>(
  'catalog/reach-of-node',
  ['reached'],
);
export const columnsCount = defineQuery<
  ColumnFilterParams & {
    readonly project: string;
    /** The table or schema they lie in. */
    readonly start: string | null;
    readonly from: string;
    readonly to: string;
    readonly tag: string | null;
  },
  { readonly total: number }
>('catalog/columns-count', ['total']);

interface OfNodes {
  readonly ids: readonly string[];
  readonly projects: Projects;
}
interface Lists {
  readonly index: number;
  readonly rows: readonly (readonly [string, string, readonly unknown[], number | null])[];
}
interface Totals {
  readonly index: number;
  readonly total: number;
}

export const columnsOfTables = defineQuery<
  OfNodes & {
    readonly ordinal: number;
    readonly id: string;
    readonly limit: number;
    readonly fields: readonly string[];
  },
  { readonly index: number; readonly rows: readonly (readonly [string, number, readonly unknown[], null])[] }
>('catalog/columns-of-tables', ['index', 'rows']);
export const childrenOf = defineQuery<
  OfNodes & {
    readonly label: string;
    readonly key: string;
    readonly id: string;
    readonly limit: number;
    readonly fields: readonly string[];
  },
  Lists
>('catalog/children', ['index', 'rows']);
export const childrenCount = defineQuery<
  OfNodes & { readonly label: string; readonly kind: string | null },
  Totals
>('catalog/children-count', ['index', 'total']);
export const tablesOfSchemas = defineQuery<
  OfNodes & {
    readonly kind: string | null;
    readonly key: string;
    readonly id: string;
    readonly limit: number;
    readonly fields: readonly string[];
    readonly withCount: boolean;
  },
  Lists
>('catalog/tables-of-schemas', ['index', 'rows']);
export const columnCounts = defineQuery<OfNodes, Totals>('catalog/column-counts', ['index', 'total']);
export const projectsPage = defineQuery<
  {
    readonly key: string;
    readonly id: string;
    readonly limit: number;
    readonly fields: readonly string[];
    readonly projects: Projects;
  },
  ListColumns
>('catalog/projects-page', [...listColumns]);
export const projectsCount = defineQuery<{ readonly projects: Projects }, { readonly total: number }>(
  'catalog/projects-count',
  ['total'],
);
export const constraintsOfTables = defineQuery<
  OfNodes,
  { readonly index: number; readonly constraints: readonly Properties[] }
>('catalog/constraints-of-tables', ['index', 'constraints']);
export const tagsOfNodes = defineQuery<OfNodes, { readonly index: number; readonly tags: readonly string[] }>(
  'catalog/tags-of-nodes',
  ['index', 'tags'],
);
export const childrenAsOf = defineQuery<
  { readonly ids: readonly string[]; readonly seq: number; readonly projects: Projects },
  {
    readonly index: number;
    readonly id: string;
    readonly labels: readonly string[] | null;
    readonly kind: string | null;
    readonly properties: Properties;
  }
>('catalog/children-as-of', ['index', 'id', 'labels', 'kind', 'properties']);
export const tagsAsOf = defineQuery<
  { readonly ids: readonly string[]; readonly seq: number },
  { readonly index: number; readonly tags: readonly string[] }
>('catalog/tags-as-of', ['index', 'tags']);
export const systemColumns = defineQuery<
  { readonly system: string },
  { readonly id: string; readonly name: string; readonly columns: readonly string[] }
>('catalog/system-columns', ['id', 'name', 'columns']);
export const nodeForWrite = defineQuery<
  { readonly ids: readonly string[] },
  { readonly labels: readonly string[]; readonly properties: Properties; readonly tags: readonly string[] }
>('catalog/node-for-write', ['labels', 'properties', 'tags']);

export interface CandidateRow {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly qualifiedName: string;
  readonly tokens: readonly string[] | null;
  readonly description: string | null;
  readonly score: number;
  readonly columnCount: number;
}
export const searchCandidates = defineQuery<
  {
    readonly project: string;
    readonly names: readonly string[];
    readonly prefix: string;
    readonly query: string;
    readonly kinds: readonly string[] | null;
    readonly limit: number;
  },
  CandidateRow
>('catalog/search', ['id', 'kind', 'name', 'qualifiedName', 'tokens', 'description', 'score', 'columnCount']);

interface FacetRow {
  readonly key: string;
  readonly count: number;
}
type TableFacetParams = TableFilterParams & {
  readonly project: string;
  readonly from: string;
  readonly to: string;
  readonly prefixes: readonly string[] | null;
  readonly schema: string | null;
  readonly tag: string | null;
};
const facetColumns = ['key', 'count'] as const;
export const tableFacets = {
  SCHEMA: defineQuery<TableFacetParams, FacetRow>('catalog/facet-schema', [...facetColumns]),
  KIND: defineQuery<TableFacetParams, FacetRow>('catalog/facet-kind', [...facetColumns]),
  LAYER: defineQuery<TableFacetParams, FacetRow>('catalog/facet-layer', [...facetColumns]),
  TAG: defineQuery<TableFacetParams, FacetRow>('catalog/facet-tag', [...facetColumns]),
} as const;
export const typeFamilyFacet = defineQuery<
  ColumnFilterParams & {
    readonly project: string;
    readonly start: string | null;
    readonly from: string;
    readonly to: string;
    readonly tag: string | null;
  },
  FacetRow
>('catalog/facet-type-family', [...facetColumns]);

export interface PlaceRow {
  readonly id: string;
  readonly file: string;
  readonly charStart: number;
  readonly line: number;
  readonly column: number;
}
export const statementPlaces = defineQuery<OfNodes, PlaceRow>('catalog/statement-places', [
  'id',
  'file',
  'charStart',
  'line',
  'column',
]);
