/** The role of a column, from its name, type, keys, place in the table and comment. */
import { normalToken, tokensOf } from '../tokens.js';
import { typeKey } from '../types/type-key.js';
import type { Abbreviations } from './abbreviations.js';
import type { DescribedColumn, DescribedTable } from './described.js';
import { EvidenceBook, type SemanticCandidate } from './evidence.js';
import { keyWords, roleLexicon, type SemanticRole, typesOfRole } from './lexicons.js';
import { otherHits, phraseHits } from './phrases.js';
import { type NamedTable, type NameStem, type OtherTable, stemOf, type TableNames } from './table-names.js';

/** What a learned convention says of a name, and how sure it is. */
export interface RoleMeaning {
  readonly role: SemanticRole;
  /** As shown, `_id`. */
  readonly pattern: string;
  /** Wilson lower bound of the convention. */
  readonly lower: number;
  applies(name: string): boolean;
}

export interface RoleContext {
  readonly abbreviations: Abbreviations;
  readonly meanings: readonly RoleMeaning[];
}

type Book = EvidenceBook<SemanticRole>;

/** Candidates, most confident first. */
export function roleCandidates(
  column: DescribedColumn,
  table: DescribedTable,
  names: TableNames,
  { abbreviations, meanings }: RoleContext,
): readonly SemanticCandidate<SemanticRole>[] {
  const book: Book = new EvidenceBook();
  const identity = identityOf(column, table, names, abbreviations);
  addWords(book, column, identity, abbreviations);
  addIdentity(book, column, table, identity);
  for (const meaning of meanings)
    if (meaning.applies(column.name)) book.add(meaning.role, 'CONVENTION', meaning.pattern, meaning.lower);
  addTypes(book, column);
  return book.candidates();
}

function addWords(
  book: Book,
  column: DescribedColumn,
  identity: Identity,
  abbreviations: Abbreviations,
): void {
  const { head, others } = phraseHits(abbreviations.expand(column.name), [roleLexicon]);
  for (const role of head?.values ?? [])
    if (role !== 'CODE' || identity.role === null || head?.text !== identity.stem.keyWord)
      book.add(role, head?.isWhole === true ? 'WHOLE_NAME' : 'HEAD_TOKEN', head?.text ?? '');
  for (const { text, values } of others) for (const role of values) book.add(role, 'OTHER_TOKEN', text);
  const words = tokensOf(column.comment ?? '').map((token) => abbreviations.word(token));
  const said = new Set<SemanticRole>();
  for (const { text, values } of otherHits(words, [roleLexicon]))
    for (const role of values) {
      if (!said.has(role)) book.add(role, 'COMMENT', text);
      said.add(role);
    }
  const keyWord = words.find((word) => keyWords.has(word));
  if (keyWord !== undefined) book.add('IDENTIFIER', 'COMMENT', keyWord);
}

/** Whose identity a column holds, by its name and place. */
interface Identity {
  readonly stem: NameStem;
  readonly isFirst: boolean;
  readonly own: NamedTable | null;
  readonly other: OtherTable | null;
  readonly elsewhere: DescribedTable | null;
  /** Whom the word of identity speaks for; null where the name has none, or one that only a list's codes have. */
  readonly role: 'IDENTIFIER' | 'REFERENCE' | null;
}

function identityOf(
  column: DescribedColumn,
  table: DescribedTable,
  names: TableNames,
  abbreviations: Abbreviations,
): Identity {
  const stem = stemOf(column.name, abbreviations);
  const isFirst = table.columns[0]?.id === column.id;
  const own = names.own(stem, table);
  const other = own === 'WHOLE' ? null : names.other(stem, table);
  // A name that is nothing but a word of identity is the first column of many tables and names none.
  const elsewhere = stem.words.length === 0 ? null : names.firstColumnElsewhere(column.name, table);
  const placed = { stem, isFirst, own, other, elsewhere };
  return { ...placed, role: identityRole(placed) };
}

/** A word of identity speaks for one of the roles: by what stands before it, else by the column's place. */
function identityRole({ stem, isFirst, own, other, elsewhere }: Omit<Identity, 'role'>): Identity['role'] {
  if (stem.keyWord === null) return null;
  const namesOther = other !== null && other.named !== 'TOKEN';
  const isPlaced = isFirst || elsewhere !== null || own === 'WHOLE' || namesOther;
  // A code or number that stands for no row of a known table is one of a list, not an identity.
  if (roleLexicon.get(stem.keyWord)?.includes('CODE') === true && !isPlaced) return null;
  if (stem.words.length === 0 || own === 'WHOLE') return 'IDENTIFIER';
  if (namesOther) return 'REFERENCE';
  if (own === 'QUALIFIED') return isFirst ? 'IDENTIFIER' : 'REFERENCE';
  if (elsewhere === null) return isFirst || own === 'TOKEN' ? 'IDENTIFIER' : 'REFERENCE';
  return isFirst && own === 'TOKEN' ? 'IDENTIFIER' : 'REFERENCE';
}

function addIdentity(book: Book, column: DescribedColumn, table: DescribedTable, identity: Identity): void {
  const { stem, isFirst, own, elsewhere, role } = identity;
  if (isFirst) book.add('IDENTIFIER', 'FIRST_COLUMN', table.name);
  if (elsewhere !== null) book.add('REFERENCE', 'FIRST_COLUMN_ELSEWHERE', elsewhere.name);
  if (role !== null)
    book.add(role, stem.words.length === 0 ? 'WHOLE_NAME' : 'HEAD_TOKEN', stem.keyWord ?? '');
  const named = namedTable(column, table, identity);
  if (named !== null) book.add(named.role, 'TABLE_TOKEN', named.table);
  // UNIQUE is left out: an e-mail address is unique, and no less an e-mail address for it.
  if (column.keys.includes('PRIMARY')) book.add('IDENTIFIER', 'KEY_MEMBERSHIP', 'PRIMARY');
  if (column.keys.includes('FOREIGN')) book.add('REFERENCE', 'KEY_MEMBERSHIP', 'FOREIGN');
  // The own table's name in a column that is no key says nothing: `trust.trust` is a value.
  if (own === null && named === null && stem.isFused && elsewhere !== null && !isFirst)
    book.add('REFERENCE', 'TABLE_TOKEN', elsewhere.name);
}

/** The table a name speaks of, if it says so: one signal, for one of the two roles. */
function namedTable(
  column: DescribedColumn,
  table: DescribedTable,
  { stem, isFirst, own, other, elsewhere, role }: Identity,
): { readonly role: 'IDENTIFIER' | 'REFERENCE'; readonly table: string } | null {
  if (stem.isFused)
    return own !== null && (isFirst || elsewhere === null) ? { role: 'IDENTIFIER', table: table.name } : null;
  if (stem.keyWord === null) {
    // Without a word of identity only a singular name refers: `order.customer`, but not `region.customers`.
    const isOne = other?.named === 'WHOLE' && normalToken(column.name) === column.name.toLowerCase();
    return isOne ? { role: 'REFERENCE', table: other.table.name } : null;
  }
  if (role === 'REFERENCE' && other !== null) return { role, table: other.table.name };
  return own === null || role === null ? null : { role, table: table.name };
}

function addTypes(book: Book, { type }: DescribedColumn): void {
  for (const role of book.values()) {
    const { agreeing, contradicting } = typesOfRole[role];
    if (contradicting.includes(type.family)) book.add(role, 'TYPE_CONTRADICTION', typeKey(type));
    else if (agreeing.includes(type.family) && book.hasNameSignal(role))
      book.add(role, 'TYPE', typeKey(type));
  }
}
