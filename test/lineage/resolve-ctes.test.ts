import { describe, expect, it } from 'vitest';
import { namingContext } from '../../src/catalog/index.js';
import { parseStatement } from '../../src/extraction/sql/parse.js';
import { resolveStatement } from '../../src/lineage/resolve/statement.js';
import { tableMentions } from '../../src/lineage/table-mentions.js';
import type { StatementTree } from '../../src/lineage/tree.js';
import { resolveSources } from '../extraction/resolve.js';
import { flowsOf, inputsOf, problemsOf, resolveSql, schemaOf } from '../support/resolve.js';

const schema = { src: 'x int, parent int', t: 'x int' };

function treesOf(sql: string): readonly StatementTree[] {
  const { trees } = parseStatement(sql, 'POSTGRESQL');
  if (trees === null) throw new Error(sql);
  return trees;
}

/** Each tree by itself, as a run resolves it. */
function resolvedTrees(sql: string) {
  const options = {
    text: sql,
    naming: namingContext('p', 's', 'POSTGRESQL'),
    schema: schemaOf(schema, 'POSTGRESQL'),
  };
  return treesOf(sql).map((tree) => resolveStatement(tree, options));
}

const recursive =
  'WITH RECURSIVE r AS (SELECT x FROM src UNION ALL SELECT src.x FROM src JOIN r ON src.parent = r.x)';

describe('CTEs before a write', () => {
  it.each([
    ['INSERT', `${recursive} INSERT INTO t SELECT x FROM r`],
    ['UPDATE', `${recursive} UPDATE t SET x = r.x FROM r`],
    ['MERGE', `${recursive} MERGE INTO t USING r ON t.x = r.x WHEN MATCHED THEN UPDATE SET x = r.x`],
  ])('recurse before %s', (_, sql) => {
    const resolved = resolveSql(sql, schema);
    expect(problemsOf(resolved)).toEqual([]);
    expect(resolved.reads.map(({ name }) => name)).toEqual(['src']);
    expect(inputsOf(resolved.outputs[0])).toEqual(['src.x IDENTITY']);
    const [tree] = treesOf(sql);
    const reads = tree === undefined ? [] : tableMentions(tree).reads;
    expect(new Set(reads.map(({ parts }) => parts.at(-1)?.text))).not.toContain('r');
  });

  it('recurse before DELETE', () => {
    const resolved = resolveSql(`${recursive} DELETE FROM t USING r WHERE t.x = r.x`, schema);
    expect([problemsOf(resolved), resolved.reads.map(({ name }) => name)]).toEqual([[], ['src']]);
  });
});

describe('a write inside WITH', () => {
  it('sees the CTEs before it, and those they read', () => {
    const sql = `WITH b AS (SELECT x AS y FROM src), a AS (SELECT y AS x FROM b), unread AS (SELECT parent FROM src),
      i AS (INSERT INTO t SELECT x FROM a RETURNING *) SELECT * FROM i`;
    const [insert, query] = resolvedTrees(sql);
    expect(insert?.unresolved).toEqual([]);
    expect(insert?.reads.map(({ name }) => name)).toEqual(['src']);
    expect(insert?.referencedColumns.map(({ name }) => name)).toEqual(['x']);
    expect(insert === undefined ? null : flowsOf(insert)).toEqual({ x: ['src.x IDENTITY'] });
    expect(query === undefined ? null : flowsOf(query)).toEqual({ x: ['t.x IDENTITY'] });
  });

  it('tells the problems of a CTE it reads once', () => {
    const sql =
      'WITH a AS (SELECT gone AS x FROM src), i AS (INSERT INTO t SELECT x, 1 FROM a RETURNING *) SELECT * FROM i, a;';
    const text = `CREATE TABLE src (x int); CREATE TABLE t (x int); ${sql}`;
    const { issues } = resolveSources([{ name: 'a.sql', text }], 'POSTGRESQL', 'public');
    expect(issues.map(({ code }) => code)).toEqual(['COLUMN_COUNT_MISMATCH', 'UNKNOWN_COLUMN']);
  });

  it('does not see the CTEs after it', () => {
    const sql =
      'WITH i AS (INSERT INTO t SELECT x FROM a RETURNING *), a AS (SELECT x FROM src) SELECT * FROM i, a';
    expect(resolvedTrees(sql)[0]?.unresolved.map(({ text }) => text)).toEqual(['a']);
  });

  it('is refused with its statement where a hundred of them read one great CTE', () => {
    const great = `WITH great AS (SELECT ${'x + '.repeat(5000)}x AS x FROM src)`;
    const write = (n: number) => `, i${n} AS (INSERT INTO t SELECT x FROM great RETURNING x)`;
    const sql = (writes: number) =>
      `${great}${Array.from({ length: writes }, (_, n) => write(n)).join('')} SELECT 1`;
    expect(parseStatement(sql(2), 'POSTGRESQL').trees).toHaveLength(3);
    expect(parseStatement(sql(100), 'POSTGRESQL').fault).toMatchObject({ code: 'LIMIT_EXCEEDED' });
  });
});
