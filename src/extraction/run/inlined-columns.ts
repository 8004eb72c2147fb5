/** What ALTER TABLE does to the columns of a table that is no node: each goes on with what it was made of. */
import { displayName, exactPart, foldName, type NamePart, type NamingContext } from '../../catalog/index.js';
import type { InlinedTable } from '../../lineage/index.js';
import type { Amendment } from '../sql/facts.js';

type Column = InlinedTable['columns'][number];
type CaseRule = NamingContext['caseRule'];

/** Columns after the amendment; those of a table whose columns nobody knows stay unknown. */
export function amendedColumns(
  columns: readonly Column[],
  amendment: Amendment,
  rule: CaseRule,
): readonly Column[] {
  if (columns.length === 0) return columns;
  switch (amendment.kind) {
    case 'RENAME_COLUMN':
      return renamed(columns, amendment.from, amendment.to, rule);
    case 'CHANGE_COLUMN':
      return renamed(columns, amendment.from, amendment.column.name, rule);
    case 'DROP_COLUMN':
      return columns.filter((column) => !isNamed(column, amendment.column, rule));
    case 'ADD_COLUMNS':
      return [...columns, ...amendment.columns.map(({ name }) => emptyColumn(name, rule))];
    case 'REPLACE_COLUMNS':
      return replaced(
        columns,
        amendment.columns.map(({ name }) => name),
        rule,
      );
    default:
      return columns;
  }
}

function isNamed(column: Column, part: NamePart, rule: CaseRule): boolean {
  return foldName(exactPart(column.name), rule) === foldName(part, rule);
}

function renamed(
  columns: readonly Column[],
  from: NamePart,
  to: NamePart,
  rule: CaseRule,
): readonly Column[] {
  const name = displayName(to, rule);
  return columns.map((column) => (isNamed(column, from, rule) ? { ...column, name } : column));
}

function emptyColumn(name: NamePart, rule: CaseRule): Column {
  return { name: displayName(name, rule), typeKey: null, inputs: [] };
}

/** A name that was there keeps its column; a new one takes the column whose place it has, if that lost its name. */
function replaced(columns: readonly Column[], names: readonly NamePart[], rule: CaseRule): readonly Column[] {
  const kept = new Set(
    names.flatMap((name) => columns.filter((column) => isNamed(column, name, rule)).slice(0, 1)),
  );
  return names.map((name, i) => {
    const same = columns.find((column) => isNamed(column, name, rule));
    const there = columns[i];
    const former = same ?? (there === undefined || kept.has(there) ? undefined : there);
    return { ...(former ?? emptyColumn(name, rule)), name: displayName(name, rule) };
  });
}
