/**
 * An exclusive lock between processes: a directory that is renamed into place with its owner inside, so
 * that it never exists without one. The lock of a dead owner is broken by whoever wants it next.
 */
import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { unavailable } from './errors.js';
import { isAlive, ownIdentity, type ProcessIdentity, parseIdentity } from './process-identity.js';

interface Owner extends ProcessIdentity {
  readonly token: string;
}

/** Longer than any start with recovery; a waiter gives up with the owner's pid in the message. */
const waitLimitMs = 15 * 60_000;
/** A breaker that died half-way is itself replaced after this time. */
const breakerLimitMs = 30_000;

/** Runs `work` while this process holds the lock at `path`; waits for a living owner. UNAVAILABLE after 15 min. */
export async function withDirectoryLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  const token = await acquire(path);
  try {
    return await work();
  } finally {
    if (readOwner(path)?.token === token) rmSync(path, { recursive: true, force: true });
  }
}

async function acquire(path: string): Promise<string> {
  const owner: Owner = { ...ownIdentity(), token: randomUUID() };
  const prepared = `${path}.${owner.token}`;
  mkdirSync(prepared, { recursive: true, mode: 0o700 });
  writeFileSync(join(prepared, 'owner.json'), JSON.stringify(owner));
  const giveUpAt = Date.now() + waitLimitMs;
  try {
    while (!tryRename(prepared, path)) {
      const holder = readOwner(path);
      if (holder !== null && isAlive(holder)) {
        if (Date.now() > giveUpAt) {
          throw unavailable(`the lock ${basename(path)} is held by process ${holder.pid}`);
        }
        await delay(100);
      } else if (holder !== null) {
        breakLock(path, holder);
      } else {
        await delay(20);
      }
    }
    return owner.token;
  } finally {
    rmSync(prepared, { recursive: true, force: true });
  }
}

function tryRename(prepared: string, path: string): boolean {
  try {
    renameSync(prepared, path);
    return true;
  } catch (error) {
    if (hasCode(error, 'ENOTEMPTY', 'EEXIST', 'EPERM')) return false;
    throw error;
  }
}

/**
 * Two waiters may find the same dead owner. The one that creates the marker named after that owner's
 * token, inside the lock, is its only breaker; a slower one meets a new owner's lock under another token.
 */
function breakLock(path: string, dead: Owner): void {
  const marker = join(path, `breaking-${dead.token}`);
  try {
    mkdirSync(marker);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return;
    if (!hasCode(error, 'EEXIST')) throw error;
    if (ageMs(marker) > breakerLimitMs) rmSync(marker, { recursive: true, force: true });
    return;
  }
  if (readOwner(path)?.token !== dead.token) {
    rmSync(marker, { recursive: true, force: true });
    return;
  }
  const grave = `${path}.dead-${dead.token}`;
  renameSync(path, grave);
  rmSync(grave, { recursive: true, force: true });
}

function readOwner(path: string): Owner | null {
  try {
    const value: unknown = JSON.parse(readFileSync(join(path, 'owner.json'), 'utf8'));
    const identity = parseIdentity(value);
    const { token } = value as { token?: unknown };
    return identity !== null && typeof token === 'string' ? { ...identity, token } : null;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
}

function ageMs(path: string): number {
  try {
    return Date.now() - statSync(path).mtimeMs;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return 0;
    throw error;
  }
}

function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && codes.includes(String((error as NodeJS.ErrnoException).code));
}
