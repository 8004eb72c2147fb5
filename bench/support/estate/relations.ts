/** What a generated query reads and what it gives: relations with their columns, and the truth about them. */
import type { Piece } from './pieces.js';
import { type EstateTable, qualifiedName } from './tables.js';

export type TypeClass = 'number' | 'text' | 'date' | 'boolean' | 'array' | 'map' | 'struct' | 'other';

export interface RelationColumn {
  readonly name: string;
  readonly type: TypeClass;
  /** DIRECT inputs: `schema.table.column` of base tables and views. */
  readonly inputs: readonly string[];
  /** The base or view column this is, unchanged; null for anything computed. */
  readonly identity: string | null;
  /** Set when the relation is a table or view itself: a reference to the column names this node. */
  readonly node: string | null;
}

/** A source of a FROM clause. `item` is its text with the alias. */
export interface Relation {
  readonly item: Piece;
  readonly alias: string;
  readonly columns: readonly RelationColumn[];
  /** `schema.name` of a base table or view; null for a subquery. */
  readonly node: string | null;
}

/** A column of a SELECT list. `alias` null: the reference's own name, or `_c<n>` of Hive. */
export interface Output {
  readonly name: string;
  readonly piece: Piece;
  readonly type: TypeClass;
  readonly inputs: readonly string[];
  readonly identity: string | null;
}

export interface JoinTruth {
  readonly kind: 'INNER' | 'LEFT' | 'RIGHT' | 'FULL' | 'CROSS' | 'SEMI';
  /** Base columns equated; null where a side is computed. */
  readonly pairs: readonly (readonly [string, string])[] | null;
}

export interface Query {
  readonly piece: Piece;
  readonly outputs: readonly Output[];
  readonly joins: readonly JoinTruth[];
  /** Base tables and views that a `*` stands for. */
  readonly starred: readonly string[];
}

/** Something a view can read: a base table or an earlier view. */
export interface ReadableTable {
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: TypeClass }[];
}

export function readable(table: EstateTable): ReadableTable {
  return {
    schema: table.schema,
    name: table.name,
    columns: [...table.columns, ...table.partitions].map((column) => ({
      name: column.name,
      type: classOf(column.type),
    })),
  };
}

export function relationColumns(table: ReadableTable): RelationColumn[] {
  return table.columns.map((column) => {
    const node = `${qualifiedName(table)}.${column.name}`;
    return { name: column.name, type: column.type, inputs: [node], identity: node, node };
  });
}

/** Columns of a subquery, seen from outside. */
export function derivedColumns(outputs: readonly Output[]): RelationColumn[] {
  return outputs.map(({ name, type, inputs, identity }) => ({ name, type, inputs, identity, node: null }));
}

export function classOf(type: string): TypeClass {
  if (/^(tinyint|smallint|int|bigint|float|double|decimal)/.test(type)) return 'number';
  if (/^(string|varchar|char)/.test(type)) return 'text';
  if (/^(date|timestamp)/.test(type)) return 'date';
  if (type === 'boolean') return 'boolean';
  const nested = /^(array|map|struct)</.exec(type)?.[1];
  return nested === 'array' || nested === 'map' || nested === 'struct' ? nested : 'other';
}

/** Quoted where the name needs it, or where the query's style quotes everything. */
export function quoteName(name: string, isAlways: boolean): string {
  return isAlways || !/^[a-z_][a-z0-9_]*$/.test(name) || reserved.has(name) ? `\`${name}\`` : name;
}

const reserved = new Set(['order', 'date', 'user', 'timestamp', 'from', 'group']);
