/** `run.json`: which JVM serves this folder. A hint only; the process list and Bolt have the last word. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from '../files.js';
import {
  commandLineOf,
  identityOf,
  isAlive,
  type ProcessIdentity,
  parseIdentity,
  processesWithArgument,
} from '../process-identity.js';
import { configuredPort, homeArgument } from './settings.js';

export interface RunRecord extends ProcessIdentity {
  readonly port: number;
  /** Null until the first start has finished. */
  readonly storeId: string | null;
}

export function writeRunRecord(home: string, record: RunRecord): void {
  writeWhole(runFile(home), JSON.stringify(record));
}

export function removeRunRecord(home: string): void {
  rmSync(runFile(home), { force: true });
}

/** The record as written, or null when there is none or it is not readable as one. */
export function readRunRecord(home: string): RunRecord | null {
  const value = parsed(readOrNull(runFile(home)));
  const identity = parseIdentity(value);
  if (identity === null) return null;
  const { port, storeId } = value as { port?: unknown; storeId?: unknown };
  if (typeof port !== 'number' || !Number.isInteger(port)) return null;
  return { ...identity, port, storeId: typeof storeId === 'string' ? storeId : null };
}

/**
 * The living JVM of this folder: the recorded one if it has the recorded start time and our folder among
 * its arguments; else any process with our folder among its arguments, its port read from the
 * configuration it was started with. The latter finds the orphan of a lost or half-written record.
 */
export function findRunning(home: string): RunRecord | null {
  const recorded = readRunRecord(home);
  const argument = homeArgument(home);
  if (recorded !== null && isAlive(recorded) && commandLineOf(recorded.pid)?.includes(argument)) {
    return recorded;
  }
  const [pid] = processesWithArgument(argument);
  const identity = pid === undefined ? null : identityOf(pid);
  const port = configured(home);
  return identity === null || port === null
    ? null
    : { ...identity, port, storeId: recorded?.storeId ?? null };
}

/** The port of the last start, so that an address stays what it was as long as it is free. */
export function recordedPort(home: string): number | null {
  return readRunRecord(home)?.port ?? configured(home);
}

function configured(home: string): number | null {
  return configuredPort(readOrNull(join(home, 'conf', 'neo4j.conf')) ?? '');
}

function runFile(home: string): string {
  return join(home, 'run.json');
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null; // half-written by a process that was killed: the process list answers instead
  }
}

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
