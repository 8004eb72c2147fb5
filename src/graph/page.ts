/**
 * Keyset pages: a cursor holds the sort key of the last row, so page 1,000 costs what page 1 costs.
 * Ask the statement for `first + 1` rows; the surplus row says whether a further page exists.
 */
import { createHash } from 'node:crypto';
import { badUserInput } from '../errors.js';
import { canonicalJson } from './canonical.js';

export type KeyPart = string | number | null;
export type Key = readonly KeyPart[];

export interface PageArguments {
  readonly first: number;
  /** Key of the row the page starts after; null for the first page. */
  readonly after: Key | null;
  /** Which list this is a page of: its cursors carry it, and no other list takes them. */
  readonly list: string;
}

export interface ListOptions {
  /** What tells this list from every other: its kind, what it hangs on, its filter. */
  readonly of: readonly [kind: string, ...rest: readonly ListPart[]];
  readonly defaultFirst?: number;
  readonly max?: number;
  /** Number of parts of the sort key. */
  readonly keyLength?: number;
}
export type ListPart = string | null | Readonly<Record<string, unknown>>;

/**
 * Validated page arguments. Errors: BAD_USER_INPUT for `first` outside 1 to `max` or null, and for a
 * cursor of another list.
 */
export function pageArguments(
  args: { readonly first?: number | null | undefined; readonly after?: string | null | undefined },
  { of, defaultFirst = 50, max = 1000, keyLength = 2 }: ListOptions,
): PageArguments {
  const first = pageSize(args.first === undefined ? defaultFirst : args.first, max);
  const list = listHash(of);
  const after =
    args.after === null || args.after === undefined ? null : decodeKey(args.after, list, keyLength);
  return { first, after, list };
}

/** Short, since it stands in every cursor; it tells lists apart, it is no seal. */
function listHash(of: ListOptions['of']): string {
  const parts = of.map((part) =>
    part === null || typeof part === 'string' ? part : canonicalJson(given(part)),
  );
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 8);
}

/** A member of a filter that is null filters nothing, like one that is left out. */
function given(filter: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(filter).filter(([, value]) => value !== null && value !== undefined),
  );
}

/** `first` of a list. Errors: BAD_USER_INPUT unless it is a whole number from 1 to `max`. */
export function pageSize(first: number | null, max = 1000): number {
  if (first === null || !Number.isInteger(first) || first < 1 || first > max) {
    throw badUserInput('first', `a whole number from 1 to ${max}`, first);
  }
  return first;
}

const cursorVersion = 2;

export function encodeKey(key: Key, list: string): string {
  return Buffer.from(JSON.stringify([cursorVersion, list, ...key])).toString('base64url');
}

/** Errors: BAD_USER_INPUT unless the text is a cursor of this version and list with `length` parts. */
export function decodeKey(cursor: string, list: string, length: number): Key {
  const parts = parse(cursor);
  if (
    !Array.isArray(parts) ||
    parts[0] !== cursorVersion ||
    parts[1] !== list ||
    parts.length !== length + 2 ||
    !parts.every(isKeyPart)
  ) {
    throw badUserInput('after', 'a cursor this list returned, with the same filter', cursor);
  }
  return parts.slice(2);
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}

function isKeyPart(value: unknown): value is KeyPart {
  return value === null || typeof value === 'string' || typeof value === 'number';
}

export interface Connection<Node> {
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/**
 * A connection from at most `first + 1` rows in order. A bounded scan that ended the page early gives
 * `stoppedAt`, the key it reached: the page is short and has a next one.
 */
export function connection<Row, Node>(
  rows: readonly Row[],
  page: PageArguments,
  toNode: (row: Row) => Node,
  keyOf: (row: Row) => Key,
  stoppedAt: Key | null = null,
): Connection<Node> {
  const shown = rows.slice(0, page.first);
  const edges = shown.map((row) => ({ cursor: encodeKey(keyOf(row), page.list), node: toNode(row) }));
  const hasMore = rows.length > page.first;
  const reached =
    !hasMore && stoppedAt !== null ? encodeKey(stoppedAt, page.list) : (edges.at(-1)?.cursor ?? null);
  return {
    edges,
    pageInfo: {
      hasNextPage: hasMore || stoppedAt !== null,
      hasPreviousPage: page.after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: reached,
    },
  };
}
