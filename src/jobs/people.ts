/** Names and mail addresses of people, replaced before anything is stored. */

import { createHmac } from 'node:crypto';

/**
 * Replaces people by hashes: HMAC-SHA-256 (RFC 2104, FIPS 180-4) with the project's key, the first 12 hex
 * digits. Names given to `person` are also replaced where they stand as whole words in texts, so texts are
 * masked after all names of a source are known.
 */
export interface People {
  /** Hash of a name, which texts are cleared of from then on; null for an empty one. */
  person(name: string | null): string | null;
  /** Hash of an address or a console: replaced itself, not looked for in texts unless it is a mail address. */
  destination(name: string | null): string | null;
  /** The text without known names, mail addresses, and what stands where a command expects a user. */
  masked(text: string): string;
}

/** Leaves everything as it is: `hashPeople: false`, which only an administrator may ask for. */
export const shownPeople: People = {
  person: stated,
  destination: stated,
  masked: (text) => text,
};

export function hashedPeople(key: Uint8Array): People {
  const hash = (value: string): string => createHmac('sha256', key).update(value).digest('hex').slice(0, 12);
  const words = new Set<string>();
  const phrases = new Set<string>();
  let phrase: RegExp | null = null;

  const remember = (name: string): void => {
    // A variable is no name, and its value stands elsewhere.
    if (name.startsWith('%%')) return;
    const lower = name.toLowerCase();
    if (/^[\p{L}\p{N}_]+$/u.test(lower)) words.add(lower);
    else if (!phrases.has(lower)) {
      phrases.add(lower);
      phrase = null;
    }
    // Of DOMAIN\name and name@host the name alone is a person too.
    const bare = /^(?:[^\\/]*[\\/])?([\p{L}\p{N}_]+)(?:@.*)?$/u.exec(lower)?.[1];
    if (bare !== undefined) words.add(bare);
  };

  const byNames = (text: string): string => {
    phrase ??= phrasesOf(phrases);
    const without = phrase === null ? text : text.replace(phrase, hash);
    return without.replace(/[\p{L}\p{N}_]+/gu, (word) =>
      word.length > 1 && words.has(word.toLowerCase()) ? hash(word) : word,
    );
  };

  return {
    person(name) {
      const value = stated(name);
      if (value === null) return null;
      remember(value);
      return hash(value);
    },
    destination(name) {
      const value = stated(name);
      return value === null ? null : hash(value);
    },
    masked(text) {
      let result = text.replace(address, hash);
      for (const pattern of userPlaces)
        result = result.replace(pattern, (_, before: string, name: string) => `${before}${hash(name)}`);
      return byNames(result);
    },
  };
}

/**
 * Begins where a word does, as a long text without an `@` would else be read from each of its letters on.
 * `local@host`, with and without a dot in the host: user@server of ssh and scp is a person as well.
 */
const address = /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]+@[\p{L}\p{N}][\p{L}\p{N}.-]*[\p{L}\p{N}]/gu;

const name = String.raw`([\p{L}\p{N}_][\p{L}\p{N}_.$-]*)`;

/** Places of a command that hold a user's name, whatever names are known. */
const userPlaces: readonly RegExp[] = [
  /((?:^|[\s;|&(])su\s+(?:-l?\s+)?)/,
  /((?:^|[\s;|&(/])(?:sudo|runuser|mysql|mysqldump|psql|sqlcmd|isql|bcp|curl|ftp|sftp)\b[^\n;|&]{0,200}?\s-[uU]\s*)/,
  /(--?(?:user|username|login|run-as|proxy-user)[=\s]\s*)/,
  /(\b(?:user|username|userid|uid)=)/,
  /(\/home\/|\/Users\/|\\Users\\)/,
].map((before) => new RegExp(`${before.source}${name}`, 'giu'));

function phrasesOf(phrases: ReadonlySet<string>): RegExp | null {
  if (phrases.size === 0) return null;
  const longestFirst = [...phrases].sort((left, right) => right.length - left.length);
  const escaped = longestFirst.map((text) => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&'));
  return new RegExp(`(?<![\\p{L}\\p{N}_])(?:${escaped.join('|')})(?![\\p{L}\\p{N}_])`, 'giu');
}

function stated(value: string | null): string | null {
  const trimmed = value?.trim() ?? '';
  return trimmed === '' ? null : trimmed;
}
