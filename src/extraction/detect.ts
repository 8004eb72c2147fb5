/** What kind of source a text is, by its content alone: the file's name is never evidence. */
import type { Dialect } from '../catalog/vocabulary.js';

export type SourceKind =
  | 'SQL_DDL'
  | 'SQL_SCRIPT'
  | 'JSON_TABLE'
  | 'CHANGE_LOG'
  | 'CONTROLM_XML'
  | 'CONTROLM_JSON'
  | 'CONTROLM_FLAT_JSON'
  | 'DBT_MANIFEST'
  | 'DBT_CATALOG';

export interface Detection {
  readonly kind: SourceKind;
  /** SQL only: the dialect the text shows signs of; null when it shows none, or signs of several. */
  readonly dialect: Dialect | null;
  readonly evidence: readonly string[];
}

/** Reads the beginning of the text closely and the rest by pattern; never fails: what is nothing else is SQL. */
export function detectSource(text: string): Detection {
  const body = text.replace(/^[\ufeff\s\0]+/, '');
  const xml = detectXml(body);
  if (xml !== null) return xml;
  const json = /^[[{]/.test(body) ? detectJson(body) : null;
  return json ?? detectSql(body);
}

function detectXml(body: string): Detection | null {
  if (!body.startsWith('<')) return null;
  const root =
    /^(?:<\?[^>]*\?>|<!--[\s\S]*?-->|<!DOCTYPE[^>[]*(?:\[[^\]]*\])?[^>]*>|\s)*<([A-Za-z_][\w.:-]*)/.exec(
      body,
    )?.[1];
  return root === 'DEFTABLE'
    ? { kind: 'CONTROLM_XML', dialect: null, evidence: ['root element DEFTABLE'] }
    : null;
}

function detectJson(body: string): Detection | null {
  const value = parseJson(body);
  if (value === undefined) return detectJsonPrefix(body);
  return ofJson(value);
}

/** The whole text, else its first line (NDJSON). */
function parseJson(body: string): unknown {
  for (const candidate of [body, body.slice(0, body.indexOf('\n') < 0 ? undefined : body.indexOf('\n'))]) {
    try {
      return JSON.parse(candidate) as unknown;
    } catch (error) {
      // Not JSON as a whole: the next candidate, or the prefix, decides.
      if (!(error instanceof SyntaxError)) throw error;
    }
  }
  return undefined;
}

/** A text cut off, or damaged: what its beginning names. */
function detectJsonPrefix(body: string): Detection | null {
  const head = body.slice(0, 65_536);
  const schema = /"dbt_schema_version"\s*:\s*"([^"]*)"/.exec(head)?.[1];
  if (schema !== undefined) return dbt(schema);
  if (/"format"\s*:\s*"sheaf\.change-log"/.test(head)) return changeLog('format sheaf.change-log');
  if (/"Type"\s*:\s*"(Folder|SimpleFolder|Job|Defaults)/.test(head))
    return controlm('a member of Type Folder or Job');
  if (/^\[?\s*\{\s*"/.test(head))
    return { kind: 'JSON_TABLE', dialect: null, evidence: ['JSON objects, cut off or damaged'] };
  return null;
}

function ofJson(value: unknown): Detection {
  const table: Detection = { kind: 'JSON_TABLE', dialect: null, evidence: ['JSON objects'] };
  if (Array.isArray(value)) {
    const first: unknown = value[0];
    const isFlat = isRecord(first) && 'job_name' in first && 'parent_path' in first;
    return isFlat
      ? { kind: 'CONTROLM_FLAT_JSON', dialect: null, evidence: ['objects with job_name and parent_path'] }
      : table;
  }
  if (!isRecord(value)) return table;
  const metadata = value.metadata;
  const schema = isRecord(metadata) ? metadata.dbt_schema_version : undefined;
  if (typeof schema === 'string') return dbt(schema) ?? table;
  if (value.format === 'sheaf.change-log') return changeLog('format sheaf.change-log');
  const isFolder = (member: unknown): boolean =>
    isRecord(member) &&
    typeof member.Type === 'string' &&
    /^(Folder|SimpleFolder|Job|Defaults)/.test(member.Type);
  if (Object.values(value).some(isFolder)) return controlm('a member of Type Folder or Job');
  return statesChanges(value.tables) ? changeLog('tables with changed columns') : table;
}

function dbt(schema: string): Detection | null {
  const evidence = [`dbt_schema_version ${schema.slice(0, 100)}`];
  if (schema.includes('manifest')) return { kind: 'DBT_MANIFEST', dialect: null, evidence };
  return schema.includes('catalog') ? { kind: 'DBT_CATALOG', dialect: null, evidence } : null;
}

function changeLog(evidence: string): Detection {
  return { kind: 'CHANGE_LOG', dialect: null, evidence: [evidence] };
}

function controlm(evidence: string): Detection {
  return { kind: 'CONTROLM_JSON', dialect: null, evidence: [evidence] };
}

/** `{tables: {t: {columns: {c: {added|removed|modified|previous_type}}}}}`. */
function statesChanges(tables: unknown): boolean {
  if (!isRecord(tables)) return false;
  return Object.values(tables).some((table) => {
    const columns = isRecord(table) ? table.columns : undefined;
    return (
      isRecord(columns) &&
      Object.values(columns).some(
        (column) =>
          isRecord(column) && ['added', 'removed', 'modified', 'previous_type'].some((key) => key in column),
      )
    );
  });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const signs: readonly { readonly dialect: Dialect; readonly sign: RegExp; readonly name: string }[] = [
  {
    dialect: 'HIVE',
    sign: /\b(PARTITIONED\s+BY\s*\([^)]*\s|ROW\s+FORMAT\s+(SERDE|DELIMITED)|STORED\s+AS\s+|LATERAL\s+VIEW\b|TBLPROPERTIES\b|INSERT\s+OVERWRITE\s+TABLE)/i,
    name: 'Hive clauses',
  },
  {
    dialect: 'SPARK',
    sign: /\bUSING\s+(DELTA|PARQUET|CSV|ICEBERG)\b|\bCACHE\s+(LAZY\s+)?TABLE\b/i,
    name: 'USING DELTA',
  },
  {
    dialect: 'TSQL',
    sign: /^\s*GO\s*$|\[dbo\]|\bNVARCHAR\s*\(|\bIDENTITY\s*\(\d|\bCROSS\s+APPLY\b/im,
    name: 'GO lines or T-SQL types',
  },
  {
    dialect: 'MYSQL',
    sign: /\bENGINE\s*=\s*\w+|\bAUTO_INCREMENT\b|^\s*DELIMITER\s/im,
    name: 'ENGINE or AUTO_INCREMENT',
  },
  {
    dialect: 'POSTGRESQL',
    sign: /\$\w*\$|::\s*[a-z]|\bSERIAL\b|^\\(i|echo|set|c|connect)\b|\bLANGUAGE\s+plpgsql\b/im,
    name: 'dollar quotes, :: casts or psql commands',
  },
  {
    dialect: 'ORACLE',
    sign: /\bVARCHAR2\b|\bNUMBER\s*\(|\bFROM\s+DUAL\b|\bNVL2?\s*\(/i,
    name: 'VARCHAR2, NUMBER or DUAL',
  },
  {
    dialect: 'SNOWFLAKE',
    sign: /\bVARIANT\b|\bLATERAL\s+FLATTEN\b|\bTIMESTAMP_(NTZ|LTZ|TZ)\b|\bQUALIFY\b/i,
    name: 'VARIANT, FLATTEN or TIMESTAMP_NTZ',
  },
  {
    dialect: 'BIGQUERY',
    sign: /`[\w-]+\.[\w-]+\.[\w-]+`|\bSAFE_CAST\b|\bSTRUCT\s*</i,
    name: 'back-quoted three-part names',
  },
  {
    dialect: 'DUCKDB',
    sign: /\bread_(csv|parquet|json)\w*\s*\(|\bEXCLUDE\s*\(|\bHUGEINT\b/i,
    name: 'read_csv or HUGEINT',
  },
];

function detectSql(body: string): Detection {
  const found = signs.filter(({ sign }) => sign.test(body));
  const isDdl =
    !/\b(SELECT|INSERT|UPDATE|DELETE|MERGE)\b/i.test(withoutComments(body)) &&
    /\b(CREATE|ALTER)\s/i.test(body);
  const kind = isDdl ? 'SQL_DDL' : 'SQL_SCRIPT';
  const only = found.length === 1 ? found[0] : undefined;
  const kindEvidence = isDdl ? 'CREATE or ALTER statements, no query' : 'text that is no other format';
  return { kind, dialect: only?.dialect ?? null, evidence: [kindEvidence, ...found.map(({ name }) => name)] };
}

function withoutComments(body: string): string {
  return body.replace(/--[^\r\n]*|\/\*[\s\S]*?\*\//g, '');
}
