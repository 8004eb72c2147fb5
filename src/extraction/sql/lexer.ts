/**
 * Text to tokens in one pass, for every dialect. It never fails: a quote or comment without an end
 * becomes one `unterminated` token, an unknown character a symbol of its own.
 */

import { endsLine, lineEnd } from '../../line-breaks.js';
import { asciiUpper, isDigitCode, isSpaceCode, isWordCode, isWordStartCode } from './characters.js';
import { driverLineEnd, isDelimiterLine } from './driver-lines.js';
import type { Lexis } from './lexis.js';
import { alternativeEnd, nameEnd, stringEnd } from './quotes.js';
import { longestSymbol } from './symbols.js';
import { colonVariableAt, schemaVariableAt, templateAt } from './templates.js';
import { type TokenKind, Tokens, tokenKinds } from './tokens.js';

/** @returns the tokens of `text`; cost is one pass, memory about 20 bytes a token. */
export function tokenize(text: string, lexis: Lexis): Tokens {
  return new Lexer(text, lexis).run();
}

class Lexer {
  private readonly text: string;
  private readonly lexis: Lexis;
  private readonly tokens: Tokens;
  private position = 0;
  private lineBroken = true;
  private nestsComments = true;
  private customDelimiter: string | null = null;

  constructor(text: string, lexis: Lexis) {
    this.text = text;
    this.lexis = lexis;
    this.tokens = new Tokens(text);
  }

  run(): Tokens {
    const { text } = this;
    while (this.position < text.length) {
      const code = text.charCodeAt(this.position);
      if (isSpaceCode(code)) {
        if (code === 10 || code === 13) this.lineBroken = true;
        this.position++;
      } else if (this.lineBroken && this.wholeLine(code)) {
        this.lineBroken = true;
      } else if (this.customDelimiter !== null && text.startsWith(this.customDelimiter, this.position)) {
        this.emit(tokenKinds.delimiter, this.position + this.customDelimiter.length, this.customDelimiter);
      } else if (isWordStartCode(code)) {
        this.word();
      } else {
        this.other(code);
      }
    }
    return this.tokens;
  }

  private emit(kind: TokenKind, end: number, upper = ''): void {
    this.tokens.push(kind, this.position, end, upper, this.lineBroken);
    this.lineBroken = false;
    this.position = end;
  }

  /** Lines that belong to a client program, and lines that end a batch. */
  private wholeLine(code: number): boolean {
    const driver = driverLineEnd(this.text, this.position, code, this.lexis.dialect, this.atStatementStart());
    if (driver !== null) {
      this.emit(tokenKinds.driverLine, driver);
      return true;
    }
    const delimiter = isDelimiterLine(
      this.text,
      this.position,
      code,
      this.lexis.dialect,
      this.atStatementStart(),
    );
    if (delimiter === null) return false;
    if (delimiter.newDelimiter !== null) {
      this.customDelimiter = delimiter.newDelimiter === ';' ? null : delimiter.newDelimiter;
    }
    this.emit(tokenKinds.delimiter, delimiter.end, 'LINE');
    return true;
  }

  private atStatementStart(): boolean {
    const last = this.tokens.count - 1;
    if (last < 0) return true;
    const kind = this.tokens.kindAt(last);
    return (
      kind === tokenKinds.delimiter ||
      kind === tokenKinds.driverLine ||
      (kind === tokenKinds.symbol && this.tokens.upperAt(last) === ';')
    );
  }

  private word(): void {
    const { text } = this;
    const end = this.wordEnd(this.position + 1);
    const next = text.charCodeAt(end);
    if ((next === 39 || (next === 34 && this.lexis.doubleQuotedStrings)) && this.prefixedString(end)) return;
    if (next === 36 || next === 123) {
      const template = this.templatesFrom(end);
      if (template > end) {
        this.emit(tokenKinds.placeholder, template);
        return;
      }
    }
    const raw = text.slice(this.position, end);
    this.emit(tokenKinds.word, end, asciiUpper(raw));
  }

  /** `$` and, where the dialect has them, `#` and `@` may stand inside a word. */
  private wordEnd(from: number): number {
    const { text } = this;
    for (let end = from; ; end++) {
      const code = text.charCodeAt(end);
      if (isWordCode(code)) continue;
      if (code === 36 && isWordCode(text.charCodeAt(end + 1))) continue;
      if ((code === 35 || code === 64) && this.lexis.hashWords) continue;
      return end;
    }
  }

  /** `E'…'`, `N'…'`, `X'…'`, `r'…'`, `q'[…]'`: the prefix belongs to the string. */
  private prefixedString(quoteAt: number): boolean {
    const prefix = asciiUpper(this.text.slice(this.position, quoteAt));
    if (prefix === 'Q' || prefix === 'NQ') {
      if (!this.lexis.alternativeQuotes) return false;
      this.closeString(alternativeEnd(this.text, quoteAt));
      return true;
    }
    if (!/^(E|N|B|X|R|RB|BR|U&|_UTF8|_UTF8MB4|_BINARY|_LATIN1)$/.test(prefix)) return false;
    const raw = prefix.includes('R') && this.lexis.tripleQuotes;
    const escapes = prefix === 'E' || (this.lexis.backslashEscapes && !raw) || raw;
    this.closeString(stringEnd(this.text, quoteAt, this.lexis, escapes));
    return true;
  }

  private closeString(end: number): void {
    if (end < 0) this.emit(tokenKinds.unterminated, this.text.length);
    else this.emit(tokenKinds.string, end);
  }

  private other(code: number): void {
    const { lexis, text, position } = this;
    const next = text.charCodeAt(position + 1);
    if (code === 45 && next === 45) this.skipLineComment();
    else if (code === 47 && next === 42) this.blockComment();
    else if (code === 35 && lexis.hashComments) this.skipLineComment();
    else if (code === 47 && next === 47 && lexis.slashComments) this.skipLineComment();
    else if (code === 39) this.closeString(stringEnd(text, position, lexis, lexis.backslashEscapes));
    else if (code === 34) this.doubleQuoted();
    else if (code === 35 && lexis.hashWords) this.word();
    else if (code === 96) this.quotedName(96);
    else if (code === 91 && this.isBracketName()) this.quotedName(93);
    else if (isDigitCode(code) || (code === 46 && isDigitCode(next) && !this.followsName())) this.number();
    else if (!this.template(code, next) && !this.parameter(code, next)) this.symbol();
  }

  private skipLineComment(): void {
    this.position = lineEnd(this.text, this.position);
  }

  /** Comments nest, unless that would leave this one open to the end of the text. */
  private blockComment(): void {
    const { text } = this;
    let depth = 1;
    let at = this.position + 2;
    const flatEnd = text.indexOf('*/', at);
    if (flatEnd < 0) {
      this.emit(tokenKinds.unterminated, text.length);
      return;
    }
    const firstInner = this.nestsComments ? text.indexOf('/*', at) : -1;
    if (firstInner < 0 || firstInner > flatEnd) {
      this.skipTo(flatEnd + 2);
      return;
    }
    while (depth > 0) {
      const close = text.indexOf('*/', at);
      if (close < 0) break;
      const open = text.indexOf('/*', at);
      depth += open >= 0 && open < close ? 1 : -1;
      at = (open >= 0 && open < close ? open : close) + 2;
    }
    this.nestsComments = depth === 0;
    this.skipTo(depth === 0 ? at : flatEnd + 2);
  }

  private skipTo(end: number): void {
    for (; this.position < end; this.position++)
      if (endsLine(this.text, this.position)) this.lineBroken = true;
  }

  private doubleQuoted(): void {
    if (!this.lexis.doubleQuotedStrings) this.quotedName(34);
    else this.closeString(stringEnd(this.text, this.position, this.lexis, this.lexis.backslashEscapes));
  }

  private quotedName(closeCode: number): void {
    const end = nameEnd(this.text, this.position, closeCode);
    if (end < 0) this.emit(tokenKinds.unterminated, this.text.length);
    else this.emit(tokenKinds.quotedName, end);
  }

  private isBracketName(): boolean {
    const { bracketNames } = this.lexis;
    if (bracketNames === 'always') return true;
    if (bracketNames === 'never' || this.followsName()) return false;
    namePattern.lastIndex = this.position;
    return namePattern.test(this.text);
  }

  /** Whether a name, `)` or `]` ends right before this character, so that a subscript or path may follow. */
  private followsName(): boolean {
    const code = this.text.charCodeAt(this.position - 1);
    return isWordCode(code) || code === 41 || code === 93 || code === 34 || code === 96;
  }

  private number(): void {
    numberPattern.lastIndex = this.position;
    const match = numberPattern.exec(this.text);
    let end = this.position + (match?.[0].length ?? 1);
    if (!isWordStartCode(this.text.charCodeAt(end))) {
      this.emit(tokenKinds.number, end);
      return;
    }
    while (isWordCode(this.text.charCodeAt(end))) end++;
    const raw = this.text.slice(this.position, end);
    if (/^[\d.]+(L|S|Y|BD|D|F|G|K|M)$/i.test(raw)) this.emit(tokenKinds.number, end);
    else this.emit(tokenKinds.word, end, asciiUpper(raw));
  }

  /** `${x}`, `{{ x }}`, `{% … %}`, `$(x)`, and what is glued to them. */
  private template(code: number, next: number): boolean {
    if (code === 123 && (next === 37 || next === 35)) {
      const close = this.text.indexOf(next === 37 ? '%}' : '#}', this.position + 2);
      if (close < 0) return false;
      this.skipTo(close + 2);
      return true;
    }
    if (code === 64 && this.variable(schemaVariableAt(this.text, this.position))) return true;
    if (code === 58 && !this.followsName() && this.variable(colonVariableAt(this.text, this.position)))
      return true;
    const end = this.templatesFrom(this.position);
    if (end === this.position) return false;
    this.emit(tokenKinds.placeholder, end);
    return true;
  }

  private variable(name: string | null): boolean {
    if (name === null) return false;
    const end = this.position + name.length + 1;
    this.tokens.variables.push({ name, start: this.position, end, insideString: false });
    this.emit(tokenKinds.placeholder, end);
    return true;
  }

  /** End of a run of templates and word characters from `from`; `from` itself when there is none. */
  private templatesFrom(from: number): number {
    let end = from;
    for (let use = templateAt(this.text, end); use !== null; use = templateAt(this.text, end)) {
      this.tokens.variables.push(use);
      end = use.end;
      while (end < this.text.length && isWordCode(this.text.charCodeAt(end))) end++;
    }
    return end;
  }

  private parameter(code: number, next: number): boolean {
    const { text, position } = this;
    if (code === 36 && this.lexis.dollarQuotes && this.dollarString()) return true;
    if (code === 58 && (next === 58 || this.followsName() || text.charCodeAt(position - 1) === 39))
      return false;
    if (code === 58 || code === 64 || code === 36 || code === 37) {
      parameterPattern.lastIndex = position;
      const match = parameterPattern.exec(text);
      if (match === null) return false;
      this.emit(tokenKinds.parameter, position + match[0].length);
      return true;
    }
    return false;
  }

  private dollarString(): boolean {
    dollarOpen.lastIndex = this.position;
    const open = dollarOpen.exec(this.text)?.[0];
    if (open === undefined) return false;
    const close = this.text.indexOf(open, this.position + open.length);
    this.closeString(close < 0 ? -1 : close + open.length);
    return true;
  }

  private symbol(): void {
    const { text, position, tokens } = this;
    const length = longestSymbol(text, position);
    const symbol = text.slice(position, position + length);
    const isCopyEnd =
      symbol === ';' &&
      tokens.upperAt(tokens.count - 1) === 'STDIN' &&
      tokens.upperAt(tokens.count - 2) === 'FROM';
    this.emit(tokenKinds.symbol, position + length, symbol);
    if (isCopyEnd) this.copyRows();
  }

  private copyRows(): void {
    const begin = lineEnd(this.text, this.position);
    const close = /^\\\.\r?$/gm;
    close.lastIndex = begin;
    const match = close.exec(this.text);
    if (match === null) return;
    this.position = begin;
    this.lineBroken = true;
    this.emit(tokenKinds.copyRows, match.index + match[0].length);
  }
}

const numberPattern = /0[xX][0-9a-fA-F]+|(?:\d+(?:_\d+)*\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const namePattern = /\[[A-Za-z_][^\]\r\n,:]*\]/y;
const parameterPattern =
  /:[A-Za-z_]\w*|:\d+|:'[^'\r\n]*'|:"[^"\r\n]*"|@@?[A-Za-z_#$][\w.$#]*|\$\d+|\$[A-Za-z_]\w*|%\([A-Za-z_]\w*\)s|%s(?!\w)/y;
const dollarOpen = /\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/y;
