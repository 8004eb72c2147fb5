/** What the threads that read SQL are asked and answer. */
import type { CatalogSnapshot, Dialect, NamingContext } from '../../catalog/index.js';
import type { SqlPreview } from '../analyze/preview.js';

export interface ParseJob {
  readonly kind: 'parse';
  readonly text: string;
  readonly dialect: Dialect;
  readonly variables: readonly { readonly name: string; readonly value: string }[];
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

/** A serialised `ReadSource`, the names a text mentions, or what it means. */
export type SqlAnswer<Job> = Job extends ParseJob
  ? Uint8Array
  : Job extends { readonly kind: 'names' }
    ? readonly string[]
    : SqlPreview;
