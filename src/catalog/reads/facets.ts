/** Counts by one property, for the filters of `tables` and `columns`: one aggregate a facet. */
import { badUserInput } from '../../errors.js';
import type { ColumnFilter, FacetKind, TableFilter } from '../../generated/graphql.js';
import * as queries from '../queries.js';
import { boundsOf, columnFilterParams, isEmpty, prefixesOf, tableFilterParams, tagOf } from './pages.js';
import type { Reader } from './reader.js';

export interface Facet {
  readonly by: FacetKind;
  readonly values: readonly { readonly key: string; readonly count: number }[];
}

/** Errors: BAD_USER_INPUT when a facet is asked for twice or none is. */
export function facets(
  reader: Reader,
  project: string,
  by: readonly FacetKind[],
  tables: TableFilter,
  columns: ColumnFilter,
): Promise<readonly Facet[]> {
  if (by.length === 0 || new Set(by).size !== by.length)
    throw badUserInput('by', 'one or more facets, each once', by);
  return Promise.all(
    by.map(async (kind) => ({ by: kind, values: await valuesOf(reader, project, kind, tables, columns) })),
  );
}

async function valuesOf(
  reader: Reader,
  project: string,
  by: FacetKind,
  tables: TableFilter,
  columns: ColumnFilter,
): Promise<Facet['values']> {
  if (by === 'TYPE_FAMILY') {
    if (isEmpty(reader, project, columns)) return [];
    const params = {
      project,
      start: columns.table ?? columns.schema ?? null,
      ...boundsOf(columns.namePattern),
      tag: tagOf(project, columns.tag),
      ...columnFilterParams(columns),
    };
    return reader.graph.read(queries.typeFamilyFacet, params, reader.readOptions());
  }
  if (isEmpty(reader, project, tables)) return [];
  const params = {
    project,
    ...boundsOf(tables.namePattern),
    prefixes: prefixesOf(tables.system, ['table', 'view']),
    schema: tables.schema ?? null,
    tag: tagOf(project, tables.tag),
    ...tableFilterParams(tables),
  };
  return reader.graph.read(queries.tableFacets[by], params, reader.readOptions());
}
