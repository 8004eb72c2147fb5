/** `/health/live` and `/health/ready`: for probes, without detail that helps a stranger. */
import type { FastifyInstance } from 'fastify';

export interface ReadinessCheck {
  readonly name: string;
  readonly isOk: boolean;
}

export interface Readiness {
  checks(): Promise<readonly ReadinessCheck[]>;
}

/** The event loop answers while its timer is less than this late. */
const MAX_LATE_MS = 5_000;
const TICK_MS = 1_000;

export function healthRoutes(
  app: FastifyInstance,
  readiness: Readiness,
  isDraining: () => boolean,
): () => void {
  let lastTick = performance.now();
  const timer = setInterval(() => {
    lastTick = performance.now();
  }, TICK_MS);
  timer.unref();
  app.get('/health/live', (_request, reply) => {
    const lateMs = performance.now() - lastTick - TICK_MS;
    return reply.code(lateMs <= MAX_LATE_MS ? 200 : 503).send();
  });
  app.get('/health/ready', async (_request, reply) => {
    const checks = isDraining() ? [{ name: 'draining', isOk: false }] : await readiness.checks();
    const failed = checks.filter((check) => !check.isOk).map((check) => check.name);
    return reply.code(failed.length === 0 ? 200 : 503).send({ ready: failed.length === 0, failed });
  });
  return () => clearInterval(timer);
}
