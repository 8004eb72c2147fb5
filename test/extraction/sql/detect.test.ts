import { describe, expect, it } from 'vitest';
import { detectSource } from '../../../src/extraction/detect.js';

describe('detection', () => {
  it.each([
    ['<?xml version="1.0"?>\n<!-- x -->\n<DEFTABLE xmlns="a"><FOLDER/></DEFTABLE>', 'CONTROLM_XML'],
    ['<deftable/>', 'SQL_SCRIPT'],
    ['{"metadata":{"dbt_schema_version":"https://schemas.getdbt.com/dbt/manifest/v7.json"}}', 'DBT_MANIFEST'],
    [
      '{"metadata":{"dbt_schema_version":"https://schemas.getdbt.com/dbt/catalog/v1.json"},"nodes":{',
      'DBT_CATALOG',
    ],
    ['{"F":{"Type":"SimpleFolder","J":{"Type":"Job:Command"}}}', 'CONTROLM_JSON'],
    ['[{"job_name":"a","parent_path":"b"}]', 'CONTROLM_FLAT_JSON'],
    ['{"format":"sheaf.change-log","version":1,"changes":[]}', 'CHANGE_LOG'],
    ['{"tables":{"o":{"columns":{"a":{"previous_type":"int","type":"bigint"}}}}}', 'CHANGE_LOG'],
    ['{"tables":{"o":{"columns":{"a":{"type":"bigint"}}}}}', 'JSON_TABLE'],
    ['[{"a":1},{"a":2}]', 'JSON_TABLE'],
    ['{"a":1}\n{"a":2}', 'JSON_TABLE'],
    ['CREATE TABLE t (a int)', 'SQL_DDL'],
    ['-- SELECT\nALTER TABLE a/b ADD c int', 'SQL_DDL'],
    ['SELECT "/a/b.json" FROM t', 'SQL_SCRIPT'],
    ['', 'SQL_SCRIPT'],
  ])('sees in %j a source of kind %s', (text, kind) => {
    expect(detectSource(text).kind).toBe(kind);
    expect(detectSource(text).evidence.length).toBeGreaterThan(0);
  });

  it('reports a dialect only when one alone shows', () => {
    expect(detectSource('CREATE TABLE t (a int) STORED AS ORC').dialect).toBe('HIVE');
    expect(detectSource('CREATE TABLE t (a int)').dialect).toBeNull();
    expect(detectSource('CREATE TABLE t (a VARCHAR2(3)) STORED AS ORC').dialect).toBeNull();
  });
});
