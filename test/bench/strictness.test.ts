import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run as lineageCases } from '../../bench/lineage-cases.js';
import {
  countUnparsed,
  createProject,
  createSystem,
  extract,
  httpClient,
  statementsOfRun,
} from '../../bench/support/client.js';
import { assertedCounts, compareCounts } from '../../bench/support/ddl/counts.js';
import type { DdlUnit } from '../../bench/support/ddl/units.js';
import { verifyFeed } from '../../bench/support/kill/verification.js';
import { startTestServer, type TestServer } from '../support/server.js';

function unit(text: string, primaryKeys: number): DdlUnit {
  const sources = [{ name: 'keys.sql', text }];
  return {
    subject: 's',
    name: 'spark',
    dialect: 'SPARK',
    counts: { primaryKeys },
    sources,
    schemasJson: null,
  };
}

describe('the scorer of DDL', () => {
  const lost = unit('ALTER TABLE t ADD CONSTRAINT pk_t  (id);\nALTER TABLE u ADD CONSTRAINT pk_u (id);', 2);

  it('wants a key without a kind reported and not found', () => {
    const asserted = assertedCounts(lost);
    expect(asserted).toEqual({ primaryKeys: 0, keysWithoutKind: 2 });
    const exact = (found: object) => compareCounts('g', asserted, found).counts.exact;
    expect(exact({ primaryKeys: 0, keysWithoutKind: 2 })).toBe(1);
    expect(exact({ primaryKeys: 1, keysWithoutKind: 1 })).toBe(0);
    expect(exact({ primaryKeys: 2, keysWithoutKind: 0 })).toBe(0);
    expect(exact({ primaryKeys: 2, keysWithoutKind: 2 })).toBe(0);
  });

  it('wants a key that has its kind found and not reported', () => {
    const asserted = assertedCounts(unit('ALTER TABLE t ADD CONSTRAINT pk_t PRIMARY KEY (id);', 1));
    expect(asserted).toEqual({ primaryKeys: 1, keysWithoutKind: 0 });
    const exact = (found: object) => compareCounts('g', asserted, found).counts.exact;
    expect(exact({ primaryKeys: 1, keysWithoutKind: 0 })).toBe(1);
    expect(exact({ primaryKeys: 0, keysWithoutKind: 1 })).toBe(0);
  });
});

describe('the scorer of lineage cases', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sheaf-cases-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('counts a case that could not be read also when it expects what was found', async () => {
    const expected = { tables: { inputs: [], outputs: [] } };
    const cases = [
      { id: 'broken', source: 'own', dialect: 'ansi', sql: 'SELEC FROM WHERE ((', expected },
      { id: 'fine', source: 'own', dialect: 'ansi', sql: 'SELECT 1', expected },
    ];
    writeFileSync(join(folder, 'own.jsonl'), cases.map((one) => JSON.stringify(one)).join('\n'));
    const common = {
      seed: 1,
      misses: 0,
      json: false,
      values: new Map<string, string>(),
      log: () => undefined,
    };
    const { total } = await lineageCases({ ...common, data: folder });
    expect(total).toMatchObject({ items: 2, exact: 2, unparsed: 1, unsupported: 0 });
  });
});

describe('reading the statements of a run', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server?.close());

  it('goes beyond the first page', async () => {
    const client = httpClient(server.url);
    const project = await createProject(client, 'statements');
    const system = await createSystem(client, project, 's', 'POSTGRESQL');
    const sources = [{ name: 'long.sql', text: `${'SELECT 1;\n'.repeat(1001)}SELEC ((;` }];
    const run = await extract(client, { project, system, sources });
    expect(await statementsOfRun(client, run.id, 'kind')).toHaveLength(1002);
    expect(await countUnparsed(client, run.id)).toBe(1);
  });

  it('leaves nothing out in silence where a further page cannot be asked for', async () => {
    const page = { edges: [], pageInfo: { hasNextPage: true, endCursor: 'c' } };
    const sources = ['long.sql', 'short.sql'].map((name) => ({ name, statements: page }));
    const client = { query: <Data>() => Promise.resolve({ extractionRun: { sources } } as Data) };
    await expect(statementsOfRun(client, 'run', 'kind')).rejects.toThrow(
      'long.sql has more statements than one page',
    );
  });
});

describe('the check of the feed after the kills', () => {
  const feed = (pages: readonly { readonly behind: number; readonly seqs: readonly number[] }[]) => {
    const rest = [...pages];
    return {
      query: <Data>(): Promise<Data> => {
        const { behind, seqs } = (rest.length > 1 ? rest.shift() : rest[0]) ?? { behind: 0, seqs: [] };
        const events = seqs.map((seq) => ({ seq }));
        return Promise.resolve({ changes: { cursor: 'c', behind, events } } as Data);
      },
    };
  };

  it('reads to the head and names a gap', async () => {
    const violations: string[] = [];
    const pages = [
      { behind: 1, seqs: [1, 2] },
      { behind: 0, seqs: [4] },
      { behind: 0, seqs: [] },
    ];
    expect(await verifyFeed(feed(pages), violations)).toBe(4);
    expect(violations).toEqual(['the feed goes from 2 to 4']);
  });

  it('gives up on a feed that never hands out its last events, and says how many', async () => {
    const violations: string[] = [];
    const pages = [
      { behind: 3, seqs: [1, 2] },
      { behind: 3, seqs: [] },
    ];
    expect(await verifyFeed(feed(pages), violations, 0)).toBe(2);
    expect(violations).toEqual(['the feed did not end in 0 ms: it is at 2, 3 behind']);
  });
});
