/**
 * Kills of the API and of the JVM in random order while four clients write and an extraction runs, and the
 * check of everything afterwards. What was done is kept in the folder: a campaign that is broken off goes
 * on where it was.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createSystem, type GraphQLClient, httpClient } from '../client.js';
import { seededRandom } from '../random.js';
import { Extractor, type RunState } from './extractor.js';
import type { KillableServer } from './killable-server.js';
import { patientClient } from './patience.js';
import { verifyEstate, verifyFeed, verifyWriter, type WriterCounts } from './verification.js';
import { type WriterPlace, write } from './writer.js';

export interface CampaignOptions {
  readonly server: KillableServer;
  readonly kills: number;
  readonly seed: number;
  readonly log: (line: string) => void;
}

export interface Kill {
  readonly victim: 'API' | 'JVM';
  /** Phase of the extraction that was under way; null when there was none. */
  readonly phase: string | null;
  /** Milliseconds until the server was ready again. */
  readonly downMs: number;
}

export interface CampaignReport {
  readonly seed: number;
  readonly kills: readonly Kill[];
  readonly writers: WriterCounts;
  /** Extractions that ended FAILED (INTERRUPTED) and were run again. */
  readonly interruptedRuns: number;
  readonly finishedEstates: number;
  readonly head: number;
  /** Empty when everything holds. */
  readonly violations: readonly string[];
}

const writers = 4;
/** A sixth crash within ten minutes ends the API's patience, as documented; its own death begins a new count. */
const mostJvmKillsInARow = 4;

/** Ends a wait that would never end; on an idle machine a run is settled within a second or two. */
const settleLimitMs = 120_000;

interface Progress {
  readonly seed: number;
  readonly project: string;
  readonly storeId: string | null;
  readonly kills: readonly Kill[];
  readonly estates: readonly string[];
  readonly interruptedRuns: number;
  readonly violations: readonly string[];
}

export async function runCampaign({ server, kills, seed, log }: CampaignOptions): Promise<CampaignReport> {
  await server.start();
  const client = patientClient(httpClient(server.url));
  const before = readProgress(server.folder) ?? (await begin(client, server, seed));
  let progress = before;
  log(`seed ${progress.seed}, ${progress.kills.length} of ${kills} kills done`);
  const places = await writerPlaces(client, server.folder, progress.project);
  const stop = new AbortController();
  const writing = places.map((place) => write(httpClient(server.url), place, stop.signal));
  const extractor = new Extractor(client, progress.project);
  const extracting = extractor.run(progress.estates.length, stop.signal);
  const load = Promise.all([extracting, ...writing]);
  const violations = [...progress.violations];
  const killAll = async (): Promise<void> => {
    while (progress.kills.length < kills && !stop.signal.aborted) {
      const kill = await killOnce(server, extractor, progress, violations);
      log(
        `kill ${progress.kills.length + 1}: ${kill.victim} in ${kill.phase ?? 'no'} extraction, down ${Math.round(kill.downMs)} ms`,
      );
      progress = { ...progress, kills: [...progress.kills, kill], violations };
      writeProgress(server.folder, { ...progress, ...soFar(before, extractor) });
    }
  };
  try {
    await Promise.race([killAll(), failureOf(load)]);
    await delay(500);
  } finally {
    stop.abort();
  }
  await load;
  violations.push(...(await Promise.all(writing)).flat(), ...extractor.strange);
  const final = { ...progress, ...soFar(before, extractor) };
  return await verified(client, final, places, violations);
}

/** Rejects when the load does; its end is awaited elsewhere. */
async function failureOf(load: Promise<unknown>): Promise<never> {
  await load;
  return await new Promise<never>(() => {});
}

async function begin(client: GraphQLClient, server: KillableServer, seed: number): Promise<Progress> {
  const project = `kill-${seed}`;
  await client.query('mutation ($name: String!) { upsertProject(input: { name: $name }) { cursor } }', {
    name: project,
  });
  const storeId = await server.storeId();
  return {
    seed,
    project: `project:${project}`,
    storeId,
    kills: [],
    estates: [],
    interruptedRuns: 0,
    violations: [],
  };
}

async function writerPlaces(
  client: GraphQLClient,
  folder: string,
  project: string,
): Promise<readonly WriterPlace[]> {
  const system = await createSystem(client, project, 'written', 'POSTGRESQL');
  return Array.from({ length: writers }, (_, index) => {
    const name = `writer${index}`;
    return { project, system, name, ledgerFile: join(folder, `${name}.ledger`) };
  });
}

/** One kill at a random moment; returns once the server is ready again and has told what it interrupted. */
async function killOnce(
  server: KillableServer,
  extractor: Extractor,
  { seed, kills, storeId }: Progress,
  violations: string[],
): Promise<Kill> {
  const random = seededRandom(`${seed}/${kills.length}`);
  const recent = kills.slice(-mostJvmKillsInARow);
  const isApisTurn = recent.length === mostJvmKillsInARow && recent.every(({ victim }) => victim === 'JVM');
  const victim = isApisTurn || random.chance(0.5) ? 'API' : 'JVM';
  const wantsExtraction = random.chance(0.75);
  const run = wantsExtraction ? await runUnderWay(extractor) : null;
  await delay(random.below(wantsExtraction ? 400 : 1_500));
  const hit = await extractor.current();
  const killedAt = performance.now();
  await strike(server, victim);
  const downMs = performance.now() - killedAt;
  const jvms = server.jvms();
  if (jvms.length !== 1) violations.push(`${jvms.length} JVMs after kill ${kills.length + 1}`);
  if ((await server.storeId()) !== storeId) violations.push(`another store after kill ${kills.length + 1}`);
  if (run !== null) await checkInterrupted(extractor, run, victim, violations);
  return { victim, phase: hit?.status === 'RUNNING' ? hit.phase : null, downMs };
}

async function strike(server: KillableServer, victim: 'API' | 'JVM'): Promise<void> {
  if (victim === 'API') {
    await server.killApi();
    await server.start();
    return;
  }
  const killed = await server.killJvm();
  while (server.jvms().every((pid) => pid === killed)) await delay(50);
  await server.ready();
}

async function runUnderWay(extractor: Extractor): Promise<RunState> {
  for (;;) {
    const run = await extractor.current();
    if (run?.status === 'RUNNING') return run;
    await delay(20);
  }
}

/**
 * A run that was under way has ended. After a kill of the API it says so in its first answer; after a kill
 * of the JVM the API that carried it on needs a moment to write it down.
 */
async function checkInterrupted(
  extractor: Extractor,
  { id }: RunState,
  victim: 'API' | 'JVM',
  violations: string[],
): Promise<void> {
  const giveUpAt = Date.now() + (victim === 'API' ? 0 : settleLimitMs);
  for (;;) {
    const { status, error } = await extractor.state(id);
    const isEnded = status === 'SUCCEEDED' || (status === 'FAILED' && error?.code === 'INTERRUPTED');
    if (isEnded) return;
    if (Date.now() >= giveUpAt) {
      violations.push(`a run says ${status} ${error?.code ?? ''} after the ${victim} was killed`);
      return;
    }
    await delay(100);
  }
}

async function verified(
  client: GraphQLClient,
  progress: Progress,
  places: readonly WriterPlace[],
  violations: string[],
): Promise<CampaignReport> {
  let counts: WriterCounts = { acknowledged: 0, open: 0, openButPresent: 0 };
  for (const place of places) {
    const { acknowledged, open, openButPresent } = await verifyWriter(client, place, violations);
    counts = {
      acknowledged: counts.acknowledged + acknowledged,
      open: counts.open + open,
      openButPresent: counts.openButPresent + openButPresent,
    };
  }
  for (const name of progress.estates) {
    const system = `${progress.project.replace(/^project:/, 'system:')}/${name}`;
    await verifyEstate(client, progress.project, system, violations);
  }
  const head = await verifyFeed(client, violations);
  const { seed, kills, interruptedRuns, estates } = progress;
  return { seed, kills, writers: counts, interruptedRuns, finishedEstates: estates.length, head, violations };
}

/** What was there when this process began, and what its extractor has added. */
function soFar(before: Progress, extractor: Extractor): Pick<Progress, 'estates' | 'interruptedRuns'> {
  return {
    estates: [...new Set([...before.estates, ...extractor.finished])],
    interruptedRuns: before.interruptedRuns + extractor.interrupted,
  };
}

function progressFile(folder: string): string {
  return join(folder, 'campaign.json');
}

function readProgress(folder: string): Progress | null {
  const file = progressFile(folder);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Progress) : null;
}

function writeProgress(folder: string, progress: Progress): void {
  writeFileSync(progressFile(folder), JSON.stringify(progress), { flush: true });
}
