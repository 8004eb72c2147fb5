/**
 * `npm run bench -- <name> [--data folder] [--json] [--misses n] [--seed n] …`: scorers and benchmarks.
 * Without a name it lists them. Exit code 0: measured, whatever the figures; 1: the bench broke off;
 * 2: wrong arguments or input.
 */
import { benchMain } from './support/main.js';

process.exitCode = await benchMain(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
});
