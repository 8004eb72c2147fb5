/**
 * The files of a folder source: `<name>/<path below it>`, in the order of their names. Names that start
 * with a dot, private paths and what is no regular file are passed over; a link out of the roots
 * refuses the whole source.
 */
import { lstat, opendir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { forbidden, limitExceeded } from '../../errors.js';
import { type AllowedPath, checkedPath, isReadable, type PathRules } from './path-rules.js';

/** Files of a folder that are read; a file named by itself is read whatever its suffix. */
const suffixes = new Set([
  '.sql',
  '.ddl',
  '.dml',
  '.hql',
  '.hive',
  '.psql',
  '.pgsql',
  '.tsql',
  '.bq',
  '.spark',
  '.json',
  '.jsonl',
  '.ndjson',
]);
export const maximumFiles = 10_000;
const maximumDepth = 32;

export interface FoundFile {
  readonly name: string;
  readonly real: string;
  readonly bytes: number;
}
export interface FoundFolder {
  readonly files: readonly FoundFile[];
  /** Regular files left aside because of their suffix. */
  readonly skipped: number;
}

/** Entries a request may look at in all its folders, whatever they are. */
const maximumEntries = 100_000;

/** What the walks of one request have in common. */
export class Walk {
  private readonly signal: AbortSignal | undefined;
  private entries = 0;

  constructor(signal: AbortSignal | undefined) {
    this.signal = signal;
  }

  /** Counts an entry. Throws LIMIT_EXCEEDED beyond the bound, and the signal's reason once nobody waits. */
  enter(): void {
    this.signal?.throwIfAborted();
    this.entries += 1;
    if (this.entries > maximumEntries)
      throw limitExceeded('entries of the folders of a run', this.entries, maximumEntries);
  }
}

export async function filesOf(
  folder: AllowedPath,
  name: string,
  rules: PathRules,
  steps: Walk,
): Promise<FoundFolder> {
  const files: FoundFile[] = [];
  let skipped = 0;
  const visited = new Set<string>();
  const walk = async (real: string, prefix: string, depth: number): Promise<void> => {
    if (depth > maximumDepth) throw limitExceeded(`depth of folder ${name}`, depth, maximumDepth);
    if (visited.has(real)) return;
    visited.add(real);
    for (const entry of await namesIn(real, steps)) {
      if (entry.startsWith('.')) continue;
      const path = join(real, entry);
      if (rules.privatePaths.includes(path)) continue;
      const found = await entryAt(path, rules, name, `${prefix}/${entry}`);
      if (found === null) continue;
      if (found.isFolder) await walk(found.real, `${prefix}/${entry}`, depth + 1);
      else if (!suffixes.has(extname(entry).toLowerCase())) skipped += 1;
      else files.push({ name: `${prefix}/${entry}`, real: found.real, bytes: found.bytes });
      if (files.length > maximumFiles) throw limitExceeded('files of a run', files.length, maximumFiles);
    }
  };
  await walk(folder.real, name, 0);
  return { files: files.sort((a, b) => (a.name < b.name ? -1 : 1)), skipped };
}

async function namesIn(folder: string, steps: Walk): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const { name } of await opendir(folder)) {
    steps.enter();
    names.push(name);
  }
  return names.sort();
}

/** Null for what is neither file nor folder (sockets, pipes, devices, dangling links). */
async function entryAt(
  path: string,
  rules: PathRules,
  source: string,
  shown: string,
): Promise<AllowedPath | null> {
  const entry = await lstat(path);
  if (entry.isSymbolicLink()) {
    const target = await checkedPath(path, rules);
    if (target !== 'EXCLUDED') return target;
    throw forbidden(`${shown} of source ${source} is a link to what sources may not lie in: remove it`, {
      source,
      link: shown,
    });
  }
  if (!entry.isFile() && !entry.isDirectory()) return null;
  return isReadable(path, rules) ? { real: path, isFolder: entry.isDirectory(), bytes: entry.size } : null;
}
