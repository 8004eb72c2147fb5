/** The closed vocabularies of the catalog; the GraphQL enums of `schema/catalog.graphql` are these. */

export const dialects = [
  'HIVE',
  'SPARK',
  'POSTGRESQL',
  'MYSQL',
  'SNOWFLAKE',
  'BIGQUERY',
  'REDSHIFT',
  'ORACLE',
  'TSQL',
  'DUCKDB',
  'TRINO',
  'IMPALA',
  'SQLITE',
  'ANSI',
] as const;
export type Dialect = (typeof dialects)[number];

export const caseRules = ['LOWER', 'UPPER', 'PRESERVE_INSENSITIVE', 'PRESERVE_SENSITIVE'] as const;
export type CaseRule = (typeof caseRules)[number];

export const tableKinds = [
  'BASE',
  'VIEW',
  'MATERIALIZED_VIEW',
  'EXTERNAL',
  'TEMPORARY',
  'FOREIGN',
  'JSON_FILE',
  'UNKNOWN',
] as const;
export type TableKind = (typeof tableKinds)[number];

export const constraintKinds = ['PRIMARY_KEY', 'UNIQUE', 'FOREIGN_KEY', 'CHECK', 'EXCLUSION'] as const;
export type ConstraintKind = (typeof constraintKinds)[number];
