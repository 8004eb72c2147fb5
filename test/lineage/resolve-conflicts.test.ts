import { describe, expect, it } from 'vitest';
import type { Dialect } from '../../src/catalog/index.js';
import { inputsOf, problemsOf, resolveSql, shortName, steersOf } from '../support/resolve.js';

const schema = {
  u: 'id int, b text, n int',
  a: 'id int, name text, parent int',
  t: 'id int, b text',
};

/** MySQL's default schema is the system's. */
const bare = (name: string): string => name.replace(/^s\./, '');

/** What an INSERT writes beside its rows: target, text of the expression, inputs. */
function updatesOf(sql: string, dialect: Dialect, rowColumns: number) {
  const resolved = resolveSql(sql, schema, dialect);
  expect(problemsOf(resolved)).toEqual([]);
  return resolved.outputs
    .slice(rowColumns)
    .map((output) => [
      output.target === null ? null : bare(shortName(output.target)),
      output.expression,
      inputsOf(output).map(bare),
    ]);
}

describe('INSERT … ON CONFLICT DO UPDATE', () => {
  it.each(['POSTGRESQL', 'SQLITE'] as const)(
    'of %s writes what it sets: EXCLUDED is what the INSERT gives, the target its own column',
    (dialect) => {
      const sql = `INSERT INTO u (id, b, n) SELECT id, upper(name), parent FROM a WHERE true
        ON CONFLICT (id) DO UPDATE SET n = u.n + EXCLUDED.n, b = excluded.b WHERE u.id > EXCLUDED.n`;
      expect(updatesOf(sql, dialect, 3)).toEqual([
        ['u.n', 'u.n + EXCLUDED.n', ['a.parent TRANSFORMATION', 'u.n TRANSFORMATION']],
        ['u.b', 'upper(name)', ['a.name TRANSFORMATION']],
      ]);
      const resolved = resolveSql(sql, schema, dialect);
      expect(steersOf(resolved)).toEqual(['a.parent FILTER', 'u.id FILTER']);
      expect(resolved.reads.map(({ name }) => name)).toEqual(['a', 'u']);
      expect(resolved.writes.map(({ name }) => name)).toEqual(['u']);
    },
  );

  it('goes by the order of the target without a column list, and reads the target only where it is named', () => {
    const sql = 'INSERT INTO u SELECT * FROM a ON CONFLICT ON CONSTRAINT k DO UPDATE SET b = EXCLUDED.b';
    expect(updatesOf(sql, 'POSTGRESQL', 3)).toEqual([['u.b', null, ['a.name IDENTITY']]]);
    expect(resolveSql(sql, schema).reads.map(({ name }) => name)).toEqual(['a']);
  });

  it('knows the alias of the target, lists of assignments, and subqueries over the row', () => {
    const sql = `INSERT INTO u AS x (id, b) SELECT id, name FROM a ON CONFLICT (id) WHERE id > 0
      DO UPDATE SET (b, n) = (EXCLUDED.b || x.b, EXCLUDED.n), id = (SELECT max(t.id) FROM t WHERE t.b = EXCLUDED.b)`;
    expect(updatesOf(sql, 'POSTGRESQL', 2).map(([target, , inputs]) => [target, inputs])).toEqual([
      ['u.b', ['a.name TRANSFORMATION', 'u.b TRANSFORMATION']],
      // A column that the INSERT does not name has its default.
      ['u.n', []],
      ['u.id', ['a.name FILTER', 't.b FILTER', 't.id AGGREGATION']],
    ]);
  });

  it('may stand several times in SQLite, where a bare name is a column of the target', () => {
    const sql = `INSERT INTO u (id, b) SELECT id, name FROM a WHERE true
      ON CONFLICT (id) DO UPDATE SET n = n + 1 ON CONFLICT (b) DO UPDATE SET b = excluded.b ON CONFLICT DO NOTHING`;
    expect(updatesOf(sql, 'SQLITE', 2)).toEqual([
      ['u.n', 'n + 1', ['u.n TRANSFORMATION']],
      ['u.b', null, ['a.name IDENTITY']],
    ]);
  });

  it('finds the columns of a source and of a target that nobody declared', () => {
    const from = resolveSql(
      'INSERT INTO u SELECT * FROM gone ON CONFLICT (id) DO UPDATE SET b = EXCLUDED.b',
      schema,
    );
    expect(inputsOf(from.outputs.at(-1))).toEqual(['gone.b IDENTITY']);
    const into = `INSERT INTO gone (id, b) SELECT id, name FROM a ON CONFLICT (id) DO UPDATE SET b = gone.b || EXCLUDED.b`;
    expect(updatesOf(into, 'POSTGRESQL', 2)).toEqual([
      ['gone.b', 'gone.b || EXCLUDED.b', ['a.name TRANSFORMATION', 'gone.b TRANSFORMATION']],
    ]);
  });

  it('reports a column that the target lacks, at its place', () => {
    const sql = 'INSERT INTO u (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET b = EXCLUDED.gone';
    expect(problemsOf(resolveSql(sql, schema))).toEqual(['UNKNOWN_COLUMN EXCLUDED.gone 1:66']);
  });

  it('writes nothing more where it does nothing', () => {
    expect(updatesOf('INSERT INTO u (id) SELECT id FROM a ON CONFLICT DO NOTHING', 'POSTGRESQL', 1)).toEqual(
      [],
    );
  });
});

describe("MySQL's ON DUPLICATE KEY UPDATE", () => {
  it('reads the row by VALUES(c), a bare name as the column of the target', () => {
    const sql = `INSERT INTO u (id, b, n) SELECT id, name, parent * 2 FROM a
      ON DUPLICATE KEY UPDATE n = u.n + VALUES(n), b = (VALUES(b))`;
    expect(updatesOf(sql, 'MYSQL', 3)).toEqual([
      ['u.n', 'u.n + VALUES(n)', ['a.parent TRANSFORMATION', 'u.n TRANSFORMATION']],
      ['u.b', null, ['a.name IDENTITY']],
    ]);
    const grouped = `INSERT INTO u (id, n) SELECT id, max(parent) FROM a GROUP BY id
      ON DUPLICATE KEY UPDATE n = n + VALUES(n), id = id`;
    expect(updatesOf(grouped, 'MYSQL', 2)).toEqual([
      ['u.n', 'n + VALUES(n)', ['a.parent AGGREGATION', 'u.n TRANSFORMATION']],
      ['u.id', null, ['u.id IDENTITY']],
    ]);
  });

  it('reads it by its alias, under the names of the list', () => {
    const sql = `INSERT INTO u (id, b) VALUES (1, 'x') AS new (p, q)
      ON DUPLICATE KEY UPDATE n = u.n + new.p, b = concat(q, b)`;
    expect(updatesOf(sql, 'MYSQL', 2)).toEqual([
      ['u.n', 'u.n + new.p', ['u.n TRANSFORMATION']],
      ['u.b', 'concat(q, b)', ['u.b TRANSFORMATION']],
    ]);
  });

  it('follows an INSERT … SET, whose values go by name', () => {
    const sql =
      'INSERT INTO u SET n = (SELECT max(parent) FROM a), id = 1 ON DUPLICATE KEY UPDATE b = VALUES(n)';
    expect(updatesOf(sql, 'MYSQL', 0)).toEqual([
      ['u.n', '(SELECT max(parent) FROM a)', ['a.parent AGGREGATION']],
      ['u.id', '1', []],
      ['u.b', '(SELECT max(parent) FROM a)', ['a.parent AGGREGATION']],
    ]);
    expect(resolveSql(sql, schema, 'MYSQL').issues).toEqual([]);
  });

  it('sees the sources of the SELECT', () => {
    const sql = `INSERT INTO u (id) SELECT s.id FROM a s ON DUPLICATE KEY UPDATE n = s.parent, b = name`;
    expect(updatesOf(sql, 'MYSQL', 1)).toEqual([
      ['u.n', null, ['a.parent IDENTITY']],
      ['u.b', null, ['a.name IDENTITY']],
    ]);
  });
});
