/** The task that carries a run out, and what becomes of a run whose task ended otherwise. */

import type { Graph } from '../graph/types.js';
import type { Log } from '../log.js';
import type { TaskHandler } from '../worker/index.js';
import { liveInputs } from './queries.js';
import type { ExtractionRequest } from './request.js';
import { runExtraction } from './run-extraction.js';
import { pathRules } from './sources/path-rules.js';
import { spooled, sweepSpool, unspool } from './spool.js';
import { type ExtractTaskInput, extractTask, type Settings } from './start.js';

/**
 * Handler of the tasks that `startExtraction` enqueues. A run is never tried twice by itself: what it
 * wrote stays, and running it again completes it.
 */
export function extractionHandler(graph: Graph, settings: Settings, log: Log): TaskHandler {
  const { sourceRoots, privatePaths, dataFolder } = settings;
  return {
    kind: extractTask,
    maxAttempts: 1,
    concurrency: 2,
    async run(context) {
      const { run, request: hash } = context.input as ExtractTaskInput;
      const request = JSON.parse(
        (await spooled(dataFolder, run, hash)).toString('utf8'),
      ) as ExtractionRequest;
      const rules = await pathRules(sourceRoots, privatePaths);
      const pasted = (sha256: string): Promise<Buffer> => spooled(dataFolder, run, sha256);
      const counts = await runExtraction({ graph, context, log, run, input: { request, rules, pasted } });
      await unspool(dataFolder, run);
      return { run, counts };
    },
    async ended({ state, error, finishedAt }, input, unit) {
      const { run } = input as ExtractTaskInput;
      const [found] = await unit.lockNodes([run]);
      if (found === undefined) return;
      const properties = {
        status: state,
        endedAt: finishedAt,
        errorCode: error?.code ?? null,
        errorMessage: error?.message ?? null,
      };
      await unit.patchNodes([{ id: run, properties }]);
    },
    settled: (_, input) => unspool(dataFolder, (input as ExtractTaskInput).run),
  };
}

/** Removes from the data folder what requests left whose process died before their run came into being. */
export async function sweepRequests(graph: Graph, queue: string, dataFolder: string): Promise<number> {
  return await sweepSpool(dataFolder, async () => {
    const rows = await graph.read(liveInputs, { queue, kind: extractTask });
    return rows.map(({ input }) => (JSON.parse(input) as ExtractTaskInput).run);
  });
}
