import { describe, expect, it } from 'vitest';
import type { Dialect } from '../../../src/catalog/vocabulary.js';
import { readSource } from '../../../src/extraction/sql/index.js';

const routines: readonly (readonly [Dialect, string, readonly string[]])[] = [
  [
    'POSTGRESQL',
    'CREATE FUNCTION f() RETURNS void AS $$ DECLARE x int; BEGIN SELECT a INTO x FROM t; INSERT INTO u SELECT b FROM v; IF x > 1 THEN UPDATE w SET c = 1; END IF; FOR r IN SELECT d FROM z LOOP DELETE FROM y; END LOOP; END $$ LANGUAGE plpgsql',
    ['query', 'insert', 'update', 'query', 'delete'],
  ],
  [
    'ORACLE',
    'CREATE OR REPLACE PROCEDURE p AS n NUMBER; BEGIN SELECT count(*) INTO n FROM t; INSERT INTO a SELECT * FROM b; END;',
    ['query', 'insert'],
  ],
  [
    'TSQL',
    'CREATE PROCEDURE p @x int AS\nBEGIN\n  INSERT INTO a SELECT b FROM c WHERE d = @x\n  UPDATE a SET e = 1\nEND',
    ['insert', 'update'],
  ],
  [
    'MYSQL',
    'CREATE PROCEDURE p() BEGIN DECLARE x INT; INSERT INTO a SELECT CASE WHEN b THEN 1 END FROM c; END',
    ['insert'],
  ],
];

describe('routines', () => {
  it.each(routines)('of %s give the trees of their bodies, in order and in place', (dialect, sql, kinds) => {
    const { statements, issues } = readSource(sql, { dialect });
    expect(issues).toEqual([]);
    expect(statements).toHaveLength(1);
    expect(statements[0]).toMatchObject({ kind: 'PROCEDURE', parse: 'TREE' });
    expect(statements[0]?.trees.map((tree) => tree.kind)).toEqual(kinds);
    for (const tree of statements[0]?.trees ?? []) {
      expect(sql.slice(tree.start, tree.end)).toMatch(/^(SELECT|INSERT|UPDATE|DELETE)\b/);
    }
  });

  it('say where their SQL is put together at run time', () => {
    const { issues } = readSource("CREATE PROCEDURE p AS BEGIN EXECUTE IMMEDIATE 'DROP TABLE t'; END;", {
      dialect: 'ORACLE',
    });
    expect(issues).toMatchObject([{ code: 'DYNAMIC_SQL', line: 1, column: 29 }]);
  });

  it.each([
    ['TSQL', "exec('insert into t select 1')", 0],
    ['TSQL', "DECLARE @s nvarchar(99) = N'select 1'; exec sp_executesql @s", 44],
    ['TSQL', 'IF 1 = 1 EXEC (@s)', 9],
    ['ORACLE', "EXECUTE IMMEDIATE 'drop table t'", 0],
  ] as const)('in %s, and statements outside routines too: %s', (dialect, sql, at) => {
    const { issues } = readSource(sql, { dialect });
    expect(issues.map(({ code, charStart }) => [code, charStart])).toEqual([['DYNAMIC_SQL', at]]);
  });
});

describe('a call and a grant', () => {
  it.each([
    ['TSQL', "EXEC dbo.load_orders @day = '2026-01-05'"],
    ['ORACLE', 'GRANT EXECUTE ON p TO r'],
    ['POSTGRESQL', "EXECUTE prepared('x')"],
  ] as const)('of %s are no dynamic SQL: %s', (dialect, sql) => {
    expect(readSource(sql, { dialect }).issues).toEqual([]);
  });
});

describe("DuckDB's PIVOT statement", () => {
  it.each([
    ['create table p as pivot t on a using sum(b)', 1],
    ['create view p as pivot t on a using sum(b)', 1],
    ['create view p as (pivot t on a using sum(b))', 1],
    ['pivot t on a using sum(b)', 0],
    ['unpivot t on a, b into name n value v', 0],
  ] as const)('is opaque with an issue, and says what it reads: %s', (sql, declarations) => {
    const { statements, issues } = readSource(sql, { dialect: 'DUCKDB' });
    expect(issues.map(({ code, charStart }) => [code, charStart])).toEqual([
      ['UNSUPPORTED', sql.search(/(un)?pivot/)],
    ]);
    expect(statements[0]).toMatchObject({ parse: 'OPAQUE', trees: [] });
    expect(statements[0]?.declarations).toHaveLength(declarations);
    expect(statements[0]?.scannedTables?.reads.map(({ parts }) => parts.map(({ text }) => text))).toEqual([
      ['t'],
    ]);
  });

  it('leaves the clause of FROM as it is', () => {
    const sql = "create view p as select * from t pivot (sum(b) for a in ('x', 'y'))";
    const { statements, issues } = readSource(sql, { dialect: 'DUCKDB' });
    expect([statements[0]?.parse, issues]).toEqual(['TREE', []]);
  });
});
