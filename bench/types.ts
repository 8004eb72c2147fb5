/**
 * What a bench module is. `bench/<name>.ts` is run by `npm run bench -- <name>` when it exports `summary`
 * and `run`. A scorer compares what Sheaf says with a truth and counts; a benchmark measures and
 * compares with a baseline of the same run. Neither prints: `bench/index.ts` shows the result.
 */

/** An option of one module, beside the common ones. Values arrive as text in `BenchOptions.values`. */
export interface OptionSpec {
  /** What stands for the value in the usage line, e.g. `folder`, `n`. Flags have none. */
  readonly value: string | null;
  readonly description: string;
}

export interface BenchModule {
  /** One line for the list of names. */
  readonly summary: string;
  readonly options?: Readonly<Record<string, OptionSpec>>;
  run(options: BenchOptions): Promise<BenchResult>;
}

export interface BenchOptions {
  /** `--data`: absolute folder; null when absent (a scorer then takes `sharedFolder(subject)` or generates). */
  readonly data: string | null;
  /** `--seed`, default 1. The same seed gives the same input. */
  readonly seed: number;
  /** `--misses`, default 20: how many misses are shown. Scorers report all of them; the harness cuts. */
  readonly misses: number;
  /** `--json` */
  readonly json: boolean;
  /** The module's own options by name; absent ones are absent. Flags have the value `''`. */
  readonly values: ReadonlyMap<string, string>;
  /** Progress, for the eyes only; goes to standard error. */
  log(line: string): void;
}

/** Members that do not apply are null. Precision, recall and F1 are over the asserted parts of the items. */
export interface Score {
  /** Cases, tables, statements: what the scorer counts, see its `summary`. */
  readonly items: number;
  /** Items of which every asserted part is right. */
  readonly exact: number;
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
  /** Items that use what Sheaf says it does not support, exact or not. */
  readonly unsupported: number | null;
  /** What could not be read at all: items, or statements of them, exact or not. */
  readonly unparsed: number | null;
  /** The same measure by the named simple method, in the same run. */
  readonly baseline: Baseline | null;
  /** A scorer's own metrics stand beside: numbers, or `{items, exact}` of a part. */
  readonly [metric: string]: unknown;
}

export interface Baseline {
  readonly name: string;
  readonly [metric: string]: number | string | null;
}

/** One wrong item, with enough text to reproduce it. */
export interface Miss {
  readonly group: string;
  readonly item: string;
  readonly expected: string;
  readonly got: string;
}

export interface ScorerResult {
  readonly kind: 'scorer';
  readonly scorer: string;
  /** The folder as given, or `seed <n>`. */
  readonly data: string;
  readonly total: Score;
  /** By file, dialect or database. */
  readonly groups: Readonly<Record<string, Score>>;
  readonly misses: readonly Miss[];
}

export interface Measurement {
  readonly metric: string;
  /** Null when it could not be measured; `note` says why. */
  readonly value: number | null;
  readonly unit: string;
  /** The baseline's value, measured in this run. */
  readonly baseline?: number | null;
  /** value ÷ baseline, as the bound is stated. */
  readonly ratio?: number | null;
  /** The bound this is held against, e.g. `≥ 0.6`. */
  readonly bound?: string;
  /** Whether the bound holds; absent when there is none. */
  readonly holds?: boolean;
  readonly note?: string;
}

export interface BenchmarkResult {
  readonly kind: 'benchmark';
  readonly benchmark: string;
  readonly rows: readonly Measurement[];
}

export type BenchResult = ScorerResult | BenchmarkResult;

/** Wrong arguments or input: shown without a stack, exit code 2. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}
