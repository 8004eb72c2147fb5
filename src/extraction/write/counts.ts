/** Sums of what writes changed. */
import type { WriteCounts } from '../../graph/types.js';

export const noChanges: WriteCounts = { created: 0, updated: 0, unchanged: 0, deleted: 0 };

export function sum(...counts: readonly WriteCounts[]): WriteCounts {
  return counts.reduce(
    (total, { created, updated, unchanged, deleted }) => ({
      created: total.created + created,
      updated: total.updated + updated,
      unchanged: total.unchanged + unchanged,
      deleted: total.deleted + deleted,
    }),
    noChanges,
  );
}
