/**
 * From a dialect's type text to the canonical type: a recursive descent over `name[(args)][modifiers]`,
 * `<…>` or `(…)` nesting and postfix `[]`. Nothing is guessed: an unknown name is UNKNOWN with an issue.
 */
import type { Dialect } from '../vocabulary.js';
import { type ColumnType, columnType, type TypeField, unknownType } from './column-type.js';
import { scalarType } from './scalar-names.js';
import { temporalType } from './temporal-names.js';
import { isOneOf, TypeCursor, Unreadable } from './type-cursor.js';
import { type TypeToken, typeTokens } from './type-tokens.js';

export interface TypeIssue {
  readonly code: 'TYPE_UNKNOWN' | 'TYPE_TOO_DEEP' | 'TYPE_MODIFIER_UNKNOWN';
  readonly message: string;
  /** Offset in the type text. */
  readonly offset: number;
}

export interface ParsedType {
  readonly type: ColumnType;
  readonly issues: readonly TypeIssue[];
  /** The type brings a default: PostgreSQL's serial types. */
  readonly hasDefault: boolean;
}

/** Types a source declared by name (domains, enums), by lower-cased last part of the name. */
export type NamedTypes = ReadonlyMap<string, ColumnType>;

const maxTextLength = 10_240;
const maxDepth = 64;

/** Parses a type text. Never throws: what cannot be read is UNKNOWN, with an issue that says why. */
export function parseType(text: string, dialect: Dialect, named: NamedTypes = new Map()): ParsedType {
  if (text.length > maxTextLength)
    return tooDeep(`type text has ${text.length} characters, the limit is ${maxTextLength}`);
  const tokens = typeTokens(text);
  if (typeof tokens === 'number') {
    return refused(
      'TYPE_UNKNOWN',
      `no type starts at ${JSON.stringify(text.slice(tokens, tokens + 20))}`,
      tokens,
    );
  }
  const parser = new TypeParser(tokens, dialect, named);
  try {
    const type = parser.type(0);
    parser.rest();
    return { type, issues: parser.issues, hasDefault: parser.hasDefault };
  } catch (error) {
    if (error instanceof TooDeep) return tooDeep(`type nests deeper than ${maxDepth}`);
    if (error instanceof Unreadable) return refused('TYPE_UNKNOWN', error.message, error.offset);
    throw error;
  }
}

function tooDeep(message: string): ParsedType {
  return refused('TYPE_TOO_DEEP', message, 0);
}

function refused(code: TypeIssue['code'], message: string, offset: number): ParsedType {
  return { type: unknownType(), issues: [{ code, message, offset }], hasDefault: false };
}

class TooDeep extends Error {}
class TypeParser extends TypeCursor {
  readonly issues: TypeIssue[] = [];
  hasDefault = false;
  private readonly named: NamedTypes;

  constructor(tokens: readonly TypeToken[], dialect: Dialect, named: NamedTypes) {
    super(tokens, dialect);
    this.named = named;
  }

  type(depth: number): ColumnType {
    if (depth > maxDepth) throw new TooDeep();
    let type = this.base(depth);
    for (let arrays = 1; ; arrays += 1) {
      if (depth + arrays > maxDepth + 1) throw new TooDeep();
      if (this.symbol('[')) {
        const length = this.number();
        this.expect(']');
        type = columnType('LIST', { element: type, length: this.dialect === 'DUCKDB' ? length : null });
      } else if (this.words('array')) {
        if (this.symbol('[')) {
          this.number();
          this.expect(']');
        }
        type = columnType('LIST', { element: type });
      } else return type;
    }
  }

  /** What follows a complete type: known modifiers are skipped, others reported. */
  rest(): void {
    this.modifiers();
    const token = this.tokens[this.position];
    if (token === undefined) return;
    this.issues.push({
      code: 'TYPE_MODIFIER_UNKNOWN',
      message: `${token.raw} after a type is not understood; the type before it is kept`,
      offset: token.start,
    });
  }

  private base(depth: number): ColumnType {
    const token = this.peek();
    if (token === null || (token.kind !== 'word' && token.kind !== 'quoted'))
      throw this.unreadable('a type name');
    const start = this.position;
    const name = this.qualifiedName();
    const isQualified = this.position > start + 1;
    const known =
      (isQualified ? this.declared(name) : null) ??
      this.nestedType(name, depth) ??
      temporalType(name, this) ??
      scalarType(name, this) ??
      this.declared(name);
    if (known !== null) {
      if (/^(small|big)?serial[248]?$/.test(name)) this.hasDefault = true;
      this.modifiers();
      return known;
    }
    return this.unknown(start);
  }

  /** Schema-qualified names end in the type: `pg_catalog.int4`. */
  private qualifiedName(): string {
    let name = this.nameToken();
    while (this.symbol('.')) name = this.nameToken();
    return name;
  }

  private nameToken(): string {
    const token = this.peek();
    if (token === null || (token.kind !== 'word' && token.kind !== 'quoted')) throw this.unreadable('a name');
    this.position += 1;
    return token.text.toLowerCase();
  }

  private declared(name: string): ColumnType | null {
    const type = this.named.get(name);
    return type === undefined ? null : { ...type, extension: type.extension ?? name };
  }

  private unknown(start: number): ColumnType {
    const first = this.tokens[start];
    const name = this.tokens
      .slice(start, this.position)
      .map((token) => token.raw)
      .join('')
      .slice(0, 100);
    this.issues.push({
      code: 'TYPE_UNKNOWN',
      message: `type ${name} is not known in ${this.dialect}`,
      offset: first?.start ?? 0,
    });
    this.skipBalanced();
    return unknownType(name.toLowerCase());
  }

  private nestedType(name: string, depth: number): ColumnType | null {
    switch (name) {
      case 'array':
      case 'list':
        return this.list(depth);
      case 'map': {
        if (!this.opens()) return null;
        const [key = null, element = null] = this.enclosed(() => this.type(depth + 1));
        return columnType('MAP', { key, element });
      }
      case 'struct':
      case 'row':
      case 'record':
      case 'object':
        if (!this.opens())
          return name === 'object' ? columnType('JSON') : columnType('STRUCT', { fields: [] });
        return columnType('STRUCT', { fields: this.enclosed(() => this.field(depth + 1)) });
      case 'uniontype':
        if (!this.opens()) return null;
        return columnType('UNION', { members: this.enclosed(() => this.type(depth + 1)) });
      case 'union':
        if (!this.opens()) return null;
        return columnType('UNION', { members: this.enclosed(() => this.field(depth + 1).type) });
      case 'enum':
      case 'set':
        return this.enumeration(name);
      case 'vector':
      case 'halfvec':
        return this.vector(name, depth);
      default:
        return null;
    }
  }

  private list(depth: number): ColumnType {
    // Snowflake's bare ARRAY holds VARIANT.
    if (!this.opens())
      return columnType('LIST', {
        element: this.dialect === 'SNOWFLAKE' ? columnType('JSON') : unknownType(),
      });
    const [element = unknownType()] = this.enclosed(() => this.type(depth + 1));
    return columnType('LIST', { element });
  }

  private enumeration(name: string): ColumnType | null {
    if (!this.opens()) return null;
    const values = this.enclosed(() => this.value());
    return columnType('ENUM', { enumValues: values, extension: name === 'set' ? 'set' : null });
  }

  private vector(name: string, depth: number): ColumnType {
    const element = columnType(name === 'halfvec' ? 'FLOAT16' : 'FLOAT32');
    if (!this.opens()) return columnType('VECTOR', { element });
    if (this.tokens[this.position + 1]?.kind === 'number') {
      return columnType('VECTOR', { element, length: this.arguments()[0]?.number ?? null });
    }
    this.position += 1;
    // Snowflake's vector(float, n) holds 32-bit floats, whatever its FLOAT column does.
    const inner = this.words('float') ? columnType('FLOAT32') : this.type(depth + 1);
    this.expect(',');
    const length = this.number();
    this.expect(')');
    return columnType('VECTOR', { element: inner, length });
  }

  /** `a: int`, `a int NOT NULL COMMENT 'x'`, `int` without a name. */
  private field(depth: number): TypeField {
    const [first, second] = [this.peek(), this.tokens[this.position + 1]];
    let name: string | null = null;
    const isNamed =
      first !== null &&
      (first.kind === 'word' ||
        first.kind === 'quoted' ||
        first.kind === 'number' ||
        first.kind === 'string') &&
      second !== undefined &&
      (isOneOf(second, ':') ||
        ((second.kind === 'word' || second.kind === 'quoted') && !this.isTypeContinuation(first, second)));
    if (isNamed && first !== null) {
      name = first.raw;
      this.position += 1;
      this.symbol(':');
    }
    const type = this.type(depth);
    const isNullable = this.fieldModifiers();
    return { name, type, isNullable };
  }

  /** `double precision`, `timestamp with time zone` and the like inside `row(…)` begin no field. */
  private isTypeContinuation(first: TypeToken, second: TypeToken): boolean {
    if (first.kind !== 'word' || second.kind !== 'word') return false;
    const continued: Readonly<Record<string, readonly string[]>> = {
      double: ['precision'],
      timestamp: ['with', 'without'],
      time: ['with', 'without'],
      character: ['varying'],
      char: ['varying'],
      bit: ['varying'],
      interval: ['year', 'month', 'day', 'hour', 'minute', 'second'],
    };
    return continued[first.text]?.includes(second.text) ?? false;
  }

  private fieldModifiers(): boolean {
    let isNullable = true;
    for (;;) {
      if (this.words('not', 'null')) isNullable = false;
      else if (this.words('comment')) this.position += 1;
      else if (this.words('options')) this.skipBalanced();
      else if (!this.words('null')) return isNullable;
    }
  }

  private modifiers(): void {
    for (;;) {
      if (this.words('character', 'set') || this.words('charset') || this.words('collate'))
        this.position += 1;
      else if (
        !this.words('ascii') &&
        !this.words('unicode') &&
        !this.words('zerofill') &&
        !this.words('signed')
      )
        return;
    }
  }

  private value(): string {
    const token = this.peek();
    if (token === null || token.kind === 'symbol') throw this.unreadable('a value');
    this.position += 1;
    return token.raw;
  }

  private enclosed<T>(item: () => T): T[] {
    const close = this.symbol('<') ? '>' : ')';
    if (close === ')') this.expect('(');
    const items: T[] = [];
    while (!this.symbol(close)) {
      items.push(item());
      if (!this.symbol(',') && !isOneOf(this.peek(), close)) throw this.unreadable(close);
    }
    return items;
  }
}
