/** One walk over a JSON document: which objects are rows of the table, and which place each value belongs to. */
import { type JSONVisitor, printParseErrorCode, visit } from 'jsonc-parser';
import type { DistinctCounter } from '../../stats/hyperloglog.js';
import type { Observed } from './observed.js';

export interface JsonColumn {
  readonly observed: Observed;
  /** Of values that are neither arrays nor objects, nulls left out. */
  readonly distinct: DistinctCounter;
  /** Rows that have the key. */
  present: number;
}

export type RowFault = 'JSON_INVALID' | 'JSON_DUPLICATE_KEY' | 'JSON_ROW_SKIPPED' | 'JSON_MEMBER_SKIPPED';

export interface RowSink {
  row(): void;
  column(key: string): JsonColumn;
  /** Offsets are those of the document; `about` is the key or what was wrong. */
  fault(code: RowFault, about: string, offset: number, length: number): void;
}

/**
 * OUTSIDE: beside the rows. ROWS: the array that holds them. OBJECT and ARRAY: inside a row, with the place of what
 * they hold.
 */
type Frame =
  | { readonly kind: 'OUTSIDE' | 'ROWS' }
  | { readonly kind: 'ROW'; readonly keys: Set<string> }
  | { readonly kind: 'OBJECT'; readonly keys: Set<string>; readonly place: Observed }
  | { readonly kind: 'ARRAY'; readonly place: Observed };

const outside: Frame = { kind: 'OUTSIDE' };
const strict = { disallowComments: true, allowTrailingComma: false };

/** Thrown where the text is no JSON any more: what was read stands. */
class Broken extends Error {}

/** Reads a document: an array of rows, an object with such an array, or one row. */
export function walkRows(text: string, sink: RowSink): void {
  try {
    visit(text, new RowWalk(text, sink, memberWithRows(text)).visitor(), strict);
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
  }
}

/** The first member of an outermost object that is an array of objects; null without one. */
function memberWithRows(text: string): string | null {
  let found: string | null = null;
  visit(
    text,
    {
      onObjectBegin: (_offset, _length, _line, _column, pathOf) => {
        const path = pathOf();
        const [member] = path;
        if (path.length === 2 && typeof member === 'string') found ??= member;
        return path.length === 0;
      },
      onArrayBegin: (_offset, _length, _line, _column, pathOf) => pathOf().length === 1 && found === null,
    },
    strict,
  );
  return found;
}

class RowWalk {
  readonly #text: string;
  readonly #sink: RowSink;
  readonly #member: string | null;
  readonly #frames: Frame[] = [];
  /** Of the value that follows a key of a row. */
  #column: JsonColumn | null = null;
  /** Of the value that follows a key. */
  #place: Observed | null = null;
  #key = '';

  constructor(text: string, sink: RowSink, member: string | null) {
    this.#text = text;
    this.#sink = sink;
    this.#member = member;
  }

  visitor(): JSONVisitor {
    return {
      onObjectBegin: () => {
        this.#frames.push(this.#object());
      },
      onArrayBegin: (offset, length) => {
        this.#frames.push(this.#array(offset, length));
      },
      onObjectEnd: () => {
        this.#frames.pop();
      },
      onArrayEnd: () => {
        this.#frames.pop();
      },
      onObjectProperty: (key, offset, length) => this.#property(key, offset, length),
      onLiteralValue: (value: unknown, offset, length) => this.#literal(value, offset, length),
      onError: (code, offset, length) => {
        const words = printParseErrorCode(code).replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter}`);
        this.#sink.fault('JSON_INVALID', words.toLowerCase(), offset, length);
        throw new Broken();
      },
    };
  }

  #object(): Frame {
    const around = this.#frames.at(-1);
    if (around === undefined ? this.#member === null : around.kind === 'ROWS') {
      this.#sink.row();
      return { kind: 'ROW', keys: new Set() };
    }
    const place = this.#placeOfValue();
    place?.object();
    return place === null ? outside : { kind: 'OBJECT', keys: new Set(), place };
  }

  #array(offset: number, length: number): Frame {
    const around = this.#frames.at(-1);
    const isMember = this.#frames.length === 1 && around === outside && this.#key === this.#member;
    if (around === undefined || isMember) return { kind: 'ROWS' };
    if (around.kind === 'ROWS') this.#sink.fault('JSON_ROW_SKIPPED', 'array', offset, length);
    const place = this.#placeOfValue();
    return place === null ? outside : { kind: 'ARRAY', place: place.array() };
  }

  #property(key: string, offset: number, length: number): void {
    const around = this.#frames.at(-1);
    this.#key = key;
    this.#column = null;
    this.#place = null;
    if (around?.kind !== 'ROW' && around?.kind !== 'OBJECT') {
      if (this.#frames.length === 1 && key !== this.#member)
        this.#sink.fault('JSON_MEMBER_SKIPPED', key, offset, length);
      return;
    }
    const isRepeated = around.keys.has(key);
    around.keys.add(key);
    if (isRepeated) this.#sink.fault('JSON_DUPLICATE_KEY', key, offset, length);
    if (around.kind === 'OBJECT') this.#place = around.place.field(key, isRepeated);
    else {
      this.#column = this.#sink.column(key);
      if (!isRepeated) this.#column.present += 1;
      this.#place = this.#column.observed;
    }
  }

  #literal(value: unknown, offset: number, length: number): void {
    const around = this.#frames.at(-1);
    if (around === undefined || around.kind === 'ROWS') {
      this.#sink.fault('JSON_ROW_SKIPPED', value === null ? 'null' : typeof value, offset, length);
      return;
    }
    this.#placeOfValue()?.literal(value, this.#text.slice(offset, offset + length));
    if (around.kind === 'ROW' && value !== null) this.#column?.distinct.add(JSON.stringify(value));
  }

  /** Null beside the rows. */
  #placeOfValue(): Observed | null {
    const around = this.#frames.at(-1);
    if (around?.kind === 'ARRAY') return around.place;
    return around?.kind === 'ROW' || around?.kind === 'OBJECT' ? this.#place : null;
  }
}
