import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addToken } from '../../src/server/tokens.js';
import { type ProtocolServer, startProtocolServer } from '../support/protocol-server.js';

const folder = mkdtempSync(join(tmpdir(), 'sheaf-cors-'));
const listed = 'https://app.example';
const other = 'https://elsewhere.example';
let server: ProtocolServer;
let token = '';

beforeAll(async () => {
  const tokensFile = join(folder, 'tokens.json');
  token = (await addToken(tokensFile, { '*': 'reader' }, new Date(0))).token;
  server = await startProtocolServer({ tokensFile, corsOrigins: ['http://localhost:5173', listed] });
});
afterAll(async () => {
  await server?.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Sent {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** Node's own client: `fetch` does not send `Origin` or `Host` as given. */
function send(
  method: string,
  headers: Readonly<Record<string, string>>,
  { url = server.url, path = '/graphql', body = '' } = {},
): Promise<Sent> {
  return new Promise((resolve, reject) => {
    const sending = request(`${url}${path}`, { method, headers }, (answer) => {
      let text = '';
      answer.on('data', (chunk) => {
        text += String(chunk);
      });
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: text }),
      );
    });
    sending.on('error', reject);
    sending.end(body);
  });
}

const preflight = (origin: string) =>
  send('OPTIONS', {
    origin,
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'authorization,content-type',
  });
const ask = (origin: string, headers: Readonly<Record<string, string>> = {}) =>
  send(
    'POST',
    { origin, 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers },
    { body: '{"query":"{hello}"}' },
  );
const corsHeaders = ({ headers }: Sent) =>
  Object.keys(headers).filter((name) => name.startsWith('access-control-'));

describe('a page of a listed origin', () => {
  it.each(['http://localhost:5173', listed])('at %s may ask and read the answer', async (origin) => {
    const asked = await preflight(origin);
    expect(asked).toMatchObject({
      status: 204,
      body: '',
      headers: {
        'access-control-allow-origin': origin,
        'access-control-allow-methods': 'GET, POST',
        'access-control-allow-headers': expect.stringMatching(/authorization, content-type/),
        vary: 'origin',
      },
    });
    const answer = await ask(origin);
    expect(answer.headers).toMatchObject({ 'access-control-allow-origin': origin, vary: 'origin' });
    expect(JSON.parse(answer.body)).toEqual({ data: { hello: 'world' } });
  });

  it('reads why it is refused, and needs a token and a content type like every caller', async () => {
    const anonymous = await ask(listed, { authorization: '' });
    expect(anonymous.status).toBe(401);
    expect(anonymous.headers['access-control-allow-origin']).toBe(listed);
    expect((await ask(listed, { 'content-type': 'text/plain' })).status).toBe(415);
    const simple = await send(
      'GET',
      { origin: listed, authorization: `Bearer ${token}` },
      { path: '/graphql?query=%7Bhello%7D' },
    );
    expect(simple.status).toBe(400);
    expect(simple.body).not.toContain('world');
  });

  it('is never let in with cookies, and nowhere but at /graphql', async () => {
    expect((await ask(listed)).headers).not.toHaveProperty('access-control-allow-credentials');
    for (const path of ['/health/live', '/graphiql', '/nowhere']) {
      expect(corsHeaders(await send('GET', { origin: listed }, { path })), path).toEqual([]);
    }
  });
});

describe('a page of another origin', () => {
  it.each([
    other,
    `${listed}.evil.example`,
    'http://app.example',
    `${listed}:8443`,
    'null',
    listed.toUpperCase(),
  ])('at %s gets no header that lets it read', async (origin) => {
    const asked = await preflight(origin);
    expect(asked).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD, POST' } });
    expect(corsHeaders(asked)).toEqual([]);
    const answer = await ask(origin);
    expect(corsHeaders(answer)).toEqual([]);
    expect(answer.headers.vary).toBe('origin');
  });
});

describe('a server that lists no origin', () => {
  it('gives no page of another origin a header, and without tokens refuses it as well', async () => {
    const open = await startProtocolServer();
    try {
      const json = { 'content-type': 'application/json' };
      const body = '{"query":"{hello}"}';
      const foreign = await send('POST', { ...json, origin: listed }, { url: open.url, body });
      expect(foreign).toMatchObject({ status: 403, body: '' });
      expect(corsHeaders(foreign)).toEqual([]);
      const rebound = await send('POST', { ...json, host: 'evil.example' }, { url: open.url, body });
      expect(rebound).toMatchObject({ status: 403, body: '' });
      expect(await send('OPTIONS', { origin: listed }, { url: open.url })).toMatchObject({
        status: 403,
        body: '',
      });
    } finally {
      await open.close();
    }
  });

  it('cannot list one without tokens', async () => {
    await expect(startProtocolServer({ corsOrigins: [listed] })).rejects.toMatchObject({
      code: 'FORBIDDEN',
      message: expect.stringContaining('AUTH_TOKENS_FILE'),
    });
  });
});
