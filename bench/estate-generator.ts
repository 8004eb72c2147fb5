/**
 * Generates a Hive estate with its truth from a seed: base tables as `SHOW CREATE TABLE` dumps them,
 * views without `;` between them, some columns removed from tables that views still read. Written as
 * `sql/*.sql` and `truth.json`; the same estate with its storage keywords lost stands in `stripped/`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type PlacedReference, placeOf, render } from './support/estate/pieces.js';
import { readable } from './support/estate/relations.js';
import { createTable, type EstateTable, makeTables, qualifiedName } from './support/estate/tables.js';
import { type EstateView, makeViews, planViews, type ViewCounts } from './support/estate/views.js';
import { type Random, seededRandom } from './support/random.js';

export interface EstateSize extends ViewCounts {
  readonly tables: number;
  /** Columns of a table, on average. */
  readonly tableColumns: number;
  /** Columns removed from base tables. */
  readonly removed: number;
}

/** About 4 MB: the shape of a Hive estate met in practice. */
export const fullSize: EstateSize = {
  tables: 300,
  tableColumns: 60,
  views: 74,
  unions: 8,
  nested: 31,
  laterals: 10,
  ctes: 8,
  joins: 1146,
  columns: 365,
  widest: 1100,
  longest: 140_000,
  removed: 6,
};

/** `factor` times the tables, views and joins; below 1 the views get smaller, too. */
export function scaledSize(factor: number): EstateSize {
  const scale = (value: number, least: number): number => Math.max(least, Math.round(value * factor));
  const shrink = Math.min(1, Math.max(factor, 0.02));
  return {
    tables: scale(fullSize.tables, 8),
    tableColumns: Math.max(20, Math.round(fullSize.tableColumns * Math.min(1, shrink * 4))),
    views: scale(fullSize.views, 6),
    unions: scale(fullSize.unions, 1),
    nested: scale(fullSize.nested, 2),
    laterals: scale(fullSize.laterals, 1),
    ctes: scale(fullSize.ctes, 1),
    joins: scale(fullSize.joins, 20),
    columns: Math.max(24, Math.round(fullSize.columns * Math.min(1, shrink * 2))),
    widest: Math.max(60, Math.round(fullSize.widest * shrink)),
    longest: Math.round(fullSize.longest * shrink),
    removed: fullSize.removed,
  };
}

export interface UnresolvedTruth {
  readonly view: string;
  readonly reason: 'UNKNOWN_COLUMN';
  readonly text: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface EstateTruth {
  readonly tables: readonly {
    readonly name: string;
    readonly columns: readonly string[];
    readonly partitions: readonly string[];
  }[];
  /** `inputs`: the base and view columns a column's value comes from; empty for constants. */
  readonly views: readonly {
    readonly name: string;
    readonly columns: readonly { readonly name: string; readonly inputs: readonly string[] }[];
  }[];
  readonly joins: readonly {
    readonly view: string;
    readonly kind: string;
    readonly pairs: readonly (readonly [string, string])[] | null;
  }[];
  readonly unresolved: readonly UnresolvedTruth[];
}

export interface GeneratedFile {
  readonly name: string;
  readonly text: string;
}

export interface Estate {
  readonly files: readonly GeneratedFile[];
  /** The same statements, storage keywords and `;` lost. */
  readonly strippedFiles: readonly GeneratedFile[];
  readonly truth: EstateTruth;
}

export function generateEstate(seed: number, size: EstateSize): Estate {
  const random = seededRandom(seed);
  const original = makeTables(size.tables, size.tableColumns, random.fork('tables'));
  const plans = planViews(size, random.fork('plans'));
  const views = makeViews(plans, original.map(readable), random.fork('views'));
  const placed = layOut(views, random.fork('files'));
  const removed = chooseRemoved(original, views, placed, size.removed, random.fork('removed'));
  const tables = original.map((table) => withoutColumns(table, removed));
  const viewFiles = placed.map(({ name, text }) => ({ name, text }));
  return {
    files: [...tableFiles(tables, false), ...viewFiles],
    strippedFiles: [...tableFiles(tables, true), ...viewFiles],
    truth: {
      tables: tables.map((table) => ({
        name: qualifiedName(table),
        columns: table.columns.map(({ name }) => name),
        partitions: table.partitions.map(({ name }) => name),
      })),
      views: views.map((view) => ({
        name: qualifiedName(view),
        columns: view.outputs.map(({ name, inputs }) => ({
          name,
          inputs: inputs.filter((input) => !removed.has(input)),
        })),
      })),
      joins: views.flatMap((view) => view.joins.map((entry) => ({ view: qualifiedName(view), ...entry }))),
      unresolved: placed.flatMap((file) => unresolvedOf(file, removed)),
    },
  };
}

/** Writes `sql/`, `truth.json` and the same below `stripped/`. */
export function writeEstate(estate: Estate, folder: string): void {
  writeCopy(folder, estate.files, estate.truth);
  writeCopy(join(folder, 'stripped'), estate.strippedFiles, estate.truth);
}

export function estateBytes(files: readonly GeneratedFile[]): number {
  return files.reduce((sum, file) => sum + Buffer.byteLength(file.text), 0);
}

function writeCopy(folder: string, files: readonly GeneratedFile[], truth: EstateTruth): void {
  mkdirSync(join(folder, 'sql'), { recursive: true });
  for (const file of files) writeFileSync(join(folder, 'sql', file.name), file.text);
  writeFileSync(join(folder, 'truth.json'), `${JSON.stringify(truth, null, 1)}\n`);
}

interface ViewFile extends GeneratedFile {
  readonly references: readonly (PlacedReference & { readonly view: string })[];
}

/** Views in shuffled order, the first half in one file; blank lines between them and no `;`. */
function layOut(views: readonly EstateView[], random: Random): ViewFile[] {
  const order = views.map((view) => ({ view, key: random.next() })).sort((a, b) => a.key - b.key);
  const half = Math.ceil(order.length / 2);
  const quarter = Math.ceil(order.length / 4);
  const groups = [order.slice(0, half), order.slice(half, half + quarter), order.slice(half + quarter)];
  return groups
    .filter((group) => group.length > 0)
    .map((group, index) => {
      let text = index === 0 ? '-- Views, as printed by the metastore.\n\n' : '';
      const references: (PlacedReference & { view: string })[] = [];
      for (const { view } of group) {
        const rendered = render(view.piece);
        const start = text.length;
        const name = qualifiedName(view);
        references.push(
          ...rendered.references.map((entry) => ({ ...entry, offset: entry.offset + start, view: name })),
        );
        text += `${rendered.text}\n\n`;
      }
      return { name: `views_${index + 1}.sql`, text, references };
    });
}

function tableFiles(tables: readonly EstateTable[], isStripped: boolean): GeneratedFile[] {
  const statements = new Map<string, string>();
  for (const table of tables) {
    const statement = `${createTable(table, isStripped)}${isStripped ? '' : ';'}\n\n`;
    statements.set(table.schema, (statements.get(table.schema) ?? '') + statement);
  }
  return [...statements].map(([schema, text]) => ({ name: `tables_${schema}.sql`, text }));
}

/** Base columns that one to five references name, that no `*` stands for and no join compares. */
function chooseRemoved(
  tables: readonly EstateTable[],
  views: readonly EstateView[],
  files: readonly ViewFile[],
  count: number,
  random: Random,
): Set<string> {
  const uses = new Map<string, number>();
  for (const { column } of files.flatMap(({ references }) => references)) {
    uses.set(column, (uses.get(column) ?? 0) + 1);
  }
  const starred = new Set(views.flatMap((view) => view.starred));
  const candidates = tables
    .filter((table) => !starred.has(qualifiedName(table)))
    .flatMap((table) =>
      table.columns
        .filter(({ name, type }) => !name.endsWith('_id') && !type.includes('<'))
        .map(({ name }) => `${qualifiedName(table)}.${name}`),
    )
    .filter((column) => {
      const used = uses.get(column) ?? 0;
      return used >= 1 && used <= 5;
    });
  const chosen = random.sample(candidates, count);
  if (chosen.length < count) throw new Error(`only ${chosen.length} columns could be removed`);
  return new Set(chosen);
}

function withoutColumns(table: EstateTable, removed: ReadonlySet<string>): EstateTable {
  const name = qualifiedName(table);
  return { ...table, columns: table.columns.filter((column) => !removed.has(`${name}.${column.name}`)) };
}

function unresolvedOf(file: ViewFile, removed: ReadonlySet<string>): UnresolvedTruth[] {
  return file.references
    .filter(({ column }) => removed.has(column))
    .map(({ view, text, offset }) => ({
      view,
      reason: 'UNKNOWN_COLUMN',
      text,
      file: file.name,
      ...placeOf(file.text, offset),
    }));
}
