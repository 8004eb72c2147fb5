/** What the server says about a system after an extraction, read the way any client would. */
import { allNodes, type GraphQLClient } from './client.js';

export interface FoundColumn {
  readonly id: string;
  readonly name: string;
  readonly ordinal: number;
  readonly isPartition: boolean;
}

export interface FoundTable {
  readonly id: string;
  readonly name: string;
  readonly qualifiedName: string;
  readonly isView: boolean;
  readonly tableKind: string;
  /** False for tables that are only mentioned. */
  readonly isComplete: boolean;
  /** By ordinal. */
  readonly columns: readonly FoundColumn[];
}

/** Tables and views with their columns; of the whole project where `system` is null. */
export async function readTables(
  client: GraphQLClient,
  project: string,
  system: string | null,
): Promise<FoundTable[]> {
  const tables = await allNodes<Omit<FoundTable, 'columns' | 'isView'>>(
    client,
    `tables(project: $project${filterOf(system)})`,
    'id name qualifiedName tableKind isComplete',
    idsOf(project, system),
  );
  const columns = await allNodes<FoundColumn & { readonly table: { readonly id: string } }>(
    client,
    `columns(project: $project${filterOf(system)})`,
    'id name ordinal isPartition table { id }',
    idsOf(project, system),
  );
  const byTable = new Map<string, FoundColumn[]>();
  for (const { table, ...column } of columns) {
    const list = byTable.get(table.id) ?? [];
    if (list.length === 0) byTable.set(table.id, list);
    list.push(column);
  }
  return tables.map((table) => ({
    ...table,
    isView: table.tableKind === 'VIEW' || table.tableKind === 'MATERIALIZED_VIEW',
    columns: (byTable.get(table.id) ?? []).sort((left, right) => left.ordinal - right.ordinal),
  }));
}

function filterOf(system: string | null): string {
  return system === null ? '' : ', filter: { system: $system }';
}

function idsOf(project: string, system: string | null): Record<string, string> {
  return system === null ? { project } : { project, system };
}

export interface FoundConstraint {
  readonly kind: string;
  readonly name: string | null;
  readonly columns: readonly { readonly name: string }[];
}

/** Constraints of every table of a system, or of the whole project, by table id. */
export async function readConstraints(
  client: GraphQLClient,
  project: string,
  system: string | null,
): Promise<Map<string, readonly FoundConstraint[]>> {
  const tables = await allNodes<{ readonly id: string; readonly constraints: readonly FoundConstraint[] }>(
    client,
    `tables(project: $project${filterOf(system)})`,
    'id constraints { kind name columns { name } }',
    idsOf(project, system),
    200,
  );
  return new Map(tables.map(({ id, constraints }) => [id, constraints]));
}

/** Schemas of a system, those without a table too. */
export async function countSchemas(client: GraphQLClient, system: string): Promise<number> {
  const { node } = await client.query<{ node: { schemas: { totalCount: number } } }>(
    'query ($system: ID!) { node(id: $system) { ... on System { schemas { totalCount } } } }',
    { system },
  );
  return node.schemas.totalCount;
}

/** `table:p/s/a.b` → `system:p/s`. */
export function systemOf(urn: string): string {
  const [, path = ''] = urn.split(/:(.*)/s);
  return `system:${path.split('/').slice(0, 2).join('/')}`;
}

/** The qualified name in a table's or column's URN: `column:p/s/a.b.c` → `a.b.c`, decoded. */
export function qualifiedPart(urn: string): string {
  return decodeURIComponent(urn.slice(urn.lastIndexOf('/') + 1));
}

export interface FoundJoin {
  readonly kind: string;
  readonly columnPairs: readonly {
    readonly left: { readonly id: string };
    readonly right: { readonly id: string };
  }[];
  readonly statement: { readonly id: string; readonly writes: readonly { readonly qualifiedName: string }[] };
}

export async function readJoins(client: GraphQLClient, project: string): Promise<FoundJoin[]> {
  return allNodes(
    client,
    'joins(project: $project)',
    'kind columnPairs { left { id } right { id } } statement { id writes { qualifiedName } }',
    { project },
  );
}

export interface FoundUnresolved {
  readonly text: string;
  readonly reason: string;
  readonly line: number;
  readonly column: number;
  readonly statement: {
    readonly sourceFile: { readonly name: string };
    readonly writes: readonly { readonly qualifiedName: string }[];
  };
}

export async function readUnresolved(client: GraphQLClient, project: string): Promise<FoundUnresolved[]> {
  return allNodes(
    client,
    'unresolvedReferences(project: $project)',
    'text reason line column statement { sourceFile { name } writes { qualifiedName } }',
    { project },
  );
}

/** DIRECT inputs of every column of a table or view: column id → ids of what flows into it. */
export async function readDirectInputs(
  client: GraphQLClient,
  table: string,
): Promise<Map<string, readonly string[]>> {
  const { lineage } = await client.query<{
    lineage: { edges: readonly { source: string; target: string; type: string }[]; stoppedBy: string | null };
  }>(
    `query ($ids: [ID!]!) {
      lineage(ids: $ids, traversal: { direction: UPSTREAM, maxDepth: 1, maxNodes: 20000, timeoutMs: 20000 }) {
        edges { source target type } stoppedBy
      }
    }`,
    { ids: [table] },
  );
  if (lineage.stoppedBy !== null && lineage.stoppedBy !== 'MAX_DEPTH') {
    throw new Error(`lineage of ${table} was stopped by ${lineage.stoppedBy}`);
  }
  const inputs = new Map<string, string[]>();
  for (const { source, target, type } of lineage.edges) {
    if (type !== 'DIRECT') continue;
    const list = inputs.get(target) ?? [];
    if (list.length === 0) inputs.set(target, list);
    list.push(source);
  }
  return inputs;
}
