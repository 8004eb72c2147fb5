/**
 * The local Neo4j of one data folder, as this process sees it: joins the one that runs or starts it,
 * watches it, starts it again after a crash, and stops it when the last process leaves.
 */
import { join } from 'node:path';
import { withDirectoryLock } from '../directory-lock.js';
import { unavailable } from '../errors.js';
import { type Log, silentLog } from '../log.js';
import { isAlive } from '../process-identity.js';
import { neo4jUser } from './bolt.js';
import { isFreshStore, prepareHome, readPassword } from './home.js';
import { endJvm, lastLogLines, StartFailed } from './jvm.js';
import { checkSizes, DiskGauge, defaultHeap, defaultPageCache, diskState, inMiB } from './resources.js';
import { nextRestart } from './restart-policy.js';
import { findRunning, type RunRecord, removeRunRecord } from './run-record.js';
import { awaitReady, startJvm } from './start-jvm.js';
import type { LocalNeo4j, LocalNeo4jOptions, LocalNeo4jState, LocalNeo4jStatus } from './types.js';
import { addUser, livingUsers, removeUser } from './users.js';

const watchIntervalMs = 250;

/** How often this process has joined each folder: its user file goes with the last one. */
const joined = new Map<string, number>();

/**
 * Joins or starts the local Neo4j of a data folder. UNAVAILABLE with every attempt and remedy when Java,
 * Maven or artefacts are missing, with the numbers when memory is short, and when the store is newer.
 */
export async function ensureLocalNeo4j(options: LocalNeo4jOptions): Promise<LocalNeo4j> {
  checkSizes(options.heap ?? defaultHeap, options.pageCache ?? defaultPageCache);
  const home = prepareHome(options.dataFolder);
  const local = new SupervisedNeo4j(home, readPassword(home), options);
  await local.join();
  return local;
}

interface Joined {
  readonly run: RunRecord;
  readonly adopted: boolean;
}

class SupervisedNeo4j implements LocalNeo4j {
  readonly user = neo4jUser;
  readonly password: string;
  readonly #home: string;
  readonly #options: LocalNeo4jOptions;
  readonly #log: Log;
  readonly #listeners = new Set<(uri: string) => void>();
  #joined: Joined | null = null;
  #state: LocalNeo4jState = 'STOPPED';
  #reason: string | null = null;
  #crashes: number[] = [];
  #crashCount = 0;
  #restartAt: number | null = null;
  #timer: NodeJS.Timeout | null = null;
  readonly #disk: DiskGauge;
  #recovery: Promise<void> | null = null;
  #wake: (() => void) | null = null;

  constructor(home: string, password: string, options: LocalNeo4jOptions) {
    this.#home = home;
    this.password = password;
    this.#options = options;
    this.#log = options.log ?? silentLog;
    this.#disk = new DiskGauge(home, this.#log);
  }

  get uri(): string {
    return `bolt://127.0.0.1:${this.port}`;
  }

  get pid(): number {
    return this.#run().pid;
  }

  get port(): number {
    return this.#run().port;
  }

  get adopted(): boolean {
    return this.#joined?.adopted ?? false;
  }

  async join(): Promise<void> {
    joined.set(this.#home, (joined.get(this.#home) ?? 0) + 1);
    try {
      this.#joined = await this.#locked(() => this.#adoptOrStart(null));
    } catch (error) {
      await this.#locked(async () => this.#leave());
      throw error;
    }
    this.#state = 'READY';
    this.#watch();
  }

  status(): LocalNeo4jStatus {
    const free = this.#disk.freeBytes();
    return {
      state: this.#state,
      uri: this.uri,
      pid: this.pid,
      crashes: this.#crashCount,
      disk: diskState(free),
      diskFreeBytes: free,
      retryAfterMs: this.#restartAt === null ? null : Math.max(0, this.#restartAt - Date.now()),
      reason: this.#reason,
    };
  }

  assertWritable(): void {
    const free = this.#disk.freeBytes();
    if (diskState(free) !== 'FULL') return;
    throw unavailable(`the disk of the store has ${inMiB(free)} left: writes are refused below 512 MiB`, {
      retryAfter: 30,
    });
  }

  onRestarted(listener: (uri: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async stop(): Promise<void> {
    if (this.#state === 'STOPPED') return;
    this.#state = 'STOPPED';
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#wake?.();
    await this.#recovery;
    await this.#locked(async () => {
      this.#leave();
      if (livingUsers(this.#home).length > 0) return;
      const running = findRunning(this.#home);
      if (running !== null) await endJvm(running);
      removeRunRecord(this.#home);
    });
  }

  #run(): RunRecord {
    if (this.#joined === null) throw new Error('the local Neo4j was never joined');
    return this.#joined.run;
  }

  #locked<T>(work: () => Promise<T>): Promise<T> {
    return withDirectoryLock(join(this.#home, 'lock'), work);
  }

  #leave(): void {
    const left = (joined.get(this.#home) ?? 1) - 1;
    joined.set(this.#home, left);
    if (left === 0) removeUser(this.#home);
  }

  /** `port`: the one that must hold again, because connections are made to it; null = any. */
  async #adoptOrStart(port: number | null): Promise<Joined> {
    addUser(this.#home);
    const starting = {
      home: this.#home,
      password: this.password,
      options: this.#options,
      log: this.#log,
    };
    const running = findRunning(this.#home);
    if (running !== null) {
      try {
        return { run: await awaitReady(starting, running, isFreshStore(this.#home)), adopted: true };
      } catch (error) {
        if (!(error instanceof StartFailed)) throw error;
        this.#log.warn({ pid: running.pid }, 'the recorded Neo4j ended while it was being adopted');
      }
    }
    return { run: await startJvm(starting, port), adopted: false };
  }

  #watch(): void {
    if (this.#state === 'STOPPED') return;
    this.#timer = setTimeout(() => {
      if (this.#state === 'READY' && !isAlive(this.#run())) this.#recovery = this.#recover();
      else this.#watch();
    }, watchIntervalMs);
    this.#timer.unref();
  }

  async #recover(): Promise<void> {
    while (!this.#isStopped()) {
      this.#crashCount += 1;
      const plan = nextRestart(this.#crashes, Date.now());
      this.#crashes = [...plan.crashes];
      if (plan.delayMs === null) return this.#fail();
      this.#state = 'RESTARTING';
      this.#reason = 'the local Neo4j ended unexpectedly';
      this.#restartAt = Date.now() + plan.delayMs;
      this.#log.error({ pid: this.pid, delayMs: plan.delayMs }, this.#reason);
      await this.#pause(plan.delayMs);
      if (!this.#isStopped() && (await this.#startedAgain())) return;
    }
  }

  async #startedAgain(): Promise<boolean> {
    try {
      this.#joined = await this.#locked(() => this.#adoptOrStart(this.port));
    } catch (error) {
      this.#log.error({ err: error }, 'the local Neo4j did not start again');
      return false;
    }
    if (this.#isStopped()) return true;
    this.#state = 'READY';
    this.#reason = null;
    this.#restartAt = null;
    this.#log.info({ pid: this.pid, port: this.port }, 'the local Neo4j runs again');
    for (const listener of this.#listeners) listener(this.uri);
    this.#watch();
    return true;
  }

  #fail(): void {
    this.#state = 'FAILED';
    this.#restartAt = null;
    this.#reason = 'the local Neo4j ended more than 5 times in 10 minutes';
    this.#log.error({ lines: lastLogLines(this.#home) }, this.#reason);
  }

  /** The compiler does not see that `stop` changes the state while `#recover` waits. */
  #isStopped(): boolean {
    return this.#state === 'STOPPED';
  }

  async #pause(ms: number): Promise<void> {
    const wait = (resolve: () => void): void => {
      this.#wake = resolve;
      setTimeout(resolve, ms).unref();
    };
    await new Promise<void>(wait);
    this.#wake = null;
  }
}
