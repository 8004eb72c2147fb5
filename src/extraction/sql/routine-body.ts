/** Queries and writes inside procedures, functions and blocks, in order. */
import type { Dialect } from '../../catalog/vocabulary.js';
import type { RoutineNames, StatementTree } from '../../lineage/tree.js';
import type { ScanIssue } from './ddl/scan-context.js';
import { tokenize } from './lexer.js';
import { lexisOf } from './lexis.js';
import { parseTokens } from './parse.js';
import { routineNames, type TokenRange } from './routine-names.js';
import { StatementState } from './statement-state.js';
import { type Tokens, tokenKinds } from './tokens.js';

export interface RoutineBody {
  readonly trees: readonly StatementTree[];
  readonly issues: readonly ScanIssue[];
}

const bodyStarts = new Set(['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'MERGE', 'WITH', 'CREATE', 'REPLACE']);
/** A statement may stand behind these. */
const openers = new Set(
  'BEGIN THEN ELSE LOOP AS IS DO ATOMIC QUERY FOR IN ; TRY CATCH TRANSACTION TRAN ON'.split(' '),
);

/** Body of the routine in `[from, to)`; offsets count from `base`. */
export function routineBody(
  tokens: Tokens,
  from: number,
  to: number,
  base: number,
  dialect: Dialect,
): RoutineBody {
  const whole: TokenRange = { tokens, from, to };
  const text = textBody(tokens, from, to);
  if (text === null) return bodyStatements({ tokens, from: from + 1, to }, whole, base, dialect);
  const inner = tokenize(tokens.text.slice(text.start, text.end), lexisOf(dialect));
  return bodyStatements({ tokens: inner, from: 0, to: inner.count }, whole, base - text.start, dialect);
}

/** Offsets of a dollar-quoted body of SQL or PL/pgSQL; other languages are not ours to read. */
function textBody(tokens: Tokens, from: number, to: number): { start: number; end: number } | null {
  let body: { start: number; end: number } | null = null;
  let language = '';
  for (let index = from; index < to; index++) {
    if (tokens.upperAt(index) === 'LANGUAGE')
      language = tokens
        .textAt(index + 1)
        .toLowerCase()
        .replaceAll("'", '');
    const previous = tokens.upperAt(index - 1);
    const isBody = previous === 'AS' || previous === 'DO' || tokens.upperAt(from) === 'DO';
    if (body !== null || tokens.kindAt(index) !== tokenKinds.string || !isBody) continue;
    const tag = /^\$[^$]*\$/.exec(tokens.textAt(index))?.[0];
    const edge = tag?.length ?? 1;
    if (tag === undefined && tokens.textAt(index).includes("''")) continue;
    body = { start: tokens.startAt(index) + edge, end: tokens.endAt(index) - edge };
  }
  return language === '' || language === 'sql' || language === 'plpgsql' ? body : null;
}

function bodyStatements(body: TokenRange, whole: TokenRange, base: number, dialect: Dialect): RoutineBody {
  const { tokens, from, to } = body;
  const routine: RoutineNames = routineNames(whole, body);
  const trees: StatementTree[] = [];
  const issues: ScanIssue[] = [];
  const state = new StatementState(tokens, dialect);
  for (let index = from; index < to; index++) {
    if (isDynamic(tokens, index)) issues.push(dynamicSql(tokens, index, base));
    if (!startsStatement(tokens, index, from, dialect)) continue;
    const end = statementEnd(tokens, index, to, state, dialect);
    const parsed = parseTokens(tokens, index, end, base, dialect, { isRoutineBody: true });
    if (parsed.fault === null) trees.push(...parsed.trees.map((tree) => ({ ...tree, routine })));
    else issues.push(bodyUnread(parsed.fault));
    index = end - 1;
  }
  return { trees, issues };
}

function startsStatement(tokens: Tokens, index: number, from: number, dialect: Dialect): boolean {
  if (tokens.kindAt(index) !== tokenKinds.word || !bodyStarts.has(tokens.upperAt(index))) return false;
  if (index === from) return true;
  const previous = tokens.upperAt(index - 1);
  const word = tokens.upperAt(index);
  if (word === 'REPLACE' && tokens.upperAt(index + 1) !== 'INTO') return false;
  if (previous === 'IN' || previous === 'FOR' || previous === 'QUERY')
    return word === 'SELECT' || word === 'WITH';
  if (previous === 'ON') return false;
  return openers.has(previous) || (dialect === 'TSQL' && tokens.startsLine[index] === 1 && previous !== '(');
}

function statementEnd(
  tokens: Tokens,
  start: number,
  to: number,
  state: StatementState,
  dialect: Dialect,
): number {
  state.begin(start);
  for (let index = start + 1, depth = 0, cases = 0; index < to; index++) {
    const word = tokens.upperAt(index);
    if (word === '(') depth++;
    else if (word === ')') depth--;
    if (depth < 0) return index;
    if (word === 'CASE') cases++;
    else if (word === 'END' && cases > 0) cases--;
    else if (word === 'END' && depth === 0) return index;
    if (depth > 0) continue;
    if (word === ';' || (word === 'LOOP' && tokens.upperAt(start - 1) === 'IN')) return index;
    const isLine = dialect === 'TSQL' && tokens.startsLine[index] === 1;
    if (isLine && state.isStatementWord(index) && !state.continuesAt(index, false)) return index;
    state.track(index);
  }
  return to;
}

/** Where tokens outside a routine run SQL that is put together at run time. */
export function dynamicStatements(
  tokens: Tokens,
  from: number,
  to: number,
  base: number,
): readonly ScanIssue[] {
  const issues: ScanIssue[] = [];
  for (let index = from; index < to; index++)
    if (isDynamic(tokens, index)) issues.push(dynamicSql(tokens, index, base));
  return issues;
}

/** `EXECUTE IMMEDIATE`, `EXEC (@sql)`, `sp_executesql`, PL/pgSQL's `EXECUTE format(…)`. */
function isDynamic(tokens: Tokens, index: number): boolean {
  const word = tokens.upperAt(index);
  if (word === 'SP_EXECUTESQL') return true;
  if (word !== 'EXECUTE' && word !== 'EXEC') return false;
  const next = tokens.upperAt(index + 1);
  const kind = tokens.kindAt(index + 1);
  return next === 'IMMEDIATE' || next === '(' || next === 'FORMAT' || kind === tokenKinds.string;
}

function dynamicSql(tokens: Tokens, index: number, base: number): ScanIssue {
  return {
    severity: 'WARNING',
    code: 'DYNAMIC_SQL',
    message: 'SQL that is put together at run time cannot be read',
    charStart: tokens.startAt(index) - base,
    charEnd: tokens.endAt(index) - base,
    hint: null,
  };
}

function bodyUnread(fault: { message: string; charStart: number; charEnd: number }): ScanIssue {
  const { message, charStart, charEnd } = fault;
  return {
    severity: 'WARNING',
    code: 'BODY_UNREAD',
    message: `a statement of the body: ${message}`,
    charStart,
    charEnd,
    hint: null,
  };
}
