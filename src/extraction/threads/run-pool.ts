/** Threads of runs. A run has one to itself; a thread that ended its run well serves the next, so that small runs need not wait for a start. */
import { ThreadPool, threadUrl } from '../../worker/index.js';
import type { RunJob } from './run-jobs.js';

export type RunThread = ThreadPool<RunJob, unknown>;

const deadlineMs = 120_000;
const memoryMiB = 4096;
const idle: RunThread[] = [];
const maximumIdle = 1;

export function takeRunThread(): RunThread {
  return (
    idle.pop() ??
    new ThreadPool<RunJob, unknown>({
      entry: threadUrl('./run-thread.js', import.meta.url),
      threads: 1,
      deadlineMs,
      memoryMiB,
    })
  );
}

/** Takes a thread back after its run was forgotten, or ends it: a run that was cut off may still be at work in it. */
export async function giveRunThread(thread: RunThread, isReusable: boolean): Promise<void> {
  if (!isReusable || idle.length >= maximumIdle) return thread.close();
  await thread.run({ kind: 'forget' });
  idle.push(thread);
}
