import { describe, expect, it } from 'vitest';
import type { ResolvedStatement } from '../../src/lineage/facts.js';
import { flowsOf, inputsOf, resolveSql, shortName, steersOf } from '../support/resolve.js';

const schema = {
  t: 'a int, b text, c date',
  u: 'a int, d text',
  part: 'x int, y text, dt text, region text',
};

/** `target ← inputs` of each output. */
function writesOf(resolved: ResolvedStatement): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    resolved.outputs.map((output) => [
      output.target === null ? output.name : shortName(output.target),
      inputsOf(output),
    ]),
  );
}

describe('statements that write', () => {
  it('CREATE names its columns by the query or by the list', () => {
    const view = resolveSql('CREATE VIEW v (p, q) AS SELECT a, upper(b) FROM t', schema);
    expect(view.writes.map((table) => table.id)).toEqual(['view:p/s/public.v']);
    expect(writesOf(view)).toEqual({ 'v.p': ['t.a IDENTITY'], 'v.q': ['t.b TRANSFORMATION'] });
    expect(
      writesOf(resolveSql('CREATE TABLE w AS SELECT a, count(*) FROM t GROUP BY a', schema, 'HIVE')),
    ).toEqual({
      'w.a': ['t.a IDENTITY'],
      'w._c1': [],
    });
  });

  it('two outputs of one name are edges by ordinal and an issue', () => {
    const resolved = resolveSql('CREATE TABLE w AS SELECT a, d AS a FROM t JOIN u USING (a)', schema);
    expect(resolved.outputs).toHaveLength(2);
    expect(resolved.issues.map((issue) => issue.code)).toEqual(['OUTPUT_DUPLICATE']);
  });

  it('INSERT goes by its column list, else by the order of the target, dynamic partitions last', () => {
    expect(writesOf(resolveSql('INSERT INTO u (d) SELECT b FROM t', schema))).toEqual({
      'u.d': ['t.b IDENTITY'],
    });
    expect(writesOf(resolveSql('INSERT INTO u SELECT a, b FROM t', schema))).toEqual({
      'u.a': ['t.a IDENTITY'],
      'u.d': ['t.b IDENTITY'],
    });
    const sql = "INSERT OVERWRITE TABLE part PARTITION (dt = '2020', region) SELECT a, b, c FROM t";
    expect(writesOf(resolveSql(sql, schema, 'HIVE'))).toEqual({
      'part.x': ['t.a IDENTITY'],
      'part.y': ['t.b IDENTITY'],
      'part.region': ['t.c IDENTITY'],
    });
  });

  it.each(['DUCKDB', 'SPARK'] as const)(
    'INSERT … BY NAME of %s goes by the names of the values',
    (dialect) => {
      const sql = 'INSERT INTO u BY NAME SELECT b AS d, a FROM t';
      const resolved = resolveSql(sql, schema, dialect);
      expect(writesOf(resolved)).toEqual({ 'u.d': ['t.b IDENTITY'], 'u.a': ['t.a IDENTITY'] });
      expect(resolved.issues).toEqual([]);
      const part = resolveSql('INSERT INTO u BY NAME SELECT b AS d FROM t', schema, dialect);
      expect([writesOf(part), part.issues]).toEqual([{ 'u.d': ['t.b IDENTITY'] }, []]);
      const byPosition = resolveSql('INSERT INTO u BY POSITION SELECT a, b FROM t', schema, dialect);
      expect(writesOf(byPosition)).toEqual({ 'u.a': ['t.a IDENTITY'], 'u.d': ['t.b IDENTITY'] });
    },
  );

  it('another number of values than columns is an issue, with edges for the common prefix', () => {
    const resolved = resolveSql('INSERT INTO u SELECT a, b, c FROM t', schema);
    expect(resolved.issues.map((issue) => issue.code)).toEqual(['COLUMN_COUNT_MISMATCH']);
    expect(resolved.outputs.map((output) => output.target?.name ?? null)).toEqual(['a', 'd', null]);
  });

  it('MERGE writes what is set and inserted; ON joins, AND filters', () => {
    const resolved = resolveSql(
      `MERGE INTO t USING (SELECT a, max(d) AS d FROM u GROUP BY a) s ON t.a = s.a
       WHEN MATCHED AND s.d <> t.b THEN UPDATE SET b = s.d WHEN NOT MATCHED THEN INSERT (a, b) VALUES (s.a, 'new')`,
      schema,
    );
    expect(resolved.outputs.map((output) => [output.name, inputsOf(output)])).toEqual([
      ['b', ['u.d AGGREGATION']],
      ['a', ['u.a IDENTITY']],
      ['b', []],
    ]);
    expect(steersOf(resolved)).toEqual(['t.a JOIN', 't.b FILTER', 'u.a GROUP_BY', 'u.a JOIN', 'u.d FILTER']);
    expect(resolved.reads.map((table) => table.name)).toEqual(['u']);
  });

  it('UPDATE reads its own columns only when they are named', () => {
    const resolved = resolveSql('UPDATE t SET b = u.d FROM u WHERE t.a = u.a', schema);
    expect(writesOf(resolved)).toEqual({ 't.b': ['u.d IDENTITY'] });
    expect(resolved.reads.map((table) => table.name)).toEqual(['u']);
    expect(resolveSql('UPDATE t SET a = a + 1', schema).reads.map((table) => table.name)).toEqual(['t']);
    const tsql = resolveSql('UPDATE x SET x.b = y.d FROM t x JOIN u y ON x.a = y.a', schema, 'TSQL');
    expect(writesOf(tsql)).toEqual({ 't.b': ['u.d IDENTITY'] });
  });

  it('DELETE yields table lineage of what filters it', () => {
    const resolved = resolveSql('DELETE FROM t WHERE a IN (SELECT a FROM u)', schema);
    expect([resolved.outputs, resolved.writes.map((table) => table.name)]).toEqual([[], ['t']]);
    expect(steersOf(resolved)).toEqual(['t.a FILTER', 'u.a FILTER']);
  });

  it('a multi-insert is one statement with the outputs of every branch', () => {
    const resolved = resolveSql(
      'FROM t INSERT INTO TABLE p SELECT a INSERT INTO TABLE q SELECT b WHERE a > 1',
      schema,
      'HIVE',
    );
    expect(writesOf(resolved)).toEqual({ 'p.a': ['t.a IDENTITY'], 'q.b': ['t.b IDENTITY'] });
    expect(resolved.outputs.map((output) => output.ordinal)).toEqual([1, 2]);
    expect(resolved.writes.map((table) => table.name)).toEqual(['p', 'q']);
  });

  it('reads through a temporary table that is no node', () => {
    const made = resolveSql('CREATE TEMP TABLE tmp AS SELECT upper(b) AS x FROM t WHERE a > 1', schema);
    const inlined = new Map([
      ['table:p/s/public.tmp', { columns: made.outputs, statementInputs: made.statementInputs }],
    ]);
    const resolved = resolveSql('INSERT INTO u (d) SELECT x FROM tmp', schema, 'POSTGRESQL', { inlined });
    expect(writesOf(resolved)).toEqual({ 'u.d': ['t.b TRANSFORMATION'] });
    expect(steersOf(resolved)).toEqual(['t.a FILTER']);
    expect(resolved.reads.map((table) => table.name)).toEqual(['t']);
  });
});

describe('a value of an INSERT of MySQL', () => {
  const row = { ...schema, r: 'id int, n int, m int' };
  const mysql = (sql: string) => resolveSql(sql, row, 'MYSQL');

  it.each([
    ['what was given before', 'SET id = (SELECT max(a) FROM t), n = id + 1, m = r.n'],
    ['the same in a list of values', '(id, n, m) VALUES ((SELECT max(a) FROM t), id + 1, r.n)'],
    ['the same in the order of the table', 'VALUES ((SELECT max(a) FROM t), id + 1, r.n)'],
  ])('reads of its row %s', (_, values) => {
    const resolved = mysql(`INSERT INTO r ${values}`);
    const inputs = ['s.t.a AGGREGATION'];
    expect(writesOf(resolved)).toEqual({ 's.r.id': inputs, 's.r.n': inputs, 's.r.m': inputs });
    expect(resolved.reads.map(({ name }) => name)).toEqual(['t']);
    expect(resolved.unresolved).toEqual([]);
  });

  it('reads of its row the defaults of the others, which come from nowhere', () => {
    for (const target of ['r', 'nobody_knows']) {
      const resolved = mysql(`INSERT INTO ${target} SET n = m + 1, id = n`);
      expect(resolved.outputs.map(({ name, isConstant }) => [name, isConstant])).toEqual([
        ['n', true],
        ['id', true],
      ]);
      expect([resolved.unresolved, resolved.referencedColumns]).toEqual([[], []]);
    }
  });

  it('reads of each row its own', () => {
    const resolved = mysql('INSERT INTO r (id, n) VALUES ((SELECT a FROM t), 1), (2, id + 1)');
    expect(writesOf(resolved)).toEqual({ 's.r.id': ['s.t.a IDENTITY'], 's.r.n': [] });
  });

  it('is found inside its subqueries behind their own columns', () => {
    const sql = 'INSERT INTO r SET id = 1, n = (SELECT a FROM t), m = (SELECT u.a FROM u WHERE d = n)';
    expect(writesOf(mysql(sql))).toEqual({
      's.r.id': [],
      's.r.n': ['s.t.a IDENTITY'],
      's.r.m': ['s.t.a FILTER', 's.u.a IDENTITY', 's.u.d FILTER'],
    });
  });

  it('reads no column that the table does not have, and none at all elsewhere', () => {
    const names = (resolved: ResolvedStatement) =>
      resolved.unresolved.map(({ reason, text }) => `${reason} ${text}`);
    expect(names(mysql('INSERT INTO r SET id = gone'))).toEqual(['UNKNOWN_COLUMN gone']);
    expect(names(resolveSql('INSERT INTO r (id, n) VALUES (1, id)', row))).toEqual(['UNKNOWN_COLUMN id']);
  });
});

describe('limits', () => {
  it('resolves ten thousand branches of a UNION', () => {
    const sql = Array.from({ length: 10_000 }, (_, n) => `SELECT a, ${n} AS k FROM t`).join(' UNION ALL ');
    expect(flowsOf(resolveSql(sql, schema))).toEqual({ a: ['t.a IDENTITY'], k: [] });
  });

  it('resolves 64 nested queries and a sum of five thousand terms', () => {
    const nested = `${'SELECT a FROM ('.repeat(64)}SELECT a FROM t${') q'.repeat(64)}`;
    expect(flowsOf(resolveSql(nested, schema))).toEqual({ a: ['t.a IDENTITY'] });
    const sum = Array.from({ length: 5_000 }, (_, n) => (n % 2 === 0 ? 'a' : String(n))).join(' + ');
    expect(flowsOf(resolveSql(`SELECT ${sum} AS s FROM t`, schema))).toEqual({ s: ['t.a TRANSFORMATION'] });
  });
});

describe('what stands beside the target of a write', () => {
  it.each([
    ['POSTGRESQL', 'UPDATE t SET b = u.d FROM u WHERE t.a = u.a AND u.d > 1'],
    ['POSTGRESQL', 'DELETE FROM t USING u WHERE t.a = u.a AND u.d > 1'],
    ['TSQL', 'UPDATE x SET x.b = y.d FROM t x, u y WHERE x.a = y.a AND y.d > 1'],
  ] as const)(
    'is joined with it by the equality of WHERE, which filters all the same: %s %s',
    (dialect, sql) => {
      const resolved = resolveSql(sql, { t: 'a,b', u: 'a,d' }, dialect);
      expect(
        resolved.joins.map(({ kind, isEquality, columnPairs }) => [
          kind,
          isEquality,
          ...columnPairs.map(
            ({ left, right }) => `${left.table.name}.${left.name} = ${right.table.name}.${right.name}`,
          ),
        ]),
      ).toEqual([['INNER', true, 't.a = u.a']]);
      expect(
        resolved.statementInputs.map(
          ({ source, subtype }) => `${source.table.name}.${source.name} ${subtype}`,
        ),
      ).toEqual(['t.a FILTER', 'u.a FILTER', 'u.d FILTER']);
    },
  );
});
