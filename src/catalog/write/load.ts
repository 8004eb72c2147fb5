/** Reads what a plan rests on: the tables it names, those it may replace, and foreign keys that wait for them. */
import { otherTableId, systemId } from '../../graph/ids.js';
import type { Properties, Query } from '../../graph/types.js';
import type { NamePart, NamingContext, TableAmendment, TableDeclaration } from '../declarations.js';
import { resolveTableName } from '../naming.js';
import * as queries from '../queries.js';
import type { CatalogSnapshot, StoredNode, StoredTable } from './snapshot.js';

/** Runs a statement, inside a unit of work or as a read of its own. */
export type RunQuery = <Params extends object, Row>(
  query: Query<Params, Row>,
  params: Params,
) => Promise<readonly Row[]>;

export interface SnapshotScope {
  readonly naming: NamingContext;
  /** Tables by either prefix. */
  readonly tableIds: readonly string[];
  /** Schemas whose tables are all needed, because REPLACE may delete them. */
  readonly schemaIds: readonly string[];
  /** Files whose additions to other tables are needed. */
  readonly files: readonly string[];
}

const chunk = 500;

/** The stored state of the scope. Cost grows with the tables in it, not with the graph. */
export async function loadSnapshot(run: RunQuery, scope: SnapshotScope): Promise<CatalogSnapshot> {
  const ofSchemas = await run(queries.snapshotIdsOfSchemas, { schemas: scope.schemaIds });
  const ofFiles = await run(queries.snapshotIdsOfFiles, { files: scope.files });
  const ids = [
    ...new Set([...scope.tableIds, ...ofSchemas.map(({ id }) => id), ...ofFiles.map(({ id }) => id)]),
  ];
  const tables = new Map<string, StoredTable>();
  const waiting: StoredNode[] = [];
  for (let start = 0; start < ids.length; start += chunk) {
    const some = ids.slice(start, start + chunk);
    for (const row of await run(queries.snapshotTables, { ids: some })) tables.set(row.id, storedTable(row));
    for (const row of await run(queries.snapshotWaiting, { ids: some }))
      waiting.push(storedNode(row.properties));
  }
  const system = systemId(scope.naming.project, scope.naming.system);
  const schemas = await run(queries.snapshotSchemas, { system });
  return { tables, schemas: new Set(schemas.map(({ id }) => id)), waiting };
}

/** Ids, under both prefixes, of every table that declarations and amendments name. */
export function namedTableIds(
  declarations: readonly TableDeclaration[],
  amendments: readonly TableAmendment[],
  naming: NamingContext,
): readonly string[] {
  const names: (readonly NamePart[])[] = [];
  for (const table of declarations) {
    names.push(table.name, ...(table.like === null ? [] : [table.like]));
    for (const { referencedTable } of table.constraints)
      names.push(...referencedNames(referencedTable, table.name, naming));
  }
  for (const amendment of amendments) {
    names.push(amendment.table);
    if (amendment.kind === 'ADD_CONSTRAINT') {
      names.push(...referencedNames(amendment.constraint.referencedTable, amendment.table, naming));
    }
    if (amendment.kind === 'RENAME_TABLE') names.push(amendment.to);
    if (amendment.kind === 'ATTACH_PARTITION') names.push(amendment.partition);
  }
  return [
    ...new Set(names.filter((parts) => parts.length > 0).map((parts) => resolveTableName(parts, naming).id)),
  ].flatMap((id) => [id, otherTableId(id)]);
}

/** A one-part reference may also lie beside the table that makes it. */
function referencedNames(
  referenced: readonly NamePart[] | null,
  table: readonly NamePart[],
  naming: NamingContext,
): readonly (readonly NamePart[])[] {
  if (referenced === null) return [];
  if (referenced.length > 1) return [referenced];
  const schema = resolveTableName(table, naming).schemaParts.map((text) => ({ text, quoted: true }));
  return [referenced, [...schema, ...referenced]];
}

const writersOwn = new Set([
  'id',
  'project',
  'parentId',
  'nameKey',
  'createdAt',
  'updatedAt',
  'fromSeq',
  'toSeq',
  'stateHash',
  'lock',
]);

/** A node's properties without those the writer keeps. */
export function ownProperties(properties: Properties): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([key]) => !writersOwn.has(key)));
}

export function storedNode(properties: Properties): StoredNode {
  return {
    id: String(properties.id),
    parentId: String(properties.parentId),
    properties: ownProperties(properties),
  };
}

function storedTable(row: queries.SnapshotTableRow): StoredTable {
  return {
    id: row.id,
    parentId: row.parentId,
    kind: row.isView ? 'View' : 'Table',
    properties: ownProperties(row.properties),
    columns: row.columns.map(storedNode),
    constraints: row.constraints.map(storedNode),
  };
}
