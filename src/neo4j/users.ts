/** Who uses the local Neo4j of a folder: one file per process; the last one leaving stops the JVM. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, ownIdentity, parseIdentity } from '../process-identity.js';

/** Kept by `sheaf neo4j start`: the JVM stays until `sheaf neo4j stop`. */
const pinName = 'operator';

export function addUser(home: string): void {
  writeFileSync(userFile(home, process.pid), JSON.stringify(ownIdentity()), { mode: 0o600 });
}

export function removeUser(home: string): void {
  rmSync(userFile(home, process.pid), { force: true });
}

export function pin(home: string): void {
  writeFileSync(join(home, 'users', pinName), '', { mode: 0o600 });
}

export function unpin(home: string): void {
  rmSync(join(home, 'users', pinName), { force: true });
}

/** Living users, this process included; files of dead ones are removed. */
export function livingUsers(home: string): readonly string[] {
  return readdirSync(join(home, 'users')).filter((name) => {
    if (name === pinName || isLiving(join(home, 'users', name))) return true;
    rmSync(join(home, 'users', name), { force: true });
    return false;
  });
}

function isLiving(file: string): boolean {
  try {
    const identity = parseIdentity(JSON.parse(readFileSync(file, 'utf8')));
    return identity !== null && isAlive(identity);
  } catch {
    return false; // gone, or half-written by a process that was killed
  }
}

function userFile(home: string, pid: number): string {
  return join(home, 'users', String(pid));
}
