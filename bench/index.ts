/**
 * `npm run bench -- <name> [--data folder] [--json] [--misses n] [--seed n] …`: scorers and benchmarks.
 * Without a name it lists them. Exit code 0: measured, whatever the figures; 1: the bench broke off;
 * 2: wrong arguments or input.
 */
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { benchName, benchOptions, usage } from './support/arguments.js';
import { renderTable, resultJson, resultText } from './support/report.js';
import { type BenchModule, UsageError } from './types.js';

const folder = dirname(fileURLToPath(import.meta.url));

async function main(argv: readonly string[]): Promise<number> {
  try {
    const { name, rest } = benchName(argv);
    if (name === null) return await list();
    const module = await load(name);
    if (rest.includes('--help') || rest.includes('-h')) return print(usage(name, module));
    const options = benchOptions(module, rest);
    const result = await module.run(options);
    print(resultText(result, options.misses));
    return options.json ? print(resultJson(result)) : 0;
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`${error.message}\n`);
      return 2;
    }
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    return 1;
  }
}

async function list(): Promise<number> {
  const rows: string[][] = [];
  for (const name of candidates()) {
    const module = await importModule(name);
    if (module !== null) rows.push([name, module.summary]);
  }
  return print(renderTable(['name', 'what it measures'], rows));
}

async function load(name: string): Promise<BenchModule> {
  const module = /^[a-z][a-z0-9-]*$/.test(name) ? await importModule(name) : null;
  if (module !== null) return module;
  throw new UsageError(`there is no bench "${name}"; npm run bench lists them`);
}

function candidates(): string[] {
  return readdirSync(folder)
    .filter((file) => /^[a-z][a-z0-9-]*\.[jt]s$/.test(file) && !/^(index|types)\./.test(file))
    .map((file) => file.replace(/\.[jt]s$/, ''))
    .sort();
}

/** The module, or null when there is no such file or it is not a bench (no `run` and `summary`). */
async function importModule(name: string): Promise<BenchModule | null> {
  const path = ['ts', 'js']
    .map((ending) => join(folder, `${name}.${ending}`))
    .find((file) => existsSync(file));
  if (path === undefined) return null;
  const module: unknown = await import(pathToFileURL(path).href);
  return isBenchModule(module) ? module : null;
}

function isBenchModule(module: unknown): module is BenchModule {
  return (
    typeof module === 'object' &&
    module !== null &&
    'run' in module &&
    typeof module.run === 'function' &&
    'summary' in module &&
    typeof module.summary === 'string'
  );
}

function print(text: string): 0 {
  process.stdout.write(`${text}\n`);
  return 0;
}

process.exitCode = await main(process.argv.slice(2));
