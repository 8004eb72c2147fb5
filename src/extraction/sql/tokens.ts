/**
 * A source text as tokens, in columns: kinds, offsets, and for words and symbols their upper-case text.
 * White space and comments are no tokens; they lie in the gaps.
 */
export const tokenKinds = {
  word: 0,
  quotedName: 1,
  string: 2,
  number: 3,
  symbol: 4,
  /** `?`, `:x`, `@x`, `$1`, `%(x)s`. */
  parameter: 5,
  /** A word that holds an unresolved template variable: `${db}`, `t_${day}`, `@schema` before a dot. */
  placeholder: 6,
  /** A whole line of a client program: `\i file`, `.mode csv`, `PROMPT …`. */
  driverLine: 7,
  /** `GO`, `/`, `DELIMITER x`, or the delimiter such a line set. */
  delimiter: 8,
  /** Rows of a `COPY … FROM stdin`, up to and with `\.`. */
  copyRows: 9,
  /** A quote or comment that never ends; it reaches to the end of the text. */
  unterminated: 10,
} as const;
export type TokenKind = (typeof tokenKinds)[keyof typeof tokenKinds];

/** A template variable found in the text. */
export interface VariableUse {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly insideString: boolean;
}

export class Tokens {
  readonly text: string;
  count = 0;
  kind: Uint8Array;
  start: Int32Array;
  end: Int32Array;
  /** 1 when a line break stands between the token and the one before it. */
  startsLine: Uint8Array;
  /** Upper-case text (ASCII letters only) of words, the text of symbols, else ''. */
  readonly upper: string[] = [];
  readonly variables: VariableUse[] = [];

  constructor(text: string) {
    this.text = text;
    const capacity = Math.max(16, text.length >> 2);
    this.kind = new Uint8Array(capacity);
    this.start = new Int32Array(capacity);
    this.end = new Int32Array(capacity);
    this.startsLine = new Uint8Array(capacity);
  }

  push(kind: TokenKind, start: number, end: number, upper: string, startsLine: boolean): void {
    const at = this.count;
    if (at === this.kind.length) this.grow();
    this.kind[at] = kind;
    this.start[at] = start;
    this.end[at] = end;
    this.startsLine[at] = startsLine ? 1 : 0;
    this.upper.push(upper);
    this.count = at + 1;
  }

  kindAt(index: number): number {
    return this.kind[index] ?? -1;
  }

  startAt(index: number): number {
    return this.start[index] ?? this.text.length;
  }

  endAt(index: number): number {
    return this.end[index] ?? this.text.length;
  }

  /** '' past the end and for everything that is neither word nor symbol. */
  upperAt(index: number): string {
    return this.upper[index] ?? '';
  }

  textAt(index: number): string {
    return index < this.count ? this.text.slice(this.startAt(index), this.endAt(index)) : '';
  }

  private grow(): void {
    const capacity = this.kind.length * 2;
    this.kind = copyInto(new Uint8Array(capacity), this.kind);
    this.start = copyInto(new Int32Array(capacity), this.start);
    this.end = copyInto(new Int32Array(capacity), this.end);
    this.startsLine = copyInto(new Uint8Array(capacity), this.startsLine);
  }
}

function copyInto<T extends Uint8Array | Int32Array>(target: T, source: T): T {
  target.set(source);
  return target;
}
