/**
 * Statements our grammar refuses are shown to another parser: PostgreSQL's own, or polyglot. What that one
 * accepts is SQL we do not understand (OPAQUE), not broken SQL (FAILED). Both parsers load on first need.
 */
import type { Dialect } from '../../catalog/vocabulary.js';

type Accepts = (text: string) => Promise<boolean>;

/**
 * Whether another parser accepts the text as a statement it knows. `mayLoadPolyglot`: polyglot takes a second
 * and 110 MiB when it is first asked, which a run can afford and an interactive request cannot.
 */
export async function acceptedElsewhere(
  text: string,
  dialect: Dialect,
  mayLoadPolyglot: boolean,
): Promise<boolean> {
  if (text.length > maximumLength || !(isPostgres(dialect) || mayLoadPolyglot)) return false;
  return isPostgres(dialect) ? postgresAccepts(text) : polyglotAccepts(polyglotNames[dialect])(text);
}

const maximumLength = 1 << 20;

function isPostgres(dialect: Dialect): boolean {
  return dialect === 'POSTGRESQL';
}

async function postgresAccepts(text: string): Promise<boolean> {
  const { parse } = await import('libpg-query');
  try {
    await parse(text);
    return true;
  } catch {
    // Any failure of the other parser means that it does not accept the text.
    return false;
  }
}

const polyglotNames: Readonly<Record<Dialect, string>> = {
  HIVE: 'hive',
  SPARK: 'databricks',
  POSTGRESQL: 'postgresql',
  MYSQL: 'mysql',
  SNOWFLAKE: 'snowflake',
  BIGQUERY: 'bigquery',
  REDSHIFT: 'redshift',
  ORACLE: 'oracle',
  TSQL: 'tsql',
  DUCKDB: 'duckdb',
  TRINO: 'trino',
  IMPALA: 'hive',
  SQLITE: 'sqlite',
  ANSI: 'generic',
};

/** Polyglot answers success with a `command` or `raw` node for texts it did not understand: those count as refused. */
function polyglotAccepts(dialect: string): Accepts {
  return async (text) => {
    const { parse } = await import('@polyglot-sql/sdk');
    try {
      const { success, ast } = parse(text, dialect as Parameters<typeof parse>[1]);
      if (!success || !Array.isArray(ast) || ast.length !== 1) return false;
      return !/"(command|raw)":/.test(JSON.stringify(ast));
    } catch {
      // A trap inside the other parser is its refusal.
      return false;
    }
  };
}
