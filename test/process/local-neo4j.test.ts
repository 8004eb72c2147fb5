import { spawn } from 'node:child_process';
import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import neo4j from 'neo4j-driver';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  cachedArtefacts,
  ensureLocalNeo4j,
  findJava,
  folderStatus,
  isMissing,
  type LocalNeo4j,
  startForOperator,
  stopForOperator,
  userCacheFolder,
} from '../../src/neo4j/index.js';
import { StartFailed, spawnJvm, waitUntilReady } from '../../src/neo4j/jvm.js';
import { commandLineOf, identityOf, processesWithArgument } from '../../src/process-identity.js';
import { condition } from '../support/condition.js';
import { type Child, killChildren, startChild } from './support/child.js';
import { smallNeo4j } from './support/small-neo4j.js';

const userProgram = fileURLToPath(new URL('./support/neo4j-user.ts', import.meta.url));
const folders: string[] = [];

function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sheaf-neo4j-'));
  folders.push(folder);
  return folder;
}

function joinLocal(dataFolder: string): Promise<LocalNeo4j> {
  return ensureLocalNeo4j({ ...smallNeo4j, dataFolder });
}

interface Joined {
  readonly child: Child;
  readonly jvm: number;
  readonly port: number;
  readonly adopted: boolean;
}

async function user(dataFolder: string): Promise<Joined> {
  const child = startChild(userProgram, [dataFolder]);
  return { child, ...JSON.parse(await child.nextLine()) };
}

function jvmsOf(dataFolder: string): readonly number[] {
  return processesWithArgument(`--home-dir=${dataFolder}/neo4j`);
}

function runFile(dataFolder: string): string {
  return join(dataFolder, 'neo4j', 'run.json');
}

afterEach(killChildren);

afterAll(async () => {
  for (const folder of folders) {
    await stopForOperator(folder, true);
    rmSync(folder, { recursive: true, force: true });
  }
});

describe('the local Neo4j of a folder', () => {
  let dataFolder = '';
  let local: LocalNeo4j;

  beforeAll(async () => {
    dataFolder = freshFolder();
    local = await joinLocal(dataFolder);
  });

  afterAll(async () => {
    await local.stop();
    expect(jvmsOf(dataFolder)).toEqual([]);
  });

  it('starts where there was none and serves on loopback with a password of its own', async () => {
    expect(local).toMatchObject({ adopted: false, user: 'neo4j' });
    expect(local.status()).toMatchObject({ state: 'READY', disk: 'OK', crashes: 0 });
    expect(local.password).toMatch(/^[\w-]{43}$/);
    await expect(rowsOf(local, 'neo4j')).rejects.toMatchObject({
      code: 'Neo.ClientError.Security.Unauthorized',
    });
    expect(await rowsOf(local, local.password)).toBe(1);
  });

  it('keeps the password out of arguments, environment, records and logs', () => {
    const home = join(dataFolder, 'neo4j');
    expect(statSync(join(home, 'password')).mode & 0o777).toBe(0o600);
    const logs = readdirSync(join(home, 'logs')).map((name) =>
      readFileSync(join(home, 'logs', name), 'utf8'),
    );
    const visible = [
      commandLineOf(local.pid)?.join(' ') ?? '',
      readFileSync(`/proc/${local.pid}/environ`, 'utf8'),
      readFileSync(join(home, 'conf', 'neo4j.conf'), 'utf8'),
      readFileSync(runFile(dataFolder), 'utf8'),
      ...logs,
    ];
    expect(visible.join('\n')).not.toContain(local.password);
    expect(visible[0]).toContain('-Xmx262144k');
  });

  it('gives the JVM no more of our environment than it needs', () => {
    const names = readFileSync(`/proc/${local.pid}/environ`, 'utf8')
      .split('\0')
      .filter((entry) => entry !== '')
      .map((entry) => entry.slice(0, entry.indexOf('=')));
    const allowed = ['PATH', 'HOME', 'JAVA_HOME', 'TMPDIR', 'LANG'];
    expect(names.filter((name) => !allowed.includes(name))).toEqual([]);
  });

  it('is shared: a second process adopts it, and its leaving stops nothing', async () => {
    const second = await user(dataFolder);
    expect(second).toMatchObject({ jvm: local.pid, port: local.port, adopted: true });
    expect(await second.child.finish()).toBe(0);
    expect(identityOf(local.pid)).not.toBeNull();
    expect(await rowsOf(local, local.password)).toBe(1);
  });

  it('starts again on its port after a crash, with what was committed', async () => {
    const crashed = local.pid;
    const { port } = local;
    await write(local, 'before the crash');
    const restarted = new Promise<string>((resolve) => {
      const off = local.onRestarted((uri) => {
        off();
        resolve(uri);
      });
    });
    process.kill(crashed, 'SIGKILL');
    await condition('the crash to be seen', async () => local.status().state === 'RESTARTING' || null);
    expect(local.status().retryAfterMs).toBeLessThanOrEqual(1_000);
    expect(await restarted).toBe(`bolt://127.0.0.1:${port}`);
    expect(local.pid).not.toBe(crashed);
    expect(local.status()).toMatchObject({ state: 'READY', crashes: 1, reason: null });
    expect(await notes(local)).toEqual(['before the crash']);
    expect(jvmsOf(dataFolder)).toEqual([local.pid]);
  });
});

describe('several processes', () => {
  it('that start at once share one JVM, and the last one leaving stops it', async () => {
    const dataFolder = freshFolder();
    const users = await Promise.all([user(dataFolder), user(dataFolder)]);
    expect(new Set(users.map(({ jvm }) => jvm)).size).toBe(1);
    expect(users.map(({ adopted }) => adopted).sort()).toEqual([false, true]);
    expect(jvmsOf(dataFolder)).toHaveLength(1);
    for (const { child } of users) {
      expect(jvmsOf(dataFolder)).toHaveLength(1);
      expect(await child.finish()).toBe(0);
    }
    expect(jvmsOf(dataFolder)).toEqual([]);
  });
});

describe('what a killed process leaves behind', () => {
  let dataFolder = '';
  let orphan = 0;

  beforeAll(async () => {
    dataFolder = freshFolder();
    const killed = await user(dataFolder);
    orphan = killed.jvm;
    await killed.child.kill('SIGKILL');
    expect(identityOf(orphan)).not.toBeNull();
  });

  it('is adopted by the next start', async () => {
    const next = await user(dataFolder);
    expect(next).toMatchObject({ jvm: orphan, adopted: true });
    await next.child.kill('SIGKILL');
  });

  it('is adopted although the record of it was half written', async () => {
    truncateSync(runFile(dataFolder), 20);
    const next = await user(dataFolder);
    expect(next).toMatchObject({ jvm: orphan, adopted: true });
    await next.child.kill('SIGKILL');
  });

  it('is adopted although its pid in the record is now another program’s', async () => {
    const record = JSON.parse(readFileSync(runFile(dataFolder), 'utf8'));
    writeFileSync(runFile(dataFolder), JSON.stringify({ ...record, pid: process.pid }));
    const next = await user(dataFolder);
    expect(next).toMatchObject({ jvm: orphan, adopted: true });
    await next.child.kill('SIGKILL');
  });

  it('is not taken for alive when a program with its pid started at another time', async () => {
    const stranger = spawn('sleep', ['600']);
    try {
      process.kill(orphan, 'SIGKILL');
      await condition('the end of the orphan', async () => identityOf(orphan) === null || null);
      const record = JSON.parse(readFileSync(runFile(dataFolder), 'utf8'));
      writeFileSync(runFile(dataFolder), JSON.stringify({ ...record, pid: stranger.pid }));
      const local = await joinLocal(dataFolder);
      expect(local.adopted).toBe(false);
      expect(local.pid).not.toBe(stranger.pid);
      expect(identityOf(stranger.pid ?? 0)).not.toBeNull();
      await local.stop();
    } finally {
      stranger.kill('SIGKILL');
    }
  });
});

describe('the port', () => {
  const dataFolder = freshFolder();
  let thief: Server | null = null;

  afterEach(() => {
    thief?.close();
    thief = null;
  });

  /** Listens on the port, 0 = any; returns it. */
  async function steal(port: number): Promise<number> {
    const server = createServer();
    thief = server;
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
  }

  it('is another one when the recorded one was taken meanwhile', async () => {
    const first = await joinLocal(dataFolder);
    const { port } = first;
    await first.stop();
    await steal(port);
    const second = await joinLocal(dataFolder);
    expect(second.port).not.toBe(port);
    expect(await rowsOf(second, second.password)).toBe(1);
    await second.stop();
  });

  it('stolen between probe and bind is reported as taken, so that another is tried', async () => {
    const [java, artefacts] = await Promise.all([findJava(process.env), cachedArtefacts(userCacheFolder())]);
    if (isMissing(java) || isMissing(artefacts)) throw new Error('Java and artefacts are there');
    const port = await steal(0);
    const home = join(dataFolder, 'neo4j');
    const layout = { home, lib: artefacts.lib, ...smallNeo4j, port };
    const jvm = await spawnJvm(java.command, layout, process.env);
    const ready = waitUntilReady(jvm, { home, port, password: 'x', isFresh: false, onProgress: () => {} });
    await expect(ready).rejects.toBeInstanceOf(StartFailed);
    await expect(ready).rejects.toMatchObject({ portTaken: true });
  });

  it('is of no use to a store that is broken: the refusal shows no text of the JVM', async () => {
    writeFileSync(join(dataFolder, 'neo4j', 'data', 'databases', 'system', 'neostore'), 'broken');
    await expect(joinLocal(dataFolder)).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      message: expect.not.stringContaining(dataFolder),
    });
    expect(jvmsOf(dataFolder)).toEqual([]);
  });
});

describe('refusals', () => {
  it('name Java, Maven and the artefacts when all three are missing, with their remedies', async () => {
    const empty = freshFolder();
    const environment = { PATH: empty, HOME: empty };
    const start = ensureLocalNeo4j({
      ...smallNeo4j,
      dataFolder: freshFolder(),
      cacheFolder: empty,
      environment,
    });
    await expect(start).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await expect(start).rejects.toThrow(/Java.*\n.*artefacts.*\n.*Maven/);
    await expect(start).rejects.toThrow(/NEO4J_URI/);
  });

  it('of a password or data folder that others can read', async () => {
    const dataFolder = freshFolder();
    chmodSync(dataFolder, 0o755);
    await expect(joinLocal(dataFolder)).rejects.toThrow(/chmod 700/);
    chmodSync(dataFolder, 0o700);
    const environment = { PATH: '' };
    const attempt = () =>
      ensureLocalNeo4j({ ...smallNeo4j, dataFolder, cacheFolder: dataFolder, environment });
    await expect(attempt()).rejects.toThrow(/Java/);
    chmodSync(join(dataFolder, 'neo4j', 'password'), 0o640);
    await expect(attempt()).rejects.toThrow(/chmod 600/);
  });

  it('of a store that a newer Neo4j has written', async () => {
    const dataFolder = freshFolder();
    await expect(ensureLocalNeo4j({ dataFolder, heap: 1, pageCache: 1 })).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
    });
    const environment = { PATH: '' };
    const unready = ensureLocalNeo4j({ ...smallNeo4j, dataFolder, cacheFolder: dataFolder, environment });
    await expect(unready).rejects.toThrow(/Java/);
    writeFileSync(join(dataFolder, 'neo4j', 'store-version'), '2026.1.0\n');
    await expect(joinLocal(dataFolder)).rejects.toThrow(/written by Neo4j 2026\.1\.0/);
    expect(jvmsOf(dataFolder)).toEqual([]);
  });

  it('of more memory than is free, with the numbers', async () => {
    const heap = 2 ** 42;
    const start = ensureLocalNeo4j({ dataFolder: freshFolder(), heap, pageCache: 2 ** 30 });
    await expect(start).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      details: { neededBytes: heap + 1.5 * 2 ** 30 },
    });
    await expect(start).rejects.toThrow(/4195840 MiB/);
  });
});

describe('started by an operator', () => {
  it('stays without users until it is stopped', async () => {
    const dataFolder = freshFolder();
    const status = await startForOperator({ ...smallNeo4j, dataFolder });
    expect(status).toMatchObject({ running: true, listening: true, users: ['operator'] });
    const visitor = await user(dataFolder);
    expect(visitor).toMatchObject({ jvm: status.pid, adopted: true });
    await expect(stopForOperator(dataFolder)).rejects.toMatchObject({ code: 'CONFLICT' });
    await startForOperator({ ...smallNeo4j, dataFolder });
    await visitor.child.finish();
    expect(await folderStatus(dataFolder)).toMatchObject({ running: true, pid: status.pid });
    expect(await stopForOperator(dataFolder)).toBe(true);
    expect(await folderStatus(dataFolder)).toMatchObject({ running: false, pid: null, users: [] });
  });
});

async function session<T>(local: LocalNeo4j, password: string, work: (run: Run) => Promise<T>): Promise<T> {
  const driver = neo4j.driver(local.uri, neo4j.auth.basic(local.user, password), {
    disableLosslessIntegers: true,
  });
  const opened = driver.session();
  try {
    return await work((text, parameters) => opened.run(text, parameters));
  } finally {
    await opened.close();
    await driver.close();
  }
}

type Run = (
  text: string,
  parameters?: Readonly<Record<string, unknown>>,
) => Promise<{ readonly records: readonly { get(name: string): unknown }[] }>;

async function rowsOf(local: LocalNeo4j, password: string): Promise<unknown> {
  return await session(local, password, async (run) => (await run('RETURN 1 AS one')).records[0]?.get('one'));
}

async function write(local: LocalNeo4j, text: string): Promise<void> {
  await session(local, local.password, (run) => run('CREATE (:Note {text: $text})', { text }));
}

async function notes(local: LocalNeo4j): Promise<readonly unknown[]> {
  return await session(local, local.password, async (run) =>
    (await run('MATCH (n:Note) RETURN n.text AS text')).records.map((record) => record.get('text')),
  );
}
