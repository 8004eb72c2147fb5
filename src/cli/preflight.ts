/** What can be known to stop a server before anything is started or made for it. */
import { existsSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { SheafError } from '../errors.js';
import { isLoopback } from '../server/authentication.js';
import type { Config } from '../server/config.js';
import { readTokens } from '../server/tokens.js';
import { folderProblem } from './settings.js';

/** Settings that are right each, and together stop a server: one line a mistake. */
export function startMistakes(config: Config): readonly string[] {
  const { HOST, AUTH_TOKENS_FILE, CORS_ORIGINS, NEO4J_URI, NEO4J_PASSWORD, SHEAF_DATA, SOURCE_ROOTS } =
    config;
  const mistakes: string[] = [];
  if (AUTH_TOKENS_FILE === null && !isLoopback(HOST))
    mistakes.push(
      `HOST: listening on ${HOST} needs authentication: set AUTH_TOKENS_FILE (sheaf token add), or listen on 127.0.0.1`,
    );
  if (AUTH_TOKENS_FILE === null && CORS_ORIGINS !== null)
    mistakes.push(
      'CORS_ORIGINS: needs AUTH_TOKENS_FILE, since without tokens every caller is administrator and no other origin is let in',
    );
  if (NEO4J_URI !== null && NEO4J_PASSWORD === null)
    mistakes.push('NEO4J_URI needs NEO4J_PASSWORD or NEO4J_PASSWORD_FILE');
  const data = folderProblem(SHEAF_DATA);
  if (data !== null) mistakes.push(`SHEAF_DATA: ${data}`);
  for (const root of SOURCE_ROOTS) {
    const isFolder = statSync(root, { throwIfNoEntry: false })?.isDirectory() ?? false;
    if (!isFolder) mistakes.push(`SOURCE_ROOTS: ${root} is no folder`);
  }
  const tokens = AUTH_TOKENS_FILE === null ? null : tokenFileMistake(AUTH_TOKENS_FILE);
  if (tokens !== null) mistakes.push(`AUTH_TOKENS_FILE: ${tokens}`);
  return mistakes;
}

function tokenFileMistake(path: string): string | null {
  if (!existsSync(path)) return `${path} does not exist: make it with \`sheaf token add\``;
  try {
    readTokens(path);
    return null;
  } catch (error) {
    // A known refusal says why; anything else is a file that is no file, or no JSON.
    return error instanceof SheafError
      ? `${path}: ${error.message}`
      : `${path} cannot be read as a token file`;
  }
}

/** BAD_USER_INPUT with every mistake, before a folder is made or a process started. */
export function assertStartable(config: Config): void {
  const mistakes = startMistakes(config);
  if (mistakes.length > 0)
    throw new SheafError('BAD_USER_INPUT', ['the server cannot start so', ...mistakes].join('\n  '));
}

/** Why nobody can listen at HOST and PORT, or null. */
export function portProblem({ HOST, PORT }: Config): Promise<string | null> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error) => resolve(listenProblem(error, HOST, PORT) ?? error.message));
    probe.listen(PORT, HOST, () => probe.close(() => resolve(null)));
  });
}

/** The sentence of an error of listening; null for any other error. */
export function listenProblem(error: Error, host: string, port: number): string | null {
  switch ('code' in error ? error.code : null) {
    case 'EADDRINUSE':
      return `port ${port} is taken: give another with --port or PORT`;
    case 'EACCES':
      return `port ${port} may not be opened`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `HOST: ${host} is no address of this machine`;
    default:
      return null;
  }
}
