/** What the states of a task, and of what a task carries out, say about the rest of its record. */
import type { TaskState } from './types.js';

const finalStates: ReadonlySet<TaskState> = new Set(['SUCCEEDED', 'REJECTED', 'FAILED', 'CANCELLED']);

export function isFinal(state: TaskState): boolean {
  return finalStates.has(state);
}

/** Whether a record shows all of its end: when it was, and for a failure its error. */
export function isWhole(state: TaskState, endedAt: unknown, errorCode: unknown): boolean {
  if (!isFinal(state)) return true;
  return endedAt != null && (state !== 'FAILED' || errorCode != null);
}
