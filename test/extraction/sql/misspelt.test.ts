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
});
