/** Where the dialects' rules of names differ; one row each, read by the resolver alone. */
import type { Dialect } from '../../catalog/index.js';
import type { Name } from '../tree.js';

/** Dialects that compare names without regard to case even when they are quoted. */
const insensitive: ReadonlySet<Dialect> = new Set<Dialect>([
  'HIVE',
  'SPARK',
  'IMPALA',
  'TRINO',
  'REDSHIFT',
  'BIGQUERY',
  'MYSQL',
  'TSQL',
  'DUCKDB',
  'SQLITE',
]);

/** Select aliases may be used by later expressions of the same SELECT list. */
const lateral: ReadonlySet<Dialect> = new Set<Dialect>(['SNOWFLAKE', 'REDSHIFT', 'SPARK', 'DUCKDB']);

/** … and by WHERE, where no source has such a column. */
const lateralWhere: ReadonlySet<Dialect> = new Set<Dialect>(['SNOWFLAKE', 'DUCKDB', 'SQLITE']);

/** `a.b` may be field b of column a. */
const structs: ReadonlySet<Dialect> = new Set<Dialect>([
  'HIVE',
  'SPARK',
  'IMPALA',
  'TRINO',
  'BIGQUERY',
  'DUCKDB',
  'SNOWFLAKE',
  'REDSHIFT',
]);

export interface DialectRules {
  readonly ignoresCase: boolean;
  readonly hasLateralAliases: boolean;
  readonly hasAliasesInWhere: boolean;
  readonly hasStructs: boolean;
  /** A parameter or variable of a routine is meant before a column of its name. */
  readonly hasRoutineValuesFirst: boolean;
}

export function dialectRules(dialect: Dialect, lateralAliases: boolean | undefined): DialectRules {
  return {
    ignoresCase: insensitive.has(dialect),
    hasLateralAliases: lateralAliases ?? lateral.has(dialect),
    hasAliasesInWhere: lateralWhere.has(dialect),
    hasStructs: structs.has(dialect),
    hasRoutineValuesFirst: dialect === 'MYSQL',
  };
}

/** Words that parsers may report as columns although they are values without inputs. */
const valueWords: ReadonlySet<string> = new Set([
  'current_date',
  'current_time',
  'current_timestamp',
  'current_user',
  'current_role',
  'current_catalog',
  'current_schema',
  'current_database',
  'session_user',
  'system_user',
  'localtime',
  'localtimestamp',
  'sysdate',
  'systimestamp',
  'sqlerrm',
  'sqlcode',
]);

const oracleWords: ReadonlySet<string> = new Set(['rownum', 'rowid', 'level', 'user', 'uid']);

export function isValueWord(name: Name, dialect: Dialect): boolean {
  if (name.quoted) return false;
  const word = name.text.toLowerCase();
  return (
    valueWords.has(word) ||
    (dialect === 'ORACLE' && oracleWords.has(word)) ||
    (dialect === 'POSTGRESQL' && word === 'user')
  );
}

/** Columns that every table of some system has and no schema lists. */
export const systemColumns: ReadonlySet<string> = new Set([
  'ctid',
  'xmin',
  'xmax',
  'cmin',
  'cmax',
  'tableoid',
  'oid',
  '_partitiontime',
  '_partitiondate',
  '_table_suffix',
  '_file_name',
  'input__file__name',
  'block__offset__inside__file',
  '_metadata',
  'metadata$action',
  'metadata$isupdate',
  'metadata$row_id',
  'metadata$filename',
  'metadata$file_row_number',
  '_rowid_',
]);
