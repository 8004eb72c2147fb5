/**
 * Set operations: which branch an input of the united column comes from, and so which expression and place prove it.
 * Several branches may give one input; the one that does most to it speaks for it, of equals the first.
 */
import type { Span } from '../tree.js';
import { type Input, inputKey } from './flow.js';
import type { Output } from './relation.js';

/** How an input comes into an output. */
export interface Way {
  /** As its branch has it, place included. */
  readonly input: Input;
  /** The expression that makes the column of it; null for a plain column. */
  readonly definition: Span | null;
}

export type Ways = ReadonlyMap<number, Way>;

export function wayOf(output: Output, input: Input): Way {
  return output.ways?.get(inputKey(input)) ?? { input, definition: output.definition };
}

/** Ways into the union of the outputs; undefined where all are plain columns, between which nothing is to tell apart. */
export function unitedWays(branches: readonly Output[]): Ways | undefined {
  if (branches.every(({ definition, ways }) => definition === null && ways === undefined)) return undefined;
  const united = new Map<number, Way>();
  for (const branch of branches)
    for (const input of branch.flow.inputs) {
      const key = inputKey(input);
      const way = wayOf(branch, input);
      const present = united.get(key);
      if (present === undefined || way.input.transformation > present.input.transformation)
        united.set(key, way);
    }
  return united;
}
