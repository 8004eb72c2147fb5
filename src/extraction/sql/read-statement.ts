/** One statement of a source: its kind, what it declares, its trees and its problems. */
import { createHash } from 'node:crypto';
import { type ColumnDeclaration, maximumColumns, type TableDeclaration } from '../../catalog/index.js';
import type { Dialect } from '../../catalog/vocabulary.js';
import type { StatementTree } from '../../lineage/tree.js';
import { part, type Scan, type ScanIssue } from './ddl/scan-context.js';
import { scanStatement } from './ddl/scan-statement.js';
import type { ParseOutcome, ReadStatement, StatementKind } from './facts.js';
import { LinePositions } from './line-positions.js';
import { type ParseFault, parseTokens } from './parse.js';
import { dynamicStatements, routineBody } from './routine-body.js';
import { statementKind } from './statement-kind.js';
import type { Piece } from './statement-splitter.js';
import { Cursor, SyntaxFault } from './syntax/cursor.js';
import { grammar } from './syntax/grammar.js';
import { scanTables } from './table-scan.js';
import { type Tokens, tokenKinds } from './tokens.js';

/** A statement with positions within itself; place and hash in the source are the reader's. */
export type StatementFacts = Pick<
  ReadStatement,
  'kind' | 'parse' | 'declarations' | 'amendments' | 'trees' | 'scannedTables'
> & { readonly issues: readonly ScanIssue[] };

const queryKinds = new Set<StatementKind>([
  'SELECT',
  'INSERT',
  'INSERT_OVERWRITE',
  'MULTI_INSERT',
  'MERGE',
  'UPDATE',
  'DELETE',
  'CREATE_VIEW',
  'CREATE_TABLE_AS',
]);
/** Statements of kind OTHER that may wrap a query. */
const wrappers = new Set(['EXPLAIN', 'DECLARE', 'COPY', 'UNLOAD', 'LOAD', 'EXPORT', 'PREPARE']);
const scannedKinds = new Set<StatementKind>([
  'CREATE_TABLE',
  'CREATE_TABLE_AS',
  'CREATE_VIEW',
  'ALTER',
  'DROP',
  'COMMENT',
  'USE',
  'SET',
  'OTHER',
]);

export function readStatement(tokens: Tokens, piece: Piece, dialect: Dialect): StatementFacts {
  const { from, to, charStart: base } = piece;
  const kind = statementKind(tokens, from, to);
  if (tokens.kindAt(to - 1) === tokenKinds.unterminated)
    return failed(tokens, piece, kind, [unterminated(tokens, piece)]);
  if (kind === 'UNPARSED') return failed(tokens, piece, kind, [unknownStatement(tokens, from, base)]);
  if (kind === 'PROCEDURE') return procedure(tokens, piece, dialect);
  const pivot = pivotWord(tokens, piece, dialect);
  if (pivot >= 0) return pivoted(tokens, piece, kind, pivot, dialect);
  const scan = scannedKinds.has(kind) ? scanned(tokens, piece, kind, dialect) : null;
  if (scan?.isRefused === true) return failed(tokens, piece, kind, scan.issues);
  if (queryKinds.has(kind)) return withTrees(tokens, piece, kind, dialect, scan);
  const wrapped = mayWrap(tokens, from) ? parseTokens(tokens, from, to, base, dialect) : null;
  if (wrapped?.fault === null && wrapped.trees.length > 0) {
    return facts(kind, 'TREE', { ...scan, trees: wrapped.trees });
  }
  if (wrapped?.fault != null && tokens.upperAt(from) === 'EXPLAIN') {
    return failed(tokens, piece, kind, [syntaxIssue(wrapped.fault)]);
  }
  const dynamic = kind === 'CALL' || kind === 'OTHER' ? dynamicStatements(tokens, from, to, base) : [];
  if (scan === null) return facts(kind, 'SCANNED', { issues: dynamic });
  const found = scan.declarations.length + scan.amendments.length > 0;
  if (scan.hasFault && !found) return failed(tokens, piece, kind, scan.issues);
  return facts(kind, 'SCANNED', { ...scan, issues: [...scan.issues, ...dynamic] });
}

function mayWrap(tokens: Tokens, from: number): boolean {
  if (wrappers.has(tokens.upperAt(from))) return true;
  if (tokens.upperAt(from) !== 'ALTER') return false;
  for (let index = from + 3; index < from + 9; index++) if (tokens.upperAt(index) === 'EXCHANGE') return true;
  return false;
}

export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

function facts(
  kind: StatementKind,
  parse: ParseOutcome,
  found: Partial<Pick<StatementFacts, 'declarations' | 'amendments' | 'trees' | 'scannedTables' | 'issues'>>,
): StatementFacts {
  return {
    kind,
    parse,
    declarations: found.declarations ?? [],
    amendments: found.amendments ?? [],
    trees: found.trees ?? [],
    scannedTables: found.scannedTables ?? null,
    issues: found.issues ?? [],
  };
}

function failed(
  tokens: Tokens,
  piece: Piece,
  kind: StatementKind,
  issues: readonly ScanIssue[],
): StatementFacts {
  const scannedTables = scanTables(tokens, piece.from, piece.to, piece.charStart);
  return facts(kind, 'FAILED', { issues, scannedTables });
}

const pivotWords = new Set(['PIVOT', 'UNPIVOT', 'PIVOT_WIDER', 'PIVOT_LONGER']);

/** Index of the word that begins DuckDB's PIVOT statement, by itself or as the query of a CREATE; else −1. */
function pivotWord(tokens: Tokens, { from, to }: Piece, dialect: Dialect): number {
  if (dialect !== 'DUCKDB') return -1;
  if (pivotWords.has(tokens.upperAt(from))) return from;
  if (tokens.upperAt(from) !== 'CREATE') return -1;
  for (let index = from; index < to; index++) {
    if (tokens.upperAt(index) !== 'AS') continue;
    let query = index + 1;
    while (tokens.upperAt(query) === '(') query++;
    return pivotWords.has(tokens.upperAt(query)) ? query : -1;
  }
  return -1;
}

/** What comes out depends on the rows that are pivoted: the statement says what it reads and no more. */
function pivoted(
  tokens: Tokens,
  piece: Piece,
  kind: StatementKind,
  word: number,
  dialect: Dialect,
): StatementFacts {
  const scan = scannedKinds.has(kind) ? scanned(tokens, piece, kind, dialect) : null;
  const reads = scanTables(tokens, piece.from, piece.to, piece.charStart)?.reads ?? [];
  const issue: ScanIssue = {
    severity: 'WARNING',
    code: 'UNSUPPORTED',
    message: 'the columns of a PIVOT statement depend on the rows it reads: no lineage is known',
    charStart: tokens.startAt(word) - piece.charStart,
    charEnd: tokens.endAt(word) - piece.charStart,
    hint: 'name the values: FROM t PIVOT (… FOR column IN (…))',
  };
  return facts(kind, 'OPAQUE', {
    declarations: scan?.declarations ?? [],
    scannedTables: reads.length === 0 ? null : { reads, writes: [] },
    issues: [...(scan?.issues ?? []).filter(({ code }) => code !== 'SYNTAX_ERROR'), issue],
  });
}

/** The scanner alone, as benches measure it. */
export function scanOnly(tokens: Tokens, piece: Piece, dialect: Dialect): Scanned {
  return scanned(tokens, piece, statementKind(tokens, piece.from, piece.to), dialect);
}

type Scanned = Omit<Scan, 'cursor' | 'lines'> & {
  readonly hasFault: boolean;
  /** Of more columns than a table can have. */
  readonly isRefused: boolean;
};

function scanned(tokens: Tokens, piece: Piece, kind: StatementKind, dialect: Dialect): Scanned {
  const { from, to, charStart: base } = piece;
  const cursor = new Cursor(tokens, from, to, base, dialect, grammar);
  const scan: Scan = {
    cursor,
    lines: new LinePositions(tokens.text, base),
    declarations: [],
    amendments: [],
    issues: [],
  };
  let hasFault = false;
  try {
    scanStatement(scan, kind);
  } catch (fault) {
    if (!(fault instanceof SyntaxFault)) throw fault;
    hasFault = true;
    scan.issues.push(
      syntaxIssue({ ...fault, message: fault.message, charStart: fault.offset, charEnd: fault.end }),
    );
  }
  return { ...limited(scan), hasFault };
}

/** A statement with more columns than a table can have says nothing: half a table would look whole. */
function limited(scan: Scan): Omit<Scanned, 'hasFault'> {
  const { declarations, amendments, issues } = scan;
  const widths = [...declarations, ...amendments].map((of) => ('columns' in of ? of.columns.length : 0));
  const widest = widths.reduce((most, width) => Math.max(most, width), 0);
  if (widest <= maximumColumns) return { declarations, amendments, issues, isRefused: false };
  const message = `${widest} columns, the limit is ${maximumColumns}; the statement changes nothing`;
  const issue = {
    severity: 'ERROR',
    code: 'LIMIT_EXCEEDED',
    message,
    charStart: 0,
    charEnd: 0,
    hint: null,
  } as const;
  return { declarations: [], amendments: [], issues: [issue], isRefused: true };
}

function withTrees(
  tokens: Tokens,
  piece: Piece,
  kind: StatementKind,
  dialect: Dialect,
  scan: Scanned | null,
): StatementFacts {
  const parsed = parseTokens(tokens, piece.from, piece.to, piece.charStart, dialect);
  const declarations = scan?.declarations ?? [];
  const amendments = scan?.amendments ?? [];
  if (parsed.fault !== null) {
    const issues = [
      ...(scan?.issues ?? []).filter((issue) => issue.code !== 'SYNTAX_ERROR'),
      syntaxIssue(parsed.fault),
    ];
    return { ...failed(tokens, piece, kind, issues), declarations, amendments };
  }
  const { trees } = parsed;
  const issues = scan?.issues ?? [];
  if (trees.length === 0) return facts(kind, 'SCANNED', { declarations, amendments, issues });
  return facts(kind, 'TREE', {
    trees,
    declarations: withCastColumns(declarations, trees[0]),
    amendments,
    issues,
  });
}

/** A CTAS that reads no table says its columns by casts; one that reads tables is the resolver's. */
function withCastColumns(
  declarations: readonly TableDeclaration[],
  tree: StatementTree | undefined,
): readonly TableDeclaration[] {
  const table = declarations[0];
  if (
    table === undefined ||
    table.columns.length > 0 ||
    tree?.kind !== 'create' ||
    tree.objectKind !== 'TABLE'
  )
    return declarations;
  const { query } = tree;
  if (query.kind !== 'select' || query.from.length > 0) return declarations;
  const columns: ColumnDeclaration[] = [];
  for (const projection of query.projections) {
    if (projection.kind !== 'expression' || projection.alias === null) return declarations;
    const { expression } = projection;
    columns.push({
      name: part(projection.alias),
      nativeType: expression.kind === 'cast' ? expression.type : null,
      isNullable: null,
      defaultSql: null,
      comment: null,
      isPartition: false,
      isGenerated: false,
      position: null,
    });
  }
  return [{ ...table, columns }, ...declarations.slice(1)];
}

function procedure(tokens: Tokens, piece: Piece, dialect: Dialect): StatementFacts {
  const { trees, issues } = routineBody(tokens, piece.from, piece.to, piece.charStart, dialect);
  return facts('PROCEDURE', trees.length > 0 ? 'TREE' : 'SCANNED', { trees, issues });
}

function syntaxIssue(fault: Pick<ParseFault, 'code' | 'message' | 'charStart' | 'charEnd'>): ScanIssue {
  const { code, message, charStart, charEnd } = fault;
  return { severity: 'ERROR', code, message, charStart, charEnd, hint: null };
}

/** A quoted text that runs over the end of one statement into the next. */
const overStatements =
  /;[ \t]*(?:--[^\r\n]*)?[\r\n]\s*(?:CREATE|INSERT|DROP|ALTER|MERGE|SELECT|UPDATE|DELETE|WITH|USE|SET)\b/i;

/**
 * The quote or comment without an end. A stray quote turns all behind it inside out, so that the last one
 * stays open: the first that runs over the end of a statement is nearer to the fault.
 */
function unterminated(tokens: Tokens, piece: Piece): ScanIssue {
  let at = piece.from;
  const isQuoted = (kind: number) => kind === tokenKinds.string || kind === tokenKinds.quotedName;
  while (at < piece.to - 1 && !(isQuoted(tokens.kindAt(at)) && overStatements.test(tokens.textAt(at)))) at++;
  const start = tokens.startAt(at) - piece.charStart;
  const what = tokens.textAt(at).startsWith('/*') ? 'comment' : 'quote';
  const lines =
    tokens.text.slice(tokens.startAt(at), tokens.endAt(piece.to - 1)).split(/\r\n?|\n/).length - 1;
  const unread = lines === 0 ? '' : `; ${lines} more lines are not read, and what is known of them stays`;
  const message =
    at === piece.to - 1
      ? `the ${what} that begins here never ends${unread}`
      : `the ${what} that begins here runs into the next statement, and the last one never ends${unread}`;
  return {
    severity: 'ERROR',
    code: 'UNTERMINATED',
    message,
    charStart: start,
    charEnd: start + 1,
    hint: 'look for a quote too many or too few from the beginning of the statement on',
  };
}

function unknownStatement(tokens: Tokens, from: number, base: number): ScanIssue {
  const first = tokens.textAt(from).slice(0, 40);
  const second = tokens.upperAt(from) === 'CREATE' || tokens.upperAt(from) === 'ALTER';
  const words = second ? `${first} ${tokens.textAt(from + 1).slice(0, 40)}` : first;
  return {
    severity: 'ERROR',
    code: 'SYNTAX_ERROR',
    message: `no statement begins with ${words}`,
    charStart: tokens.startAt(from) - base,
    charEnd: tokens.endAt(second ? Math.min(from + 1, tokens.count - 1) : from) - base,
    hint: null,
  };
}
