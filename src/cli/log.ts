/**
 * The log: one JSON line an event. An allow-list of fields keeps statements, variables and values out;
 * of an error only its kind, code and frames are kept.
 */
import { pino } from 'pino';
import type { Log, LogFields } from '../log.js';

const allowed: Readonly<Record<keyof LogFields, true>> = {
  err: true,
  stack: true,
  correlationId: true,
  code: true,
  run: true,
  source: true,
  task: true,
  kind: true,
  migrations: true,
  folders: true,
  epoch: true,
  pid: true,
  port: true,
  delayMs: true,
  freeBytes: true,
  java: true,
  lines: true,
};

/** Texts of these are the engine's own and hold no data. */
const plainErrors: ReadonlySet<string> = new Set(['TypeError', 'RangeError', 'ReferenceError', 'SheafError']);

export function openLog(level: string, destination: string | 2): Log {
  const logger = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      // `shown` has made of it what may be written; pino's own would take it for an error of class Object.
      serializers: { err: (shownError: object) => shownError },
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

function shown(fields: LogFields): object {
  const { err, stack, ...plain } = fields;
  return {
    ...Object.fromEntries(Object.entries(plain).filter(([name]) => name in allowed)),
    ...(err === undefined ? {} : { err: err instanceof Error ? errorFields(err) : { type: typeof err } }),
    ...(stack === undefined ? {} : { err: stackFields(stack) }),
  };
}

/** Kind, code and frames of an error and of what caused it. */
function errorFields(error: Error, depth = 0): object {
  const inner: unknown = 'originalError' in error && error.originalError ? error.originalError : error.cause;
  return {
    type: error.name,
    ...('code' in error && typeof error.code === 'string' ? { code: error.code } : {}),
    ...(plainErrors.has(error.name) ? { message: error.message } : {}),
    frames: framesOf(error.stack ?? ''),
    ...(inner instanceof Error && depth < 4 ? { cause: errorFields(inner, depth + 1) } : {}),
  };
}

function stackFields(stack: string): object {
  const [type = 'Error', ...message] = stack.split('\n', 1)[0]?.split(': ') ?? [];
  return {
    type,
    ...(plainErrors.has(type) ? { message: message.join(': ') } : {}),
    frames: framesOf(stack),
  };
}

function framesOf(stack: string): readonly string[] {
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .map((line) => line.trim());
}
