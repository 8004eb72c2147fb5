import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jsonDepth } from '../../src/json-depth.js';
import { defaultLimits } from '../../src/server/limits.js';
import { type ProtocolServer, post, startProtocolServer } from '../support/protocol-server.js';
import { openSocket, over } from '../support/socket.js';

let server: ProtocolServer;
beforeAll(async () => {
  server = await startProtocolServer();
});
afterAll(() => server?.close());

function repeat(count: number, make: (index: number) => string, separator = ' '): string {
  return Array.from({ length: count }, (_, index) => make(index)).join(separator);
}

/** `count` selections of one field: the first by its name, the others under an alias. */
const leaves = (count: number, suffix = '') =>
  repeat(count, (index) => `${index === 0 ? '' : `a${index}:`}leaf${suffix}`);

/** A document of exactly this many selections once expanded; equal sets are one fragment. */
function ofSelections(count: number): string {
  const fragments = new Map<number, string>();
  const fill = (size: number): string => {
    if (!fragments.has(size)) {
      fragments.set(size, '');
      fragments.set(size, `fragment s${size} on Wide{${selections(size)}}`);
    }
    return `{...s${size}}`;
  };
  const selections = (size: number): string => {
    const plain = Math.min(20, size);
    const rest = size - plain;
    const fields = [...'abcdefghij'].slice(0, Math.min(10, Math.floor(rest / 2)));
    const sizes = fields.map(
      (_, index) => Math.floor(rest / fields.length) + (index < rest % fields.length ? 1 : 0),
    );
    if (fields.length === 0 && rest > 0) throw new Error('one selection over: choose another size');
    return `${repeat(plain, (index) => `w${index}`)} ${fields.map((name, index) => `${name}${fill((sizes[index] ?? 2) - 1)}`).join(' ')}`;
  };
  return `{wide${fill(count - 1)}}${[...fragments.values()].join('')}`;
}

/** For each limit a document that reaches exactly this value, and no other limit. */
const documents: Readonly<Record<keyof typeof defaultLimits, (value: number) => string>> = {
  // `{ json ( value : [ ] ) }` has nine tokens besides the items.
  tokens: (value) => `{json(value:[${repeat(value - 9, () => '1')}])}`,
  depth: (value) => `${'{nested'.repeat(value - 1)}{leaf}${'}'.repeat(value - 1)}`,
  aliases: (value) => `{nested{${leaves(value + 1)}}}`,
  rootFields: (value) => `{${repeat(value, (index) => `${index === 0 ? '' : `a${index}:`}hello`)}}`,
  sameKey: (value) => `{nested{${repeat(value, () => 'leaf')}}}`,
  directives: (value) => `{nested{${leaves(value, '@include(if:true)')}}}`,
  directivesAtOnePlace: (value) => `{hello ${repeat(value, () => '@include(if:true)')}}`,
  selections: ofSelections,
};

const codesOf = (errors: readonly { extensions: { code: string } }[] | undefined) =>
  (errors ?? []).map((error) => error.extensions.code);

describe.each(Object.entries(documents))('the limit %s', (limit, make) => {
  const value = defaultLimits[limit as keyof typeof defaultLimits];

  it(`lets ${value} pass, over HTTP and over WebSocket`, async () => {
    const query = make(value);
    expect(codesOf((await post(server.url, { query })).body.errors)).not.toContain('LIMIT_EXCEEDED');
    const message = await over(server.wsUrl, { query });
    expect(codesOf(message.type === 'error' ? message.payload : message.payload.errors)).not.toContain(
      'LIMIT_EXCEEDED',
    );
  });

  it('refuses one more with the same answer over HTTP and over WebSocket', async () => {
    const query = make(value + 1);
    const answer = await post(server.url, { query });
    expect(answer.status).toBe(400);
    expect(answer.body.errors).toEqual([
      expect.objectContaining({
        extensions: { code: 'LIMIT_EXCEEDED', limit, value: value + 1, maximum: value },
      }),
    ]);
    expect(await over(server.wsUrl, { query })).toEqual({
      id: '1',
      type: 'error',
      payload: answer.body.errors,
    });
  });
});

describe('a hostile document', () => {
  it.each([
    ['101 aliases', `{nested{${leaves(102)}}}`, 'aliases'],
    ['the same field 500 times', `{nested{${repeat(500, () => 'leaf')}}}`, 'sameKey'],
    ['ten unknown directives', `{hello ${repeat(10, () => '@aa')}}`, 'directivesAtOnePlace'],
    [
      'aliases hidden in a fragment',
      `{${repeat(3, (i) => `n${i}:nested{...F}`)}} fragment F on Nested{${leaves(20)}}`,
      'aliases',
    ],
    [
      'fragments that double fifteen times',
      `{nested{...f15}}fragment f0 on Nested{leaf}${repeat(15, (i) => `fragment f${i + 1} on Nested{nested{...f${i}} list{...f${i}}}`)}`,
      'selections',
    ],
  ])('%s gets one error', async (_name, query, limit) => {
    const answer = await post(server.url, { query });
    expect(answer.body.errors).toHaveLength(1);
    expect(answer.body.errors[0].extensions).toMatchObject({ code: 'LIMIT_EXCEEDED', limit });
  });

  it('with a fragment cycle is refused before validation, over both transports', async () => {
    const query = '{nested{...A}} fragment A on Nested{nested{...B}} fragment B on Nested{nested{...A}}';
    const answer = await post(server.url, { query });
    expect(answer.body.errors).toEqual([
      {
        message: 'Cannot spread fragment "A" within itself.',
        extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
      },
    ]);
    expect((await over(server.wsUrl, { query })).payload).toEqual(answer.body.errors);
  });

  it('with circular introspection is refused', async () => {
    const query = '{__schema{types{fields{type{fields{type{fields{type{fields{name}}}}}}}}}}';
    const answer = await post(server.url, { query });
    expect(answer.status).toBe(400);
    expect(answer.body.errors[0].extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  it('shows at most five validation errors and never a suggestion', async () => {
    const answer = await post(server.url, { query: '{helo a1 a2 a3 a4 a5 a6 a7}' });
    expect(answer.body.errors).toHaveLength(5);
    expect(answer.text).not.toContain('Did you mean');
  });
});

describe('the standard introspection query', () => {
  it('passes all limits', async () => {
    const answer = await post(server.url, { query: getIntrospectionQuery() });
    expect(answer.body.errors).toBeUndefined();
  });
});

describe('the depth of a JSON body', () => {
  const nestedJson = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

  it('is counted outside strings only', () => {
    expect(jsonDepth('{"a":"[[[[","b":["\\"[",{}]}', 64)).toBe(3);
    expect(jsonDepth('"\\\\"', 64)).toBe(0);
  });

  it('may be 64 and no more', async () => {
    const body = (depth: number) =>
      `{"query":"query($v:JSON){json(value:$v)}","variables":{"v":${nestedJson(depth - 2)}}}`;
    expect((await post(server.url, body(64))).body.data.json).toBeDefined();
    const answer = await post(server.url, body(65));
    expect(answer.status).toBe(400);
    expect(answer.body.errors[0].extensions).toMatchObject({
      code: 'LIMIT_EXCEEDED',
      limit: 'jsonDepth',
      maximum: 64,
    });
  });
});

describe('the depth of a message', () => {
  it('may be 64 and no more: the socket is closed 4400', async () => {
    const message = (depth: number) =>
      `{"id":"1","type":"subscribe","payload":{"query":"query($v:JSON){json(value:$v)}","variables":{"v":${'['.repeat(depth - 3)}${']'.repeat(depth - 3)}}}}`;
    const socket = await openSocket(server.wsUrl);
    await socket.init();
    socket.send(message(64));
    expect((await socket.next()).payload.data.json).toBeDefined();
    expect((await socket.next()).type).toBe('complete');
    socket.send(message(65));
    expect((await socket.closed).code).toBe(4400);
  });
});

describe('the size of a body', () => {
  const ofBytes = (size: number) => {
    const frame = JSON.stringify({ query: 'query($t:String!){echo(text:$t)}', variables: { t: '' } });
    return frame.replace('"t":""', `"t":"${'x'.repeat(size - frame.length)}"`);
  };

  it('may be LIMIT_BODY for an administrator and no more', async () => {
    const small = await startProtocolServer({ bodyLimit: 4096 });
    try {
      expect((await post(small.url, ofBytes(4096))).status).toBe(200);
      const answer = await post(small.url, ofBytes(4097));
      expect(answer.status).toBe(413);
      expect(answer.body.errors[0].extensions).toMatchObject({
        code: 'LIMIT_EXCEEDED',
        limit: 'bodyBytes',
        maximum: 4096,
      });
    } finally {
      await small.close();
    }
  });

  it('may be 32 MiB by default', async () => {
    expect((await post(server.url, ofBytes(32 * 1024 * 1024))).status).toBe(200);
    expect((await post(server.url, ofBytes(32 * 1024 * 1024 + 1))).status).toBe(413);
  });
});
