import { randomBytes } from 'node:crypto';
import { getOperationAST, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blocksOf, readPage } from '../support/documents.js';
import { startTestServer, type TestServer } from '../support/server.js';

const blocks = blocksOf(readPage('docs/catalog.md')).filter((block) => block.language === 'graphql');

describe('docs/catalog.md', () => {
  let server: TestServer;
  const name = `acme${randomBytes(5).toString('hex')}`;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  it('has examples', () => {
    expect(blocks.length).toBeGreaterThan(8);
  });

  it.each(blocks.map((block, i) => [`${i + 1}: ${block.heading}`, block.text] as const))(
    'runs example %s',
    async (_, text) => {
      const document = text.replaceAll('acme', name);
      if (getOperationAST(parse(document))?.operation === 'subscription') {
        const answers = server.subscribe(document);
        const first = await answers.next();
        expect(first.value.errors).toBeUndefined();
        expect(typeof first.value.data.catalogChanged.cursor).toBe('string');
        await answers.return?.();
        return;
      }
      const { errors, data } = await server.query(document);
      expect(errors).toEqual([]);
      for (const field of Object.keys(data))
        if (!document.includes('asOf')) expect(data[field]).not.toBeNull();
    },
  );
});
