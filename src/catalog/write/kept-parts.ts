/** What of a table stays when files are read again: columns and constraints that other files added. */
import type { NamePart } from '../declarations.js';
import type { Dialect } from '../vocabulary.js';
import { type DraftColumn, type DraftTable, keyOfColumn, withAdded } from './draft-table.js';
import type { StoredNode } from './snapshot.js';

/** The columns a table ends up with. `files` are those of the run. */
export function finalColumns(
  table: DraftTable,
  files: ReadonlySet<string>,
  dialect: Dialect,
): readonly DraftColumn[] {
  if (table.basis !== 'DECLARED') {
    return table.columns.filter(
      ({ declaration, addedBy }) => declaration !== null || addedBy === null || !files.has(addedBy),
    );
  }
  const declared = new Set(table.columns.map((column) => column.key));
  const added = addedElsewhere(table, files).filter((column) => !declared.has(column.key));
  return withAdded(table.columns, added, dialect);
}

/** Columns that statements of files outside the run added; a table that was only mentioned has none to keep. */
function addedElsewhere(table: DraftTable, files: ReadonlySet<string>): readonly DraftColumn[] {
  const { stored } = table;
  if (stored === null || stored.properties.isComplete === false) return [];
  return stored.columns.flatMap((column) => {
    const { addedBy, name } = column.properties;
    if (typeof addedBy !== 'string' || files.has(addedBy)) return [];
    return {
      key: keyOfColumn(column.id),
      name: { text: String(name), quoted: true },
      declaration: null,
      stored: column,
      origin: table.origin,
      addedBy,
      comment: null,
    };
  });
}

/** Stored constraints the run does not replace, while their columns (`keys`) exist. */
export function keptConstraints(
  table: DraftTable,
  keys: ReadonlySet<string>,
  files: ReadonlySet<string>,
  fold: (part: NamePart) => string,
): readonly StoredNode[] {
  return (table.stored?.constraints ?? []).filter((constraint) => {
    const { addedBy, name, columnIds, constraintKind } = constraint.properties;
    if (table.isKeyDropped && constraintKind === 'PRIMARY_KEY') return false;
    const isInRun = typeof addedBy === 'string' && files.has(addedBy);
    if (isInRun || (table.basis === 'DECLARED' && typeof addedBy !== 'string')) return false;
    if (typeof name === 'string' && table.dropped.has(fold({ text: name, quoted: true }))) return false;
    return (Array.isArray(columnIds) ? (columnIds as readonly string[]) : []).every((id) =>
      keys.has(keyOfColumn(id)),
    );
  });
}
