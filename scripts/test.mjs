/**
 * `npm test`: builds what tests need, runs them all, and ends with `N passed, N failed`. What a machine
 * lacks is said before, with what is left out because of it. Arguments are passed on to vitest.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildAll } from './build.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
process.chdir(root);

const leftOut = [];
if (!existsSync(process.env.TEST_SHARED_DATA ?? join(root, '..', 'shared', 'data'))) {
  leftOut.push('tests on public data sets: ../shared/data is not there');
}
if (!existsSync(join(root, '..', 'shared', 'contract'))) {
  leftOut.push('tests on the documents of clients: ../shared/contract is not there');
}
const browser = process.env.CHROMIUM ?? '/usr/bin/chromium';
if (!existsSync(browser)) leftOut.push(`tests in a browser: ${browser} is not there`);

if (process.env.TEST_NEO4J_URI === undefined) {
  const missing = ['java', 'mvn'].filter(
    (command) => spawnSync(command, ['-version'], { stdio: 'ignore' }).status !== 0,
  );
  if (missing.includes('java')) {
    console.error('Java 17 or 21 is needed to run the tests: they run against a real Neo4j.');
    console.log('0 passed, 1 failed');
    process.exit(1);
  }
}

const built = await buildAll();
if (built.length > 0) console.log(`built ${built.join(' and ')}`);

const folder = mkdtempSync(join(tmpdir(), 'sheaf-results-'));
const results = join(folder, 'results.json');
const child = spawn(
  process.execPath,
  [
    join(root, 'node_modules', 'vitest', 'vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${results}`,
    ...process.argv.slice(2),
  ],
  { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, CI: process.env.CI ?? 'true' } },
);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => {
  const summary = read(results);
  rmSync(folder, { recursive: true, force: true });
  for (const line of leftOut) console.log(`left out: ${line}`);
  if (summary.skipped > 0) console.log(`left out: ${summary.skipped} tests, for the reasons above`);
  const failed = summary.failed === 0 && code !== 0 ? 1 : summary.failed;
  console.log(`${summary.passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
});

/** Numbers of the run; a file that could not even be loaded counts as one failed test. */
function read(file) {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
  const report = JSON.parse(readFileSync(file, 'utf8'));
  const unloaded = report.testResults.filter(
    (suite) => suite.status === 'failed' && !suite.assertionResults.some((test) => test.status === 'failed'),
  ).length;
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded,
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
  };
}
