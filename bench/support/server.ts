/**
 * A server for the scorers that drive the GraphQL API: `sheaf start` as a process of its own, so that its
 * CPU time is its own, with a data directory that is thrown away. It uses TEST_NEO4J_URI or NEO4J_URI where
 * set, else it starts a local Neo4j like any user's.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../src/paths.js';
import { type GraphQLClient, httpClient } from './client.js';

export interface BenchServer {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  readonly wsUrl: string;
  readonly pid: number;
  readonly client: GraphQLClient;
  close(): Promise<void>;
}

export interface BenchServerOptions {
  /** More configuration, as environment variables. */
  readonly env?: Readonly<Record<string, string>>;
}

const startMs = 180_000;

export async function startBenchServer(
  log: (line: string) => void,
  options: BenchServerOptions = {},
): Promise<BenchServer> {
  const data = mkdtempSync(join(tmpdir(), 'sheaf-bench-'));
  const child = spawn(process.execPath, [...commandLine(), 'start'], {
    cwd: data,
    env: { ...serverEnvironment(), SHEAF_DATA: join(data, 'data'), PORT: '0', ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let isClosing = false;
  const close = async (): Promise<void> => {
    isClosing = true;
    await stop(child);
    rmSync(data, { recursive: true, force: true });
  };
  child.once('exit', (code, signal) => {
    if (!isClosing) log(`server: ended with ${signal ?? code}`);
  });
  try {
    const url = await listening(child);
    log(`server: ${url}`);
    return {
      url,
      wsUrl: `${url.replace(/^http/, 'ws')}/graphql`,
      pid: child.pid ?? 0,
      client: httpClient(url),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The built command, as users run it: sources through a loader cost each thread its compilation. */
function commandLine(): string[] {
  const builder = join(packageRoot, 'scripts', 'build.mjs');
  const { status } = spawnSync(process.execPath, [builder], {
    cwd: packageRoot,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error('the server could not be built');
  return [join(packageRoot, 'dist', 'src', 'cli.js')];
}

/** The tests' Neo4j where one runs, unless another is configured. */
function serverEnvironment(): NodeJS.ProcessEnv {
  const { TEST_NEO4J_URI, TEST_NEO4J_USER, TEST_NEO4J_PASSWORD, ...rest } = process.env;
  if (rest.NEO4J_URI !== undefined || TEST_NEO4J_URI === undefined) return rest;
  const user = TEST_NEO4J_USER ?? 'neo4j';
  return {
    ...rest,
    NEO4J_URI: TEST_NEO4J_URI,
    NEO4J_USER: user,
    NEO4J_PASSWORD: TEST_NEO4J_PASSWORD ?? 'neo4j',
  };
}

/** The address the server prints when it is ready. */
function listening(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    const timer = setTimeout(() => fail('was not ready in time'), startMs);
    const fail = (what: string): void => {
      clearTimeout(timer);
      reject(new Error(`the server ${what}:\n${output.slice(-4000)}`));
    };
    const read = (chunk: Buffer): void => {
      output += chunk.toString('utf8');
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0];
      if (url === undefined) return;
      clearTimeout(timer);
      resolve(url);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code, signal) => fail(`ended with ${signal ?? code}`));
    child.once('error', (error) => fail(`could not be started (${error.message})`));
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 30_000);
  await ended;
  clearTimeout(timer);
}
