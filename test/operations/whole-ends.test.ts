/** Ends of tasks and runs of which the store shows half: what a reader may meet while a commit is applied. */
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { rawStore } from '../support/cypher.js';
import { testProject } from '../support/project.js';
import { startTestServer, type TestServer } from '../support/server.js';

const at = '2026-01-01T00:00:01Z';
const store = rawStore();
const { id: project } = await testProject();
let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});

afterAll(async () => {
  await server.close();
  await store.close();
});

afterEach(() => vi.restoreAllMocks());

/** Resolves once the graph has been read for the element for the first time. */
function firstRead(id: string): Promise<void> {
  const { graph } = server;
  const read = graph.read.bind(graph);
  return new Promise((resolve) => {
    vi.spyOn(graph, 'read').mockImplementation(async (query, params, options) => {
      const rows = await read(query, params, options);
      if (JSON.stringify(params).includes(id)) resolve();
      return rows;
    });
  });
}

const records = [
  { label: 'Task', state: 'state', endedAt: 'finishedAt', query: 'task' },
  { label: 'ExtractionRun', state: 'status', endedAt: 'endedAt', query: 'extractionRun' },
] as const;

describe.each(records)('a $label that has FAILED', ({ label, state, endedAt, query }) => {
  async function halfEnded(): Promise<string> {
    const id = `${label.toLowerCase()}:${project.slice('project:'.length)}/${randomUUID()}`;
    const properties = { id, project, [state]: 'FAILED', startedAt: at };
    await store.rows(`CREATE (n:Entity:${label}) SET n = $properties, n.runAt = $properties.startedAt`, {
      properties,
    });
    return id;
  }

  async function shown(id: string): Promise<unknown> {
    const document = `query ($id: ID!) { ${query}(id: $id) { ${state} error { code } } }`;
    return (await server.data(document, { id }))[query];
  }

  it('is shown with its error, though its state was there first', async () => {
    const id = await halfEnded();
    const session = store.driver.session();
    try {
      const transaction = session.beginTransaction();
      await transaction.run(`MATCH (n:Entity {id: $id}) SET n += $end`, {
        id,
        end: { errorCode: 'INTERRUPTED', errorMessage: 'gone', errorAt: at, [endedAt]: at },
      });
      const half = firstRead(id);
      const answer = shown(id);
      await half;
      await transaction.commit();
      expect(await answer).toEqual({ [state]: 'FAILED', error: { code: 'INTERRUPTED' } });
    } finally {
      await session.close();
    }
  });

  it('is shown as the store has it when no error ever comes', async () => {
    expect(await shown(await halfEnded())).toEqual({ [state]: 'FAILED', error: null });
  });
});
