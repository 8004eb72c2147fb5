/**
 * Reads one source of a run: its bytes, their hash and its text, or why it is refused. A refused source
 * is an issue of the run; the others proceed.
 */
import { createHash } from 'node:crypto';
import type { RequestedSource } from '../request.js';
import { maximumSourceBytes } from '../request.js';
import { type PathRules, readChecked } from './path-rules.js';

export interface LoadedSource {
  readonly bytes: number;
  readonly sha256: string;
  /** In which the text was read: the given one, else what a byte order mark says. */
  readonly encoding: string;
  readonly text: string;
}
export interface RefusedSource {
  readonly refusal: { readonly code: string; readonly message: string; readonly hint: string | null };
}

/** `pasted` reads the spooled bytes of a text source. */
export async function loadSource(
  source: RequestedSource,
  rules: PathRules,
  pasted: () => Promise<Buffer>,
): Promise<LoadedSource | RefusedSource> {
  if (source.bytes > maximumSourceBytes) return tooLarge();
  const bytes = source.path === null ? await pasted() : await fileBytes(source.path, rules);
  if (bytes === null) {
    return refuse(
      'SOURCE_UNREADABLE',
      'the file could not be read or has changed since the run was started',
      null,
    );
  }
  if (bytes.length > maximumSourceBytes) return tooLarge();
  const given = source.path === null ? 'utf-8' : source.encoding.toLowerCase();
  const encoding = given === 'utf-8' ? (markedEncoding(bytes) ?? given) : given;
  const text = decode(bytes, encoding);
  if (text === null) return undecodable(encoding, given);
  return { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex'), encoding, text };
}

/** What a byte order mark other than UTF-8's says; null without one. */
function markedEncoding(bytes: Buffer): string | null {
  const [first, second, third, fourth] = bytes;
  if (first === 0xff && second === 0xfe) return third === 0 && fourth === 0 ? 'utf-32le' : 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return first === 0 && second === 0 && third === 0xfe && fourth === 0xff ? 'utf-32be' : null;
}

function undecodable(encoding: string, given: string): RefusedSource {
  if (encoding === given) {
    const hint = 'give `encoding` with the source, for example windows-1252, or save the file as UTF-8';
    return refuse('BAD_USER_INPUT', `the bytes are not valid ${encoding}`, hint);
  }
  const message = `the byte order mark says ${encoding}, but the bytes cannot be read as that`;
  return refuse('BAD_USER_INPUT', message, 'save the file as UTF-8');
}

async function fileBytes(path: string, rules: PathRules): Promise<Buffer | null> {
  try {
    return await readChecked(path, rules, maximumSourceBytes);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === undefined) throw error;
    return null;
  }
}

/** The byte order mark stays: it is part of the text that offsets count. */
function decode(bytes: Buffer, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

function tooLarge(): RefusedSource {
  return refuse(
    'LIMIT_EXCEEDED',
    `the source is larger than ${maximumSourceBytes} bytes`,
    'split the source',
  );
}

function refuse(code: string, message: string, hint: string | null): RefusedSource {
  return { refusal: { code, message, hint } };
}
