/** How wide a table may be. A statement that would make a wider one is refused: half a table would look whole. */
import { otherTableId } from '../../graph/ids.js';
import { maximumColumns, type Origin, type Position } from '../declarations.js';
import type { CatalogDraft } from './draft.js';
import type { DraftTable } from './draft-table.js';
import { finalColumns } from './kept-parts.js';
import type { PlanOptions } from './plan-types.js';

/** Whether a table of so many columns may be; else an issue, and the stored table of this name is left alone. */
export function isWithinLimit(
  draft: CatalogDraft,
  table: Pick<DraftTable, 'name'>,
  columns: number,
  origin: Origin,
  position: Position | null,
): boolean {
  if (columns <= maximumColumns) return true;
  const message = `${table.name.qualifiedName} would have ${columns} columns, the limit is ${maximumColumns}; the statement changes nothing`;
  draft.issue('ERROR', 'LIMIT_EXCEEDED', message, origin, position);
  return false;
}

/** Tables that only what other files added makes too wide: they stay as they are stored. */
export function refuseTooWide(draft: CatalogDraft, { files }: PlanOptions): void {
  for (const [id, table] of draft.tables) {
    const most = table.columns.length + (table.stored?.columns.length ?? 0);
    if (most <= maximumColumns) continue;
    const { length } = finalColumns(table, files, draft.naming.dialect);
    if (isWithinLimit(draft, table, length, table.origin, table.position)) continue;
    draft.tables.delete(id);
    draft.refused.add(id);
  }
}

/** Whether a statement about the stored table was refused. */
export function isRefused(draft: CatalogDraft, id: string): boolean {
  return draft.refused.has(id) || draft.refused.has(otherTableId(id));
}
