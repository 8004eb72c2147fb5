import { describe, expect, it } from 'vitest';
import { flowsOf, problemsOf, resolveSql, steersOf } from '../support/resolve.js';

const schema = { t: 'id int, arr int[], doc json, b text', u: 'id int, n int' };

describe('columns of a table function', () => {
  it.each([
    ['POSTGRESQL', 'SELECT g.n FROM t, generate_series(1, t.id) AS g(n)', { n: ['t.id TRANSFORMATION'] }],
    [
      'POSTGRESQL',
      'SELECT x FROM t CROSS JOIN LATERAL unnest(t.arr) AS z(x)',
      { x: ['t.arr TRANSFORMATION'] },
    ],
    [
      'POSTGRESQL',
      'SELECT r.a, c FROM t, json_to_recordset(t.doc) AS r(a int, c text)',
      { a: ['t.doc TRANSFORMATION'], c: ['t.doc TRANSFORMATION'] },
    ],
    ['POSTGRESQL', 'SELECT f.x FROM t, get_rows(t.id, 1) AS f', { x: ['t.id TRANSFORMATION'] }],
    ['SQLITE', 'SELECT j.value FROM t, json_each(t.doc) AS j', { value: ['t.doc TRANSFORMATION'] }],
    ['TSQL', "SELECT s.value FROM t CROSS APPLY STRING_SPLIT(t.b, ',') s", { value: ['t.b TRANSFORMATION'] }],
  ] as const)('of %s take what flows into its arguments: %s', (dialect, sql, flows) => {
    const resolved = resolveSql(sql, schema, dialect);
    expect([flowsOf(resolved), problemsOf(resolved)]).toEqual([flows, []]);
  });

  it('take what a query among its arguments yields, and steer what they are compared with', () => {
    const sql = 'SELECT g.n FROM u JOIN generate_series((SELECT min(id) FROM t), 9) AS g(n) ON g.n = u.id';
    const resolved = resolveSql(sql, schema);
    expect(flowsOf(resolved)).toEqual({ n: ['t.id AGGREGATION'] });
    expect(steersOf(resolved)).toEqual(['t.id JOIN', 'u.id JOIN']);
  });

  it('stand beside each other in ROWS FROM, each of its own function', () => {
    const sql =
      'SELECT p, q, k FROM t, ROWS FROM (unnest(t.arr), generate_series(1, t.id), json_each(t.doc)) AS z(p, q, k)';
    expect(flowsOf(resolveSql(sql, schema))).toEqual({
      p: ['t.arr TRANSFORMATION'],
      q: ['t.id TRANSFORMATION'],
      k: ['t.doc TRANSFORMATION'],
    });
  });

  it.each([
    ['POSTGRESQL', 'SELECT n FROM generate_series(1, 5) AS g(n)'],
    ['POSTGRESQL', 'SELECT n FROM unnest(ARRAY[1, 2]) AS g(n)'],
    ['POSTGRESQL', 'SELECT n FROM now() AS g(n)'],
    ['TRINO', 'SELECT n FROM UNNEST(sequence(1, 5)) AS g(n)'],
    ['ORACLE', 'SELECT column_value AS n FROM TABLE(sys.odcinumberlist(1, 2))'],
  ] as const)('of %s are constant where a known function has constant arguments: %s', (dialect, sql) => {
    const resolved = resolveSql(sql, schema, dialect);
    expect(problemsOf(resolved)).toEqual([]);
    expect(resolved.outputs).toMatchObject([{ inputs: [], isConstant: true }]);
  });

  it.each([
    ['POSTGRESQL', 'SELECT n FROM get_rows(5) AS g(n)', 'get_rows(5)'],
    ['DUCKDB', "SELECT n FROM read_csv('a.csv')", "read_csv('a.csv')"],
    ['TSQL', 'SELECT g.n FROM dbo.get_rows(5) g', 'dbo.get_rows(5)'],
    ['SNOWFLAKE', 'SELECT g.n FROM TABLE(get_rows(5)) g', 'get_rows(5)'],
  ] as const)(
    'of %s are not constant where nobody sees what the rows come from: %s',
    (dialect, sql, call) => {
      const resolved = resolveSql(sql, schema, dialect);
      expect(resolved.outputs).toMatchObject([{ inputs: [], isConstant: false }]);
      expect(problemsOf(resolved)).toEqual([`UNSUPPORTED ${call} 1:${sql.indexOf(call) + 1}`]);
      expect(resolved.unresolved[0]?.outputs).toEqual([1]);
    },
  );
});
