/** The task that carries a run out, and what becomes of a run whose task ended otherwise. */
import type { Graph } from '../graph/types.js';
import type { TaskHandler } from '../worker/index.js';
import { runById } from './queries.js';
import type { ExtractionRequest } from './request.js';
import { runExtraction } from './run-extraction.js';
import { isFinal, runRecord } from './run-record.js';
import { pathRules } from './sources/path-rules.js';
import { spooled, unspool } from './spool.js';
import { type ExtractTaskInput, extractTask, type Settings } from './start.js';

/**
 * Handler of the tasks that `startExtraction` enqueues. A run is never tried twice by itself: what it
 * wrote stays, and running it again completes it.
 */
export function extractionHandler(graph: Graph, settings: Settings): TaskHandler {
  const { sourceRoots, dataFolder, cacheFolder } = settings;
  return {
    kind: extractTask,
    maxAttempts: 1,
    concurrency: 2,
    async run(context) {
      const { run, request: hash } = context.input as ExtractTaskInput;
      const request = JSON.parse(
        (await spooled(dataFolder, run, hash)).toString('utf8'),
      ) as ExtractionRequest;
      const rules = await pathRules(sourceRoots, [dataFolder, cacheFolder]);
      const pasted = (sha256: string): Promise<Buffer> => spooled(dataFolder, run, sha256);
      const counts = await runExtraction({ graph, context, run, input: { request, rules, pasted } });
      await unspool(dataFolder, run);
      return { run, counts };
    },
    /** FAILED, CANCELLED or INTERRUPTED: the run says the same as its task. */
    async settled(task, input, unitOfWork) {
      const { run } = input as ExtractTaskInput;
      const [row] = await graph.read(runById, { id: run, projects: null });
      if (row !== undefined && !isFinal(runRecord(row.run).status)) {
        const { error, state } = task;
        const properties = {
          status: state === 'CANCELLED' ? 'CANCELLED' : 'FAILED',
          endedAt: new Date().toISOString(),
          errorCode: error?.code ?? null,
          errorMessage: error?.message ?? null,
        };
        await unitOfWork(task.actor, run, (unit) => unit.patchNodes([{ id: run, properties }]));
      }
      await unspool(dataFolder, run);
    },
  };
}
