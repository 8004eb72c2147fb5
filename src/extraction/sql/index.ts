/** The SQL front end: a source text in, statements with their declarations, trees and problems out. */
import type { ReadIssue, ReadSource, ReadStatement } from './facts.js';
import { type ReadOptions, readSource } from './read-source.js';
import { acceptedElsewhere } from './second-opinion.js';

export type * from './facts.js';
export { type Parsed, type ParseFault, parseStatement } from './parse.js';
export { type ReadOptions, readSource } from './read-source.js';
export { type Piece, splitStatements } from './statement-splitter.js';
export type { VariableValue } from './variables.js';

export interface ReadSqlOptions extends ReadOptions {
  /** Ask polyglot about queries refused in dialects other than PostgreSQL; default false: they are FAILED. */
  readonly mayLoadPolyglot?: boolean;
}

/**
 * `readSource`, then a second opinion on queries our grammar refused: what another parser accepts becomes
 * OPAQUE with a `STATEMENT_OPAQUE` warning. Offsets are those of `text`.
 */
export async function readSql(text: string, options: ReadSqlOptions): Promise<ReadSource> {
  const source = readSource(text, options);
  const refused = source.statements.filter(
    (statement) => statement.parse === 'FAILED' && statement.kind !== 'UNPARSED',
  );
  const opaque = new Set<number>();
  for (const statement of refused) {
    const own = text.slice(statement.charStart, statement.charEnd);
    const accepted = await acceptedElsewhere(own, options.dialect, options.mayLoadPolyglot === true);
    if (accepted) opaque.add(statement.ordinal);
  }
  if (opaque.size === 0) return source;
  return {
    ...source,
    statements: source.statements.map((statement) =>
      opaque.has(statement.ordinal) ? asOpaque(statement) : statement,
    ),
    issues: source.issues.map((issue) => (isOfOpaque(issue, opaque) ? asOpaqueIssue(issue) : issue)),
  };
}

function asOpaque(statement: ReadStatement): ReadStatement {
  return { ...statement, parse: 'OPAQUE' };
}

function isOfOpaque(issue: ReadIssue, opaque: ReadonlySet<number>): boolean {
  return issue.code === 'SYNTAX_ERROR' && issue.statement !== null && opaque.has(issue.statement);
}

function asOpaqueIssue(issue: ReadIssue): ReadIssue {
  const message = `valid SQL that is not understood here: ${issue.message}`;
  return { ...issue, severity: 'WARNING', code: 'STATEMENT_OPAQUE', message };
}
