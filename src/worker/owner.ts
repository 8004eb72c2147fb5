/** Who holds a task: a process of a data folder, named so that its death can be told from its silence. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeOnce } from '../files.js';
import { isAlive, ownIdentity, type ProcessIdentity } from '../process-identity.js';

/**
 * The queue of a data folder. Tasks are run by processes of the folder they were asked for on: their
 * inputs may name files there. Made once; the same for all processes of the folder.
 */
export function queueOfFolder(dataFolder: string): string {
  const file = join(dataFolder, 'queue-id');
  writeOnce(file, randomUUID());
  return readFileSync(file, 'utf8');
}

/** `leaseOwner` of a task this process holds. */
export function ownerText(queue: string): string {
  const { pid, startTime } = ownIdentity();
  return `${queue} ${pid} ${startTime}`;
}

/**
 * Whether a lease's owner belongs to this queue, so that it ran on this machine, and is dead. An owner of
 * another queue may run anywhere: only its lease can tell.
 */
export function isDeadOwner(leaseOwner: string | null, queue: string): boolean {
  const identity = leaseOwner === null ? null : identityOfOwner(leaseOwner, queue);
  return identity !== null && !isAlive(identity);
}

function identityOfOwner(leaseOwner: string, queue: string): ProcessIdentity | null {
  const [ownerQueue, pid, ...startTime] = leaseOwner.split(' ');
  if (ownerQueue !== queue || pid === undefined) return null;
  return { pid: Number(pid), startTime: startTime.join(' ') };
}
