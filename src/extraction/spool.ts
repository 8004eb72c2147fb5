/**
 * Where a run's request and pasted texts lie until it is carried out: `<data>/spool/<run uuid>/<sha256>`.
 * A task's input stays small, and the texts leave the disk with the end of the run. Beside them lies who
 * put them there, an empty file named by the process: what one left that died before its run existed is
 * swept.
 */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive, ownIdentity, type ProcessIdentity } from '../process-identity.js';

const folderName = 'spool';
const ownerSuffix = '.owner';
/** A folder is made a moment before its owner is named. */
const unownedMs = 60_000;

/** Makes the folder of a run and names this process as its owner; before anything is spooled. */
export async function openSpool(dataFolder: string, run: string): Promise<void> {
  const folder = runFolder(dataFolder, run);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const { pid, startTime } = ownIdentity();
  await writeFile(join(folder, `${pid} ${encodeURIComponent(startTime)}${ownerSuffix}`), '', { mode: 0o600 });
}

/** Writes content under its hash, durable before this resolves. */
export async function spool(dataFolder: string, run: string, content: string): Promise<string> {
  const sha256 = createHash('sha256').update(content).digest('hex');
  const path = join(runFolder(dataFolder, run), sha256);
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

/**
 * Removes what dead processes spooled for runs that are not waiting or under way, and returns how many
 * such folders there were. `liveRuns` is asked after the folders were listed: a run that comes into being
 * meanwhile is among its answers or its folder is not looked at.
 */
export async function sweepSpool(
  dataFolder: string,
  liveRuns: () => Promise<readonly string[]>,
): Promise<number> {
  const root = join(dataFolder, folderName);
  const uuids = await namesIn(root);
  if (uuids.length === 0) return 0;
  const live = new Set((await liveRuns()).map(uuidOf));
  let swept = 0;
  for (const uuid of uuids) {
    if (live.has(uuid) || !(await isAbandoned(join(root, uuid)))) continue;
    await rm(join(root, uuid), { recursive: true, force: true });
    swept += 1;
  }
  return swept;
}

async function isAbandoned(folder: string): Promise<boolean> {
  const owners = (await namesIn(folder)).filter((name) => name.endsWith(ownerSuffix));
  if (owners.length === 0) return Date.now() - (await changedAt(folder)) > unownedMs;
  return !owners.some((name) => isAlive(ownerNamed(name)));
}

function ownerNamed(name: string): ProcessIdentity {
  const [pid, startTime = ''] = name.slice(0, -ownerSuffix.length).split(' ');
  return { pid: Number(pid), startTime: decodeURIComponent(startTime) };
}

/** 0 for a folder that is gone: its run has just ended. */
async function changedAt(folder: string): Promise<number> {
  return (await ifThere(stat(folder)))?.mtimeMs ?? 0;
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return (await ifThere(readdir(folder))) ?? [];
}

async function ifThere<T>(read: Promise<T>): Promise<T | null> {
  return read.catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
}

function uuidOf(run: string): string {
  return run.slice(run.lastIndexOf('/') + 1);
}

function runFolder(dataFolder: string, run: string): string {
  const uuid = uuidOf(run);
  if (!/^[0-9a-f-]{36}$/.test(uuid)) throw new RangeError('a run ends in a UUID');
  return join(dataFolder, folderName, uuid);
}
