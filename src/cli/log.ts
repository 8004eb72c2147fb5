/**
 * The log: one JSON line an event. An allow-list of fields keeps statements, variables and values out;
 * of an error only its kind, code and frames are kept.
 */
import { pino } from 'pino';
import type { Log } from '../compose.js';

const allowed: ReadonlySet<string> = new Set([
  'requestId',
  'correlationId',
  'principal',
  'operation',
  'durationMs',
  'code',
  'err',
  'migrations',
  'task',
  'tasks',
  'kind',
  'state',
  'attempts',
  'pid',
  'port',
  'project',
  'count',
  'retryAfterMs',
  'adopted',
  'crashes',
  'lines',
]);

/** Texts of these are the engine's own and hold no data. */
const plainErrors: ReadonlySet<string> = new Set(['TypeError', 'RangeError', 'ReferenceError', 'SheafError']);

export function openLog(level: string, destination: string | 2): Log {
  const logger = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    pino.destination({ dest: destination, sync: false, mkdir: true, append: true }),
  );
  return {
    info: (fields, message) => logger.info(shown(fields), message),
    warn: (fields, message) => logger.warn(shown(fields), message),
    error: (fields, message) => logger.error(shown(fields), message),
  };
}

function shown(fields: object): object {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([name]) => allowed.has(name))
      .map(([name, value]) => [name, value instanceof Error ? errorFields(value) : value]),
  );
}

/** Kind, code and frames of an error and of what caused it. */
function errorFields(error: Error, depth = 0): object {
  const inner: unknown = 'originalError' in error && error.originalError ? error.originalError : error.cause;
  return {
    type: error.name,
    ...('code' in error && typeof error.code === 'string' ? { code: error.code } : {}),
    ...(plainErrors.has(error.name) ? { message: error.message } : {}),
    frames: (error.stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .slice(0, 12)
      .map((line) => line.trim()),
    ...(inner instanceof Error && depth < 4 ? { cause: errorFields(inner, depth + 1) } : {}),
  };
}
