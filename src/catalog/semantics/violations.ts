/** Names against the conventions of their scope, each with the name that would conform. */
import { splitName } from '../tokens.js';
import { carried, extendsAffix } from './affixes.js';
import { type Convention, caseChange, separatorName } from './conventions.js';
import type { DescribedColumn, DescribedTable } from './described.js';
import type { SemanticRole } from './lexicons.js';
import { inStyle, type NamingStyle, namingStyle } from './naming-style.js';

export interface ConventionViolation {
  /** The column; the table, of a TABLE_PREFIX. */
  readonly id: string;
  readonly name: string;
  readonly convention: Convention;
  /** What stands against it: the type family, role or style found; null where the convention prescribes and finds nothing. */
  readonly found: string | null;
  /** Null when no convention of the scope says how such a column is named. */
  readonly conformingName: string | null;
}

/**
 * Violations in the order of the tables. A name that a longer affix explains (`_source_id` → STRING beside `_id`
 * → INTEGER) violates nothing. O(columns × conventions).
 */
export function conventionViolations(
  tables: readonly DescribedTable[],
  conventions: readonly Convention[],
  roles: ReadonlyMap<string, SemanticRole | null> = new Map(),
): readonly ConventionViolation[] {
  return tables.flatMap((table) => [
    ...conventions.flatMap((convention) => tableViolation(table, convention)),
    ...table.columns.flatMap((column) =>
      conventions.flatMap((convention) => columnViolation(column, convention, conventions, roles)),
    ),
  ]);
}

function tableViolation(table: DescribedTable, convention: Convention): readonly ConventionViolation[] {
  if (convention.kind !== 'TABLE_PREFIX' || convention.schema !== table.schema) return [];
  if (carried(table.name, { position: 'PREFIX', words: convention.words }) !== null) return [];
  const conformingName = `${convention.pattern}${table.name}`;
  return [{ id: table.id, name: table.name, convention, found: null, conformingName }];
}

function columnViolation(
  column: DescribedColumn,
  convention: Convention,
  conventions: readonly Convention[],
  roles: ReadonlyMap<string, SemanticRole | null>,
): readonly ConventionViolation[] {
  const { id, name } = column;
  switch (convention.kind) {
    case 'STYLE': {
      const found = namingStyle(name);
      if (found === 'FLAT' || found === convention.implies) return [];
      return [
        { id, name, convention, found, conformingName: inStyle(name, convention.implies as NamingStyle) },
      ];
    }
    case 'SEPARATOR': {
      const found = separatorName(column);
      if (namingStyle(name) === 'FLAT' || found === convention.implies) return [];
      return [{ id, name, convention, found, conformingName: separated(name, convention.implies) }];
    }
    case 'AFFIX_TYPE':
      return column.type.family === 'UNKNOWN'
        ? []
        : affixViolation(column, column.type.family, convention, conventions);
    case 'AFFIX_ROLE':
      return affixViolation(column, roles.get(id) ?? null, convention, conventions);
    case 'TABLE_PREFIX':
      return [];
  }
}

function separated(name: string, separator: string): string {
  if (separator !== caseChange) return splitName(name).join(separator);
  return inStyle(name, /^\p{Lu}/u.test(name) ? 'PASCAL' : 'CAMEL');
}

/** Without a known role a column stands against no convention of roles. */
function affixViolation(
  { id, name }: DescribedColumn,
  found: string | null,
  convention: Convention,
  conventions: readonly Convention[],
): readonly ConventionViolation[] {
  const { kind, position, words, implies } = convention;
  if (position === null || found === null || found === implies) return [];
  const affix = carried(name, { position, words });
  if (affix === null) return [];
  const sameKind = conventions.filter((each) => each.kind === kind && each.position === position);
  const isExplained = sameKind.some(
    (each) =>
      each.implies === found &&
      extendsAffix({ position, words: each.words }, affix) &&
      carried(name, { position, words: each.words }) !== null,
  );
  if (isExplained) return [];
  const [fitting] = sameKind
    .filter((each) => each.implies === found)
    .sort((left, right) => right.lower - left.lower)
    .map(({ pattern }) => pattern);
  const rest = position === 'SUFFIX' ? name.slice(0, -affix.text.length) : name.slice(affix.text.length);
  const conformingName =
    fitting === undefined ? null : position === 'SUFFIX' ? `${rest}${fitting}` : `${fitting}${rest}`;
  return [{ id, name, convention, found, conformingName }];
}
