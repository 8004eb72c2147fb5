import { describe, expect, it } from 'vitest';
import type { Dialect } from '../../../src/catalog/vocabulary.js';
import { readSource } from '../../../src/extraction/sql/index.js';

const body = `(
\t\t\tperson_id integer NOT NULL,
\t\t\tgender_concept_id %INT% NOT NULL,
\t\t\tbirth_datetime %TS% NULL,
\t\t\t%OFFSET% varchar(50) NULL )`;

const shapes: readonly (readonly [string, Dialect, string])[] = [
  [
    'redshift',
    'REDSHIFT',
    `--HINT DISTRIBUTE ON KEY (person_id)\nCREATE TABLE @cdm.person ${body}\nDISTKEY(person_id);`,
  ],
  ['netezza', 'ANSI', `CREATE TABLE @cdm.person ${body}\nDISTRIBUTE ON (person_id);`],
  [
    'pdw',
    'TSQL',
    `IF XACT_STATE() = 1 COMMIT; CREATE TABLE @cdm.person ${body}\nWITH (DISTRIBUTION = HASH(person_id));`,
  ],
  [
    'synapse',
    'TSQL',
    `CREATE TABLE @cdm.person ${body}\nWITH (CLUSTERED COLUMNSTORE INDEX, DISTRIBUTION = HASH(person_id));`,
  ],
  ['impala', 'IMPALA', `CREATE TABLE @cdm.\`person\` ${body}\n;`],
  ['oracle', 'ORACLE', `CREATE TABLE @cdm.person ${body};`],
  ['snowflake', 'SNOWFLAKE', `CREATE TABLE @cdm.person ${body};`],
  ['sqlite', 'SQLITE', `CREATE TABLE @cdm.person ${body};`],
];

describe('parameterised DDL of other products', () => {
  it.each(shapes)('is read for %s', (_, dialect, shape) => {
    const quoted = dialect === 'IMPALA' ? '`offset`' : dialect === 'TSQL' ? '[offset]' : '"offset"';
    const sql = shape
      .replace('%INT%', 'integer')
      .replace('%TS%', dialect === 'SQLITE' ? 'REAL' : 'TIMESTAMP')
      .replace('%OFFSET%', quoted);
    const keys = `\nALTER TABLE @cdm.person ADD CONSTRAINT xpk_person PRIMARY KEY NONCLUSTERED (person_id);\nALTER TABLE @cdm.visit ADD CONSTRAINT fpk_visit FOREIGN KEY (person_id) REFERENCES @cdm.PERSON (PERSON_ID);`;
    const { statements, issues } = readSource(sql + keys, { dialect });
    const [table] = statements.flatMap((statement) => statement.declarations);
    expect(table?.name.map((part) => part.text)).toEqual(['person']);
    expect(table?.columns.map((column) => column.name.text)).toEqual([
      'person_id',
      'gender_concept_id',
      'birth_datetime',
      'offset',
    ]);
    expect(table?.columns.map((column) => column.isNullable)).toEqual([false, false, true, true]);
    expect(statements.flatMap((statement) => statement.amendments)).toMatchObject([
      { kind: 'ADD_CONSTRAINT', constraint: { kind: 'PRIMARY_KEY' } },
      { kind: 'ADD_CONSTRAINT', constraint: { kind: 'FOREIGN_KEY', referencedTable: [{ text: 'PERSON' }] } },
    ]);
    expect(issues.map((issue) => issue.code)).toEqual(['VARIABLE_UNRESOLVED']);
  });
});
