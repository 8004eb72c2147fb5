import { describe, expect, it } from 'vitest';
import { namingContext } from '../../src/catalog/index.js';
import { resolveStatement } from '../../src/lineage/resolve/statement.js';
import type { Expression, Select } from '../../src/lineage/tree.js';
import { problemsOf, resolveSql, schemaOf, shortName } from '../support/resolve.js';
import { call, column, select, subquery, table } from '../support/tree.js';

function resolve(query: Select) {
  const naming = namingContext('p', 's', 'POSTGRESQL');
  const schema = schemaOf({ t: 'a int' }, 'POSTGRESQL');
  return resolveStatement({ kind: 'query', query, start: 0, end: 1 }, { text: 'x', naming, schema });
}

function nestedQuery(depth: number): Select {
  let query = select([column('a')], [table('t')]);
  for (let n = 0; n < depth; n++) query = select([column('a')], [subquery(query, 'q')]);
  return query;
}

function nestedCall(depth: number): Expression {
  let expression = column('a');
  for (let n = 0; n < depth; n++) expression = call('upper', expression);
  return expression;
}

describe('statements out of measure', () => {
  it('are resolved to a depth of 256 queries and refused beyond it, by themselves', () => {
    expect(resolve(nestedQuery(256)).outputs[0]?.inputs).toHaveLength(1);
    const refused = resolve(nestedQuery(257));
    expect(refused.issues).toMatchObject([{ code: 'LIMIT_EXCEEDED', severity: 'ERROR' }]);
    expect(refused.outputs).toEqual([]);
  });

  it('are resolved to a depth of 255 calls and refused beyond it', () => {
    expect(resolve(select([nestedCall(255)], [table('t')])).issues).toEqual([]);
    expect(resolve(select([nestedCall(256)], [table('t')])).issues[0]?.code).toBe('LIMIT_EXCEEDED');
  });

  it('may nest recursion, and are refused by themselves where it repeats itself beyond measure', () => {
    const nested = (depth: number): string => {
      const inner = depth === 0 ? 't' : `(${nested(depth - 1)}) q`;
      return `WITH RECURSIVE r${depth} AS (SELECT a FROM ${inner} UNION ALL SELECT r.a FROM r${depth} r) SELECT a FROM r${depth}`;
    };
    const schema = { t: 'a int' };
    const resolved = resolveSql(nested(3), schema);
    expect(resolved.issues).toEqual([]);
    expect(resolved.outputs[0]?.inputs.map((input) => input.source.name)).toEqual(['a']);
    const refused = resolveSql(nested(20), schema);
    expect(refused.issues).toMatchObject([{ code: 'LIMIT_EXCEEDED', severity: 'ERROR' }]);
    expect(refused.outputs).toEqual([]);
  });

  it('may name windows that refer to each other', () => {
    const sql = 'SELECT sum(a) OVER w FROM t WINDOW w AS (v ORDER BY b), v AS (w PARTITION BY c)';
    const resolved = resolveSql(sql, { t: 'a int, b int, c int' });
    expect(resolved.outputs[0]?.inputs.map(({ source, subtype }) => `${source.name} ${subtype}`)).toEqual([
      'a AGGREGATION',
      'c WINDOW',
      'b WINDOW',
    ]);
  });

  it('may name ten thousand windows, each by the one before', () => {
    const windows = Array.from({ length: 10_000 }, (_, n) => `w${n + 1} AS (w${n})`).join(', ');
    const sql = `SELECT sum(a) OVER w10000 FROM t WINDOW w0 AS (ORDER BY b), ${windows}`;
    const resolved = resolveSql(sql, { t: 'a int, b int' });
    expect(resolved.outputs[0]?.inputs.map(({ source }) => source.name)).toEqual(['a', 'b']);
  });

  it('may read and write one column', () => {
    const resolved = resolveSql('INSERT INTO t SELECT a FROM t', { t: 'a int' });
    expect(resolved.outputs[0]?.target?.id).toBe(resolved.outputs[0]?.inputs[0]?.source.id);
  });

  it('may name tables and columns as JavaScript names its own', () => {
    const schema = { constructor: '__proto__ int, tostring int' };
    const resolved = resolveSql('SELECT __proto__, toString, valueOf FROM constructor', schema);
    expect(resolved.referencedColumns.map(shortName)).toEqual([
      'constructor.__proto__',
      'constructor.tostring',
    ]);
    expect(problemsOf(resolved)).toEqual(['UNKNOWN_COLUMN valueOf 1:29']);
  });

  it('keep dots, spaces and emoji of quoted names', () => {
    const sql = 'SELECT "a b", "ü😀" FROM "we.ird" x';
    const resolved = resolveSql(sql);
    expect(resolved.referencedColumns.map((each) => each.id)).toEqual([
      'column:p/s/public.we%2Eird.a%20b',
      'column:p/s/public.we%2Eird.%C3%BC%F0%9F%98%80',
    ]);
  });

  it('count positions in UTF-16 units, lines and columns from one', () => {
    const [fact] = resolveSql('SELECT /* 😀 */ a,\r\n\tgone FROM t', { t: 'a' }).unresolved;
    expect(fact?.position).toEqual({ charStart: 21, charEnd: 25, line: 2, column: 2 });
  });

  it('take a comment after an expression for a comment and `a b` for an alias', () => {
    const resolved = resolveSql('SELECT a -- total\n, a b FROM t', { t: 'a' });
    expect(resolved.outputs.map((output) => output.name)).toEqual(['a', 'b']);
  });
});
