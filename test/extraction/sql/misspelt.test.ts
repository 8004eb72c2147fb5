import { describe, expect, it } from 'vitest';
import { readSql } from '../../../src/extraction/sql/index.js';
import { misspeltStatements } from './misspelt.js';

describe('misspelt statements', () => {
  it('raise an error each, with a place inside the text, and are never read as trees', async () => {
    expect(misspeltStatements).toHaveLength(50);
    const silent: string[] = [];
    for (const [dialect, sql] of misspeltStatements) {
      const { statements, issues } = await readSql(sql, { dialect });
      const errors = issues.filter((issue) => issue.severity === 'ERROR');
      const isPlaced = errors.every(
        ({ charStart, line, column }) => charStart <= sql.length && line >= 1 && column >= 1,
      );
      const isTree = statements.some((statement) => statement.parse === 'TREE');
      if (errors.length === 0 || !isPlaced || isTree)
        silent.push(
          `${dialect} ${sql}: ${issues.map((issue) => `${issue.code} ${issue.message}`).join('; ')}`,
        );
    }
    expect(silent).toEqual([]);
  });

  it('name what was expected and what was found, where it was found', async () => {
    const sql = '\nSELECT a\nFROM t JOIN u\nNO t.a = u.a';
    const { issues } = await readSql(sql, { dialect: 'POSTGRESQL' });
    const [issue] = issues;
    expect(issue).toMatchObject({ code: 'SYNTAX_ERROR', severity: 'ERROR', line: 4, statement: 1 });
    expect(issue?.message).toContain('got t');
    expect(sql.slice(issue?.charStart, issue?.charEnd)).toBe('t');
  });

  it('leave the statements around them untouched', async () => {
    const sql = 'SELECT 1;\nSELEC 2;\nSELECT 3';
    const { statements } = await readSql(sql, { dialect: 'ANSI' });
    expect(statements.map((statement) => statement.parse)).toEqual(['TREE', 'FAILED', 'TREE']);
    expect(statements.map((statement) => statement.kind)).toEqual(['SELECT', 'UNPARSED', 'SELECT']);
  });

  it('with a parenthesis that is never closed end at the semicolon of their line', async () => {
    const broken = 'CREATE TABLE brokn (a int,, b text;';
    const sql = `${broken}\nSELEC * FRM x;\nCREATE VIEW v_good AS SELECT 1 AS one;`;
    const { statements, issues } = await readSql(sql, { dialect: 'POSTGRESQL' });
    expect(statements.map(({ kind }) => kind)).toEqual(['CREATE_TABLE', 'UNPARSED', 'CREATE_VIEW']);
    expect(statements[0]?.declarations[0]?.columns.map(({ name }) => name.text)).toEqual(['a', 'b']);
    expect(issues.map(({ severity, message }) => `${severity} ${message}`)).toEqual([
      'ERROR expected a column or constraint, got ,',
      'ERROR expected a comma or ), got the end of the statement',
      'ERROR no statement begins with SELEC',
    ]);
    expect(issues.map(({ statement, line, column }) => [statement, line, column])).toEqual([
      [1, 1, broken.indexOf(',,') + 2],
      [1, 1, broken.length],
      [2, 2, 1],
    ]);
  });

  it.each([
    ['POSTGRESQL', 'CREATE TABLE "" (a int)'],
    ['POSTGRESQL', 'CREATE TABLE s."" (a int)'],
    ['POSTGRESQL', 'CREATE TABLE t ("" int)'],
    ['MYSQL', 'CREATE VIEW `` AS SELECT 1 AS a'],
    ['TSQL', 'SELECT a FROM []'],
  ] as const)('with an empty name declare nothing of that name: %s %s', async (dialect, sql) => {
    const { statements, issues } = await readSql(sql, { dialect });
    expect(issues.map(({ severity, code }) => `${severity} ${code}`)).toContain('ERROR SYNTAX_ERROR');
    const names = statements.flatMap(({ declarations }) => [
      ...declarations.flatMap((table) => table.name),
      ...declarations.flatMap((table) => table.columns.map((column) => column.name)),
    ]);
    expect(names.map(({ text }) => text)).not.toContain('');
  });
});
