/**
 * `npm run bench -- startup`: what a user waits for and what it takes. A fresh data folder with the
 * artefacts present, the default memory settings, the sample estate loaded; then the further starts.
 */
import { readFileSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { cachedArtefacts, folderStatus, isMissing, userCacheFolder } from '../src/neo4j/index.js';
import { KillableServer } from './support/kill/killable-server.js';
import { type BenchmarkResult, type BenchOptions, type Measurement, UsageError } from './types.js';

export const summary = 'time until ready on a fresh data folder and again, and memory with the sample loaded';

const sampleLimitMs = 10 * 60_000;

export async function run({ log }: BenchOptions): Promise<BenchmarkResult> {
  const artefacts = await cachedArtefacts(process.env.SHEAF_CACHE ?? userCacheFolder());
  if (isMissing(artefacts)) throw new UsageError(`${artefacts.what}: ${artefacts.remedy}`);
  const folder = await mkdtemp(join(tmpdir(), 'sheaf-bench-startup-'));
  const server = new KillableServer({ folder: join(folder, 'data'), args: ['--sample'] });
  try {
    const firstMs = await server.start();
    log(`ready after ${Math.round(firstMs)} ms; loading the sample estate`);
    await sampleLoaded(server);
    const memory = await memoryOf(server);
    await server.killApi();
    const adoptedMs = await server.start();
    await server.stop();
    const againMs = await server.start();
    await server.stop();
    return { kind: 'benchmark', benchmark: 'startup', rows: rowsOf(firstMs, adoptedMs, againMs, memory) };
  } finally {
    await server.destroy();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Memory {
  readonly api: number;
  readonly jvm: number;
}

function rowsOf(firstMs: number, adoptedMs: number, againMs: number, memory: Memory): readonly Measurement[] {
  const seconds = (metric: string, ms: number, limit: number): Measurement => ({
    metric,
    value: Math.round(ms / 100) / 10,
    unit: 's',
    bound: `< ${limit}`,
    holds: ms < limit * 1_000,
  });
  const total = memory.api + memory.jvm;
  return [
    seconds('first start, fresh data folder, ready', firstMs, 30),
    seconds('start after kill -9 of the API, Neo4j adopted', adoptedMs, 20),
    seconds('start after an orderly stop', againMs, 20),
    { metric: 'memory of the API, sample loaded', value: memory.api, unit: 'MiB' },
    { metric: 'memory of the JVM, sample loaded', value: memory.jvm, unit: 'MiB' },
    { metric: 'memory of both', value: total, unit: 'MiB', bound: '< 2048', holds: total < 2_048 },
  ];
}

/** The command greets once the sample is loaded. */
async function sampleLoaded(server: KillableServer): Promise<void> {
  const giveUpAt = Date.now() + sampleLimitMs;
  while (!server.output().includes('Sheaf is ready')) {
    if (Date.now() > giveUpAt) throw new Error(`the sample was not loaded in time:\n${server.output()}`);
    if (!(await server.isReady())) await server.ready();
    await delay(250);
  }
}

/** Resident memory in MiB. */
async function memoryOf(server: KillableServer): Promise<Memory> {
  const { pid } = await folderStatus(server.folder);
  if (pid === null) throw new Error('no JVM runs');
  return { api: residentMiB(server.pid), jvm: residentMiB(pid) };
}

function residentMiB(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  if (kilobytes === undefined) throw new Error(`process ${pid} shows no resident memory`);
  return Math.round(Number(kilobytes) / 1024);
}
