/** The lexical rules in which the dialects differ: quotes, escapes and comments. */
import type { Dialect } from '../../catalog/vocabulary.js';

export interface Lexis {
  readonly dialect: Dialect;
  /** `\'` escapes inside `'…'`. */
  readonly backslashEscapes: boolean;
  /** `"…"` is a string, not a name. */
  readonly doubleQuotedStrings: boolean;
  /** `[…]` is a name: everywhere, or only where no subscript can stand. */
  readonly bracketNames: 'always' | 'whereNoSubscript' | 'never';
  /** `#` starts a comment. */
  readonly hashComments: boolean;
  /** `//` starts a comment. */
  readonly slashComments: boolean;
  /** `#t` is a name. */
  readonly hashWords: boolean;
  /** `$tag$ … $tag$`. */
  readonly dollarQuotes: boolean;
  /** `q'[ … ]'`. */
  readonly alternativeQuotes: boolean;
  /** `"""…"""` and `r'…'`. */
  readonly tripleQuotes: boolean;
}

const backslash = new Set<Dialect>(['HIVE', 'SPARK', 'MYSQL', 'BIGQUERY', 'IMPALA', 'SNOWFLAKE']);
const doubleStrings = new Set<Dialect>(['HIVE', 'SPARK', 'MYSQL', 'BIGQUERY', 'IMPALA']);
const dollar = new Set<Dialect>(['POSTGRESQL', 'REDSHIFT', 'SNOWFLAKE', 'DUCKDB', 'ANSI']);
const looseBrackets = new Set<Dialect>(['SQLITE', 'REDSHIFT', 'ANSI']);

export function lexisOf(dialect: Dialect): Lexis {
  return {
    dialect,
    backslashEscapes: backslash.has(dialect),
    doubleQuotedStrings: doubleStrings.has(dialect),
    bracketNames: dialect === 'TSQL' ? 'always' : looseBrackets.has(dialect) ? 'whereNoSubscript' : 'never',
    hashComments: dialect === 'MYSQL' || dialect === 'BIGQUERY',
    slashComments: dialect === 'SNOWFLAKE',
    hashWords: dialect === 'TSQL' || dialect === 'ORACLE',
    dollarQuotes: dollar.has(dialect),
    alternativeQuotes: dialect === 'ORACLE',
    tripleQuotes: dialect === 'BIGQUERY',
  };
}
