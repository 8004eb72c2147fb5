/** Starts a run: its record and its task come into being in one unit of work, or not at all. */
import { createHash, randomUUID } from 'node:crypto';
import { badUserInput, notFound, SheafError } from '../errors.js';
import type { ExtractInput } from '../generated/graphql.js';
import { projectId, readWhole, runId, systemId } from '../graph/index.js';
import type { Graph, ReadOptions } from '../graph/types.js';
import type { Tasks } from '../worker/index.js';
import { runById, systemById } from './queries.js';
import { type ExtractionRequest, extractionRequest, type SystemRecord } from './request.js';
import { isWholeRun, noProgress, type RunRecord, runRecord } from './run-record.js';
import { pathRules } from './sources/path-rules.js';
import { openSpool, spool, unspool } from './spool.js';

/** Kind of the task that carries a run out. */
export const extractTask = 'extract';

/** What the task is given: the request itself lies in the spool, under its hash. */
export interface ExtractTaskInput {
  readonly run: string;
  readonly request: string;
}

export interface Settings {
  readonly sourceRoots: readonly string[];
  /** Never read, though they lie under a root. */
  readonly privatePaths: readonly string[];
  readonly dataFolder: string;
}

export interface Starter {
  readonly graph: Graph;
  readonly tasks: Tasks;
  readonly settings: Settings;
  readonly projects: readonly string[] | null;
  readonly actor: string;
  readonly options: ReadOptions;
}

/**
 * Checks the request, spools it and enqueues its task. A repeated idempotency key answers with its first
 * run and starts nothing. Errors: NOT_FOUND (project, system, path), FORBIDDEN (path), BAD_USER_INPUT,
 * LIMIT_EXCEEDED.
 */
export async function startExtraction(
  input: ExtractInput,
  starter: Starter,
): Promise<{ readonly run: RunRecord; readonly cursor: string }> {
  const system = await readSystem(input, starter);
  const run = runIdOf(input, system);
  const known = await readRun(starter, run);
  if (known !== null) return { run: known, cursor: await headCursor(starter.graph) };
  const { sourceRoots, privatePaths, dataFolder } = starter.settings;
  const rules = await pathRules(sourceRoots, privatePaths);
  const request = await extractionRequest(input, system, rules, starter.options.signal);
  const taskInput = { run, request: await spoolRequest(dataFolder, run, request) };
  try {
    const cursor = await enqueue(starter, run, request, taskInput);
    starter.tasks.wake();
    const started = await readRun(starter, run);
    if (started === null) throw notFound('ExtractionRun', run);
    return { run: started, cursor };
  } catch (error) {
    return await ofSameKey(error, starter, run);
  }
}

/** Two calls with one key at once: the second finds the first's run. Whoever lost leaves the spool alone. */
async function ofSameKey(
  error: unknown,
  starter: Starter,
  run: string,
): Promise<{ readonly run: RunRecord; readonly cursor: string }> {
  const known = await readRun(starter, run);
  if (known === null) {
    await unspool(starter.settings.dataFolder, run);
    throw error;
  }
  if (error instanceof SheafError && error.code === 'CONFLICT') {
    return { run: known, cursor: await headCursor(starter.graph) };
  }
  throw error;
}

async function readSystem(input: ExtractInput, starter: Starter): Promise<SystemRecord> {
  const project = projectId(input.project);
  const id = input.system.startsWith('system:') ? input.system : systemId(input.project, input.system);
  const { graph, projects, options } = starter;
  const [system] = await graph.read(systemById, { id, projects }, options);
  if (system === undefined || system.project !== project) throw notFound('System', id);
  return system;
}

/** The same key gives the same id, so the first run is found by it. */
function runIdOf(input: ExtractInput, system: SystemRecord): string {
  const key = input.idempotencyKey ?? null;
  if (key === null) return runId(system.project, randomUUID());
  if (key.length === 0 || key.length > 200) {
    throw badUserInput('input.idempotencyKey', '1 to 200 characters', key);
  }
  const hex = createHash('sha256')
    .update(JSON.stringify([system.project, key]))
    .digest('hex');
  const variant = ((Number.parseInt(hex.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    variant + hex.slice(18, 20),
    hex.slice(20, 32),
  ];
  return runId(system.project, parts.join('-'));
}

async function spoolRequest(dataFolder: string, run: string, request: ExtractionRequest): Promise<string> {
  await openSpool(dataFolder, run);
  const sources = [];
  for (const { text, ...source } of request.sources) {
    sources.push({ ...source, text: text === null ? null : await spool(dataFolder, run, text) });
  }
  return spool(dataFolder, run, JSON.stringify({ ...request, sources }));
}

async function enqueue(
  { graph, tasks, actor }: Starter,
  run: string,
  request: ExtractionRequest,
  input: ExtractTaskInput,
): Promise<string> {
  const { system } = request;
  const { cursor } = await graph.unitOfWork(actor, run, async (unit) => {
    const task = await tasks.enqueue(unit, { kind: extractTask, project: system.project, input });
    const written = await unit.upsertNodes([
      {
        id: run,
        kind: 'ExtractionRun',
        project: system.project,
        parentId: null,
        properties: {
          ...noProgress,
          system: system.id,
          task,
          startedAt: new Date().toISOString(),
          isDryRun: request.isDryRun,
          mode: request.mode,
        },
      },
    ]);
    if (written.created === 0) throw new SheafError('CONFLICT', 'the run exists already', { id: run });
  });
  return cursor;
}

async function readRun({ graph, projects, options }: Starter, id: string): Promise<RunRecord | null> {
  const [row] = await readWhole(graph, runById, { id, projects }, isWholeRun, options);
  return row === undefined ? null : runRecord(row.run);
}

async function headCursor(graph: Graph): Promise<string> {
  const { seq } = await graph.feed.head();
  return graph.feed.encodeCursor(seq);
}
