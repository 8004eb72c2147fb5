/** The `sheaf` command: finds the command, reads its arguments, turns errors into a line and an exit code. */
import { readFileSync } from 'node:fs';
import { parseArgs, parseEnv } from 'node:util';
import {
  type Command,
  type CommandOption,
  exitCodeOf,
  exitCodes,
  type Invocation,
  type Output,
  UsageError,
} from './cli/command.js';
import { config } from './cli/config.js';
import { doctor } from './cli/doctor.js';
import { extract } from './cli/extract.js';
import { init } from './cli/init.js';
import { migrate } from './cli/migrate.js';
import { neo4j } from './cli/neo4j.js';
import { query } from './cli/query.js';
import { schema } from './cli/schema.js';
import { api, start } from './cli/serve.js';
import { token } from './cli/token.js';
import { watch } from './cli/watch.js';
import { SheafError } from './errors.js';
import { nearest } from './server/nearest.js';

const commands: readonly Command[] = [
  start,
  api,
  init,
  extract,
  query,
  watch,
  doctor,
  config,
  token,
  neo4j,
  migrate,
  schema,
];

const everywhere = {
  json: { type: 'boolean', meaning: 'one JSON value on stdout instead of lines' },
  'env-file': { type: 'string', value: 'FILE', meaning: 'reads settings from a file; the environment wins' },
  help: { type: 'boolean', short: 'h', meaning: 'this page' },
} as const;

process.exitCode = await main(process.argv.slice(2));

async function main(argv: readonly string[]): Promise<number> {
  const [name, ...rest] = argv;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    console.log(overview());
    return name === undefined ? exitCodes.usage : exitCodes.ok;
  }
  const command = commands.find((candidate) => candidate.name === name);
  if (command === undefined) {
    const near = nearest(
      name,
      commands.map((candidate) => candidate.name),
    );
    console.error(`sheaf: unknown command ${name}${near === null ? '' : `, did you mean ${near}?`}`);
    return exitCodes.usage;
  }
  try {
    const invocation = read(command, rest);
    return invocation === null ? exitCodes.ok : await command.run(invocation);
  } catch (error) {
    return report(command, error, rest.includes('--json'));
  }
}

/** null when help was asked for and printed. */
function read(command: Command, argv: readonly string[]): Invocation | null {
  const parsed = (() => {
    try {
      return parseArgs({
        args: [...argv],
        options: { ...command.options, ...everywhere },
        allowPositionals: true,
      });
    } catch (error) {
      throw new UsageError(error instanceof Error ? error.message : String(error));
    }
  })();
  const values: Readonly<Record<string, unknown>> = parsed.values;
  if (values.help === true) {
    console.log(help(command));
    return null;
  }
  const json = values.json === true;
  const output: Output = {
    json,
    line: (text) => {
      if (!json) console.log(text);
    },
    value: (value) => {
      if (json) console.log(JSON.stringify(value));
    },
  };
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  return {
    positionals: parsed.positionals,
    option: (option) => text(values[option]),
    options: (option) => (Array.isArray(values[option]) ? (values[option] as string[]) : []),
    flag: (option) => values[option] === true,
    environment: environment(text(values['env-file'])),
    envFile: text(values['env-file']),
    output,
  };
}

/** The process's environment over the file's: what was typed for this call wins. */
function environment(file: string | null): NodeJS.ProcessEnv {
  if (file === null) return process.env;
  try {
    return { ...parseEnv(readFileSync(file, 'utf8')), ...process.env };
  } catch {
    throw new UsageError(`--env-file: ${file} cannot be read`);
  }
}

function report(command: Command, error: unknown, json: boolean): number {
  const code = error instanceof SheafError ? error.code : error instanceof UsageError ? 'USAGE' : 'INTERNAL';
  const message = error instanceof Error ? error.message : String(error);
  if (json) console.log(JSON.stringify({ error: { code, message } }));
  console.error(`sheaf ${command.name}: ${message}`);
  if (error instanceof UsageError) console.error(`usage: sheaf ${command.name} ${command.usage}`.trimEnd());
  else if (
    !(error instanceof SheafError) &&
    error instanceof Error &&
    process.env.NODE_ENV === 'development'
  ) {
    console.error(error.stack);
  }
  return exitCodeOf(error);
}

function overview(): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  const lines = commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  return [
    'usage: sheaf <command> [options]',
    '',
    ...lines,
    '',
    'Every command takes --json, --env-file FILE and --help.',
  ].join('\n');
}

function help(command: Command): string {
  const options: readonly (readonly [string, CommandOption])[] = Object.entries({
    ...command.options,
    ...everywhere,
  });
  const shown = options.map(([name, { value, multiple, meaning }]) => ({
    left: `--${name}${value === undefined ? '' : ` ${value}`}${multiple ? ' …' : ''}`,
    meaning,
  }));
  const width = Math.max(...shown.map(({ left }) => left.length));
  return [
    `usage: sheaf ${command.name} ${command.usage}`.trimEnd(),
    '',
    command.summary,
    '',
    ...shown.map(({ left, meaning }) => `  ${left.padEnd(width)}  ${meaning}`),
    ...(command.notes === undefined ? [] : ['', ...command.notes]),
    '',
    'Settings are environment variables: `sheaf config docs` lists them.',
  ].join('\n');
}
