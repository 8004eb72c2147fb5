/**
 * A `sheaf start` on a data folder of its own that can be killed and started again on the same port, and
 * the JVM beneath it. It is what a user runs: the command, its local Neo4j, nothing shared.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { folderStatus, stopForOperator } from '../../../src/neo4j/index.js';
import { packageRoot } from '../../../src/paths.js';
import { processesWithArgument } from '../../../src/process-identity.js';

const readyLimitMs = 180_000;
const endSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export interface KillableOptions {
  /** Data folder; kept between starts. */
  readonly folder: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Further arguments of `sheaf start`. */
  readonly args?: readonly string[];
}

export class KillableServer {
  readonly folder: string;
  readonly #options: KillableOptions;
  #port = 0;
  #command: string | null = null;
  #child: ChildProcess | null = null;

  constructor(options: KillableOptions) {
    this.folder = options.folder;
    this.#options = options;
    mkdirSync(options.folder, { recursive: true, mode: 0o700 });
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  /** Starts and waits until it is ready; milliseconds that took. */
  async start(): Promise<number> {
    if (this.#port === 0) this.#port = await freePort();
    this.#command ??= command();
    const startedAt = performance.now();
    endWithProcess(this);
    const output = openSync(this.#outputFile(), 'a', 0o600);
    const args = [this.#command, 'start', '--port', String(this.#port), ...(this.#options.args ?? [])];
    this.#child = spawn(process.execPath, args, {
      cwd: this.folder,
      env: { ...environment(), SHEAF_DATA: this.folder, ...this.#options.env },
      stdio: ['ignore', output, output],
    });
    closeSync(output);
    await this.ready();
    return performance.now() - startedAt;
  }

  /** Waits until `/health/ready` answers 200; fails with the output when the process ends. */
  async ready(): Promise<void> {
    const giveUpAt = Date.now() + readyLimitMs;
    while (!(await this.isReady())) {
      if (this.#child === null || this.#child.exitCode !== null || this.#child.signalCode !== null) {
        throw new Error(`the server ended:\n${this.output()}`);
      }
      if (Date.now() > giveUpAt) throw new Error(`the server was not ready in time:\n${this.output()}`);
      await delay(50);
    }
  }

  async isReady(): Promise<boolean> {
    try {
      const { status } = await fetch(`${this.url}/health/ready`, { signal: AbortSignal.timeout(5_000) });
      return status === 200;
    } catch {
      return false; // not listening (yet)
    }
  }

  /** SIGKILL of the API; its JVM lives on. */
  async killApi(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** SIGKILL of the JVM; its pid. The API finds out by itself. */
  async killJvm(): Promise<number> {
    const { pid } = await folderStatus(this.folder);
    if (pid === null) throw new Error('there is no JVM to kill');
    process.kill(pid, 'SIGKILL');
    return pid;
  }

  /** Pids of the JVMs on this folder's store: one, unless something is wrong. */
  jvms(): readonly number[] {
    return processesWithArgument(`--home-dir=${this.folder}/neo4j`);
  }

  async storeId(): Promise<string | null> {
    return (await folderStatus(this.folder)).storeId;
  }

  /** Orderly end: SIGTERM, the JVM included. The exit code. */
  async stop(): Promise<number | null> {
    return await this.#end('SIGTERM');
  }

  /** Whatever is left, so that nothing outlives a test. */
  async destroy(): Promise<void> {
    await this.#end('SIGKILL');
    await stopForOperator(this.folder, true);
    living.delete(this);
  }

  /** `destroy` for a process that is ending and can wait for nothing: the store recovers at its next start. */
  destroyNow(): void {
    this.#child?.kill('SIGKILL');
    for (const pid of this.jvms()) process.kill(pid, 'SIGKILL');
  }

  output(): string {
    return readFileSync(this.#outputFile(), 'utf8').slice(-4_000);
  }

  async #end(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.#child;
    if (child === null) return null;
    if (child.exitCode === null && child.signalCode === null) {
      const exited = once(child, 'exit');
      child.kill(signal);
      await exited;
    }
    this.#child = null;
    return child.exitCode;
  }

  #outputFile(): string {
    return join(this.folder, 'output.log');
  }
}

const living = new Set<KillableServer>();
let endsThem = false;

/** A campaign that is broken off, by a signal or by an error nobody caught, leaves no server and no JVM. */
function endWithProcess(server: KillableServer): void {
  living.add(server);
  if (endsThem) return;
  endsThem = true;
  const destroyAll = (): void => {
    for (const left of living) left.destroyNow();
    living.clear();
  };
  process.once('exit', destroyAll);
  for (const signal of endSignals) {
    process.once(signal, () => {
      destroyAll();
      // The listener is gone: now the signal ends this process, and whoever waits for it sees by what.
      process.kill(process.pid, signal);
    });
  }
}

/** The built command, which starts in half the time; the build is brought up to date first. */
function command(): string {
  execFileSync(process.execPath, [join(packageRoot, 'scripts', 'build.mjs')], { stdio: 'ignore' });
  return join(packageRoot, 'dist', 'src', 'cli.js');
}

/** Nothing of the caller's configuration: the server has a Neo4j of its own. */
function environment(): NodeJS.ProcessEnv {
  const ours = /^(NEO4J_|TEST_NEO4J_|SHEAF_(?!CACHE)|PORT$|HOST$|VITEST|NODE_OPTIONS$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)));
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
