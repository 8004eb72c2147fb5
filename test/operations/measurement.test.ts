import { pbkdf2 } from 'node:crypto';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { EventLoopDelay } from '../../src/operations/event-loop.js';
import { type Measurement, measure, worst } from '../../src/operations/measurement.js';

const found: Measurement = { measured: 1, limit: 2, unit: 'ms' };

/** Keeps this thread busy, so that timers fall due and answers pile up meanwhile. */
function holdUp(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

describe('a measurement', () => {
  it('is OK unless it says otherwise, with its numbers', async () => {
    expect(await measure('a', 1_000, async () => found)).toMatchObject({ name: 'a', status: 'OK', ...found });
  });

  it('that fails or never ends is UNKNOWN with a reason, and shows nothing of the error', async () => {
    const failed = await measure('a', 1_000, async () => {
      throw new Error('secret');
    });
    const silent = await measure('b', 10, () => new Promise(() => {}));
    expect([failed, silent]).toMatchObject([
      { status: 'UNKNOWN', measured: null, reason: 'the measurement failed' },
      { status: 'UNKNOWN', measured: null, reason: 'no answer within 10 ms' },
    ]);
  });

  it('that looks for silence is FAILED by it', async () => {
    expect(await measure('a', 10, () => new Promise(() => {}), 'FAILED')).toMatchObject({ status: 'FAILED' });
  });

  it('counts when its answer came in time and only this process was held up', async () => {
    const answer = async (): Promise<Measurement> => {
      await promisify(pbkdf2)('a', 'b', 1, 8, 'sha256');
      return found;
    };
    const measuring = measure('a', 20, answer, 'FAILED');
    holdUp(200);
    expect(await measuring).toMatchObject({ status: 'OK', measured: 1 });
  });
});

describe('the worst of several', () => {
  it('is FAILED before DEGRADED before UNKNOWN before OK', () => {
    const of = (...all: readonly ('OK' | 'UNKNOWN' | 'DEGRADED' | 'FAILED')[]) =>
      worst(all.map((status) => ({ status })));
    expect([of('OK', 'UNKNOWN'), of('UNKNOWN', 'DEGRADED'), of('FAILED', 'DEGRADED'), of()]).toEqual([
      'UNKNOWN',
      'DEGRADED',
      'FAILED',
      'OK',
    ]);
  });
});

describe('the delay of the event loop', () => {
  it('is the same for everybody who asks, and an old hold-up passes', async () => {
    let now = 0;
    const loop = new EventLoopDelay(() => now);
    try {
      expect(loop.latest()).toBeNull();
      while (loop.latest() === null) await pause();
      holdUp(300);
      while ((loop.latest()?.p99Ms ?? 0) < 200) await pause();
      const [first, second] = [loop.latest(), loop.latest()];
      expect(second).toEqual(first);
      now = 60_000;
      const whole = loop.latest();
      now += 9_999;
      expect(loop.latest()).toEqual(whole);
      now += 1;
      while (loop.latest()?.p99Ms === whole?.p99Ms) await pause();
    } finally {
      loop.close();
    }
  });
});

async function pause(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 20));
}
