/** Character classes by code, with a table for ASCII: the lexer's inner loop. */

const space = 1;
const wordStart = 2;
const digit = 4;
const classes = new Uint8Array(128);
for (const code of [0, 9, 10, 11, 12, 13, 32]) classes[code] = space;
for (let code = 48; code <= 57; code++) classes[code] = digit;
for (let code = 65; code <= 90; code++) classes[code] = classes[code + 32] = wordStart;
classes[95] = wordStart;

const otherSpaces = new Set([
  0x85, 0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000, 0xfeff, 0x200b, 0x2000, 0x2001, 0x2002, 0x2003,
  0x2004, 0x2005, 0x2006, 0x2007, 0x2008, 0x2009, 0x200a,
]);

export function isSpaceCode(code: number): boolean {
  return code < 128 ? classes[code] === space : otherSpaces.has(code);
}

export function isWordStartCode(code: number): boolean {
  return code < 128 ? classes[code] === wordStart : code >= 128 && !otherSpaces.has(code);
}

/** Letters, digits, `_`, and `$`/`#` where `isWordStartCode` began a word. NaN (past the end) is none. */
export function isWordCode(code: number): boolean {
  return code < 128
    ? ((classes[code] ?? 0) & (wordStart | digit)) !== 0
    : code >= 128 && !otherSpaces.has(code);
}

export function isDigitCode(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Upper case of ASCII letters; a text with other letters stays as it is, so that `ı` never becomes `I`. */
export function asciiUpper(text: string): string {
  const known = upperCache.get(text);
  if (known !== undefined) return known;
  const upper = /^[\x20-\x7e]*$/.test(text) ? text.toUpperCase() : text;
  if (upperCache.size < 20_000 && text.length < 64) upperCache.set(text, upper);
  return upper;
}

const upperCache = new Map<string, string>();
