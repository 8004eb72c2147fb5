/** Tables of a statement nobody could read: names behind FROM, JOIN, INTO, UPDATE. A guess, and marked as one by its users. */
import type { Name, TableName } from '../../lineage/tree.js';
import { unquote } from './names.js';
import { type Tokens, tokenKinds } from './tokens.js';

export interface ScannedTables {
  readonly reads: readonly TableName[];
  readonly writes: readonly TableName[];
}

const readWords = new Set(['FROM', 'JOIN', 'PIVOT', 'UNPIVOT', 'PIVOT_WIDER', 'PIVOT_LONGER']);
const writeWords = new Set(['INTO', 'OVERWRITE', 'UPDATE', 'VIEW']);

export function scanTables(tokens: Tokens, from: number, to: number, base: number): ScannedTables | null {
  const reads = new Map<string, TableName>();
  const writes = new Map<string, TableName>();
  for (let index = from; index < to; index++) {
    const word = tokens.upperAt(index);
    const isWrite = writeWords.has(word) || (word === 'TABLE' && tokens.upperAt(index - 1) !== 'ALTER');
    if (!isWrite && !readWords.has(word)) continue;
    const name = nameAt(tokens, skipWords(tokens, index + 1), to, base, isWrite);
    if (name === null) continue;
    const target = isWrite ? writes : reads;
    const key = name.parts.map((part) => part.text).join('.');
    if (!target.has(key)) target.set(key, name);
  }
  return reads.size + writes.size === 0 ? null : { reads: [...reads.values()], writes: [...writes.values()] };
}

const between = new Set(['TABLE', 'IF', 'NOT', 'EXISTS', 'ONLY', 'INTO', 'LATERAL']);

function skipWords(tokens: Tokens, from: number): number {
  let at = from;
  while (between.has(tokens.upperAt(at))) at++;
  return at;
}

const noNames = new Set([
  'SELECT',
  'SET',
  'WHERE',
  'VALUES',
  'FROM',
  'AS',
  'ON',
  'UNNEST',
  'DIRECTORY',
  'LOCAL',
  'INCLUDE',
  'EXCLUDE',
]);

/** `mayHaveList`: a parenthesis behind the name is a list of columns; else it makes the name a function's. */
function nameAt(
  tokens: Tokens,
  from: number,
  to: number,
  base: number,
  mayHaveList: boolean,
): TableName | null {
  const parts: Name[] = [];
  let at = from;
  while (at < to && isName(tokens.kindAt(at)) && !noNames.has(tokens.upperAt(at))) {
    const isSchemaTemplate = tokens.kindAt(at) === tokenKinds.placeholder && tokens.upperAt(at + 1) === '.';
    const raw = tokens.textAt(at);
    const quoted = tokens.kindAt(at) === tokenKinds.quotedName;
    if (!isSchemaTemplate) parts.push({ text: quoted ? unquote(raw) : raw, quoted });
    if (tokens.upperAt(at + 1) !== '.') break;
    at += 2;
  }
  if (parts.length === 0 || (!mayHaveList && tokens.upperAt(at + 1) === '(')) return null;
  return { parts, start: tokens.startAt(from) - base, end: tokens.endAt(at) - base };
}

function isName(kind: number): boolean {
  return kind === tokenKinds.word || kind === tokenKinds.quotedName || kind === tokenKinds.placeholder;
}
