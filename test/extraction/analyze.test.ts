/** Pasted texts: what they mean, with and without a catalog; nothing is written. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Estate, startEstate } from './fixture.js';

let estate: Estate & { close(): Promise<void> };
beforeAll(async () => {
  estate = await startEstate('POSTGRESQL');
  await estate.extract([
    { name: 'a.sql', text: 'create table sales.orders (id int, amount numeric(10,2), placed timestamp);' },
  ]);
});
afterAll(() => estate.close());

const document = `query ($text: String!, $dialect: Dialect!, $project: ID, $system: ID, $defaultSchema: String) {
  analyzeSql(text: $text, dialect: $dialect, project: $project, system: $system, defaultSchema: $defaultSchema) {
    statements { ordinal kind parse reads writes line column charStart charEnd }
    lineage { statement source { table column } target { table column } type subtype transformation expression confidence }
    issues { severity code message file line column }
  }
}`;
const analyze = async (text: string, more: Readonly<Record<string, unknown>> = {}) =>
  (await estate.server.data(document, { text, dialect: 'POSTGRESQL', ...more })).analyzeSql;
const codeOf = async (query: string, variables: Readonly<Record<string, unknown>>) =>
  (await estate.server.query(query, variables)).errors[0]?.extensions?.code;

describe('analyzeSql', () => {
  it('takes CREATE statements of the text as the schema of what follows', async () => {
    const text = `create table t (a int, b text);
create table x as select a + 1 as n, count(*) as c, upper(b) as u from t where a > 0 group by 1, 3;`;
    const { statements, lineage, issues } = await analyze(text);
    expect(statements).toEqual([
      {
        ordinal: 1,
        kind: 'CREATE_TABLE',
        parse: 'SCANNED',
        reads: [],
        writes: ['t'],
        line: 1,
        column: 1,
        charStart: 0,
        charEnd: 30,
      },
      expect.objectContaining({
        ordinal: 2,
        kind: 'CREATE_TABLE_AS',
        parse: 'TREE',
        reads: ['t'],
        writes: ['x'],
        line: 2,
      }),
    ]);
    expect(issues).toEqual([]);
    const shown = lineage.map(
      (edge: {
        source: { table: string; column: string } | null;
        target: { table: string; column: string };
        subtype: string;
      }) =>
        `${edge.source === null ? '-' : `${edge.source.table}.${edge.source.column}`} > ${edge.target.table}.${edge.target.column} ${edge.subtype}`,
    );
    expect(shown).toEqual([
      't.a > x.n TRANSFORMATION',
      '- > x.c TRANSFORMATION',
      't.b > x.u TRANSFORMATION',
      't.a > x.null GROUP_BY',
      't.b > x.null GROUP_BY',
      't.a > x.null FILTER',
    ]);
    expect(lineage[0]).toMatchObject({
      statement: 2,
      type: 'DIRECT',
      transformation: 'ARITHMETIC',
      expression: 'a + 1',
      confidence: 1,
    });
    expect(lineage[1]).toMatchObject({ source: null, expression: 'count(*)' });
  });

  it('looks names up in the catalog of a system, and without one names what it cannot know', async () => {
    const text = 'select amont, amount from sales.orders';
    const known = await analyze(text, { project: estate.project, system: estate.system });
    expect(known.issues).toMatchObject([{ code: 'UNKNOWN_COLUMN', file: 'text', line: 1, column: 8 }]);
    expect(known.lineage).toMatchObject([
      {
        source: { table: 'sales.orders', column: 'amount' },
        target: { table: null, column: 'amount' },
        subtype: 'IDENTITY',
      },
    ]);
    const unknown = await analyze(text);
    expect(unknown.issues.map((issue: { code: string }) => issue.code)).toContain('UNKNOWN_TABLE');
    const bare = await analyze('select amount from orders', {
      project: estate.project,
      system: estate.system,
      defaultSchema: 'sales',
    });
    expect(bare.issues).toEqual([]);
  });

  it('writes nothing', async () => {
    const head = await estate.head();
    await analyze('create table sales.other (id int); drop table sales.orders;', {
      project: estate.project,
      system: estate.system,
    });
    expect(await estate.eventsAfter(head)).toEqual([]);
  });

  it('reports what it cannot read and keeps the rest', async () => {
    const { statements, issues } = await analyze('selct 1;\nselect 2 as two;');
    expect(
      statements.map((statement: { kind: string; parse: string }) => [statement.kind, statement.parse]),
    ).toEqual([
      ['UNPARSED', 'FAILED'],
      ['SELECT', 'TREE'],
    ]);
    expect(issues).toMatchObject([{ severity: 'ERROR', line: 1, column: 1 }]);
  });

  it('refuses more than 128 KiB, half a system and unknown ones', async () => {
    const variables = { text: 'select 1', dialect: 'HIVE' };
    expect(await codeOf(document, { ...variables, text: ' '.repeat(128 * 1024) })).toBeUndefined();
    expect(await codeOf(document, { ...variables, text: ' '.repeat(128 * 1024 + 1) })).toBe('LIMIT_EXCEEDED');
    expect(await codeOf(document, { ...variables, project: estate.project })).toBe('BAD_USER_INPUT');
    expect(await codeOf(document, { ...variables, project: estate.project, system: 'nothing' })).toBe(
      'NOT_FOUND',
    );
  });
});

describe('detectSource', () => {
  const detect = async (text: string) =>
    (
      await estate.server.data(
        'query ($text: String!) { detectSource(text: $text) { kind dialect evidence } }',
        { text },
      )
    ).detectSource;

  it.each([
    ['create table t (id int);', 'SQL_DDL'],
    ['insert into t select 1;', 'SQL_SCRIPT'],
    ['<?xml version="1.0"?><DEFTABLE><FOLDER/></DEFTABLE>', 'CONTROLM_XML'],
    [
      '{"metadata":{"dbt_schema_version":"https://schemas.getdbt.com/dbt/manifest/v12.json"}}',
      'DBT_MANIFEST',
    ],
    ['[{"id":1},{"id":2}]', 'JSON_TABLE'],
  ])('tells what %s is', async (text, kind) => {
    const found = await detect(text);
    expect(found.kind).toBe(kind);
    expect(found.evidence.length).toBeGreaterThan(0);
  });

  it('refuses more than 64 kB', async () => {
    const query = 'query ($text: String!) { detectSource(text: $text) { kind } }';
    expect(await codeOf(query, { text: ' '.repeat(64_001) })).toBe('LIMIT_EXCEEDED');
  });
});
