/** What is said of a table or column that a run defines twice. */
import type { ColumnDeclaration, NamePart, TableDeclaration } from '../declarations.js';
import type { DraftColumn, DraftTable } from './draft-table.js';

/** How a second definition differs from the first; null when it does not. */
export function redefinition(
  earlier: DraftTable,
  declaration: TableDeclaration,
  fold: (part: NamePart) => string,
): string | null {
  if (shape(earlier) === declaredShape(declaration, fold)) return null;
  const first =
    earlier.position === null
      ? ''
      : ` (first at line ${earlier.position.line} of its statement ${earlier.origin.statement ?? ''})`;
  return `${earlier.name.qualifiedName} is defined again and differently; the last definition stands${first}`;
}

/** Two columns whose names fold to one. */
export function duplicate(
  table: DraftTable,
  first: DraftColumn,
  declaration: ColumnDeclaration,
  declarations: readonly ColumnDeclaration[],
): string {
  const [names, of] = [`${declaration.name.text} and ${first.name.text}`, table.name.qualifiedName];
  const places = placesOf(first.declaration, declaration, declarations);
  return `${names} are one column of ${of}; the first is kept (${places})`;
}

/** Where two columns stand: by line where a text has them, else by their number. */
function placesOf(
  first: ColumnDeclaration | null,
  second: ColumnDeclaration,
  declarations: readonly ColumnDeclaration[],
): string {
  const [a, b] = [first?.position ?? null, second.position];
  if (a !== null && b !== null)
    return `line ${a.line} column ${a.column}, line ${b.line} column ${b.column} of the statement`;
  const at = first === null ? -1 : declarations.indexOf(first);
  const number = declarations.indexOf(second) + 1;
  return at < 0 ? `column ${number} of those added` : `columns ${at + 1} and ${number}`;
}

function shape(table: DraftTable): string {
  return JSON.stringify([
    table.tableKind,
    table.viewSql,
    table.columns.map((column) => [column.key, column.declaration?.nativeType]),
  ]);
}

function declaredShape(declaration: TableDeclaration, fold: (part: NamePart) => string): string {
  return JSON.stringify([
    declaration.tableKind,
    declaration.viewSql,
    declaration.columns.map((column) => [fold(column.name), column.nativeType]),
  ]);
}
