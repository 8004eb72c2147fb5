import { request } from 'node:http';
import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ProtocolServer, post, read, startProtocolServer, waitFor } from '../support/protocol-server.js';
import { openSocket } from '../support/socket.js';

let server: ProtocolServer;
beforeAll(async () => {
  server = await startProtocolServer();
});
afterAll(() => server?.close());

const preflight = { 'x-sheaf': '1' };
const get = async (query: string, headers: Readonly<Record<string, string>> = preflight) =>
  read(
    await fetch(`${server.url}/graphql?${new URLSearchParams({ query })}`, { headers, redirect: 'manual' }),
  );

describe('POST /graphql', () => {
  it('answers in the media type that was accepted', async () => {
    const plain = await post(server.url, { query: '{hello}' });
    expect(plain.headers.get('content-type')).toBe('application/json; charset=utf-8');
    const typed = await post(
      server.url,
      { query: '{hello}' },
      { accept: 'application/graphql-response+json' },
    );
    expect(typed.headers.get('content-type')).toBe('application/graphql-response+json; charset=utf-8');
    expect(typed.body).toEqual({ data: { hello: 'world' } });
  });

  it('chooses the operation by name', async () => {
    const query = 'query A{hello} query B{count(n:2)}';
    expect((await post(server.url, { query, operationName: 'B' })).body).toEqual({ data: { count: 2 } });
    const none = await post(server.url, { query });
    expect(none.status).toBe(400);
    expect(none.body.errors[0].extensions.code).toBe('OPERATION_RESOLUTION_FAILURE');
  });

  it.each([
    ['a batch', [{ query: '{hello}' }], {}, 400, 'BAD_REQUEST'],
    ['no query', {}, {}, 400, 'BAD_REQUEST'],
    ['a query that is no text', { query: 3 }, {}, 400, 'BAD_REQUEST'],
    ['a syntax error', { query: '{' }, {}, 400, 'GRAPHQL_PARSE_FAILED'],
    ['an unknown field', { query: '{helo}' }, {}, 400, 'GRAPHQL_VALIDATION_FAILED'],
    [
      'a form',
      'query=%7Bhello%7D',
      { 'content-type': 'application/x-www-form-urlencoded' },
      415,
      'BAD_REQUEST',
    ],
    ['a multipart form', '--x', { 'content-type': 'multipart/form-data; boundary=x' }, 415, 'BAD_REQUEST'],
    ['plain text', '{"query":"{hello}"}', { 'content-type': 'text/plain' }, 415, 'BAD_REQUEST'],
    ['text that is no JSON', '{"query"', {}, 400, 'BAD_REQUEST'],
    ['a subscription', { query: 'subscription{ticks(n:1)}' }, {}, 400, 'BAD_REQUEST'],
    ['a bad deadline', { query: '{hello}' }, { 'sheaf-timeout-ms': 'soon' }, 400, 'BAD_USER_INPUT'],
  ])('refuses %s', async (_name, body, headers, status, code) => {
    const answer = await post(server.url, body, headers as Record<string, string>);
    expect(answer.status).toBe(status);
    expect(answer.body.errors).toHaveLength(1);
    expect(answer.body.errors[0].extensions.code).toBe(code);
  });

  it.each([
    ['a text for an integer', { n: 'x' }, '"x"'],
    ['a number above the range', { n: 1e12 }, '1000000000000'],
    ['null for what may not be null', { n: null }, 'null'],
    ['nothing', {}, 'nothing'],
  ])('says BAD_USER_INPUT to %s in a variable, and what was expected', async (_name, variables, got) => {
    for (let run = 0; run < 3; run++) {
      const answer = await post(server.url, { query: 'query($n:Int!){count(n:$n)}', variables });
      expect(answer.status).toBe(400);
      expect(answer.body.errors[0].extensions).toEqual({
        code: 'BAD_USER_INPUT',
        field: 'n',
        expected: expect.stringMatching(/Int/),
        got,
      });
      expect(answer.body).not.toHaveProperty('data');
    }
  });

  it('takes a Long exactly or not at all', async () => {
    const query = 'query($n:Long){big(n:$n)}';
    const largest = Number.MAX_SAFE_INTEGER;
    expect((await post(server.url, { query, variables: { n: largest } })).body.data.big).toBe(largest);
    const above = await post(server.url, `{"query":"${query}","variables":{"n":9007199254740993}}`);
    expect(above.body.errors[0].extensions.code).toBe('BAD_USER_INPUT');
    const answered = await post(server.url, { query: '{big}' });
    expect(answered.body).toMatchObject({
      data: { big: null },
      errors: [{ extensions: { code: 'INTERNAL' } }],
    });
  });
});

describe('GET /graphql', () => {
  it('answers queries that carry the preflight header', async () => {
    expect((await get('{hello}')).body).toEqual({ data: { hello: 'world' } });
  });

  it('refuses a request a browser could have sent from anywhere', async () => {
    const answer = await get('{hello}', {});
    expect(answer.status).toBe(400);
    expect(answer.body.errors[0].extensions.code).toBe('BAD_REQUEST');
  });

  it('refuses mutations, 405', async () => {
    const answer = await get('mutation{change(x:1)}');
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('POST');
  });

  it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'])('takes no %s, 405 with what it takes', async (method) => {
    const answer = await fetch(`${server.url}/graphql`, { method });
    expect([answer.status, answer.headers.get('allow'), await answer.text()]).toEqual([
      405,
      'GET, HEAD, POST',
      '',
    ]);
    expect((await fetch(`${server.url}/graphqls`, { method })).status).toBe(404);
  });

  it('leads a browser to GraphiQL, and so does /', async () => {
    const browser = { accept: 'text/html,application/xhtml+xml' };
    const answer = await read(await fetch(`${server.url}/graphql`, { headers: browser, redirect: 'manual' }));
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/graphiql']);
    const root = await read(await fetch(`${server.url}/`, { redirect: 'manual' }));
    expect([root.status, root.headers.get('location')]).toEqual([302, '/graphiql']);
  });
});

describe('a server without authentication', () => {
  const asHost = (host: string, headers: Readonly<Record<string, string>> = {}) =>
    new Promise<{ status: number; text: string }>((resolve, reject) => {
      const { port } = new URL(server.url);
      const sent = request(
        {
          port,
          host: '127.0.0.1',
          path: '/graphql',
          method: 'POST',
          headers: { host, 'content-type': 'application/json', ...headers },
        },
        (response) => {
          let text = '';
          response.on('data', (chunk) => {
            text += chunk;
          });
          response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
        },
      );
      sent.on('error', reject);
      sent.end('{"query":"{hello}"}');
    });

  it('answers loopback names only, without a body to others', async () => {
    for (const host of ['localhost:1234', '127.0.0.1', '[::1]:80'])
      expect((await asHost(host)).status).toBe(200);
    for (const host of ['evil.example', 'localhost.evil.example', '10.0.0.1', '127.0.0.1.evil.example']) {
      expect(await asHost(host)).toEqual({ status: 403, text: '' });
    }
  });

  it('refuses the pages of other origins, over HTTP and over WebSocket', async () => {
    const { host } = new URL(server.url);
    expect((await asHost(host, { origin: `http://${host}` })).status).toBe(200);
    for (const origin of ['http://evil.example', 'null', `https://${host}`, 'http://localhost:1']) {
      expect(await asHost(host, { origin })).toEqual({ status: 403, text: '' });
      await expect(openSocket(server.wsUrl, { headers: { origin } })).rejects.toThrow('403');
    }
    await expect(openSocket(server.wsUrl, { headers: { host: 'evil.example' } })).rejects.toThrow('403');
    const own = await openSocket(server.wsUrl, { headers: { origin: `http://${host}` } });
    own.close();
  });

  it('does not listen beyond loopback', async () => {
    await expect(startProtocolServer({ host: '0.0.0.0' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('every answer', () => {
  it('carries the security headers and no permission for other origins', async () => {
    const answer = await post(server.url, { query: '{hello}' }, { origin: server.url });
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('health', () => {
  it('is live and ready, and not ready while it drains', async () => {
    const draining = await startProtocolServer({ drainDelayMs: 500 });
    const status = async (path: string) => (await fetch(`${draining.url}/health/${path}`)).status;
    expect([await status('live'), await status('ready')]).toEqual([200, 200]);
    const closed = draining.close();
    await waitFor(async () => (await status('ready')) === 503, 'readiness to fail');
    expect(await status('live')).toBe(200);
    expect(await closed).toBe(true);
  });
});

describe('the GraphQL over HTTP audits', () => {
  it('have no error, and exactly the warnings of a server that answers 400 to application/json', async () => {
    const audits = serverAudits({
      url: `${server.url}/graphql`,
      fetchFn: (url: string, init: RequestInit = {}) =>
        fetch(url, { ...init, headers: { ...(init.headers as Record<string, string>), ...preflight } }),
    });
    expect(audits).toHaveLength(61);
    const results: { readonly id: string; readonly status: string }[] = [];
    for (const audit of audits) results.push({ id: audit.id, status: (await audit.fn()).status });
    const ids = (status: string) =>
      results
        .filter((result) => result.status === status)
        .map(({ id }) => id)
        .sort();
    expect(ids('error')).toEqual([]);
    expect(ids('warn')).toEqual(['572B', '7B9B', 'FDE2']);
    for (const id of ids('notice')) expect(['5A70', 'D6D5', '6A70']).toContain(id);
  });
});
