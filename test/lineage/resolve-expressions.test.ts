import { describe, expect, it } from 'vitest';
import { functionCount } from '../../src/lineage/resolve/function-types.js';
import { flowsOf, inputsOf, problemsOf, resolveSql, shortName, steersOf } from '../support/resolve.js';

const schema = { t: 'a int, b text, c date, m array<int>, n decimal(10,2)', u: 'a int, d text' };

describe('what flows into a value', () => {
  it('is DIRECT for results and INDIRECT CONDITIONAL for what decides', () => {
    const sql =
      "SELECT CASE WHEN a > 1 THEN b ELSE 'x' END AS p, coalesce(b, d) AS q, nullif(b, d) AS r FROM t JOIN u USING (a)";
    expect(flowsOf(resolveSql(sql, schema))).toEqual({
      p: ['t.a CONDITIONAL', 't.b TRANSFORMATION', 'u.a CONDITIONAL'],
      q: ['t.b TRANSFORMATION', 'u.d TRANSFORMATION'],
      r: ['t.b TRANSFORMATION', 'u.d CONDITIONAL'],
    });
    expect(flowsOf(resolveSql('SELECT if(a > 1, b, c) AS p FROM t', schema, 'HIVE'))).toEqual({
      p: ['t.a CONDITIONAL', 't.b TRANSFORMATION', 't.c TRANSFORMATION'],
    });
  });

  it('is INDIRECT WINDOW for partitions and orders, also of named windows', () => {
    const sql =
      'SELECT sum(a) OVER w AS s, row_number() OVER (w ORDER BY c) AS r FROM t WINDOW w AS (PARTITION BY b)';
    const resolved = resolveSql(sql, schema);
    expect(flowsOf(resolved)).toEqual({
      s: ['t.a AGGREGATION', 't.b WINDOW'],
      r: ['t.b WINDOW', 't.c WINDOW'],
    });
    expect(resolved.outputs[0]?.inputs[0]?.transformation).toBe('WINDOW');
  });

  it('is the strongest subtype on its way through nested queries', () => {
    const sql = 'SELECT x + 1 AS y FROM (SELECT sum(z) AS x FROM (SELECT a AS z FROM t) p) q';
    const [output] = resolveSql(sql, schema).outputs;
    expect(inputsOf(output)).toEqual(['t.a AGGREGATION']);
    expect(output?.inputs[0]?.transformation).toBe('AGGREGATION');
  });

  it('is nothing for count(*) and literals, which are constants and no loss', () => {
    const resolved = resolveSql(
      "SELECT count(*) AS n, 1 AS one, 'x' || 'y' AS s, CAST('2020-01-01' AS date) AS d FROM t",
      schema,
    );
    expect(resolved.outputs.map((output) => [output.isConstant, output.typeKey])).toEqual([
      [true, 'int64'],
      [true, 'int32'],
      [true, 'utf8'],
      [true, 'date'],
    ]);
  });

  it('is masked by hashes and counts, unless it also flows in the clear', () => {
    const sql = 'SELECT md5(b) AS h, count(b) AS n, md5(b) || b AS both FROM t';
    const masked = resolveSql(sql, schema).outputs.map((output) =>
      output.inputs.map((input) => input.isMasking),
    );
    expect(masked).toEqual([[true], [true], [false]]);
  });

  it('is INDIRECT FILTER out of EXISTS and IN', () => {
    const sql = 'SELECT a IN (SELECT a FROM u) AS p, EXISTS (SELECT 1 FROM u WHERE u.a = t.a) AS q FROM t';
    expect(flowsOf(resolveSql(sql, schema))).toEqual({
      p: ['t.a TRANSFORMATION', 'u.a FILTER'],
      q: ['t.a FILTER', 'u.a FILTER'],
    });
  });

  it('carries the text of the defining expression through plain references, cut at 2 KiB', () => {
    const [output] = resolveSql('SELECT q.x FROM (SELECT upper(b) AS x FROM t) q', schema).outputs;
    expect(output?.expression).toBe('upper(b)');
    const long = resolveSql(`SELECT b || '${'x'.repeat(5000)}' AS y, b FROM t`, schema).outputs;
    expect(long[0]?.expression).toHaveLength(2048);
    expect(long[0]?.expression?.endsWith('…')).toBe(true);
    expect(long[1]?.expression).toBeNull();
  });
});

describe('relations', () => {
  it('unite set operations by ordinal; EXCEPT keeps the left and filters by the right', () => {
    expect(flowsOf(resolveSql('SELECT b FROM t UNION ALL SELECT d FROM u', schema))).toEqual({
      b: ['t.b IDENTITY', 'u.d IDENTITY'],
    });
    const except = resolveSql('SELECT b FROM t EXCEPT SELECT d FROM u', schema);
    expect(flowsOf(except)).toEqual({ b: ['t.b IDENTITY'] });
    expect(steersOf(except)).toEqual(['u.d FILTER']);
    const byName = resolveSql(
      'SELECT a, b FROM t UNION BY NAME SELECT d AS b, a FROM u',
      { ...schema },
      'DUCKDB',
    );
    expect(flowsOf(byName)).toEqual({
      a: ['t.a IDENTITY', 'u.a IDENTITY'],
      b: ['t.b IDENTITY', 'u.d IDENTITY'],
    });
  });

  it('iterate recursive CTEs to a fixpoint', () => {
    const sql = `WITH RECURSIVE r(x, y) AS (
      SELECT a, b FROM t UNION ALL SELECT u.a, r.x::text || u.d FROM u JOIN r ON r.x = u.a)
      SELECT x, y FROM r`;
    const resolved = resolveSql(sql, schema);
    expect(problemsOf(resolved)).toEqual([]);
    expect(flowsOf(resolved)).toEqual({
      x: ['t.a IDENTITY', 'u.a IDENTITY'],
      y: ['t.a TRANSFORMATION', 't.b IDENTITY', 'u.a TRANSFORMATION', 'u.d TRANSFORMATION'],
    });
  });

  it('read a CTE before a table of its name, and the table inside it', () => {
    const resolved = resolveSql('WITH t AS (SELECT b FROM t) SELECT b FROM t', schema);
    expect(flowsOf(resolved)).toEqual({ b: ['t.b IDENTITY'] });
    expect(resolved.reads.map((table) => table.name)).toEqual(['t']);
  });

  it('make the rows of generators from their arguments', () => {
    const sql = 'SELECT a, x, p FROM t LATERAL VIEW OUTER posexplode(m) e AS p, x';
    expect(flowsOf(resolveSql(sql, schema, 'HIVE'))).toEqual({
      a: ['t.a IDENTITY'],
      x: ['t.m TRANSFORMATION'],
      p: ['t.m TRANSFORMATION'],
    });
    const unnest = resolveSql(
      'SELECT i.price FROM t, UNNEST(t.items) AS i',
      { t: 'items array<struct<price int64>>' },
      'BIGQUERY',
    );
    expect(unnest.outputs[0]).toMatchObject({ typeKey: 'int64' });
    expect(unnest.outputs[0]?.inputs[0]).toMatchObject({ transformation: 'UNNEST' });
  });

  it('pivot and unpivot take away the columns they name, not those of the same origin', () => {
    const tables = { p: 'k int, amt int, m text' };
    const source = '(SELECT k, amt, amt * 2 AS dbl, m FROM p) s';
    const pivoted = resolveSql(`SELECT * FROM ${source} PIVOT (sum(s.amt) FOR m IN ('x'))`, tables, 'SPARK');
    expect(pivoted.outputs.map(({ name }) => name)).toEqual(['k', 'dbl', 'x']);
    const unpivoted = resolveSql(`SELECT * FROM ${source} UNPIVOT (v FOR n IN (amt))`, tables, 'SPARK');
    expect(unpivoted.outputs.map(({ name }) => name)).toEqual(['k', 'dbl', 'm', 'v', 'n']);
  });

  it('pivot aggregates into one column a value', () => {
    const sql = "SELECT * FROM t PIVOT (sum(a) FOR b IN ('x' AS px, 'y' AS py))";
    const resolved = resolveSql(sql, { t: 'a int, b text, k int' }, 'DUCKDB');
    expect(flowsOf(resolved)).toEqual({
      k: ['t.k IDENTITY'],
      px: ['t.a AGGREGATION', 't.b CONDITIONAL'],
      py: ['t.a AGGREGATION', 't.b CONDITIONAL'],
    });
  });

  it('list every join once, with its base tables and column pairs', () => {
    const sql = `SELECT 1 FROM t x JOIN u y ON x.a = y.a AND y.d > 'k' LEFT JOIN (SELECT a AS k FROM u) z ON x.a = z.k
      CROSS JOIN u, t w WHERE w.a = x.a`;
    const joins = resolveSql(sql, schema).joins.map(({ kind, left, right, columnPairs, isEquality }) => ({
      kind,
      left: left?.name,
      right: right?.name,
      pairs: columnPairs.map((pair) => `${shortName(pair.left)}=${shortName(pair.right)}`),
      isEquality,
    }));
    expect(joins).toEqual([
      { kind: 'INNER', left: 't', right: 'u', pairs: ['t.a=u.a'], isEquality: true },
      { kind: 'LEFT', left: 't', right: 'u', pairs: ['t.a=u.a'], isEquality: true },
      { kind: 'CROSS', left: undefined, right: 'u', pairs: [], isEquality: false },
      { kind: 'INNER', left: 't', right: 't', pairs: ['t.a=t.a'], isEquality: true },
    ]);
  });
});

describe('types', () => {
  const typeOf = (expression: string, dialect: 'POSTGRESQL' | 'HIVE' | 'SPARK' | 'DUCKDB' = 'POSTGRESQL') => {
    const [output] = resolveSql(`SELECT ${expression} AS x FROM t`, schema, dialect).outputs;
    return output?.typeKey ?? output?.typeReason;
  };

  it.each([
    ['sum(a)', 'POSTGRESQL', 'int64'],
    ['sum(a::bigint)', 'POSTGRESQL', 'decimal'],
    ['sum(n)', 'HIVE', 'decimal(20,2)'],
    ['avg(a)', 'POSTGRESQL', 'decimal'],
    ['avg(a)', 'HIVE', 'float64'],
    ['a / a', 'POSTGRESQL', 'int32'],
    ['a / a', 'HIVE', 'float64'],
    ["trunc(c, 'MM')", 'HIVE', 'utf8'],
    ["trunc(c, 'MM')", 'SPARK', 'date'],
    ['extract(year from c)', 'POSTGRESQL', 'decimal'],
    ["date_part('year', c)", 'POSTGRESQL', 'float64'],
    ['a > 1', 'HIVE', 'bool'],
    ['1.50', 'HIVE', 'decimal(3,2)'],
    ['b || b', 'DUCKDB', 'utf8'],
    ['c + 1', 'POSTGRESQL', 'date'],
    ['coalesce(a, 1.5)', 'DUCKDB', 'decimal(11,1)'],
    ['frobnicate(a)', 'HIVE', 'unknown function frobnicate'],
  ] as const)('%s in %s is %s', (expression, dialect, expected) => {
    expect(typeOf(expression, dialect)).toBe(expected);
  });

  it('are listed for at least sixty functions of every dialect', () => {
    for (const dialect of ['HIVE', 'POSTGRESQL', 'SPARK', 'DUCKDB', 'SNOWFLAKE', 'BIGQUERY'] as const)
      expect(functionCount(dialect)).toBeGreaterThanOrEqual(60);
  });
});

describe("DuckDB's COLUMNS", () => {
  const schema = { t: 'x1,x2,y' };

  it('of everything is the star', () => {
    expect(flowsOf(resolveSql('CREATE VIEW c AS SELECT COLUMNS(*) FROM t', schema, 'DUCKDB'))).toEqual({
      x1: ['t.x1 IDENTITY'],
      x2: ['t.x2 IDENTITY'],
      y: ['t.y IDENTITY'],
    });
  });

  it.each(["COLUMNS('x.*')", "min(COLUMNS('x.*'))", "COLUMNS(c -> c LIKE 'x%') + 1"])(
    'by a pattern or a function is reported, makes no constant and hides no plain column: %s',
    (projection) => {
      const resolved = resolveSql(`CREATE VIEW c AS SELECT ${projection}, y FROM t`, schema, 'DUCKDB');
      expect(resolved.unresolved.map(({ reason }) => reason)).toEqual(['UNSUPPORTED']);
      expect(resolved.outputs.map(({ name, isConstant }) => [name, isConstant])).toEqual([
        ['*', false],
        ['y', false],
      ]);
      expect(flowsOf(resolved).y).toEqual(['t.y IDENTITY']);
    },
  );

  it('lets a query around it name any column, with the one report', () => {
    const sql = "SELECT x1 FROM (SELECT COLUMNS('x.*') FROM t) s";
    const { unresolved, outputs } = resolveSql(sql, schema, 'DUCKDB');
    expect(unresolved.map(({ reason }) => reason)).toEqual(['UNSUPPORTED']);
    expect(outputs.map(({ name, isConstant }) => [name, isConstant])).toEqual([['x1', false]]);
  });
});
