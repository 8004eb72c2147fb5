/** Line breaks of SQL text: LF, CR LF as one, and a lone CR (old Mac). */

/** Whether the character at `offset` ends its line; of CR LF it is the LF. */
export function endsLine(text: string, offset: number): boolean {
  const code = text.charCodeAt(offset);
  return code === 10 || (code === 13 && text.charCodeAt(offset + 1) !== 10);
}

/** Offset of the first LF or CR from `from` on, or the end of the text. */
export function lineEnd(text: string, from: number): number {
  lineBreak.lastIndex = from;
  return lineBreak.test(text) ? lineBreak.lastIndex - 1 : text.length;
}

const lineBreak = /[\r\n]/g;

/** Offsets at which lines begin, rising; the first is 0. */
export function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = lineEnd(text, 0); at < text.length; at = lineEnd(text, at + 1))
    if (endsLine(text, at)) starts.push(at + 1);
  return starts;
}
