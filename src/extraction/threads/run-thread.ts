/** Thread of one run: resolves its statements and holds its plan until it is written. */
import { serveJobs } from '../../worker/thread-protocol.js';
import type { RunJob } from './run-jobs.js';
import { RunState } from './run-state.js';

let state: RunState | null = null;

serveJobs<RunJob, unknown>((job) => {
  if (job.kind === 'begin') {
    state = new RunState(job);
    return null;
  }
  if (job.kind === 'forget') {
    state = null;
    return null;
  }
  if (state === null) throw new Error('a run begins before it is asked anything');
  return state.answer(job);
});
