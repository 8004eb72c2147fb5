/**
 * `npm run bench -- extract`: what an extraction costs. Generated Hive estates of one and two sizes go through
 * the GraphQL API of a server of their own: SQL read a CPU-second up to RESOLVE (the server's CPU, threads
 * included), how the time grows, columns written a second beside a bare script that makes the same nodes,
 * relationships and events, and the same columns sent again. Neo4j is that of TEST_NEO4J_URI, else a local one.
 */
import { readFileSync } from 'node:fs';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { generateEstate, scaledSize } from './estate-generator.js';
import { createProject, createSystem, type FinishedRun, type TextSource } from './support/client.js';
import { bareScript } from './support/extract/bare-script.js';
import { neo4jForBench } from './support/neo4j.js';
import { type BenchServer, startBenchServer } from './support/server.js';
import { type BenchmarkResult, type BenchOptions, type Measurement, UsageError } from './types.js';

export const summary = 'extraction: SQL read a CPU-second, growth of the time, columns written a second';
export const options = {
  size: { value: 'factor', description: 'size of the smaller estate, 1 = about 4 MB (default 1)' },
} as const;

/** So many estates of the smaller size: of each figure the median counts. */
const estates = 3;
const tables = 1000;
const columnsOfTable = 20;

export async function run({ log, seed, values }: BenchOptions): Promise<BenchmarkResult> {
  const factor = Number(values.get('size') ?? 1);
  if (!(factor > 0 && factor <= 2)) throw new UsageError('--size: expected a number above 0 and up to 2');
  const store = await neo4jForBench();
  const server = await startBenchServer(log);
  try {
    await measured(server, estate(seed, 0.3), log, 'warm-up');
    await measured(server, estate(seed, 0.3), log, 'warm-up');
    const ones: Measured[] = [];
    for (let i = 0; i < estates; i++)
      ones.push(await measured(server, estate(seed + i, factor), log, `estate ${i + 1} of ${estates}`));
    const two = await measured(server, estate(seed, factor * 2), log, 'twice the estate');
    const columns = columnSources();
    const created = await measured(server, columns, log, 'new columns');
    const resent = await measured(server, columns, log, 'the same columns again', created.project);
    const bare = await bareScript(store.connection, created.project, {
      from: created.fromSeq,
      to: created.toSeq,
    });
    log(`bare script: ${bare.nodes} nodes, ${bare.edges} relationships, ${bare.events} events`);
    return {
      kind: 'benchmark',
      benchmark: 'extract',
      rows: rowsOf(ones, two, created, resent, bare.elapsedMs),
    };
  } finally {
    await server.close();
    await store.close();
  }
}

interface Measured {
  readonly project: string;
  readonly bytes: number;
  /** CPU of the server from the request to the end of RESOLVE. */
  readonly readCpuMs: number;
  /** Wall time of the same. */
  readonly readMs: number;
  /** Wall time of planning what to write. */
  readonly planMs: number;
  readonly writeMs: number;
  readonly fromSeq: number;
  readonly toSeq: number;
  readonly counts: FinishedRun['counts'];
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

function wholeMs({ readMs, planMs, writeMs }: Measured): number {
  return readMs + planMs + writeMs;
}

function rowsOf(
  ones: readonly Measured[],
  two: Measured,
  created: Measured,
  resent: Measured,
  bareMs: number,
): readonly Measurement[] {
  const perCpuSecond = median(ones.map((one) => one.bytes / 1e6 / (one.readCpuMs / 1000)));
  const msPerMb = median(ones.map((one) => one.readMs / (one.bytes / 1e6)));
  const [wholeOnce, writeOnce] = [median(ones.map(wholeMs)), median(ones.map((one) => one.writeMs))];
  const total = wholeMs(two) / wholeOnce;
  const columns = tables * columnsOfTable;
  const rate = (ms: number): number => Math.round((columns / ms) * 1000);
  const ofBare = bareMs / created.writeMs;
  const faster = created.writeMs / resent.writeMs;
  return [
    {
      metric: 'READ to RESOLVE, MB of SQL a CPU-second',
      value: round(perCpuSecond),
      unit: 'MB/s',
      bound: '≥ 1',
      holds: perCpuSecond >= 1,
    },
    {
      metric: 'READ to RESOLVE, wall for 4 MB',
      value: Math.round(msPerMb * 4),
      unit: 'ms',
      bound: '< 5,000',
      holds: msPerMb * 4 < 5000,
    },
    {
      metric: 'twice the estate, whole run',
      value: Math.round(wholeMs(two)),
      unit: 'ms',
      baseline: Math.round(wholeOnce),
      ratio: total,
      bound: '≤ 2.4',
      holds: total <= 2.4,
    },
    {
      metric: 'twice the estate, WRITE',
      value: Math.round(two.writeMs),
      unit: 'ms',
      baseline: Math.round(writeOnce),
      ratio: two.writeMs / writeOnce,
      bound: '≤ 2.4',
      holds: two.writeMs / writeOnce <= 2.4,
    },
    {
      metric: 'new columns written',
      value: rate(created.writeMs),
      unit: '1/s',
      baseline: rate(bareMs),
      ratio: ofBare,
      bound: '≥ 0.6 × the bare script',
      holds: ofBare >= 0.6,
    },
    {
      metric: 'unchanged columns sent again',
      value: rate(resent.writeMs),
      unit: '1/s',
      baseline: rate(created.writeMs),
      ratio: faster,
      bound: '≥ 5 × creating them',
      holds: faster >= 5,
    },
    {
      metric: 'changes made by sending them again',
      value: (resent.counts.created ?? 0) + (resent.counts.updated ?? 0) + (resent.counts.deleted ?? 0),
      unit: '',
      bound: '0',
      holds: resent.counts.created === 0 && resent.counts.updated === 0 && resent.counts.deleted === 0,
    },
  ];
}

const extractDocument = 'mutation ($input: ExtractInput!) { extract(input: $input) { run { id } } }';
const progressDocument = 'subscription ($runId: ID!) { extractionProgress(runId: $runId) { phase status } }';
const runDocument = `query ($id: ID!) { extractionRun(id: $id) {
  status error { code message } fromSeq toSeq timings { phase wallMs } counts { statements columns created updated unchanged deleted }
} }`;

async function measured(
  server: BenchServer,
  sources: readonly TextSource[],
  log: (line: string) => void,
  label: string,
  known?: string,
): Promise<Measured> {
  const { client } = server;
  const project = known ?? (await createProject(client, 'extract'));
  const system = await createSystem(client, project, 'hive', 'HIVE');
  const cpuBefore = cpuMs(server.pid);
  const { extract } = await client.query<{ extract: { run: { id: string } } }>(extractDocument, {
    input: { project, system, sources },
  });
  const cpuResolved = await followed(server, extract.run.id);
  const { extractionRun: run } = await client.query<{
    extractionRun: Pick<FinishedRun, 'status' | 'error' | 'counts' | 'timings'> & {
      fromSeq: number | null;
      toSeq: number | null;
    };
  }>(runDocument, { id: extract.run.id });
  if (run.status !== 'SUCCEEDED')
    throw new Error(`${label}: ${run.status} ${run.error?.code} ${run.error?.message}`);
  const wall = (...phases: readonly string[]): number =>
    run.timings.filter(({ phase }) => phases.includes(phase)).reduce((sum, { wallMs }) => sum + wallMs, 0);
  const result: Measured = {
    project,
    bytes: sources.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0),
    readCpuMs: cpuResolved - cpuBefore,
    readMs: wall('READ', 'PARSE', 'RESOLVE'),
    planMs: wall('ANALYSE', 'ASSESS'),
    writeMs: wall('WRITE'),
    fromSeq: run.fromSeq ?? 0,
    toSeq: run.toSeq ?? 0,
    counts: run.counts,
  };
  log(
    `${label}: read ${Math.round(result.readMs)} ms (${Math.round(result.readCpuMs)} of CPU), write ${Math.round(result.writeMs)} ms, ${JSON.stringify(run.counts)}`,
  );
  return result;
}

const afterResolve: ReadonlySet<string> = new Set(['ANALYSE', 'ASSESS', 'WRITE', 'DONE']);

/** Follows the run to its end; the server's CPU time when RESOLVE was over. */
async function followed(server: BenchServer, run: string): Promise<number> {
  const client = createClient({ url: server.wsUrl, webSocketImpl: WebSocket });
  let atEnd: number | null = null;
  try {
    const states = client.iterate<{ extractionProgress: { phase: string } }>({
      query: progressDocument,
      variables: { runId: run },
    });
    for await (const { data } of states) {
      const phase = data?.extractionProgress.phase;
      if (atEnd === null && afterResolve.has(phase ?? '')) atEnd = cpuMs(server.pid);
    }
  } finally {
    await client.dispose();
  }
  return atEnd ?? cpuMs(server.pid);
}

function estate(seed: number, factor: number): readonly TextSource[] {
  return generateEstate(seed, scaledSize(factor)).files;
}

/** Tables and nothing that reads them: what is written is columns. */
function columnSources(): readonly TextSource[] {
  const table = (n: number): string => {
    const columns = Array.from(
      { length: columnsOfTable },
      (_, i) => `  column_${i} ${i % 3 === 0 ? 'bigint' : 'string'} comment 'number ${i}'`,
    );
    return `create table warehouse.table_${n} (\n${columns.join(',\n')}\n);\n`;
  };
  return Array.from({ length: 10 }, (_, file) => ({
    name: `tables-${file}.sql`,
    text: Array.from({ length: tables / 10 }, (_, n) => table(file * (tables / 10) + n)).join('\n'),
  }));
}

/** User and system time of a process in milliseconds. */
function cpuMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
