/**
 * Catalogs as large as a cost is to be measured on, written past the unit of work: nodes without events and
 * only what reads look at. Tables are `m.t00000` …, their columns `c1` …, in system `s`.
 */
import neo4j, { type Driver } from 'neo4j-driver';

export interface BulkCatalog {
  /** URN of the project the nodes carry. */
  readonly project: string;
  readonly tables: number;
  /** A table. */
  readonly columns: number;
}

const loading = `UNWIND range(0, $tables - 1) AS i
  CALL (i) {
    WITH i, 't' + right('0000' + toString(i), 5) AS name
    CREATE (t:Entity:Table {id: 'table:' + $bare + '/s/m.' + name, project: $project, nameKey: name, name: name,
      qualifiedName: 'm.' + name, tableKind: 'BASE', isComplete: true, columnCount: $columns, parentId: 'schema:' + $bare + '/s/m'})
    WITH t, name
    UNWIND range(1, $columns) AS c
    CREATE (t)-[:HAS_COLUMN {ordinal: c}]->(:Entity:Column {id: 'column:' + $bare + '/s/m.' + name + '.c' + c, project: $project,
      nameKey: 'c' + c, name: 'c' + c, qualifiedName: 'm.' + name + '.c' + c, parentId: t.id, ordinal: c, nativeType: 'int',
      typeKind: 'INT32', typeFamily: 'INTEGER', typeKey: 'int32', isPartition: false, isGenerated: false})
  } IN TRANSACTIONS OF 500 ROWS`;

export async function load(driver: Driver, { project, tables, columns }: BulkCatalog): Promise<void> {
  await run(driver, loading, {
    project,
    bare: project.slice('project:'.length),
    tables: neo4j.int(tables),
    columns: neo4j.int(columns),
  });
}

export async function remove(driver: Driver, project: string): Promise<void> {
  for (const label of ['Column', 'Table']) {
    await run(
      driver,
      `MATCH (n:${label}) WHERE n.project = $project CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS`,
      { project },
    );
  }
}

async function run(driver: Driver, statement: string, parameters: Record<string, unknown>): Promise<void> {
  const session = driver.session();
  try {
    await session.run(statement, parameters);
  } finally {
    await session.close();
  }
}
