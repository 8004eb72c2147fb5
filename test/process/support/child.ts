/** Child processes of the tests: started from sources, read line by line, killed for certain. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

/** tsx as a loader, not as a parent: the pid is the program's own, so that a kill reaches it. */
const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
const living = new Set<ChildProcess>();

export interface Child {
  readonly process: ChildProcess;
  readonly pid: number;
  /** The next line of its output; rejects when it ends before. */
  nextLine(): Promise<string>;
  /** What it has written to stderr so far. */
  errors(): string;
  /** Ends its input and waits for its exit code. */
  finish(): Promise<number | null>;
  kill(signal: NodeJS.Signals): Promise<void>;
}

/** Starts a TypeScript file in a Node.js process of its own. */
export function startChild(
  file: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv = process.env,
): Child {
  return followChild(spawn(process.execPath, ['--import', tsx, file, ...args], { env: environment }));
}

export function followChild(child: ChildProcess): Child {
  const { pid, stdout, stderr } = child;
  if (pid === undefined || stdout === null || stderr === null) throw new Error('the child did not start');
  living.add(child);
  const exited = once(child, 'exit').then(() => living.delete(child));
  let errors = '';
  stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString('utf8');
  });
  const lines = createInterface({ input: stdout })[Symbol.asyncIterator]();
  return {
    process: child,
    pid,
    async nextLine() {
      const { value, done } = await lines.next();
      if (done === true) throw new Error(`the child ended: ${errors}`);
      return value;
    },
    errors: () => errors,
    async finish() {
      child.stdin?.end();
      await exited;
      return child.exitCode;
    },
    async kill(signal) {
      child.kill(signal);
      await exited;
    },
  };
}

/** For `afterEach`: no test leaves a process behind. */
export async function killChildren(): Promise<void> {
  for (const child of living) {
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }
  living.clear();
}
