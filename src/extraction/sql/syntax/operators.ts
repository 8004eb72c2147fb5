/** How tightly operators bind. */
import { tokenKinds } from '../tokens.js';
import type { Cursor } from './cursor.js';

export const comparison = 5;
export const otherOperator = 6;

const powers: Readonly<Record<string, number>> = Object.assign(Object.create(null), {
  ':=': 1,
  OR: 1,
  XOR: 2,
  AND: 3,
  '=': comparison,
  '==': comparison,
  '<>': comparison,
  '!=': comparison,
  '<': comparison,
  '>': comparison,
  '<=': comparison,
  '>=': comparison,
  '!<': comparison,
  '!>': comparison,
  '^=': comparison,
  '<=>': comparison,
  IS: comparison,
  IN: comparison,
  BETWEEN: comparison,
  LIKE: comparison,
  ILIKE: comparison,
  RLIKE: comparison,
  REGEXP: comparison,
  GLOB: comparison,
  MATCH: comparison,
  SIMILAR: comparison,
  SOUNDS: comparison,
  NOT: comparison,
  ISNULL: comparison,
  NOTNULL: comparison,
  OVERLAPS: comparison,
  MEMBER: comparison,
  '||': otherOperator,
  '+': 7,
  '-': 7,
  '*': 8,
  '/': 8,
  '//': 8,
  '%': 8,
  DIV: 8,
  MOD: 8,
  '^': 9,
  '**': 9,
});

const otherSymbols = new Set(
  '| & << >> # -> ->> #> #>> @> <@ ? ?| ?& @? @@ @@@ <-> <#> <+> ~ ~* !~ !~* ~~ ~~* !~~ !~~* && &< &> <<= >>= -|- |> #- |= ^@'.split(
    ' ',
  ),
);

/** 0 when no operator stands at the head. */
export function powerOf(cursor: Cursor): number {
  const word = cursor.peek();
  if (word === '') return 0;
  const power = powers[word];
  if (power !== undefined) return power;
  if (otherSymbols.has(word) && cursor.kind() === tokenKinds.symbol) return otherOperator;
  return word === 'OPERATOR' && cursor.peek(1) === '(' ? otherOperator : 0;
}
