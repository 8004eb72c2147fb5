import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dialects } from '../../../src/catalog/vocabulary.js';
import { splitStatements } from '../../../src/extraction/sql/index.js';

/** Fragments whose mixture makes every state of the splitter. */
const fragments = [
  'CREATE TABLE t (a int)',
  'CREATE VIEW v AS',
  'SELECT a FROM t',
  'INSERT INTO t',
  'WITH q AS (SELECT 1)',
  'USE db',
  'DROP TABLE t',
  'ALTER TABLE t',
  'ADD COLUMN b int',
  'MERGE INTO t',
  'SET x = 1',
  'UPDATE t',
  'BEGIN',
  'END',
  'CASE',
  'GO',
  '/',
  'DELIMITER //',
  '//',
  ';',
  '\n',
  '\r\n',
  ' ',
  '\t',
  "'",
  "''",
  '"',
  '`',
  '[',
  ']',
  '(',
  ')',
  '--',
  '--HINT x\n',
  '/*',
  '*/',
  '#',
  '\\i x.sql',
  '\\',
  '$$',
  '$_$',
  "q'[",
  '${x}',
  '{{ y }}',
  '@s.t',
  ':x',
  ',',
  '.',
  '=',
  'a=b',
  '😀',
  'é',
  '\u0000',
  '\ufeff',
  'CREATE PROCEDURE p AS',
  'DECLARE',
  'COPY t FROM stdin;',
  '\\.\n',
];

const texts = fc
  .array(fc.constantFrom(...fragments, '\n', ' ', ';'), { maxLength: 40 })
  .map((parts) => parts.join(''));

function kinds(sql: string, dialect: (typeof dialects)[number]): string[] {
  return splitStatements(sql, dialect).map(
    (piece) => sql.slice(piece.charStart, piece.charEnd).split(/\s+/)[0] ?? '',
  );
}

describe('the splitter', () => {
  it('cuts every text into pieces that concatenate to it, statements inside them', () => {
    fc.assert(
      fc.property(texts, fc.constantFrom(...dialects), (text, dialect) => {
        const pieces = splitStatements(text, dialect);
        let at = 0;
        let rebuilt = '';
        for (const piece of pieces) {
          expect(piece.start).toBe(at);
          expect(piece.charStart).toBeGreaterThanOrEqual(piece.start);
          expect(piece.charEnd).toBeLessThanOrEqual(piece.end);
          expect(piece.charEnd).toBeGreaterThan(piece.charStart);
          rebuilt += text.slice(piece.start, piece.end);
          at = piece.end;
        }
        expect(rebuilt + text.slice(at)).toBe(text);
      }),
      { numRuns: 1000, seed: 7 },
    );
  });

  it('leaves nothing but white space, comments and terminators outside statements', () => {
    const text = '-- head\n;;\nSELECT 1 /* a; b */;\n/* c */ SELECT ";" ; -- tail';
    const outside: string[] = [];
    let at = 0;
    for (const piece of splitStatements(text, 'POSTGRESQL')) {
      outside.push(text.slice(at, piece.charStart));
      at = piece.charEnd;
    }
    outside.push(text.slice(at));
    expect(outside).toEqual(['-- head\n;;\n', ' /* a; b */;\n/* c */ ', ' ; -- tail']);
  });

  it('finds the views of a file without semicolons, unions and CTEs among them', () => {
    const view = (index: number): string =>
      index % 3 === 0
        ? `CREATE VIEW v${index} AS\nWITH q AS (\n  SELECT 1 a\n)\nSELECT a FROM q`
        : index % 3 === 1
          ? `CREATE OR REPLACE VIEW v${index} AS\nSELECT a FROM t\nUNION ALL\nSELECT b FROM u`
          : `create view v${index} (\n  a COMMENT 'CREATE VIEW'\n) as select a -- CREATE\nfrom t`;
    const text = Array.from({ length: 38 }, (_, index) => view(index)).join('\n\n');
    const pieces = splitStatements(text, 'HIVE');
    expect(pieces).toHaveLength(38);
    expect(pieces.slice(0, -1).every((piece) => piece.boundary === 'KEYWORD')).toBe(true);
    expect(pieces.at(-1)?.boundary).toBe('END_OF_FILE');
  });

  it.each([
    ['CREATE TABLE a AS\nWITH q AS (SELECT 1)\nSELECT * FROM q', 1],
    ['INSERT INTO a\nWITH q AS (SELECT 1)\nSELECT * FROM q', 1],
    ['INSERT INTO a (b)\nSELECT 1', 1],
    ['EXPLAIN\nSELECT 1', 1],
    ['UPDATE t\nSET a = 1\nWHERE b', 1],
    ['UPDATE t SET a = 1\nSET x = 2', 2],
    ['ALTER TABLE t\nSET TBLPROPERTIES ("a"="b")', 1],
    ['ALTER TABLE t\nDROP COLUMN a', 1],
    ['ALTER TABLE t ADD COLUMNS (a int)\nDROP TABLE u', 2],
    ['INSERT INTO t VALUES (1) ON CONFLICT (a) DO UPDATE\nSET a = 2', 1],
    ['MERGE INTO t USING s ON t.a = s.a WHEN NOT MATCHED THEN\nINSERT (a) VALUES (1)', 1],
    ['MERGE INTO t USING s ON t.a = s.a WHEN MATCHED THEN UPDATE\nSET a = 1', 1],
    ['FROM t\nINSERT INTO a SELECT 1\nINSERT INTO b SELECT 2', 1],
    ['WITH q AS (SELECT 1)\nINSERT INTO t SELECT * FROM q', 1],
    ['WITH q AS (SELECT 1)\nSELECT * FROM q\nINSERT INTO t VALUES (1)', 2],
    ['CREATE TABLE t (a int)\nWITH (fillfactor = 70)', 1],
    ['CREATE TABLE t (a int)\nWITH q AS (SELECT 1) SELECT * FROM q', 2],
    [
      'CREATE TABLE t (a int)\nCLUSTERED BY (a) INTO 4 BUCKETS\nSTORED AS ORC\nLOCATION "x"\nCREATE TABLE u (b int)',
      2,
    ],
    ['USE db\nCREATE TABLE t (a int)', 2],
    ['SET a=b\nSET c=d\nINSERT INTO t SELECT 1', 3],
    ['hive.exec.x=true\nmapred.y = 3\nSELECT 1', 3],
    ['CREATE TABLE t (a int\nCREATE TABLE u (b int);\nCREATE TABLE v (c int)', 2],
  ])('reads %j as %i statements', (sql, count) => {
    expect(splitStatements(sql, 'HIVE')).toHaveLength(count);
  });

  it('knows the ends that dialects have beside the semicolon', () => {
    expect(kinds('SELECT 1\nGO\nSELECT 2\ngo 5\nUSE x', 'TSQL')).toEqual(['SELECT', 'SELECT', 'USE']);
    expect(
      kinds('CREATE PROCEDURE p AS BEGIN\n  x := 1; y := 2;\nEND;\n/\nSELECT 1 FROM dual\n/', 'ORACLE'),
    ).toEqual(['CREATE', 'SELECT']);
    expect(
      kinds(
        'DELIMITER //\nCREATE PROCEDURE p() BEGIN SELECT 1; SELECT 2; END//\nDELIMITER ;\nSELECT 3; SELECT 4',
        'MYSQL',
      ),
    ).toEqual(['CREATE', 'SELECT', 'SELECT']);
    expect(kinds("\\i a.sql\nSELECT 1;\n\\echo it's\nSELECT 2", 'POSTGRESQL')).toEqual([
      '\\i',
      'SELECT',
      '\\echo',
      'SELECT',
    ]);
  });

  it.each(['\r', '\r\n'])('ends comments, client commands and batches at %j as at a line feed', (lineEnd) => {
    const pieces = (lines: readonly string[], dialect: (typeof dialects)[number]): string[] =>
      splitStatements(lines.join(lineEnd), dialect).map((piece) =>
        lines.join(lineEnd).slice(piece.charStart, piece.charEnd),
      );
    expect(pieces(['SELECT 1; -- one;', 'SELECT 2; # b'], 'MYSQL')).toEqual(['SELECT 1', 'SELECT 2']);
    expect(pieces(['\\i a.sql', 'SELECT 1'], 'POSTGRESQL')).toEqual(['\\i a.sql', 'SELECT 1']);
    expect(pieces(['SELECT 1', 'GO -- b', 'SELECT 2', 'GO'], 'TSQL')).toEqual(['SELECT 1', 'SELECT 2']);
    expect(pieces(['SELECT 1 FROM dual', '/', 'SELECT 2 FROM dual'], 'ORACLE')).toHaveLength(2);
    const delimited = [
      'DELIMITER //',
      'CREATE PROCEDURE p() BEGIN SELECT 1; END//',
      'DELIMITER ;',
      'SELECT 3',
    ];
    expect(pieces(delimited, 'MYSQL')).toEqual(['CREATE PROCEDURE p() BEGIN SELECT 1; END', 'SELECT 3']);
    const view = ['CREATE VIEW v AS /* a', '*/', 'SELECT 1 -- c', 'CREATE VIEW w AS', 'SELECT 2'];
    expect(pieces(view, 'HIVE')).toHaveLength(2);
    expect(pieces(['COPY t (a) FROM stdin;', "1;it's", '\\.', 'SELECT 1'], 'POSTGRESQL')).toHaveLength(2);
  });

  it('does not end a statement inside quotes, comments and bodies', () => {
    expect(
      splitStatements(
        "CREATE FUNCTION f() RETURNS int AS $_$ BEGIN; SELECT ';'; END; $_$ LANGUAGE plpgsql; SELECT 1",
        'POSTGRESQL',
      ),
    ).toHaveLength(2);
    expect(splitStatements("SELECT 'a;\\';b' ; SELECT 2", 'HIVE')).toHaveLength(2);
    expect(splitStatements("SELECT 'a\\'; SELECT 2", 'POSTGRESQL')).toHaveLength(2);
    expect(splitStatements('SELECT [a;b] FROM t; SELECT 2', 'TSQL')).toHaveLength(2);
    expect(splitStatements('SELECT 1 /* a /* b; */ c; */; SELECT 2', 'ANSI')).toHaveLength(2);
    expect(splitStatements('SELECT 1 /* a /* b */; SELECT 2', 'ANSI')).toHaveLength(2);
    expect(splitStatements('SELECT 1 # a; b\n; SELECT 2', 'MYSQL')).toHaveLength(2);
    expect(
      splitStatements(
        'CREATE TRIGGER x AFTER INSERT ON t FOR EACH ROW BEGIN UPDATE u SET a = CASE WHEN 1 THEN 2 END; DELETE FROM v; END; SELECT 1',
        'MYSQL',
      ),
    ).toHaveLength(2);
    expect(splitStatements("COPY t (a) FROM stdin;\n1;\tit's\n\\.\nSELECT 1;", 'POSTGRESQL')).toHaveLength(2);
  });

  it('makes one statement of the rest when a quote never ends', () => {
    const text = "SELECT 1; SELECT 'abc; SELECT 2; SELECT 3";
    expect(splitStatements(text, 'ANSI').map((piece) => text.slice(piece.charStart, piece.charEnd))).toEqual([
      'SELECT 1',
      "SELECT 'abc; SELECT 2; SELECT 3",
    ]);
  });
});
