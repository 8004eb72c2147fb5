import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addToken, readTokens, revokeToken } from '../../src/server/tokens.js';
import { type ProtocolServer, post, startProtocolServer, waitFor } from '../support/protocol-server.js';
import { openSocket } from '../support/socket.js';

const folder = mkdtempSync(join(tmpdir(), 'sheaf-tokens-'));
const file = join(folder, 'tokens.json');
const tokens: Record<string, string> = {};
let server: ProtocolServer;

beforeAll(async () => {
  const add = async (name: string, roles: Parameters<typeof addToken>[1]) => {
    tokens[name] = (await addToken(file, roles, new Date(0))).token;
  };
  await add('admin', { '*': 'admin' });
  await add('acmeReader', { acme: 'reader' });
  await add('acmeCurator', { acme: 'curator' });
  await add('everyReader', { '*': 'reader', acme: 'curator' });
  server = await startProtocolServer({ tokensFile: file });
});
afterAll(async () => {
  await server?.close();
  rmSync(folder, { recursive: true, force: true });
});

const bearer = (name: string) => ({ authorization: `Bearer ${tokens[name]}` });
const ask = (name: string, query: string, variables = {}) =>
  post(server.url, { query, variables }, bearer(name));
const codeOf = async (name: string, query: string, variables = {}) =>
  (await ask(name, query, variables)).body.errors?.[0]?.extensions.code ?? 'OK';

describe('a server with tokens', () => {
  it('knows the caller by the token, over HTTP and over WebSocket', async () => {
    const answer = await ask('admin', '{whoami}');
    expect(answer.body.data.whoami).toMatch(/^token:[0-9a-f]{10}$/);
    const socket = await openSocket(server.wsUrl);
    await socket.init(bearer('admin'));
    socket.send({ id: '1', type: 'subscribe', payload: { query: '{whoami}' } });
    expect((await socket.next()).payload.data).toEqual(answer.body.data);
    socket.close();
  });

  it('says the same one thing to every token that is none', async () => {
    const refused = [];
    for (const authorization of [
      undefined,
      '',
      'Bearer',
      'Bearer x',
      `Bearer ${tokens.admin?.slice(0, -1)}`,
      `Basic ${tokens.admin}`,
    ]) {
      const answer = await post(
        server.url,
        { query: '{hello}' },
        authorization === undefined ? {} : { authorization },
      );
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
      refused.push(answer.text);
    }
    expect(new Set(refused).size).toBe(1);
    const socket = await openSocket(server.wsUrl);
    socket.send({ type: 'connection_init', payload: { authorization: 'Bearer x' } });
    expect((await socket.closed).code).toBe(4403);
  });

  it('answers any Host: the token is what protects it', async () => {
    const { port } = new URL(server.url);
    const answer = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'http://elsewhere.example', ...bearer('admin') },
      body: '{"query":"{hello}"}',
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('answers 429 after ten failures of one address within a minute, to valid tokens it has not seen too', async () => {
    const limited = await startProtocolServer({ tokensFile: file });
    const wrong = { authorization: `Bearer sheaf_0123456789_${'A'.repeat(43)}` };
    try {
      expect((await post(limited.url, { query: '{hello}' }, bearer('admin'))).status).toBe(200);
      for (let attempt = 0; attempt < 10; attempt++) {
        expect((await post(limited.url, { query: '{hello}' }, wrong)).status).toBe(401);
      }
      const answer = await post(limited.url, { query: '{hello}' }, wrong);
      expect(answer.status).toBe(429);
      expect(answer.body.errors[0].extensions).toMatchObject({
        code: 'LIMIT_EXCEEDED',
        limit: 'authenticationFailures',
        maximum: 10,
      });
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      expect((await post(limited.url, { query: '{hello}' }, bearer('admin'))).status).toBe(200);
    } finally {
      await limited.close();
    }
  });

  it('forgets a revoked token at once, and closes its sockets 4401', async () => {
    const { id, token } = await addToken(file, { acme: 'reader' }, new Date(0));
    const headers = { authorization: `Bearer ${token}` };
    expect((await post(server.url, { query: '{hello}' }, headers)).status).toBe(200);
    const socket = await openSocket(server.wsUrl);
    await socket.init(headers);
    expect(await revokeToken(file, id)).toBe(true);
    expect((await post(server.url, { query: '{hello}' }, headers)).status).toBe(401);
    expect((await socket.closed).code).toBe(4401);
    expect(await revokeToken(file, id)).toBe(false);
  });

  it('closes the sockets of a token that was given other roles', async () => {
    const { id, token } = await addToken(file, { acme: 'operator' }, new Date(0));
    const socket = await openSocket(server.wsUrl);
    await socket.init({ authorization: `Bearer ${token}` });
    const stored = readFileSync(file, 'utf8');
    const changed = JSON.parse(stored) as { tokens: { id: string; roles: Record<string, string> }[] };
    for (const entry of changed.tokens) if (entry.id === id) entry.roles = { acme: 'reader' };
    writeFileSync(file, JSON.stringify(changed));
    expect((await socket.closed).code).toBe(4401);
    await revokeToken(file, id);
  });

  it('outlives a token file it cannot read, and tells nobody of it', async () => {
    const own = join(folder, 'slips.json');
    const { token } = await addToken(own, { acme: 'reader' }, new Date(0));
    const good = readFileSync(own);
    const slips = await startProtocolServer({ tokensFile: own });
    const headers = { authorization: `Bearer ${token}` };
    const ask = (given = {}) => post(slips.url, { query: '{hello}' }, given);
    try {
      const socket = await openSocket(slips.wsUrl);
      await socket.init(headers);
      const unknown = (await ask()).text;
      for (const [mode, content] of [
        [0o644, good],
        [0o600, '{"tokens": ['],
        [0o600, '{"tokens": 1}'],
      ] as const) {
        const reports = slips.logged.length;
        writeFileSync(own, content);
        chmodSync(own, mode);
        await waitFor(() => slips.logged.length > reports, 'the file to be reported');
        expect((await ask()).text).toBe(unknown);
        expect((await ask(headers)).status).toBe(200);
      }
      writeFileSync(own, good);
      chmodSync(own, 0o600);
      expect((await ask(headers)).status).toBe(200);
      socket.send({ id: '1', type: 'subscribe', payload: { query: '{hello}' } });
      expect((await socket.next()).payload.data).toEqual({ hello: 'world' });
      rmSync(own);
      expect((await ask(headers)).status).toBe(401);
      expect((await socket.closed).code).toBe(4401);
    } finally {
      await slips.close();
    }
  });

  it('keeps no secret in its file, and refuses one that others can read', () => {
    const text = JSON.stringify(readTokens(file));
    for (const token of Object.values(tokens)) expect(text).not.toContain(token.slice(-43));
    chmodSync(file, 0o644);
    expect(() => readTokens(file)).toThrow('read by others');
    chmodSync(file, 0o600);
  });
});

describe('roles', () => {
  it('allow a field to those who hold its role for the project the argument names', async () => {
    const curator = 'query($p:ID!){curator(input:{project:$p})}';
    for (const project of ['acme', 'project:acme', 'table:acme/shop/public.orders']) {
      expect(await codeOf('acmeCurator', curator, { p: project })).toBe('OK');
      expect(await codeOf('acmeReader', curator, { p: project })).toBe('FORBIDDEN');
      expect(await codeOf('everyReader', curator, { p: project })).toBe('OK');
    }
    expect(await codeOf('everyReader', curator, { p: 'other' })).toBe('FORBIDDEN');
  });

  it('say NOT_FOUND of a project the caller knows nothing of, whether it exists or not', async () => {
    const curator = 'query($p:ID!){curator(input:{project:$p})}';
    const answer = await ask('acmeCurator', curator, { p: 'project:other' });
    expect(answer.status).toBe(404);
    expect(answer.body.errors[0].extensions).toEqual({
      code: 'NOT_FOUND',
      kind: 'project',
      id: 'project:other',
    });
    expect(await codeOf('acmeCurator', curator, { p: 'table:other/shop/public.orders' })).toBe('NOT_FOUND');
    expect(await codeOf('acmeReader', '{reader(ids:["table:other/shop/public.orders"])}')).toBe('OK');
    expect(await codeOf('acmeReader', '{reader(ids:["project:other"])}')).toBe('NOT_FOUND');
  });

  it('need to be held everywhere where no project is named, but for reading', async () => {
    expect(await codeOf('admin', '{admin}')).toBe('OK');
    expect(await codeOf('acmeCurator', '{admin}')).toBe('FORBIDDEN');
    expect(await codeOf('acmeReader', '{reader(ids:[])}')).toBe('OK');
  });

  it('are read from fragments and under aliases too', async () => {
    expect(await codeOf('acmeReader', '{...F} fragment F on Query{x:admin}')).toBe('FORBIDDEN');
    expect(await codeOf('acmeReader', 'query A{hello} query B{admin}')).toBe('OPERATION_RESOLUTION_FAILURE');
  });

  it('leave sensitive values out below the role and list where, on the first run and on later ones', async () => {
    for (let run = 0; run < 3; run++) {
      const answer = await ask('acmeReader', '{items(n:2){id s:secret}}');
      expect(answer.body).toEqual({
        data: {
          items: [
            { id: '0', s: null },
            { id: '1', s: null },
          ],
        },
        extensions: {
          masked: [
            ['items', 0, 's'],
            ['items', 1, 's'],
          ],
        },
      });
      expect((await ask('acmeCurator', '{items(n:1){secret}}')).body).toEqual({
        data: { items: [{ secret: 'secret' }] },
      });
    }
  });

  it('guard a nested field by the project of its parent', async () => {
    expect((await ask('acmeReader', '{items(n:1){id guarded}}')).body).toMatchObject({
      data: { items: [{ id: '0', guarded: null }] },
      errors: [{ path: ['items', 0, 'guarded'], extensions: { code: 'FORBIDDEN' } }],
    });
    expect((await ask('acmeCurator', '{items(n:1){guarded}}')).body.data.items).toEqual([
      { guarded: 'guarded' },
    ]);
  });

  it('open the schema to curators, and by setting to all or to nobody', async () => {
    expect(await codeOf('acmeReader', '{__schema{queryType{name}}}')).toBe('FORBIDDEN');
    expect(await codeOf('acmeReader', '{__typename}')).toBe('OK');
    expect(await codeOf('acmeCurator', '{__schema{queryType{name}}}')).toBe('OK');
  });

  it('limit the body of a reader to one MiB', async () => {
    const body = (size: number) => {
      const frame = JSON.stringify({ query: 'query($t:String!){echo(text:$t)}', variables: { t: '' } });
      return frame.replace('"t":""', `"t":"${'x'.repeat(size - frame.length)}"`);
    };
    const mib = 1024 * 1024;
    expect((await post(server.url, body(mib), bearer('acmeReader'))).status).toBe(200);
    expect((await post(server.url, body(mib + 1), bearer('acmeReader'))).status).toBe(413);
    expect((await post(server.url, body(mib + 1), bearer('acmeCurator'))).status).toBe(200);
  });
});
