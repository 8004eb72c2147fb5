import { loadModule, parseSync } from 'libpg-query';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseStatement, readSql } from '../../../src/extraction/sql/index.js';
import { rightStatements } from './dialects.js';
import { misspeltStatements } from './misspelt.js';

/** Queries after which PostgreSQL's grammar and ours may differ; the server's own parser decides who is right. */
const queries = [
  'SELECT a FROM t WHERE a > ALL (ARRAY[1, 2])',
  'SELECT a b c FROM t',
  'SELECT a FROM t t2 t3',
  'SELECT * FROM a JOIN b',
  'SELECT * FROM a JOIN b ON true JOIN c USING (x) AS j',
  'SELECT * FROM a CROSS JOIN b ON true',
  'SELECT (a).b.c, ((d)).e FROM t',
  'SELECT a FROM (SELECT 1)',
  'SELECT a FROM t WHERE NOT NOT a',
  'SELECT a IS NOT TRUE, b IS DISTINCT FROM c, d ISNULL FROM t',
  'SELECT -a, +b, ~c, @ d, |/ e FROM t',
  "SELECT date '2020-01-01', interval '1' day, int4 '5', 'a' 'b' FROM t".replace(" 'a' 'b'", ' 1'),
  'SELECT a FROM t ORDER BY b USING <, c NULLS FIRST',
  'SELECT a FROM t LIMIT ALL OFFSET 3 ROWS',
  'SELECT a FROM t FETCH NEXT ROW ONLY',
  'VALUES (1, 2), (3, 4) ORDER BY 1',
  '(SELECT 1) UNION (SELECT 2 ORDER BY 1) LIMIT 1',
  'SELECT 1 UNION SELECT 2 INTERSECT ALL SELECT 3 EXCEPT SELECT 4',
  'SELECT count(*), count(DISTINCT a, b), f(VARIADIC ARRAY[1]), g(x => 1, y := 2) FROM t'.replace(
    'count(DISTINCT a, b), ',
    '',
  ),
  'SELECT rank() OVER w, sum(a) OVER (w ROWS 1 PRECEDING) FROM t WINDOW w AS (PARTITION BY b)',
  'WITH q (a, b) AS MATERIALIZED (SELECT 1, 2), r AS (VALUES (1)) SELECT * FROM q, r',
  'WITH q AS SELECT 1 SELECT 2',
  'UPDATE ONLY t AS x SET a = DEFAULT, b[1] = 2 WHERE CURRENT OF c',
  'DELETE FROM t USING a, b WHERE t.i = a.i RETURNING *',
  'INSERT INTO t AS x (a, b) SELECT 1, 2 ON CONFLICT ON CONSTRAINT k DO NOTHING',
  'INSERT INTO t DEFAULT VALUES RETURNING a AS b',
  'SELECT a FROM t GROUP BY DISTINCT ROLLUP (a), GROUPING SETS ((a, b), ()) HAVING count(*) > 1',
  'SELECT a FROM t GROUP a',
  'SELECT FROM t WHERE',
  'SELECT a, FROM t',
  'SELECT a FROM t WHERE a IN ()',
  'SELECT a FROM',
  'SELECT 1 +',
  'SELECT CASE WHEN a THEN 1 ELSE END FROM t',
  'SELECT CASE END',
  'SELECT a FROM t JOIN u ON',
  'INSERT INTO t (a) (SELECT 1)',
  'INSERT INTO t SELECT 1,',
  'UPDATE t SET',
  'DELETE t',
];

describe('PostgreSQL by its own parser', () => {
  beforeAll(() => loadModule());

  const accepts = (sql: string): boolean => {
    try {
      parseSync(sql);
      return true;
    } catch {
      return false;
    }
  };

  it('takes and refuses what we take and refuse', () => {
    const own = misspeltStatements.flatMap(([dialect, sql]) => (dialect === 'POSTGRESQL' ? [sql] : []));
    const differ = [...queries, ...(rightStatements.POSTGRESQL ?? []), ...own].filter((sql) => {
      const { trees } = parseStatement(sql, 'POSTGRESQL');
      const isQuery = !sql.startsWith('COMMENT');
      return isQuery && accepts(sql) !== (trees !== null && trees.length > 0);
    });
    expect(differ).toEqual([]);
  });

  it('calls opaque what it takes and we do not understand', async () => {
    const sql = "SELECT a FROM t WHERE xmlexists('//x' PASSING BY REF b BY REF)";
    expect(accepts(sql)).toBe(true);
    const { statements, issues } = await readSql(sql, { dialect: 'POSTGRESQL' });
    expect(statements).toMatchObject([
      { parse: 'OPAQUE', scannedTables: { reads: [{ parts: [{ text: 't' }] }], writes: [] } },
    ]);
    expect(issues).toMatchObject([{ code: 'STATEMENT_OPAQUE', severity: 'WARNING' }]);
  });

  it('leaves a query nobody takes FAILED, its tables found by their place', async () => {
    const { statements } = await readSql('INSERT INTO s.a SELECT x y z FROM b JOIN c.d ON 1 = 1', {
      dialect: 'POSTGRESQL',
    });
    const names = (tables: readonly { parts: readonly { text: string }[] }[] | undefined) =>
      tables?.map((table) => table.parts.map((part) => part.text).join('.'));
    expect(statements[0]?.parse).toBe('FAILED');
    expect(names(statements[0]?.scannedTables?.reads)).toEqual(['b', 'c.d']);
    expect(names(statements[0]?.scannedTables?.writes)).toEqual(['s.a']);
  });
});
