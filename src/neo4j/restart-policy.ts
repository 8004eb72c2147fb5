/** When a crashed JVM is started again, as a function of its former crashes. */

const windowMs = 10 * 60_000;
const mostRestarts = 5;
const longestDelayMs = 60_000;

export interface RestartPlan {
  /** Crashes that still count, this one included. */
  readonly crashes: readonly number[];
  /** Milliseconds until the next start: 1, 2, 4, … 60 s; null = no more, somebody has to look. */
  readonly delayMs: number | null;
}

export function nextRestart(former: readonly number[], now: number): RestartPlan {
  const crashes = [...former.filter((at) => now - at < windowMs), now];
  if (crashes.length > mostRestarts) return { crashes, delayMs: null };
  return { crashes, delayMs: Math.min(1_000 * 2 ** (crashes.length - 1), longestDelayMs) };
}
