/** Memory and disk: what the local Neo4j needs, checked before it starts and while it runs. */
import { statfsSync } from 'node:fs';
import { totalmem } from 'node:os';
import { badUserInput, unavailable } from '../errors.js';
import type { Log } from '../log.js';

export const mebibyte = 1024 * 1024;
export const gibibyte = 1024 * mebibyte;

export const defaultHeap = gibibyte;
export const defaultPageCache = 512 * mebibyte;

/** Below this, operators are warned. */
export const diskLowBytes = 2 * gibibyte;
/** Below this, writes are refused: what is left belongs to the checkpoint. */
export const diskFullBytes = 512 * mebibyte;

/** `NEO4J_MEMORY=auto`: a quarter of the memory each, within bounds. */
export function automaticMemory(total: number = totalmem()): {
  readonly heap: number;
  readonly pageCache: number;
} {
  const quarter = Math.floor(total / 4);
  return {
    heap: clamp(quarter, 512 * mebibyte, 8 * gibibyte),
    pageCache: clamp(quarter, 256 * mebibyte, 16 * gibibyte),
  };
}

/** BAD_USER_INPUT for sizes Neo4j does not start with. */
export function checkSizes(heap: number, pageCache: number): void {
  if (heap < 256 * mebibyte) throw badUserInput('NEO4J_HEAP', 'at least 256MiB', heap);
  if (pageCache < 64 * mebibyte) throw badUserInput('NEO4J_PAGECACHE', 'at least 64MiB', pageCache);
}

/** UNAVAILABLE with the numbers when the machine has less free memory than the JVM will take. */
export function checkFreeMemory(
  heap: number,
  pageCache: number,
  available = process.availableMemory(),
): void {
  const need = heap + pageCache + 512 * mebibyte;
  if (available >= need) return;
  throw unavailable(
    `the local Neo4j needs ${inMiB(need)} of free memory (heap ${inMiB(heap)}, page cache ` +
      `${inMiB(pageCache)}, 512 MiB besides) and ${inMiB(available)} are free: free some, or set NEO4J_HEAP ` +
      'and NEO4J_PAGECACHE lower',
    { neededBytes: need, availableBytes: available },
  );
}

export function diskFreeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

export function diskState(freeBytes: number): 'OK' | 'LOW' | 'FULL' {
  if (freeBytes < diskFullBytes) return 'FULL';
  return freeBytes < diskLowBytes ? 'LOW' : 'OK';
}

/** Free space of a folder, looked up every few seconds at most: it is asked for at every write. */
export class DiskGauge {
  readonly #folder: string;
  readonly #log: Log;
  #last: { readonly free: number; readonly at: number } | null = null;

  constructor(folder: string, log: Log) {
    this.#folder = folder;
    this.#log = log;
  }

  freeBytes(): number {
    if (this.#last !== null && Date.now() - this.#last.at < 5_000) return this.#last.free;
    const free = diskFreeBytes(this.#folder);
    this.#last = { free, at: Date.now() };
    if (diskState(free) !== 'OK') this.#log.warn({ freeBytes: free }, 'the disk of the store is nearly full');
    return free;
  }
}

export function inMiB(bytes: number): string {
  return `${Math.floor(bytes / mebibyte)} MiB`;
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
