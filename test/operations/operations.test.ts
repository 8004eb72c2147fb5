import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TaskContext, TaskHandler } from '../../src/worker/index.js';
import { testProject } from '../support/project.js';
import { startTestServer, type TestServer } from '../support/server.js';

let server: TestServer;
const { id: project } = await testProject();
const released: (() => void)[] = [];

/** Waits until the test lets it go or it is told to stop. */
const waiting: TaskHandler = {
  kind: `wait-${randomUUID()}`,
  maxAttempts: 1,
  concurrency: 4,
  run: ({ signal, progress }: TaskContext) =>
    new Promise((resolve, reject) => {
      progress(0.5, 'HALFWAY');
      released.push(() => resolve({ waited: true }));
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    }),
};

beforeAll(async () => {
  server = await startTestServer();
  server.composition.tasks.register(waiting);
});

afterAll(() => server.close());

async function enqueue(): Promise<string> {
  const { tasks, graph } = server.composition;
  const { value } = await graph.unitOfWork('tester', 'test', (unit) =>
    tasks.enqueue(unit, { kind: waiting.kind, project, input: null }),
  );
  tasks.wake();
  return value;
}

const taskFields =
  'id kind project state priority progress step attempts maxAttempts actor error { code message } result';

async function task(id: string) {
  return (await server.data(`query ($id: ID!) { task(id: $id) { ${taskFields} } }`, { id })).task;
}

describe('tasks', () => {
  it('are followed from start to end by a subscription that can be resumed', async () => {
    const id = await enqueue();
    const document = `subscription ($id: ID!, $after: Cursor) {
      taskProgress(id: $id, after: $after) { cursor task { state step result } }
    }`;
    const seen = [];
    let cursor: string | null = null;
    for await (const { data } of server.subscribe(document, { id })) {
      seen.push(data.taskProgress.task);
      cursor = data.taskProgress.cursor;
      if (data.taskProgress.task.step === 'HALFWAY') break;
    }
    expect(seen[0].state).toMatch(/QUEUED|RUNNING/);
    for (const release of released.splice(0)) release();
    for await (const { data } of server.subscribe(document, { id, after: cursor })) {
      seen.push(data.taskProgress.task);
    }
    expect(seen.at(-1)).toEqual({ state: 'SUCCEEDED', step: 'HALFWAY', result: { waited: true } });
  });

  it('are listed newest first, by pages, of a project and by state', async () => {
    const ids = [await enqueue(), await enqueue(), await enqueue()];
    const document = `query ($project: ID!, $kinds: [String!], $states: [TaskState!], $first: Int, $after: Cursor) {
      tasks(project: $project, kinds: $kinds, states: $states, first: $first, after: $after) {
        edges { node { id } } pageInfo { hasNextPage endCursor }
      }
    }`;
    const variables = { project, kinds: [waiting.kind], states: ['QUEUED', 'RUNNING'], first: 2 };
    const { tasks: first } = await server.data(document, variables);
    expect(first.pageInfo.hasNextPage).toBe(true);
    const { tasks: second } = await server.data(document, { ...variables, after: first.pageInfo.endCursor });
    const listed = [...first.edges, ...second.edges].map(({ node }) => node.id);
    expect(listed).toEqual([...ids].reverse());
    expect(second.pageInfo.hasNextPage).toBe(false);
    const { tasks: everywhere } = await server.data(
      document.replace('project: $project, ', '').replace('$project: ID!, ', ''),
      {
        ...variables,
        first: 100,
      },
    );
    expect(everywhere.edges.map(({ node }: { node: { id: string } }) => node.id)).toEqual(listed);
    for (const id of ids) await cancel(id);
  });

  it('are cancelled once, by whoever may', async () => {
    const id = await enqueue();
    const { data } = await cancel(id, 'again');
    expect(data.cancelTask).toMatchObject({ clientMutationId: 'again', task: { id } });
    expect(data.cancelTask.cursor).toMatch(/\S/);
    const document = 'subscription ($id: ID!) { taskProgress(id: $id) { task { state } } }';
    const states = [];
    for await (const { data: change } of server.subscribe(document, { id })) {
      states.push(change.taskProgress.task.state);
    }
    expect(states.at(-1)).toBe('CANCELLED');
    const { errors } = await cancel(id);
    expect(errors).toMatchObject([{ extensions: { code: 'CONFLICT', state: 'CANCELLED' } }]);
  });

  it('that do not exist are null, and cannot be cancelled or followed', async () => {
    const id = `task:${project.slice('project:'.length)}/${randomUUID()}`;
    expect(await task(id)).toBeNull();
    expect((await cancel(id)).errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    const document = 'subscription ($id: ID!) { taskProgress(id: $id) { cursor } }';
    const first = await server.subscribe(document, { id }).next();
    expect(first.value.errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  });

  it('refuse pages that are none', async () => {
    const page = (first: number | null) =>
      server.query('query ($n: Int) { tasks(first: $n) { edges { cursor } } }', { n: first });
    for (const first of [0, 1001, null]) {
      expect((await page(first)).errors).toMatchObject([
        { extensions: { code: 'BAD_USER_INPUT', field: 'first', expected: 'a whole number from 1 to 1000' } },
      ]);
    }
    const foreign = await server.query('{ tasks(after: "bm90IG91cnM") { edges { cursor } } }');
    expect(foreign.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'after' } }]);
  });
});

describe('the state of the platform', () => {
  it('is measured, check by check, with limits and times', async () => {
    const { health } = await server.data(
      '{ health { status version startedAt checks { name status measured limit unit at reason durationMs } } }',
    );
    const names = health.checks.map((check: { name: string }) => check.name);
    expect(names).toEqual([
      'neo4jLatencyMs',
      'migrationsPending',
      'feedLagSeconds',
      'queueOldestWaitingSeconds',
      'diskFreeBytes',
      'eventLoopP99Ms',
      'heapPercent',
    ]);
    const [neo4j, migrations] = health.checks;
    expect(neo4j).toMatchObject({ status: 'OK', limit: 1000, unit: 'ms', reason: null });
    expect(neo4j.measured).toBeGreaterThan(0);
    expect(migrations).toMatchObject({ status: 'OK', measured: 0 });
    expect(health.status).not.toBe('UNKNOWN');
  });

  it('is ready when the database answers and migrations are applied', async () => {
    const ready = await fetch(`${server.url}/health/ready`);
    expect(ready.status).toBe(200);
    expect(await ready.json()).toEqual({ ready: true, failed: [] });
    const live = await fetch(`${server.url}/health/live`);
    expect([live.status, await live.text()]).toEqual([200, '']);
  });

  it('names versions and limits, and the caller', async () => {
    const { serverInfo, me } = await server.data(`{
      serverInfo { version nodeVersion neo4jVersion neo4jEdition embedded schemaHash migration limits }
      me { id roles projects expiresAt }
    }`);
    expect(serverInfo).toMatchObject({
      nodeVersion: process.versions.node,
      neo4jEdition: 'community',
      embedded: false,
      schemaHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(serverInfo.neo4jVersion).toMatch(/^5\.26\./);
    expect(serverInfo.migration).toBeGreaterThanOrEqual(50);
    expect(me).toEqual({ id: 'local', roles: { '*': 'ADMIN' }, projects: null, expiresAt: null });
  });
});

async function cancel(id: string, clientMutationId: string | null = null) {
  return await server.query(
    'mutation ($input: CancelTaskInput!) { cancelTask(input: $input) { cursor clientMutationId task { id state } } }',
    { input: { id, clientMutationId } },
  );
}
