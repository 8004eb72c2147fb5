/**
 * Which paths a source may name. A path is read when it lies, links followed, under one of the roots,
 * has no component that starts with a dot below that root, is no private path (data, cache, secrets)
 * nor in one, and is a regular file or a folder. Everything else is FORBIDDEN, whether it exists or not.
 */
import { constants } from 'node:fs';
import { lstat, open, realpath } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { forbidden, notFound } from '../../errors.js';

export interface PathRules {
  /** Folders sources may lie in, links followed. */
  readonly roots: readonly string[];
  /** The same folders as configured, for paths given through a link to a root. */
  readonly namedRoots: readonly string[];
  /** Files and folders never read, links followed. */
  readonly privatePaths: readonly string[];
}

export interface AllowedPath {
  /** Links followed; nothing else is ever opened. */
  readonly real: string;
  readonly isFolder: boolean;
  readonly bytes: number;
}

/** Follows the links of the configured folders once; a root that does not exist allows nothing. */
export async function pathRules(
  roots: readonly string[],
  privatePaths: readonly string[],
): Promise<PathRules> {
  const existing = async (paths: readonly string[]): Promise<string[]> => {
    const real = await Promise.all(paths.map((path) => realpath(path).catch(() => null)));
    return real.filter((path): path is string => path !== null);
  };
  return {
    roots: await existing(roots),
    namedRoots: roots.map((root) => resolve(root)),
    privatePaths: await existing(privatePaths),
  };
}

/**
 * The file or folder a source's path names. A relative path is looked up under each root in turn.
 * Throws FORBIDDEN outside the rules, NOT_FOUND when it lies inside them and does not exist.
 */
export async function allowedPath(path: string, rules: PathRules, source: string): Promise<AllowedPath> {
  if (path === '' || path.includes('\0')) throw outside(source);
  const candidates = isAbsolute(path) ? [resolve(path)] : rules.namedRoots.map((root) => resolve(root, path));
  const inside = candidates.filter((candidate) => isUnderRoot(candidate, rules));
  if (inside.length === 0) throw outside(source);
  for (const candidate of inside) {
    const found = await checkedPath(candidate, rules);
    if (found === 'EXCLUDED') throw outside(source);
    if (found !== null) return found;
  }
  throw notFound('Source', source);
}

/** The path with its links followed; null when there is nothing. */
export async function checkedPath(path: string, rules: PathRules): Promise<AllowedPath | 'EXCLUDED' | null> {
  let real: string;
  try {
    real = await realpath(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR' ? null : 'EXCLUDED';
  }
  if (!isReadable(real, rules)) return 'EXCLUDED';
  const entry = await lstat(real);
  if (!entry.isFile() && !entry.isDirectory()) return 'EXCLUDED';
  return { real, isFolder: entry.isDirectory(), bytes: entry.size };
}

/** Whether a path with its links followed satisfies the rules; says nothing about its existence. */
export function isReadable(real: string, rules: PathRules): boolean {
  if (rules.privatePaths.some((path) => isWithin(real, path))) return false;
  return rules.roots.some((root) => isWithin(real, root) && !hasDotName(relative(root, real)));
}

/**
 * Bytes of a checked file. The last component is not followed when it has become a link since it was
 * checked, and what was opened must still be a regular file of at most `maximumBytes`; else null.
 */
export async function readChecked(
  real: string,
  rules: PathRules,
  maximumBytes: number,
): Promise<Buffer | null> {
  if ((await realpath(real)) !== real || !isReadable(real, rules)) return null;
  const file = await open(real, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const entry = await file.stat();
    if (!entry.isFile() || entry.size > maximumBytes) return null;
    const bytes = await file.readFile();
    return bytes.length > maximumBytes ? null : bytes;
  } finally {
    await file.close();
  }
}

function isUnderRoot(candidate: string, rules: PathRules): boolean {
  return [...rules.namedRoots, ...rules.roots].some(
    (root) => isWithin(candidate, root) && !hasDotName(relative(root, candidate)),
  );
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : join(folder, sep));
}

function hasDotName(below: string): boolean {
  return below.split(sep).some((name) => name.startsWith('.'));
}

function outside(source: string): Error {
  return forbidden(`the path of source ${source} is outside the folders sources may lie in`, { source });
}
