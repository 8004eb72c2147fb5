/** Dialects of foreign corpora, as Sheaf reads them: the one table. */
import type { Dialect } from '../../src/catalog/vocabulary.js';
import { UsageError } from '../types.js';

const corpusDialects: Readonly<Record<string, Dialect>> = {
  ansi: 'ANSI',
  athena: 'TRINO',
  bigquery: 'BIGQUERY',
  databricks: 'SPARK',
  db2: 'ANSI',
  dremio: 'ANSI',
  duckdb: 'DUCKDB',
  exasol: 'ANSI',
  generic: 'ANSI',
  greenplum: 'POSTGRESQL',
  hive: 'HIVE',
  impala: 'IMPALA',
  materialize: 'POSTGRESQL',
  mssql: 'TSQL',
  mysql: 'MYSQL',
  netezza: 'ANSI',
  oracle: 'ORACLE',
  pdw: 'TSQL',
  postgres: 'POSTGRESQL',
  postgresql: 'POSTGRESQL',
  presto: 'TRINO',
  redshift: 'REDSHIFT',
  snowflake: 'SNOWFLAKE',
  spark: 'SPARK',
  sparksql: 'SPARK',
  sql_server: 'TSQL',
  sqlite: 'SQLITE',
  sqlserver: 'TSQL',
  synapse: 'TSQL',
  teradata: 'ANSI',
  trino: 'TRINO',
  tsql: 'TSQL',
  vertica: 'ANSI',
};

/** The dialect a corpus means by `name`, in any case. Null for names this table does not hold. */
export function dialectOf(name: string): Dialect | null {
  const key = name.toLowerCase();
  return Object.hasOwn(corpusDialects, key) ? (corpusDialects[key] ?? null) : null;
}

/** As `dialectOf`; an unknown name is an error of the corpus, never a guess. */
export function requireDialect(name: string): Dialect {
  const dialect = dialectOf(name);
  if (dialect === null) throw new UsageError(`no dialect is known for "${name}" (bench/support/dialects.ts)`);
  return dialect;
}
