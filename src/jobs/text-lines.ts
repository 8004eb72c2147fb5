/** Lines of a text, to say where an offset stands. */

import type { TextPosition } from './definitions.js';

/** Offsets to line and column, both 1-based; building is linear, a look-up logarithmic in the lines. */
export class TextLines {
  private readonly starts: number[] = [0];

  constructor(text: string) {
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1))
      this.starts.push(end + 1);
  }

  at(offset: number): TextPosition {
    let [low, high] = [0, this.starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { offset, line: low + 1, column: offset - (this.starts[low] ?? 0) + 1 };
  }
}
