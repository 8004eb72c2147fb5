/** Deadlines: the class of the operation, or less where the caller asks for less. */
import { setMaxListeners } from 'node:events';
import { SheafError } from '../errors.js';
import type { DeadlineClass } from '../generated/graphql.js';

const classMs: Readonly<Record<DeadlineClass, number>> = { FAST: 5_000, READ: 30_000, HEAVY: 120_000 };

/** A resolver gets this long to answer by itself after its signal fired; then the whole request is answered. */
const GRACE_MS = 400;

export function deadlineMs(deadline: DeadlineClass, asked: number | null): number {
  return asked === null ? classMs[deadline] : Math.min(asked, classMs[deadline]);
}

export interface Deadline {
  /** Fired by the deadline, or by the caller's own signal. */
  readonly signal: AbortSignal;
  /** Reading of `performance.now()` at which it fires. */
  readonly at: number;
  /** Rejects with DEADLINE_EXCEEDED a moment after the deadline fired; never resolves. */
  readonly passed: Promise<never>;
  clear(): void;
}

export function deadlineAfter(limitMs: number, outer: AbortSignal): Deadline {
  const controller = new AbortController();
  // Every statement under way listens, and one operation may have hundreds.
  setMaxListeners(0, controller.signal);
  let reject: (reason: Error) => void = () => {};
  const passed = new Promise<never>((_resolve, rejectPassed) => {
    reject = rejectPassed;
  });
  // Nobody may be waiting when it rejects: the answer was faster.
  passed.catch(() => {});
  let timer = setTimeout(() => {
    const error = new SheafError('DEADLINE_EXCEEDED', `no answer within ${limitMs} ms`, {
      deadlineMs: limitMs,
    });
    controller.abort(error);
    timer = setTimeout(() => reject(error), GRACE_MS);
  }, limitMs);
  const onAbort = () => {
    clearTimeout(timer);
    controller.abort(outer.reason);
    timer = setTimeout(() => reject(goneAway(outer.reason)), GRACE_MS);
  };
  if (outer.aborted) onAbort();
  else outer.addEventListener('abort', onAbort, { once: true });
  return {
    signal: controller.signal,
    at: performance.now() + limitMs,
    passed,
    clear: () => {
      clearTimeout(timer);
      outer.removeEventListener('abort', onAbort);
    },
  };
}

function goneAway(reason: unknown): Error {
  if (reason instanceof SheafError) return reason;
  return new SheafError('DEADLINE_EXCEEDED', 'the request ended before its answer', {}, { cause: reason });
}
