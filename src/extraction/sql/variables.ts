/** Template variables: given values are put in place, and every offset finds its way back. */
import { type Tokens, tokenKinds, type VariableUse } from './tokens.js';

export interface VariableValue {
  readonly name: string;
  readonly value: string;
}

export interface Substitution {
  readonly text: string;
  readonly map: OffsetMap;
}

/** The text with given values in place; null when none is used in it. */
export function substitute(tokens: Tokens, variables: readonly VariableValue[]): Substitution | null {
  if (variables.length === 0) return null;
  const values = new Map(variables.map(({ name, value }) => [name, value]));
  const uses = usesOf(tokens).filter((use) => givenValue(values, use.name) !== undefined);
  if (uses.length === 0) return null;
  const replaced: Replacement[] = [];
  let text = '';
  let from = 0;
  for (const use of uses) {
    text += tokens.text.slice(from, use.start);
    const start = text.length;
    text += givenValue(values, use.name) ?? '';
    replaced.push({ start, end: text.length, originalStart: use.start, originalEnd: use.end });
    from = use.end;
  }
  return { text: text + tokens.text.slice(from), map: new OffsetMap(replaced) };
}

/** `${hiveconf:x}` is given as `hiveconf:x` or as `x`. */
function givenValue(values: ReadonlyMap<string, string>, name: string): string | undefined {
  return values.get(name) ?? values.get(name.slice(name.lastIndexOf(':') + 1));
}

function usesOf(tokens: Tokens): VariableUse[] {
  const uses = [...tokens.variables];
  for (let index = 0; index < tokens.count; index++) {
    const kind = tokens.kindAt(index);
    const start = tokens.startAt(index);
    if (kind === tokenKinds.parameter) {
      const name = tokens.textAt(index).replace(/^[:@$]+/, '');
      uses.push({ name, start, end: tokens.endAt(index), insideString: false });
    } else if (kind === tokenKinds.string || kind === tokenKinds.quotedName) {
      for (const match of tokens.textAt(index).matchAll(/\$\{([^}\r\n]*)\}|\{\{([^}\r\n]*)\}\}/g)) {
        const at = start + match.index;
        const name = (match[1] ?? match[2] ?? '').trim();
        uses.push({ name, start: at, end: at + match[0].length, insideString: true });
      }
    }
  }
  return uses.sort((a, b) => a.start - b.start);
}

interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly originalStart: number;
  readonly originalEnd: number;
}

/** Offsets of a rewritten text to those of the original: exact outside replaced parts, their edges inside. */
export class OffsetMap {
  private readonly replaced: readonly Replacement[];

  constructor(replaced: readonly Replacement[]) {
    this.replaced = replaced;
  }

  toOriginal(offset: number, edge: 'start' | 'end'): number {
    const before = this.lastAtOrBefore(edge === 'start' ? offset : offset - 1);
    if (before === null) return offset;
    if (offset < before.end || (edge === 'end' && offset === before.end)) {
      return edge === 'start' ? before.originalStart : before.originalEnd;
    }
    return before.originalEnd + (offset - before.end);
  }

  /** Whether a replaced part lies within the range. */
  touches(start: number, end: number): boolean {
    const last = this.lastAtOrBefore(end - 1);
    return last !== null && last.end >= start;
  }

  private lastAtOrBefore(offset: number): Replacement | null {
    let low = 0;
    let high = this.replaced.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.replaced[middle]?.start ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return this.replaced[low - 1] ?? null;
  }
}

/** Distinct names without a value, each with its first place. */
export function unresolvedVariables(tokens: Tokens): readonly VariableUse[] {
  const first = new Map<string, VariableUse>();
  for (const use of tokens.variables) if (!first.has(use.name)) first.set(use.name, use);
  return [...first.values()];
}
