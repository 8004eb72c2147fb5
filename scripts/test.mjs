/**
 * `npm test`: says what this machine lacks and which tests that leaves out, runs every test, and ends with
 * one line: `N passed, N failed, N skipped`. Arguments go to vitest.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

const leftOut = [
  [
    existsSync(process.env.TEST_SHARED_DATA ?? join(root, '..', 'shared', 'data')),
    'tests on the public data sets: there is no ../shared/data beside this checkout',
  ],
  [existsSync('/usr/bin/chromium'), 'browser tests: /usr/bin/chromium is not installed'],
];
for (const [isThere, what] of leftOut) if (!isThere) console.log(`left out: ${what}`);

const report = mkdtempSync(join(tmpdir(), 'sheaf-report-'));
const file = join(report, 'report.json');
const { status } = spawnSync(
  process.execPath,
  [
    join(root, 'node_modules', 'vitest', 'vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
    ...process.argv.slice(2),
  ],
  { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, NODE_ENV: 'test' } },
);
const { passed, failed, skipped } = existsSync(file)
  ? totals(JSON.parse(readFileSync(file, 'utf8')))
  : { passed: 0, failed: 1, skipped: 0 };
rmSync(report, { recursive: true, force: true });
// A run that ended badly without a failed test (a set-up, an unhandled error) has failed all the same.
const failures = failed === 0 && status !== 0 ? 1 : failed;
console.log(`${passed} passed, ${failures} failed, ${skipped} skipped`);
process.exitCode = failures === 0 && passed > 0 ? 0 : 1;

/** A file that could not be loaded counts as one failure: it holds no test that could fail. */
function totals({ numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults }) {
  const unloaded = testResults.filter(
    ({ status: state, assertionResults }) => state === 'failed' && assertionResults.length === 0,
  ).length;
  return {
    passed: numPassedTests,
    failed: numFailedTests + unloaded,
    skipped: numPendingTests + numTodoTests,
  };
}
