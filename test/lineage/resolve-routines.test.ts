import { describe, expect, it } from 'vitest';
import type { Dialect } from '../../src/catalog/index.js';
import { resolveSources } from '../extraction/resolve.js';
import { flowsOf, steersOf } from '../support/resolve.js';

const tables =
  'CREATE TABLE t (id int, b varchar(9), n int); CREATE TABLE u (id int, b varchar(9), n int);\n';

/** Problems of the routine, and what steers and makes each of its statements. */
function routine(sql: string, dialect: Dialect = 'POSTGRESQL') {
  const { results, issues } = resolveSources([{ name: 'a.sql', text: tables + sql }], dialect, 'public');
  const resolved = results.slice(2).flatMap((result) => result.resolved);
  return {
    issues: issues.map(
      ({ code, charStart, charEnd }) => `${code} ${(tables + sql).slice(charStart ?? 0, charEnd ?? 0)}`,
    ),
    steers: resolved.map(steersOf),
    flows: resolved.map(flowsOf),
  };
}

describe('parameters of a routine', () => {
  it.each([
    ['POSTGRESQL', 'CREATE FUNCTION f(p int) RETURNS int AS $$ SELECT id FROM t WHERE n = p $$ LANGUAGE sql'],
    [
      'POSTGRESQL',
      "CREATE FUNCTION s.f(IN p int DEFAULT 1, text) RETURNS int AS 'SELECT id FROM t WHERE n = f.p' LANGUAGE sql",
    ],
    [
      'POSTGRESQL',
      'CREATE FUNCTION f(VARIADIC "p" int[]) RETURNS int BEGIN ATOMIC SELECT id FROM t WHERE n = any(p); END',
    ],
    [
      'MYSQL',
      'CREATE PROCEDURE f(IN p INT, INOUT q DECIMAL(9, 2)) BEGIN SELECT id FROM t WHERE n = p + q; END',
    ],
    [
      'ORACLE',
      'CREATE OR REPLACE PROCEDURE f (p IN OUT NUMBER) IS BEGIN SELECT id INTO :x FROM t WHERE n = p; END;',
    ],
    ['SNOWFLAKE', 'CREATE FUNCTION f(p INT) RETURNS TABLE (x INT) AS $$ SELECT id FROM t WHERE n = p $$'],
    ['BIGQUERY', 'CREATE TABLE FUNCTION f(p INT64) AS SELECT id FROM t WHERE n = p'],
  ] as const)('of %s are no columns: %s', (dialect, sql) => {
    const { issues, steers, flows } = routine(sql, dialect);
    expect(issues).toEqual([]);
    expect(steers.map((each) => each.map((name) => name.toLowerCase().replace('public.', '')))).toEqual([
      ['t.n filter'],
    ]);
    expect(Object.values(flows[0] ?? {}).flat()).toHaveLength(1);
  });

  it('are values without sources where they are written', () => {
    const { issues, flows } = routine(
      'CREATE PROCEDURE f(p int, ids int[]) AS $$ INSERT INTO u (id, n) SELECT x, p FROM unnest(ids) AS z(x) $$ LANGUAGE sql',
    );
    expect([issues, flows]).toEqual([[], [{ x: [], p: [] }]]);
  });

  it('stand behind a column of the name, before what a table without known columns may have', () => {
    const known = 'CREATE FUNCTION f(n int) RETURNS int AS $$ SELECT id FROM t WHERE id = n $$ LANGUAGE sql';
    expect(routine(known).steers).toEqual([['t.id FILTER', 't.n FILTER']]);
    const open = 'CREATE FUNCTION f(p int) RETURNS int AS $$ SELECT id FROM gone WHERE n = p $$ LANGUAGE sql';
    expect(routine(open)).toMatchObject({ issues: ['UNKNOWN_TABLE gone'], steers: [['gone.n FILTER']] });
    // In MySQL they stand before every column.
    const mysql = 'CREATE PROCEDURE f(IN n INT) BEGIN SELECT id FROM t WHERE id = n; END';
    expect(routine(mysql, 'MYSQL').steers).toEqual([['t.id FILTER']]);
  });

  it('end with their routine', () => {
    const sql = `CREATE FUNCTION f(p int) RETURNS int AS $$ SELECT p + n FROM t $$ LANGUAGE sql;
      CREATE FUNCTION g(q int) RETURNS int AS $$ SELECT p + q + gone FROM t $$ LANGUAGE sql; SELECT q FROM t`;
    expect(routine(sql).issues).toEqual(['UNKNOWN_COLUMN p', 'UNKNOWN_COLUMN gone', 'UNKNOWN_COLUMN q']);
  });
});

describe('what a routine declares, loops over or is called with', () => {
  it.each([
    [
      'POSTGRESQL',
      `CREATE FUNCTION f(OUT o int) AS $$ DECLARE v int := 1; rec record; BEGIN
        FOR rec IN SELECT id FROM t LOOP INSERT INTO u (id, n) VALUES (rec.id, v + o); END LOOP; END $$ LANGUAGE plpgsql`,
      ['rec.id', 'v', 'o'],
    ],
    ['POSTGRESQL', 'DO $$ DECLARE v int; BEGIN UPDATE t SET n = v; END $$', ['v']],
    [
      'POSTGRESQL',
      'CREATE FUNCTION f() RETURNS trigger AS $$ BEGIN UPDATE u SET n = NEW.n; RETURN NEW; END $$ LANGUAGE plpgsql',
      ['NEW.n'],
    ],
    [
      'MYSQL',
      'CREATE PROCEDURE f() BEGIN DECLARE x, y INT DEFAULT 0; UPDATE u SET id = x, n = y; END',
      ['x', 'y'],
    ],
    [
      'ORACLE',
      'CREATE FUNCTION f RETURN NUMBER IS v NUMBER; k CONSTANT NUMBER := 1; BEGIN UPDATE u SET id = v, n = k; END;',
      ['v', 'k'],
    ],
  ] as const)('is not followed, and no column: %s %s', (dialect, sql, names) => {
    expect(routine(sql, dialect).issues).toEqual(names.map((name) => `UNSUPPORTED ${name}`));
  });

  it('stands before every column in MySQL', () => {
    const out = routine('CREATE PROCEDURE f(OUT n INT) BEGIN UPDATE u SET b = n; END', 'MYSQL');
    expect(out).toEqual({ issues: ['UNSUPPORTED n'], steers: [[]], flows: [{ b: [] }] });
    const declared = `CREATE PROCEDURE f() BEGIN DECLARE n INT; INSERT INTO u (id, b) SELECT id, n FROM t WHERE id = n;
      INSERT INTO u (n) SELECT t.n FROM t; END`;
    expect(routine(declared, 'MYSQL')).toEqual({
      issues: ['UNSUPPORTED n', 'UNSUPPORTED n'],
      steers: [['t.id FILTER'], []],
      flows: [{ id: ['t.id IDENTITY'], n: [] }, { n: ['t.n IDENTITY'] }],
    });
  });

  it.each(['n CURSOR FOR SELECT id FROM t', "n CONDITION FOR SQLSTATE '23000'"])(
    'hides no column where it is no value: DECLARE %s',
    (declaration) => {
      const sql = `CREATE PROCEDURE f() BEGIN DECLARE ${declaration}; UPDATE u SET b = n; END`;
      const { issues, flows } = routine(sql, 'MYSQL');
      expect({ issues, flows: flows.at(-1) }).toEqual({ issues: [], flows: { b: ['u.n IDENTITY'] } });
    },
  );

  it('stands behind every column there may be elsewhere', () => {
    const sql = 'CREATE FUNCTION f() RETURNS TABLE (id int) AS $$ SELECT id FROM gone $$ LANGUAGE sql';
    expect(routine(sql)).toMatchObject({
      issues: ['UNKNOWN_TABLE gone'],
      flows: [{ id: ['gone.id IDENTITY'] }],
    });
  });
});
