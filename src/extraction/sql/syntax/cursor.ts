/**
 * The reading head over the tokens of one statement, with what all grammar files share. Offsets it hands
 * out are relative to `base`, the start of the statement.
 */
import type { Dialect } from '../../../catalog/vocabulary.js';
import type {
  Expression,
  Name,
  Projection,
  Query,
  Source,
  Span,
  StatementTree,
  TableName,
} from '../../../lineage/tree.js';
import { unquote } from '../names.js';
import { type Tokens, tokenKinds } from '../tokens.js';
import type { Siblings } from './visible-ctes.js';

/** The statement is not what the grammar expects at this token. */
export class SyntaxFault extends Error {
  readonly offset: number;
  readonly end: number;
  readonly code: 'SYNTAX_ERROR' | 'LIMIT_EXCEEDED';

  constructor(message: string, offset: number, end: number, code: SyntaxFault['code'] = 'SYNTAX_ERROR') {
    super(message);
    this.offset = offset;
    this.end = end;
    this.code = code;
  }
}

/** Expressions, queries and sources contain each other; grammar files reach one another through this. */
export interface Grammar {
  expression(cursor: Cursor): Expression;
  query(cursor: Cursor): Query;
  fromItem(cursor: Cursor): Source;
  /** The body of a CTE: a query, or in PostgreSQL a write with RETURNING. */
  cteBody(cursor: Cursor, siblings: Siblings): Query;
}

/** Nesting at which a statement is refused: far above what people write, far below the stack's end. */
export const maximumDepth = 256;
const maximumExpressionDepth = 768;

const trailingCommas = new Set<Dialect>(['BIGQUERY', 'DUCKDB', 'SNOWFLAKE']);

/** Whether a word begins a query inside parentheses. VALUES( is MySQL's function, FROM is Hive's and DuckDB's. */
function startsQuery(word: string, next: string, nextKind: number): boolean {
  if (word === 'SELECT') return true;
  if (word === 'WITH') return nextKind !== tokenKinds.symbol;
  if (word === 'VALUES') return next === '(';
  if (word === 'TABLE') return nextKind === tokenKinds.word || nextKind === tokenKinds.quotedName;
  return word === 'FROM' && nextKind !== tokenKinds.symbol;
}

export class Cursor {
  readonly tokens: Tokens;
  readonly dialect: Dialect;
  readonly grammar: Grammar;
  readonly base: number;
  /** Index after the last token of the statement. */
  readonly limit: number;
  at: number;
  /** Target of a SELECT … INTO met on the way. */
  selectInto: TableName | null = null;
  /** Of a procedure, function or block. */
  isRoutineBody = false;
  /** RETURNING of the write read last. */
  returning: readonly Projection[] = [];
  /** What `VALUES(c)` reads a column of, where it is no function. */
  valuesRow: Name | null = null;
  /** Writes inside WITH. */
  readonly innerWrites: StatementTree[] = [];
  /** Characters of CTEs that those carry. */
  carriedChars = 0;
  /** Set once a join without a condition was found not to nest: no second try. */
  joinsAreFlat = false;
  nestedJoins = 0;
  private depth = 0;
  private queryDepth = 0;

  constructor(tokens: Tokens, from: number, limit: number, base: number, dialect: Dialect, grammar: Grammar) {
    this.tokens = tokens;
    this.at = from;
    this.limit = limit;
    this.base = base;
    this.dialect = dialect;
    this.grammar = grammar;
  }

  /** Upper-case word or symbol `ahead` tokens on; '' at the end and for strings, numbers and quoted names. */
  peek(ahead = 0): string {
    const index = this.at + ahead;
    return index < this.limit ? (this.tokens.upper[index] ?? '') : '';
  }

  kind(ahead = 0): number {
    const index = this.at + ahead;
    return index < this.limit ? this.tokens.kindAt(index) : -1;
  }

  get isAtEnd(): boolean {
    return this.at >= this.limit;
  }

  is(...words: readonly string[]): boolean {
    for (let index = 0; index < words.length; index++) if (this.peek(index) !== words[index]) return false;
    return true;
  }

  /** Takes the words or symbols when all of them follow. */
  take(...words: readonly string[]): boolean {
    if (!this.is(...words)) return false;
    this.at += words.length;
    return true;
  }

  takeAny(words: ReadonlySet<string>): string | null {
    const word = this.peek();
    if (word === '' || !words.has(word)) return null;
    this.at++;
    return word;
  }

  expect(word: string): void {
    if (!this.take(word)) this.fail(word);
  }

  /** Start of the next token, relative. */
  get start(): number {
    return (this.at < this.limit ? this.tokens.startAt(this.at) : this.end + this.base) - this.base;
  }

  /** End of the token just taken, relative. */
  get end(): number {
    return this.at === 0 ? 0 : this.tokens.endAt(this.at - 1) - this.base;
  }

  spanFrom(start: number): Span {
    return { start, end: this.end };
  }

  /** Text between two relative offsets. */
  slice(start: number, end: number): string {
    return this.tokens.text.slice(start + this.base, end + this.base);
  }

  tokenText(ahead = 0): string {
    return this.tokens.textAt(this.at + ahead);
  }

  fail(expected: string): never {
    const start = this.start;
    const got = this.at < this.limit ? this.tokenText().slice(0, 40) : 'the end of the statement';
    const end = this.at < this.limit ? this.tokens.endAt(this.at) - this.base : start;
    throw new SyntaxFault(`expected ${expected}, got ${got}`, start, end);
  }

  /** Runs `read` one level deeper. */
  nested<T>(read: () => T): T {
    if (++this.depth > maximumExpressionDepth) this.tooDeep(maximumExpressionDepth);
    const value = read();
    this.depth--;
    return value;
  }

  nestedQuery<T>(read: () => T): T {
    if (++this.queryDepth > maximumDepth) this.tooDeep(maximumDepth);
    const value = this.nested(read);
    this.queryDepth--;
    return value;
  }

  private tooDeep(maximum: number): never {
    throw new SyntaxFault(`nested deeper than ${maximum}`, this.start, this.start, 'LIMIT_EXCEEDED');
  }

  /** `read`, or null with the head where it was, when the grammar does not fit. */
  attempt<T>(read: () => T): T | null {
    const { at, depth, queryDepth } = this;
    try {
      return read();
    } catch (fault) {
      if (!(fault instanceof SyntaxFault) || fault.code !== 'SYNTAX_ERROR') throw fault;
      this.at = at;
      this.depth = depth;
      this.queryDepth = queryDepth;
      return null;
    }
  }

  /** The query of `( SELECT … )` that starts here; null, with nothing taken, when no query stands in the parentheses. */
  attemptSubquery(): Query | null {
    let ahead = 0;
    while (this.peek(ahead) === '(') ahead++;
    if (ahead === 0 || !startsQuery(this.peek(ahead), this.peek(ahead + 1), this.kind(ahead + 1)))
      return null;
    if (this.valuesRow !== null && this.peek(ahead) === 'VALUES') return null;
    const { at, depth } = this;
    this.at++;
    const query = ahead === 1 ? this.grammar.query(this) : this.attempt(() => this.grammar.query(this));
    if (query !== null && this.take(')')) return query;
    if (ahead === 1) this.fail(')');
    this.at = at;
    this.depth = depth;
    return null;
  }

  /** Items parted by commas; where the dialect lets it, a comma may stand before a closing token. */
  list<T>(read: () => T, closers?: ReadonlySet<string>): T[] {
    const items = [read()];
    while (this.take(',')) {
      const mayEnd = closers !== undefined && trailingCommas.has(this.dialect);
      if (mayEnd && (this.isAtEnd || closers.has(this.peek()))) break;
      items.push(read());
    }
    return items;
  }

  parenthesised<T>(read: () => T): T {
    this.expect('(');
    const value = read();
    this.expect(')');
    return value;
  }

  /** Steps over a balanced `( … )` that starts here. */
  skipParentheses(): void {
    this.expect('(');
    for (let depth = 1; depth > 0; this.at++) {
      if (this.isAtEnd) this.fail(')');
      const symbol = this.peek();
      if (symbol === '(') depth++;
      else if (symbol === ')') depth--;
    }
  }

  get isName(): boolean {
    const kind = this.kind();
    return kind === tokenKinds.word || kind === tokenKinds.quotedName || kind === tokenKinds.placeholder;
  }

  /** The next token as a name, whatever word it is. A string is a name where the caller allows it. */
  name(allowString = false): Name {
    if (!this.isName && !(allowString && this.kind() === tokenKinds.string)) this.fail('a name');
    const raw = this.tokenText();
    const quoted = this.kind() !== tokenKinds.word && this.kind() !== tokenKinds.placeholder;
    // An empty alias in string quotes is one; nothing is named by two quotes of a name.
    if (this.kind() === tokenKinds.quotedName && unquote(raw) === '') this.fail('a name');
    this.at++;
    return { text: quoted ? unquote(raw) : raw, quoted };
  }

  get isPlaceholder(): boolean {
    return this.kind() === tokenKinds.placeholder;
  }
}
