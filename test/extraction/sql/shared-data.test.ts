import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { requireDialect } from '../../../bench/support/dialects.js';
import type { ConstraintDeclaration } from '../../../src/catalog/declarations.js';
import type { Dialect } from '../../../src/catalog/vocabulary.js';
import { type ReadSource, readSource, readSql } from '../../../src/extraction/sql/index.js';
import { omopDialects, sharedData } from '../../support/shared.js';

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(sql|ddl)$/.test(name))
    .sort()
    .map((name) => join(folder, name));
}

function readAll(files: readonly string[], dialect: Dialect): ReadSource[] {
  return files.map((file) => readSource(readFileSync(file, 'utf8'), { dialect }));
}

function counts(sources: readonly ReadSource[]) {
  const statements = sources.flatMap((source) => source.statements);
  const tables = statements.flatMap((statement) => statement.declarations);
  const amendments = statements.flatMap((statement) => statement.amendments);
  const added = amendments.flatMap((amendment) =>
    amendment.kind === 'ADD_CONSTRAINT' ? [amendment.constraint] : [],
  );
  const constraints: ConstraintDeclaration[] = [...tables.flatMap((table) => table.constraints), ...added];
  const ofKind = (kind: ConstraintDeclaration['kind']): number =>
    constraints.filter((constraint) => constraint.kind === kind).length;
  const views = tables.filter(
    (table) => table.tableKind === 'VIEW' || table.tableKind === 'MATERIALIZED_VIEW',
  );
  return {
    tables: tables.length - views.length,
    views: views.length,
    columns: tables.reduce((sum, table) => sum + table.columns.length, 0),
    primary: ofKind('PRIMARY_KEY'),
    foreign: ofKind('FOREIGN_KEY'),
    partitions: amendments.filter((amendment) => amendment.kind === 'ATTACH_PARTITION').length,
    schemas: amendments.filter((amendment) => amendment.kind === 'CREATE_SCHEMA').length,
    kinds: tally(statements.map((statement) => statement.kind)),
    outcomes: tally(statements.map((statement) => statement.parse)),
    issues: tally(sources.flatMap((source) => source.issues.map((issue) => issue.code))),
  };
}

function tally(items: readonly string[]): Record<string, number> {
  const found: Record<string, number> = {};
  for (const item of items) found[item] = (found[item] ?? 0) + 1;
  return found;
}

const omop = sharedData('omop');

describe.skipIf(omop === null)('OMOP', () => {
  it.each(omopDialects)('in %s has 39 tables, 432 columns and its keys', (folder, dialect) => {
    const found = counts(readAll(filesBelow(join(omop ?? '', '5.4', folder)), dialect));
    expect(found).toMatchObject({
      tables: 39,
      columns: 432,
      foreign: 176,
      primary: dialect === 'SPARK' ? 0 : 28,
    });
    expect(found.issues).toEqual(
      dialect === 'SPARK'
        ? { CONSTRAINT_KIND_MISSING: 28, VARIABLE_UNRESOLVED: 3 }
        : { VARIABLE_UNRESOLVED: 3 },
    );
    expect(found.outcomes.FAILED).toBeUndefined();
  });
});

const mimic = sharedData('mimic');

describe.skipIf(mimic === null)('MIMIC', () => {
  it('create.sql has 3 schemas, 31 tables and 342 columns', () => {
    const found = counts(readAll([join(mimic ?? '', 'create.sql')], 'POSTGRESQL'));
    expect(found).toMatchObject({ schemas: 3, tables: 31, columns: 342, issues: {} });
  });

  it('concepts are 65 CREATE TABLE AS and 65 DROP, all of them trees', () => {
    const files = filesBelow(join(mimic ?? '', 'concepts_postgres')).filter(
      (file) => !/postgres-(make-concepts|concept-index)/.test(file),
    );
    const found = counts(readAll(files, 'POSTGRESQL'));
    expect(found.kinds).toEqual({ CREATE_TABLE_AS: 65, DROP: 65 });
    expect(found.outcomes).toEqual({ TREE: 65, SCANNED: 65 });
  });

  it('the driver script is driver statements and settings', () => {
    const found = counts(
      readAll([join(mimic ?? '', 'concepts_postgres', 'postgres-make-concepts.sql')], 'POSTGRESQL'),
    );
    expect(found.kinds).toEqual({ DRIVER: 73, SET: 1 });
  });
});

const pagila = sharedData('pagila');

describe.skipIf(pagila === null)('Pagila', () => {
  it('has 16 tables with 55 partitions, 8 views, 37 foreign and 16 primary keys, 9 functions and nothing failed', () => {
    const found = counts(readAll([join(pagila ?? '', 'pagila-schema.sql')], 'POSTGRESQL'));
    expect(found).toMatchObject({ tables: 71, partitions: 55, views: 8, foreign: 37, primary: 16 });
    expect(found.kinds.PROCEDURE).toBe(9);
    expect(found.kinds.CREATE_VIEW).toBe(8);
    expect(found.outcomes.FAILED).toBeUndefined();
    expect(found.outcomes.OPAQUE).toBeUndefined();
  });
});

const chinook = sharedData('chinook');
const chinookDialects: readonly (readonly [string, Dialect])[] = [
  ['PostgreSql', 'POSTGRESQL'],
  ['SqlServer', 'TSQL'],
  ['Sqlite', 'SQLITE'],
  ['MySql', 'MYSQL'],
];

describe.skipIf(chinook === null)('Chinook', () => {
  it.each(chinookDialects)(
    'in %s has 11 tables, 64 columns, 11 primary and 11 foreign keys',
    (name, dialect) => {
      const found = counts(readAll([join(chinook ?? '', `Chinook_${name}.schema.sql`)], dialect));
      expect(found).toMatchObject({ tables: 11, columns: 64, primary: 11, foreign: 11, issues: {} });
    },
  );
});

const acme = sharedData('acme');

describe.skipIf(acme === null)('ACME', () => {
  it('has 13 tables, 13 primary and 25 foreign keys without semicolons', () => {
    const found = counts(readAll(filesBelow(join(acme ?? '', 'ddl')), 'ANSI'));
    expect(found).toMatchObject({ tables: 13, primary: 13, foreign: 25, issues: {} });
  });
});

const cases = sharedData('lineage-cases');
const queryKinds = new Set([
  'SELECT',
  'INSERT',
  'INSERT_OVERWRITE',
  'MULTI_INSERT',
  'MERGE',
  'UPDATE',
  'DELETE',
  'CREATE_VIEW',
  'CREATE_TABLE_AS',
]);

describe.skipIf(cases === null)('lineage cases', () => {
  it('become trees in at least 95 % of their query-bearing statements, by dialect', async () => {
    const rates = new Map<string, { trees: number; all: number }>();
    for (const file of readdirSync(cases ?? '').filter((name) => name.endsWith('.jsonl'))) {
      for (const line of readFileSync(join(cases ?? '', file), 'utf8')
        .trim()
        .split('\n')) {
        const { sql, dialect, expected } = JSON.parse(line) as {
          sql: string;
          dialect: string;
          expected: { failedStatements?: number[] };
        };
        const own = requireDialect(dialect);
        const { statements } = await readSql(sql, { dialect: own });
        const wrong = new Set(expected.failedStatements ?? []);
        const bearing = statements.filter(
          (statement, index) => queryKinds.has(statement.kind) && !wrong.has(index),
        );
        const rate = rates.get(own) ?? { trees: 0, all: 0 };
        rate.all += bearing.length;
        rate.trees += bearing.filter((statement) => statement.parse === 'TREE').length;
        rates.set(own, rate);
      }
    }
    const low = [...rates].filter(([, { trees, all }]) => all > 0 && trees / all < 0.95);
    console.info(
      `trees by dialect: ${[...rates].map(([dialect, { trees, all }]) => `${dialect} ${trees}/${all}`).join(', ')}`,
    );
    expect(low).toEqual([]);
  });
});
