import { describe, expect, it } from 'vitest';
import type { Dialect } from '../../../src/catalog/vocabulary.js';
import { readSource } from '../../../src/extraction/sql/index.js';

function scan(sql: string, dialect: Dialect = 'POSTGRESQL') {
  const { statements, issues } = readSource(sql, { dialect });
  return {
    statements,
    issues,
    tables: statements.flatMap((statement) => statement.declarations),
    amendments: statements.flatMap((statement) => statement.amendments),
  };
}

const names = (parts: readonly { text: string }[] | null | undefined): string =>
  (parts ?? []).map((part) => part.text).join('.');

describe('the DDL scanner', () => {
  it('reads what columns say of themselves', () => {
    const { tables } = scan(
      `CREATE TABLE s.t (a int NOT NULL DEFAULT 5, b text DEFAULT 'x, y'::text, c numeric(10,2) GENERATED ALWAYS AS (a * 2) STORED,
        d timestamp with time zone DEFAULT now() NOT NULL, e int REFERENCES o (id) ON DELETE CASCADE, f text COLLATE "C" UNIQUE)`,
    );
    const [table] = tables;
    expect(
      table?.columns.map(({ name, nativeType, isNullable, defaultSql, isGenerated }) => [
        name.text,
        nativeType,
        isNullable,
        defaultSql,
        isGenerated,
      ]),
    ).toEqual([
      ['a', 'int', false, '5', false],
      ['b', 'text', null, "'x, y'::text", false],
      ['c', 'numeric(10,2)', null, null, true],
      ['d', 'timestamp with time zone', false, 'now()', false],
      ['e', 'int', null, null, false],
      ['f', 'text', null, null, false],
    ]);
    expect(
      table?.constraints.map(({ kind, columns, referencedTable }) => [
        kind,
        names(columns),
        names(referencedTable),
      ]),
    ).toEqual([
      ['FOREIGN_KEY', 'e', 'o'],
      ['UNIQUE', 'f', ''],
    ]);
  });

  it('reads a child as like its parent, and says which further parents it leaves aside', () => {
    const { tables, issues } = scan('create table c (x int) inherits (s.o) with (fillfactor = 70);');
    expect(tables.map(({ like, columns }) => [names(like), columns.length])).toEqual([['s.o', 1]]);
    expect(issues).toEqual([]);
    const two = scan('create table c (x int) inherits (o, s.p);');
    expect(names(two.tables[0]?.like)).toBe('o');
    expect(two.issues).toMatchObject([{ severity: 'WARNING', code: 'UNSUPPORTED', column: 37 }]);
  });

  it('reads table constraints with their names, columns, targets and enforcement', () => {
    const { tables } = scan(
      'CREATE TABLE t (a int, b int, CONSTRAINT pk PRIMARY KEY (a, b), CONSTRAINT fk FOREIGN KEY (a, b) REFERENCES s.o (x, y) NOT ENFORCED, CHECK (a > (b + 1)))',
      'SNOWFLAKE',
    );
    expect(
      tables[0]?.constraints.map(
        ({ name, kind, columns, referencedTable, referencedColumns, checkSql, isEnforced }) => [
          name?.text ?? null,
          kind,
          columns.map((column) => column.text),
          names(referencedTable),
          referencedColumns.map((column) => column.text),
          checkSql,
          isEnforced,
        ],
      ),
    ).toEqual([
      ['pk', 'PRIMARY_KEY', ['a', 'b'], '', [], null, null],
      ['fk', 'FOREIGN_KEY', ['a', 'b'], 's.o', ['x', 'y'], null, false],
      [null, 'CHECK', [], '', [], 'a > (b + 1)', null],
    ]);
  });

  it('reads storage', () => {
    const { tables } = scan(
      "CREATE EXTERNAL TABLE t (a int COMMENT 'it''s') COMMENT 'c' PARTITIONED BY (dt string) CLUSTERED BY (a) SORTED BY (a) INTO 8 BUCKETS STORED AS PARQUET LOCATION 's3://x' TBLPROPERTIES ('k'='v')",
      'HIVE',
    );
    expect(tables[0]).toMatchObject({
      tableKind: 'EXTERNAL',
      isExternal: true,
      comment: 'c',
      storage: {
        format: 'PARQUET',
        location: 's3://x',
        partitionedBy: ['dt'],
        clusteredBy: ['a'],
        properties: { k: 'v' },
      },
    });
  });

  it('takes names and types of a CTAS without FROM from its casts', () => {
    const { tables } = scan(
      'CREATE TABLE @s.t USING DELTA AS SELECT CAST(NULL AS integer) AS a, CAST(NULL AS varchar(20)) AS b WHERE 1 = 0',
      'SPARK',
    );
    expect(tables[0]?.columns.map(({ name, nativeType }) => [name.text, nativeType])).toEqual([
      ['a', 'integer'],
      ['b', 'varchar(20)'],
    ]);
    expect(scan('CREATE TABLE t AS SELECT CAST(a AS int) AS a FROM s').tables[0]?.columns).toEqual([]);
  });

  it('reads ALTER TABLE', () => {
    const { amendments, issues } = scan(
      `ALTER TABLE IF EXISTS ONLY s.t ADD COLUMN a int NOT NULL, DROP COLUMN IF EXISTS b CASCADE, ALTER COLUMN c TYPE bigint USING c::bigint, ALTER d SET NOT NULL;
       ALTER TABLE t RENAME COLUMN a TO b; ALTER TABLE t RENAME TO u; ALTER TABLE t ADD CONSTRAINT k UNIQUE (a); ALTER TABLE t DROP CONSTRAINT k;
       ALTER TABLE ONLY p ATTACH PARTITION c FOR VALUES IN (1); ALTER TABLE t OWNER TO x`,
    );
    expect(issues).toEqual([]);
    expect(amendments.map((amendment) => amendment.kind)).toEqual([
      'ADD_COLUMNS',
      'DROP_COLUMN',
      'CHANGE_COLUMN',
      'CHANGE_COLUMN',
      'RENAME_COLUMN',
      'RENAME_TABLE',
      'ADD_CONSTRAINT',
      'DROP_CONSTRAINT',
      'ATTACH_PARTITION',
    ]);
    const others = [
      ['HIVE', 'ALTER TABLE t ADD COLUMNS (a int, b string)', 'ADD_COLUMNS'],
      ['HIVE', 'ALTER TABLE t CHANGE COLUMN a b bigint COMMENT "x" AFTER c', 'CHANGE_COLUMN'],
      ['HIVE', "ALTER TABLE t REPLACE COLUMNS (a int, b string COMMENT 'x') CASCADE", 'REPLACE_COLUMNS'],
      ['SPARK', 'ALTER TABLE t PARTITION (dt = "x") REPLACE COLUMNS (a int)', ''],
      ['MYSQL', 'ALTER TABLE t MODIFY a bigint NOT NULL, ADD KEY k (a)', 'CHANGE_COLUMN'],
      ['ORACLE', 'ALTER TABLE t ADD (a NUMBER(5), CONSTRAINT k CHECK (a > 0))', 'ADD_CONSTRAINT,ADD_COLUMNS'],
      [
        'TSQL',
        'ALTER TABLE [dbo].[t] WITH CHECK ADD CONSTRAINT [fk] FOREIGN KEY([a]) REFERENCES [dbo].[o] ([id])',
        'ADD_CONSTRAINT',
      ],
      ['TSQL', 'ALTER TABLE t ADD a int NULL, b int', 'ADD_COLUMNS,ADD_COLUMNS'],
      ['TSQL', 'ALTER TABLE t ALTER COLUMN a bigint NOT NULL', 'CHANGE_COLUMN'],
      ['HIVE', 'ALTER TABLE t ADD IF NOT EXISTS PARTITION (dt = "x") LOCATION "y"', ''],
    ] as const;
    for (const [dialect, sql, kinds] of others) {
      const found = scan(sql, dialect);
      expect(found.issues, sql).toEqual([]);
      expect(found.amendments.map((amendment) => amendment.kind).join(','), sql).toBe(kinds);
    }
  });

  it('invents no key where the kind is missing, and none from comments', () => {
    const { amendments, issues } = scan(
      '-- Foreign Key: a, Primary Key (b)\nALTER TABLE t ADD CONSTRAINT x (c)',
      'SPARK',
    );
    expect(amendments).toEqual([]);
    expect(issues).toMatchObject([
      { code: 'CONSTRAINT_KIND_MISSING', severity: 'ERROR', line: 2, column: 19 },
    ]);
    const commented = scan('/* FOREIGN KEY (a) REFERENCES b */ CREATE TABLE t (a int -- PRIMARY KEY\n)');
    expect(commented.tables[0]?.constraints).toEqual([]);
  });

  it('reads the end of a primary key, which need not be named', () => {
    expect(scan('ALTER TABLE t DROP PRIMARY KEY, ADD PRIMARY KEY (b)', 'MYSQL').amendments).toMatchObject([
      { kind: 'DROP_PRIMARY_KEY', table: [{ text: 't' }] },
      { kind: 'ADD_CONSTRAINT', constraint: { kind: 'PRIMARY_KEY' } },
    ]);
  });

  it('reads comments, unique indexes, types, schemas and drops', () => {
    const { amendments } = scan(
      `COMMENT ON TABLE s.t IS 'it''s'; COMMENT ON COLUMN s.t.a IS NULL; CREATE UNIQUE INDEX i ON t (a, b); CREATE UNIQUE INDEX j ON t (lower(a));
       CREATE UNIQUE INDEX k ON t (a) WHERE b; CREATE TYPE mood AS ENUM ('a', 'b'); CREATE DOMAIN y AS integer CHECK (VALUE > 0); CREATE SCHEMA IF NOT EXISTS z;
       DROP TABLE IF EXISTS a, b.c CASCADE; SET search_path TO x, "Y"; CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1)`,
    );
    expect(amendments).toMatchObject([
      { kind: 'COMMENT_TABLE', comment: "it's" },
      { kind: 'COMMENT_COLUMN', column: { text: 'a' }, comment: null },
      { kind: 'ADD_CONSTRAINT', constraint: { kind: 'UNIQUE', name: { text: 'i' } } },
      { kind: 'CREATE_TYPE', enumValues: ['a', 'b'], nativeType: null },
      { kind: 'CREATE_TYPE', nativeType: 'integer' },
      { kind: 'CREATE_SCHEMA', schema: [{ text: 'z' }] },
      { kind: 'DROP_TABLE', table: [{ text: 'a' }] },
      { kind: 'DROP_TABLE', table: [{ text: 'b' }, { text: 'c' }] },
      { kind: 'SET_SCHEMA', schemas: [[{ text: 'x' }], [{ text: 'Y', quoted: true }]] },
      { kind: 'ATTACH_PARTITION', table: [{ text: 'p' }], partition: [{ text: 'p1' }] },
    ]);
  });

  it('keeps what it read of a list that cannot be read on, with an issue', () => {
    const { tables, statements, issues } = scan('CREATE TABLE t (a int, b text');
    expect(tables[0]?.columns.map((column) => column.name.text)).toEqual(['a', 'b']);
    expect(statements[0]?.parse).toBe('SCANNED');
    expect(issues).toMatchObject([{ code: 'SYNTAX_ERROR', severity: 'ERROR', statement: 1 }]);
  });

  it.each(['CREATE TABLE t{i} (a int)', 'CREATE VIEW s.t{i} AS SELECT 1 AS a', 'ALTER TABLE t{i} ADD a int'])(
    'takes no part of a name for the name: %s',
    (sql) => {
      const { tables, amendments, issues } = scan(sql);
      expect([tables, amendments]).toEqual([[], []]);
      expect(issues).toMatchObject([
        { code: 'SYNTAX_ERROR', severity: 'ERROR', message: 'expected the end of the name, got {' },
      ]);
    },
  );

  it.each(['CREATE TABLE my-table (a int, b int)', 'CREATE TABLE t [a int]', 'CREATE TABLE t ???? (a int)'])(
    'takes no table where the name runs into something else: %s',
    (sql) => {
      const { tables, issues } = scan(sql);
      expect(tables).toEqual([]);
      expect(issues).toMatchObject([{ code: 'SYNTAX_ERROR', severity: 'ERROR' }]);
    },
  );

  it.each(['CREATE TABLE t a int, b int', 'CREATE TABLE t x (a int)'])(
    'says that it found no columns: %s',
    (sql) => {
      const { tables, issues } = scan(sql);
      expect(tables.map(({ name, columns }) => [name.at(-1)?.text, columns])).toEqual([['t', []]]);
      expect(issues).toMatchObject([{ code: 'SYNTAX_ERROR', severity: 'ERROR', charStart: 15 }]);
    },
  );

  it.each<readonly [Dialect, string]>([
    ['HIVE', "CREATE TABLE t STORED AS AVRO TBLPROPERTIES ('avro.schema.url'='x')"],
    ['HIVE', 'CREATE TABLE t LIKE s'],
    [
      'HIVE',
      "CREATE EXTERNAL TABLE t ROW FORMAT SERDE 'x' STORED AS INPUTFORMAT 'a' OUTPUTFORMAT 'b' LOCATION '/t'",
    ],
    ['SPARK', "CREATE TABLE t USING delta LOCATION '/t'"],
    ['SNOWFLAKE', 'CREATE TABLE t CLONE s'],
    ['POSTGRESQL', 'CREATE TABLE t ()'],
    ['POSTGRESQL', 'CREATE TABLE t () INHERITS (s)'],
    ['POSTGRESQL', 'CREATE TABLE t AS SELECT 1 AS a'],
    ['BIGQUERY', "CREATE EXTERNAL TABLE t OPTIONS (format = 'CSV', uris = ['gs://x'])"],
    ['MYSQL', 'CREATE TABLE t SELECT a FROM s'],
    ['MYSQL', 'CREATE TABLE t (SELECT a FROM s)'],
    ['DUCKDB', "CREATE TABLE t AS FROM 'x.parquet'"],
  ])('of %s need no list: %s', (dialect, sql) => {
    expect(scan(sql, dialect).issues).toEqual([]);
  });

  it('reads the columns behind ON CLUSTER', () => {
    const { tables, issues } = scan('CREATE TABLE t ON CLUSTER c (a int)');
    expect([tables[0]?.columns.map(({ name }) => name.text), issues]).toEqual([['a'], []]);
  });

  it('reads one list of columns', () => {
    expect(scan('CREATE TABLE t (a int) (b int)').issues).toMatchObject([{ code: 'SYNTAX_ERROR' }]);
  });

  it('folds keywords by code point: a dotless i makes no keyword', () => {
    expect(scan('CREATE TABLE t (a bıgınt)').tables[0]?.columns[0]?.nativeType).toBe('bıgınt');
    expect(scan('ınsert INTO t VALUES (1)').statements[0]?.kind).toBe('UNPARSED');
  });
});

describe('limits', () => {
  it('reads 10,000 branches and 64 levels, and refuses beyond 256 levels', () => {
    const union = Array.from({ length: 10_000 }, (_, index) => `SELECT a${index} FROM t${index}`).join(
      ' UNION ALL ',
    );
    const nested = (depth: number): string =>
      `${'SELECT a FROM ('.repeat(depth)}SELECT a FROM t${') x'.repeat(depth)}`;
    const parse = (sql: string) => scan(sql, 'HIVE').statements[0]?.parse;
    expect(parse(union)).toBe('TREE');
    expect(parse(nested(64))).toBe('TREE');
    expect(parse(nested(250))).toBe('TREE');
    const deep = scan(nested(300), 'HIVE');
    expect(deep.statements[0]?.parse).toBe('FAILED');
    expect(deep.issues.map((issue) => issue.code)).toEqual(['LIMIT_EXCEEDED']);
    expect(scan(`SELECT ${Array(10_000).fill('a').join(' + ')} FROM t`, 'HIVE').statements[0]?.parse).toBe(
      'TREE',
    );
  });

  it('refuses a table of more than 10,000 columns, and that table only', () => {
    const columns = Array.from({ length: 10_001 }, (_, index) => `c${index} int`).join(', ');
    const { issues, tables } = scan(`CREATE TABLE wide (${columns}); CREATE TABLE t (a int)`);
    expect(issues.map((issue) => [issue.code, issue.statement])).toEqual([['LIMIT_EXCEEDED', 1]]);
    expect(tables.map((table) => table.columns.length)).toEqual([1]);
    const more = columns.replaceAll('int', 'text');
    for (const text of [
      `ALTER TABLE t ADD COLUMNS (${columns})`,
      `ALTER TABLE t REPLACE COLUMNS (${more})`,
      `CREATE VIEW v (${columns.replaceAll(' int', '')}) AS SELECT * FROM t`,
    ]) {
      const read = scan(text, 'HIVE');
      expect(
        read.issues.map(({ code }) => code),
        text.slice(0, 40),
      ).toEqual(['LIMIT_EXCEEDED']);
      expect(read.statements[0]).toMatchObject({
        parse: 'FAILED',
        declarations: [],
        amendments: [],
        trees: [],
      });
    }
  });

  it('has no statements and no issues in empty texts and comments', () => {
    for (const text of ['', ' \n', '-- a', '/* b */', ';;', '\ufeff']) {
      expect(readSource(text, { dialect: 'HIVE' })).toEqual({
        statements: [],
        issues: [],
        unresolvedVariables: [],
      });
    }
  });
});
