/** The server that runs on a data folder, recorded so that other commands find it. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeWhole } from '../files.js';
import { identityOf, ownIdentity } from '../process-identity.js';

const record = z.object({ pid: z.number().int(), startTime: z.string(), url: z.string() });

export function recordServer(dataFolder: string, url: string): void {
  writeWhole(recordFile(dataFolder), JSON.stringify({ ...ownIdentity(), url }));
}

/** Removes the record if it is this process's. */
export function forgetServer(dataFolder: string): void {
  if (readRecord(dataFolder)?.pid === process.pid) rmSync(recordFile(dataFolder), { force: true });
}

/** URL of the server that runs on the folder; null when none does. */
export function runningServer(dataFolder: string): string | null {
  const found = readRecord(dataFolder);
  return found !== null && identityOf(found.pid)?.startTime === found.startTime ? found.url : null;
}

function readRecord(dataFolder: string): z.infer<typeof record> | null {
  const file = recordFile(dataFolder);
  if (!existsSync(file)) return null;
  try {
    return record.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    // Half written by a process that died: nobody runs under it.
    return null;
  }
}

function recordFile(dataFolder: string): string {
  return join(dataFolder, 'server.json');
}
