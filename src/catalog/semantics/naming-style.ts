/** The style a name is written in, and names written anew in a style. */
import { splitName } from '../tokens.js';

export const namingStyles = ['SNAKE', 'UPPER_SNAKE', 'CAMEL', 'PASCAL', 'KEBAB', 'FLAT', 'MIXED'] as const;
export type NamingStyle = (typeof namingStyles)[number];

/**
 * Style of a name as written. FLAT is a name of one word (`name`, `ID`, `address2`), which agrees with every
 * style; MIXED is a name of several words that follows none (`Customer_ID`, `order date`).
 */
export function namingStyle(name: string): NamingStyle {
  const words = splitName(name);
  if (words.length <= 1) return 'FLAT';
  const separators = new Set(name.match(/[^\p{L}\p{N}]/gu) ?? []);
  if (separators.size === 0) return unseparatedStyle(name, words);
  if (separators.size > 1) return 'MIXED';
  if (separators.has('-')) return 'KEBAB';
  if (!separators.has('_')) return 'MIXED';
  if (name === name.toLowerCase()) return 'SNAKE';
  return name === name.toUpperCase() ? 'UPPER_SNAKE' : 'MIXED';
}

function unseparatedStyle(name: string, words: readonly string[]): NamingStyle {
  // A number behind a word shows no style: `address2`, `LINE10`.
  if (words.filter((word) => /\p{L}/u.test(word)).length <= 1) return 'FLAT';
  return /^\p{Lu}/u.test(name) ? 'PASCAL' : 'CAMEL';
}

/** The words of a name in another style; FLAT and MIXED, which prescribe nothing, leave it as it is. */
export function inStyle(name: string, style: NamingStyle): string {
  const words = splitName(name).map((word) => word.toLowerCase());
  switch (style) {
    case 'SNAKE':
      return words.join('_');
    case 'UPPER_SNAKE':
      return words.join('_').toUpperCase();
    case 'KEBAB':
      return words.join('-');
    case 'PASCAL':
      return words.map(capitalised).join('');
    case 'CAMEL':
      return words.map((word, index) => (index === 0 ? word : capitalised(word))).join('');
    default:
      return name;
  }
}

/** What stands between the words of a name: one sign, `''` for a change of case, null for several or one word. */
export function separatorOf(name: string): string | null {
  if (namingStyle(name) === 'FLAT') return null;
  const between = name.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '').match(/[^\p{L}\p{N}]+/gu) ?? [''];
  const [first = ''] = between;
  return between.every((text) => text === first) ? first : null;
}

function capitalised(word: string): string {
  const [first = '', ...rest] = word;
  return first.toUpperCase() + rest.join('');
}
