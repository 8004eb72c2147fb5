/** What an expression yields: what flows into it and its type. */
import { type Flow, noFlow } from './flow.js';
import type { Output } from './relation.js';

export interface Value {
  readonly flow: Flow;
  readonly typeKey: string | null;
  /** Why the type is not known; null when it is. */
  readonly typeReason: string | null;
  /** The output a plain reference stands for: its name and definition are passed on. */
  readonly output: Output | null;
}

export function value(flow: Flow, typeKey: string | null, typeReason: string | null = null): Value {
  return { flow, typeKey, typeReason: typeKey === null ? (typeReason ?? 'unknown') : null, output: null };
}

export function constant(typeKey: string | null, typeReason: string | null = null): Value {
  return value(noFlow, typeKey, typeReason);
}
