/**
 * Tokens to statements in one pass. Law: the pieces, each with the gap before it, concatenate to the input;
 * outside a statement lie only white space, comments and terminators.
 */
import type { Dialect } from '../../catalog/vocabulary.js';
import type { BoundaryKind } from './facts.js';
import { tokenize } from './lexer.js';
import { lexisOf } from './lexis.js';
import { RoutineState } from './routine-state.js';
import { StatementState } from './statement-state.js';
import { type Tokens, tokenKinds } from './tokens.js';

export interface Piece {
  /** Where the piece begins: the end of the one before it. */
  readonly start: number;
  /** Behind the terminator. */
  readonly end: number;
  /** The statement's own tokens, without terminator. */
  readonly from: number;
  readonly to: number;
  /** The statement's own text. */
  readonly charStart: number;
  readonly charEnd: number;
  readonly boundary: BoundaryKind;
}

/** The statements of `text`; the last piece's `end` and `text.length` may part by white space and comments only. */
export function splitStatements(text: string, dialect: Dialect): readonly Piece[] {
  return splitTokens(tokenize(text, lexisOf(dialect)), dialect);
}

export function splitTokens(tokens: Tokens, dialect: Dialect): readonly Piece[] {
  return new Splitter(tokens, dialect).run();
}

class Splitter {
  private readonly tokens: Tokens;
  private readonly pieces: Piece[] = [];
  private pieceStart = 0;
  private from = -1;
  private depth = 0;
  private isPropertyLine = false;
  private routine: RoutineState;
  private state: StatementState;

  constructor(tokens: Tokens, dialect: Dialect) {
    this.tokens = tokens;
    this.routine = new RoutineState(tokens, dialect);
    this.state = new StatementState(tokens, dialect);
  }

  run(): readonly Piece[] {
    const { tokens } = this;
    for (let index = 0; index < tokens.count; index++) {
      const kind = tokens.kindAt(index);
      if (kind === tokenKinds.delimiter) this.close(index, tokens.endAt(index), 'DELIMITER');
      else if (kind === tokenKinds.driverLine) this.driverLine(index);
      else if (this.from < 0) this.open(index);
      else this.inside(index);
    }
    this.close(tokens.count, tokens.text.length, 'END_OF_FILE');
    return this.pieces;
  }

  private driverLine(index: number): void {
    this.close(index, this.tokens.startAt(index), 'DELIMITER');
    this.begin(index);
    this.close(index + 1, this.tokens.endAt(index), 'DELIMITER');
  }

  private open(index: number): void {
    if (this.tokens.upperAt(index) === ';' || this.tokens.kindAt(index) === tokenKinds.copyRows) return;
    this.begin(index);
    this.isPropertyLine = isPropertyLine(this.tokens, index);
    this.routine.begin(index);
    this.state.begin(index);
    this.track(index);
  }

  private begin(index: number): void {
    this.from = index;
    this.depth = 0;
  }

  private inside(index: number): void {
    const { tokens } = this;
    const symbol = tokens.upperAt(index);
    const startsLine = tokens.startsLine[index] === 1;
    if (symbol === ';') {
      if (this.endsHere(index)) this.close(index, this.terminatorEnd(index), 'SEMICOLON');
      return;
    }
    if (startsLine && this.isSoftBoundary(index)) {
      this.close(index, tokens.startAt(index), 'KEYWORD');
      this.open(index);
      return;
    }
    this.track(index);
  }

  private track(index: number): void {
    const symbol = this.tokens.upperAt(index);
    if (symbol === '(') this.depth++;
    else if (symbol === ')') this.depth = Math.max(0, this.depth - 1);
    this.routine.track(index);
    if (this.depth === 0) this.state.track(index);
  }

  /** A `;` inside parentheses ends nothing, unless its line ends with it: then a parenthesis is missing. */
  private endsHere(index: number): boolean {
    if (!this.routine.endsAtSemicolon(index)) return false;
    if (this.depth === 0) return true;
    const next = index + 1;
    return next >= this.tokens.count || this.tokens.startsLine[next] === 1;
  }

  /** Rows of a COPY stand behind its semicolon and belong to it. */
  private terminatorEnd(index: number): number {
    const rows = this.tokens.kindAt(index + 1) === tokenKinds.copyRows ? 1 : 0;
    return this.tokens.endAt(index + rows);
  }

  private isSoftBoundary(index: number): boolean {
    if (this.isPropertyLine) return true;
    if (this.depth !== 0 || this.routine.isOpen) return false;
    return this.state.isStatementWord(index) && !this.state.continuesAt(index, this.routine.isRoutine);
  }

  private close(to: number, end: number, boundary: BoundaryKind): void {
    if (this.from < 0) {
      if (boundary === 'DELIMITER' && this.pieces.length > 0) this.extendLast(end);
      return;
    }
    const { tokens, from } = this;
    this.pieces.push({
      start: this.pieceStart,
      end,
      from,
      to,
      charStart: tokens.startAt(from),
      charEnd: tokens.endAt(to - 1),
      boundary,
    });
    this.pieceStart = end;
    this.from = -1;
  }

  /** `;` and then GO: one terminator. */
  private extendLast(end: number): void {
    const last = this.pieces.at(-1);
    if (last === undefined || end <= last.end) return;
    this.pieces[this.pieces.length - 1] = { ...last, end };
    this.pieceStart = end;
  }
}

/** A bare `key = value` line, as configuration fragments hold. */
function isPropertyLine(tokens: Tokens, from: number): boolean {
  let index = from;
  while (tokens.kindAt(index) === tokenKinds.word) {
    const next = tokens.upperAt(index + 1);
    if (next === '=') return true;
    if (next !== '.' && next !== ':' && next !== '-') return false;
    if (tokens.startsLine[index + 1] === 1) return false;
    index += 2;
  }
  return false;
}
