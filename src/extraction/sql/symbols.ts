/** Operators of more than one character, longest first, found by their first character. */

const symbols = (
  '<<= >>= -|- ~~* !~~* !~~ !~* ~~ ~* !~ ->> #>> #> #- @@@ @@ @> @? <@ <=> <-> <#> <> <= << <+> >= >> ' +
  '!= !< !> == => := :: || ||/ |/ |> |= && &< &> ?| ?& -> ** ^= += -= *= /= %= ~= ^@ .. ... //'
).split(' ');

const byFirst = new Map<number, string[]>();
for (const symbol of symbols) {
  const first = symbol.charCodeAt(0);
  byFirst.set(
    first,
    [...(byFirst.get(first) ?? []), symbol].sort((a, b) => b.length - a.length),
  );
}

/** Length of the symbol at `position`; 1 for anything unknown, 2 for a surrogate pair. */
export function longestSymbol(text: string, position: number): number {
  const code = text.charCodeAt(position);
  const candidates = byFirst.get(code);
  if (candidates !== undefined) {
    for (const symbol of candidates) if (text.startsWith(symbol, position)) return symbol.length;
  }
  return code >= 0xd800 && code < 0xdc00 && position + 1 < text.length ? 2 : 1;
}
