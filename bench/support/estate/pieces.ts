/**
 * SQL text in the making: strings and references to columns. When the text is put together, every
 * reference gets its place, so that the truth about a column removed later is exact.
 */

/** A column of a base table or view, as named in the text. */
export interface Reference {
  /** `schema.table.column`, lower case. */
  readonly column: string;
  readonly text: string;
}

export type Piece = string | Reference | readonly Piece[];

export interface PlacedReference extends Reference {
  /** 0-based offset of the first character. */
  readonly offset: number;
}

export interface Rendered {
  readonly text: string;
  readonly references: readonly PlacedReference[];
}

export function render(piece: Piece): Rendered {
  const parts: string[] = [];
  const references: PlacedReference[] = [];
  let offset = 0;
  const write = (item: Piece): void => {
    if (typeof item === 'string') {
      parts.push(item);
      offset += item.length;
    } else if ('column' in item) {
      references.push({ ...item, offset });
      write(item.text);
    } else {
      item.forEach(write);
    }
  };
  write(piece);
  return { text: parts.join(''), references };
}

/** `items` with `separator` between them. */
export function joined(items: readonly Piece[], separator: string): Piece {
  return items.map((item, index) => (index === 0 ? item : [separator, item]));
}

/** 1-based line and column of an offset. */
export function placeOf(text: string, offset: number): { line: number; column: number } {
  let line = 1;
  let start = 0;
  for (let end = text.indexOf('\n'); end !== -1 && end < offset; end = text.indexOf('\n', start)) {
    line += 1;
    start = end + 1;
  }
  return { line, column: offset - start + 1 };
}
