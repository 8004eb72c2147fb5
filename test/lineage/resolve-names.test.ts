import { describe, expect, it } from 'vitest';
import { flowsOf, inputsOf, problemsOf, resolveSql, shortName, steersOf } from '../support/resolve.js';

const schema = { t: 'a int, b text, c date', u: 'a int, d text', 's.v': 'e int' };

describe('column look-up', () => {
  it('gives a name that one source has to that source', () => {
    expect(flowsOf(resolveSql('SELECT b, d FROM t, u', schema))).toEqual({
      b: ['t.b IDENTITY'],
      d: ['u.d IDENTITY'],
    });
  });

  it('calls a name that two sources have ambiguous, with its candidates, and never takes the first', () => {
    const resolved = resolveSql('SELECT b,\n  a FROM t, u', schema);
    expect(problemsOf(resolved)).toEqual(['AMBIGUOUS a 2:3']);
    expect(resolved.unresolved[0]?.candidates).toEqual(['column:p/s/public.t.a', 'column:p/s/public.u.a']);
    expect(resolved.unresolved[0]?.outputs).toEqual([2]);
    expect(flowsOf(resolved)).toEqual({ b: ['t.b IDENTITY'], a: [] });
    expect(resolved.outputs[1]?.isConstant).toBe(false);
  });

  it('reports a missing column of a known table where it stands and leaves the others alone', () => {
    const resolved = resolveSql('SELECT a,\n upper(t.gone) AS x, b\nFROM t\nWHERE missing > 1', schema);
    expect(problemsOf(resolved)).toEqual(['UNKNOWN_COLUMN t.gone 2:8', 'UNKNOWN_COLUMN missing 4:7']);
    expect(resolved.unresolved.map((fact) => fact.outputs)).toEqual([[2], []]);
    expect(flowsOf(resolved)).toEqual({ a: ['t.a IDENTITY'], x: [], b: ['t.b IDENTITY'] });
  });

  it('keeps the same alias in two subqueries apart', () => {
    const sql = 'SELECT p.b, q.d FROM (SELECT x.b FROM t x) p, (SELECT x.d FROM u x) q';
    expect(flowsOf(resolveSql(sql, schema))).toEqual({ b: ['t.b IDENTITY'], d: ['u.d IDENTITY'] });
  });

  it('never lets a select alias hide a source column in WHERE', () => {
    expect(steersOf(resolveSql('SELECT c AS b FROM t WHERE b = 1', schema))).toEqual(['t.b FILTER']);
  });

  it('takes an alias in ORDER BY, an expression in GROUP BY and an ordinal for what they stand for', () => {
    const resolved = resolveSql(
      'SELECT upper(b) AS x, count(*) AS n FROM t GROUP BY 1, upper(b) ORDER BY x',
      schema,
    );
    expect(steersOf(resolved)).toEqual(['t.b GROUP_BY', 't.b SORT']);
    expect(resolved.outputs[1]).toMatchObject({ isConstant: true, typeKey: 'int64' });
  });

  it('lets DISTINCT group by all that is projected, DISTINCT ON by what it names alone', () => {
    expect(steersOf(resolveSql('SELECT DISTINCT a, b FROM t', schema))).toEqual([
      't.a GROUP_BY',
      't.b GROUP_BY',
    ]);
    for (const dialect of ['POSTGRESQL', 'DUCKDB'] as const) {
      const steers = (sql: string) => steersOf(resolveSql(sql, schema, dialect));
      expect(steers('SELECT DISTINCT ON (a, t.b) c FROM t')).toEqual(['t.a GROUP_BY', 't.b GROUP_BY']);
      expect(steers('SELECT DISTINCT ON (2) a, upper(b) AS x, c FROM t ORDER BY x, c')).toEqual([
        't.b GROUP_BY',
        't.b SORT',
        't.c SORT',
      ]);
    }
    // A bare name is that of an output before that of a source, as in ORDER BY.
    const renamed = 'SELECT DISTINCT ON (a) b AS a, c FROM t';
    expect(steersOf(resolveSql(renamed, schema))).toEqual(['t.b GROUP_BY']);
  });

  it('finds the column of an outer query from a correlated one', () => {
    const resolved = resolveSql(
      'SELECT (SELECT max(d) FROM u WHERE u.a = t.a AND c IS NOT NULL) AS m FROM t',
      schema,
    );
    expect(flowsOf(resolved)).toEqual({
      m: ['t.a FILTER', 't.c FILTER', 'u.a FILTER', 'u.d AGGREGATION'],
    });
  });

  it('finds the column of the left side of APPLY from its right side', () => {
    const tables = { o: 'id int, total int', d: 'oid int, amt int' };
    const cross = resolveSql(
      'SELECT o.id, x.amt FROM o CROSS APPLY (SELECT TOP 1 d.amt FROM d WHERE d.oid = o.id) x',
      tables,
      'TSQL',
    );
    expect([problemsOf(cross), flowsOf(cross)]).toEqual([
      [],
      { id: ['o.id IDENTITY'], amt: ['d.amt IDENTITY'] },
    ]);
    expect(steersOf(cross)).toEqual(['d.oid FILTER', 'o.id FILTER']);
    const values = resolveSql(
      'SELECT x.v FROM o OUTER APPLY (VALUES (o.id), (o.total)) x (v)',
      tables,
      'TSQL',
    );
    expect([problemsOf(values), flowsOf(values)]).toEqual([[], { v: ['o.id IDENTITY', 'o.total IDENTITY'] }]);
  });

  it('unites the sides of USING and NATURAL', () => {
    const using = resolveSql('SELECT a FROM t JOIN u USING (a)', schema);
    expect(flowsOf(using)).toEqual({ a: ['t.a IDENTITY', 'u.a IDENTITY'] });
    expect(using.referencedColumns.map(shortName)).toEqual(['t.a', 'u.a']);
    expect(resolveSql('SELECT * FROM t NATURAL JOIN u', schema).outputs.map((output) => output.name)).toEqual(
      ['a', 'b', 'c', 'd'],
    );
  });

  it('sees lateral aliases where the dialect has them, after the sources', () => {
    const sql = 'SELECT a + 1 AS x, x * 2 AS y, b AS d, d AS z FROM t';
    expect(flowsOf(resolveSql(sql, schema, 'SPARK'))).toMatchObject({
      y: ['t.a TRANSFORMATION'],
      z: ['t.b IDENTITY'],
    });
    expect(problemsOf(resolveSql(sql, schema, 'HIVE'))).toEqual([
      'UNKNOWN_COLUMN x 1:20',
      'UNKNOWN_COLUMN d 1:40',
    ]);
    expect(problemsOf(resolveSql(sql, schema, 'HIVE', { lateralAliases: true }))).toEqual([]);
  });

  it('keeps the struct column of a field path and types the field', () => {
    const resolved = resolveSql('SELECT s.x.y, t.s.x FROM t', { t: 's struct<x:struct<y:int>>' }, 'HIVE');
    expect(resolved.outputs.map((output) => inputsOf(output))).toEqual([['t.s IDENTITY'], ['t.s IDENTITY']]);
    expect(resolved.outputs[0]?.typeKey).toBe('int32');
  });

  it('compares quoted names exactly in PostgreSQL and without case in Hive', () => {
    expect(problemsOf(resolveSql('SELECT "A" FROM t', schema))).toEqual(['UNKNOWN_COLUMN "A" 1:8']);
    expect(flowsOf(resolveSql('SELECT `A` AS x FROM `T`', schema, 'HIVE'))).toEqual({ x: ['t.a IDENTITY'] });
  });
});

describe('tables that nobody declares', () => {
  it('are known by the mention: their columns too, and the table is reported once where it stands', () => {
    const resolved = resolveSql('SELECT x, m.y FROM\n  nowhere m', schema);
    expect(problemsOf(resolved)).toEqual(['UNKNOWN_TABLE nowhere 2:3']);
    expect(flowsOf(resolved)).toEqual({ x: ['nowhere.x IDENTITY'], y: ['nowhere.y IDENTITY'] });
    expect(resolved.outputs[0]?.inputs[0]?.source).toMatchObject({
      isKnown: false,
      table: { isKnown: false },
    });
    expect(resolved.unresolved[0]?.outputs).toEqual([1, 2]);
  });

  it('get an unqualified name that no known source has, with half the confidence', () => {
    const [output] = resolveSql('SELECT x FROM t JOIN nowhere n ON t.a = n.a', schema).outputs;
    expect(inputsOf(output)).toEqual(['nowhere.x IDENTITY']);
    expect(output?.inputs[0]?.confidence).toBe(0.5);
  });

  it('make the name ambiguous when there are two of them', () => {
    const resolved = resolveSql('SELECT x FROM n1, n2', schema);
    expect(resolved.unresolved.find((fact) => fact.reason === 'AMBIGUOUS')?.candidates).toEqual([
      'column:p/s/public.n1.x',
      'column:p/s/public.n2.x',
    ]);
  });

  it('are found by a unique bare name in another schema, with less confidence', () => {
    const [output] = resolveSql('SELECT e FROM v', schema).outputs;
    expect(inputsOf(output)).toEqual(['s.v.e IDENTITY']);
    expect(output?.inputs[0]?.confidence).toBe(0.6);
  });

  it('are looked up along the search path first', () => {
    const searchPath = [[{ text: 's', quoted: false }], [{ text: 'public', quoted: false }]];
    const resolved = resolveSql('SELECT e, b FROM v, t', schema, 'POSTGRESQL', { searchPath });
    expect(flowsOf(resolved)).toEqual({ e: ['s.v.e IDENTITY'], b: ['t.b IDENTITY'] });
    expect(resolved.outputs[0]?.inputs[0]?.confidence).toBe(1);
  });
});

describe('stars', () => {
  it('expand in order, with EXCEPT, REPLACE and RENAME', () => {
    const sql = 'SELECT * EXCEPT (c) REPLACE (a + 1 AS a) FROM t';
    expect(flowsOf(resolveSql(sql, schema, 'BIGQUERY'))).toEqual({
      a: ['s.t.a TRANSFORMATION'],
      b: ['s.t.b IDENTITY'],
    });
    const renamed = resolveSql('SELECT t.* RENAME (b AS z) FROM t', { t: 'A, B' }, 'SNOWFLAKE');
    expect(renamed.outputs.map((output) => output.name)).toEqual(['A', 'Z']);
  });

  it('over an unknown table are one edge and one report', () => {
    const resolved = resolveSql('CREATE VIEW w AS SELECT *, t.a FROM nowhere, t', schema);
    expect(resolved.outputs.map((output) => output.name)).toEqual(['*', 'a', 'b', 'c', 'a']);
    expect(flowsOf(resolveSql('CREATE VIEW w AS SELECT * FROM nowhere'))).toEqual({
      '*': ['nowhere.* IDENTITY'],
    });
    expect(problemsOf(resolved)).toEqual(['STAR_OVER_UNKNOWN * 1:25', 'UNKNOWN_TABLE nowhere 1:37']);
  });

  it('let a name through to the unknown table behind them', () => {
    const resolved = resolveSql('SELECT x FROM (SELECT * FROM nowhere) n');
    expect(flowsOf(resolved)).toEqual({ x: ['nowhere.x IDENTITY'] });
  });
});

describe('the keys of USING and NATURAL joins', () => {
  it('have the joined source with its condition for evidence, on both sides', () => {
    for (const [join, evidence] of [
      ['JOIN u USING (a)', 'u USING (a)'],
      ['NATURAL JOIN u', 'u'],
    ] as const) {
      const sql = `CREATE VIEW w AS SELECT t.b FROM t ${join}`;
      const { statementInputs } = resolveSql(sql, { t: 'a,b', u: 'a,c' });
      const found = statementInputs.map(({ source, subtype, position }) => [
        source.id.split('.').slice(-2).join('.'),
        subtype,
        position === null ? null : sql.slice(position.charStart, position.charEnd),
      ]);
      expect(found).toEqual([
        ['t.a', 'JOIN', evidence],
        ['u.a', 'JOIN', evidence],
      ]);
    }
  });
});
