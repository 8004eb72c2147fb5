/** Names of the tables that statements mention: what has to be known of the catalog before they are resolved. */
import { type NamePart, type NamingContext, namedTableIds, resolveTableName } from '../../catalog/index.js';
import { tableMentions } from '../../lineage/index.js';
import type { ReadStatement } from '../sql/facts.js';
import type { RunStatement } from './statements.js';

type TableParts = readonly NamePart[];

/** Lower-cased last parts of every table name in the statement: declared, changed, referred to, read or written. */
export function mentionedNames(statement: ReadStatement, names: Set<string>): void {
  const add = (parts: TableParts | null | undefined): void => {
    const last = parts?.at(-1);
    if (last === undefined) return;
    const dot = last.text.lastIndexOf('.');
    names.add((dot < 0 ? last.text : last.text.slice(dot + 1)).toLowerCase());
  };
  for (const table of statement.declarations) {
    add(table.name);
    add(table.like);
    for (const constraint of table.constraints) add(constraint.referencedTable);
  }
  for (const amendment of statement.amendments) {
    if ('table' in amendment) add(amendment.table);
    if (amendment.kind === 'RENAME_TABLE') add(amendment.to);
    if (amendment.kind === 'ATTACH_PARTITION') add(amendment.partition);
    if (amendment.kind === 'ADD_CONSTRAINT') add(amendment.constraint.referencedTable);
  }
  for (const table of statement.scannedTables?.reads ?? []) add(table.parts);
  for (const table of statement.scannedTables?.writes ?? []) add(table.parts);
  for (const tree of statement.trees) {
    const { reads, writes } = tableMentions(tree);
    for (const { parts } of [...reads, ...writes]) add(parts);
  }
}

/** URNs, under either prefix, of the tables a statement declares or renames to: they need not be there yet. */
export function comingTables(statement: ReadStatement, naming: NamingContext): readonly string[] {
  const renames = statement.amendments.filter((amendment) => amendment.kind === 'RENAME_TABLE');
  return namedTableIds(statement.declarations, renames, naming);
}

/** `table:` URNs of the tables that statements declare; `temporary` are, by file, those that are no nodes. */
export function declaredTables(
  entries: readonly RunStatement[],
  temporary: ReadonlyMap<string, ReadonlyMap<string, unknown>>,
): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const { source, statement, naming } of entries) {
    for (const { name } of statement.declarations) {
      const { id } = resolveTableName(name, naming);
      if (temporary.get(source.file)?.has(id) !== true) ids.add(id);
    }
  }
  return ids;
}
