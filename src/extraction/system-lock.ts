/** One extraction at a time writes a system: two would take each other's statements for their own leftovers. */
import { setTimeout as delay } from 'node:timers/promises';
import { SheafError } from '../errors.js';
import type { Graph } from '../graph/types.js';
import type { TaskContext } from '../worker/index.js';
import { lockSystem, unlockSystem } from './queries.js';

const pollMs = 250;

/** Waits until no other run that goes on holds the system; a run that ended holds nothing. */
export async function takeSystem(context: TaskContext, system: string, run: string): Promise<void> {
  const { task, signal, unitOfWork } = context;
  for (;;) {
    const { value } = await unitOfWork(task.actor, run, (unit) => unit.run(lockSystem, { system, run }));
    if (value[0]?.run === run) return;
    await delay(pollMs, undefined, { signal }).catch(() => {
      throw signal.reason instanceof SheafError
        ? signal.reason
        : new SheafError('INTERRUPTED', 'the run was stopped');
    });
  }
}

/** Gives the system back; a run that cannot say so any more is passed over by the next. */
export async function releaseSystem(
  unitOfWork: Graph['unitOfWork'],
  actor: string,
  system: string,
  run: string,
): Promise<void> {
  await unitOfWork(actor, run, (unit) => unit.run(unlockSystem, { system, run }));
}
