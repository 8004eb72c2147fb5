/** Names and strings as written, without their quotes. */

/** `"a""b"` → `a"b`, `` `x` `` → `x`, `[x]` → `x`, `'x'` → `x`; anything else unchanged. */
export function unquote(raw: string): string {
  const open = raw.charAt(0);
  const close = open === '[' ? ']' : open;
  if (raw.length < 2 || !'"`[\''.includes(open) || !raw.endsWith(close)) return raw;
  const inner = raw.slice(1, -1);
  return inner.includes(close) ? inner.replaceAll(close + close, close) : inner;
}

/** The value of a string literal: prefix and quotes removed, doubled quotes and simple escapes undone. */
export function stringValue(raw: string): string {
  const dollar = /^\$[^$]*\$/.exec(raw)?.[0];
  if (dollar !== undefined && raw.length >= dollar.length * 2)
    return raw.slice(dollar.length, -dollar.length);
  const open = raw.search(/['"]/);
  if (open < 0) return raw;
  const quote = raw.charAt(open);
  if (raw.startsWith(quote.repeat(3), open) && raw.length >= open + 6) return raw.slice(open + 3, -3);
  const inner = raw.slice(open + 1, -1);
  return inner.replaceAll(quote + quote, quote).replaceAll(`\\${quote}`, quote);
}
