/** GraphiQL from the built files: one page and its assets, no other origin. */
import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { packageRoot } from '../paths.js';

const contentTypes: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.ttf': 'font/ttf',
};

const contentSecurityPolicy = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "worker-src 'self' blob:",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** `/graphiql` and its assets; `/` leads there. Until `npm run build` has made the files it says so. */
export function graphiqlRoutes(
  app: FastifyInstance,
  folder = join(packageRoot, 'dist', 'web', 'graphiql'),
): void {
  const page = join(folder, 'index.html');
  const assets = join(folder, 'assets');
  const known = new Set(existsSync(assets) ? readdirSync(assets) : []);
  app.get('/', (_request, reply) => reply.redirect('/graphiql'));
  app.get('/graphiql', (_request, reply) => {
    if (!existsSync(page)) {
      return reply.code(503).type('text/plain; charset=utf-8').send('GraphiQL is not built: npm run build\n');
    }
    return reply
      .headers({ 'content-security-policy': contentSecurityPolicy, 'cache-control': 'no-cache' })
      .type('text/html; charset=utf-8')
      .send(readFileSync(page));
  });
  app.get<{ Params: { name: string } }>('/graphiql/assets/:name', (request, reply) => {
    const { name } = request.params;
    if (!known.has(name)) return reply.code(404).send();
    return reply
      .header('cache-control', 'public, max-age=31536000, immutable')
      .type(contentTypes[extname(name)] ?? 'application/octet-stream')
      .send(createReadStream(join(assets, name)));
  });
}
