/** What a later statement changes of the columns of a table of the draft. */
import type { ColumnDeclaration, NamePart, Origin, TableAmendment } from '../declarations.js';
import type { CatalogDraft } from './draft.js';
import { type DraftColumn, type DraftTable, declarationOf, isPartition, withAdded } from './draft-table.js';

type ColumnAmendment = Extract<
  TableAmendment,
  { kind: 'DROP_COLUMN' | 'RENAME_COLUMN' | 'CHANGE_COLUMN' | 'COMMENT_COLUMN' }
>;

export function amendColumn(
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

export function addColumns(
  draft: CatalogDraft,
  table: DraftTable,
  declarations: readonly ColumnDeclaration[],
  origin: Origin,
): void {
  const count = table.columns.length;
  draft.addColumns(table, declarations, origin, origin.file);
  const { columns } = table;
  table.columns = withAdded(columns.slice(0, count), columns.slice(count), draft.naming.dialect);
}

/** Partition columns stay, at the end; a column of the old list keeps its place in the graph. */
export function replaceColumns(
  draft: CatalogDraft,
  table: DraftTable,
  declarations: readonly ColumnDeclaration[],
  origin: Origin,
): void {
  const former = new Map(table.columns.map((column) => [column.key, column]));
  const partitions = table.columns.filter(isPartition);
  table.columns = [...partitions];
  draft.addColumns(table, declarations, origin, origin.file);
  const listed = table.columns.slice(partitions.length).map((column): DraftColumn => {
    const known = former.get(column.key);
    if (known === undefined) return column;
    const comment = { text: column.declaration?.comment ?? null, by: origin.file };
    return { ...column, stored: known.stored, addedBy: known.addedBy, comment };
  });
  table.columns = [...listed, ...partitions];
  const kept = new Set(table.columns.map(({ key }) => key));
  for (const key of former.keys()) if (!kept.has(key)) dropConstraintsOver(draft, table, key);
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
