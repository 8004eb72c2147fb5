/** Offsets to line and column, cheap when asked in rising order. */
import type { Position } from '../../catalog/declarations.js';
import { endsLine } from '../../line-breaks.js';

export class LinePositions {
  private readonly text: string;
  private readonly base: number;
  private offset: number;
  private line = 1;
  private lineStart: number;

  /** Offsets asked for count from `base`, lines and columns from it too. */
  constructor(text: string, base = 0) {
    this.text = text;
    this.base = base;
    this.offset = base;
    this.lineStart = base;
  }

  /** Line and column (1-based) of an offset relative to the base. */
  at(relative: number): { readonly line: number; readonly column: number } {
    const target = this.base + relative;
    if (target < this.lineStart) {
      this.offset = this.base;
      this.lineStart = this.base;
      this.line = 1;
    }
    for (; this.offset < target; this.offset++) {
      if (!endsLine(this.text, this.offset)) continue;
      this.line++;
      this.lineStart = this.offset + 1;
    }
    return { line: this.line, column: target - this.lineStart + 1 };
  }

  position(charStart: number, charEnd: number): Position {
    return { charStart, charEnd, ...this.at(charStart) };
  }
}
