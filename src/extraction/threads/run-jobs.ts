/** What the thread of a run is asked and answers. Parsed sources travel as text: nobody on the way looks inside. */
import type { CatalogSnapshot, Dialect, NamingContext, PlanPart } from '../../catalog/index.js';
import type { IssueRow } from '../queries.js';
import type { NewIssue } from '../run/issues.js';
import type { StatementPlan } from '../run/statement-plan.js';
import type { Normalization } from '../run-record.js';
import type { SnapshotNeeds } from '../snapshot.js';

export interface AddedSource {
  readonly file: string;
  readonly name: string;
  readonly dialect: Dialect;
  readonly text: string;
  /** JSON text of a `ReadSource`. */
  readonly read: string;
}

export type RunJob =
  | { readonly kind: 'begin'; readonly naming: NamingContext; readonly mode: 'MERGE' | 'REPLACE' }
  | { readonly kind: 'add'; readonly source: AddedSource }
  | { readonly kind: 'needs' }
  | { readonly kind: 'load'; readonly snapshot: CatalogSnapshot }
  | { readonly kind: 'step'; readonly maximumChars: number }
  /** `issues` are those found outside the thread; `hasRefused` when sources of the run could not be read. */
  | { readonly kind: 'finish'; readonly issues: readonly NewIssue[]; readonly hasRefused: boolean }
  | { readonly kind: 'catalog'; readonly index: number }
  | { readonly kind: 'statements'; readonly weight: number }
  | { readonly kind: 'issues'; readonly from: number; readonly count: number }
  | { readonly kind: 'forget' };

export interface RunFindings {
  readonly counts: {
    readonly statements: number;
    readonly tables: number;
    readonly views: number;
    readonly columns: number;
    readonly constraints: number;
    readonly issues: number;
  };
  readonly normalization: Normalization;
  /** Stacks of errors of the resolver itself. */
  readonly defects: readonly string[];
  /** URNs of all statements of the run. */
  readonly statements: readonly string[];
  /** URNs of files that were not read to their end: what was stored of them stays. */
  readonly cutOff: readonly string[];
  /** Parts of the catalog's plan. */
  readonly catalogParts: number;
  /** Tables and views in them. */
  readonly catalogTables: number;
}

export type RunAnswer<Job extends RunJob> = Job extends { kind: 'begin' | 'load' | 'forget' }
  ? null
  : Job extends { kind: 'add' }
    ? { readonly statements: number; readonly issues: number }
    : Job extends { kind: 'needs' }
      ? SnapshotNeeds
      : Job extends { kind: 'step' }
        ? { readonly isDone: boolean; readonly statements: number }
        : Job extends { kind: 'finish' }
          ? RunFindings
          : Job extends { kind: 'catalog' }
            ? PlanPart
            : Job extends { kind: 'statements' }
              ? readonly StatementPlan[]
              : readonly IssueRow[];

/** Asks the thread of a run; jobs are answered in order. */
export type AskRun = <Job extends RunJob>(job: Job) => Promise<RunAnswer<Job>>;
