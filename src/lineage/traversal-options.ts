/** What a traversal may be asked, with its defaults and bounds. */
import { badUserInput, limitExceeded } from '../errors.js';
import type { TraversalInput } from '../generated/graphql.js';
import { refuseAsOf, type TraversalOptions } from './graph-reads.js';

const maximumRoots = 50;

/** Each id once. Errors: BAD_USER_INPUT for none, LIMIT_EXCEEDED above 50. */
export function traversalRoots(ids: readonly string[]): readonly string[] {
  if (ids.length === 0) throw badUserInput('ids', `1 to ${maximumRoots} ids`, ids);
  if (ids.length > maximumRoots) throw limitExceeded('ids', ids.length, maximumRoots);
  return [...new Set(ids)];
}

/** Errors: BAD_USER_INPUT for a value out of bounds, UNAVAILABLE for a moment in the past. */
export function traversalOptions(input: TraversalInput | null | undefined): TraversalOptions {
  const given = input ?? {};
  refuseAsOf(given.asOf);
  return {
    direction: given.direction ?? 'BOTH',
    granularity: given.granularity ?? 'COLUMN',
    types: given.types ?? ['DIRECT'],
    states: given.states ?? ['DECLARED', 'DERIVED', 'CONFIRMED'],
    minConfidence: within('traversal.minConfidence', given.minConfidence ?? 0, 0, 1),
    maxDepth: within('traversal.maxDepth', given.maxDepth ?? 5, 0, 50),
    maxNodes: within('traversal.maxNodes', given.maxNodes ?? 2000, 1, 20_000),
    timeoutMs: within('traversal.timeoutMs', given.timeoutMs ?? 2000, 1, 20_000),
  };
}

function within(field: string, value: number, minimum: number, maximum: number): number {
  if (value >= minimum && value <= maximum) return value;
  throw badUserInput(field, `a number from ${minimum} to ${maximum}`, value);
}
