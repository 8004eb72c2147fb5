/** Runs Maven once, to copy the artefacts `neo4j/pom.xml` pins into a folder. */
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { SheafError, unavailable } from '../errors.js';
import { packageRoot } from '../paths.js';

const limitMs = 15 * 60_000;

/** Fills `folder/lib` and `folder/plugins`. UNAVAILABLE with Maven's last lines when it fails. */
export async function fetchArtefacts(maven: string, folder: string): Promise<void> {
  const lib = join(folder, 'lib');
  const plugins = join(folder, 'plugins');
  mkdirSync(lib, { recursive: true, mode: 0o700 });
  mkdirSync(plugins, { mode: 0o700 });
  await runMaven(maven, [
    '--batch-mode',
    '--no-transfer-progress',
    '-f',
    join(packageRoot, 'neo4j', 'pom.xml'),
    'dependency:copy-dependencies',
    '-DincludeScope=runtime',
    `-DoutputDirectory=${lib}`,
  ]);
  for (const jar of readdirSync(lib).filter((name) => name.startsWith('apoc-'))) {
    renameSync(join(lib, jar), join(plugins, jar));
  }
}

function runMaven(maven: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = '';
    const child = spawn(maven, args, { stdio: ['ignore', 'pipe', 'pipe'], timeout: limitMs });
    const keep = (chunk: Buffer): void => {
      output = `${output}${chunk.toString('utf8')}`.slice(-8_000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (cause) =>
      reject(new SheafError('UNAVAILABLE', 'Maven could not be started', {}, { cause })),
    );
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(unavailable(`Maven ended with ${code ?? 'a signal'}:\n${lastLines(output)}`));
    });
  });
}

function lastLines(output: string): string {
  const errors = output.split('\n').filter((line) => line.startsWith('[ERROR]'));
  return errors.slice(0, 6).join('\n');
}
