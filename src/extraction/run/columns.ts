/** Columns that queries give to tables: of views and CTAS by their outputs, of undeclared tables by what is said of them. */
import {
  type ColumnDeclaration,
  foldName,
  keyOfColumn,
  type NamePart,
  type NamingContext,
  parseTypeKey,
  relation,
  type TableDeclaration,
} from '../../catalog/index.js';
import type { OutputColumn } from '../../lineage/facts.js';

export interface DerivedTable {
  readonly declaration: TableDeclaration;
  /** Whether a column is made of constants alone, by folded name. */
  readonly constants: ReadonlyMap<string, boolean>;
  readonly conflicts: readonly TypeConflict[];
}
export interface TypeConflict {
  readonly column: string;
  readonly declared: string;
  readonly derived: string;
}

/**
 * The declaration of a view or CTAS with the outputs of its query. A column list renames by position;
 * declared types stay and are compared with the derived ones. Columns that a star over an unknown table
 * stands for are known to nobody: they are left out.
 */
export function derivedTable(
  declaration: TableDeclaration,
  outputs: readonly OutputColumn[],
  naming: NamingContext,
  typeKeyOf: (nativeType: string) => string | null,
): DerivedTable {
  const known = outputs.filter((output) => !isUnknownStar(output));
  if (known.length === 0 || (known.length < outputs.length && declaration.columns.length > 0))
    return { declaration, constants: new Map(), conflicts: [] };
  const isList = declaration.columns.length === known.length;
  const byKey = new Map(
    declaration.columns.map((column) => [foldName(column.name, naming.caseRule), column]),
  );
  const constants = new Map<string, boolean>();
  const conflicts: TypeConflict[] = [];
  const columns = known.map((output, i): ColumnDeclaration => {
    const name = outputName(output, naming);
    const declared = (isList ? declaration.columns[i] : byKey.get(foldName(name, naming.caseRule))) ?? null;
    const column = { ...emptyColumn(declared?.name ?? name), ...declared, typeKey: output.typeKey };
    const key = foldName(column.name, naming.caseRule);
    constants.set(key, output.isConstant);
    const conflict =
      column.nativeType === null ? null : conflictOf(key, typeKeyOf(column.nativeType), output.typeKey);
    if (conflict !== null) conflicts.push(conflict);
    return column;
  });
  const partitions = declaration.columns.filter(
    (column) => column.isPartition && !constants.has(foldName(column.name, naming.caseRule)),
  );
  return { declaration: { ...declaration, columns: [...columns, ...partitions] }, constants, conflicts };
}

/** The output that stands for all columns of an unknown table. */
export function isUnknownStar({ name, target }: OutputColumn): boolean {
  return name === '*' && target?.isKnown !== true;
}

/** A column of which nothing but its name is known. */
export function emptyColumn(name: NamePart): ColumnDeclaration {
  return {
    name,
    nativeType: null,
    typeKey: null,
    isNullable: null,
    defaultSql: null,
    comment: null,
    isPartition: false,
    isGenerated: false,
    position: null,
  };
}

/** The name with the quoting that makes it fold to the column the output writes. */
function outputName(output: OutputColumn, { caseRule }: NamingContext): NamePart {
  const plain: NamePart = { text: output.name, quoted: false };
  if (output.target === null) return plain;
  const key = keyOfColumn(output.target.id);
  return foldName(plain, caseRule) === key ? plain : { text: key, quoted: true };
}

function conflictOf(column: string, declared: string | null, derived: string | null): TypeConflict | null {
  if (declared === null || derived === null || declared === derived) return null;
  const types = [parseTypeKey(declared), parseTypeKey(derived)] as const;
  const found = relation(types[0], types[1]);
  return found === 'IDENTICAL' || found === 'EQUIVALENT' || found === 'UNKNOWN'
    ? null
    : { column, declared, derived };
}
