/** Folders a scorer reads. */
import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { packageRoot } from '../../src/paths.js';
import { type BenchOptions, UsageError } from '../types.js';

/** `--data`, else the subject's folder of the shared data beside the checkout. */
export function dataFolder(options: BenchOptions, subject: string): string {
  const root = process.env.TEST_SHARED_DATA ?? join(packageRoot, '..', 'shared', 'data');
  return requireFolder(options.data ?? (subject === '' ? root : join(root, subject)));
}

export function requireFolder(folder: string): string {
  const path = resolve(folder);
  if (!existsSync(path) || !statSync(path).isDirectory()) throw new UsageError(`${folder} is not a folder`);
  return path;
}
