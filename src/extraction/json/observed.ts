/**
 * What the values at one place of a JSON table have been so far, and the canonical type that holds them
 * all: their join in the lattice of types, else a UNION named `mixed`. Values are counted, never kept.
 */
import { type ColumnType, columnType, unitOfDigits } from '../../catalog/index.js';

/** Strings become dates or times when all of them are, and there are at least so many. */
const leastDates = 5;
const isoDate = /^\d{4}-\d{2}-\d{2}$/;
const isoTime = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})?$/;
const wholeNumber = /^-?\d+$/;
const int64 = { least: -(2n ** 63n), most: 2n ** 63n - 1n };

type Zone = 'NONE' | 'INSTANT' | 'OFFSET';
export type JsonType = 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object';

export class Observed {
  readonly #counts = new Map<JsonType, number>();
  readonly #zones = new Set<Zone>();
  #isWhole = true;
  #dates = 0;
  #times = 0;
  #digits = 0;
  #elements: Observed | null = null;
  readonly #fields = new Map<string, { readonly value: Observed; present: number }>();

  get nulls(): number {
    return this.#counts.get('null') ?? 0;
  }

  /** Kinds of the values, sorted. */
  get jsonTypes(): readonly JsonType[] {
    return [...this.#counts.keys()].sort();
  }

  /** `text` is the value as written. */
  literal(value: unknown, text: string): void {
    const kind = value === null ? 'null' : typeof value;
    if (kind === 'number') this.#isWhole &&= isInt64(text);
    else if (kind === 'string') this.#string(String(value));
    this.#count(kind as JsonType);
  }

  /** An array stands here; what its elements are is told to the returned place. */
  array(): Observed {
    this.#count('array');
    this.#elements ??= new Observed();
    return this.#elements;
  }

  object(): void {
    this.#count('object');
  }

  /** A member of an object that stands here; `isRepeated` where the same object has it already. */
  field(name: string, isRepeated: boolean): Observed {
    const known = this.#fields.get(name);
    if (known !== undefined) {
      if (!isRepeated) known.present += 1;
      return known.value;
    }
    const value = new Observed();
    this.#fields.set(name, { value, present: 1 });
    return value;
  }

  /** NULL while nothing but nulls stood here. */
  type(): ColumnType {
    const types = this.jsonTypes.filter((kind) => kind !== 'null').map((kind) => this.#typeOf(kind));
    const [only, ...others] = types;
    if (only === undefined) return columnType('NULL');
    return others.length === 0 ? only : columnType('UNION', { members: types, extension: 'mixed' });
  }

  #typeOf(kind: JsonType): ColumnType {
    switch (kind) {
      case 'boolean':
        return columnType('BOOL');
      case 'number':
        return columnType(this.#isWhole ? 'INT64' : 'FLOAT64');
      case 'array':
        return columnType('LIST', { element: this.#elements?.type() ?? columnType('NULL') });
      case 'object':
        return this.#struct();
      default:
        return this.#text();
    }
  }

  #struct(): ColumnType {
    const objects = this.#counts.get('object') ?? 0;
    const fields = [...this.#fields].map(([name, { value, present }]) => ({
      name,
      type: value.type(),
      isNullable: present < objects || value.nulls > 0,
    }));
    return columnType('STRUCT', { fields });
  }

  #text(): ColumnType {
    const strings = this.#counts.get('string') ?? 0;
    if (strings >= leastDates && this.#dates === strings) return columnType('DATE');
    const [zone, ...others] = this.#zones;
    if (strings < leastDates || this.#times < strings || zone === undefined || others.length > 0)
      return columnType('UTF8');
    return columnType('TIMESTAMP', { zone, unit: unitOfDigits(this.#digits), precision: this.#digits });
  }

  #string(value: string): void {
    if (isoDate.test(value)) {
      if (isDay(value)) this.#dates += 1;
      return;
    }
    const match = isoTime.exec(value);
    if (match === null || !isDay(value.slice(0, 10)) || Number.isNaN(Date.parse(value.replace(' ', 'T'))))
      return;
    this.#times += 1;
    this.#digits = Math.max(this.#digits, match[1]?.length ?? 0);
    this.#zones.add(match[2] === undefined ? 'NONE' : match[2] === 'Z' ? 'INSTANT' : 'OFFSET');
  }

  #count(kind: JsonType): void {
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + 1);
  }
}

/** Whether there is such a day: 2026-02-30 is none. */
function isDay(date: string): boolean {
  const parsed = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date);
}

function isInt64(text: string): boolean {
  if (!wholeNumber.test(text)) return false;
  if (text.length < 18) return true;
  const value = BigInt(text);
  return value >= int64.least && value <= int64.most;
}
