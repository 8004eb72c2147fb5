/** `analyzeSql`: a pasted text, read and resolved in a thread, against the catalog where one is named. */

import { type Dialect, namingContext } from '../../catalog/index.js';
import { badUserInput, limitExceeded, notFound } from '../../errors.js';
import { projectId, systemId } from '../../graph/index.js';
import type { Graph, ReadOptions } from '../../graph/types.js';
import type { Log } from '../../log.js';
import { systemById } from '../queries.js';
import type { SystemRecord } from '../request.js';
import { catalogSnapshot } from '../snapshot.js';
import { askSql } from '../threads/sql-pool.js';
import type { SqlPreview } from './preview.js';

export const maximumAnalyzedBytes = 128 * 1024;
const deadlineMs = 10_000;

export interface AnalyzeInput {
  readonly text: string;
  readonly dialect: Dialect;
  /** Both or none: names are then looked up in the system's catalog. */
  readonly project: string | null;
  readonly system: string | null;
  readonly defaultSchema: string | null;
}

export interface Analyst {
  readonly graph: Graph;
  readonly projects: readonly string[] | null;
  readonly signal: AbortSignal;
  readonly log: Log;
  readOptions(): ReadOptions;
}

/** Writes nothing. What our own code failed at goes to the log. Errors: LIMIT_EXCEEDED above 128 KiB, NOT_FOUND, DEADLINE_EXCEEDED after 10 s. */
export async function analyzeSql(analyst: Analyst, input: AnalyzeInput): Promise<SqlPreview> {
  const bytes = Buffer.byteLength(input.text);
  if (bytes > maximumAnalyzedBytes) throw limitExceeded('bytes of text', bytes, maximumAnalyzedBytes);
  if ((input.project === null) !== (input.system === null)) {
    throw badUserInput('system', 'project and system together, or neither', {
      project: input.project,
      system: input.system,
    });
  }
  const preview = await previewOf(analyst, input);
  for (const stack of preview.defects)
    analyst.log.error({ stack }, 'a pasted statement could not be analysed');
  return preview;
}

async function previewOf(analyst: Analyst, input: AnalyzeInput): Promise<SqlPreview> {
  const { text, dialect, defaultSchema } = input;
  const options = { signal: analyst.signal, deadlineMs };
  if (input.project === null || input.system === null) {
    const naming = namingContext('text', 'text', dialect, null, defaultSchema);
    return askSql({ kind: 'preview', text, naming, snapshot: null }, options);
  }
  const system = await readSystem(analyst, input.project, input.system);
  const naming = namingContext(system.project, system.name, dialect, system.caseRule, defaultSchema);
  const names = await askSql({ kind: 'names', text, naming }, options);
  const needs = { names, schemas: [], expected: [], files: [] };
  const snapshot = await catalogSnapshot(analyst.graph, naming, needs, analyst.readOptions());
  return askSql({ kind: 'preview', text, naming, snapshot }, options);
}

async function readSystem(analyst: Analyst, project: string, system: string): Promise<SystemRecord> {
  const id = system.startsWith('system:') ? system : systemId(project, system);
  const { graph, projects } = analyst;
  const [found] = await graph.read(systemById, { id, projects }, analyst.readOptions());
  if (found === undefined || found.project !== projectId(project)) throw notFound('System', id);
  return found;
}
