import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../support/server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server?.close());

describe('the HTTP edge', () => {
  it('answers a query', async () => {
    const answer = await server.query('{ __typename }');
    expect(answer).toMatchObject({ status: 200, data: { __typename: 'Query' }, errors: [] });
  });
});
