/** What a later statement changes of a table of the draft: ALTER, COMMENT, ATTACH PARTITION. */
import type { ColumnDeclaration, NamePart, NamingContext, Origin, TableAmendment } from '../declarations.js';
import { resolveTableName } from '../naming.js';
import type { CatalogDraft } from './draft.js';
import { type DraftColumn, type DraftTable, declarationOf } from './draft-table.js';

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
      draft.addColumns(table, amendment.columns, origin, origin.file);
      return;
    case 'ADD_CONSTRAINT':
      table.constraints.push({ declaration: amendment.constraint, origin, addedBy: origin.file });
      return;
    case 'DROP_CONSTRAINT':
      dropConstraint(draft, table, amendment.name);
      return;
    case 'COMMENT_TABLE':
      table.comment = { text: amendment.comment, by: origin.file };
      return;
    case 'RENAME_TABLE':
      renameTable(draft, table, amendment.to, naming);
      return;
    case 'ATTACH_PARTITION':
      attach(draft, table, amendment.partition, naming);
      return;
    default:
      amendColumn(draft, table, amendment, origin);
  }
}

type ColumnAmendment = Extract<
  TableAmendment,
  { kind: 'DROP_COLUMN' | 'RENAME_COLUMN' | 'CHANGE_COLUMN' | 'COMMENT_COLUMN' }
>;

function amendColumn(
  draft: CatalogDraft,
  table: DraftTable,
  amendment: ColumnAmendment,
  origin: Origin,
): void {
  const part =
    amendment.kind === 'DROP_COLUMN' || amendment.kind === 'COMMENT_COLUMN'
      ? amendment.column
      : amendment.from;
  const key = draft.fold(part);
  const index = table.columns.findIndex((column) => column.key === key);
  const column = table.columns[index];
  if (column === undefined) {
    const message = `${table.name.qualifiedName} has no column ${part.text}`;
    draft.issue('WARNING', 'COLUMN_UNKNOWN', message, origin, null);
    return;
  }
  const edited = editedColumn(draft, column, amendment, origin);
  table.columns.splice(index, 1, ...(edited === null ? [] : [edited]));
  if (edited === null) dropConstraintsOver(draft, table, key);
  else if (edited.key !== key) renameInConstraints(draft, table, key, edited.name);
}

function editedColumn(
  draft: CatalogDraft,
  column: DraftColumn,
  amendment: ColumnAmendment,
  origin: Origin,
): DraftColumn | null {
  switch (amendment.kind) {
    case 'DROP_COLUMN':
      return null;
    case 'RENAME_COLUMN':
      return renamed(draft, column, amendment.to);
    case 'CHANGE_COLUMN':
      return changed(draft, column, amendment.column, origin);
    case 'COMMENT_COLUMN':
      return { ...column, comment: { text: amendment.comment, by: origin.file } };
  }
}

function renamed(draft: CatalogDraft, column: DraftColumn, to: NamePart): DraftColumn {
  const declaration = column.declaration === null ? null : { ...column.declaration, name: to };
  return { ...column, key: draft.fold(to), name: to, declaration };
}

function changed(
  draft: CatalogDraft,
  column: DraftColumn,
  change: Partial<ColumnDeclaration> & { readonly name: NamePart },
  origin: Origin,
): DraftColumn {
  const base = column.declaration ?? declarationOf(column);
  return {
    ...renamed(draft, column, change.name),
    declaration: { ...base, ...change },
    origin,
    comment: change.comment === undefined ? column.comment : { text: change.comment, by: origin.file },
  };
}

function dropConstraint(draft: CatalogDraft, table: DraftTable, name: NamePart): void {
  const key = draft.fold(name);
  table.dropped.add(key);
  table.constraints = table.constraints.filter(
    ({ declaration }) => declaration.name === null || draft.fold(declaration.name) !== key,
  );
}

/** A column takes its constraints with it, as in every database. */
function dropConstraintsOver(draft: CatalogDraft, table: DraftTable, key: string): void {
  table.constraints = table.constraints.filter(
    ({ declaration }) => !declaration.columns.some((part) => draft.fold(part) === key),
  );
}

function renameInConstraints(draft: CatalogDraft, table: DraftTable, key: string, to: NamePart): void {
  table.constraints = table.constraints.map((constraint) => {
    const columns = constraint.declaration.columns.map((part) => (draft.fold(part) === key ? to : part));
    return { ...constraint, declaration: { ...constraint.declaration, columns } };
  });
}

function renameTable(
  draft: CatalogDraft,
  table: DraftTable,
  to: readonly NamePart[],
  naming: NamingContext,
): void {
  // A one-part target stays in the table's schema.
  const schema = table.name.schemaParts.map((text) => ({ text, quoted: true }));
  const name = resolveTableName(to.length === 1 ? [...schema, ...to] : to, naming);
  draft.tables.delete(table.name.id);
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
