/** Lines that are no SQL: commands of client programs and lines that end a batch. */
import type { Dialect } from '../../catalog/vocabulary.js';
import { lineEnd } from '../../line-breaks.js';

const oracleCommands =
  /(?:PROMPT|REM|REMARK|SPOOL|WHENEVER|TTITLE|COLUMN|CONN|CONNECT|SHOW\s+ERRORS|SET\s+(?:ECHO|DEFINE|FEEDBACK|SERVEROUTPUT|TERMOUT|VERIFY|LINESIZE|PAGESIZE|HEADING|TIMING|TRIMSPOOL|SQLBLANKLINES|ESCAPE|SCAN)|@@?\S+)(?=\s|;|$)/iy;
const sqlcmdCommands = /:(?:r|setvar|on|out|error|connect|list|reset|quit|exit|ed|!!)\b/iy;
const hiveCommands =
  /(?:!|source\s|dfs\s|add\s+(?:jar|jars|file|files|archive|archives)\s|(?:list|delete)\s+(?:jar|jars|file|files)\b)/iy;

/**
 * End of the client command that fills the line at `position`, or null. psql, SQLite and DuckDB shells, SQL*Plus,
 * sqlcmd, Hive CLI.
 */
export function driverLineEnd(
  text: string,
  position: number,
  code: number,
  dialect: Dialect,
  atStart: boolean,
): number | null {
  const next = text.charCodeAt(position + 1) | 32;
  const letterFollows = next >= 97 && next <= 122;
  if (code === 92 && (letterFollows || next === 33)) return lineEnd(text, position);
  if (!atStart) return null;
  if (code === 46 && letterFollows) return lineEnd(text, position);
  const pattern = commandsOf(dialect);
  if (pattern === null) return null;
  pattern.lastIndex = position;
  return pattern.test(text) ? lineEnd(text, position) : null;
}

function commandsOf(dialect: Dialect): RegExp | null {
  if (dialect === 'ORACLE') return oracleCommands;
  if (dialect === 'TSQL') return sqlcmdCommands;
  return dialect === 'HIVE' || dialect === 'SPARK' || dialect === 'IMPALA' ? hiveCommands : null;
}

const goLine = /GO(?:[ \t]+\d+)?[ \t]*(?:--[^\r\n]*)?(?=[\r\n]|$)/iy;
const slashLine = /\/[ \t]*(?=[\r\n]|$)/y;
const delimiterLine = /DELIMITER[ \t]+(\S+)[^\r\n]*/iy;

/** The batch line at `position`: its end, and the delimiter it sets. */
export function isDelimiterLine(
  text: string,
  position: number,
  code: number,
  dialect: Dialect,
  atStart: boolean,
): { readonly end: number; readonly newDelimiter: string | null } | null {
  const letter = code | 32;
  if (letter === 103) return matchLine(goLine, text, position);
  if (code === 47 && (dialect === 'ORACLE' || atStart)) return matchLine(slashLine, text, position);
  if (letter !== 100) return null;
  delimiterLine.lastIndex = position;
  const match = delimiterLine.exec(text);
  return match === null
    ? null
    : { end: position + match[0].trimEnd().length, newDelimiter: match[1] ?? null };
}

function matchLine(
  pattern: RegExp,
  text: string,
  position: number,
): { readonly end: number; readonly newDelimiter: null } | null {
  pattern.lastIndex = position;
  const match = pattern.exec(text);
  return match === null ? null : { end: position + match[0].trimEnd().length, newDelimiter: null };
}
