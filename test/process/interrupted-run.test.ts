/** Extractions whose server or database is killed under them, and what is left of them afterwards. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import neo4j, { type Driver, type Session, type Transaction } from 'neo4j-driver';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createProject, createSystem, type GraphQLClient, httpClient } from '../../bench/support/client.js';
import { KillableServer } from '../../bench/support/kill/killable-server.js';
import { folderStatus } from '../../src/neo4j/index.js';
import { condition } from '../support/condition.js';
import { smallSettings } from './support/small-neo4j.js';

/** As long as a test of processes may take: the start of a server and of its store is one. */
const startLimitMs = 300_000;

let folder = '';
let server: KillableServer;
let client: GraphQLClient;
let driver: Driver;
let project = '';
let system = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sheaf-interrupted-'));
  server = new KillableServer({ folder: join(folder, 'data'), env: smallSettings });
  await server.start();
  client = httpClient(server.url);
  const { port } = await folderStatus(server.folder);
  const password = readFileSync(join(server.folder, 'neo4j', 'password'), 'utf8');
  driver = neo4j.driver(`bolt://127.0.0.1:${port}`, neo4j.auth.basic('neo4j', password));
}, startLimitMs);

beforeEach(async () => {
  project = await createProject(client, 'interrupted');
  system = await createSystem(client, project, 'main', 'POSTGRESQL');
});

const held: { session: Session; transaction: Transaction }[] = [];

/** Keeps the lock of a node, so that whoever writes it waits, until `letGo`. */
async function hold(pattern: string, parameters: Readonly<Record<string, unknown>> = {}): Promise<void> {
  const session = driver.session();
  const transaction = await session.beginTransaction();
  held.push({ session, transaction });
  await transaction.run(`MATCH ${pattern} SET n.lock = true`, { ...parameters });
}

async function letGo(): Promise<void> {
  for (const { session } of held.splice(0)) await session.close();
}

afterEach(letGo);

afterAll(async () => {
  await driver?.close();
  await server?.destroy();
  rmSync(folder, { recursive: true, force: true });
});

interface Run {
  readonly status: string;
  readonly phase: string;
  readonly error: { readonly code: string } | null;
  readonly task: { readonly state: string };
}

async function start(type: string): Promise<string> {
  const { extract } = await client.query<{ extract: { run: { id: string } } }>(
    'mutation ($input: ExtractInput!) { extract(input: $input) { run { id } } }',
    { input: { project, system, sources: [{ name: 'a.sql', text: `create table a (id ${type});` }] } },
  );
  return extract.run.id;
}

async function run(id: string): Promise<Run> {
  const { extractionRun } = await client.query<{ extractionRun: Run }>(
    'query ($id: ID!) { extractionRun(id: $id) { status phase error { code } task { state } } }',
    { id },
  );
  return extractionRun;
}

async function ended(id: string): Promise<Run> {
  return await condition(
    `the end of ${id}`,
    async () => {
      const found = await run(id);
      return found.status === 'QUEUED' || found.status === 'RUNNING' ? null : found;
    },
    180_000,
  );
}

/** A run that has come to WRITE and goes no further, because somebody holds the column it changes. */
async function runInMidWrite(): Promise<string> {
  expect(await ended(await start('int'))).toMatchObject({ status: 'SUCCEEDED' });
  await hold('(n:Column {id: $id})', { id: (await column()).id });
  const id = await start('bigint');
  await condition('WRITE', async () => (await run(id)).phase === 'WRITE' || null, 180_000);
  return id;
}

async function column(): Promise<{ readonly id: string; readonly nativeType: string }> {
  const { tables } = await client.query<{
    tables: { edges: { node: { columns: { edges: { node: { id: string; nativeType: string } }[] } } }[] };
  }>(
    `query ($project: ID!) { tables(project: $project) { edges { node {
      columns { edges { node { id nativeType } } }
    } } } }`,
    { project },
  );
  const [found] = tables.edges.flatMap(({ node }) => node.columns.edges.map((edge) => edge.node));
  if (found === undefined) throw new Error('the column is missing');
  return found;
}

function spooled(): readonly string[] {
  return readdirSync(join(server.folder, 'spool'));
}

const interrupted = { status: 'FAILED', error: { code: 'INTERRUPTED' }, task: { state: 'FAILED' } };

async function expectCompletion(): Promise<void> {
  await letGo();
  expect(await ended(await start('bigint'))).toMatchObject({ status: 'SUCCEEDED', error: null });
  expect((await column()).nativeType).toBe('bigint');
  expect(spooled()).toEqual([]);
}

describe('a run in mid-WRITE', () => {
  it('whose API is killed says so in the first answer after the restart, and running it again completes it', async () => {
    const id = await runInMidWrite();
    await server.killApi();
    await server.start();
    expect(await run(id)).toMatchObject(interrupted);
    expect((await column()).nativeType).toBe('int');
    expect(spooled()).toEqual([]);
    await expectCompletion();
  });

  it('whose JVM is killed says so once there is one again, and running it again completes it', async () => {
    const id = await runInMidWrite();
    const killed = await server.killJvm();
    await condition('another JVM', async () => !server.jvms().includes(killed) || null);
    await server.ready();
    expect(await ended(id)).toMatchObject(interrupted);
    expect((await column()).nativeType).toBe('int');
    await expectCompletion();
  });
});

describe('a request whose API is killed before its run exists', () => {
  it('leaves neither a run nor a text on disk', async () => {
    await hold("(n:Sequence {name: 'changes'})");
    const asked = start('int').catch((error: unknown) => error);
    await condition('the text on disk', async () => spooled().length > 0 || null);
    await server.killApi();
    expect(await asked).toBeInstanceOf(Error);
    expect(spooled()).toHaveLength(1);
    await letGo();
    await server.start();
    expect(spooled()).toEqual([]);
    const { extractionRuns } = await client.query<{ extractionRuns: { totalCount: number } }>(
      'query ($project: ID!) { extractionRuns(project: $project) { totalCount } }',
      { project },
    );
    expect(extractionRuns.totalCount).toBe(0);
  });
});
