import { describe, expect, it } from 'vitest';
import type { Dialect } from '../../../src/catalog/vocabulary.js';
import { parseStatement, readSource } from '../../../src/extraction/sql/index.js';
import { resolveSources } from '../resolve.js';
import { rightStatements } from './dialects.js';

interface Node {
  readonly kind?: string;
  readonly start: number;
  readonly end: number;
}

function spans(value: unknown, found: Node[] = []): Node[] {
  if (typeof value !== 'object' || value === null) return found;
  if ('start' in value && typeof value.start === 'number' && 'end' in value && typeof value.end === 'number')
    found.push(value as Node);
  for (const member of Object.values(value)) spans(member, found);
  return found;
}

function balance(text: string): number {
  const bare = text.replace(/q'\[.*?\]'|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`[^`]*`/g, '');
  return (bare.match(/\(/g)?.length ?? 0) - (bare.match(/\)/g)?.length ?? 0);
}

describe('positions', () => {
  it('give the text of every node of every tree, within its statement and balanced', () => {
    for (const [dialect, statements] of Object.entries(rightStatements) as [Dialect, readonly string[]][]) {
      for (const sql of statements) {
        for (const node of spans(parseStatement(sql, dialect).trees)) {
          const text = sql.slice(node.start, node.end);
          expect(node.start, `${node.kind} in ${sql}`).toBeLessThanOrEqual(node.end);
          expect(node.end).toBeLessThanOrEqual(sql.length);
          if (node.kind !== undefined && node.kind !== 'insert')
            expect(balance(text), `${node.kind} ${text} in ${sql}`).toBe(0);
          expect(text, `${node.kind} in ${sql}`).toBe(text.trim());
        }
      }
    }
  });

  it('count UTF-16 units from the beginning of the statement', () => {
    const sql = "/* 😀 */ SELECT 'é😀' AS x, sum(größe) AS y FROM t;\r\n\r\nSELECT  b\r\nFROM u";
    const { statements } = readSource(sql, { dialect: 'POSTGRESQL' });
    const [first, second] = statements;
    expect(first).toMatchObject({ charStart: 9, line: 1, column: 10 });
    expect(second).toMatchObject({ line: 3, column: 1 });
    const own = sql.slice(first?.charStart, first?.charEnd);
    const texts = spans(first?.trees).map((node) => own.slice(node.start, node.end));
    expect(texts).toContain('sum(größe)');
    expect(texts).toContain("'é😀'");
  });

  it.each(['\n', '\r\n', '\r'])('are the same whatever ends the lines: %j', (lineEnd) => {
    const sql = [
      '-- head; SELECT 0',
      'CREATE TABLE t (',
      '  a int, -- the key',
      '  b text',
      ')',
      '',
      'CREATE VIEW v AS /* two',
      'lines */ SELECT a, -- first',
      '    gone',
      'FROM t;',
      'SELEC 1',
    ].join(lineEnd);
    const { results, issues } = resolveSources([{ name: 'a.sql', text: sql }], 'POSTGRESQL', 'public');
    expect(results.map(({ entry }) => [entry.statement.kind, entry.statement.line])).toEqual([
      ['CREATE_TABLE', 2],
      ['CREATE_VIEW', 7],
      ['UNPARSED', 11],
    ]);
    expect(issues.map(({ code, line, column }) => [code, line, column])).toEqual([
      ['SYNTAX_ERROR', 11, 1],
      ['UNKNOWN_COLUMN', 9, 5],
    ]);
    for (const { charStart, charEnd } of issues)
      expect(['gone', 'SELEC']).toContain(sql.slice(charStart ?? 0, charEnd ?? 0));
    const columns = results.flatMap(({ entry }) =>
      entry.statement.declarations.flatMap((table) => table.columns),
    );
    expect(columns.map(({ name, position }) => [name.text, position?.line, position?.column])).toEqual([
      ['a', 2, 3],
      ['b', 3, 3],
    ]);
  });

  it('lead back through variables to the text as it was given', () => {
    const sql = "SELECT ${hiveconf:col} + 1 AS a, `${c2}`, '${day}' FROM ${db}.t -- ${db}\nWHERE bad bad bad";
    const variables = [
      { name: 'col', value: 'a_very_long_column_name' },
      { name: 'db', value: 'x' },
      { name: 'day', value: '2020-01-01' },
    ];
    const { issues, unresolvedVariables } = readSource(sql, { dialect: 'HIVE', variables });
    expect(unresolvedVariables).toEqual([]);
    const [issue] = issues;
    expect(sql.slice(issue?.charStart, issue?.charEnd)).toBe('bad');
    expect(issue?.line).toBe(2);

    const good = readSource(sql.replace(' bad bad bad', ' b'), { dialect: 'HIVE', variables });
    const texts = spans(good.statements[0]?.trees).map((node) => sql.slice(node.start, node.end));
    expect(texts).toContain('${hiveconf:col} + 1');
    expect(texts).toContain('${db}.t');
    const [tree] = good.statements[0]?.trees ?? [];
    const source = tree?.kind === 'query' && tree.query.kind === 'select' ? tree.query.from[0] : undefined;
    expect(source?.kind === 'table' ? source.name.parts.map((part) => part.text) : []).toEqual(['x', 't']);
  });

  it('of declarations are those of their columns and constraints', () => {
    const sql = '-- head\nCREATE TABLE t (\n  a int NOT NULL,\n  b text,\n  PRIMARY KEY (a)\n)';
    const [statement] = readSource(sql, { dialect: 'ANSI' }).statements;
    const [table] = statement?.declarations ?? [];
    const own = sql.slice(statement?.charStart, statement?.charEnd);
    expect(table?.columns.map(({ position }) => own.slice(position?.charStart, position?.charEnd))).toEqual([
      'a int NOT NULL',
      'b text',
    ]);
    expect(table?.columns.map(({ position }) => position?.line)).toEqual([2, 3]);
    expect(
      own.slice(table?.constraints[0]?.position?.charStart, table?.constraints[0]?.position?.charEnd),
    ).toBe('PRIMARY KEY (a)');
  });
});
