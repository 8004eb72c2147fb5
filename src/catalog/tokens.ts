/**
 * Tokens of a name: what search matches and semantics read. Names are split as written, never from a
 * lower-cased copy, because `customerId` and `HTTPServer` say where their words end by their case.
 */

/** Words of a name in order, as written: `HTTPServer2_orderIDs` → `HTTP Server 2 order IDs`. */
export function splitName(name: string): readonly string[] {
  return name
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/(\p{L})(\p{N}{2,}|\p{N}+(?=[^\p{L}\p{N}]*$))/gu, '$1 $2')
    .replace(/(\p{N}{2,})(\p{L})/gu, '$1 $2')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** Normal form of a token: lower case, without a plural ending when longer than three characters. */
export function normalToken(word: string): string {
  const token = word.toLowerCase();
  if (token.length <= 3) return token;
  if (token.endsWith('ies')) return `${token.slice(0, -3)}y`;
  if (/(?:s|x|ch|sh)es$/.test(token)) return token.slice(0, -2);
  return /[^s]s$/.test(token) ? token.slice(0, -1) : token;
}

const tokensByName = new Map<string, readonly string[]>();
const maxNames = 50_000;

/** Normal tokens of a name, in order. Remembered, because an estate names thousands of columns alike. */
export function tokensOf(name: string): readonly string[] {
  const known = tokensByName.get(name);
  if (known !== undefined) return known;
  const tokens = splitName(name).map(normalToken);
  if (tokensByName.size === maxNames) tokensByName.clear();
  tokensByName.set(name, tokens);
  return tokens;
}
