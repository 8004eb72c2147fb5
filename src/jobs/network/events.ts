/** Events with who adds, awaits and deletes them. */

import type { EventReference } from '../definitions.js';
import { encoded } from '../keys.js';
import { eventsOf } from '../wait-expression.js';
import type { Estate, JoinOptions, PlannedFolder, PlannedJob } from './estate.js';
import { memberId } from './estate.js';

export type EventStatus = 'JOINED' | 'NEVER_PRODUCED' | 'NEVER_AWAITED' | 'EXTERNAL';

/** A folder or job that refers to an event. */
export interface EventUse {
  readonly kind: 'FOLDER' | 'JOB';
  /** `memberId` of it. */
  readonly id: string;
  readonly reference: EventReference;
}

export interface EventEntry {
  /** Encoded server (empty for a global event), `/`, encoded name. */
  readonly id: string;
  readonly name: string;
  /** Null for an event that all servers share. */
  readonly server: string | null;
  readonly producers: readonly EventUse[];
  readonly consumers: readonly EventUse[];
  readonly deleters: readonly EventUse[];
  /** EXTERNAL: a global event that is awaited here and added by no server that was read. */
  readonly status: EventStatus;
}

interface Collected extends EventEntry {
  readonly producers: EventUse[];
  readonly consumers: EventUse[];
  readonly deleters: EventUse[];
}

/** Joins by name: trimmed, case kept, never split. Linear in the references. */
export function collectEvents(
  estates: readonly Estate[],
  options: JoinOptions,
): ReadonlyMap<string, EventEntry> {
  const entries = new Map<string, Collected>();
  const scope = eventScope(options);
  for (const estate of estates) {
    const entry = (reference: EventReference): Collected => {
      const id = scope.id(estate.server, reference.name);
      const known = entries.get(id);
      if (known !== undefined) return known;
      const name = reference.name.trim();
      const server = scope.isGlobal(name) ? null : estate.server;
      const made: Collected = {
        id,
        name,
        server,
        producers: [],
        consumers: [],
        deleters: [],
        status: 'JOINED',
      };
      entries.set(id, made);
      return made;
    };
    const use = (kind: EventUse['kind'], owner: PlannedFolder | PlannedJob): void => {
      const id = memberId(estate.server, owner.key);
      for (const reference of owner.adds) entry(reference).producers.push({ kind, id, reference });
      for (const reference of owner.deletes) entry(reference).deleters.push({ kind, id, reference });
      for (const reference of eventsOf(owner.waits)) entry(reference).consumers.push({ kind, id, reference });
    };
    for (const folder of estate.folders) use('FOLDER', folder);
    for (const job of estate.jobs) use('JOB', job);
  }
  return new Map([...entries].map(([id, entry]) => [id, { ...entry, status: statusOf(entry) }]));
}

export interface EventScope {
  readonly id: (server: string, name: string) => string;
  readonly isGlobal: (name: string) => boolean;
}

export function eventScope({ globalPrefixes = [] }: JoinOptions): EventScope {
  const prefixes = globalPrefixes.filter((prefix) => prefix !== '');
  const isGlobal = (name: string): boolean => prefixes.some((prefix) => name.trim().startsWith(prefix));
  return {
    isGlobal,
    id: (server, name) => `${isGlobal(name) ? '' : encoded(server)}/${encoded(name.trim())}`,
  };
}

function statusOf({ producers, consumers, server }: EventEntry): EventStatus {
  if (producers.length > 0) return consumers.length > 0 ? 'JOINED' : 'NEVER_AWAITED';
  return server === null && consumers.length > 0 ? 'EXTERNAL' : 'NEVER_PRODUCED';
}

/**
 * Days from the producer's order date to the consumer's when an add can satisfy a wait; null when it cannot.
 * Both have a number of days: producer − consumer; the consumer takes any date, or both have none: 0.
 */
export function dayLagOf(added: EventReference, awaited: EventReference): number | null {
  if (awaited.date === 'ANY') return 0;
  if (awaited.date === 'NONE') return added.date === 'NONE' ? 0 : null;
  if (added.dayOffset === null || awaited.dayOffset === null) return null;
  return added.dayOffset - awaited.dayOffset;
}
