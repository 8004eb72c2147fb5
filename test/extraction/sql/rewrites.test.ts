import { describe, expect, it } from 'vitest';
import type { Dialect } from '../../../src/catalog/vocabulary.js';
import { readSource } from '../../../src/extraction/sql/index.js';
import type { StatementTree } from '../../../src/lineage/tree.js';

function read(sql: string, dialect: Dialect = 'HIVE') {
  const source = readSource(sql, { dialect });
  return {
    ...source,
    only: source.statements[0],
    tables: source.statements.flatMap((statement) => statement.declarations),
  };
}

function insertTargets(trees: readonly StatementTree[]): (string | undefined)[] {
  return trees.map((tree) => (tree.kind === 'insert' ? tree.target?.parts.at(-1)?.text : undefined));
}

describe('what other parsers need rewritten is read as it stands', () => {
  it('quoted names inside PARTITIONED BY', () => {
    for (const quote of ["'", '"', '`']) {
      const { tables, issues } = read(
        `CREATE TABLE t (a int) PARTITIONED BY (${quote}dt${quote} string, region string)`,
      );
      expect(issues).toEqual([]);
      expect(tables[0]?.columns.map(({ name, isPartition }) => [name.text, isPartition])).toEqual([
        ['a', false],
        ['dt', true],
        ['region', true],
      ]);
    }
  });

  it('quoted LATERAL VIEW table and column aliases', () => {
    const sql = `SELECT e.x FROM t LATERAL VIEW explode(t.xs) 'e' AS 'x'`;
    const { only } = read(sql);
    expect(only?.parse).toBe('TREE');
    const [tree] = only?.trees ?? [];
    const view = tree?.kind === 'query' && tree.query.kind === 'select' ? tree.query.from.at(-1) : undefined;
    expect(view).toMatchObject({ kind: 'function', alias: { text: 'e' }, columnAliases: [{ text: 'x' }] });
    expect(sql.slice(view?.start, view?.end)).toBe("LATERAL VIEW explode(t.xs) 'e' AS 'x'");
  });

  it("STORED BY '…', and what follows it", () => {
    const { tables } = read("CREATE TABLE t (a int)\nSTORED BY 'a.b.C'\nTBLPROPERTIES ('x' = 'y')");
    expect(tables[0]?.storage).toMatchObject({ format: 'a.b.C', properties: { x: 'y' } });
    const created = read("CREATE TABLE t STORED BY 'a.b.C' AS SELECT a FROM s");
    expect(created.only).toMatchObject({ kind: 'CREATE_TABLE_AS', parse: 'TREE' });
  });

  it("Hive's multi-insert: an insert each over the shared FROM, at its own place", () => {
    const sql =
      'FROM (SELECT a, b FROM s) q JOIN u ON q.a = u.a\nINSERT OVERWRITE TABLE x PARTITION (d = 1) SELECT q.a WHERE q.b > 1\nINSERT INTO TABLE y (c) SELECT u.a GROUP BY u.a';
    const { only, statements } = read(sql);
    expect(statements).toHaveLength(1);
    expect(only).toMatchObject({ kind: 'MULTI_INSERT', parse: 'TREE' });
    expect(insertTargets(only?.trees ?? [])).toEqual(['x', 'y']);
    const froms = (only?.trees ?? []).map((tree) =>
      tree.kind === 'insert' && tree.query?.kind === 'select' ? tree.query.from : null,
    );
    expect(froms[0]).toEqual(froms[1]);
    const second = only?.trees[1];
    expect(sql.slice(second?.start, second?.end)).toBe('INSERT INTO TABLE y (c) SELECT u.a GROUP BY u.a');
  });

  it('INT UNSIGNED, uniontype<…> and bare strings where storage keywords were stripped', () => {
    const { tables, issues } = read(
      "CREATE TABLE t (a INT UNSIGNED COMMENT 'x', u uniontype<int,struct<b:string>>)\nCOMMENT 'c'\n'org.apache.X'\n'a.b.In'\n'hdfs://x'\n('k'='v')",
    );
    expect(issues).toEqual([]);
    expect(tables[0]?.columns.map((column) => column.nativeType)).toEqual([
      'INT UNSIGNED',
      'uniontype<int,struct<b:string>>',
    ]);
    expect(read('SELECT CAST(a AS INT UNSIGNED) FROM t', 'MYSQL').only?.parse).toBe('TREE');
    expect(read('SELECT CAST(a AS uniontype<int,string>) FROM t').only?.parse).toBe('TREE');
  });

  it('names with spaces, keywords and commas keep their quotes', () => {
    const { tables } = read('CREATE TABLE `my db`.`select` (`a, b` int, `group by` string)');
    expect(tables[0]?.name).toEqual([
      { text: 'my db', quoted: true },
      { text: 'select', quoted: true },
    ]);
    expect(tables[0]?.columns.map((column) => column.name.text)).toEqual(['a, b', 'group by']);
  });
});

describe('lines that are no SQL', () => {
  it('are the commands of their client program', () => {
    const { statements } = read("\\echo it's\n\\i sub/a.sql\n\\set x 1\nSELECT 1;\n", 'POSTGRESQL');
    expect(statements.map((statement) => statement.kind)).toEqual(['DRIVER', 'DRIVER', 'DRIVER', 'SELECT']);
  });

  it('are settings where they say key=value', () => {
    const { statements } = read('hive.exec.dynamic.partition=true\nmapreduce.job.queuename=a.b-c\nSELECT 1');
    expect(statements.map((statement) => statement.kind)).toEqual(['SET', 'SET', 'SELECT']);
  });

  it('split an IF prefix from the CREATE behind it', () => {
    const { statements, tables, issues } = read(
      'IF XACT_STATE() = 1 COMMIT; CREATE TABLE @cdm.person (id int NOT NULL)\nWITH (DISTRIBUTION = HASH(id));',
      'TSQL',
    );
    expect(statements.map((statement) => statement.kind)).toEqual(['OTHER', 'CREATE_TABLE']);
    expect(tables[0]?.name.map((part) => part.text)).toEqual(['person']);
    expect(issues.map((issue) => issue.code)).toEqual(['VARIABLE_UNRESOLVED']);
  });

  it('may hold NUL, a byte order mark and Windows line ends', () => {
    const sql = '\ufeffCREATE TABLE t (\r\n  a int,\u0000\r\n  b text\r\n);\r\nSELECT a\r\nFROM t\r\n';
    const { statements, tables, issues } = read(sql, 'ANSI');
    expect(issues).toEqual([]);
    expect(statements.map(({ kind, line, column }) => [kind, line, column])).toEqual([
      ['CREATE_TABLE', 1, 2],
      ['SELECT', 5, 1],
    ]);
    expect(tables[0]?.columns).toHaveLength(2);
  });
});

describe('template variables', () => {
  it('without a value stand for the default schema, reported once a name', () => {
    const { statements, issues, unresolvedVariables } = read(
      'SELECT * FROM ${db}.t;\nSELECT ${db}.t.a, :x, ${limit} FROM ${db}.t JOIN {{ src }}.u JOIN :sch.w',
      'SPARK',
    );
    expect(statements.map((statement) => statement.parse)).toEqual(['TREE', 'TREE']);
    expect(unresolvedVariables).toEqual(['db', 'limit', 'src', 'sch']);
    expect(issues.map((issue) => [issue.code, issue.line])).toEqual([
      ['VARIABLE_UNRESOLVED', 1],
      ['VARIABLE_UNRESOLVED', 2],
      ['VARIABLE_UNRESOLVED', 2],
      ['VARIABLE_UNRESOLVED', 2],
    ]);
    const [tree] = statements[0]?.trees ?? [];
    const source = tree?.kind === 'query' && tree.query.kind === 'select' ? tree.query.from[0] : undefined;
    expect(source?.kind === 'table' ? source.name.parts : []).toEqual([{ text: 't', quoted: false }]);
  });

  it('are not looked for inside strings and comments', () => {
    const { unresolvedVariables } = read("SELECT '${a}', 'x' /* ${b} */ FROM t -- {{ c }}", 'SPARK');
    expect(unresolvedVariables).toEqual([]);
  });
});
