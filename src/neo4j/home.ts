/**
 * The folder of the local Neo4j: `<data>/neo4j` with its password, configuration and records. Nobody but
 * the owner may read it.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, realpathSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { unavailable } from '../errors.js';
import { writeOnce, writeWhole } from '../files.js';

/** Creates what is missing and returns the folder without links. UNAVAILABLE when others may read it. */
export function prepareHome(dataFolder: string): string {
  const home = join(dataFolder, 'neo4j');
  mkdirSync(join(home, 'conf'), { recursive: true, mode: 0o700 });
  for (const folder of [dataFolder, home]) refuseOthers(folder, '700');
  for (const name of ['data', 'logs', 'plugins', 'run', 'import', 'licenses', 'users']) {
    mkdirSync(join(home, name), { recursive: true, mode: 0o700 });
  }
  return realpathSync(home);
}

/**
 * The store's password; made before the first start and kept in a file only its owner reads. Of processes
 * that come at once one makes it, and all read that one's.
 */
export function readPassword(home: string): string {
  const file = join(home, 'password');
  if (!existsSync(file)) writeOnce(file, randomBytes(32).toString('base64url'));
  refuseOthers(file, '600');
  return readFileSync(file, 'utf8').trim();
}

/** Whether this folder held no store before: then the first password is Neo4j's own. */
export function isFreshStore(home: string): boolean {
  return !existsSync(join(home, 'data', 'databases', 'system'));
}

/** Links exactly these jars into the plugins folder. */
export function linkPlugins(home: string, jars: readonly string[]): void {
  const folder = join(home, 'plugins');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { mode: 0o700 });
  for (const jar of jars) symlinkSync(realpathSync(jar), join(folder, basename(jar)));
}

/**
 * Refuses a store that a newer Neo4j has written: an older one would not open it, or would damage it.
 * Patch releases of one minor version read each other's stores.
 */
export function refuseNewerStore(home: string, binary: string): void {
  const file = storeVersionFile(home);
  if (!existsSync(file)) return;
  const store = readFileSync(file, 'utf8').trim();
  if (compareMinor(store, binary) <= 0) return;
  throw unavailable(
    `the store was written by Neo4j ${store}, the binary is ${binary}: use a binary of ${store} or newer`,
    { storeVersion: store, binaryVersion: binary },
  );
}

export function recordStoreVersion(home: string, version: string): void {
  writeWhole(storeVersionFile(home), `${version}\n`);
}

function storeVersionFile(home: string): string {
  return join(home, 'store-version');
}

function compareMinor(left: string, right: string): number {
  const [leftMajor = 0, leftMinor = 0] = left.split('.').map(Number);
  const [rightMajor = 0, rightMinor = 0] = right.split('.').map(Number);
  return leftMajor - rightMajor || leftMinor - rightMinor;
}

function refuseOthers(path: string, mode: string): void {
  if (process.platform === 'win32' || (statSync(path).mode & 0o077) === 0) return;
  throw unavailable(`${path} can be read by others: run \`chmod ${mode}\` on it`, { mode });
}
