/** Thread that reads SQL: parses sources of runs, and says what a pasted text means. */
import { serialize } from 'node:v8';
import { serveJobs } from '../../worker/thread-protocol.js';
import { namesOf, preview } from '../analyze/preview.js';
import { readSql } from '../sql/index.js';
import type { AnalyzeJob, ParseJob } from './sql-jobs.js';

serveJobs<ParseJob | AnalyzeJob, unknown>(async (job) => {
  switch (job.kind) {
    case 'parse':
      return serialize(
        await readSql(job.text, { dialect: job.dialect, variables: job.variables, mayLoadPolyglot: true }),
      );
    case 'names':
      return namesOf(job.text, job.naming);
    case 'preview':
      return preview(job.text, job.naming, job.snapshot);
  }
});
