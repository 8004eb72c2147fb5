/** The business domain of a column, from the words of its name, its comment and its siblings. */
import { tokensOf } from '../tokens.js';
import type { Abbreviations } from './abbreviations.js';
import type { DescribedColumn } from './described.js';
import { EvidenceBook, type SemanticCandidate } from './evidence.js';
import { type BusinessDomain, domainLexicon, keyWords, type Lexicon, roleLexicon } from './lexicons.js';
import { otherHits, phraseHits } from './phrases.js';

/** Candidates, most confident first. `siblings` is the domain most columns of the table share, if one is. */
export function domainCandidates(
  column: DescribedColumn,
  abbreviations: Abbreviations,
  domainWords: Lexicon<BusinessDomain> | null,
  siblings: BusinessDomain | null,
): readonly SemanticCandidate<BusinessDomain>[] {
  const lexicons = domainWords === null ? [domainLexicon] : [domainWords, domainLexicon];
  const book = new EvidenceBook<BusinessDomain>();
  const words = abbreviations.expand(column.name);
  const said = saidOfWhat(words, lexicons);
  const { head, others } = phraseHits(said, lexicons);
  const isWhole = head?.isWhole === true && said.length === words.length;
  for (const value of head?.values ?? [])
    book.add(value, isWhole ? 'WHOLE_NAME' : 'HEAD_TOKEN', head?.text ?? '');
  for (const { text, values } of others) for (const value of values) book.add(value, 'OTHER_TOKEN', text);
  const commented = new Set<BusinessDomain>();
  for (const { text, values } of otherHits(tokensOf(column.comment ?? ''), lexicons))
    for (const value of values) {
      if (!commented.has(value)) book.add(value, 'COMMENT', text);
      commented.add(value);
    }
  if (siblings !== null) book.add(siblings, 'SIBLINGS', siblings);
  return book.candidates();
}

/**
 * The words without those at the end that say only in which role: the head of `customer_name` is `customer`
 * where the question is the trade.
 */
function saidOfWhat(
  words: readonly string[],
  lexicons: readonly Lexicon<BusinessDomain>[],
): readonly string[] {
  let end = words.length;
  for (; end > 1; end -= 1) {
    const last = words[end - 1] ?? '';
    if (phraseHits(words.slice(0, end), lexicons).head !== null) break;
    if (!keyWords.has(last) && !roleLexicon.has(last)) break;
  }
  return words.slice(0, end);
}

const siblingShare = 0.6;

/** The domain of at least 60 % of the other columns of the table; null when there is none. */
export function domainOfSiblings(
  domains: readonly (BusinessDomain | null)[],
  index: number,
): BusinessDomain | null {
  const counts = new Map<BusinessDomain, number>();
  domains.forEach((domain, other) => {
    if (other !== index && domain !== null) counts.set(domain, (counts.get(domain) ?? 0) + 1);
  });
  for (const [domain, count] of counts) if (count >= siblingShare * (domains.length - 1)) return domain;
  return null;
}
