/** What a later statement changes of a table of the draft: ALTER, COMMENT, ATTACH PARTITION. */
import {
  type ColumnDeclaration,
  maximumColumns,
  type NamePart,
  type NamingContext,
  type Origin,
  type TableAmendment,
} from '../declarations.js';
import { resolveTableName } from '../naming.js';
import { addColumns, amendColumn, replaceColumns } from './amend-columns.js';
import type { CatalogDraft } from './draft.js';
import type { DraftTable } from './draft-table.js';
import { isWithinLimit } from './limits.js';

/** Applies the change. What it names must exist: else an issue, and nothing is invented. */
export function amendTable(
  draft: CatalogDraft,
  table: DraftTable,
  amendment: Exclude<TableAmendment, { kind: 'DROP_TABLE' }>,
  origin: Origin,
  naming: NamingContext,
): void {
  switch (amendment.kind) {
    case 'ADD_COLUMNS':
      if (isWithinLimit(draft, table, widthWith(draft, table, amendment.columns, origin), origin, null))
        addColumns(draft, table, amendment.columns, origin);
      return;
    case 'REPLACE_COLUMNS':
      if (isWithinLimit(draft, table, amendment.columns.length, origin, null))
        replaceColumns(draft, table, amendment.columns, origin);
      return;
    case 'ADD_CONSTRAINT':
      table.constraints.push({ declaration: amendment.constraint, origin, addedBy: origin.file });
      return;
    case 'DROP_CONSTRAINT':
      dropConstraint(draft, table, amendment.name);
      return;
    case 'DROP_PRIMARY_KEY':
      table.isKeyDropped = true;
      table.constraints = table.constraints.filter(({ declaration }) => declaration.kind !== 'PRIMARY_KEY');
      return;
    case 'COMMENT_TABLE':
      table.comment = { text: amendment.comment, by: origin.file };
      return;
    case 'RENAME_TABLE':
      renameTable(draft, table, amendment.to, origin, naming);
      return;
    case 'ATTACH_PARTITION':
      attach(draft, table, amendment.partition, naming);
      return;
    default:
      amendColumn(draft, table, amendment, origin);
  }
}

/** Columns of the table once the file has added its own: those it added before are replaced. */
function widthWith(
  draft: CatalogDraft,
  table: DraftTable,
  added: readonly ColumnDeclaration[],
  { file }: Origin,
): number {
  const most = table.columns.length + added.length;
  if (most <= maximumColumns) return most;
  const kept = table.columns.filter(
    ({ stored, addedBy }) => stored === null || file === null || addedBy !== file,
  );
  return new Set([...kept.map(({ key }) => key), ...added.map(({ name }) => draft.fold(name))]).size;
}

function dropConstraint(draft: CatalogDraft, table: DraftTable, name: NamePart): void {
  const key = draft.fold(name);
  table.dropped.add(key);
  table.constraints = table.constraints.filter(
    ({ declaration }) => declaration.name === null || draft.fold(declaration.name) !== key,
  );
}

function renameTable(
  draft: CatalogDraft,
  table: DraftTable,
  to: readonly NamePart[],
  origin: Origin,
  naming: NamingContext,
): void {
  // Like DROP: what another run created is not taken away under its old name on the word of one statement.
  if (table.basis === 'STORED') {
    const message = `${table.name.qualifiedName} keeps its name: the run does not read the statement that creates it`;
    const hint = 'extract the files that create and rename a table in one run';
    draft.issue('WARNING', 'RENAME_NOT_APPLIED', message, origin, null, hint);
    return;
  }
  // A one-part target stays in the table's schema.
  const schema = table.name.schemaParts.map((text) => ({ text, quoted: true }));
  const name = resolveTableName(to.length === 1 ? [...schema, ...to] : to, naming);
  draft.tables.delete(table.name.id);
  if (table.stored !== null) draft.renamed.set(table.stored.id, table.stored);
  draft.tables.set(name.id, { ...table, name, stored: draft.stored(name) });
}

/** A partition is a storage fact of its parent, not a second table; its own foreign keys become the parent's. */
function attach(
  draft: CatalogDraft,
  table: DraftTable,
  partition: readonly NamePart[],
  naming: NamingContext,
): void {
  const name = resolveTableName(partition, naming);
  const attached = draft.tables.get(name.id);
  for (const constraint of attached?.constraints ?? []) {
    if (constraint.declaration.kind === 'FOREIGN_KEY') table.constraints.push(constraint);
  }
  draft.tables.delete(name.id);
  draft.attached.set(name.id, table.name.id);
  if (!table.partitions.includes(name.qualifiedName)) table.partitions.push(name.qualifiedName);
}
