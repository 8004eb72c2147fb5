import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deadlineMs } from '../../src/server/deadlines.js';
import { type ProtocolServer, post, startProtocolServer, waitFor } from '../support/protocol-server.js';

let server: ProtocolServer;
beforeAll(async () => {
  server = await startProtocolServer({ drainMs: 200 });
});
afterAll(() => server?.close());

const within = { 'sheaf-timeout-ms': '150' };

describe('a deadline', () => {
  it('is that of the class, or less where the caller asks for less', () => {
    expect([deadlineMs('FAST', null), deadlineMs('READ', null), deadlineMs('HEAVY', null)]).toEqual([
      5_000, 30_000, 120_000,
    ]);
    expect(deadlineMs('FAST', 100)).toBe(100);
    expect(deadlineMs('FAST', 60_000)).toBe(5_000);
  });

  it('tells the resolver to stop, and the caller DEADLINE_EXCEEDED', async () => {
    const answer = await post(server.url, { query: '{hello untilAborted}' }, within);
    expect(answer.body).toMatchObject({
      data: { hello: 'world', untilAborted: null },
      errors: [{ path: ['untilAborted'], extensions: { code: 'DEADLINE_EXCEEDED', deadlineMs: 150 } }],
    });
  });

  it('answers for a resolver that does not listen', async () => {
    const answer = await post(server.url, { query: '{hello deaf}' }, within);
    expect(answer.body).toEqual({
      data: null,
      errors: [
        { message: 'no answer within 150 ms', extensions: { code: 'DEADLINE_EXCEEDED', deadlineMs: 150 } },
      ],
    });
  });
});

describe('a caller who goes away', () => {
  it('stops the work for the request', async () => {
    const before = server.seen.aborted.length;
    const started = server.seen.started.length;
    const controller = new AbortController();
    const sent = fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{untilAborted}"}',
      signal: controller.signal,
    }).catch((error: unknown) => error);
    await waitFor(() => server.seen.started.length > started, 'the request to start');
    controller.abort();
    await sent;
    await waitFor(() => server.seen.aborted.length > before, 'the resolver to be told');
  });
});

describe('a server that stops', () => {
  it('answers requests in flight, and cuts off the ones that take too long', async () => {
    const stopping = await startProtocolServer({ drainMs: 200 });
    const sent = post(stopping.url, { query: '{untilAborted}' });
    await waitFor(() => stopping.seen.started.length > 0, 'the request to start');
    const closed = stopping.close();
    expect((await sent).body.errors[0].extensions.code).toBe('UNAVAILABLE');
    expect(await closed).toBe(false);
  });
});
