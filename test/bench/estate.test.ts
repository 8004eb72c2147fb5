import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scoreEstate } from '../../bench/estate.js';
import { generateEstate, scaledSize, writeEstate } from '../../bench/estate-generator.js';
import { httpClient } from '../../bench/support/client.js';
import type { ScorerResult } from '../../bench/types.js';
import { startTestServer, type TestServer } from '../support/server.js';

describe('a small generated estate, extracted through the API', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sheaf-estate-'));
  let server: TestServer;
  let result: ScorerResult;

  beforeAll(async () => {
    writeEstate(generateEstate(11, scaledSize(0.08)), folder);
    server = await startTestServer();
    result = await scoreEstate(httpClient(server.url), folder, 'seed 11', () => undefined);
  }, 240_000);

  afterAll(async () => {
    await server?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(['sql', 'stripped'])('is found exactly as it was written in the copy %s', (copy) => {
    const score = result.groups[copy];
    expect(result.misses.filter(({ group }) => group === copy)).toEqual([]);
    expect(score).toMatchObject({ items: 30, exact: 30, precision: 1, recall: 1, f1: 1, unparsed: 0 });
    for (const part of [
      'tables',
      'views',
      'columns',
      'joins',
      'unresolvedReferences',
      'inputs',
      'statements',
      'accounted',
    ]) {
      const { items, exact } = (score?.[part] ?? {}) as { items?: number; exact?: number };
      expect(items).toBeGreaterThan(0);
      expect([part, exact]).toEqual([part, items]);
    }
  });

  it('has more than the simple method finds', () => {
    expect(result.groups.sql?.baseline).toMatchObject({ name: 'split at ; and by lines', views: 0 });
  });
});
