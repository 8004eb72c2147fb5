/** What hangs below a node: children in pages, columns, constraints, counts and tags; one statement a field, batched. */
import { badUserInput } from '../../errors.js';
import { type Connection, connection, type Key, type PageArguments } from '../../graph/index.js';
import * as queries from '../queries.js';
import { childrenAsOf } from './nodes.js';
import { type ChildPage, pastPage } from './past-page.js';
import { inOrder, type Reader, rowsBelow, totalBelow } from './reader.js';
import { type CatalogRecord, propertiesFor, recordOf, recordOfRow } from './record.js';

type Rows = readonly (readonly [string, string | number, readonly unknown[], number | null])[];

/** Columns of a table by ordinal. */
export async function columnsOf(
  reader: Reader,
  table: CatalogRecord,
  page: PageArguments,
  fields: ReadonlySet<string>,
): Promise<ChildPage> {
  const [ordinal, id] = keyOf(page, -1, 'number');
  if (table.asOfSeq !== undefined)
    return pastPage(reader, table, 'Column', page, (child) => [Number(child.ordinal), child.id]);
  const wanted = propertiesFor(fields);
  const batch = ['catalog.columns', page.first, page.after, wanted];
  const rows = await rowsBelow(reader, batch, queries.columnsOfTables, table.id, {
    ordinal: Number(ordinal),
    id: String(id),
    limit: page.first + 1,
    fields: wanted,
    projects: reader.projects,
  });
  return childPage(table, 'Column', rows, page, wanted);
}

/** Systems of a project, schemas of a system: by name. */
export async function childrenOf(
  reader: Reader,
  parent: CatalogRecord,
  label: 'System' | 'Schema',
  page: PageArguments,
  fields: ReadonlySet<string>,
): Promise<ChildPage> {
  const [key, id] = keyOf(page, '', 'string');
  if (parent.asOfSeq !== undefined)
    return pastPage(reader, parent, label, page, (child) => [child.nameKey ?? '', child.id]);
  const wanted = propertiesFor(fields);
  const batch = ['catalog.children', label, page.first, page.after, wanted];
  const rows = await rowsBelow(reader, batch, queries.childrenOf, parent.id, {
    label,
    key: String(key),
    id: String(id),
    limit: page.first + 1,
    fields: wanted,
    projects: reader.projects,
  });
  return childPage(parent, label, rows, page, wanted);
}

/** Tables and views of a schema by name, of one kind where asked. */
export async function tablesOf(
  reader: Reader,
  schema: CatalogRecord,
  kind: string | null,
  page: PageArguments,
  fields: ReadonlySet<string>,
): Promise<ChildPage> {
  const [key, id] = keyOf(page, '', 'string');
  if (schema.asOfSeq !== undefined) {
    return pastPage(reader, schema, 'Table', page, (child) => [child.nameKey ?? '', child.id], kind);
  }
  const wanted = propertiesFor(fields);
  const withCount = fields.has('columnCount');
  const batch = ['catalog.tables', kind, page.first, page.after, wanted, withCount];
  const rows = await rowsBelow(reader, batch, queries.tablesOfSchemas, schema.id, {
    kind,
    key: String(key),
    id: String(id),
    limit: page.first + 1,
    fields: wanted,
    withCount,
    projects: reader.projects,
  });
  return childPage(schema, 'Table', rows, page, wanted, kind);
}

/** How many children a page's list has in all. */
export async function countChildren(reader: Reader, page: ChildPage): Promise<number> {
  if (page.total !== null) return page.total;
  if (page.label === 'Column') return countColumnsOf(reader, page.parent);
  const { label, tableKind: kind } = page;
  const batch = ['catalog.count', label, kind];
  const params = { label, kind, projects: reader.projects };
  return totalBelow(reader, batch, queries.childrenCount, page.parent.id, params);
}

/** Number of columns of a table. */
export async function countColumnsOf(reader: Reader, table: CatalogRecord): Promise<number> {
  if (table.columnCount !== undefined) return table.columnCount;
  if (table.asOfSeq !== undefined) {
    const children = await childrenAsOf(reader, table.id, table.asOfSeq);
    return children.filter((child) => child.kind === 'Column').length;
  }
  const params = { projects: reader.projects };
  return totalBelow(reader, ['catalog.columnCount'], queries.columnCounts, table.id, params);
}

/** Constraints of a table, by id. */
export async function constraintsOf(reader: Reader, table: CatalogRecord): Promise<readonly CatalogRecord[]> {
  if (table.asOfSeq !== undefined) {
    const children = await childrenAsOf(reader, table.id, table.asOfSeq);
    return children.filter((child) => child.kind === 'Constraint').sort((a, b) => (a.id < b.id ? -1 : 1));
  }
  return reader
    .loader<string, readonly CatalogRecord[]>('catalog.constraints', async (ids) => {
      const rows = await reader.graph.read(
        queries.constraintsOfTables,
        { ids, projects: reader.projects },
        reader.readOptions(),
      );
      return inOrder<(typeof rows)[number], readonly CatalogRecord[]>(
        ids,
        rows,
        (row) => row.constraints.map((properties) => recordOf('Constraint', properties)),
        () => [],
      );
    })
    .load(table.id);
}

/** Tags of a node, by name. */
export async function tagsOf(reader: Reader, node: CatalogRecord): Promise<readonly string[]> {
  if (node.asOfSeq !== undefined) return tagsAsOf(reader, node.id, node.asOfSeq);
  return reader
    .loader<string, readonly string[]>('catalog.tags', async (ids) => {
      const rows = await reader.graph.read(
        queries.tagsOfNodes,
        { ids, projects: reader.projects },
        reader.readOptions(),
      );
      return inOrder<(typeof rows)[number], readonly string[]>(
        ids,
        rows,
        (row) => row.tags,
        () => [],
      );
    })
    .load(node.id);
}

/** Projects the caller can read, by name. */
export async function projects(
  reader: Reader,
  page: PageArguments,
  fields: ReadonlySet<string>,
): Promise<Connection<CatalogRecord>> {
  const [key, id] = keyOf(page, '', 'string');
  const wanted = propertiesFor(fields);
  const params = {
    key: String(key),
    id: String(id),
    limit: page.first + 1,
    fields: wanted,
    projects: reader.projects,
  };
  const rows = await reader.graph.readList(queries.projectsPage, params, reader.readOptions());
  return connection(
    rows,
    page,
    (row) => recordOfRow('Project', wanted, [row.id, row.key, row.values, null]),
    (row) => [row.key, row.id],
  );
}

export async function countProjects(reader: Reader): Promise<number> {
  return (
    (await reader.graph.read(queries.projectsCount, { projects: reader.projects }, reader.readOptions()))[0]
      ?.total ?? 0
  );
}

function keyOf(page: PageArguments, first: string | number, type: 'string' | 'number'): Key {
  const key = page.after ?? [first, ''];
  if (typeof key[0] !== type || typeof key[1] !== 'string')
    throw badUserInput('after', 'a cursor this list returned', key);
  return key;
}

function childPage(
  parent: CatalogRecord,
  label: string,
  rows: Rows,
  page: PageArguments,
  properties: readonly string[],
  tableKind: string | null = null,
): ChildPage {
  const made = connection(
    rows,
    page,
    ([id, key, values, columnCount]) =>
      recordOfRow(label, properties, [id, String(key), values, columnCount]),
    ([id, key]) => [key, id],
  );
  return { ...made, parent, label, tableKind, total: null };
}

function tagsAsOf(reader: Reader, id: string, seq: number): Promise<readonly string[]> {
  return reader
    .loader<string, readonly string[]>(`catalog.tagsAsOf ${seq}`, async (ids) => {
      const rows = await reader.graph.read(queries.tagsAsOf, { ids, seq }, reader.readOptions());
      return inOrder<(typeof rows)[number], readonly string[]>(
        ids,
        rows,
        ({ tags }) => tags.map((tag) => decodeURIComponent(tag.slice(tag.indexOf('/') + 1))),
        () => [],
      );
    })
    .load(id);
}
