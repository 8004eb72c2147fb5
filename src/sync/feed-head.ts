/**
 * Notices a restored store. `<data>/feed-head` holds the epoch and the highest number this data folder
 * has seen; a store of the same epoch with a lower head has lost numbers that clients hold, and would
 * use them again: it begins a new epoch, and their cursors expire instead of skipping changes.
 */
import { type FileHandle, mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { defineQuery, feedHead, type Graph } from '../graph/index.js';

interface Head {
  readonly epoch: string;
  readonly seq: number;
}

const epochRenew = defineQuery<{ readonly former: string }, { readonly epoch: string }>('sync/epoch-renew', [
  'epoch',
]);

export function feedHeadPath(dataFolder: string): string {
  return join(dataFolder, 'feed-head');
}

/** Compares the store with the file, begins a new epoch where numbers were lost, and says so. */
export async function guardEpoch(graph: Graph, path: string): Promise<{ readonly isRestored: boolean }> {
  const known = await readHead(path);
  // In a unit, so that a cluster answers from its leader.
  const { value: head } = await graph.unitOfWork(
    'feed-head',
    null,
    async (unit) => (await unit.run(feedHead, {}))[0],
  );
  const isRestored =
    known !== null && head !== undefined && known.epoch === head.epoch && head.seq < known.seq;
  if (isRestored)
    await graph.unitOfWork('feed-head', null, (unit) => unit.run(epochRenew, { former: head.epoch }));
  const { epoch, seq } = await graph.feed.head();
  await writeHead(path, { epoch, seq });
  return { isRestored };
}

/** The file's content; null where there is none. A file that cannot be read is an error: it must not pass as new. */
export async function readHead(path: string): Promise<Head | null> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
  const { epoch, seq } = JSON.parse(text) as Partial<Head>;
  if (typeof epoch !== 'string' || typeof seq !== 'number')
    throw new Error(`${path} does not hold a feed head`);
  return { epoch, seq };
}

/** Written beside and renamed, both synced: after a crash there is the old one or the new one. */
export async function writeHead(path: string, head: Head): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const file = await open(`${path}.new`, 'w', 0o600);
  await closing(file, async () => {
    await file.writeFile(`${JSON.stringify(head)}\n`);
    await file.sync();
  });
  await rename(`${path}.new`, path);
  const folder = await open(dirname(path), 'r');
  await closing(folder, () => folder.sync());
}

async function closing(file: FileHandle, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } finally {
    await file.close();
  }
}
