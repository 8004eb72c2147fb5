/**
 * `npm run bench -- feed`: changes a second from a writer to a subscriber over WebSocket, committed in
 * units of 1,000 for 20 s, one unit at a time and then two; at last the same nodes without events, two
 * units at a time, in the same run. The writer uses `src/graph` from this process: measured is the feed,
 * not a mutation. Neo4j is the one of TEST_NEO4J_URI, else a local one of its own that is thrown away.
 */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createClient } from 'graphql-ws';
import neo4j from 'neo4j-driver';
import { WebSocket } from 'ws';
import {
  defineQuery,
  type Graph,
  type NodeState,
  openGraph,
  type Properties,
  parametersFor,
  projectId,
  tagId,
} from '../src/graph/index.js';
import type { Connection } from './support/extract/bare-script.js';
import { neo4jForBench } from './support/neo4j.js';
import { type BenchServer, startBenchServer } from './support/server.js';
import type { BenchmarkResult, BenchOptions, Measurement } from './types.js';

export const summary = 'changes a second from a writer to a subscriber, and what the events cost the writer';
export const options = {
  seconds: { value: 'n', description: 'how long each part writes (default 20)' },
} as const;

const unitSize = 1000;
/** While the store commits one unit, the writer prepares the next. */
const unitsAtOnce = 2;
/** Until the compilers of both processes have settled. */
const warmUpMs = 30_000;
const leastRate = 5000;
const leastRatio = 0.5;

const withoutEvents = defineQuery<{ readonly rows: readonly Properties[] }, object>(
  'bench/nodes-without-events',
  [],
);

export async function run({ log, values }: BenchOptions): Promise<BenchmarkResult> {
  const forMs = Number(values.get('seconds') ?? 20) * 1000;
  const store = await neo4jForBench();
  const server = await startBenchServer(log);
  const graph = await openGraph(store.connection);
  try {
    const project = `bench-feed-${randomBytes(4).toString('hex')}`;
    await writeUnits(graph, `${project}-warm`, warmUpMs, unitsAtOnce);
    const fed = async (name: string, atOnce: number) => {
      const part = await feed(graph, server, `${project}-${name}`, forMs, atOnce);
      log(
        `${atOnce} at once: ${part.changes} changes were written in ${Math.round(part.writtenMs)} ms ` +
          `and received in ${Math.round(part.receivedMs)} ms`,
      );
      return part;
    };
    const single = await fed('one', 1);
    const pair = await fed('two', unitsAtOnce);
    const barePerSecond = await writeWithout(store.connection, `${project}-bare`, forMs);
    return {
      kind: 'benchmark',
      benchmark: 'feed',
      rows: rowsOf(single, pair, barePerSecond),
    };
  } finally {
    await graph.close();
    await server.close();
    await store.close();
  }
}

interface Fed {
  readonly changes: number;
  readonly writtenMs: number;
  readonly receivedMs: number;
  readonly serverCpuMs: number;
  readonly gaps: number;
}

async function feed(
  graph: Graph,
  server: BenchServer,
  project: string,
  forMs: number,
  atOnce: number,
): Promise<Fed> {
  const subscriber = await subscribe(server.wsUrl, project);
  const cpuBefore = cpuMs(server.pid);
  const startedAt = performance.now();
  const changes = await writeUnits(graph, project, forMs, atOnce);
  const writtenMs = performance.now() - startedAt;
  await subscriber.received(changes);
  const receivedMs = performance.now() - startedAt;
  const serverCpuMs = cpuMs(server.pid) - cpuBefore;
  return { changes, writtenMs, receivedMs, serverCpuMs, gaps: await subscriber.close() };
}

function rowsOf(single: Fed, pair: Fed, barePerSecond: number): readonly Measurement[] {
  const received = perSecond(single.changes, single.receivedMs);
  const written = perSecond(pair.changes, pair.writtenMs);
  const gaps = single.gaps + pair.gaps;
  return [
    {
      metric: 'changes, writer to subscriber, units of 1,000, one after the other',
      value: Math.round(received),
      unit: '1/s',
      bound: `≥ ${leastRate}`,
      holds: received >= leastRate,
    },
    {
      metric: `changes, writer to subscriber, units of 1,000, ${unitsAtOnce} in flight`,
      value: Math.round(perSecond(pair.changes, pair.receivedMs)),
      unit: '1/s',
    },
    {
      metric: `changes written, with events, ${unitsAtOnce} in flight`,
      value: Math.round(written),
      unit: '1/s',
      baseline: Math.round(barePerSecond),
      ratio: written / barePerSecond,
      bound: `≥ ${leastRatio} × the same nodes without events`,
      holds: written >= leastRatio * barePerSecond,
    },
    {
      metric: 'subscriber caught up after the last commit',
      value: Math.round(pair.receivedMs - pair.writtenMs),
      unit: 'ms',
    },
    {
      metric: 'changes lost, repeated or out of order',
      value: gaps,
      unit: '',
      bound: '0',
      holds: gaps === 0,
    },
    {
      metric: 'CPU of the server per 1,000 changes',
      value: Math.round((pair.serverCpuMs / pair.changes) * 10_000) / 10,
      unit: 'ms',
    },
  ];
}

function perSecond(count: number, ms: number): number {
  return (count / ms) * 1000;
}

/** Writes units of new nodes, `atOnce` in flight, until the time is over; returns how many nodes. */
async function writeUnits(graph: Graph, project: string, forMs: number, atOnce: number): Promise<number> {
  return inFlight(atOnce, forMs, async (first) => {
    const nodes = Array.from({ length: unitSize }, (_, i) => tag(project, first + i));
    await graph.unitOfWork('bench', 'feed', (unit) => unit.upsertNodes(nodes));
  });
}

/** Runs `unit(number of its first node)` until the time is over; returns how many nodes were written. */
async function inFlight(
  atOnce: number,
  forMs: number,
  unit: (first: number) => Promise<void>,
): Promise<number> {
  const until = performance.now() + forMs;
  let next = 0;
  const lane = async () => {
    while (performance.now() < until) {
      const first = next;
      next += unitSize;
      await unit(first);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return next;
}

function tag(project: string, n: number): NodeState {
  const name = `tag-${n}`;
  return {
    id: tagId(project, name),
    kind: 'Tag',
    project: projectId(project),
    parentId: null,
    properties: { name, description: `the tag of number ${n}`, weight: n % 7 },
  };
}

/** The baseline: the same nodes and properties by one UNWIND a batch. Nodes a second. */
async function writeWithout(
  { uri, user, password }: Connection,
  project: string,
  forMs: number,
): Promise<number> {
  const driver = neo4j.driver(uri, neo4j.auth.basic(user, password));
  const at = new Date().toISOString();
  const startedAt = performance.now();
  try {
    const written = await inFlight(unitsAtOnce, forMs, async (first) => {
      const rows = Array.from({ length: unitSize }, (_, i) => {
        const { id, properties } = tag(project, first + i);
        return { ...properties, id, project: projectId(project), createdAt: at, updatedAt: at };
      });
      await driver.executeQuery(withoutEvents.text, parametersFor(withoutEvents, { rows }));
    });
    return perSecond(written, performance.now() - startedAt);
  } finally {
    await driver.close();
  }
}

const document = `subscription ($filter: ChangeFilter) {
  changes(filter: $filter, maxBatch: 1000) { cursor events { seq at kind entityKind entityId project } }
}`;

interface Batch {
  readonly changes: { readonly events: readonly { readonly seq: number }[] };
}

/** Resolves once the server has answered, so that nothing is written before somebody listens. */
async function subscribe(url: string, project: string) {
  const client = createClient({ url, webSocketImpl: WebSocket, lazy: false });
  const batches = client.iterate<Batch>({ query: document, variables: { filter: { projects: [project] } } });
  await batches.next();
  let count = 0;
  let gaps = 0;
  let last = 0;
  let wake = () => {};
  const reading = (async () => {
    for await (const { data, errors } of batches) {
      if (!data) throw new Error(JSON.stringify(errors));
      for (const { seq } of data.changes.events) {
        if (seq <= last || (last > 0 && seq !== last + 1)) gaps++;
        last = seq;
      }
      count += data.changes.events.length;
      wake();
    }
  })();
  return {
    async received(wanted: number): Promise<void> {
      while (count < wanted) {
        await Promise.race([new Promise<void>((resolve) => (wake = resolve)), reading]);
      }
    },
    async close(): Promise<number> {
      await client.dispose();
      return gaps;
    },
  };
}

/** User and system time of a process in milliseconds. */
function cpuMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
