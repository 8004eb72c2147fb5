/** Tokens of a type text: words, quoted names, strings, numbers and punctuation, with their offsets. */

export interface TypeToken {
  readonly kind: 'word' | 'quoted' | 'string' | 'number' | 'symbol';
  /** Lower-cased for words; as written otherwise, without quotes. */
  readonly text: string;
  /** As written, without quotes. */
  readonly raw: string;
  readonly start: number;
  readonly end: number;
}

const pattern =
  /\s+|--[^\n]*|\/\*[\s\S]*?\*\/|([\p{L}_@#$][\p{L}\p{N}_@#$]*)|"((?:[^"]|"")*)"|`((?:[^`]|``)*)`|\[([^\d\]][^\]]*)\]|'((?:[^'\\]|''|\\.)*)'|(-?\d+(?:\.\d+)?)|([()<>,:;.[\]*%=+-])/uy;

/** The tokens of a text, or the offset at which no token starts. */
export function typeTokens(text: string): readonly TypeToken[] | number {
  const tokens: TypeToken[] = [];
  let at = 0;
  while (at < text.length) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match === null) return at;
    const token = tokenOf(match, at);
    if (token !== null) tokens.push(token);
    at = pattern.lastIndex;
  }
  return tokens;
}

function tokenOf(match: RegExpExecArray, start: number): TypeToken | null {
  const [whole, word, double, back, bracket, string, number, symbol] = match;
  const end = start + whole.length;
  if (word !== undefined) return { kind: 'word', text: word.toLowerCase(), raw: word, start, end };
  if (double !== undefined) return quoted(double.replaceAll('""', '"'), start, end);
  if (back !== undefined) return quoted(back.replaceAll('``', '`'), start, end);
  if (bracket !== undefined) return quoted(bracket, start, end);
  if (string !== undefined) {
    const text = string.replaceAll("''", "'").replace(/\\(.)/g, '$1');
    return { kind: 'string', text, raw: text, start, end };
  }
  if (number !== undefined) return { kind: 'number', text: number, raw: number, start, end };
  return symbol === undefined ? null : { kind: 'symbol', text: symbol, raw: symbol, start, end };
}

function quoted(text: string, start: number, end: number): TypeToken {
  return { kind: 'quoted', text, raw: text, start, end };
}
