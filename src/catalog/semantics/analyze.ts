/** What the columns of an estate mean: their words, style, role and business domain, with the evidence. */
import { tokensOf } from '../tokens.js';
import { unknownType } from '../types/column-type.js';
import { type Abbreviations, seedAbbreviations } from './abbreviations.js';
import type { DescribedColumn, DescribedTable } from './described.js';
import { domainCandidates, domainOfSiblings } from './domains.js';
import { reported, type SemanticCandidate } from './evidence.js';
import type { BusinessDomain, Lexicon, SemanticRole } from './lexicons.js';
import { type NamingStyle, namingStyle } from './naming-style.js';
import { type RoleMeaning, roleCandidates } from './roles.js';
import { TableNames } from './table-names.js';

export interface ColumnSemantics {
  readonly tokens: readonly string[];
  /** Tokens with their abbreviations read as words. */
  readonly expanded: readonly string[];
  readonly naming: NamingStyle;
  /** Null when no role reaches 0.5 or leads the second by 0.1; `roleCandidates` then say what was weighed. */
  readonly role: SemanticRole | null;
  readonly roleConfidence: number | null;
  readonly domain: BusinessDomain | null;
  readonly domainConfidence: number | null;
  readonly isPersonalDataCandidate: boolean;
  /** Most confident first, each with its evidence. */
  readonly roleCandidates: readonly SemanticCandidate<SemanticRole>[];
  readonly domainCandidates: readonly SemanticCandidate<BusinessDomain>[];
}

export interface SemanticsOptions {
  /** Default: the seed list. */
  readonly abbreviations?: Abbreviations;
  /** Words of the project beside the general ones. */
  readonly domainWords?: Lexicon<BusinessDomain>;
  /** Learned meanings of affixes: evidence with their lower bounds as weights. */
  readonly meanings?: readonly RoleMeaning[];
}

/** Semantics by column id. The tables are each other's context: pass a whole system. O(columns). */
export function analyzeTables(
  tables: readonly DescribedTable[],
  options: SemanticsOptions = {},
): ReadonlyMap<string, ColumnSemantics> {
  const abbreviations = options.abbreviations ?? seedAbbreviations;
  const names = new TableNames(tables, abbreviations);
  const found = new Map<string, ColumnSemantics>();
  for (const table of tables) {
    const alone = table.columns.map((column) =>
      domainCandidates(column, abbreviations, options.domainWords ?? null, null),
    );
    const domains = alone.map((candidates) => reported(candidates)?.value ?? null);
    table.columns.forEach((column, index) => {
      const siblings = domainOfSiblings(domains, index);
      found.set(
        column.id,
        semanticsOf(
          column,
          roleCandidates(column, table, names, { abbreviations, meanings: options.meanings ?? [] }),
          siblings === null
            ? (alone[index] ?? [])
            : domainCandidates(column, abbreviations, options.domainWords ?? null, siblings),
          abbreviations,
        ),
      );
    });
  }
  return found;
}

/** Semantics of bare names, in their order, as columns of one table. */
export function analyzeNames(
  names: readonly string[],
  tableName: string,
  options: SemanticsOptions = {},
): readonly ColumnSemantics[] {
  const columns = names.map((name, index): DescribedColumn => {
    return { id: String(index), name, type: unknownType(), comment: null, keys: [] };
  });
  const table = { id: '', name: tableName, schema: '', comment: null, columns, references: 0 };
  return [...analyzeTables([table], options).values()];
}

function semanticsOf(
  { name }: DescribedColumn,
  roles: readonly SemanticCandidate<SemanticRole>[],
  domains: readonly SemanticCandidate<BusinessDomain>[],
  abbreviations: Abbreviations,
): ColumnSemantics {
  const role = reported(roles);
  const domain = reported(domains);
  return {
    tokens: tokensOf(name),
    expanded: abbreviations.expand(name),
    naming: namingStyle(name),
    role: role?.value ?? null,
    roleConfidence: role?.confidence ?? null,
    domain: domain?.value ?? null,
    domainConfidence: domain?.confidence ?? null,
    isPersonalDataCandidate: isPersonal(role?.value ?? null, domains),
    roleCandidates: roles,
    domainCandidates: domains,
  };
}

/**
 * EMAIL, PHONE, ADDRESS, or a NAME of people. Customer or employee is undecided where both are as likely; that
 * the name is one of a person is not.
 */
function isPersonal(
  role: SemanticRole | null,
  domains: readonly SemanticCandidate<BusinessDomain>[],
): boolean {
  if (role === 'EMAIL' || role === 'PHONE' || role === 'ADDRESS') return true;
  if (role !== 'NAME') return false;
  const isOfPeople = ({ value }: SemanticCandidate<BusinessDomain>): boolean =>
    value === 'CUSTOMER' || value === 'HR';
  const best = domains.find(isOfPeople);
  if (best === undefined) return false;
  const apart = domains.filter((each) => each === best || !isOfPeople(each));
  return reported(apart) === best;
}
