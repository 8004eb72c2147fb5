/** Starts an extraction and follows it to its end: a line for each phase, and for every 5 s of a long one. */
import { SheafError } from '../errors.js';
import { type Client, errorOf, type Variables } from './client.js';

const startExtraction = `mutation Extract($input: ExtractInput!) {
  extract(input: $input) { run { id } cursor }
}`;
const progress = `subscription ExtractionProgress($runId: ID!, $after: Cursor) {
  extractionProgress(runId: $runId, after: $after) {
    cursor status phase doneBytes totalBytes doneStatements totalStatements doneTables totalTables issues
  }
}`;
const outcome = `query ExtractionOutcome($id: ID!) {
  extractionRun(id: $id) {
    id status
    error { code message }
    counts { sources statements tables views columns edges created updated unchanged deleted }
    issues(first: 20) { totalCount edges { node { severity code message file line column } } }
    errors: issues(severity: ERROR, first: 1) { totalCount }
    warnings: issues(severity: WARNING, first: 1) { totalCount }
    notes: issues(severity: INFO, first: 1) { totalCount }
  }
}`;

export interface RunOutcome {
  readonly id: string;
  readonly status: string;
  readonly error: { readonly code: string; readonly message: string } | null;
  readonly counts: Readonly<Record<string, number>>;
  readonly issues: {
    readonly totalCount: number;
    readonly edges: readonly {
      readonly node: {
        readonly severity: string;
        readonly code: string;
        readonly message: string;
        readonly file: string;
        readonly line: number | null;
        readonly column: number | null;
      };
    }[];
  };
  readonly errors: { readonly totalCount: number };
  readonly warnings: { readonly totalCount: number };
  readonly notes: { readonly totalCount: number };
}

export interface Progress {
  readonly cursor: string;
  readonly status: string;
  readonly phase: string;
  readonly doneBytes: number;
  readonly totalBytes: number;
  readonly doneStatements: number;
  readonly totalStatements: number;
  readonly doneTables: number;
  readonly totalTables: number;
}

const sayEveryMs = 5_000;

/** Throws what ended the run when it did not succeed. */
export async function follow(
  client: Client,
  input: Variables,
  say: (text: string) => void,
): Promise<RunOutcome> {
  const { extract } = await client.request<{ extract: { run: { id: string } } }>(startExtraction, { input });
  const { id } = extract.run;
  let phase = '';
  let sayAt = 0;
  for await (const payload of client.subscribe<{ extractionProgress: Progress }>(progress, { runId: id })) {
    if (payload.errors?.[0] !== undefined) throw errorOf(payload.errors[0]);
    const now = payload.data?.extractionProgress;
    if (now === undefined || now.phase === 'DONE') continue;
    if (now.phase === phase && performance.now() < sayAt) continue;
    phase = now.phase;
    sayAt = performance.now() + sayEveryMs;
    say(describe(now));
  }
  const { extractionRun: run } = await client.request<{ extractionRun: RunOutcome }>(outcome, { id });
  if (run.status !== 'SUCCEEDED') {
    const { code, message } = run.error ?? { code: 'INTERNAL', message: `the run ended ${run.status}` };
    throw new SheafError(code as SheafError['code'], message);
  }
  say(summary(run));
  return run;
}

/** The phase and what it counts: bytes until all is parsed, then statements, beside tables while they are written. */
export function describe(progress: Progress): string {
  const { phase, doneStatements, totalStatements, doneTables, totalTables } = progress;
  const counted = [
    phase === 'PARSE' ? share(inMb(progress.doneBytes), inMb(progress.totalBytes), 'MB') : null,
    phase === 'WRITE' ? share(doneTables, totalTables, 'tables') : null,
    phase === 'PARSE' ? null : share(doneStatements, totalStatements, 'statements'),
  ].filter((text) => text !== null);
  return counted.length === 0 ? phase.toLowerCase() : `${phase.toLowerCase()} (${counted.join(', ')})`;
}

function share(done: number, total: number, unit: string): string | null {
  return total > 0 ? `${done} of ${total} ${unit}` : null;
}

function inMb(bytes: number): number {
  return Math.round(bytes / 10_000) / 100;
}

function summary({ counts, errors, warnings, notes }: RunOutcome): string {
  const { statements = 0, tables = 0, views = 0, columns = 0, edges = 0 } = counts;
  const { created = 0, updated = 0, deleted = 0, unchanged = 0 } = counts;
  const found = `${statements} statements, ${tables} tables, ${views} views, ${columns} columns, ${edges} edges`;
  const changed = `${created} created, ${updated} updated, ${deleted} deleted, ${unchanged} unchanged`;
  const issues = `${errors.totalCount} errors, ${warnings.totalCount} warnings, ${notes.totalCount} notes`;
  return `${found}; ${changed}; ${issues}`;
}
