/**
 * Search of names and words. Candidates come from the indexes; ranking is a pure function of them: exact
 * qualified name, exact name, the same words, prefix, full text; inside a tier by BM25, then by width.
 */
import { badUserInput, limitExceeded } from '../../errors.js';
import type { MatchedField } from '../../generated/graphql.js';
import { isReadable, pageSize } from '../../graph/index.js';
import * as queries from '../queries.js';
import { splitName, tokensOf } from '../tokens.js';
import type { Reader } from './reader.js';

export interface SearchMatch {
  readonly field: MatchedField;
  readonly fragment: string;
}

export interface SearchHit {
  readonly candidate: queries.CandidateRow;
  /** Tier (1 to 5) plus a share below 1 for the full-text score. */
  readonly score: number;
  readonly matched: readonly SearchMatch[];
}

const maxText = 200;
const maxScored = 1_000;
const searchableKinds: ReadonlySet<string> = new Set([
  'Table',
  'View',
  'Column',
  'Schema',
  'System',
  'Project',
]);

/** Errors: BAD_USER_INPUT for an empty text, `first` outside 1–100 or an unknown kind, LIMIT_EXCEEDED above 200 characters. */
export async function search(
  reader: Reader,
  project: string,
  text: string,
  kinds: readonly string[] | null,
  first: number | null | undefined,
): Promise<readonly SearchHit[]> {
  const wanted = text.trim();
  if (text.length > maxText) throw limitExceeded('text', text.length, maxText);
  if (wanted === '') throw badUserInput('text', `1 to ${maxText} characters`, text);
  const hits = pageSize(first === undefined ? 20 : first, 100);
  const unknown = kinds?.find((kind) => !searchableKinds.has(kind));
  if (unknown !== undefined) throw badUserInput('kinds', [...searchableKinds].join(', '), unknown);
  if (!isReadable(reader.projects, project)) return [];
  const key = wanted.toLowerCase();
  const candidates = await reader.graph.read(
    queries.searchCandidates,
    {
      project,
      names: namesIn(key),
      prefix: key,
      query: luceneQuery(wanted, project),
      kinds,
      limit: maxScored,
    },
    reader.readOptions(),
  );
  return rank(wanted, candidates).slice(0, hits);
}

/** The whole text and what follows each of its dots: `sales.orders` may be a name or qualified. */
function namesIn(key: string): readonly string[] {
  const names = [key];
  for (let dot = key.indexOf('.'); dot >= 0; dot = key.indexOf('.', dot + 1)) {
    if (dot + 1 < key.length) names.push(key.slice(dot + 1));
  }
  return names.slice(0, 8);
}

/** Words of the text in Lucene's syntax; they hold letters and digits only, so there is nothing to escape. */
export function luceneQuery(text: string, project: string): string {
  const tokens = [...new Set(tokensOf(text))];
  const words = [...new Set(splitName(text).map((word) => word.toLowerCase()))];
  if (tokens.length === 0) return '';
  const all = tokens.map((token) => `+tokens:${token}`).join(' ');
  const any = tokens.map((token) => `tokens:${token}`).join(' ');
  const last = tokens[tokens.length - 1] ?? '';
  const inText = words.map((word) => `description:${word} sourceComment:${word}`).join(' ');
  // The index reads the id with the same analyser as this phrase; the statement compares the whole id.
  return `+project:"${project.replace(/["\\]/g, ' ')}"^0 +((${all})^4 ${any} tokens:${last}*^0.5 ${inText})`;
}

/** Ranks candidates: pure, so that the law "an exact name is on the first page" can be tested by itself. */
export function rank(text: string, candidates: readonly queries.CandidateRow[]): readonly SearchHit[] {
  const key = text.toLowerCase();
  const tokens = new Set(tokensOf(text));
  const cap = percentile95(candidates.map((candidate) => candidate.score));
  return candidates
    .map((candidate) => {
      const { tier, matched } = tierOf(key, tokens, candidate);
      const share = cap > 0 ? Math.min(candidate.score, cap) / cap : 0;
      return { candidate, matched, score: tier + share * 0.99 };
    })
    .sort(
      (a, b) =>
        b.score - a.score ||
        b.candidate.columnCount - a.candidate.columnCount ||
        (a.candidate.id < b.candidate.id ? -1 : 1),
    );
}

function tierOf(
  key: string,
  tokens: ReadonlySet<string>,
  candidate: queries.CandidateRow,
): { readonly tier: number; readonly matched: readonly SearchMatch[] } {
  const { name, qualifiedName } = candidate;
  const nameKey = name.toLowerCase();
  const isQualified = qualifiedName.toLowerCase() === key && qualifiedName !== name;
  if (isQualified) return { tier: 5, matched: [{ field: 'QUALIFIED_NAME', fragment: qualifiedName }] };
  if (nameKey === key) return { tier: 4, matched: [{ field: 'NAME', fragment: name }] };
  const own = new Set(candidate.tokens ?? []);
  const shared = [...tokens].filter((token) => own.has(token));
  if (tokens.size > 0 && shared.length === tokens.size && own.size === tokens.size) {
    return { tier: 3, matched: [{ field: 'TOKENS', fragment: shared.join(' ') }] };
  }
  const matched: SearchMatch[] = [];
  const isPrefix = nameKey.startsWith(key);
  if (isPrefix) matched.push({ field: 'NAME', fragment: name.slice(0, key.length) });
  if (shared.length > 0) matched.push({ field: 'TOKENS', fragment: shared.join(' ') });
  const around = fragmentOf(candidate.description, key, tokens);
  if (around !== null) matched.push({ field: 'DESCRIPTION', fragment: around });
  if (matched.length === 0) matched.push({ field: 'TOKENS', fragment: startedToken(own, tokens) ?? name });
  return { tier: isPrefix ? 2 : 1, matched };
}

/** A word of the name that begins with a word of the text. */
function startedToken(own: ReadonlySet<string>, tokens: ReadonlySet<string>): string | null {
  return [...own].find((token) => [...tokens].some((start) => token.startsWith(start))) ?? null;
}

const around = 40;

/** The first matching word of a description with what stands around it. */
function fragmentOf(description: string | null, key: string, tokens: ReadonlySet<string>): string | null {
  if (description === null) return null;
  const lower = description.toLowerCase();
  const places = [key, ...tokens].map((word) => lower.indexOf(word)).filter((at) => at >= 0);
  if (places.length === 0) return null;
  const at = Math.min(...places);
  const [start, end] = [Math.max(0, at - around), Math.min(description.length, at + around)];
  return `${start > 0 ? '…' : ''}${description.slice(start, end)}${end < description.length ? '…' : ''}`;
}

/** Cap of the full-text scores: one rare word must not drown everything else. */
function percentile95(scores: readonly number[]): number {
  const positive = scores.filter((score) => score > 0).sort((a, b) => a - b);
  return positive[Math.min(positive.length - 1, Math.floor(positive.length * 0.95))] ?? 0;
}
