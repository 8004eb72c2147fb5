/**
 * `graphql-transport-ws` on the path of `/graphql`: queries, mutations and subscriptions through the same
 * pipeline as HTTP. graphql-ws speaks the protocol; this file adds who may connect, how much one socket
 * may ask for, and what happens to one that does not read.
 */
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type ExecutionResult, GraphQLError, type GraphQLFormattedError } from 'graphql';
import { CloseCode, handleProtocols, makeServer, type ServerOptions } from 'graphql-ws';
import { WebSocketServer } from 'ws';
import { limitExceeded, SheafError } from '../errors.js';
import { jsonDepth, MAX_JSON_DEPTH } from '../json-depth.js';
import type { Authentication } from './authentication.js';
import type { Principal } from './context.js';
import { Refusal, toGraphQLError } from './errors.js';
import { passesHostCheck } from './http.js';
import type { Admitted, Pipeline } from './pipeline.js';
import { SocketState } from './socket-state.js';

export interface WebSocketOptions {
  readonly pipeline: Pipeline;
  readonly authentication: Authentication;
  /** Operations at once on one socket. Default 100. */
  readonly maxOperations: number;
  /** Sockets of the process. Default 20,000. */
  readonly maxSockets: number;
  /** Sockets of one principal. Default 200; the open loopback principal has no such limit. */
  readonly maxSocketsOfPrincipal: number;
  /** Bytes waiting for a client that reads too little. Default 1 MiB. */
  readonly maxBuffered: number;
  /** Milliseconds with more than that waiting, or with nothing read at all, after which 4470 closes. Default 10 s. */
  readonly slowMs: number;
  /** Milliseconds between pings; a client without a pong by the next one is gone. Default 12 s. */
  readonly pingMs: number;
}

/** Close codes beside the protocol's own. */
export const closeCodes = {
  goingAway: 1001,
  expired: 4401,
  slowConsumer: 4470,
  tooManyRefusals: 4471,
} as const;

/** A message above this closes the socket, 1009, whatever the role. */
const MAX_MESSAGE = 1024 * 1024;
const REFUSALS_BEFORE_CLOSE = 4;

export interface WebSocketEdge {
  readonly sockets: number;
  /** Tells every client to come back elsewhere (1001) and ends its operations. */
  close(): Promise<void>;
}

interface Extra {
  readonly state: SocketState;
}
/** What `onSubscribe` hands to `execute` and `subscribe`: graphql-ws only passes it on. */
interface Arguments {
  readonly admitted: Admitted;
  readonly document: Admitted['operation']['document'];
  readonly operationName: string | null;
}

export function webSocketEdge(server: Server, options: WebSocketOptions): WebSocketEdge {
  const sockets = new Set<SocketState>();
  const webSockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE,
    perMessageDeflate: false,
    handleProtocols: (protocols) => handleProtocols(protocols),
  });
  const ofPrincipals = new Map<string, number>();
  const protocol = makeServer<Record<string, unknown>, Extra>(protocolOptions(options, ofPrincipals));
  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // A peer that goes away while it is refused is nobody's error; later the protocol listens itself.
    socket.on('error', () => socket.destroy());
    if (request.url?.split('?', 1)[0] !== '/graphql') return refuseUpgrade(socket, 404);
    if (!passesHostCheck(options.authentication, request)) return refuseUpgrade(socket, 403);
    if (sockets.size >= options.maxSockets) return refuseUpgrade(socket, 503);
    webSockets.handleUpgrade(request, socket, head, (webSocket) => {
      const state = new SocketState(webSocket, request);
      sockets.add(state);
      serve(protocol, state, () => {
        sockets.delete(state);
        if (state.principal !== null) count(ofPrincipals, state.principal.id, -1);
      });
    });
  };
  server.on('upgrade', onUpgrade);
  const watch = watchSockets(sockets, options);
  return {
    get sockets() {
      return sockets.size;
    },
    async close() {
      clearInterval(watch.slow);
      clearInterval(watch.ping);
      server.off('upgrade', onUpgrade);
      await Promise.all([...sockets].map((state) => state.goAway()));
      webSockets.close();
    },
  };
}

function refuseUpgrade(socket: Duplex, status: number): void {
  const text = { 403: 'Forbidden', 404: 'Not Found', 503: 'Service Unavailable' }[status] ?? 'Bad Request';
  socket.end(`HTTP/1.1 ${status} ${text}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** Joins one socket to the protocol. */
function serve(
  protocol: ReturnType<typeof makeServer<Record<string, unknown>, Extra>>,
  state: SocketState,
  onClosed: () => void,
): void {
  const { webSocket } = state;
  const closed = protocol.opened(
    {
      protocol: webSocket.protocol,
      send: (text) => state.send(text),
      close: (code, reason) => webSocket.close(code, reason),
      onMessage: (callback) => {
        webSocket.on('message', (data, isBinary) => {
          const text = isBinary ? '' : String(data);
          if (jsonDepth(text, MAX_JSON_DEPTH) > MAX_JSON_DEPTH) {
            return webSocket.close(CloseCode.BadRequest, `Deeper than ${MAX_JSON_DEPTH} levels`);
          }
          state
            .receive(text, callback)
            .catch(() => webSocket.close(CloseCode.InternalServerError, 'Internal server error'));
        });
      },
    },
    { state },
  );
  webSocket.on('pong', () => state.notePong());
  webSocket.on('error', () => webSocket.terminate());
  webSocket.once('close', (code, reason) => {
    onClosed();
    state.abortAll('the socket closed');
    closed(code, String(reason)).catch(() => webSocket.terminate());
  });
}

function protocolOptions(
  options: WebSocketOptions,
  ofPrincipals: Map<string, number>,
): ServerOptions<Record<string, unknown>, Extra> {
  const { pipeline } = options;
  return {
    connectionInitWaitTimeout: 3_000,
    onConnect: ({ connectionParams, extra: { state } }) =>
      connect(options, ofPrincipals, state, connectionParams),
    onSubscribe: ({ extra: { state } }, id, payload) => {
      try {
        return admit(options, state, id, payload) as never;
      } catch (error) {
        return errorsOf(pipeline, error);
      }
    },
    execute: (args) => pipeline.execute((args as unknown as Arguments).admitted) as Promise<ExecutionResult>,
    subscribe: (args) => pipeline.subscribe((args as unknown as Arguments).admitted) as never,
    // The pipeline has masked and formatted the errors; the protocol's own formatting expects error objects.
    onNext: (_context, _id, _payload, _args, result) => result,
    onComplete: ({ extra: { state } }, id) => state.noteEnd(id),
    onError: (_context, _id, _payload, errors) => errors.map((error) => pipeline.mask(error)),
  };
}

async function connect(
  options: WebSocketOptions,
  ofPrincipals: Map<string, number>,
  state: SocketState,
  parameters: Readonly<Record<string, unknown>> | undefined,
): Promise<boolean> {
  const authorization = parameters?.authorization ?? state.request.headers.authorization;
  let principal: Principal;
  try {
    principal = await options.authentication.authenticate({
      authorization: typeof authorization === 'string' ? authorization : undefined,
      remoteAddress: state.request.socket.remoteAddress ?? '',
    });
  } catch (error) {
    if (error instanceof SheafError) return false;
    throw error;
  }
  // A socket that closed meanwhile is counted no more, so it must not be counted now.
  if (state.webSocket.readyState !== state.webSocket.OPEN) return false;
  state.principal = principal;
  const sockets = count(ofPrincipals, principal.id, 1);
  if (!options.authentication.isOpen && sockets > options.maxSocketsOfPrincipal) {
    state.webSocket.close(closeCodes.tooManyRefusals, 'Too many sockets of one principal');
    return false;
  }
  return true;
}

/** Sockets of a principal after one came (1) or went (-1). */
function count(ofPrincipals: Map<string, number>, id: string, change: 1 | -1): number {
  const sockets = (ofPrincipals.get(id) ?? 0) + change;
  if (sockets === 0) ofPrincipals.delete(id);
  else ofPrincipals.set(id, sockets);
  return sockets;
}

function admit(
  options: WebSocketOptions,
  state: SocketState,
  id: string,
  payload: { readonly query: string; readonly operationName?: string | null; readonly variables?: unknown },
): Arguments {
  if (state.principal === null) throw new SheafError('UNAUTHENTICATED', 'a valid token is needed');
  // Work that ends slowly is bounded too, by itself: whoever unsubscribes may subscribe anew at once.
  const busiest = Math.max(state.operations, state.ending);
  if (busiest > options.maxOperations) {
    if (++state.refusals >= REFUSALS_BEFORE_CLOSE) {
      state.webSocket.close(closeCodes.tooManyRefusals, 'Too many operations');
    }
    throw limitExceeded('operationsOnSocket', busiest, options.maxOperations);
  }
  const admitted = options.pipeline.admit({
    query: payload.query,
    operationName: payload.operationName ?? null,
    variables: (payload.variables ?? {}) as Readonly<Record<string, unknown>>,
    principal: state.principal,
    signal: state.signalOf(id),
    timeoutMs: null,
  });
  return { admitted, document: admitted.operation.document, operationName: admitted.operation.name };
}

function errorsOf(pipeline: Pipeline, error: unknown): readonly GraphQLError[] {
  if (error instanceof Refusal) return error.errors;
  if (error instanceof SheafError) return [toGraphQLError(error)];
  const masked: GraphQLFormattedError = pipeline.mask(error);
  return [new GraphQLError(masked.message, { extensions: masked.extensions ?? null })];
}

function watchSockets(sockets: ReadonlySet<SocketState>, options: WebSocketOptions) {
  const slow = setInterval(
    () => {
      options.authentication.refresh();
      for (const state of sockets) {
        if (state.isSlow(options.maxBuffered, options.slowMs))
          state.cut(closeCodes.slowConsumer, 'Slow consumer');
        else if (state.principal !== null && !options.authentication.isValid(state.principal)) {
          state.cut(closeCodes.expired, 'Unauthorized');
        }
      }
    },
    Math.min(1_000, options.slowMs),
  );
  const ping = setInterval(() => {
    for (const state of sockets) state.ping();
  }, options.pingMs);
  slow.unref();
  ping.unref();
  return { slow, ping };
}
