/** Small lineage graphs written through the unit of work, as extraction writes them. */
import { columnId, projectId, schemaId, systemId, tableId } from '../../src/graph/ids.js';
import type { EdgeState, Graph, NodeState } from '../../src/graph/types.js';

export interface Estate {
  readonly project: string;
  table(name: string): string;
  column(table: string, column: string): string;
}

export function estateOf(project: string): Estate {
  const table = (name: string) =>
    tableId(project, 'hive', 'sales', name, name.startsWith('v_') ? 'view' : 'table');
  return { project: projectId(project), table, column: (name, column) => columnId(table(name), column) };
}

/** Creates tables with their columns (`v_` names are views). */
export async function writeTables(
  graph: Graph,
  project: string,
  tables: Readonly<Record<string, readonly string[]>>,
): Promise<Estate> {
  const estate = estateOf(project);
  const system = systemId(project, 'hive');
  const schema = schemaId(project, 'hive', 'sales');
  const node = (
    id: string,
    kind: string,
    parentId: string | null,
    properties: NodeState['properties'],
  ): NodeState => ({
    id,
    kind,
    project: estate.project,
    parentId,
    properties,
  });
  const nodes: NodeState[] = [
    node(estate.project, 'Project', null, { name: project, qualifiedName: project }),
    node(system, 'System', estate.project, {
      name: 'hive',
      qualifiedName: 'hive',
      dialect: 'HIVE',
      caseRule: 'LOWER',
    }),
    node(schema, 'Schema', system, { name: 'sales', qualifiedName: 'sales' }),
  ];
  for (const [name, columns] of Object.entries(tables)) {
    const id = estate.table(name);
    const isView = name.startsWith('v_');
    nodes.push(
      node(id, isView ? 'View' : 'Table', schema, {
        name,
        qualifiedName: `sales.${name}`,
        tableKind: isView ? 'VIEW' : 'BASE',
        isComplete: true,
        isExternal: false,
      }),
    );
    columns.forEach((column, i) => {
      nodes.push(
        node(columnId(id, column), 'Column', id, {
          name: column,
          qualifiedName: `sales.${name}.${column}`,
          ordinal: i + 1,
          isPartition: false,
          isGenerated: false,
        }),
      );
    });
  }
  await graph.unitOfWork('test', null, (unit) => unit.upsertNodes(nodes));
  return estate;
}

/** A FLOWS_TO edge with the properties extraction gives it. */
export function flow(
  estate: Estate,
  source: string,
  target: string,
  properties: EdgeState['properties'] = {},
): EdgeState {
  return {
    source,
    type: 'FLOWS_TO',
    target,
    discriminator: `manual ${properties.subtype ?? 'IDENTITY'}`,
    project: estate.project,
    properties: {
      type: 'DIRECT',
      subtype: 'IDENTITY',
      transformation: 'COPY',
      isMasking: false,
      state: 'DERIVED',
      confidence: 1,
      origin: 'SQL',
      rule: 'sql-resolver',
      ...properties,
    },
  };
}

export function influence(
  estate: Estate,
  source: string,
  table: string,
  subtype: 'JOIN' | 'FILTER' | 'GROUP_BY' | 'SORT',
): EdgeState {
  return {
    source,
    type: 'INFLUENCES',
    target: table,
    discriminator: `manual ${subtype}`,
    project: estate.project,
    properties: {
      type: 'INDIRECT',
      subtype,
      isMasking: false,
      state: 'DERIVED',
      confidence: 1,
      origin: 'SQL',
      rule: 'sql-resolver',
    },
  };
}

export async function writeEdges(graph: Graph, edges: readonly EdgeState[]): Promise<string> {
  const { cursor, value } = await graph.unitOfWork('test', null, (unit) => unit.upsertEdges(edges));
  if (value.dangling.length > 0) throw new Error(`${value.dangling.length} edges have a missing end`);
  return cursor;
}
