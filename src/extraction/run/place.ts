/** Places in a source from places in one of its statements. */
import type { Position } from '../../catalog/index.js';

interface StatementStart {
  readonly charStart: number;
  readonly charEnd: number;
  readonly line: number;
  readonly column: number;
}

/** Offsets, line and column in the source; the statement's own place where the position is not known. */
export function placeInSource(statement: StatementStart, position: Position | null): Position {
  if (position === null) {
    const { charStart, charEnd, line, column } = statement;
    return { charStart, charEnd, line, column };
  }
  return {
    charStart: statement.charStart + position.charStart,
    charEnd: statement.charStart + position.charEnd,
    line: statement.line + position.line - 1,
    column: position.line === 1 ? statement.column + position.column - 1 : position.column,
  };
}
