/**
 * The process that `npm run bench -- list` measures: a whole server and, beside it, the thinnest endpoint that
 * answers the same page: node:http, the same Cypher by `session.run`, one object a row, `JSON.stringify`.
 * It tells its parent both addresses, and its CPU time whenever it is asked.
 */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import neo4j, { type Driver } from 'neo4j-driver';
import { compose } from '../../../src/compose.js';
import { startServer } from '../../../src/server/start.js';
import type { Connection } from '../extract/bare-script.js';
import { listFields, tablesPageParameters, tablesPageText } from './page.js';

export interface ListProcessOptions {
  readonly connection: Connection;
  readonly dataFolder: string;
  readonly project: string;
}

export type ListProcessMessage =
  | { readonly kind: 'listening'; readonly url: string; readonly thinnest: string }
  | { readonly kind: 'cpu'; readonly ms: number };

const quiet = { info: () => {}, warn: () => {}, error: () => {} };

process.on('message', (message: ListProcessOptions | 'cpu') => {
  if (message === 'cpu') {
    const { user, system } = process.cpuUsage();
    tell({ kind: 'cpu', ms: (user + system) / 1000 });
  } else {
    void listen(message);
  }
});

async function listen({ connection, dataFolder, project }: ListProcessOptions): Promise<void> {
  const composition = await compose({
    neo4j: { ...connection, database: 'neo4j', poolSize: 20 },
    dataFolder,
    sourceRoots: [],
    privatePaths: [dataFolder],
    feedPollMs: 200,
    embedded: false,
    limits: {},
    log: quiet,
  });
  const server = await startServer({}, composition);
  const { uri, user, password } = connection;
  const driver = neo4j.driver(uri, neo4j.auth.basic(user, password), { disableLosslessIntegers: true });
  const thinnest = createServer((_, response) => void answer(driver, project, response));
  thinnest.listen(0, '127.0.0.1', () => {
    const { port } = thinnest.address() as AddressInfo;
    tell({ kind: 'listening', url: `${server.url}/graphql`, thinnest: `http://127.0.0.1:${port}/` });
  });
}

async function answer(driver: Driver, project: string, response: ServerResponse): Promise<void> {
  const session = driver.session({ defaultAccessMode: neo4j.session.READ });
  try {
    const { records } = await session.run(tablesPageText, tablesPageParameters(project, '', ''));
    const rows: readonly (readonly [string, string, readonly unknown[]])[] = records[0]?.get('rows') ?? [];
    const objects = rows.map(([id, , values]) => ({
      id,
      ...Object.fromEntries(listFields.map((field, i) => [field, values[i]])),
    }));
    response.setHeader('content-type', 'application/json').end(JSON.stringify(objects));
  } finally {
    await session.close();
  }
}

function tell(message: ListProcessMessage): void {
  process.send?.(message);
}
