/**
 * `npm run check`: types, style, generated files, import directions, the schema's rules and the statements'
 * plans. Every check runs, whatever the others say; each failure is shown with what it found.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
process.chdir(root);
const bin = (name) => join(root, 'node_modules', '.bin', name);

const checks = [
  ['types', () => run(bin('tsc'), ['--noEmit', '-p', '.'])],
  ['style', () => run(bin('biome'), ['check', '--error-on-warnings', '.'])],
  ['generated types are up to date', generatedTypes],
  ['docs/configuration.md is up to date', configurationDocs],
  [
    'import directions',
    () => run(bin('depcruise'), ['--config', '.dependency-cruiser.cjs', 'src', 'resolvers', 'test', 'bench']),
  ],
  ['GraphQL schema', () => run(bin('eslint'), ['--config', 'eslint.config.js', 'schema/*.graphql'])],
  ['schema rules', () => tests('test/server/schema.test.ts')],
  ['statements and their plans', () => tests('test/graph/cypher-files.test.ts')],
];

let failed = 0;
for (const [name, check] of checks) {
  const started = performance.now();
  const problem = check();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${problem === null ? 'ok  ' : 'FAIL'}  ${name} (${seconds} s)`);
  if (problem !== null) {
    failed++;
    console.log(problem.trimEnd().replaceAll(/^/gm, '      '));
  }
}
console.log(`${checks.length - failed} checks passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

/** null when the command succeeds, else what it printed. */
function run(command, args, environment = {}) {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    encoding: 'utf8',
    env: { ...process.env, ...environment },
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error !== undefined) return error.message;
  return status === 0 ? null : `${stdout}${stderr}`;
}

function tests(file) {
  return run(bin('vitest'), ['run', file, '--project', 'behaviour'], { CI: 'true' });
}

/** Generates beside the committed file and compares. */
function generatedTypes() {
  const folder = mkdtempSync(join(root, 'src', '.generated-'));
  const config = join(root, `.codegen-${process.pid}.ts`);
  try {
    const output = join(folder, 'graphql.ts');
    const text = readFileSync('codegen.ts', 'utf8');
    if (!text.includes("'src/generated/graphql.ts'"))
      return 'codegen.ts does not name src/generated/graphql.ts';
    writeFileSync(config, text.replace("'src/generated/graphql.ts'", JSON.stringify(output)));
    const problem = run(bin('graphql-codegen'), ['--config', config]);
    if (problem !== null) return problem;
    const isEqual = readFileSync(output, 'utf8') === readFileSync('src/generated/graphql.ts', 'utf8');
    return isEqual ? null : 'src/generated/graphql.ts differs: npm run codegen';
  } finally {
    rmSync(folder, { recursive: true, force: true });
    rmSync(config, { force: true });
  }
}

function configurationDocs() {
  const { stdout, status, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'src/cli.ts', 'config', 'docs'],
    {
      encoding: 'utf8',
    },
  );
  if (status !== 0) return stderr;
  const isEqual = stdout === readFileSync('docs/configuration.md', 'utf8');
  return isEqual ? null : 'docs/configuration.md differs: sheaf config docs > docs/configuration.md';
}
