/** Writes into tables that nobody declares: of their columns only those are known that a statement names, in no order. */
import { describe, expect, it } from 'vitest';
import { resolvedText } from './resolve.js';

/** `target <- source` of every flow between columns. */
function flows(sql: string, dialect: 'POSTGRESQL' | 'MYSQL'): readonly string[] {
  return resolvedText([{ name: 'a.sql', text: sql }], dialect)
    .split('\n')
    .filter((line) => line.startsWith('{') && line.includes('"type":"FLOWS_TO"'))
    .map((line) => JSON.parse(line) as { source: string; target: string })
    .map(({ source, target }) => [target, source].map((id) => id.split('/').at(-1)).join(' <- '))
    .sort();
}

describe('INSERT without a list of columns', () => {
  it('maps nothing by position where only another statement names a column', () => {
    const sql = `CREATE TABLE s (id int, name text, amt int);
      INSERT INTO ext.target (amt) SELECT amt FROM s;
      INSERT INTO ext.target SELECT id FROM s;
      INSERT INTO ext.target SELECT name FROM s;`;
    const found = flows(sql, 'POSTGRESQL');
    expect(found).toContain('ext.target.amt <- public.s.amt');
    expect(found).not.toContain('ext.target.amt <- public.s.id');
    expect(found).not.toContain('ext.target.amt <- public.s.name');
  });

  it('does so for REPLACE as well', () => {
    const sql = `CREATE TABLE m (id int, n int);
      INSERT INTO m2 (n) SELECT n FROM m;
      REPLACE INTO m2 SELECT id, n FROM m;`;
    expect([...new Set(flows(sql, 'MYSQL').filter((flow) => flow.includes('m2.n <-')))]).toEqual([
      expect.stringMatching(/m2\.n <- .*m\.n$/),
    ]);
  });

  it('goes by position where the table is declared, also in another file or by a query', () => {
    const sql = `CREATE TABLE s (id int, name text);
      CREATE TABLE t (a int, b text);
      CREATE TABLE q AS SELECT id AS x, name AS y FROM s;
      INSERT INTO t SELECT id, name FROM s;
      INSERT INTO q SELECT id, name FROM s;`;
    expect(flows(sql, 'POSTGRESQL')).toEqual(
      expect.arrayContaining([
        'public.t.a <- public.s.id',
        'public.t.b <- public.s.name',
        'public.q.x <- public.s.id',
      ]),
    );
  });
});
