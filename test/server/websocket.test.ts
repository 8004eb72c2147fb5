import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type ProtocolServer, startProtocolServer, waitFor } from '../support/protocol-server.js';
import { openSocket, over, type RawSocket } from '../support/socket.js';

let server: ProtocolServer;
beforeAll(async () => {
  server = await startProtocolServer();
});
afterAll(() => server?.close());

const subscribe = (id: string, query: string, variables?: unknown) => ({
  id,
  type: 'subscribe',
  payload: { query, ...(variables === undefined ? {} : { variables }) },
});

async function open(): Promise<RawSocket> {
  const socket = await openSocket(server.wsUrl);
  await socket.init();
  return socket;
}

describe('a socket', () => {
  it('answers queries, mutations and subscriptions, each with its id, and completes them', async () => {
    const socket = await open();
    socket.send(subscribe('q', '{hello}'));
    expect(await socket.next()).toEqual({ id: 'q', type: 'next', payload: { data: { hello: 'world' } } });
    expect(await socket.next()).toEqual({ id: 'q', type: 'complete' });
    socket.send(subscribe('m', 'mutation($x:Int){change(x:$x)}', { x: 3 }));
    expect(await socket.next()).toEqual({ id: 'm', type: 'next', payload: { data: { change: 3 } } });
    expect(await socket.next()).toEqual({ id: 'm', type: 'complete' });
    socket.send(subscribe('s', 'subscription{ticks(n:2)}'));
    expect(await socket.next()).toEqual({ id: 's', type: 'next', payload: { data: { ticks: 0 } } });
    expect(await socket.next()).toEqual({ id: 's', type: 'next', payload: { data: { ticks: 1 } } });
    expect(await socket.next()).toEqual({ id: 's', type: 'complete' });
    socket.close();
  });

  it('answers pings with pongs that echo the payload', async () => {
    const socket = await open();
    socket.send({ type: 'ping', payload: { n: 1 } });
    expect(await socket.next()).toEqual({ type: 'pong', payload: { n: 1 } });
    socket.close();
  });

  it('answers refused documents with an error message of the same id', async () => {
    for (const [query, code] of [
      ['{', 'GRAPHQL_PARSE_FAILED'],
      ['{nope}', 'GRAPHQL_VALIDATION_FAILED'],
      ['query A{hello} query B{hello}', 'OPERATION_RESOLUTION_FAILURE'],
      ['subscription{ticks(n:1) waiting}', 'GRAPHQL_VALIDATION_FAILED'],
    ] as const) {
      const message = await over(server.wsUrl, { query });
      expect(message).toMatchObject({ id: '1', type: 'error', payload: [{ extensions: { code } }] });
    }
  });

  it('masks what a subscription throws, at its start and in its course', async () => {
    expect(await over(server.wsUrl, { query: 'subscription{refused}' })).toMatchObject({
      payload: {
        errors: [
          {
            message: 'the cursor is below the horizon',
            extensions: { code: 'CURSOR_EXPIRED', horizonSeq: 7 },
          },
        ],
      },
    });
    const socket = await open();
    socket.send(subscribe('f', 'subscription{fails(at:1){n}}'));
    expect(await socket.next()).toMatchObject({ payload: { data: { fails: { n: 0 } } } });
    const first = await socket.next();
    const second = await socket.next();
    for (const message of [first, second]) {
      expect(message.payload.errors[0]).toMatchObject({
        message: 'internal error',
        extensions: { code: 'INTERNAL' },
      });
      expect(JSON.stringify(message)).not.toMatch(/Secret|passwd/);
    }
    expect(await socket.next()).toEqual({ id: 'f', type: 'complete' });
    socket.close();
  });

  it('tells a source to stop when its operation is completed, and when the socket breaks', async () => {
    const before = server.seen.aborted.length;
    const socket = await open();
    socket.send(subscribe('w', 'subscription{waiting}'));
    await socket.next();
    socket.send({ id: 'w', type: 'complete' });
    await waitFor(() => server.seen.aborted.length === before + 1, 'the completed subscription');
    socket.send(subscribe('q', '{untilAborted}'));
    await waitFor(
      () => server.seen.started.filter((name) => name === 'untilAborted').length > 0,
      'the query',
    );
    socket.socket.terminate();
    await waitFor(() => server.seen.aborted.length === before + 2, 'the abandoned query');
  });

  it('lets an id be used again at once, and keeps the two operations apart', async () => {
    const before = server.seen.aborted.length;
    const socket = await open();
    const completed = { id: '1', type: 'complete' };
    socket.send(subscribe('1', 'subscription{waiting}'));
    await socket.next();
    socket.send(completed);
    socket.send(subscribe('1', 'subscription{ticks(n:2)}'));
    expect(await socket.next()).toEqual({ id: '1', type: 'next', payload: { data: { ticks: 0 } } });
    expect(await socket.next()).toEqual({ id: '1', type: 'next', payload: { data: { ticks: 1 } } });
    expect(await socket.next()).toEqual(completed);

    socket.send(subscribe('1', 'subscription{waiting}'));
    expect(await socket.next()).toEqual({ id: '1', type: 'next', payload: { data: { waiting: 0 } } });
    socket.send(completed);
    socket.send(subscribe('1', '{hello}'));
    socket.send(completed);
    socket.send(subscribe('2', 'subscription{waiting}'));
    expect(await socket.next()).toEqual({ id: '2', type: 'next', payload: { data: { waiting: 0 } } });

    socket.send({ id: '2', type: 'complete' });
    socket.send(subscribe('2', 'subscription{waiting}'));
    expect(await socket.next()).toEqual({ id: '2', type: 'next', payload: { data: { waiting: 0 } } });
    socket.socket.terminate();
    await waitFor(() => server.seen.aborted.length === before + 4, 'the second operation of one id');
  });
});

describe('a socket at its limit of operations', () => {
  it('may change one for another at once, as often as it likes', async () => {
    const narrow = await startProtocolServer({ webSocket: { maxOperations: 2 } });
    try {
      const socket = await openSocket(narrow.wsUrl);
      await socket.init();
      const started = (id: string) => ({ id, type: 'next', payload: { data: { waiting: 0 } } });
      for (const id of ['0', '1']) {
        socket.send(subscribe(id, 'subscription{waiting}'));
        expect(await socket.next()).toEqual(started(id));
      }
      for (let id = 2; id < 12; id += 1) {
        socket.send({ id: String(id - 2), type: 'complete' });
        socket.send(subscribe(String(id), 'subscription{waiting}'));
        expect(await socket.next()).toEqual(started(String(id)));
      }
      socket.send(subscribe('one too many', '{hello}'));
      expect(await socket.next()).toMatchObject({
        type: 'error',
        payload: [{ extensions: { code: 'LIMIT_EXCEEDED', value: 3, maximum: 2 } }],
      });
      socket.close();
    } finally {
      await narrow.close();
    }
  });
});

describe('the close codes', () => {
  it('4408: no connection_init within three seconds', async () => {
    const socket = await openSocket(server.wsUrl);
    expect((await socket.closed).code).toBe(4408);
  });

  it('4429: a second connection_init', async () => {
    const socket = await open();
    socket.send({ type: 'connection_init' });
    expect((await socket.closed).code).toBe(4429);
  });

  it('4401: subscribe before the ack', async () => {
    const socket = await openSocket(server.wsUrl);
    socket.send(subscribe('1', '{hello}'));
    expect((await socket.closed).code).toBe(4401);
  });

  it('4409: an id that is in use', async () => {
    const socket = await open();
    socket.send(subscribe('1', 'subscription{waiting}'));
    await socket.next();
    socket.send(subscribe('1', '{hello}'));
    expect((await socket.closed).code).toBe(4409);
  });

  it.each([
    ['not JSON', 'hello'],
    ['no type', '{}'],
    ['an unknown type', '{"type":"start"}'],
    ['no id', '{"type":"subscribe","payload":{"query":"{hello}"}}'],
    ['no query', '{"type":"subscribe","id":"1","payload":{}}'],
    [
      'variables that are no object',
      '{"type":"subscribe","id":"1","payload":{"query":"{hello}","variables":3}}',
    ],
  ])('4400: a message with %s', async (_name, text) => {
    const socket = await open();
    socket.send(text);
    expect((await socket.closed).code).toBe(4400);
  });

  it('4406: another subprotocol', async () => {
    const socket = new WebSocket(server.wsUrl, 'graphql-ws');
    const [error] = await Promise.race([
      once(socket, 'error'),
      once(socket, 'close').then(([code]) => [{ code }]),
    ]);
    expect(error).toBeDefined();
  });

  it('1009: a message above one MiB', async () => {
    const socket = await open();
    const frame = JSON.stringify(subscribe('1', '{hello}', { v: '' }));
    const ofBytes = (size: number) => frame.replace('"v":""', `"v":"${'x'.repeat(size - frame.length)}"`);
    socket.send(ofBytes(1024 * 1024));
    expect(await socket.next()).toMatchObject({ type: 'next' });
    socket.send(ofBytes(1024 * 1024 + 1));
    expect((await socket.closed).code).toBe(1009);
  });

  it('4471: the fourth operation above a hundred', async () => {
    const socket = await open();
    for (let id = 0; id < 100; id++) {
      socket.send(subscribe(String(id), 'subscription{waiting}'));
      expect(await socket.next()).toMatchObject({ type: 'next' });
    }
    for (let refused = 0; refused < 4; refused++) {
      socket.send(subscribe(`over${refused}`, '{hello}'));
      if (refused === 3) break;
      expect(await socket.next()).toMatchObject({
        type: 'error',
        id: `over${refused}`,
        payload: [
          { extensions: { code: 'LIMIT_EXCEEDED', limit: 'operationsOnSocket', value: 101, maximum: 100 } },
        ],
      });
    }
    expect((await socket.closed).code).toBe(4471);
  });
});

describe('an upgrade that is no subscription', () => {
  const upgrade = (path: string) =>
    `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
    'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n';
  const send = async (text: string) => {
    const { port, hostname } = new URL(server.wsUrl);
    const raw = connect(Number(port), hostname);
    await once(raw, 'connect');
    raw.write(text);
    return raw;
  };

  it.each(['//', '/other', '/graphql/stream', '*', 'http://', '/%zz'])(
    'to %s is answered 404',
    async (path) => {
      const raw = await send(upgrade(path));
      const [data] = await once(raw, 'data');
      expect(String(data)).toMatch(/^HTTP\/1\.1 40[04] /);
      raw.destroy();
    },
  );

  it('whose peer resets the connection leaves the server as it was', async () => {
    for (let i = 0; i < 20; i++) (await send(upgrade('/nowhere'))).resetAndDestroy();
    const socket = await open();
    socket.send(subscribe('q', '{hello}'));
    expect(await socket.next()).toEqual({ id: 'q', type: 'next', payload: { data: { hello: 'world' } } });
    socket.close();
  });
});

describe('the sockets of a process', () => {
  it('are limited: one more is answered 503 before the upgrade', async () => {
    const small = await startProtocolServer({ webSocket: { maxSockets: 1 } });
    try {
      const socket = await openSocket(small.wsUrl);
      await expect(openSocket(small.wsUrl)).rejects.toThrow('503');
      socket.close();
    } finally {
      await small.close();
    }
  });

  it('are terminated when a ping finds no pong by the next one', async () => {
    const quick = await startProtocolServer({ webSocket: { pingMs: 100 } });
    try {
      const answering = await openSocket(quick.wsUrl);
      await answering.init();
      const silent = await openSocket(quick.wsUrl);
      await silent.init();
      silent.socket.pong = () => {};
      expect((await silent.closed).code).toBe(1006);
      expect(answering.socket.readyState).toBe(answering.socket.OPEN);
      answering.close();
    } finally {
      await quick.close();
    }
  });

  it('that do not read are closed 4470, and their source is told to stop', async () => {
    const quick = await startProtocolServer({ webSocket: { slowMs: 300 } });
    const { hostname, port } = new URL(quick.url);
    const raw = connect(Number(port), hostname);
    raw.write(
      `GET /graphql HTTP/1.1\r\nHost: ${hostname}:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n`,
    );
    await once(raw, 'data');
    raw.write(masked({ type: 'connection_init' }));
    await once(raw, 'data');
    raw.pause();
    raw.write(masked(subscribe('1', 'subscription{flood}')));
    await waitFor(() => quick.seen.aborted.includes('flood'), 'the flood to be told to stop');
    let tail = Buffer.alloc(0);
    raw.on('data', (data: Buffer) => {
      tail = Buffer.concat([tail, data]).subarray(-64);
    });
    raw.resume();
    await once(raw, 'close');
    // The close frame ends the stream: its opcode, its length, then the code.
    const frame = tail.subarray(tail.lastIndexOf(0x88));
    expect(frame.readUInt16BE(2)).toBe(4470);
    await quick.close();
  });

  it('are told to go away, 1001, when the server stops', async () => {
    const stopping = await startProtocolServer();
    const socket = await openSocket(stopping.wsUrl);
    await socket.init();
    socket.send(subscribe('1', 'subscription{waiting}'));
    await socket.next();
    const closing = stopping.close();
    expect((await socket.closed).code).toBe(1001);
    expect(await closing).toBe(true);
    expect(stopping.seen.aborted).toContain('waiting');
  });
});

/** A text frame of a client: masked with zeros. */
function masked(message: unknown): Buffer {
  const payload = Buffer.from(JSON.stringify(message));
  return Buffer.concat([Buffer.from([0x81, 0x80 | payload.length, 0, 0, 0, 0]), payload]);
}
