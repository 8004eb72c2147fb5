/** The shared scalars. Strict in both directions: what does not fit is an error, never rounded or cut. */
import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';

const CANONICAL_INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const RFC3339 = /^(\d{4})-(\d{2})-(\d{2})[Tt]\d{2}:\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})$/;

export const DateTime = new GraphQLScalarType<string, string>({
  name: 'DateTime',
  description: 'RFC 3339, UTC, milliseconds.',
  serialize: (value) => {
    if (typeof value === 'string') return CANONICAL_INSTANT.test(value) ? value : instant(value);
    if (value instanceof Date && !Number.isNaN(value.getTime())) return value.toISOString();
    throw wrong('DateTime', 'an RFC 3339 date and time', value);
  },
  parseValue: (value) => {
    if (typeof value === 'string') return instant(value);
    throw wrong('DateTime', 'an RFC 3339 date and time', value);
  },
  parseLiteral: (node) => {
    if (node.kind === Kind.STRING) return instant(node.value);
    throw wrong('DateTime', 'an RFC 3339 date and time', node.kind);
  },
});

function instant(text: string): string {
  const match = RFC3339.exec(text);
  const time = match === null ? Number.NaN : Date.parse(text);
  if (match === null || Number.isNaN(time)) throw wrong('DateTime', 'an RFC 3339 date and time', text);
  const [, year, month, day] = match.map(Number);
  if (new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, day)).getUTCDate() !== day) {
    throw wrong('DateTime', 'a day that exists', text);
  }
  return new Date(time).toISOString();
}

export const Long = new GraphQLScalarType<number, number>({
  name: 'Long',
  description: 'Integer within ±(2^53 − 1), as a JSON number; a larger one is an error, never rounded.',
  serialize: (value) => {
    if (typeof value === 'bigint') return safeInteger(Number(value), value);
    return safeInteger(value, value);
  },
  parseValue: (value) => safeInteger(value, value),
  parseLiteral: (node) => {
    if (node.kind === Kind.INT) return safeInteger(Number(node.value), node.value);
    throw wrong('Long', 'an integer', node.kind);
  },
});

function safeInteger(value: unknown, shown: unknown): number {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  throw wrong('Long', 'an integer within ±(2^53 − 1)', shown);
}

export const Cursor = new GraphQLScalarType<string, string>({
  name: 'Cursor',
  description:
    'Opaque position: a feed cursor or a page cursor. Pass back what you were given; never build one.',
  serialize: cursorText,
  parseValue: cursorText,
  parseLiteral: (node) => {
    if (node.kind === Kind.STRING) return cursorText(node.value);
    throw wrong('Cursor', 'a cursor the server gave', node.kind);
  },
});

const MAX_CURSOR_LENGTH = 4096;

function cursorText(value: unknown): string {
  if (typeof value === 'string' && value.length <= MAX_CURSOR_LENGTH) return value;
  throw wrong('Cursor', 'a cursor the server gave', value);
}

export const JSONValue = new GraphQLScalarType<unknown, unknown>({
  name: 'JSON',
  description: 'Any JSON value.',
  serialize: (value) => value,
  parseValue: (value) => value,
  parseLiteral: jsonOfLiteral,
});

function jsonOfLiteral(node: ValueNode, variables?: Readonly<Record<string, unknown>> | null): unknown {
  switch (node.kind) {
    case Kind.NULL:
      return null;
    case Kind.STRING:
    case Kind.BOOLEAN:
    case Kind.ENUM:
      return node.value;
    case Kind.INT:
    case Kind.FLOAT:
      return Number(node.value);
    case Kind.VARIABLE:
      return variables?.[node.name.value] ?? null;
    case Kind.LIST:
      return node.values.map((item) => jsonOfLiteral(item, variables));
    case Kind.OBJECT:
      return Object.fromEntries(
        node.fields.map((field) => [field.name.value, jsonOfLiteral(field.value, variables)]),
      );
  }
}

function wrong(scalar: string, expected: string, got: unknown): GraphQLError {
  const shown = typeof got === 'string' ? JSON.stringify(got.slice(0, 60)) : typeof got;
  return new GraphQLError(`${scalar} expects ${expected}, got ${shown}`);
}

export const common = { DateTime, Long, Cursor, JSON: JSONValue };
