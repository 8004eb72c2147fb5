/** Files that are there wholly or not at all, and that only their owner reads. */
import { randomUUID } from 'node:crypto';
import { linkSync, renameSync, rmSync, writeFileSync } from 'node:fs';

/** Writes a file in place of what was there. */
export function writeWhole(file: string, text: string): void {
  renameSync(writtenBeside(file, text), file);
}

/** Writes a file unless it is there: of processes that do so at once one makes it. */
export function writeOnce(file: string, text: string): void {
  const fresh = writtenBeside(file, text);
  try {
    linkSync(fresh, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(fresh, { force: true });
  }
}

function writtenBeside(file: string, text: string): string {
  const fresh = `${file}.${randomUUID()}.tmp`;
  writeFileSync(fresh, text, { mode: 0o600, flush: true });
  return fresh;
}
