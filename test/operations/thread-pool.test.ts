import { afterEach, describe, expect, it } from 'vitest';
import { SheafError } from '../../src/errors.js';
import { threadUrl } from '../../src/worker/thread.js';
import { ThreadPool, type ThreadPoolOptions } from '../../src/worker/thread-pool.js';
import type { Job } from './threads/jobs.js';

const entry = threadUrl('./threads/jobs.js', import.meta.url);
let pool: ThreadPool<Job, unknown> | null = null;

function open(options: Partial<ThreadPoolOptions> = {}): ThreadPool<Job, unknown> {
  pool = new ThreadPool<Job, unknown>({ entry, threads: 2, ...options });
  return pool;
}

afterEach(async () => {
  await pool?.close();
});

describe('a pool of worker threads', () => {
  it('answers many jobs on few threads, each with its own result', async () => {
    const threads = open();
    const values = Array.from({ length: 50 }, (_, value) => value);
    const squares = await Promise.all(values.map((value) => threads.run({ kind: 'square', value })));
    expect(squares).toEqual(values.map((value) => value ** 2));
  });

  it('hands structured data over, transferred or copied, and gives each thread its data', async () => {
    const threads = open({ workerData: { dialect: 'HIVE' } });
    const values = Float64Array.from([1, 2, 3.5]);
    expect(await threads.run({ kind: 'sum', values }, { transfer: [values.buffer] })).toBe(6.5);
    expect(values.byteLength).toBe(0);
    expect(await threads.run({ kind: 'given' })).toEqual({ dialect: 'HIVE' });
  });

  it('passes on the code and details of what a job threw', async () => {
    const threads = open();
    await expect(threads.run({ kind: 'refuse' })).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      details: { field: 'text' },
    });
  });

  it('passes on the message and the stack of an unexpected error for the log, not as an answer', async () => {
    const failure = await open()
      .run({ kind: 'throw' })
      .catch((error: unknown) => error);
    expect(failure).not.toBeInstanceOf(SheafError);
    expect(failure).toMatchObject({ message: 'no such thing', stack: expect.stringContaining('jobs') });
  });
});

describe('abuse of a thread', () => {
  it('ends a job at its deadline and serves the jobs behind it', async () => {
    const threads = open({ threads: 1 });
    const endless = threads.run({ kind: 'spin' }, { deadlineMs: 200 });
    const next = threads.run({ kind: 'square', value: 3 });
    await expect(endless).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    expect(await next).toBe(9);
  });

  it('ends a job that hoards memory and stays alive itself', async () => {
    const threads = open({ threads: 1, memoryMiB: 64, deadlineMs: 50_000 });
    await expect(threads.run({ kind: 'hoard' })).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
    expect(await threads.run({ kind: 'square', value: 4 })).toBe(16);
  });

  it('replaces a thread that died under its job', async () => {
    const threads = open({ threads: 1 });
    await expect(threads.run({ kind: 'die' })).rejects.toThrow(/ended with code/);
    expect(await threads.run({ kind: 'square', value: 5 })).toBe(25);
  });

  it('ends a running job when its signal fires and never starts a waiting one', async () => {
    const threads = open({ threads: 1 });
    const abort = new AbortController();
    const running = threads.run({ kind: 'spin' }, { signal: abort.signal });
    const waiting = threads.run({ kind: 'square', value: 6 }, { signal: abort.signal });
    const outcomes = Promise.allSettled([running, waiting]);
    abort.abort(new Error('stopped by the test'));
    for (const outcome of await outcomes) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { message: 'stopped by the test' } });
    }
    expect(await threads.run({ kind: 'square', value: 7 })).toBe(49);
  });

  it('refuses data that cannot be cloned, without losing the thread', async () => {
    const threads = open({ threads: 1 });
    const uncloneable = { kind: 'square', value: () => 1 } as unknown as Job;
    await expect(threads.run(uncloneable)).rejects.toThrow(/could not be cloned/);
    expect(await threads.run({ kind: 'square', value: 8 })).toBe(64);
  });

  it('rejects what is left when it closes, and everything after', async () => {
    const threads = open({ threads: 1 });
    const left = Promise.allSettled([threads.run({ kind: 'spin' }), threads.run({ kind: 'given' })]);
    await threads.close();
    expect((await left).map((outcome) => outcome.status)).toEqual(['rejected', 'rejected']);
    await expect(threads.run({ kind: 'given' })).rejects.toThrow('closed');
  });
});
