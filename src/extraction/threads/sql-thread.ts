/** Thread that reads SQL and JSON tables: parses sources of runs, and says what a pasted text means. */
import { serveJobs } from '../../worker/thread-protocol.js';
import { namesOf, preview } from '../analyze/preview.js';
import { collectDefects } from '../defect.js';
import { readJsonTable } from '../json/json-table.js';
import { readSql } from '../sql/index.js';
import type { ParseAnswer, ParseJob, SqlJob } from './sql-jobs.js';

async function parse({ text, dialect, variables }: ParseJob): Promise<ParseAnswer> {
  const { stacks, note } = collectDefects();
  const read = await readSql(text, { dialect, variables, mayLoadPolyglot: true, onDefect: note });
  return { read: JSON.stringify(read), defects: stacks };
}

serveJobs<SqlJob, unknown>(async (job) => {
  switch (job.kind) {
    case 'parse':
      return parse(job);
    case 'json-table':
      return { read: JSON.stringify(readJsonTable(job.text, job.name)), defects: [] } satisfies ParseAnswer;
    case 'names':
      return namesOf(job.text, job.naming);
    case 'preview':
      return preview(job.text, job.naming, job.snapshot);
  }
});
