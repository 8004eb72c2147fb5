/** One statement's text to its trees. */
import type { Dialect } from '../../catalog/vocabulary.js';
import type { StatementTree } from '../../lineage/tree.js';
import { tokenize } from './lexer.js';
import { lexisOf } from './lexis.js';
import { Cursor, SyntaxFault } from './syntax/cursor.js';
import { grammar } from './syntax/grammar.js';
import { statement } from './syntax/statement.js';
import { type Tokens, tokenKinds } from './tokens.js';

export interface ParseFault {
  readonly code: 'SYNTAX_ERROR' | 'LIMIT_EXCEEDED';
  readonly message: string;
  /** Offsets within the statement. */
  readonly charStart: number;
  readonly charEnd: number;
}

export type Parsed =
  /** No trees: the statement is understood to hold no query. */
  | { readonly trees: readonly StatementTree[]; readonly fault: null }
  | { readonly trees: null; readonly fault: ParseFault };

/** `text` is one statement; offsets of the trees are within it. Never throws for what the text says; cost is linear in its tokens. */
export function parseStatement(text: string, dialect: Dialect): Parsed {
  const tokens = tokenize(text, lexisOf(dialect));
  return parseTokens(tokens, 0, tokens.count, 0, dialect);
}

const maximumTokens = 1_000_000;

/** The same over the tokens `[from, to)` of a longer text; `base` is the offset trees count from. */
export function parseTokens(
  tokens: Tokens,
  from: number,
  to: number,
  base: number,
  dialect: Dialect,
  options: { readonly isRoutineBody: boolean } = { isRoutineBody: false },
): Parsed {
  if (to - from > maximumTokens) {
    const message = `${to - from} tokens, the limit is ${maximumTokens}`;
    return failed('LIMIT_EXCEEDED', message, tokens.startAt(from) - base, tokens.endAt(from) - base);
  }
  if (to > from && tokens.kindAt(to - 1) === tokenKinds.unterminated) {
    const start = tokens.startAt(to - 1) - base;
    return failed('SYNTAX_ERROR', 'a quote or comment never ends', start, start + 1);
  }
  try {
    const cursor = new Cursor(tokens, from, to, base, dialect, grammar);
    cursor.isRoutineBody = options.isRoutineBody;
    return { trees: statement(cursor), fault: null };
  } catch (error) {
    if (error instanceof SyntaxFault) return failed(error.code, error.message, error.offset, error.end);
    if (error instanceof RangeError) return failed('LIMIT_EXCEEDED', 'nested too deep to read', 0, 0);
    throw error;
  }
}

function failed(code: ParseFault['code'], message: string, charStart: number, charEnd: number): Parsed {
  return { trees: null, fault: { code, message, charStart, charEnd } };
}
