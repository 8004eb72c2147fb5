import { GraphQLError } from 'graphql';
import neo4j from 'neo4j-driver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SheafError } from '../../src/errors.js';
import { mask } from '../../src/server/errors.js';
import { type ProtocolServer, post, startProtocolServer } from '../support/protocol-server.js';
import { over } from '../support/socket.js';

let server: ProtocolServer;
beforeAll(async () => {
  server = await startProtocolServer();
});
afterAll(() => server?.close());

const secrets = /MATCH|Secret|passwd|internal:|\bat .*\.(ts|js)|one of them/;

describe('an error a resolver throws', () => {
  it.each(['{boom}', '{boomLater}', '{items(n:1){fails}}', '{hello boom}'])(
    '%s leaves as INTERNAL with a correlation id, and its cause goes to the log',
    async (query) => {
      for (let run = 0; run < 3; run++) {
        const http = await post(server.url, { query });
        expect(http.text).not.toMatch(secrets);
        const [error] = http.body.errors;
        expect(error).toMatchObject({ message: 'internal error', extensions: { code: 'INTERNAL' } });
        const logged = server.logged.find(
          ({ correlationId }) => correlationId === error.extensions.correlationId,
        );
        expect(String(logged?.cause)).toMatch(secrets);
      }
      const message = await over(server.wsUrl, { query });
      expect(JSON.stringify(message)).not.toMatch(secrets);
      expect(message.payload.errors[0].extensions.code).toBe('INTERNAL');
    },
  );

  it('keeps its code and details when it is one of ours', async () => {
    const answer = await post(server.url, { query: '{known hello}' });
    expect(answer.body).toEqual({
      data: { known: null, hello: 'world' },
      errors: [
        {
          message: 'it is taken',
          locations: [{ line: 1, column: 2 }],
          path: ['known'],
          extensions: { code: 'CONFLICT', id: 'x' },
        },
      ],
    });
  });

  it('fails one row of a list and leaves the others', async () => {
    const answer = await post(server.url, { query: '{items(n:2){name fails}}' });
    expect(answer.body.data.items).toEqual([
      { name: 'item 0', fails: null },
      { name: 'item 1', fails: null },
    ]);
    expect(answer.body.errors.map((error: { path: unknown }) => error.path)).toEqual([
      ['items', 0, 'fails'],
      ['items', 1, 'fails'],
    ]);
  });
});

describe('the mask', () => {
  const logged: unknown[] = [];
  const masked = (error: unknown) => mask(error, (_id, cause) => logged.push(cause));
  const driverError = (code: string) => new neo4j.Neo4jError('MATCH (c:Secret)', code, '22N00', 'x');

  it.each([
    ['Neo.TransientError.Transaction.DeadlockDetected', 'UNAVAILABLE'],
    ['ServiceUnavailable', 'UNAVAILABLE'],
    ['SessionExpired', 'UNAVAILABLE'],
    ['Neo.ClientError.Transaction.TransactionTimedOut', 'DEADLINE_EXCEEDED'],
    ['Neo.ClientError.Schema.ConstraintValidationFailed', 'CONFLICT'],
    ['Neo.TransientError.General.MemoryPoolOutOfMemoryError', 'LIMIT_EXCEEDED'],
    ['Neo.ClientError.Statement.SyntaxError', 'INTERNAL'],
  ])('gives the driver error %s the code %s', (code, expected) => {
    for (const error of [
      driverError(code),
      new GraphQLError('x', { originalError: driverError(code), path: ['a'] }),
    ]) {
      const answer = masked(error);
      expect(answer.extensions?.code).toBe(expected);
      expect(JSON.stringify(answer)).not.toMatch(secrets);
    }
  });

  it('passes what it masked before unchanged', () => {
    const first = masked(
      new GraphQLError('x', {
        originalError: new SheafError('NOT_FOUND', 'gone', { id: 'y' }),
        path: ['a', 0],
      }),
    );
    expect(
      masked(new GraphQLError(first.message, { extensions: first.extensions ?? null, path: ['a', 0] })),
    ).toEqual(first);
  });

  it('trusts no code it does not know, and no value thrown that is no error', () => {
    expect(masked(new GraphQLError('secret', { extensions: { code: 'MINE' } })).message).toBe(
      'internal error',
    );
    expect(masked('secret').message).toBe('internal error');
    expect(masked(new SheafError('INTERNAL', 'secret')).message).toBe('internal error');
  });
});
