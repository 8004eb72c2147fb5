import { describe, expect, it } from 'vitest';
import { lineageEdges } from '../../src/lineage/edges.js';
import { resolveSql } from '../support/resolve.js';

const schema = {
  a: 'id int, name text, parent int',
  t: 'id int, b text',
};

/** `table.source → target subtype transformation`, with the edge's expression and the text at its place. */
function edgesOf(sql: string): Readonly<Record<string, readonly unknown[]>> {
  const ends = { project: 'p', table: (id: string) => id, column: (id: string) => id };
  const last = (id: string): string => id.slice(id.lastIndexOf('.') + 1);
  return Object.fromEntries(
    lineageEdges('statement', resolveSql(sql, schema), ends)
      .filter(({ type }) => type === 'FLOWS_TO')
      .map(({ source, target, properties }) => [
        `${source.split('public.').at(-1)} → ${last(target)} ${properties.subtype} ${properties.transformation}`,
        [properties.expression, sql.slice(Number(properties.charStart), Number(properties.charEnd))],
      ]),
  );
}

describe('edges through a set operation', () => {
  it('have expression and place of the branch they come from', () => {
    const sql = `CREATE VIEW v AS SELECT upper(b) AS x, 1 AS k FROM t
      UNION ALL SELECT lower(a.name), parent + 1 FROM a UNION ALL SELECT name, id FROM a`;
    const edges = {
      't.b → x TRANSFORMATION FUNCTION': ['upper(b)', 'b'],
      'a.name → x TRANSFORMATION FUNCTION': ['lower(a.name)', 'a.name'],
      'a.name → x IDENTITY SET_OPERATION': [null, 'name'],
      'a.parent → k TRANSFORMATION ARITHMETIC': ['parent + 1', 'parent'],
      'a.id → k IDENTITY SET_OPERATION': [null, 'id'],
    };
    expect(edgesOf(sql)).toEqual(edges);
    const query = sql.slice('CREATE VIEW v AS '.length);
    for (const outer of [`SELECT * FROM (${query}) q`, `WITH q AS (${query}) SELECT x, q.k FROM q`])
      expect(edgesOf(`CREATE VIEW v AS ${outer}`)).toEqual(edges);
  });

  it('have that of the branch that does most to the column, of equals the first', () => {
    const sql = `CREATE VIEW v AS SELECT CAST(b AS varchar) AS x FROM t
      UNION ALL SELECT lower(t.b) FROM t UNION ALL SELECT upper(b) FROM t`;
    expect(edgesOf(sql)).toEqual({ 't.b → x TRANSFORMATION FUNCTION': ['lower(t.b)', 't.b'] });
  });

  it('have that of the expression around it where there is one', () => {
    const sql = `CREATE VIEW v AS SELECT x || '!' AS y FROM (SELECT upper(b) AS x FROM t UNION ALL SELECT name FROM a) q`;
    expect(edgesOf(sql)).toEqual({
      't.b → y TRANSFORMATION FUNCTION': ["x || '!'", 'b'],
      'a.name → y TRANSFORMATION CONCAT': ["x || '!'", 'name'],
    });
  });

  it('stay apart in a hundred unions of each with itself', () => {
    const step = (n: number) => `, c${n} AS (SELECT x FROM c${n - 1} UNION ALL SELECT x FROM c${n - 1})`;
    const ctes = Array.from({ length: 100 }, (_, n) => step(n + 1)).join('');
    const first = 'SELECT upper(b) AS x FROM t UNION ALL SELECT lower(name) FROM a';
    expect(edgesOf(`CREATE VIEW v AS WITH c0 AS (${first})${ctes} SELECT x FROM c100`)).toEqual({
      't.b → x TRANSFORMATION FUNCTION': ['upper(b)', 'b'],
      'a.name → x TRANSFORMATION FUNCTION': ['lower(name)', 'name'],
    });
  });
});

describe('edges through a recursive CTE', () => {
  it('have expression and place of the branch they come from', () => {
    const sql = `CREATE VIEW v AS WITH RECURSIVE r(n, path) AS (SELECT id, name FROM a
      UNION ALL SELECT a.id, r.path || a.name FROM a JOIN r ON a.parent = r.n) SELECT n, path FROM r`;
    expect(edgesOf(sql)).toEqual({
      'a.id → n IDENTITY SET_OPERATION': [null, 'id'],
      'a.name → path IDENTITY SET_OPERATION': [null, 'name'],
      'a.name → path TRANSFORMATION CONCAT': ['r.path || a.name', 'a.name'],
    });
  });

  it('have the place that names the column, where the recursion only hands it round', () => {
    const sql = `CREATE VIEW v AS WITH RECURSIVE r(n, root, path) AS (SELECT id, upper(name), name FROM a
      UNION ALL SELECT t.id, root, path || t.b FROM t JOIN r ON t.id = r.n) SELECT n, root, path FROM r`;
    expect(edgesOf(sql)).toEqual({
      'a.id → n IDENTITY SET_OPERATION': [null, 'id'],
      't.id → n IDENTITY SET_OPERATION': [null, 't.id'],
      'a.name → root TRANSFORMATION FUNCTION': ['upper(name)', 'name'],
      'a.name → path IDENTITY SET_OPERATION': [null, 'name'],
      'a.name → path TRANSFORMATION CONCAT': ['path || t.b', 'name'],
      't.b → path TRANSFORMATION CONCAT': ['path || t.b', 't.b'],
    });
  });

  it('pass from column to column with what made them', () => {
    const sql = `CREATE VIEW v AS WITH RECURSIVE r(x, y) AS (SELECT id, length(name) FROM a
      UNION ALL SELECT y, x + 1 FROM r) SELECT x, y FROM r`;
    expect(edgesOf(sql)).toEqual({
      'a.id → x IDENTITY SET_OPERATION': [null, 'id'],
      'a.name → x TRANSFORMATION FUNCTION': ['length(name)', 'name'],
      'a.id → x TRANSFORMATION ARITHMETIC': ['x + 1', 'id'],
      'a.name → y TRANSFORMATION FUNCTION': ['length(name)', 'name'],
      'a.id → y TRANSFORMATION ARITHMETIC': ['x + 1', 'id'],
    });
  });
});
