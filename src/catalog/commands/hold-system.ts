/** Changes that an extraction under way would contradict wait for its end. */
import { conflict } from '../../errors.js';
import { defineQuery } from '../../graph/query.js';
import type { Unit } from '../../graph/types.js';

const holdSystemLock = defineQuery<{ readonly system: string }, { readonly run: string | null }>(
  'catalog/hold-system',
  ['run'],
);

/** Keeps extractions of the system waiting until the unit ends. CONFLICT while one of them writes it. */
export async function holdSystem(unit: Unit, system: string): Promise<void> {
  const [held] = await unit.run(holdSystemLock, { system });
  if (held?.run != null)
    throw conflict(`${held.run} reads and writes ${system}: try again when it has ended`, { run: held.run });
}
