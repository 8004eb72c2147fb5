/** The sample estate, loaded through the API as a user would, into a project of the caller's. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/paths.js';
import type { TestServer } from './server.js';

interface EstateFile {
  readonly project: string;
  readonly systems: readonly {
    readonly name: string;
    readonly dialect: string;
    readonly defaultSchema?: string;
    readonly sources: readonly string[];
  }[];
}

export const sampleEstate: EstateFile = JSON.parse(
  readFileSync(join(packageRoot, 'samples', 'estate.json'), 'utf8'),
);

export interface LoadedRun {
  readonly system: string;
  readonly id: string;
  readonly status: string;
  readonly counts: Readonly<Record<string, number>>;
}

/** Extracts every system of `samples/estate.json` and waits for each run to end. Throws unless all succeed. */
export async function loadSampleEstate(server: TestServer, project: string): Promise<readonly LoadedRun[]> {
  await server.data(`mutation P($name: String!) { upsertProject(input: { name: $name }) { cursor } }`, {
    name: project,
  });
  const runs: LoadedRun[] = [];
  for (const system of sampleEstate.systems) {
    await server.data(
      `mutation S($project: ID!, $name: String!, $dialect: Dialect!) {
        upsertSystem(input: { project: $project, name: $name, dialect: $dialect }) { cursor }
      }`,
      { project, name: system.name, dialect: system.dialect },
    );
    const input = {
      project,
      system: system.name,
      defaultSchema: system.defaultSchema,
      sources: system.sources.map((source) => ({ name: source, path: join(packageRoot, 'samples', source) })),
    };
    runs.push({ system: system.name, ...(await extract(server, input)) });
  }
  return runs;
}

/** Starts a run, follows its progress to the end and answers what became of it. Throws unless it succeeded. */
export async function extract(
  server: TestServer,
  input: Readonly<Record<string, unknown>>,
): Promise<Omit<LoadedRun, 'system'>> {
  const { extract: started } = await server.data(
    `mutation E($input: ExtractInput!) { extract(input: $input) { run { id } cursor } }`,
    { input },
  );
  const id = started.run.id;
  const progress = server.subscribe(
    `subscription G($id: ID!, $after: Cursor) { extractionProgress(runId: $id, after: $after) { status } }`,
    { id, after: started.cursor },
  );
  for await (const { errors } of progress) {
    if (errors !== undefined) throw new Error(JSON.stringify(errors));
  }
  const { extractionRun: run } = await server.data(
    `query R($id: ID!) {
      extractionRun(id: $id) {
        id status error { code message }
        counts { sources statements tables views columns edges joins created updated unchanged deleted }
      }
    }`,
    { id },
  );
  if (run.status !== 'SUCCEEDED')
    throw new Error(`run ${id} ended ${run.status}: ${JSON.stringify(run.error)}`);
  return run;
}
