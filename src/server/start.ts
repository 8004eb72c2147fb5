/** Starts the server: one schema, one pipeline, HTTP and WebSocket on one port. */

import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { GraphQLSchema } from 'graphql';
import { SheafError } from '../errors.js';
import type { Graph } from '../graph/types.js';
import type { Log } from '../log.js';
import type { Operations } from '../operations/index.js';
import type { Tasks } from '../worker/types.js';
import {
  type Authentication,
  isLoopback,
  openAuthentication,
  tokenAuthentication,
} from './authentication.js';
import type { RequestContext } from './context.js';
import type { ErrorSink } from './errors.js';
import { graphiqlRoutes } from './graphiql.js';
import { healthRoutes } from './health.js';
import { httpServer } from './http.js';
import { type DocumentLimits, defaultLimits } from './limits.js';
import { Pipeline } from './pipeline.js';
import { type WebSocketOptions, webSocketEdge } from './websocket.js';

export interface ServerSettings {
  /** Address to listen on. Default 127.0.0.1; any other than loopback needs `tokensFile`. */
  readonly host?: string;
  /** 0 = any free port, the default. */
  readonly port?: number;
  /** Static tokens; without it the server is open on loopback. */
  readonly tokensFile?: string | null;
  /** Origins whose pages may read answers; needs `tokensFile`. Default: none. */
  readonly corsOrigins?: readonly string[];
  readonly introspection?: 'off' | 'role' | 'on';
  readonly compiledExecutor?: boolean;
  /** Whether validation errors may name parts of the schema. Default: not. */
  readonly suggestions?: boolean;
  readonly limits?: Partial<DocumentLimits>;
  /** Bytes; CURATOR up. Others: the smaller of this and 1 MiB. Default 32 MiB. */
  readonly bodyLimit?: number;
  readonly webSocket?: Partial<Omit<WebSocketOptions, 'pipeline' | 'authentication'>>;
  /** Milliseconds between the first 503 of readiness and the end of listening. Default 0. */
  readonly drainDelayMs?: number;
  /** Milliseconds requests in flight may still take at shutdown. Default 20 s. */
  readonly drainMs?: number;
}

export interface ServerParts {
  readonly graph: Graph;
  readonly tasks: Tasks;
  /** `buildSchema` makes it. */
  readonly schema: GraphQLSchema;
  /** `createOperations` makes it; its checks are those of `/health/ready`. */
  readonly operations: Operations;
  readonly log: Log;
  readonly contextSettings: RequestContext['settings'];
  readonly onInternalError: ErrorSink;
}

export interface RunningServer {
  /** `http://host:port`, without a path. */
  readonly url: string;
  /** `ws://host:port/graphql`. */
  readonly wsUrl: string;
  readonly pipeline: Pipeline;
  /** Readiness 503, drain, sockets 1001, requests in flight up to `drainMs`, then the end. True if nothing was cut off. */
  close(): Promise<boolean>;
}

const MIB = 1024 * 1024;

export async function startServer(settings: ServerSettings, parts: ServerParts): Promise<RunningServer> {
  const host = settings.host ?? '127.0.0.1';
  const report = (cause: unknown) => parts.onInternalError(randomUUID(), cause);
  const authentication = authenticationFor(host, settings.tokensFile ?? null, report);
  const corsOrigins = settings.corsOrigins ?? [];
  if (authentication.isOpen && corsOrigins.length > 0) {
    throw new SheafError(
      'FORBIDDEN',
      'CORS_ORIGINS needs AUTH_TOKENS_FILE: without tokens every caller is administrator, and no other origin is let in',
    );
  }
  const pipeline = pipelineFor(settings, parts);
  const stopping = new AbortController();
  let isDraining = false;
  const bodyLimit = settings.bodyLimit ?? 32 * MIB;
  const app = await httpServer({
    pipeline,
    authentication,
    bodyLimits: { reader: Math.min(bodyLimit, MIB), curator: bodyLimit },
    corsOrigins,
    stopping: stopping.signal,
  });
  graphiqlRoutes(app);
  const stopHealth = healthRoutes(app, parts.operations, () => isDraining);
  await app.listen({ host, port: settings.port ?? 0 });
  const sockets = webSocketEdge(app.server, {
    ...webSocketDefaults,
    ...settings.webSocket,
    pipeline,
    authentication,
  });
  const { port } = app.server.address() as AddressInfo;
  const name = host.includes(':') ? `[${host}]` : host;

  const close = async (): Promise<boolean> => {
    isDraining = true;
    if (settings.drainDelayMs) await new Promise((resolve) => setTimeout(resolve, settings.drainDelayMs));
    let isComplete = true;
    const cutOff = setTimeout(() => {
      isComplete = false;
      stopping.abort(new SheafError('UNAVAILABLE', 'the server is shutting down', { retryAfter: 5 }));
      setTimeout(() => app.server.closeAllConnections(), 1_000).unref();
    }, settings.drainMs ?? 20_000);
    await Promise.all([sockets.close(), app.close()]);
    clearTimeout(cutOff);
    stopHealth();
    return isComplete;
  };
  let closing: Promise<boolean> | null = null;
  return {
    url: `http://${name}:${port}`,
    wsUrl: `ws://${name}:${port}/graphql`,
    pipeline,
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}

const webSocketDefaults = {
  maxOperations: 100,
  maxSockets: 20_000,
  maxSocketsOfPrincipal: 200,
  maxBuffered: MIB,
  slowMs: 10_000,
  pingMs: 12_000,
};

function authenticationFor(
  host: string,
  tokensFile: string | null,
  report: (cause: unknown) => void,
): Authentication {
  if (tokensFile !== null) return tokenAuthentication(tokensFile, report);
  if (isLoopback(host)) return openAuthentication;
  throw new SheafError(
    'FORBIDDEN',
    `listening on ${host} needs authentication: set AUTH_TOKENS_FILE (sheaf token add), or listen on 127.0.0.1`,
  );
}

function pipelineFor(settings: ServerSettings, parts: ServerParts): Pipeline {
  return new Pipeline(
    parts.schema,
    {
      graph: parts.graph,
      tasks: parts.tasks,
      operations: parts.operations,
      log: parts.log,
      settings: parts.contextSettings,
    },
    {
      documents: {
        limits: { ...defaultLimits, ...settings.limits },
        suggestions: settings.suggestions ?? false,
      },
      compiledExecutor: settings.compiledExecutor ?? true,
      introspection: settings.introspection ?? 'role',
    },
    parts.onInternalError,
  );
}
