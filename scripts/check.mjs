/**
 * `npm run check`: everything that can be known without running the product. Each check is one command;
 * all run, and the exit code is 1 when any fails.
 *   types            tsc
 *   style            Biome
 *   generated code   src/generated is what codegen writes now
 *   imports          directions between contexts and foundations, no cycles
 *   GraphQL          lint of the hand-written schema, and our own rules over it
 *   Cypher           every statement EXPLAINed on a real Neo4j
 *   documentation    docs/configuration.md is what the table says
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = (name) => join(root, 'node_modules', '.bin', name);
const generated = join(root, 'src', 'generated', 'graphql.ts');

const failed = [
  check('types', () => run(bin('tsc'), '--noEmit', '-p', '.')),
  check('style', () => run(bin('biome'), 'check', '--error-on-warnings', '.')),
  check('generated code', generatedIsCurrent),
  check('imports', () =>
    run(bin('depcruise'), '--config', '.dependency-cruiser.cjs', '--output-type', 'err', 'src', 'resolvers'),
  ),
  check('GraphQL lint', () => run(bin('eslint'), 'schema/*.graphql')),
  check('GraphQL rules, Cypher and documentation', () =>
    run(
      bin('vitest'),
      'run',
      '--project',
      'behaviour',
      'test/server/schema.test.ts',
      'test/server/config.test.ts',
      'test/graph/cypher.test.ts',
    ),
  ),
].filter((name) => name !== null);

console.log(failed.length === 0 ? 'check: all hold' : `check: failed: ${failed.join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;

function check(name, holds) {
  console.log(`== ${name}`);
  return holds() ? null : name;
}

function run(command, ...args) {
  return spawnSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] }).status === 0;
}

function generatedIsCurrent() {
  const before = readFileSync(generated, 'utf8');
  if (!run(bin('graphql-codegen'), '--config', 'codegen.ts')) return false;
  if (readFileSync(generated, 'utf8') === before) return true;
  console.error('src/generated/graphql.ts was out of date; it is written anew: commit it');
  return false;
}
