/**
 * Carries a run out: READ, PARSE, RESOLVE, ANALYSE, ASSESS, WRITE, DONE. Sources are parsed in a pool of
 * threads and resolved in a thread of the run's own; here they are only passed on. What a unit of work
 * committed stays when a run is cut off, and running again completes it.
 */

import { availableParallelism } from 'node:os';
import { type NamingContext, namingContext } from '../catalog/index.js';
import { notFound } from '../errors.js';
import type { Graph } from '../graph/types.js';
import type { Log } from '../log.js';
import type { TaskContext } from '../worker/index.js';
import { each } from './each.js';
import { parseSource, type ReadableSource } from './parse-source.js';
import { systemById } from './queries.js';
import { type ReadInput, readSources, type SourceFile } from './read-sources.js';
import { RunRecorder } from './recorder.js';
import { type NewIssue, sourceIssue } from './run/issues.js';
import { normalizationProperties, type RunCounts, timingProperties } from './run-record.js';
import { catalogSnapshot } from './snapshot.js';
import { releaseSystem, takeSystem } from './system-lock.js';
import type { AskRun, RunFindings } from './threads/run-jobs.js';
import { giveRunThread, takeRunThread } from './threads/run-pool.js';
import { type Written, writeRun } from './write/write-run.js';

export interface Extraction {
  readonly graph: Graph;
  readonly context: TaskContext;
  readonly log: Log;
  /** URN of the run. */
  readonly run: string;
  readonly input: ReadInput;
}

const snapshotTimeoutMs = 120_000;
const charsPerStep = 256 * 1024;

/** Returns the counts of a run that is wholly written; throws what ended it otherwise. */
export async function runExtraction(extraction: Extraction): Promise<RunCounts> {
  const { graph, context, run } = extraction;
  const { actor } = context.task;
  const recorder = new RunRecorder(run, actor, context.unitOfWork, context.progress);
  const thread = takeRunThread();
  const ask: AskRun = async (job) => (await thread.run(job, { signal: context.signal })) as never;
  let isWhole = false;
  try {
    await recorder.enter('READ');
    await takeSystem(context, extraction.input.request.system.id, run);
    const input = await withCurrentSystem(extraction);
    const { system } = input.request;
    const parsed = await parse({ ...extraction, input }, recorder, ask);
    const findings = await resolve(extraction, recorder, ask, parsed);
    const { counts: found, catalogTables: totalTables } = findings;
    const progress = { doneStatements: 0, totalTables, issues: found.issues };
    await recorder.enter('WRITE', progress, { ...found, sources: parsed.files.length });
    const written = await writeRun({
      graph,
      unitOfWork: context.unitOfWork,
      actor,
      run,
      project: system.project,
      isDryRun: input.request.isDryRun,
      files: parsed.files,
      findings,
      ask,
      onWritten: (done) => recorder.note(done),
    });
    const counts = await conclude(recorder, parsed, findings, written);
    await releaseSystem(context.unitOfWork, actor, system.id, run);
    isWhole = true;
    return counts;
  } finally {
    // A run that was cut off holds nothing once its task has ended: the next one takes the system over.
    await giveRunThread(thread, isWhole);
  }
}

/** The names of a system may be folded by another rule than when the run was asked for; while the run holds it they stay. */
async function withCurrentSystem({ graph, context, input }: Extraction): Promise<ReadInput> {
  const { id } = input.request.system;
  const [system] = await graph.read(systemById, { id, projects: null }, { signal: context.signal });
  if (system === undefined) throw notFound('System', id);
  return { ...input, request: { ...input.request, system } };
}

interface Parsed {
  readonly naming: NamingContext;
  readonly files: readonly SourceFile[];
  readonly issues: readonly NewIssue[];
  /** Whether a source could not be read at all. */
  readonly hasRefused: boolean;
}

/** READ and PARSE overlap: while the threads parse some sources, the next are read. */
async function parse(extraction: Extraction, recorder: RunRecorder, ask: AskRun): Promise<Parsed> {
  const { input } = extraction;
  const { request } = input;
  const naming = namingOf(input);
  await ask({ kind: 'begin', naming, mode: request.mode });
  const totalBytes = request.sources.reduce((sum, source) => sum + source.bytes, 0);
  await recorder.enter('PARSE', { totalBytes });
  const issues = skippedFiles(input);
  const files: SourceFile[] = [];
  let [doneBytes, totalStatements, found] = [0, 0, issues.length];
  let sources = 0;
  await each(readSources(input), availableParallelism(), async (source) => {
    sources += 1;
    if ('refused' in source) {
      issues.push(source.refused);
      found += 1;
    } else {
      const added = await parseOne(source, extraction, ask);
      if ('refused' in added) issues.push(added.refused);
      else files.push(source.file);
      totalStatements += 'refused' in added ? 0 : added.statements;
      found += 'refused' in added ? 1 : added.issues;
    }
    doneBytes += source.bytes;
    await recorder.note({ doneBytes, totalStatements, issues: found });
  });
  await recorder.note({ doneBytes, totalStatements, issues: found });
  const hasRefused = files.length < sources;
  return { naming, files: files.sort((a, b) => (a.id < b.id ? -1 : 1)), issues, hasRefused };
}

async function parseOne(
  source: ReadableSource,
  { context, input, log }: Extraction,
  ask: AskRun,
): Promise<{ readonly statements: number; readonly issues: number } | { readonly refused: NewIssue }> {
  const parsed = await parseSource(source, input.request.variables, context.signal, log);
  if ('refused' in parsed) return parsed;
  const { text, dialect, file } = source;
  return await ask({
    kind: 'add',
    source: { file: file.id, name: file.name, dialect, text, read: parsed.read },
  });
}

/** The system's names; types are read in the dialect that all sources share. */
function namingOf({ request }: ReadInput): NamingContext {
  const { system, defaultSchema } = request;
  const inherited = request.dialect ?? system.dialect;
  const dialects = new Set(request.sources.map((source) => source.dialect ?? inherited));
  const [only] = dialects;
  const dialect = dialects.size === 1 && only !== undefined ? only : inherited;
  return namingContext(system.project, system.name, dialect, system.caseRule, defaultSchema);
}

function skippedFiles({ request }: ReadInput): NewIssue[] {
  return request.skipped.map(({ name, files }) =>
    sourceIssue(name, {
      severity: 'INFO',
      code: 'SOURCE_SKIPPED',
      message: `${files} files of the folder were left aside because of their suffix`,
      hint: 'name a file by itself to have it read',
    }),
  );
}

/** RESOLVE in one ordered pass; ANALYSE and ASSESS find nothing to do until their contexts come. */
async function resolve(
  { graph, context, log, run }: Extraction,
  recorder: RunRecorder,
  ask: AskRun,
  { naming, issues, hasRefused }: Parsed,
): Promise<RunFindings> {
  await recorder.enter('RESOLVE');
  const needs = await ask({ kind: 'needs' });
  const options = { signal: context.signal, timeoutMs: snapshotTimeoutMs };
  await ask({ kind: 'load', snapshot: await catalogSnapshot(graph, naming, needs, options) });
  for (let isDone = false; !isDone; ) {
    const step = await ask({ kind: 'step', maximumChars: charsPerStep });
    isDone = step.isDone;
    await recorder.note({ doneStatements: step.statements });
  }
  await recorder.enter('ANALYSE');
  const findings = await ask({ kind: 'finish', issues, hasRefused });
  for (const stack of findings.defects) log.error({ run, stack }, 'a statement could not be resolved');
  await recorder.enter('ASSESS', { issues: findings.counts.issues });
  return findings;
}

async function conclude(
  recorder: RunRecorder,
  { files }: Parsed,
  { counts: found, normalization }: RunFindings,
  { changes, firstSeq, lastSeq, edges, joins, unresolved }: Written,
): Promise<RunCounts> {
  const counts: RunCounts = { ...found, ...changes, sources: files.length, edges, joins, unresolved };
  await recorder.enter('DONE');
  await recorder.conclude(
    {
      ...counts,
      ...normalizationProperties(normalization),
      ...timingProperties(recorder.timings),
      firstSeq,
      lastSeq,
    },
    { issues: counts.issues, doneStatements: counts.statements, totalStatements: counts.statements },
  );
  return counts;
}
