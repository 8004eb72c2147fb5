/** What a command of `sheaf` is, how it speaks and how it ends. */
import { type ErrorCode, SheafError } from '../errors.js';

/** 0 ok, 1 failure, 2 usage, 3 not found, 4 unavailable, 5 a check failed. */
export const exitCodes = {
  ok: 0,
  failure: 1,
  usage: 2,
  notFound: 3,
  unavailable: 4,
  checkFailed: 5,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

export interface Output {
  /** Whether one JSON value is wanted instead of lines. */
  readonly json: boolean;
  /** A line for a person; left out with `--json`. */
  line(text: string): void;
  /** What the command found: printed as JSON with `--json`, else by `line` before. */
  value(value: unknown): void;
}

export interface Invocation {
  readonly positionals: readonly string[];
  option(name: string): string | null;
  options(name: string): readonly string[];
  flag(name: string): boolean;
  readonly environment: Readonly<NodeJS.ProcessEnv>;
  /** `--env-file`: it may hold secrets. */
  readonly envFile: string | null;
  readonly output: Output;
}

export interface CommandOption {
  readonly type: 'string' | 'boolean';
  readonly multiple?: true;
  /** What stands for the value in the help. */
  readonly value?: string;
  readonly meaning: string;
}

export interface Command {
  readonly name: string;
  /** Positional arguments, as shown. */
  readonly usage: string;
  readonly summary: string;
  readonly options: Readonly<Record<string, CommandOption>>;
  /** What else there is to know: settings it reads, and calls to copy. */
  readonly notes?: readonly string[];
  run(invocation: Invocation): Promise<ExitCode>;
}

export class UsageError extends Error {}

export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof UsageError) return exitCodes.usage;
  if (!(error instanceof SheafError)) return exitCodes.failure;
  const codes: Partial<Record<ErrorCode, ExitCode>> = {
    BAD_USER_INPUT: exitCodes.usage,
    NOT_FOUND: exitCodes.notFound,
    UNAVAILABLE: exitCodes.unavailable,
  };
  return codes[error.code] ?? exitCodes.failure;
}

export function requiredPositional(invocation: Invocation, index: number, what: string): string {
  const found = invocation.positionals[index];
  if (found === undefined) throw new UsageError(`${what} is missing`);
  return found;
}

export function requiredOption(invocation: Invocation, name: string): string {
  const found = invocation.option(name);
  if (found === null) throw new UsageError(`--${name} is missing`);
  return found;
}
