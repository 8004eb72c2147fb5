/** Cross-origin reads of `/graphql`, for the origins that are listed and for no other. */
import type { FastifyInstance } from 'fastify';

const allowed = {
  'access-control-allow-methods': 'GET, POST',
  'access-control-allow-headers':
    'authorization, content-type, apollo-require-preflight, x-sheaf, sheaf-timeout-ms',
  'access-control-max-age': '600',
};

/**
 * Only answers become readable: callers send their token themselves, cookies are never read, and the checks of
 * Host, content type and token stand as they are. A refusal is readable too, so that a page can tell why.
 */
export function allowOrigins(app: FastifyInstance, origins: readonly string[]): void {
  if (origins.length === 0) return;
  const listed = new Set(origins);
  app.addHook('onRequest', async (request, reply) => {
    if (new URL(request.url, 'http://localhost').pathname.replace(/\/$/, '') !== '/graphql') return;
    reply.header('vary', 'origin');
    const { origin } = request.headers;
    if (origin === undefined || !listed.has(origin)) return;
    reply.header('access-control-allow-origin', origin);
    reply.header('access-control-expose-headers', 'retry-after');
  });
  app.options('/graphql', (request, reply) => {
    const { origin } = request.headers;
    if (origin === undefined || !listed.has(origin))
      return reply.code(405).header('allow', 'GET, HEAD, POST').send();
    return reply.headers(allowed).code(204).send();
  });
}
