/**
 * Starts the product as the README says (`npm start`), on a free port and a data folder of its own, asks one
 * query over HTTP, sees one change arrive over WebSocket, and stops it. Exit code 0 when all of that worked.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';

const limitMs = 300_000;
const data = mkdtempSync(join(tmpdir(), 'sheaf-smoke-'));
const port = await freePort();
const url = `http://127.0.0.1:${port}`;
const env = { ...process.env, PORT: String(port), SHEAF_DATA: join(data, 'data') };
const child = spawn('npm', ['start'], { env, stdio: ['ignore', 'pipe', 'inherit'], detached: true });
let output = '';
child.stdout.on('data', (chunk) => {
  output += chunk;
  process.stdout.write(chunk);
});

try {
  await ready();
  await sampleLoaded();
  const { tables } = await post(
    '{ tables(project: "fernhill", first: 1) { totalCount edges { node { id } } } }',
  );
  if (!(tables.totalCount > 50)) throw new Error(`the sample estate has ${tables.totalCount} tables`);
  await seeAChange(tables.edges[0].node.id);
  console.log('smoke: the product starts, answers and streams');
} catch (error) {
  console.error(`smoke: ${error.message}`);
  process.exitCode = 1;
} finally {
  process.kill(-child.pid, 'SIGTERM');
  if (!(await groupIsOver(90_000))) {
    console.error('smoke: the product did not stop within 90 s');
    process.kill(-child.pid, 'SIGKILL');
    process.exitCode = 1;
  }
  // The database is a process of its own and may still be closing its files.
  rmSync(data, { recursive: true, force: true, maxRetries: 60, retryDelay: 500 });
}

/** npm ends before what it started; the group is over when nothing of it is left. */
async function groupIsOver(withinMs) {
  for (const until = Date.now() + withinMs; Date.now() < until; await delay(250)) {
    try {
      process.kill(-child.pid, 0);
    } catch {
      return true;
    }
  }
  return false;
}

async function ready() {
  const until = Date.now() + limitMs;
  while (Date.now() < until) {
    if (child.exitCode !== null) throw new Error(`npm start ended with code ${child.exitCode}`);
    const answer = await fetch(`${url}/health/ready`).catch(() => null);
    if (answer?.ok) return;
    await delay(250);
  }
  throw new Error('not ready in time');
}

/** The greeting comes when the sample estate is loaded. */
async function sampleLoaded() {
  const until = Date.now() + limitMs;
  while (!output.includes('Sheaf is ready')) {
    if (child.exitCode !== null) throw new Error(`npm start ended with code ${child.exitCode}`);
    if (Date.now() > until) throw new Error('the sample estate was not loaded in time');
    await delay(250);
  }
}

async function post(query, variables) {
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data: result, errors } = await answer.json();
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  return result;
}

async function seeAChange(id) {
  const { feedStatus } = await post('{ feedStatus { head } }');
  const client = createClient({ url: `${url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket });
  const stream = client.iterate({
    query:
      'subscription S($after: Cursor) { catalogChanged(project: "fernhill", after: $after) { events { entityId } } }',
    variables: { after: feedStatus.head },
  });
  await post(
    'mutation D($id: ID!, $text: String) { describe(input: { id: $id, description: $text }) { cursor } }',
    {
      id,
      text: 'Seen by the smoke test.',
    },
  );
  for await (const { data: payload, errors } of stream) {
    if (errors !== undefined) throw new Error(JSON.stringify(errors));
    if (payload.catalogChanged.events.some(({ entityId }) => entityId === id)) break;
  }
  await client.dispose();
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port: free } = server.address();
  server.close();
  await once(server, 'close');
  return free;
}
