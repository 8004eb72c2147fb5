/** A check: one measurement with its limit, taken within a time. */

export type Status = 'OK' | 'DEGRADED' | 'FAILED' | 'UNKNOWN';

export interface Measurement {
  readonly measured: number;
  readonly limit: number;
  readonly unit: string;
  readonly samples?: number;
  /** Default OK. */
  readonly status?: Status;
  readonly reason?: string;
}

export interface Measured {
  readonly name: string;
  readonly status: Status;
  readonly measured: number | null;
  readonly limit: number | null;
  readonly unit: string | null;
  readonly samples: number | null;
  readonly at: string;
  readonly reason: string | null;
  readonly durationMs: number;
}

/**
 * Takes a measurement. Where none could be taken, because it failed or did not end in time, the answer is
 * `absence` (UNKNOWN unless the silence itself is what is looked for), with no detail of why.
 */
export async function measure(
  name: string,
  limitMs: number,
  take: () => Promise<Measurement>,
  absence: 'UNKNOWN' | 'FAILED' = 'UNKNOWN',
): Promise<Measured> {
  const at = new Date().toISOString();
  const startedAt = performance.now();
  const taken = await withinMs(limitMs, take);
  const durationMs = performance.now() - startedAt;
  if (typeof taken === 'string') {
    return {
      name,
      status: absence,
      measured: null,
      limit: null,
      unit: null,
      samples: null,
      at,
      reason: taken,
      durationMs,
    };
  }
  const { measured, limit, unit, samples = 1, status = 'OK', reason = null } = taken;
  return { name, status, measured, limit, unit, samples, at, reason, durationMs };
}

const severity: Readonly<Record<Status, number>> = { OK: 0, UNKNOWN: 1, DEGRADED: 2, FAILED: 3 };

/** FAILED before DEGRADED before UNKNOWN before OK. */
export function worst(checks: readonly { readonly status: Status }[]): Status {
  return checks.reduce<Status>(
    (found, { status }) => (severity[status] > severity[found] ? status : found),
    'OK',
  );
}

async function withinMs(limitMs: number, take: () => Promise<Measurement>): Promise<Measurement | string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    const giveUp = (): void => resolve(`no answer within ${limitMs} ms`);
    // After a hold-up of the event loop timers come first: an answer that is here already is still taken.
    timer = setTimeout(() => setImmediate(giveUp), limitMs);
  });
  try {
    return await Promise.race([take(), late]);
  } catch {
    return 'the measurement failed';
  } finally {
    clearTimeout(timer);
  }
}
