/** `sheaf neo4j start|stop|status|logs`: the same JVM, handled by a person instead of a server. */
import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { withDirectoryLock } from '../directory-lock.js';
import { conflict } from '../errors.js';
import { endJvm } from './jvm.js';
import { ensureLocalNeo4j } from './local.js';
import { isListening } from './ports.js';
import { findRunning, removeRunRecord } from './run-record.js';
import type { LocalNeo4jOptions } from './types.js';
import { livingUsers, pin, unpin } from './users.js';

export interface FolderStatus {
  readonly running: boolean;
  /** Whether Bolt accepts connections. */
  readonly listening: boolean;
  readonly pid: number | null;
  readonly port: number | null;
  readonly storeId: string | null;
  /** Pids of the processes that use it, and `operator` when it was started by hand. */
  readonly users: readonly string[];
  /** Folder of `neo4j.log`, `debug.log`, `stderr.log`; null before the first start. */
  readonly logFolder: string | null;
}

/** What is known of the local Neo4j of a data folder; starts nothing and asks nothing of it. */
export async function folderStatus(dataFolder: string): Promise<FolderStatus> {
  const home = existingHome(dataFolder);
  const running = home === null ? null : findRunning(home);
  return {
    running: running !== null,
    listening: running !== null && (await isListening(running.port)),
    pid: running?.pid ?? null,
    port: running?.port ?? null,
    storeId: running?.storeId ?? null,
    users: home === null ? [] : livingUsers(home),
    logFolder: home === null ? null : join(home, 'logs'),
  };
}

/** Starts it, or joins, and leaves it running until `stopForOperator`. */
export async function startForOperator(options: LocalNeo4jOptions): Promise<FolderStatus> {
  const local = await ensureLocalNeo4j(options);
  pin(realpathSync(join(options.dataFolder, 'neo4j')));
  await local.stop();
  return await folderStatus(options.dataFolder);
}

/** Stops it with its checkpoint. CONFLICT while processes use it, unless forced. False when none runs. */
export async function stopForOperator(dataFolder: string, force = false): Promise<boolean> {
  const home = existingHome(dataFolder);
  if (home === null) return false;
  return await withDirectoryLock(join(home, 'lock'), async () => {
    unpin(home);
    const users = livingUsers(home);
    if (users.length > 0 && !force) {
      throw conflict(`the local Neo4j is used by process ${users.join(', ')}: stop it first, or use --force`);
    }
    const running = findRunning(home);
    if (running !== null) await endJvm(running);
    removeRunRecord(home);
    return running !== null;
  });
}

function existingHome(dataFolder: string): string | null {
  const home = join(dataFolder, 'neo4j');
  return existsSync(join(home, 'users')) ? realpathSync(home) : null;
}
