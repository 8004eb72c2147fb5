/** A whole server on a free port over the shared test database, for behaviour tests over real sockets. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FormattedExecutionResult, GraphQLSchema } from 'graphql';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { type Composition, compose } from '../../src/compose.js';
import type { Graph } from '../../src/graph/index.js';
import type { Log } from '../../src/log.js';
import { packageRoot } from '../../src/paths.js';
import { type RunningServer, type ServerSettings, startServer } from '../../src/server/start.js';
import { testNeo4j } from './neo4j.js';

export interface TestServerOptions {
  readonly settings?: ServerSettings;
  /** Folders of `path` sources. Default: the samples. */
  readonly sourceRoots?: readonly string[];
  /** Changes the schema before the server starts, for fault injection. */
  readonly schema?: (schema: GraphQLSchema) => GraphQLSchema;
  readonly log?: Log;
}

// biome-ignore lint/suspicious/noExplicitAny: tests read answers of any shape
type Data = any;

export interface Answer {
  readonly status: number;
  readonly data: Data;
  readonly errors: NonNullable<FormattedExecutionResult['errors']>;
  readonly extensions: Readonly<Record<string, unknown>>;
  readonly headers: Headers;
}

export interface TestServer {
  readonly url: string;
  readonly wsUrl: string;
  readonly graph: Graph;
  readonly composition: Composition;
  readonly server: RunningServer;
  readonly dataFolder: string;
  /** POST /graphql. */
  query(
    document: string,
    variables?: Readonly<Record<string, unknown>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer>;
  /** As `query`, and throws when the answer has errors. */
  data(
    document: string,
    variables?: Readonly<Record<string, unknown>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Data>;
  /** A subscription over WebSocket; ends when the loop does. */
  subscribe(
    document: string,
    variables?: Readonly<Record<string, unknown>>,
    connectionParams?: Readonly<Record<string, unknown>>,
  ): AsyncIterableIterator<FormattedExecutionResult<Data>>;
  close(): Promise<void>;
}

const quiet: Log = { info: () => {}, warn: () => {}, error: () => {} };

export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'sheaf-test-'));
  const composition = await compose({
    neo4j: { ...testNeo4j(), database: 'neo4j', poolSize: 20 },
    dataFolder,
    sourceRoots: options.sourceRoots ?? [join(packageRoot, 'samples')],
    privatePaths: [dataFolder],
    feedPollMs: 200,
    embedded: false,
    limits: {},
    log: options.log ?? quiet,
  });
  const schema = options.schema?.(composition.schema) ?? composition.schema;
  const server = await startServer(options.settings ?? {}, { ...composition, schema });
  const query = (document: string, variables = {}, headers = {}) =>
    post(server.url, document, variables, headers);
  return {
    url: server.url,
    wsUrl: server.wsUrl,
    graph: composition.graph,
    composition,
    server,
    dataFolder,
    query,
    async data(document, variables, headers) {
      const answer = await query(document, variables, headers);
      if (answer.errors.length > 0) throw new Error(JSON.stringify(answer.errors));
      return answer.data;
    },
    subscribe: (document, variables = {}, connectionParams = {}) =>
      subscription(server.wsUrl, document, variables, connectionParams),
    async close() {
      await server.close();
      await composition.close();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

async function post(
  url: string,
  query: string,
  variables: Readonly<Record<string, unknown>>,
  headers: Readonly<Record<string, string>>,
): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  const body = text === '' ? {} : (JSON.parse(text) as FormattedExecutionResult);
  return {
    status: response.status,
    data: body.data,
    errors: body.errors ?? [],
    extensions: body.extensions ?? {},
    headers: response.headers,
  };
}

function subscription(
  url: string,
  query: string,
  variables: Readonly<Record<string, unknown>>,
  connectionParams: Readonly<Record<string, unknown>>,
): AsyncIterableIterator<FormattedExecutionResult<Data>> {
  const client = createClient({
    url,
    webSocketImpl: WebSocket,
    connectionParams,
    lazy: true,
    retryAttempts: 0,
  });
  const iterator = client.iterate<Data>({ query, variables: { ...variables } });
  const stop = iterator.return?.bind(iterator);
  return Object.assign(iterator, {
    async return() {
      const ended = await stop?.();
      await client.dispose();
      return ended ?? { value: undefined, done: true as const };
    },
  }) as AsyncIterableIterator<FormattedExecutionResult<Data>>;
}
