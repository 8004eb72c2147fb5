/** The `npm run bench` command as a function. */
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type BenchModule, UsageError } from '../types.js';
import { benchName, benchOptions, usage } from './arguments.js';
import { cpuTimes, machineText } from './machine.js';
import { renderTable, resultJson, resultText } from './report.js';

const folder = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Where text goes: results to `out`, errors to `err`. */
export interface BenchOutput {
  out(text: string): void;
  err(text: string): void;
}

/** Runs one command line; returns the exit code. */
export async function benchMain(argv: readonly string[], output: BenchOutput): Promise<number> {
  const print = (text: string): 0 => {
    output.out(`${text}\n`);
    return 0;
  };
  try {
    const { name, rest } = benchName(argv);
    if (name === null) return print(await list());
    const module = await load(name);
    if (rest.includes('--help') || rest.includes('-h')) return print(usage(name, module));
    const options = benchOptions(module, rest);
    const before = cpuTimes();
    const result = await module.run(options);
    print(resultText(result, options.misses));
    if (result.kind === 'benchmark') print(machineText(before, cpuTimes()));
    return options.json ? print(resultJson(result)) : 0;
  } catch (error) {
    if (error instanceof UsageError) {
      output.err(`${error.message}\n`);
      return 2;
    }
    output.err(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    return 1;
  }
}

async function list(): Promise<string> {
  const rows: string[][] = [];
  for (const name of candidates()) {
    const module = await importModule(name);
    if (module !== null) rows.push([name, module.summary]);
  }
  return renderTable(['name', 'what it measures'], rows);
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
