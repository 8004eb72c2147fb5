/** PARSE of one source, in a thread: its statements as text, or why it is left out of the run. */

import { SheafError } from '../errors.js';
import type { Log } from '../log.js';
import { defectIssue } from './defect.js';
import type { SourceOfRun } from './read-sources.js';
import type { ExtractionRequest } from './request.js';
import { type IssueText, type NewIssue, sourceIssue } from './run/issues.js';
import { askSql } from './threads/sql-pool.js';

export type ReadableSource = Exclude<SourceOfRun, { readonly refused: unknown }>;

/** A parse that takes longer costs its source, not the run; large sources get more. */
const parseDeadlineMs = 10_000;
const parseMsPerKiB = 20;

/** What ends a parse without being an error of ours: time and memory. */
const limits: ReadonlySet<string> = new Set(['DEADLINE_EXCEEDED', 'LIMIT_EXCEEDED']);

export async function parseSource(
  { text, dialect, file }: ReadableSource,
  variables: ExtractionRequest['variables'],
  signal: AbortSignal,
  log: Log,
): Promise<{ readonly read: string } | { readonly refused: NewIssue }> {
  const deadlineMs = parseDeadlineMs + (text.length / 1024) * parseMsPerKiB;
  try {
    const job =
      file.kind === 'JSON_TABLE'
        ? ({ kind: 'json-table', text, name: file.name } as const)
        : ({ kind: 'parse', text, dialect, variables } as const);
    const { read, defects } = await askSql(job, { signal, deadlineMs });
    for (const stack of defects) log.error({ source: file.id, stack }, 'a statement could not be read');
    return { read };
  } catch (error) {
    if (signal.aborted) throw error;
    return { refused: sourceIssue(file.name, refusal(error, file.id, log)) };
  }
}

function refusal(error: unknown, source: string, log: Log): IssueText {
  if (error instanceof SheafError && limits.has(error.code)) {
    const { code, message } = error;
    return { severity: 'ERROR', code, message, hint: 'split the source' };
  }
  log.error({ err: error, source }, 'a source could not be read');
  return defectIssue;
}
