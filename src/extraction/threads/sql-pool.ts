/** The threads that read SQL, shared by runs and by `analyzeSql`. They start on demand and end with the process. */
import { availableParallelism } from 'node:os';
import { ThreadPool, threadUrl } from '../../worker/index.js';
import type { SqlAnswer, SqlJob } from './sql-jobs.js';

let pool: ThreadPool<SqlJob, unknown> | null = null;

/** A job; the thread it runs in is ended when it takes too long or too much memory. */
export async function askSql<Job extends SqlJob>(
  job: Job,
  options: { readonly signal: AbortSignal; readonly deadlineMs: number },
): Promise<SqlAnswer<Job>> {
  pool ??= new ThreadPool({
    entry: threadUrl('./sql-thread.js', import.meta.url),
    threads: Math.max(1, Math.min(8, availableParallelism())),
    memoryMiB: 512,
  });
  return (await pool.run(job, options)) as SqlAnswer<Job>;
}
