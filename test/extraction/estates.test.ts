/** Real schemas of others through the API: MIMIC-IV with its concept queries, and a pg_dump of Pagila. */
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseType } from '../../src/catalog/index.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { sharedData } from '../support/shared.js';
import { type Estate, type FinishedRun, type FoundTable, newEstate, sourcesIn } from './fixture.js';

const mimic = sharedData('mimic');
const pagila = sharedData('pagila');
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

/** Statements of a run by kind; those nobody read under FAILED and OPAQUE too. */
async function kinds(estate: Estate, run: FinishedRun): Promise<Readonly<Record<string, number>>> {
  const { extractionRun } = await estate.server.data(
    `query ($id: ID!) { extractionRun(id: $id) { sources { statements(first: 1000) {
      edges { node { kind parse } } pageInfo { hasNextPage }
    } } } }`,
    { id: run.id },
  );
  const counts: Record<string, number> = {};
  const count = (name: string): void => {
    counts[name] = (counts[name] ?? 0) + 1;
  };
  for (const { statements } of extractionRun.sources) {
    expect(statements.pageInfo.hasNextPage).toBe(false);
    for (const { node } of statements.edges) {
      count(node.kind);
      if (node.parse === 'FAILED' || node.parse === 'OPAQUE') count(node.parse);
    }
  }
  return counts;
}

describe.skipIf(mimic === null)('MIMIC-IV', () => {
  const files = sourcesIn(mimic ?? '');
  let estate: Estate;
  let run: FinishedRun;
  let tables: ReadonlyMap<string, FoundTable>;
  beforeAll(async () => {
    estate = await newEstate(server, 'POSTGRESQL');
    run = await estate.extract(files);
    tables = await estate.tables();
  });

  it('has 31 declared tables with 342 columns in 3 schemas, and 65 derived ones with 808', () => {
    expect(run.status).toBe('SUCCEEDED');
    const all = [...tables.values()];
    const derived = all.filter((table) => table.qualifiedName.startsWith('mimiciv_derived.'));
    const declared = all.filter((table) => !derived.includes(table));
    const columns = (of: readonly FoundTable[]): number =>
      of.reduce((sum, table) => sum + table.columns.length, 0);
    expect([declared.length, columns(declared)]).toEqual([31, 342]);
    expect([derived.length, columns(derived)]).toEqual([65, 808]);
    expect(new Set(all.map((table) => table.qualifiedName.split('.')[0]))).toEqual(
      new Set(['mimiciv_hosp', 'mimiciv_icu', 'mimiciv_derived']),
    );
  });

  it('is read whole: 65 CREATE TABLE AS, nothing failed, opaque or unresolved', async () => {
    const all = await kinds(estate, run);
    expect(all).toMatchObject({ CREATE_TABLE: 31, CREATE_TABLE_AS: 65 });
    expect(all.FAILED ?? 0).toBe(0);
    expect(all.OPAQUE ?? 0).toBe(0);
    expect(run.counts.unresolved).toBe(0);
    expect(run.issues.filter((issue) => issue.severity !== 'INFO')).toEqual([]);
  });

  it('gives the derived tables the names, order and types that PostgreSQL gives them', async () => {
    const database = await PGlite.create();
    const driver = files.find(({ name }) => name.endsWith('postgres-make-concepts.sql'))?.text ?? '';
    const text = (name: string): string => files.find((file) => file.name === name)?.text ?? '';
    await database.exec(text('create.sql'));
    await database.exec('CREATE SCHEMA IF NOT EXISTS mimiciv_derived');
    for (const [, file = ''] of driver.matchAll(/^\\i (\S+)/gm))
      await database.exec(text(`concepts_postgres/${file}`));
    const { rows } = await database.query<{ table: string; column: string; type: string }>(
      `SELECT c.relname AS table, a.attname AS column, format_type(a.atttypid, a.atttypmod) AS type
       FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname = 'mimiciv_derived' AND c.relkind = 'r' AND a.attnum > 0 ORDER BY 1, a.attnum`,
    );
    await database.close();
    const derived = [...tables.values()].filter((table) =>
      table.qualifiedName.startsWith('mimiciv_derived.'),
    );
    const found = derived
      .sort((a, b) => (a.qualifiedName < b.qualifiedName ? -1 : 1))
      .flatMap((table) =>
        table.columns.map((column) => ({ table: table.qualifiedName.split('.')[1], ...column })),
      );
    const names = (list: readonly { readonly table: string | undefined; readonly name: string }[]) =>
      list.map(({ table, name }) => `${table}.${name}`);
    expect(names(found)).toEqual(names(rows.map(({ table, column }) => ({ table, name: column }))));
    const kindOf = (type: string): string => parseType(type, 'POSTGRESQL').type.kind;
    const wrong = rows.flatMap(({ table, column, type }, i) =>
      found[i]?.type?.kind === kindOf(type)
        ? []
        : [`${table}.${column}: ${type}, found ${found[i]?.type?.kind}`],
    );
    expect(wrong).toEqual([]);
  });

  it('changes nothing when it is read again', async () => {
    const head = await estate.head();
    const again = await estate.extract(files);
    expect(again.counts).toMatchObject({ created: 0, updated: 0, deleted: 0, edges: run.counts.edges });
    expect(await estate.eventsAfter(head)).toEqual([]);
    expect([again.fromSeq, again.toSeq]).toEqual([null, null]);
  });
});

describe.skipIf(pagila === null)('Pagila, as pg_dump wrote it', () => {
  it('has 16 tables, partitions attached to their parent, its views and keys', async () => {
    const estate = await newEstate(server, 'POSTGRESQL');
    const files = sourcesIn(pagila ?? '');
    const run = await estate.extract(files);
    expect(run.status).toBe('SUCCEEDED');
    const tables = [...(await estate.tables()).values()];
    const kind = (of: string): number => tables.filter((table) => table.tableKind === of).length;
    expect([kind('BASE'), kind('VIEW'), kind('MATERIALIZED_VIEW'), tables.length]).toEqual([16, 7, 1, 24]);
    const keys = tables.flatMap((table) =>
      table.constraints.map((key) => `${key.kind} ${table.qualifiedName}`),
    );
    expect(keys.filter((key) => key.startsWith('FOREIGN_KEY'))).toHaveLength(37);
    expect(keys.filter((key) => key === 'FOREIGN_KEY public.payment')).toHaveLength(18);
    expect(keys.filter((key) => key.startsWith('PRIMARY_KEY'))).toHaveLength(16);
    const { node } = await server.data(
      'query ($id: ID!) { node(id: $id) { ... on Table { storage { partitions } } } }',
      {
        id: tables.find((table) => table.qualifiedName === 'public.payment')?.id,
      },
    );
    expect(node.storage.partitions).toHaveLength(55);
    expect(await kinds(estate, run)).toMatchObject({ PROCEDURE: 9, CREATE_VIEW: 8 });
    expect((await kinds(estate, run)).FAILED ?? 0).toBe(0);
    const head = await estate.head();
    await estate.extract(files);
    expect(await estate.eventsAfter(head)).toEqual([]);
  });
});
