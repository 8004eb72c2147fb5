/** A thread for the tests of the pool: does what its job says. */
import { workerData } from 'node:worker_threads';
import { badUserInput } from '../../../src/errors.js';
import { serveJobs } from '../../../src/worker/thread-protocol.js';

export type Job =
  | { readonly kind: 'square'; readonly value: number }
  | { readonly kind: 'sum'; readonly values: Float64Array }
  | { readonly kind: 'given' }
  | { readonly kind: 'refuse' }
  | { readonly kind: 'throw' }
  | { readonly kind: 'spin' }
  | { readonly kind: 'hoard' }
  | { readonly kind: 'die' };

serveJobs(async (job: Job): Promise<unknown> => {
  switch (job.kind) {
    case 'square':
      return job.value ** 2;
    case 'sum':
      return job.values.reduce((sum, value) => sum + value, 0);
    case 'given':
      return workerData;
    case 'refuse':
      throw badUserInput('text', 'SQL', 'nothing');
    case 'throw':
      throw new TypeError('no such thing');
    case 'spin':
      for (;;);
    case 'hoard': {
      const kept: unknown[] = [];
      for (;;) kept.push(new Array(100_000).fill(kept.length));
    }
    case 'die':
      process.exit(3);
  }
});
