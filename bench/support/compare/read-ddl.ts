/** DDL through the product's own reader and resolver, in process: the tables a run would write, as the matcher reads them. */
import {
  type DraftTable,
  foldName,
  type NamingContext,
  namingContext,
  type PlannedTable,
  parseTypeKey,
  planTables,
  unknownType,
} from '../../../src/catalog/index.js';
import type { DescribedTable, KeyMembership } from '../../../src/catalog/semantics/index.js';
import type { Dialect } from '../../../src/catalog/vocabulary.js';
import { RunResolver } from '../../../src/extraction/run/resolver.js';
import { readSql } from '../../../src/extraction/sql/index.js';
import type { TextSource } from '../client.js';

/** Declared tables of the sources; views and tables only mentioned are left out. */
export async function readDdl(
  sources: readonly TextSource[],
  system: string,
  dialect: Dialect,
): Promise<readonly DescribedTable[]> {
  const naming = namingContext('bench', system, dialect, undefined, 'main');
  const resolver = new RunResolver({ naming, mode: 'MERGE' });
  for (const { name, text } of sources) {
    const read = await readSql(text, { dialect, variables: [] });
    resolver.add({ file: `file:${name}`, name, dialect, text, read });
  }
  resolver.begin({ tables: new Map(), schemas: new Set(), waiting: [] });
  while (!resolver.step(Number.POSITIVE_INFINITY).isDone);
  const { draft } = resolver;
  const plan = planTables(draft, {
    files: new Set(sources.map(({ name }) => `file:${name}`)),
    mode: 'MERGE',
    replacedSchemas: new Set(),
  });
  return plan.tables.flatMap((planned) => {
    const table = draft.tables.get(planned.id);
    return table?.basis === 'DECLARED' && table.tableKind !== 'VIEW'
      ? [described(planned, table, naming)]
      : [];
  });
}

function described(planned: PlannedTable, table: DraftTable, naming: NamingContext): DescribedTable {
  const keys = keysByColumn(table, naming);
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  return {
    id: planned.id,
    name: String(planned.table.properties.name),
    schema: table.name.schemaId,
    comment: text(planned.table.properties.sourceComment),
    references: table.constraints.filter(({ declaration }) => declaration.kind === 'FOREIGN_KEY').length,
    columns: planned.columns.map(({ id, properties }, index) => {
      const type = text(properties.typeKey);
      return {
        id,
        name: String(properties.name),
        type: type === null ? unknownType() : parseTypeKey(type),
        comment: text(properties.sourceComment),
        keys: keys.get(table.columns[index]?.key ?? '') ?? [],
      };
    }),
  };
}

const memberships = { PRIMARY_KEY: 'PRIMARY', UNIQUE: 'UNIQUE', FOREIGN_KEY: 'FOREIGN' } as const;

function keysByColumn(
  table: DraftTable,
  naming: NamingContext,
): ReadonlyMap<string, readonly KeyMembership[]> {
  const keys = new Map<string, KeyMembership[]>();
  for (const { declaration } of table.constraints) {
    const { kind, columns } = declaration;
    if (kind === 'CHECK' || kind === 'EXCLUSION') continue;
    for (const column of columns) {
      const key = foldName(column, naming.caseRule);
      keys.set(key, [...(keys.get(key) ?? []), memberships[kind]]);
    }
  }
  return keys;
}
