/** The built `sheaf` command, in a process of its own and with nothing of this one's settings. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { packageRoot } from '../../src/paths.js';
import { type Child, followChild } from '../process/support/child.js';
import { testNeo4j } from './neo4j.js';

const program = join(packageRoot, 'dist', 'src', 'cli.js');

export type Settings = Readonly<Record<string, string>>;

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly errors: string;
}

/** Only what every program needs, then the settings of the test. */
function environment(settings: Settings): NodeJS.ProcessEnv {
  const { PATH, HOME, JAVA_HOME } = process.env;
  return { PATH, HOME, ...(JAVA_HOME === undefined ? {} : { JAVA_HOME }), ...settings };
}

/** The tests' Neo4j, as settings. */
export function externalNeo4j(): Settings {
  const { uri, user, password } = testNeo4j();
  return { NEO4J_URI: uri, NEO4J_USER: user, NEO4J_PASSWORD: password };
}

/** Runs a command to its end. */
export function sheaf(args: readonly string[], settings: Settings = {}, input = ''): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], {
      env: environment(settings),
    });
    let out = '';
    let errors = '';
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString('utf8');
    });
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString('utf8');
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, out, errors }));
    // A command may end without having read its input.
    child.stdin.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') reject(error);
    });
    child.stdin.end(input);
  });
}

/** Starts a command that stays. */
export function startSheaf(args: readonly string[], settings: Settings): Child {
  return followChild(spawn(process.execPath, [program, ...args], { env: environment(settings) }));
}
