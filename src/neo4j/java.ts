/** Finds Java and Maven. Each finding names what was tried, so that a failure can list the remedies. */
import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface Java {
  readonly command: string;
  /** Feature release: 17, 21, … */
  readonly major: number;
}

export interface Missing {
  readonly what: string;
  readonly remedy: string;
}

/** Feature releases Neo4j 5.26 is tested with. */
export const testedJava: readonly number[] = [17, 21];
const leastJava = 17;

/** Java ≥ 17 from `JAVA_HOME`, else from `PATH`. */
export async function findJava(environment: NodeJS.ProcessEnv): Promise<Java | Missing> {
  const remedy = 'install Java 17 or 21 (a JRE is enough) and put it on PATH, or set JAVA_HOME';
  const home = environment.JAVA_HOME;
  const command = home === undefined || home === '' ? onPath('java', environment) : join(home, 'bin', 'java');
  if (command === null) return { what: 'Java ≥ 17: JAVA_HOME is not set and PATH has no java', remedy };
  if (!existsSync(command)) return { what: `Java ≥ 17: JAVA_HOME has no bin/java`, remedy };
  try {
    const { stdout, stderr } = await run(command, ['-version'], { timeout: 20_000 });
    const major = javaMajor(`${stderr}${stdout}`);
    if (major === null) return { what: 'Java ≥ 17: `java -version` gave no version', remedy };
    return major < leastJava ? { what: `Java ≥ 17: found Java ${major}`, remedy } : { command, major };
  } catch {
    return { what: 'Java ≥ 17: `java -version` failed', remedy };
  }
}

/** The feature release in the output of `java -version`: `"17.0.15"` → 17, `"1.8.0_402"` → 8. */
export function javaMajor(output: string): number | null {
  const found = /version "(?:1\.)?(\d+)/.exec(output)?.[1];
  return found === undefined ? null : Number(found);
}

export function findMaven(environment: NodeJS.ProcessEnv): string | Missing {
  return (
    onPath('mvn', environment) ?? {
      what: 'Maven: PATH has no mvn',
      remedy: 'install Maven 3.8 or newer; it is needed once, to fetch Neo4j',
    }
  );
}

export function isMissing(found: object | string): found is Missing {
  return typeof found === 'object' && 'remedy' in found;
}

function onPath(name: string, environment: NodeJS.ProcessEnv): string | null {
  for (const folder of (environment.PATH ?? '').split(delimiter)) {
    if (folder === '') continue;
    const candidate = join(folder, name);
    if (isExecutable(candidate)) return candidate;
  }
  return null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
