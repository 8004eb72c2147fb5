/** The HTTP routes: `/graphql`, health, GraphiQL. Gates 1 and 2 of a request stand here. */
import { fastifyApolloHandler } from '@as-integrations/fastify';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { badUserInput, limitExceeded, SheafError } from '../errors.js';
import { jsonDepth, MAX_JSON_DEPTH } from '../json-depth.js';
import { apolloEdge } from './apollo.js';
import { type Authentication, isLocalRequest } from './authentication.js';
import type { Principal } from './context.js';
import { allowOrigins } from './cors.js';
import { Refusal, refusalOf, refuse } from './errors.js';
import type { Pipeline } from './pipeline.js';
import { holdsRoleSomewhere } from './roles.js';

export interface HttpOptions {
  readonly pipeline: Pipeline;
  readonly authentication: Authentication;
  /** Largest body of a principal below CURATOR, and of the others; bytes. */
  readonly bodyLimits: { readonly reader: number; readonly curator: number };
  /** Origins whose pages may read answers. */
  readonly corsOrigins: readonly string[];
  /** Fired when what still runs has to stop. */
  readonly stopping: AbortSignal;
}

const securityHeaders = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
  'cross-origin-resource-policy': 'same-origin',
};

declare module 'fastify' {
  interface FastifyRequest {
    principal: Principal | null;
    /** `sheaf-timeout-ms`: the caller's own deadline. */
    timeoutMs: number | null;
  }
}

export async function httpServer(options: HttpOptions): Promise<FastifyInstance> {
  const app = Fastify({
    logger: false,
    // Bodies are limited by role, where they are read.
    bodyLimit: Number.MAX_SAFE_INTEGER,
    requestTimeout: 120_000,
    keepAliveTimeout: 65_000,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    routerOptions: { ignoreTrailingSlash: true },
  });
  app.decorateRequest('principal', null);
  app.decorateRequest('timeoutMs', null);
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers(securityHeaders);
  });
  allowOrigins(app, options.corsOrigins);
  app.setErrorHandler((error, _request, reply) => answerError(options.pipeline, error, reply));
  app.setNotFoundHandler((_request, reply) => reply.code(404).send());
  readJsonBodies(app, options);
  await graphqlRoute(app, options);
  refuseOtherMethods(app, options);
  return app;
}

async function graphqlRoute(app: FastifyInstance, options: HttpOptions): Promise<void> {
  const apollo = await apolloEdge(options.pipeline);
  app.addHook('onClose', () => apollo.stop());
  const handler = fastifyApolloHandler(apollo, {
    context: (request, reply) => Promise.resolve(callerOf(request, reply, options.stopping)),
  });
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    onRequest: async (request, reply) => {
      if (!passesHostCheck(options.authentication, request)) return reply.code(403).send('');
      if (request.method === 'GET' && prefersHtml(request)) return reply.redirect('/graphiql');
      reply.header('cache-control', 'no-store');
      request.timeoutMs = askedTimeout(request.headers['sheaf-timeout-ms']);
      request.principal = await options.authentication.authenticate({
        authorization: request.headers.authorization,
        remoteAddress: request.ip,
      });
    },
    handler,
  });
}

/** What the address does not take is 405, not 404: the address is there. */
function refuseOtherMethods(app: FastifyInstance, { authentication, corsOrigins }: HttpOptions): void {
  const preflights = corsOrigins.length === 0 ? ['OPTIONS'] : [];
  app.route({
    method: ['PUT', 'DELETE', 'PATCH', ...preflights],
    url: '/graphql',
    // Answered before a body is read: no content type is refused first.
    onRequest: async (request, reply) =>
      passesHostCheck(authentication, request)
        ? reply.code(405).header('allow', 'GET, HEAD, POST').send()
        : reply.code(403).send(''),
    handler: (_request, reply) => reply.code(405).send(),
  });
}

export function passesHostCheck(
  authentication: Authentication,
  request: { readonly headers: { readonly host?: string | undefined; readonly origin?: string | undefined } },
): boolean {
  return !authentication.isOpen || isLocalRequest(request.headers.host, request.headers.origin);
}

function prefersHtml(request: FastifyRequest): boolean {
  const accept = request.headers.accept ?? '';
  return (
    accept.includes('text/html') && !accept.includes('application/json') && !/[?&]query=/.test(request.url)
  );
}

function callerOf(request: FastifyRequest, reply: FastifyReply, stopping: AbortSignal) {
  const controller = new AbortController();
  const abort = () => controller.abort(new SheafError('DEADLINE_EXCEEDED', 'the caller went away'));
  const stop = () => controller.abort(stopping.reason);
  stopping.addEventListener('abort', stop, { once: true });
  reply.raw.once('close', () => {
    stopping.removeEventListener('abort', stop);
    if (!reply.raw.writableFinished) abort();
  });
  if (request.principal === null) throw new Error('a request reaches its handler with a principal');
  return { principal: request.principal, signal: controller.signal, timeoutMs: request.timeoutMs };
}

function askedTimeout(header: string | string[] | undefined): number | null {
  if (header === undefined) return null;
  const value = Number(header);
  if (Number.isInteger(value) && value >= 1) return value;
  throw badUserInput('sheaf-timeout-ms', 'a positive integer', header);
}

/** Only JSON is read; anything else is 415. */
function readJsonBodies(app: FastifyInstance, { bodyLimits }: HttpOptions): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/json',
    async (request: FastifyRequest, payload: NodeJS.ReadableStream) => {
      const principal = request.principal;
      const isCurator = principal !== null && holdsRoleSomewhere(principal, 'CURATOR');
      const text = await readWithin(payload, isCurator ? bodyLimits.curator : bodyLimits.reader, request);
      const depth = jsonDepth(text, MAX_JSON_DEPTH);
      if (depth > MAX_JSON_DEPTH) throw refusalOf(limitExceeded('jsonDepth', depth, MAX_JSON_DEPTH));
      try {
        return JSON.parse(text);
      } catch {
        throw refuse('BAD_REQUEST', 'the body is not JSON');
      }
    },
  );
}

async function readWithin(
  payload: NodeJS.ReadableStream,
  limit: number,
  request: FastifyRequest,
): Promise<string> {
  const announced = Number(request.headers['content-length'] ?? 0);
  const chunks: Buffer[] = [];
  let size = 0;
  if (announced > limit) throw tooLarge(announced, limit);
  for await (const chunk of payload) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk);
    size += bytes.length;
    if (size > limit) throw tooLarge(size, limit);
    chunks.push(bytes);
  }
  return (chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks)).toString(
    'utf8',
  );
}

function tooLarge(size: number, limit: number): Refusal {
  return new Refusal(refusalOf(limitExceeded('bodyBytes', size, limit)).errors, 413, { connection: 'close' });
}

/** Errors outside the pipeline: before it (authentication, body) or the framework's own. */
function answerError(pipeline: Pipeline, error: unknown, reply: FastifyReply): void {
  const refusal = refusalFor(error);
  if (refusal !== null) {
    const errors = refusal.errors.map((refused) => pipeline.mask(refused));
    const retryAfter = errors[0]?.extensions?.retryAfter;
    if (typeof retryAfter === 'number') reply.header('retry-after', String(retryAfter));
    if (refusal.status === 401) reply.header('www-authenticate', 'Bearer');
    reply.headers(refusal.headers).code(refusal.status).send({ errors });
    return;
  }
  reply.code(500).send({ errors: [pipeline.mask(error)] });
}

function refusalFor(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error;
  if (error instanceof SheafError) return refusalOf(error);
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  if (status === 415) return refuse('BAD_REQUEST', 'the content type must be application/json', 415);
  return status >= 400 && status < 500 ? refuse('BAD_REQUEST', 'the request is malformed', status) : null;
}
