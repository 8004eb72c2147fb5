import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { WebSocketServer } from 'ws';
import type { Invocation } from '../../src/cli/command.js';
import { watch } from '../../src/cli/watch.js';

const folder = mkdtempSync(join(tmpdir(), 'sheaf-watch-'));
const file = join(folder, 'feed.graphql');
const away = [{ message: 'the graph does not answer', extensions: { code: 'UNAVAILABLE' } }];

/** Answers of one subscription each, in the order in which they are made. */
let answers: object[][] = [];
const asked: (string | undefined)[] = [];
const server = new WebSocketServer({
  port: 0,
  host: '127.0.0.1',
  handleProtocols: () => 'graphql-transport-ws',
});

beforeAll(() => {
  writeFileSync(file, 'subscription ($after: Cursor) { changes(after: $after) { cursor } }');
  server.on('connection', (socket) => {
    socket.on('message', (data) => {
      const message = JSON.parse(String(data));
      if (message.type === 'connection_init') socket.send('{"type":"connection_ack"}');
      if (message.type !== 'subscribe') return;
      asked.push(message.payload.variables.after);
      for (const answer of answers.shift() ?? []) socket.send(JSON.stringify({ id: message.id, ...answer }));
    });
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  asked.length = 0;
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

const changes = (cursor: string) => ({ type: 'next', payload: { data: { changes: { cursor } } } });

function follow(): Promise<number> {
  const { port } = server.address() as AddressInfo;
  const options: Record<string, string> = { url: `http://127.0.0.1:${port}` };
  return watch.run({
    positionals: [file],
    option: (name: string) => options[name] ?? null,
    options: () => [],
    flag: () => false,
    environment: { SHEAF_DATA: folder },
    envFile: null,
    output: { json: false, line: () => {}, value: () => {} },
  } satisfies Invocation);
}

it('sheaf watch resumes after its last payload when the graph was away', async () => {
  const printed: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
  answers = [
    [changes('1'), { type: 'next', payload: { data: null, errors: away } }],
    [{ type: 'error', payload: away }],
    [changes('2'), { type: 'complete' }],
  ];
  expect(await follow()).toBe(0);
  expect(printed).toEqual(['1', '2'].map((cursor) => `{"changes":{"cursor":"${cursor}"}}\n`));
  expect(asked).toEqual([undefined, '1', '1']);
});

it('sheaf watch ends with the refusal of what it asks', async () => {
  answers = [[{ type: 'error', payload: [{ message: 'no', extensions: { code: 'CURSOR_EXPIRED' } }] }]];
  await expect(follow()).rejects.toMatchObject({ code: 'CURSOR_EXPIRED' });
});
