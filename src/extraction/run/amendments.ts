/** What ALTER, COMMENT, DROP and their like do to the tables of a run. */
import {
  type CatalogDraft,
  type NamePart,
  type NamingContext,
  resolveTableName,
} from '../../catalog/index.js';
import type { Amendment } from '../sql/facts.js';
import { nameOf, originOf } from './mentions.js';
import type { RunSchemaView } from './schema-view.js';
import type { RunStatement } from './statements.js';

export function applyAmendment(
  entry: RunStatement,
  amendment: Amendment,
  draft: CatalogDraft,
  view: RunSchemaView,
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
  draft.amend(amendment, originOf(entry), naming);
  view.changed(id);
  if (amendment.kind === 'RENAME_TABLE') view.changed(renamedId(amendment.to, id, naming));
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
