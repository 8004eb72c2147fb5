/** A small estate to write into: one system, one schema, tables and columns on demand. */
import {
  type ChangeEvent,
  columnId,
  type Graph,
  type NodeState,
  type Properties,
  schemaId,
  systemId,
  tableId,
} from '../../src/graph/index.js';
import { type TestProject, testProject } from '../support/project.js';

export interface Estate {
  readonly project: TestProject;
  readonly system: string;
  readonly schema: string;
  table(name: string): string;
  column(table: string, name: string): string;
  tableState(name: string, properties?: Properties): NodeState;
  columnState(table: string, name: string, ordinal: number, properties?: Properties): NodeState;
}

/** Writes project, system and schema. */
export async function estate(graph: Graph): Promise<Estate> {
  const project = await testProject(graph);
  const system = systemId(project.name, 'hive');
  const schema = schemaId(project.name, 'hive', 's');
  const state = (id: string, kind: string, parentId: string, properties: Properties): NodeState => ({
    id,
    kind,
    project: project.id,
    parentId,
    properties,
  });
  await graph.unitOfWork('test', null, (unit) =>
    unit.upsertNodes([
      state(system, 'System', project.id, { name: 'hive' }),
      state(schema, 'Schema', system, { name: 's' }),
    ]),
  );
  const table = (name: string) => tableId(project.name, 'hive', 's', name, 'table');
  return {
    project,
    system,
    schema,
    table,
    column: (name, column) => columnId(table(name), column),
    tableState: (name, properties = {}) => state(table(name), 'Table', schema, { name, ...properties }),
    columnState: (name, column, ordinal, properties = {}) =>
      state(columnId(table(name), column), 'Column', table(name), { name: column, ordinal, ...properties }),
  };
}

/** The creation of one table, as the feed tells it. */
export function changeEvent(seq: number): ChangeEvent {
  return {
    seq,
    at: '2026-01-01T00:00:00.000Z',
    actor: 'tester',
    context: 'catalog',
    kind: 'CREATED',
    element: 'NODE',
    entityKind: 'Table',
    entityId: `table:${seq}`,
    sourceId: null,
    targetId: null,
    project: null,
    before: null,
    after: null,
    cause: null,
  };
}
