/**
 * Who a process is, beyond its number: a pid is reused, a pid with its start time is not. Locks, leases
 * and the recorded Neo4j name their owner this way.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

export interface ProcessIdentity {
  readonly pid: number;
  /** Opaque; equal for one process as long as it lives, different after pid reuse or a reboot. */
  readonly startTime: string;
}

/** Identity of a living process; null when there is none, or only its unreaped remains. */
export function identityOf(pid: number): ProcessIdentity | null {
  const startTime = process.platform === 'linux' ? linuxStartTime(pid) : psStartTime(pid);
  return startTime === null ? null : { pid, startTime };
}

/** The identity of this process. */
export function ownIdentity(): ProcessIdentity {
  const own = identityOf(process.pid);
  if (own === null) throw new Error('this process cannot read its own start time');
  return own;
}

export function isAlive(identity: ProcessIdentity): boolean {
  return identityOf(identity.pid)?.startTime === identity.startTime;
}

/** Arguments of a process, or null when it is gone or not readable. */
export function commandLineOf(pid: number): readonly string[] | null {
  if (process.platform !== 'linux') return ps(['-o', 'command=', '-p', String(pid)])?.split(' ') ?? null;
  const text = readOrNull(`/proc/${pid}/cmdline`);
  return text === null || text === '' ? null : text.split('\0').filter((part) => part !== '');
}

/** Pids of living processes whose arguments hold `argument`. */
export function processesWithArgument(argument: string): readonly number[] {
  return allPids().filter(
    (pid) => commandLineOf(pid)?.includes(argument) === true && identityOf(pid) !== null,
  );
}

/** An identity read from outside (a file, a node), or null when it is not one. */
export function parseIdentity(value: unknown): ProcessIdentity | null {
  if (typeof value !== 'object' || value === null) return null;
  const { pid, startTime } = value as { pid?: unknown; startTime?: unknown };
  return typeof pid === 'number' && Number.isInteger(pid) && pid > 0 && typeof startTime === 'string'
    ? { pid, startTime }
    : null;
}

function linuxStartTime(pid: number): string | null {
  const stat = readOrNull(`/proc/${pid}/stat`);
  if (stat === null) return null;
  // The command name stands in parentheses and may hold anything: fields are counted after the last one.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state] = fields;
  const ticks = fields[19];
  if (state === 'Z' || state === 'X' || ticks === undefined) return null;
  return `${bootId()}.${ticks}`;
}

let knownBootId: string | null = null;

function bootId(): string {
  knownBootId ??= (readOrNull('/proc/sys/kernel/random/boot_id') ?? 'boot').slice(0, 8);
  return knownBootId;
}

function psStartTime(pid: number): string | null {
  const line = ps(['-o', 'stat=,lstart=', '-p', String(pid)])?.trim() ?? '';
  return line === '' || line.startsWith('Z') ? null : line.replace(/^\S+\s+/, '').replace(/\s+/g, ' ');
}

function allPids(): readonly number[] {
  if (process.platform !== 'linux')
    return (ps(['-axo', 'pid=']) ?? '').split('\n').map(Number).filter(Boolean);
  return readdirSync('/proc').map(Number).filter(Number.isInteger);
}

function ps(args: readonly string[]): string | null {
  try {
    return execFileSync('ps', [...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return null; // `ps` answers a process that does not exist with a failure
  }
}

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null; // the process ended, or belongs to somebody else
  }
}
