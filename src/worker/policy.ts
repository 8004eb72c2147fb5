/** When a failed task runs again, and which failures never do: functions of their arguments. */
import type { ErrorCode } from '../errors.js';

const baseMs = 2_000;
const capMs = 10 * 60_000;

/** The same input fails the same way: trying again only hides it. */
const deterministic: ReadonlySet<ErrorCode> = new Set([
  'BAD_USER_INPUT',
  'NOT_FOUND',
  'INSUFFICIENT_DATA',
  'FORBIDDEN',
  'LIMIT_EXCEEDED',
]);

/**
 * Milliseconds until the next attempt: full jitter over an exponential (Brooker, "Exponential Backoff and
 * Jitter", 2015). `attempt` is the one that failed, from 1; `random` lies in [0, 1).
 */
export function retryDelayMs(attempt: number, random: number): number {
  return Math.floor(random * Math.min(capMs, baseMs * 2 ** (attempt - 1)));
}

export function isWorthRetrying(code: ErrorCode, attempts: number, maxAttempts: number): boolean {
  return attempts < maxAttempts && !deterministic.has(code);
}
