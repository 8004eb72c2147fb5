/** Starts the JVM, waits until it serves, and ends it. One JVM here; who decides that one is needed: `local.ts`. */
import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { unavailable } from '../errors.js';
import { identityOf, isAlive, type ProcessIdentity } from '../process-identity.js';
import { askServer, type ServerIdentity, setFirstPassword } from './bolt.js';
import { isListening } from './ports.js';
import { configurationText, jvmArguments, jvmEnvironment, type StoreLayout } from './settings.js';

const readyLimitMs = 120_000;
const reportEveryMs = 5_000;
/** A checkpoint of a large store takes its time; killing it only makes the next start recover. */
const stopLimitMs = 120_000;

/** The JVM ended before it served; `portTaken` when another program has its port. */
export class StartFailed extends Error {
  readonly portTaken: boolean;

  constructor(message: string, portTaken: boolean) {
    super(message);
    this.name = 'StartFailed';
    this.portTaken = portTaken;
  }
}

/** Writes the configuration and starts a JVM that outlives this process. */
export async function spawnJvm(
  java: string,
  layout: StoreLayout,
  environment: NodeJS.ProcessEnv,
): Promise<ProcessIdentity> {
  const { home } = layout;
  writeFileSync(join(home, 'conf', 'neo4j.conf'), configurationText(layout), { mode: 0o600 });
  rotate(stderrLog(home));
  rotate(userLog(home));
  const errors = openSync(stderrLog(home), 'a', 0o600);
  try {
    const child = spawn(java, [...jvmArguments(layout)], {
      cwd: home,
      env: jvmEnvironment(environment),
      detached: true,
      stdio: ['ignore', 'ignore', errors],
    });
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', (cause) => reject(new Error('java could not be started', { cause })));
    });
    child.unref();
    const identity = child.pid === undefined ? null : identityOf(child.pid);
    if (identity === null) throw new StartFailed(failureText(home), false);
    return identity;
  } finally {
    closeSync(errors);
  }
}

export interface ReadyOptions {
  readonly home: string;
  readonly port: number;
  readonly password: string;
  /** A store that did not exist before: it is born with a known password, which is replaced first. */
  readonly isFresh: boolean;
  readonly onProgress: (message: string) => void;
}

/**
 * Waits until the JVM serves our store with our password and every constraint is enforced. The limit of
 * 120 s starts again whenever the log shows progress: recovery takes as long as it takes.
 */
export async function waitUntilReady(jvm: ProcessIdentity, options: ReadyOptions): Promise<ServerIdentity> {
  const progress = logProgress(options.home);
  const report = waitingReport(options.onProgress);
  let giveUpAt = Date.now() + readyLimitMs;
  let passwordIsNew = options.isFresh;
  let refusals = 0;
  let reason = 'Bolt does not listen yet';
  while (Date.now() < giveUpAt) {
    if (!isAlive(jvm)) throw new StartFailed(failureText(options.home), portTaken(options.home));
    const line = progress();
    if (line !== null) giveUpAt = Date.now() + readyLimitMs;
    if (line) options.onProgress(`recovering: ${line}`);
    report(reason);
    if (await isListening(options.port)) {
      if (passwordIsNew) passwordIsNew = !(await setFirstPassword(options.port, options.password));
      const answer = await askServer(options.port, options.password);
      if (answer.kind === 'READY') return checked(answer.server);
      if (answer.kind === 'NOT_YET') reason = answer.reason;
      else {
        // A first start may have been cut off before its password was set: then the first one still holds.
        passwordIsNew = true;
        refusals += 1;
        if (refusals > 10) throw unavailable('the store does not accept the password of its password file');
      }
    }
    await delay(100);
  }
  throw unavailable(`the local Neo4j was not ready within 120 s: ${reason}`);
}

/** Says every 5 s how long a start has taken so far, and what it waits for. */
export function waitingReport(
  say: (message: string) => void,
  now: () => number = Date.now,
): (reason: string) => void {
  const startedAt = now();
  let sayAt = startedAt + reportEveryMs;
  return (reason) => {
    if (now() < sayAt) return;
    say(`waiting for Neo4j, ${Math.round((now() - startedAt) / 1000)} s: ${reason}`);
    sayAt = now() + reportEveryMs;
  };
}

/** SIGTERM, time for the checkpoint, then SIGKILL. */
export async function endJvm(jvm: ProcessIdentity): Promise<void> {
  if (!isAlive(jvm)) return;
  process.kill(jvm.pid, 'SIGTERM');
  if (await ended(jvm, stopLimitMs)) return;
  process.kill(jvm.pid, 'SIGKILL');
  await ended(jvm, 10_000);
}

/** The last lines of the user log and of stderr, for the operator's log; never for a caller. */
export function lastLogLines(home: string, count = 50): readonly string[] {
  return [userLog(home), stderrLog(home)].flatMap((file) =>
    existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n').slice(-count) : [],
  );
}

export function userLog(home: string): string {
  return join(home, 'logs', 'neo4j.log');
}

async function ended(jvm: ProcessIdentity, limitMs: number): Promise<boolean> {
  const giveUpAt = Date.now() + limitMs;
  while (isAlive(jvm)) {
    if (Date.now() > giveUpAt) return false;
    await delay(50);
  }
  return true;
}

function checked(server: ServerIdentity): ServerIdentity {
  if (server.edition === 'community' && server.version.startsWith('5.26.')) return server;
  throw unavailable(
    `the local Neo4j must be Community 5.26, found ${server.edition} ${server.version}: check NEO4J_HOME`,
  );
}

function failureText(home: string): string {
  const lines = lastLogLines(home, 12).filter((line) => line.trim() !== '');
  return ['the local Neo4j ended while starting', ...lines].join('\n');
}

function portTaken(home: string): boolean {
  return lastLogLines(home, 200).some((line) => /Address already in use|BindException/.test(line));
}

function stderrLog(home: string): string {
  return join(home, 'logs', 'stderr.log');
}

/** Each start has a log of its own; two former ones are kept. */
function rotate(file: string): void {
  if (existsSync(`${file}.1`)) renameSync(`${file}.1`, `${file}.2`);
  if (existsSync(file)) renameSync(file, `${file}.1`);
}

/**
 * What the debug log has gained since the last call: null = nothing; else the newest line about recovery
 * in it, or ''.
 */
function logProgress(home: string): () => string | null {
  const file = join(home, 'logs', 'debug.log');
  let seenBytes = existsSync(file) ? statSync(file).size : 0;
  return () => {
    const size = existsSync(file) ? statSync(file).size : 0;
    if (size <= seenBytes) {
      seenBytes = size;
      return null;
    }
    const fresh = readFileSync(file).subarray(seenBytes).toString('utf8');
    seenBytes = size;
    const line = fresh.split('\n').findLast((text) => /recover/i.test(text)) ?? '';
    return line.replace(/^.*\][\s:]*/, '').slice(0, 160);
  };
}
