/** A source text to statements: tokens, variables, pieces, and each piece read. Pure and synchronous. */
import type { Dialect } from '../../catalog/vocabulary.js';
import { defectIssue, type OnDefect } from '../defect.js';
import type { ScanIssue } from './ddl/scan-context.js';
import type { ReadIssue, ReadSource, ReadStatement } from './facts.js';
import { tokenize } from './lexer.js';
import { lexisOf } from './lexis.js';
import { LinePositions } from './line-positions.js';
import { mapOffsets } from './map-offsets.js';
import { readStatement, type StatementFacts, sha256 } from './read-statement.js';
import { type Piece, splitTokens } from './statement-splitter.js';
import type { Tokens } from './tokens.js';
import { type OffsetMap, substitute, unresolvedVariables, type VariableValue } from './variables.js';

export interface ReadOptions {
  readonly dialect: Dialect;
  /** Values of template variables, by name without marks. */
  readonly variables?: readonly VariableValue[];
  /** An error of our own then costs its statement alone. */
  readonly onDefect?: OnDefect;
}

/** Statements, issues and unresolved variables of `text`; offsets are those of `text` as given. Never throws for any text. */
export function readSource(text: string, options: ReadOptions): ReadSource {
  const lexis = lexisOf(options.dialect);
  const original = tokenize(text, lexis);
  const substitution = substitute(original, options.variables ?? []);
  const tokens = substitution === null ? original : tokenize(substitution.text, lexis);
  const reader = new SourceReader(text, tokens, substitution?.map ?? null, options);
  return reader.run();
}

const unreadable: StatementFacts = {
  kind: 'UNPARSED',
  parse: 'FAILED',
  declarations: [],
  amendments: [],
  trees: [],
  scannedTables: null,
  issues: [{ ...defectIssue, charStart: 0, charEnd: 0 }],
};

class SourceReader {
  private readonly text: string;
  private readonly tokens: Tokens;
  private readonly map: OffsetMap | null;
  private readonly dialect: Dialect;
  private readonly onDefect: OnDefect | undefined;
  private readonly lines: LinePositions;
  private readonly statements: ReadStatement[] = [];
  private readonly issues: ReadIssue[] = [];

  constructor(text: string, tokens: Tokens, map: OffsetMap | null, { dialect, onDefect }: ReadOptions) {
    this.text = text;
    this.tokens = tokens;
    this.map = map;
    this.dialect = dialect;
    this.onDefect = onDefect;
    this.lines = new LinePositions(text);
  }

  run(): ReadSource {
    const unresolved = unresolvedVariables(this.tokens);
    for (const piece of splitTokens(this.tokens, this.dialect)) this.statement(piece);
    for (const use of unresolved) {
      const start = this.original(use.start, 'start');
      this.issues.push({
        severity: 'WARNING',
        code: 'VARIABLE_UNRESOLVED',
        message: `variable ${use.name} has no value`,
        charStart: start,
        charEnd: this.original(use.end, 'end'),
        ...this.lines.at(start),
        statement: this.ordinalAt(start),
        hint: 'give it in `variables` (sheaf extract --variable NAME=VALUE); a schema variable stands for the default schema until then',
      });
    }
    return {
      statements: this.statements,
      issues: this.issues,
      unresolvedVariables: unresolved.map((use) => use.name),
    };
  }

  private original(offset: number, edge: 'start' | 'end'): number {
    return this.map === null ? offset : this.map.toOriginal(offset, edge);
  }

  private statement(piece: Piece): void {
    const charStart = this.original(piece.charStart, 'start');
    const charEnd = this.original(piece.charEnd, 'end');
    const ordinal = this.statements.length + 1;
    const { issues, ...facts } = this.factsOrDefect(piece, charStart);
    this.statements.push({
      ordinal,
      boundary: piece.boundary,
      charStart,
      charEnd,
      ...this.lines.at(charStart),
      textSha256: sha256(this.text.slice(charStart, charEnd)),
      ...facts,
    });
    for (const issue of issues) this.issue(issue, charStart, ordinal);
  }

  private factsOrDefect(piece: Piece, charStart: number): StatementFacts {
    try {
      return this.facts(piece, charStart);
    } catch (error) {
      if (this.onDefect === undefined) throw error;
      this.onDefect(error);
      return unreadable;
    }
  }

  /** Facts of the piece with offsets of the text as given. */
  private facts(piece: Piece, charStart: number): StatementFacts {
    const facts = readStatement(this.tokens, piece, this.dialect);
    const { map } = this;
    if (map === null || !map.touches(piece.charStart, piece.charEnd)) return facts;
    const lines = new LinePositions(this.text, charStart);
    return mapOffsets(
      facts,
      (offset, edge) => map.toOriginal(piece.charStart + offset, edge) - charStart,
      (offset) => lines.at(offset),
    );
  }

  private issue(issue: ScanIssue, base: number, statement: number): void {
    const charStart = base + issue.charStart;
    const { severity, code, message, hint } = issue;
    const charEnd = base + issue.charEnd;
    this.issues.push({
      severity,
      code,
      message,
      charStart,
      charEnd,
      ...this.lines.at(charStart),
      statement,
      hint,
    });
  }

  private ordinalAt(offset: number): number | null {
    return (
      this.statements.find((statement) => statement.charStart <= offset && offset < statement.charEnd)
        ?.ordinal ?? null
    );
  }
}
