/** The command line of `npm run bench`. */
import { parseArgs } from 'node:util';
import { type BenchModule, type BenchOptions, type OptionSpec, UsageError } from '../types.js';
import { requireFolder } from './data.js';

const commonOptions: Readonly<Record<string, OptionSpec>> = {
  data: { value: 'folder', description: 'the cases to take; without it a scorer takes the shared data' },
  json: { value: null, description: 'one JSON object on the last line' },
  misses: { value: 'n', description: 'how many misses to show (default 20)' },
  seed: { value: 'n', description: 'seed of whatever is generated (default 1)' },
};

/** Splits `[name, …options]`. `name` is null for the bare command and for `--help`. */
export function benchName(argv: readonly string[]): { name: string | null; rest: readonly string[] } {
  const [first, ...rest] = argv;
  if (first === undefined || first === '--help' || first === '-h') return { name: null, rest };
  if (first.startsWith('-')) throw new UsageError(`expected a name before the options, got ${first}`);
  return { name: first, rest };
}

/** Reads the options of one module; unknown ones and bad numbers are usage errors. */
export function benchOptions(module: BenchModule, argv: readonly string[]): BenchOptions {
  const specs = { ...module.options, ...commonOptions };
  const values = readValues(specs, argv);
  const data = values.get('data');
  const own = new Map([...values].filter(([name]) => !Object.hasOwn(commonOptions, name)));
  return {
    data: data === undefined ? null : requireFolder(data),
    seed: wholeNumber('seed', values.get('seed') ?? '1'),
    misses: wholeNumber('misses', values.get('misses') ?? '20'),
    json: values.has('json'),
    values: own,
    log: (line) => process.stderr.write(`${line}\n`),
  };
}

/** A whole number ≥ 0 from an option's text. */
export function wholeNumber(name: string, text: string): number {
  const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isNaN(value)) throw new UsageError(`--${name}: expected a whole number, got "${text}"`);
  return value;
}

/** Usage text of one module. */
export function usage(name: string, module: BenchModule): string {
  const specs = { ...module.options, ...commonOptions };
  const lines = Object.entries(specs).map(([option, spec]) => {
    const flag = spec.value === null ? `--${option}` : `--${option} <${spec.value}>`;
    return `  ${flag.padEnd(22)} ${spec.description}`;
  });
  return [`npm run bench -- ${name} [options]`, `  ${module.summary}`, '', ...lines].join('\n');
}

function readValues(
  specs: Readonly<Record<string, OptionSpec>>,
  argv: readonly string[],
): Map<string, string> {
  const options = Object.fromEntries(
    Object.entries(specs).map(([name, spec]) => [
      name,
      { type: spec.value === null ? ('boolean' as const) : ('string' as const) },
    ]),
  );
  try {
    const { values } = parseArgs({ args: [...argv], options, strict: true, allowPositionals: false });
    return new Map(
      Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? value : '']),
    );
  } catch (error) {
    const known = Object.keys(specs).map((name) => `--${name}`);
    const reason = error instanceof Error ? error.message.split('. ')[0] : String(error);
    throw new UsageError(`${reason}; options are ${known.join(' ')}`);
  }
}
