/** Waiting for a condition instead of a time. */
import { setTimeout as delay } from 'node:timers/promises';

/** What `check` answers once it is neither null nor undefined; fails with `what` after the limit. */
export async function condition<T>(
  what: string,
  check: () => Promise<T | null | undefined>,
  limitMs = 45_000,
): Promise<T> {
  const giveUpAt = Date.now() + limitMs;
  for (;;) {
    const answer = await check();
    if (answer !== null && answer !== undefined) return answer;
    if (Date.now() > giveUpAt) throw new Error(`waited ${limitMs} ms in vain for ${what}`);
    await delay(25);
  }
}
