/**
 * The canonical text of a type: `list<struct<a:int32,b:decimal(10,2)>>`. It is complete, so that
 * `parseTypeKey(typeKey(t))` is `t`; a column stores it beside its flat members and nested types are
 * read back from it. Names and values that are no plain words stand in double quotes.
 */
import {
  type ColumnType,
  columnType,
  type TypeField,
  type TypeKind,
  typeKinds,
  zoneSemantics,
} from './column-type.js';

/** Canonical text of a type; equal exactly for equal types. */
export function typeKey(type: ColumnType): string {
  const suffix = type.extension === null ? '' : `@${word(type.extension)}`;
  return `${body(type)}${suffix}`;
}

function body(type: ColumnType): string {
  const name = `${type.isFixedLength ? 'fixed_' : ''}${type.kind.toLowerCase()}`;
  switch (type.kind) {
    case 'DECIMAL':
      return name + list([type.precision, type.scale]);
    case 'TIME':
    case 'TIMESTAMP':
    case 'INTERVAL':
      return name + list([unitWord(type), type.zone?.toLowerCase() ?? null, type.precision]);
    case 'LIST':
    case 'VECTOR':
      return `${name}${nested([type.element])}${list([type.length])}`;
    case 'MAP':
      return name + nested([type.key, type.element]);
    case 'UNION':
      return name + nested(type.members ?? []);
    case 'STRUCT':
      return `${name}<${(type.fields ?? []).map(fieldKey).join(',')}>`;
    case 'ENUM':
      return `${name}(${(type.enumValues ?? []).map(quote).join(',')})`;
    default:
      return name + list([type.length]);
  }
}

function list(parts: readonly (string | number | null)[]): string {
  const end = parts.findLastIndex((part) => part !== null);
  return end < 0
    ? ''
    : `(${parts
        .slice(0, end + 1)
        .map((part) => part ?? '')
        .join(',')})`;
}

function nested(parts: readonly (ColumnType | null)[]): string {
  return `<${parts.map((part) => (part === null ? '' : typeKey(part))).join(',')}>`;
}

function fieldKey(field: TypeField): string {
  const name = field.name === null ? '' : `${word(field.name)}:`;
  return `${name}${typeKey(field.type)}${field.isNullable ? '' : '!'}`;
}

const unitWords = { SECOND: 's', MILLISECOND: 'ms', MICROSECOND: 'us', NANOSECOND: 'ns' } as const;

function unitWord(type: ColumnType): string | null {
  return type.unit === null ? null : unitWords[type.unit];
}

function word(text: string): string {
  return /^[A-Za-z_][A-Za-z0-9_-]*$/.test(text) ? text : quote(text);
}

function quote(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

/** The type of a canonical text. Throws RangeError on anything `typeKey` does not write. */
export function parseTypeKey(key: string): ColumnType {
  const reader = new KeyReader(key);
  const type = reader.type();
  reader.end();
  return type;
}

class KeyReader {
  private position = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  type(): ColumnType {
    const name = this.name();
    const isFixedLength = name.startsWith('fixed_');
    const kind = kindOf(isFixedLength ? name.slice('fixed_'.length) : name);
    if (kind === null) return this.fail(`a type kind instead of ${name}`);
    const type = this.body(kind, isFixedLength);
    return this.skip('@') ? { ...type, extension: this.name() } : type;
  }

  end(): void {
    if (this.position !== this.text.length) this.fail('the end');
  }

  private body(kind: TypeKind, isFixedLength: boolean): ColumnType {
    switch (kind) {
      case 'DECIMAL': {
        const [precision = null, scale = null] = this.numbers();
        return columnType(kind, { precision, scale });
      }
      case 'TIME':
      case 'TIMESTAMP':
      case 'INTERVAL':
        return this.time(kind);
      case 'LIST':
      case 'VECTOR': {
        const [element = null] = this.nested();
        const [length = null] = this.numbers();
        return columnType(kind, { element, length });
      }
      case 'MAP': {
        const [key = null, element = null] = this.nested();
        return columnType(kind, { key, element });
      }
      case 'UNION':
        return columnType(kind, { members: this.nested().filter((member) => member !== null) });
      case 'STRUCT':
        return columnType(kind, { fields: this.sequence('<', '>', () => this.field()) });
      case 'ENUM':
        return columnType(kind, { enumValues: this.sequence('(', ')', () => this.name()) });
      default: {
        const [length = null] = this.numbers();
        return columnType(kind, { length, isFixedLength });
      }
    }
  }

  private time(kind: TypeKind): ColumnType {
    const parts = this.text[this.position] === '(' ? this.sequence('(', ')', () => this.until(/[,)]/)) : [];
    const unit = (Object.keys(unitWords) as (keyof typeof unitWords)[]).find(
      (name) => unitWords[name] === parts[0],
    );
    const zone = zoneSemantics.find((name) => name.toLowerCase() === parts[1]);
    return columnType(kind, {
      unit: unit ?? null,
      zone: zone ?? null,
      precision: parts[2] === undefined || parts[2] === '' ? null : Number(parts[2]),
    });
  }

  private field(): TypeField {
    const start = this.position;
    const isQuoted = this.text[start] === '"';
    let name: string | null = this.name();
    if (!this.skip(':')) {
      if (isQuoted) this.fail(':');
      name = null;
      this.position = start;
    }
    const type = this.type();
    return { name, type, isNullable: !this.skip('!') };
  }

  private numbers(): (number | null)[] {
    if (this.text[this.position] !== '(') return [];
    return this.sequence('(', ')', () => {
      const digits = this.until(/[,)]/);
      return digits === '' ? null : Number(digits);
    });
  }

  private nested(): (ColumnType | null)[] {
    return this.sequence('<', '>', () => (/[,>]/.test(this.text[this.position] ?? '') ? null : this.type()));
  }

  private sequence<T>(open: string, close: string, item: () => T): T[] {
    if (!this.skip(open)) this.fail(open);
    if (this.skip(close)) return [];
    const items = [item()];
    while (this.skip(',')) items.push(item());
    if (!this.skip(close)) this.fail(close);
    return items;
  }

  private name(): string {
    if (!this.skip('"')) return this.until(/[^A-Za-z0-9_-]/);
    let text = '';
    while (this.position < this.text.length && this.text[this.position] !== '"') {
      if (this.text[this.position] === '\\') this.position += 1;
      text += this.text[this.position] ?? '';
      this.position += 1;
    }
    if (!this.skip('"')) this.fail('"');
    return text;
  }

  private until(stop: RegExp): string {
    const start = this.position;
    while (this.position < this.text.length && !stop.test(this.text[this.position] ?? '')) this.position += 1;
    return this.text.slice(start, this.position);
  }

  private skip(character: string): boolean {
    if (this.text[this.position] !== character) return false;
    this.position += 1;
    return true;
  }

  private fail(expected: string): never {
    throw new RangeError(`type key: expected ${expected} at ${this.position}`);
  }
}

function kindOf(name: string): TypeKind | null {
  return typeKinds.find((kind) => kind.toLowerCase() === name) ?? null;
}
