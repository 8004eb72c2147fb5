/** What the threads that read SQL are asked and answer. */
import type { CatalogSnapshot, Dialect, NamingContext } from '../../catalog/index.js';
import type { SqlPreview } from '../analyze/preview.js';

export interface ParseJob {
  readonly kind: 'parse';
  readonly text: string;
  readonly dialect: Dialect;
  readonly variables: readonly { readonly name: string; readonly value: string }[];
}

export interface JsonTableJob {
  readonly kind: 'json-table';
  readonly text: string;
  /** Name of the source: the table's is made of it. */
  readonly name: string;
}

/** Two rounds: names first, then with the part of the catalog that has them. */
export type AnalyzeJob =
  | { readonly kind: 'names'; readonly text: string; readonly naming: NamingContext }
  | {
      readonly kind: 'preview';
      readonly text: string;
      readonly naming: NamingContext;
      readonly snapshot: CatalogSnapshot | null;
    };

export type SqlJob = ParseJob | JsonTableJob | AnalyzeJob;

export interface ParseAnswer {
  /** JSON text of a `ReadSource`. */
  readonly read: string;
  /** Stacks of errors of the reader itself. */
  readonly defects: readonly string[];
}

/** The statements of a source, the names a text mentions, or what it means. */
export type SqlAnswer<Job> = Job extends ParseJob | JsonTableJob
  ? ParseAnswer
  : Job extends { readonly kind: 'names' }
    ? readonly string[]
    : SqlPreview;
