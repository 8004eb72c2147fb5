/**
 * Pages of tables and columns: keyset over (nameKey, id). A filter that names a schema, table or tag
 * starts from that node; any other runs along the index, at most 20,000 rows a page.
 */
import { badUserInput } from '../../errors.js';
import type { ColumnFilter, TableFilter } from '../../generated/graphql.js';
import {
  afterKind,
  type Connection,
  connection,
  isReadable,
  kindOf,
  type PageArguments,
  projectOf,
  tagId,
} from '../../graph/index.js';
import * as queries from '../queries.js';
import type { Reader } from './reader.js';
import { type CatalogRecord, propertiesFor, recordOfRow } from './record.js';

/** A page whose filter is known, so that `totalCount` can be counted when it is selected. */
export interface FilteredPage<Filter> extends Connection<CatalogRecord> {
  readonly project: string;
  readonly filter: Filter;
}

export type TablePage = FilteredPage<TableFilter>;
export type ColumnPage = FilteredPage<ColumnFilter>;

/** Rows of the index a filtered page reads at most. */
const maxScanned = 20_000;
/** After every text with a given beginning, in the order of Neo4j's indexes (by code point). */
const last = '\u{10FFFF}';

export async function tables(
  reader: Reader,
  project: string,
  filter: TableFilter,
  page: PageArguments,
  fields: ReadonlySet<string>,
): Promise<TablePage> {
  if (isEmpty(reader, project, filter))
    return {
      ...connection(
        [],
        page,
        (row) => row,
        () => [],
      ),
      project,
      filter,
    };
  const range = rangeOf(filter.namePattern, page);
  const wanted = propertiesFor(fields);
  const params = {
    ...range,
    limit: page.first + 1,
    fields: wanted,
    withCount: fields.has('columnCount'),
    ...tableFilterParams(filter),
  };
  const options = reader.readOptions();
  const tag = tagOf(project, filter.tag);
  const prefixes = prefixesOf(filter.system, ['table', 'view']);
  const { schema } = filter;
  const isOfTag = typeof schema !== 'string' && tag !== null && (await isWithinScan(reader, tag));
  const walk = { ...params, project, prefixes, tag, scan: maxScanned };
  const rows =
    typeof schema === 'string'
      ? await reader.graph.readList(
          queries.tablesPageOfSchema,
          { ...params, schema, tag, scan: maxScanned },
          options,
        )
      : isOfTag
        ? await reader.graph.readList(queries.tablesPageOfTag, { ...params, tag, prefixes }, options)
        : await reader.graph.readList(queries.tablesPage, walk, options);
  const scan = { ...range, scan: maxScanned, skip: maxScanned - 1 };
  const stoppedAt =
    rows.length > page.first || !narrows(filter) || isOfTag
      ? null
      : typeof schema === 'string'
        ? await reader.graph.read(queries.tablesScannedOfSchema, { ...scan, schema }, options)
        : await reader.graph.read(queries.tablesScanned, { ...scan, project }, options);
  return { ...pageOf('Table', rows, page, wanted, stoppedAt), project, filter };
}

export async function columns(
  reader: Reader,
  project: string,
  filter: ColumnFilter,
  page: PageArguments,
  fields: ReadonlySet<string>,
): Promise<ColumnPage> {
  if (isEmpty(reader, project, filter)) {
    return {
      ...connection(
        [],
        page,
        (row) => row,
        () => [],
      ),
      project,
      filter,
    };
  }
  const range = rangeOf(filter.namePattern, page);
  const wanted = propertiesFor(fields);
  const params = { ...range, project, limit: page.first + 1, fields: wanted, ...columnFilterParams(filter) };
  const options = reader.readOptions();
  const tag = tagOf(project, filter.tag);
  const start = filter.table ?? filter.schema ?? tag;
  if (start !== null && (typeof filter.table === 'string' || (await isWithinScan(reader, start)))) {
    const rows = await reader.graph.readList(queries.columnsPageOfNode, { ...params, start, tag }, options);
    return { ...pageOf('Column', rows, page, wanted, null), project, filter };
  }
  const walk = { ...params, ...placeOf(filter), tag, scan: maxScanned };
  const rows = await reader.graph.readList(queries.columnsPage, walk, options);
  const isShort = rows.length <= page.first && (narrows(filter) || typeof filter.schema === 'string');
  const scan = { ...range, project, scan: maxScanned, skip: maxScanned - 1 };
  const stoppedAt = isShort ? await reader.graph.read(queries.columnsScanned, scan, options) : null;
  return { ...pageOf('Column', rows, page, wanted, stoppedAt), project, filter };
}

export async function countTables(reader: Reader, { project, filter }: TablePage): Promise<number> {
  if (isEmpty(reader, project, filter)) return 0;
  const params = {
    project,
    ...boundsOf(filter.namePattern),
    prefixes: prefixesOf(filter.system, ['table', 'view']),
    schema: filter.schema ?? null,
    tag: tagOf(project, filter.tag),
    ...tableFilterParams(filter),
  };
  return (await reader.graph.read(queries.tablesCount, params, reader.readOptions()))[0]?.total ?? 0;
}

export async function countColumns(reader: Reader, { project, filter }: ColumnPage): Promise<number> {
  if (isEmpty(reader, project, filter)) return 0;
  const params = {
    project,
    start: filter.table ?? filter.schema ?? null,
    ...boundsOf(filter.namePattern),
    tag: tagOf(project, filter.tag),
    ...columnFilterParams(filter),
  };
  return (await reader.graph.read(queries.columnsCount, params, reader.readOptions()))[0]?.total ?? 0;
}

export function tableFilterParams(filter: TableFilter) {
  return { kinds: filter.kind ?? null, layer: filter.layer ?? null, isComplete: filter.isComplete ?? null };
}

export function columnFilterParams(filter: ColumnFilter) {
  return {
    prefixes: prefixesOf(filter.system, ['column']),
    families: filter.typeFamily ?? null,
    isPartition: filter.isPartition ?? null,
  };
}

/** Ids of the columns of a schema, where the index of the whole project is walked for them. */
function placeOf({ system, schema }: ColumnFilter) {
  if (typeof schema !== 'string') return { prefixes: prefixesOf(system, ['column']), parts: null };
  const prefix = `column:${afterKind(schema)}.`;
  return { prefixes: [prefix], parts: prefix.split('.').length + 1 };
}

/** Whether reading all that lies below a schema or carries a tag costs no more than a bounded walk. */
async function isWithinScan(reader: Reader, start: string): Promise<boolean> {
  const [row] = await reader.graph.read(queries.reachOfNode, { start }, reader.readOptions());
  return (row?.reached ?? 0) <= maxScanned;
}

/** URNs of what lies in a system begin with one of these. */
export function prefixesOf(
  system: string | null | undefined,
  kinds: readonly string[],
): readonly string[] | null {
  return typeof system === 'string' ? kinds.map((kind) => `${kind}:${afterKind(system)}/`) : null;
}

export function tagOf(project: string, tag: string | null | undefined): string | null {
  return typeof tag === 'string' ? tagId(project, tag) : null;
}

type Place = Pick<ColumnFilter, 'system' | 'schema' | 'table'>;

/**
 * Nothing but an empty page answers for a project the caller does not read, for a filter by something of
 * another project, and for members of which one does not lie in the other. Errors: BAD_USER_INPUT for a
 * member that is no id of its kind.
 */
export function isEmpty(reader: Reader, project: string, { system, schema, table }: Place): boolean {
  assertKind('system', system, 'System');
  assertKind('schema', schema, 'Schema');
  assertKind('table', table, 'Table', 'View');
  if (!isReadable(reader.projects, project)) return true;
  if ([system, schema, table].some((urn) => typeof urn === 'string' && projectOf(urn) !== project))
    return true;
  const schemaPath = typeof table === 'string' ? above(afterKind(table), '.') : pathOf(schema);
  const systemPath = schemaPath === null ? pathOf(system) : above(schemaPath, '/');
  return differs(pathOf(schema), schemaPath) || differs(pathOf(system), systemPath);
}

function assertKind(member: keyof Place, urn: string | null | undefined, ...kinds: readonly string[]): void {
  if (typeof urn !== 'string' || kinds.includes(kindOf(urn) ?? '')) return;
  throw badUserInput(`filter.${member}`, `the id of a ${member}, such as ${ids[member]}`, urn);
}

const ids = {
  system: 'system:acme/shop',
  schema: 'schema:acme/shop/public',
  table: 'table:acme/shop/public.orders',
} as const;

function pathOf(urn: string | null | undefined): string | null {
  return typeof urn === 'string' ? afterKind(urn) : null;
}

/** Dots inside names are encoded, so the last one ends the schema. */
function above(path: string, separator: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf(separator)));
}

function differs(wanted: string | null, found: string | null): boolean {
  return wanted !== null && wanted !== found;
}

interface Range {
  readonly key: string;
  readonly id: string;
  readonly to: string;
}

/** The part of the index a page reads: after the cursor, within the pattern. */
function rangeOf(pattern: string | null | undefined, page: PageArguments): Range {
  const { from, to } = boundsOf(pattern);
  const [key, id] = page.after ?? [from, ''];
  if (typeof key !== 'string' || typeof id !== 'string')
    throw badUserInput('after', 'a cursor this list returned', key);
  return key < from ? { key: from, id: '', to } : { key, id, to };
}

/** `abc*` is a prefix, anything else the whole name; no pattern is every name. */
export function boundsOf(pattern: string | null | undefined): { readonly from: string; readonly to: string } {
  if (pattern === null || pattern === undefined) return { from: '', to: last };
  const key = pattern.toLowerCase();
  if (!key.endsWith('*')) return { from: key, to: key };
  const prefix = key.slice(0, -1);
  return { from: prefix, to: `${prefix}${last}` };
}

/** Whether rows of the index can be left out: only then can a bounded scan end before its page is full. */
function narrows(filter: TableFilter & ColumnFilter): boolean {
  const { namePattern: _range, schema: _start, ...others } = filter;
  return Object.values(others).some((value) => value !== null && value !== undefined);
}

function pageOf(
  kind: string,
  rows: readonly {
    readonly id: string;
    readonly key: string;
    readonly values: readonly unknown[];
    readonly columnCount: number | null;
  }[],
  page: PageArguments,
  properties: readonly string[],
  stoppedAt: readonly queries.ScannedRow[] | null,
): Connection<CatalogRecord> {
  const [stop] = stoppedAt ?? [];
  return connection(
    rows,
    page,
    (row) => recordOfRow(kind, properties, [row.id, row.key, row.values, row.columnCount]),
    (row) => [row.key, row.id],
    stop === undefined ? null : [stop.nameKey, stop.id],
  );
}
