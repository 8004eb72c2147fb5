/** The place in the tokens of a type text: what the parser and its tables of names read through. */
import type { Dialect } from '../vocabulary.js';
import type { TypeArgument, TypeReader } from './type-reader.js';
import type { TypeToken } from './type-tokens.js';

const MAX_NUMBER = 2 ** 31 - 1;

/** What stands at the offset is not what a type needs there. */
export class Unreadable extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

export class TypeCursor implements TypeReader {
  readonly dialect: Dialect;
  protected position = 0;
  protected readonly tokens: readonly TypeToken[];

  constructor(tokens: readonly TypeToken[], dialect: Dialect) {
    this.tokens = tokens;
    this.dialect = dialect;
  }

  words(...expected: readonly string[]): boolean {
    for (const [index, word] of expected.entries()) {
      const token = this.tokens[this.position + index];
      if (token?.kind !== 'word' || token.text !== word) return false;
    }
    this.position += expected.length;
    return true;
  }

  arguments(): readonly TypeArgument[] {
    if (!this.symbol('(')) return [];
    const list: TypeArgument[] = [];
    while (!this.symbol(')')) {
      const words: string[] = [];
      let number: number | null = null;
      for (let token = this.peek(); token !== null && !isOneOf(token, ',', ')'); token = this.peek()) {
        if (token.kind === 'number' && number === null) number = this.wholeNumber(token);
        else words.push(token.text);
        this.position += 1;
      }
      if (this.peek() === null) throw this.unreadable(')');
      list.push({ number, words });
      this.symbol(',');
    }
    return list;
  }

  protected opens(): boolean {
    const token = this.peek();
    return token !== null && isOneOf(token, '<', '(');
  }

  protected skipBalanced(): void {
    if (!this.opens()) return;
    let depth = 0;
    do {
      const token = this.peek();
      if (token === null) return;
      if (isOneOf(token, '(', '<')) depth += 1;
      if (isOneOf(token, ')', '>')) depth -= 1;
      this.position += 1;
    } while (depth > 0);
  }

  protected number(): number | null {
    const token = this.peek();
    if (token?.kind !== 'number') return null;
    const number = this.wholeNumber(token);
    this.position += 1;
    return number;
  }

  /** Lengths, precisions and scales are GraphQL integers of 32 bits: no database has larger ones. */
  private wholeNumber(token: TypeToken): number {
    const number = Number(token.text);
    if (Number.isInteger(number) && Math.abs(number) <= MAX_NUMBER) return number;
    throw this.unreadable(`a whole number up to ${MAX_NUMBER}`);
  }

  protected symbol(text: string): boolean {
    if (!isOneOf(this.peek(), text)) return false;
    this.position += 1;
    return true;
  }

  protected expect(text: string): void {
    if (!this.symbol(text)) throw this.unreadable(text);
  }

  protected peek(): TypeToken | null {
    return this.tokens[this.position] ?? null;
  }

  protected unreadable(expected: string): Unreadable {
    const token = this.peek();
    const end = this.tokens[this.tokens.length - 1]?.end ?? 0;
    return new Unreadable(`type: expected ${expected}, got ${token?.raw ?? 'the end'}`, token?.start ?? end);
  }
}

/** Whether the token is one of these symbols. */
export function isOneOf(token: TypeToken | null | undefined, ...symbols: readonly string[]): boolean {
  return token?.kind === 'symbol' && symbols.includes(token.text);
}
