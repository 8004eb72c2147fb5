/** What ALTER, COMMENT, DROP and their like do to the tables of a run. */
import {
  type CatalogDraft,
  type NamePart,
  type NamingContext,
  resolveColumnName,
  resolveTableName,
} from '../../catalog/index.js';
import type { SchemaColumn } from '../../lineage/facts.js';
import type { Amendment } from '../sql/facts.js';
import type { ChangedNames } from './changed-names.js';
import { nameOf, originOf } from './mentions.js';
import { type RunSchemaView, tableUrn } from './schema-view.js';
import type { RunStatement } from './statements.js';

export function applyAmendment(
  entry: RunStatement,
  amendment: Amendment,
  draft: CatalogDraft,
  view: RunSchemaView,
  names: ChangedNames,
): void {
  // The search path and named types are known before the first statement is resolved.
  if (amendment.kind === 'SET_SCHEMA' || amendment.kind === 'CREATE_TYPE') return;
  if (amendment.kind === 'CREATE_SCHEMA') {
    draft.declareSchema(amendment.schema);
    return;
  }
  const naming = namingOf(amendment.table, entry, draft, view);
  const { id } = resolveTableName(amendment.table, naming);
  if (amendment.kind === 'ATTACH_PARTITION') {
    view.attach(resolveTableName(amendment.partition, naming).id, id);
  }
  const parent = view.standsFor(id);
  if (parent !== id) {
    amendPartition(entry, amendment, parent, draft, view);
    return;
  }
  const before = view.columnsOf(id) ?? [];
  const known = draft.tables.get(id);
  draft.amend(amendment, originOf(entry), naming);
  view.changed(id);
  if (amendment.kind === 'RENAME_TABLE') {
    const to = renamedId(amendment.to, id, naming);
    view.changed(to);
    // A table of another run keeps its name.
    if (known !== undefined && draft.tables.get(id) !== known) names.table(id, to);
  } else if (amendment.kind === 'DROP_TABLE') {
    if (known !== undefined) names.table(id, null);
  } else noteColumns(amendment, id, before, draft, view, names);
}

/** Columns that the table had before the statement and has no more. */
function noteColumns(
  amendment: OfTable,
  table: string,
  before: readonly SchemaColumn[],
  draft: CatalogDraft,
  view: RunSchemaView,
  names: ChangedNames,
): void {
  const after = new Set((view.columnsOf(table) ?? []).map(({ id }) => id));
  const to =
    amendment.kind === 'RENAME_COLUMN'
      ? amendment.to
      : amendment.kind === 'CHANGE_COLUMN'
        ? amendment.column.name
        : null;
  const part = to === null ? null : { text: draft.fold(to), quoted: true };
  const next = part === null ? null : resolveColumnName(tableUrn(table), part, 'PRESERVE_SENSITIVE').id;
  for (const { id } of before) if (!after.has(id)) names.column(id, next);
}

type OfTable = Exclude<Amendment, { readonly kind: 'SET_SCHEMA' | 'CREATE_TYPE' | 'CREATE_SCHEMA' }>;

/** A foreign key of a partition binds its parent; keys and columns of its own are facts of storage. */
function amendPartition(
  entry: RunStatement,
  amendment: OfTable,
  parent: string,
  draft: CatalogDraft,
  view: RunSchemaView,
): void {
  if (amendment.kind !== 'ADD_CONSTRAINT' || amendment.constraint.kind !== 'FOREIGN_KEY') return;
  draft.amend({ ...amendment, table: nameOf(parent) }, originOf(entry), entry.naming);
  view.changed(parent);
}

/** The schema of the search path that has the table; the first where none does. */
function namingOf(
  table: readonly NamePart[],
  { naming, searchPath }: RunStatement,
  draft: CatalogDraft,
  view: RunSchemaView,
): NamingContext {
  if (table.length > 1 || searchPath.length < 2) return naming;
  const found = searchPath
    .map((schema) => ({ ...naming, defaultSchema: schema.map((part) => draft.fold(part)).join('.') }))
    .find((candidate) => view.has(resolveTableName(table, candidate).id));
  return found ?? naming;
}

/** `RENAME TO b` keeps the schema. */
function renamedId(to: readonly NamePart[], id: string, naming: NamingContext): string {
  return resolveTableName(to.length > 1 ? to : [...nameOf(id).slice(0, -1), ...to], naming).id;
}
