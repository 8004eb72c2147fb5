/**
 * Reads the `truth.json` of an estate, ours or one from elsewhere. Columns may be names, objects with a
 * name, or a number; joins a list or a number; unresolved references objects with whatever is known of
 * their place, or names of columns.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { UsageError } from '../../types.js';

const column = z.union([
  z.string(),
  z.looseObject({ name: z.string(), inputs: z.array(z.string()).optional() }),
]);
const columns = z.union([z.number().int(), z.array(column)]);
const truthFile = z.object({
  tables: z.array(z.looseObject({ name: z.string(), columns, partitions: columns.optional() })),
  views: z.array(z.looseObject({ name: z.string(), columns })),
  joins: z.union([
    z.number().int(),
    z.array(
      z.looseObject({
        view: z.string().optional(),
        kind: z.string().optional(),
        pairs: z.array(z.tuple([z.string(), z.string()])).nullish(),
      }),
    ),
  ]),
  unresolved: z.union([
    z.number().int(),
    z.array(
      z.union([
        z.string(),
        z.looseObject({
          view: z.string().optional(),
          reason: z.string().optional(),
          text: z.string().optional(),
          file: z.string().optional(),
          line: z.number().int().optional(),
          column: z.union([z.number().int(), z.string()]).optional(),
        }),
      ]),
    ),
  ]),
});

export interface RelationTruth {
  readonly name: string;
  /** Names in order, or only their number. */
  readonly columns: readonly string[] | number;
  readonly partitions: readonly string[] | number;
  /** Column → inputs, where the truth gives them. */
  readonly inputs: ReadonlyMap<string, readonly string[]> | null;
}

export interface UnresolvedEntry {
  readonly text: string | null;
  readonly reason: string | null;
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
  /** The entry names a column only; every reference to it is meant. */
  readonly isColumnName: boolean;
}

export interface JoinEntry {
  readonly view: string | null;
  readonly kind: string | null;
  /** Equated columns; null where the truth does not say. */
  readonly pairs: readonly (readonly [string, string])[] | null;
}

export interface TruthOfEstate {
  readonly tables: readonly RelationTruth[];
  readonly views: readonly RelationTruth[];
  readonly joins: readonly JoinEntry[] | number;
  readonly unresolved: readonly UnresolvedEntry[] | number;
}

export function readTruth(folder: string): TruthOfEstate {
  const path = join(folder, 'truth.json');
  if (!existsSync(path)) throw new UsageError(`${folder} has no truth.json`);
  const parsed = truthFile.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (!parsed.success) throw new UsageError(`${path}: ${z.prettifyError(parsed.error)}`);
  const { tables, views, joins, unresolved } = parsed.data;
  return {
    tables: tables.map((table) => relation(table.name, table.columns, table.partitions ?? [])),
    views: views.map((view) => relation(view.name, view.columns, [])),
    joins:
      typeof joins === 'number'
        ? joins
        : joins.map((entry) => ({
            view: entry.view ?? null,
            kind: entry.kind ?? null,
            pairs: entry.pairs ?? null,
          })),
    unresolved: typeof unresolved === 'number' ? unresolved : unresolved.map(unresolvedEntry),
  };
}

type Columns = z.infer<typeof columns>;

function relation(name: string, own: Columns, partitions: Columns): RelationTruth {
  return { name: bare(name), ...ownAndPartitions(names(own), names(partitions)), inputs: inputsOf(own) };
}

/** Some truths list the partition columns among the columns, too. */
function ownAndPartitions(
  own: readonly string[] | number,
  partitions: readonly string[] | number,
): Pick<RelationTruth, 'columns' | 'partitions'> {
  if (typeof own === 'number' || typeof partitions === 'number') return { columns: own, partitions };
  const isPartition = new Set(partitions);
  return { columns: own.filter((name) => !isPartition.has(name)), partitions };
}

function names(list: Columns): readonly string[] | number {
  return typeof list === 'number'
    ? list
    : list.map((entry) => bare(typeof entry === 'string' ? entry : entry.name));
}

function inputsOf(list: Columns): RelationTruth['inputs'] {
  if (typeof list === 'number') return null;
  const inputs = new Map<string, readonly string[]>();
  for (const entry of list) {
    if (typeof entry !== 'string' && entry.inputs !== undefined) inputs.set(bare(entry.name), entry.inputs);
  }
  return inputs.size === 0 ? null : inputs;
}

function unresolvedEntry(
  entry: string | { text?: string; reason?: string; file?: string; line?: number; column?: number | string },
): UnresolvedEntry {
  const nothing = { text: null, reason: null, file: null, line: null, column: null };
  if (typeof entry === 'string') return { ...nothing, text: entry, isColumnName: true };
  const { text, reason, file, line, column: place } = entry;
  const name = typeof place === 'string' ? place : null;
  return {
    text: text ?? name,
    reason: reason ?? null,
    file: file ?? null,
    line: line ?? null,
    column: typeof place === 'number' ? place : null,
    isColumnName: line === undefined,
  };
}

/** Lower case, without quotes. */
export function bare(name: string): string {
  return name.replace(/[`"]/g, '').toLowerCase();
}
