/** JSON (RFC 8259) read into a tree that keeps positions and repeated keys. */

export type JsonNode = JsonObject | JsonList | JsonScalar;

export interface JsonObject {
  readonly kind: 'OBJECT';
  readonly offset: number;
  /** In the order of the text; of a repeated key the last one stays. */
  readonly members: ReadonlyMap<string, JsonNode>;
}

export interface JsonList {
  readonly kind: 'LIST';
  readonly offset: number;
  readonly items: readonly JsonNode[];
}

export interface JsonScalar {
  readonly kind: 'SCALAR';
  readonly offset: number;
  readonly value: string | number | boolean | null;
}

export interface JsonTree {
  readonly root: JsonNode;
  /** Each further occurrence of a key in one object, with where it stands. */
  readonly repeated: readonly { readonly key: string; readonly offset: number }[];
}

/** Why a text is not JSON, and where; thrown by `parseJsonTree`. */
export class JsonTextError extends Error {
  readonly offset: number;
  readonly isTooDeep: boolean;

  constructor(message: string, offset: number, isTooDeep = false) {
    super(message);
    this.name = 'JsonTextError';
    this.offset = offset;
    this.isTooDeep = isTooDeep;
  }
}

/**
 * Strict JSON: comments, trailing commas and what follows the value are refused, each by its name. A byte
 * order mark at the start is passed over. Throws `JsonTextError`; linear in the text.
 */
export function parseJsonTree(text: string, maximumDepth: number): JsonTree {
  return new JsonTextReader(text, maximumDepth).read();
}

const ESCAPE = /["\\/bfnrt]|u[\da-fA-F]{4}/y;

class JsonTextReader {
  private readonly text: string;
  private readonly maximumDepth: number;
  private readonly repeated: { key: string; offset: number }[] = [];
  private at: number;

  constructor(text: string, maximumDepth: number) {
    this.text = text;
    this.maximumDepth = maximumDepth;
    this.at = text.startsWith('\uFEFF') ? 1 : 0;
  }

  read(): JsonTree {
    const root = this.value(0);
    if (this.peek() !== '') throw this.failure('the end of the text');
    return { root, repeated: this.repeated };
  }

  private value(depth: number): JsonNode {
    const next = this.peek();
    const offset = this.at;
    if (next === '{' || next === '[') {
      if (depth === this.maximumDepth)
        throw new JsonTextError(`the document nests deeper than ${this.maximumDepth} levels`, offset, true);
      this.at++;
      return next === '{' ? this.object(offset, depth + 1) : this.list(offset, depth + 1);
    }
    if (next === '"') return { kind: 'SCALAR', offset, value: this.string() };
    const word = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.])/y;
    word.lastIndex = offset;
    const found = word.exec(this.text)?.[0];
    if (found === undefined) throw this.failure('a value');
    this.at += found.length;
    return { kind: 'SCALAR', offset, value: JSON.parse(found) as number | boolean | null };
  }

  private object(offset: number, depth: number): JsonObject {
    const members = new Map<string, JsonNode>();
    if (this.peek() === '}') this.at++;
    else
      for (let isOpen = true; isOpen; ) {
        if (this.peek() !== '"') throw this.failure('a key in double quotes');
        const keyOffset = this.at;
        const key = this.string();
        this.expect(':');
        if (members.delete(key)) this.repeated.push({ key, offset: keyOffset });
        members.set(key, this.value(depth));
        isOpen = this.goesOn('}');
      }
    return { kind: 'OBJECT', offset, members };
  }

  private list(offset: number, depth: number): JsonList {
    const items: JsonNode[] = [];
    if (this.peek() === ']') this.at++;
    else
      for (let isOpen = true; isOpen; ) {
        items.push(this.value(depth));
        isOpen = this.goesOn(']');
      }
    return { kind: 'LIST', offset, items };
  }

  /** After a member: true at a comma that another one follows, false at the end. */
  private goesOn(end: '}' | ']'): boolean {
    const next = this.peek();
    if (next !== ',' && next !== end) throw this.failure(`a comma or ${end}`);
    const comma = this.at++;
    if (next === end) return false;
    if (this.peek() === end) throw new JsonTextError('a trailing comma is not JSON', comma);
    return true;
  }

  private string(): string {
    const start = this.at;
    for (let end = start + 1; ; end++) {
      const code = this.text.charCodeAt(end);
      if (Number.isNaN(code)) throw new JsonTextError('a string is not closed', start);
      if (code < 0x20) throw new JsonTextError('a control character stands in a string', end);
      if (code === 0x5c) end++;
      else if (code === 0x22) {
        this.at = end + 1;
        return this.unescaped(start, end + 1);
      }
    }
  }

  private unescaped(start: number, end: number): string {
    const quoted = this.text.slice(start, end);
    if (!quoted.includes('\\')) return quoted.slice(1, -1);
    for (let at = quoted.indexOf('\\'); at !== -1; at = quoted.indexOf('\\', at + 2)) {
      ESCAPE.lastIndex = at + 1;
      if (!ESCAPE.test(quoted)) throw new JsonTextError('an unknown escape stands in a string', start + at);
    }
    return JSON.parse(quoted) as string;
  }

  private expect(character: string): void {
    if (this.peek() !== character) throw this.failure(character);
    this.at++;
  }

  /** The next character that is no white space; empty at the end. */
  private peek(): string {
    let code = this.text.charCodeAt(this.at);
    while (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09)
      code = this.text.charCodeAt(++this.at);
    return this.text.charAt(this.at);
  }

  private failure(expected: string): JsonTextError {
    const next = this.peek();
    const following = this.text.charAt(this.at + 1);
    if (next === '/' && (following === '/' || following === '*'))
      return new JsonTextError('a comment is not JSON', this.at);
    const got = next === '' ? 'the end of the text' : JSON.stringify(next);
    return new JsonTextError(`expected ${expected}, got ${got}`, this.at);
  }
}
