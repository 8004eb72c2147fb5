import { describe, expect, it } from 'vitest';
import { follow } from '../../src/graph/index.js';
import type { ChangeEvent, Feed } from '../../src/graph/types.js';
import { changeEvent as event } from './fixture.js';

/** A feed in which others commit as fast as it is read: there is always one event more. */
const busyFeed: Feed = {
  epoch: 'e',
  head: async () => ({ epoch: 'e', seq: 0, horizonSeq: 0, oldestAt: null }),
  encodeCursor: (seq) => String(seq),
  decodeCursor: async (cursor) => Number(cursor),
  behind: () => 1,
  after: (seq) => new Promise((resolve) => setImmediate(() => resolve([event(seq + 1)]))),
  waitForChange: async () => {},
};

describe('following a feed that is never quiet', () => {
  it('hands out what matches long before the next heartbeat', async () => {
    const matches = ({ seq }: ChangeEvent): boolean => seq % 10 === 0;
    const { signal } = new AbortController();
    const batches = follow({ feed: busyFeed }, { matches, heartbeatSeconds: 3_600, signal });
    const seen: number[] = [];
    for await (const { events } of batches) {
      seen.push(...events.map(({ seq }) => seq));
      if (seen.length > 20) break;
    }
    expect(seen).toEqual(seen.map((_, i) => (i + 1) * 10));
  });
});
