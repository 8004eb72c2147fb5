/**
 * What the platform knows of its own state: each check is a measurement with its time and limit. Nothing
 * is written, and a database that does not answer delays nothing beyond a second.
 */
import { getHeapStatistics } from 'node:v8';
import { SheafError } from '../errors.js';
import { defineQuery, migrations } from '../graph/index.js';
import type { Graph } from '../graph/types.js';
import { diskFreeBytes, diskFullBytes, diskLowBytes } from '../neo4j/index.js';
import { EventLoopDelay } from './event-loop.js';
import { type Measured, type Measurement, measure, type Status, worst } from './measurement.js';

export interface OperationsOptions {
  readonly graph: Graph;
  /** The queue of this process's tasks. */
  readonly queue: string;
  readonly version: string;
  readonly dataFolder: string;
  /** Whether Neo4j is run by this server. */
  readonly embedded: boolean;
  /** SHA-256 of the printed schema, in hex. */
  readonly schemaHash: string;
  readonly limits: Readonly<Record<string, unknown>>;
}

export interface Health {
  readonly status: Status;
  readonly version: string;
  readonly startedAt: string;
  readonly checks: readonly Measured[];
}

export interface ServerInfo {
  readonly version: string;
  readonly nodeVersion: string;
  readonly neo4jVersion: string;
  readonly neo4jEdition: string;
  readonly embedded: boolean;
  readonly schemaHash: string;
  readonly migration: number;
  readonly limits: Readonly<Record<string, unknown>>;
}

export interface Operations {
  health(): Promise<Health>;
  serverInfo(): Promise<ServerInfo>;
  /** For `/health/ready`: Neo4j answers within 1 s, migrations are applied, the feed lags less than 10 s. */
  checks(): Promise<readonly { readonly name: string; readonly isOk: boolean }[]>;
  close(): void;
}

const ping = defineQuery<object, { readonly one: number }>('operations/ping', ['one']);
const appliedMigrations = defineQuery<object, { readonly number: number }>('operations/applied-migrations', [
  'number',
]);
const oldestDue = defineQuery<{ readonly queue: string; readonly now: string }, { readonly runAt: string }>(
  'operations/tasks-oldest-due',
  ['runAt'],
);
const components = defineQuery<
  object,
  { readonly name: string; readonly version: string; readonly edition: string }
>('neo4j/components', ['name', 'version', 'edition']);

const answerLimitMs = 1_000;
const lagLimitSeconds = 10;
const waitLimitSeconds = 300;
const loopLimitMs = 100;
const heapLimitPercent = 85;

/** Measures on demand; keeps a histogram of the event loop's delay until `close`. */
export function createOperations(options: OperationsOptions): Operations {
  return new MeasuredOperations(options);
}

class MeasuredOperations implements Operations {
  readonly #options: OperationsOptions;
  readonly #startedAt = new Date().toISOString();
  readonly #wanted = migrations().map(({ number }) => number);
  readonly #loop = new EventLoopDelay();

  constructor(options: OperationsOptions) {
    this.#options = options;
  }

  async health(): Promise<Health> {
    const checks = await Promise.all([
      ...this.#readiness(answerLimitMs),
      measure('queueOldestWaitingSeconds', answerLimitMs, () => this.#queue()),
      measure('diskFreeBytes', answerLimitMs, () => this.#disk()),
      measure('eventLoopP99Ms', answerLimitMs, () => this.#eventLoop()),
      measure('heapPercent', answerLimitMs, () => heap()),
    ]);
    const { version } = this.#options;
    return { status: worst(checks), version, startedAt: this.#startedAt, checks };
  }

  async checks() {
    const measured = await Promise.all(this.#readiness(lagLimitSeconds * 1_000));
    return measured.map(({ name, status }) => ({ name, isOk: status === 'OK' }));
  }

  async serverInfo(): Promise<ServerInfo> {
    const { graph, version, embedded, schemaHash, limits } = this.#options;
    const [kernel] = await graph.read(components, {});
    return {
      version,
      nodeVersion: process.versions.node,
      neo4jVersion: kernel?.version ?? 'unknown',
      neo4jEdition: kernel?.edition ?? 'unknown',
      embedded,
      schemaHash,
      migration: Math.max(0, ...(await this.#appliedMigrations())),
      limits,
    };
  }

  close(): void {
    this.#loop.close();
  }

  #readiness(feedLimitMs: number): readonly Promise<Measured>[] {
    return [
      // That nobody answers is what this one is there to find.
      measure('neo4jLatencyMs', answerLimitMs, () => this.#neo4j(), 'FAILED'),
      measure('migrationsPending', answerLimitMs, () => this.#migrations()),
      measure('feedLagSeconds', feedLimitMs, () => this.#feed(feedLimitMs)),
    ];
  }

  async #neo4j(): Promise<Measurement> {
    const startedAt = performance.now();
    await this.#options.graph.read(ping, {}, { timeoutMs: answerLimitMs });
    const latencyMs = performance.now() - startedAt;
    const numbers = { measured: latencyMs, limit: answerLimitMs, unit: 'ms' };
    return latencyMs <= answerLimitMs
      ? numbers
      : { ...numbers, status: 'DEGRADED', reason: 'the database, or this process, answers late' };
  }

  async #migrations(): Promise<Measurement> {
    const applied = new Set(await this.#appliedMigrations());
    const pending = this.#wanted.filter((number) => !applied.has(number)).length;
    const isOk = pending === 0;
    return {
      measured: pending,
      limit: 0,
      unit: 'migrations',
      ...(isOk ? {} : { status: 'FAILED', reason: 'migrations are pending: run `sheaf migrate`' }),
    };
  }

  /** How long it takes until the newest committed event can be read by a follower. */
  async #feed(timeoutMs: number): Promise<Measurement> {
    const startedAt = performance.now();
    const isReadable = await this.#isHeadReadable(timeoutMs);
    const numbers = {
      measured: (performance.now() - startedAt) / 1_000,
      limit: lagLimitSeconds,
      unit: 's',
    };
    return isReadable
      ? numbers
      : { ...numbers, status: 'FAILED', reason: 'the newest event cannot be read yet' };
  }

  async #isHeadReadable(timeoutMs: number): Promise<boolean> {
    const { feed } = this.#options.graph;
    const { seq, horizonSeq } = await feed.head({ timeoutMs });
    if (seq <= horizonSeq) return true;
    try {
      return (await feed.after(seq - 1, 1, { timeoutMs })).length > 0;
    } catch (error) {
      // Pruned since the head was read: whoever follows has nothing to wait for.
      if (error instanceof SheafError && error.code === 'CURSOR_EXPIRED') return true;
      throw error;
    }
  }

  async #queue(): Promise<Measurement> {
    const { graph, queue } = this.#options;
    const now = new Date();
    const [oldest] = await graph.read(
      oldestDue,
      { queue, now: now.toISOString() },
      { timeoutMs: answerLimitMs },
    );
    const seconds = oldest === undefined ? 0 : (now.getTime() - Date.parse(oldest.runAt)) / 1_000;
    const isLate = seconds > waitLimitSeconds;
    return {
      measured: seconds,
      limit: waitLimitSeconds,
      unit: 's',
      ...(isLate ? { status: 'DEGRADED', reason: 'a task has waited longer than the limit' } : {}),
    };
  }

  async #disk(): Promise<Measurement> {
    const free = diskFreeBytes(this.#options.dataFolder);
    const numbers = { measured: free, limit: diskLowBytes, unit: 'bytes' };
    if (free >= diskLowBytes) return numbers;
    const status = free < diskFullBytes ? 'FAILED' : 'DEGRADED';
    return { ...numbers, status, reason: 'the disk of the data folder is nearly full' };
  }

  async #eventLoop(): Promise<Measurement> {
    const { p99Ms, samples } = this.#loop.latest() ?? { p99Ms: 0, samples: 0 };
    const numbers = { measured: p99Ms, limit: loopLimitMs, unit: 'ms', samples };
    if (samples === 0) return { ...numbers, status: 'UNKNOWN', reason: 'nothing has been measured yet' };
    return p99Ms <= loopLimitMs
      ? numbers
      : { ...numbers, status: 'DEGRADED', reason: 'the event loop is held up' };
  }

  async #appliedMigrations(): Promise<readonly number[]> {
    const rows = await this.#options.graph.read(appliedMigrations, {}, { timeoutMs: answerLimitMs });
    return rows.map(({ number }) => number);
  }
}

async function heap(): Promise<Measurement> {
  const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics();
  const percent = (100 * used) / limit;
  const numbers = { measured: percent, limit: heapLimitPercent, unit: '%' };
  return percent < heapLimitPercent
    ? numbers
    : { ...numbers, status: 'DEGRADED', reason: 'the heap is nearly full' };
}
