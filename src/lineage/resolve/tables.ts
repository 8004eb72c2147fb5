/**
 * Table look-up: the name as qualified; a bare name in the schemas of the search path, in order, then in the
 * default schema, in each a temporary table of the file first; then a unique match of the name anywhere in the
 * system (confidence 0.6); else the table is known only from this mention.
 */
import { type NamePart, type NamingContext, resolveTableName } from '../../catalog/index.js';
import type { SchemaColumn, TableRef } from '../facts.js';
import type { TableName } from '../tree.js';
import type { BaseTable } from './columns.js';
import type { StatementContext } from './context.js';
import { influences } from './influences.js';
import { inlinedColumns, inlinedRelation } from './inlined.js';
import { derivedRelation, knownTable, type Output, type Relation, unknownTable } from './relation.js';

/** Confidence of a table found only because its bare name is unique in the system. */
const uniqueNameConfidence = 0.6;

interface Located {
  readonly id: string;
  readonly columns: readonly SchemaColumn[] | null;
  readonly confidence: number;
}

/** File formats that Spark reads by `format.\`path\``. */
const fileFormats = new Set(['parquet', 'csv', 'json', 'orc', 'avro', 'delta', 'text', 'binaryfile', 'xml']);

/** The table of a name, as a relation that is read. */
export function readTable(context: StatementContext, name: TableName): Relation {
  if (isPath(context, name)) return filesRelation(context, name);
  const table = baseTable(context, name);
  const inlined = context.options.inlined?.get(table.ref.id);
  if (inlined !== undefined) return inlinedRelation(context, inlined, name);
  if (!context.reads.has(table.ref.id)) context.reads.set(table.ref.id, { table, start: name.start });
  if (table.columns !== null) return knownTable(context, table, table.columns);
  return unknownTable(context, table, [context.problem('UNKNOWN_TABLE', name)]);
}

function isPath(context: StatementContext, { parts }: TableName): boolean {
  const [format, path] = parts;
  if (context.dialect !== 'SPARK' || parts.length !== 2 || format === undefined || path === undefined)
    return false;
  return fileFormats.has(format.text.toLowerCase()) && path.quoted && /[/:.]/.test(path.text);
}

/** Files are no tables: what they hold is not known, and no table is read. */
function filesRelation(context: StatementContext, name: TableName): Relation {
  const { start, end } = name;
  const problem = context.problem('UNKNOWN_TABLE', { start, end });
  const output = (text: string, key: string, isStar: boolean): Output => ({
    name: text,
    key,
    flow: { inputs: [], problems: [problem] },
    typeKey: null,
    typeReason: 'a column of files',
    definition: null,
    position: null,
    bases: [],
    isStar,
  });
  return derivedRelation([output('*', '*', true)], {
    influences: influences(),
    baseTables: new Set(),
    guess: (column, key) => output(column.text, key, false),
  });
}

/** The table of a name, read or written; one object per table and statement. */
export function baseTable(context: StatementContext, name: TableName): BaseTable {
  const located = locate(context, name.parts);
  const present = context.tables.get(located.id);
  if (present !== undefined) return present;
  const columns = inlinedColumns(context, located.id) ?? located.columns;
  const ref: TableRef = {
    id: located.id,
    name: name.parts.map((part) => part.text).join('.'),
    isKnown: columns !== null,
    confidence: located.confidence,
  };
  const table: BaseTable = { ref, columns, made: new Map() };
  context.tables.set(located.id, table);
  return table;
}

/** A table that the statement itself defines; its kind decides the URN. */
export function definedTable(context: StatementContext, name: TableName, isView: boolean): BaseTable {
  const resolved = resolveTableName(name.parts, writingContext(context, name.parts.length));
  const id = isView ? resolved.viewId : resolved.id;
  const ref: TableRef = {
    id,
    name: name.parts.map((part) => part.text).join('.'),
    isKnown: true,
    confidence: 1,
  };
  return { ref, columns: null, made: new Map() };
}

function locate(context: StatementContext, parts: readonly NamePart[]): Located {
  const namings = namingContexts(context, parts.length);
  for (const naming of namings)
    for (const written of spellings(context, parts)) {
      const found = ofRun(context, written, naming) ?? inSchema(context, written, naming);
      if (found !== null) return found;
    }
  const unique = uniqueMatch(context, parts);
  if (unique !== null) return unique;
  const [first = context.options.naming] = namings;
  return { id: resolveTableName(parts, first).id, columns: null, confidence: 1 };
}

/** The name as written; where the dialect ignores case also as if it were not quoted. */
function spellings(context: StatementContext, parts: readonly NamePart[]): readonly (readonly NamePart[])[] {
  if (!context.rules.ignoresCase || !parts.some((part) => part.quoted)) return [parts];
  return [parts, parts.map((part) => ({ text: part.text, quoted: false }))];
}

/** A temporary table of the file hides every other of its name once it has columns. */
function ofRun(context: StatementContext, parts: readonly NamePart[], naming: NamingContext): Located | null {
  const { id } = resolveTableName(parts, naming);
  const made = context.options.inlined?.get(id)?.columns ?? [];
  return made.length === 0 ? null : { id, columns: null, confidence: 1 };
}

function inSchema(
  context: StatementContext,
  parts: readonly NamePart[],
  naming: NamingContext,
): Located | null {
  const resolved = resolveTableName(parts, naming);
  for (const id of [resolved.id, resolved.viewId]) {
    const columns = context.options.schema.columnsOf(id);
    if (columns !== null) return { id, columns: columns.length === 0 ? null : columns, confidence: 1 };
  }
  return null;
}

/** `USE` and `SET search_path` stand for the default schema of names that lack one. */
function namingContexts(context: StatementContext, partCount: number): readonly NamingContext[] {
  const { naming, searchPath = [] } = context.options;
  const current = searchPath.map((schema) => currentSchema(naming, schema));
  if (current.length === 0) return [naming];
  return partCount === 1 ? [...current, naming] : [...current.slice(0, 1), naming];
}

function writingContext(context: StatementContext, partCount: number): NamingContext {
  return namingContexts(context, partCount)[0] ?? context.options.naming;
}

function currentSchema(naming: NamingContext, schema: readonly NamePart[]): NamingContext {
  return { ...naming, defaultSchema: schema.map((part) => part.text).join('.') };
}

/** A table of this bare name anywhere in the system; of a qualified name, one whose schema ends alike. */
function uniqueMatch(context: StatementContext, parts: readonly NamePart[]): Located | null {
  const { naming, schema } = context.options;
  const last = parts.at(-1);
  if (last === undefined || parts.length > 2) return null;
  const resolved = resolveTableName([last], naming);
  let ids = schema.tablesNamed(resolved.table);
  if (parts.length === 2) {
    const tail = resolveTableName(parts, { ...naming, defaultSchema: 'none' }).id.replace(/^.*\//, '');
    ids = ids.filter((id) => id.endsWith(`.${tail}`));
  }
  const [id] = ids;
  if (id === undefined || ids.length !== 1) return null;
  const columns = schema.columnsOf(id);
  if (columns === null) return null;
  return { id, columns: columns.length === 0 ? null : columns, confidence: uniqueNameConfidence };
}
