/**
 * Where a run's request and pasted texts lie until it is carried out: `<data>/spool/<run uuid>/<sha256>`.
 * A task's input stays small, and the texts leave the disk with the end of the run.
 */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

const folderName = 'spool';

/** Writes content under its hash, durable before this resolves. */
export async function spool(dataFolder: string, run: string, content: string): Promise<string> {
  const sha256 = createHash('sha256').update(content).digest('hex');
  const folder = runFolder(dataFolder, run);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, sha256);
  // Two calls may spool the same content at once.
  const part = `${path}.${randomUUID()}.part`;
  const file = await open(part, 'w', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(part, path);
  return sha256;
}

/** Content spooled under a hash. */
export function spooled(dataFolder: string, run: string, sha256: string): Promise<Buffer> {
  return readFile(join(runFolder(dataFolder, run), sha256));
}

/** Removes what was spooled for a run; nothing happens when there is nothing. */
export function unspool(dataFolder: string, run: string): Promise<void> {
  return rm(runFolder(dataFolder, run), { recursive: true, force: true });
}

/** UUIDs of the runs that have something spooled. */
export async function spooledRuns(dataFolder: string): Promise<readonly string[]> {
  return readdir(join(dataFolder, folderName)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
}

function runFolder(dataFolder: string, run: string): string {
  const uuid = run.slice(run.lastIndexOf('/') + 1);
  if (!/^[0-9a-f-]{36}$/.test(uuid)) throw new RangeError('a run ends in a UUID');
  return join(dataFolder, folderName, uuid);
}
