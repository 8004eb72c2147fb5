/** From the environment to what the parts of the process are told. */
import { accessSync, chmodSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { SheafError, unavailable } from '../errors.js';
import { automaticMemory } from '../neo4j/index.js';
import { isLoopback } from '../server/authentication.js';
import { type Config, readConfig } from '../server/config.js';
import { defaultLimits } from '../server/limits.js';
import type { ServerSettings } from '../server/start.js';

/** The configuration in force; BAD_USER_INPUT with one line a mistake. */
export function configuration(environment: Readonly<NodeJS.ProcessEnv>): Config {
  const read = readConfig(environment);
  if ('errors' in read) {
    throw new SheafError('BAD_USER_INPUT', ['the configuration has mistakes', ...read.errors].join('\n  '));
  }
  return read.config;
}

export function serverSettings(config: Config): ServerSettings {
  const drainDelay =
    config.DRAIN_DELAY === 'auto' ? (isLoopback(config.HOST) ? 0 : 5_000) : config.DRAIN_DELAY;
  return {
    host: config.HOST,
    port: config.PORT,
    tokensFile: config.AUTH_TOKENS_FILE,
    corsOrigins: config.CORS_ORIGINS ?? [],
    introspection: config.INTROSPECTION,
    compiledExecutor: config.COMPILED_EXECUTOR,
    bodyLimit: config.LIMIT_BODY,
    limits: { tokens: config.LIMIT_TOKENS, depth: config.LIMIT_DEPTH, aliases: config.LIMIT_ALIASES },
    webSocket: {
      maxOperations: config.WS_MAX_OPERATIONS,
      maxBuffered: config.WS_MAX_BUFFER,
      maxSockets: config.WS_MAX_SOCKETS,
    },
    drainDelayMs: drainDelay,
  };
}

/** Where the local Neo4j is and how large, alike for every command that may start it. */
export function localOptions(config: Config) {
  const memory =
    config.NEO4J_MEMORY === 'auto'
      ? automaticMemory()
      : { heap: config.NEO4J_HEAP, pageCache: config.NEO4J_PAGECACHE };
  return {
    dataFolder: config.SHEAF_DATA,
    cacheFolder: config.SHEAF_CACHE,
    ...memory,
    jvmArguments: config.NEO4J_JVM_ARGUMENTS ?? [],
    ...(config.NEO4J_HOME === null ? {} : { neo4jHome: config.NEO4J_HOME }),
  };
}

/** What `serverInfo` shows of the limits in force. */
export function shownLimits(config: Config): Readonly<Record<string, number>> {
  return {
    ...defaultLimits,
    tokens: config.LIMIT_TOKENS,
    depth: config.LIMIT_DEPTH,
    aliases: config.LIMIT_ALIASES,
    bodyBytes: config.LIMIT_BODY,
    operationsOnSocket: config.WS_MAX_OPERATIONS,
  };
}

/** The folder, or the deepest one above it that there is. */
export function nearestExisting(folder: string): string {
  return existsSync(folder) ? folder : nearestExisting(dirname(folder));
}

/** Why a folder cannot be made or written to, or null. */
export function folderProblem(folder: string): string | null {
  const nearest = nearestExisting(folder);
  if (!statSync(nearest).isDirectory()) return `${nearest} is no folder`;
  try {
    accessSync(nearest, constants.W_OK | constants.X_OK);
    return null;
  } catch (error) {
    const isReadOnly = (error as NodeJS.ErrnoException).code === 'EROFS';
    return isReadOnly ? `${nearest} lies on a read-only file system` : `${nearest} may not be written to`;
  }
}

/** Makes the data folder, for its owner alone; refuses one that others can read. */
export function prepareDataFolder(folder: string): void {
  const problem = folderProblem(folder);
  if (problem !== null) throw unavailable(`SHEAF_DATA: ${problem}`);
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true, mode: 0o700 });
  if ((statSync(folder).mode & 0o077) === 0) return;
  if (statSync(folder).uid === process.getuid?.()) chmodSync(folder, 0o700);
  else
    throw new SheafError(
      'FORBIDDEN',
      `SHEAF_DATA: ${folder} can be read by others and is not ours to change`,
    );
}
