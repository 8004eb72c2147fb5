/** The statements of extraction, typed. */

import type { Dialect } from '../catalog/vocabulary.js';
import type {
  BoundaryKind,
  ParseOutcome,
  Severity,
  SourceKind,
  StatementKind,
} from '../generated/graphql.js';
import { defineQuery } from '../graph/index.js';
import type { SystemRecord } from './request.js';

type Projects = readonly string[] | null;
type Stored = Readonly<Record<string, unknown>>;
/** What lies below each of the nodes asked for, by their position. */
interface Lists<Row> {
  readonly index: number;
  readonly rows: readonly Row[];
}
interface Totals {
  readonly index: number;
  readonly total: number;
}

export const systemById = defineQuery<{ readonly id: string; readonly projects: Projects }, SystemRecord>(
  'extraction/system',
  ['id', 'project', 'name', 'dialect', 'caseRule'],
);

export const runById = defineQuery<
  { readonly id: string; readonly projects: Projects },
  { readonly run: Stored }
>('extraction/run', ['run']);
export const liveInputs = defineQuery<
  { readonly queue: string; readonly kind: string },
  { readonly input: string }
>('extraction/live-inputs', ['input']);
export const runsPage = defineQuery<
  { readonly project: string; readonly startedAt: string; readonly id: string; readonly limit: number },
  { readonly run: Stored }
>('extraction/runs-page', ['run']);
export const runsCount = defineQuery<{ readonly project: string }, { readonly total: number }>(
  'extraction/runs-count',
  ['total'],
);
export const runEvents = defineQuery<
  { readonly run: string; readonly from: number; readonly to: number },
  { readonly seq: number; readonly after: string | null }
>('extraction/run-events', ['seq', 'after']);

export interface FileRow {
  readonly id: string;
  readonly project: string;
  readonly name: string;
  readonly kind: SourceKind;
  readonly kindEvidence: string;
  readonly dialect: Dialect | null;
  readonly bytes: number;
  readonly sha256: string;
  readonly encoding: string;
}
const fileColumns = [
  'id',
  'project',
  'name',
  'kind',
  'kindEvidence',
  'dialect',
  'bytes',
  'sha256',
  'encoding',
] as const;
export const sourcesOfRuns = defineQuery<
  { readonly ids: readonly string[]; readonly projects: Projects },
  Lists<FileRow>
>('extraction/sources-of-runs', ['index', 'rows']);
export const filesById = defineQuery<
  { readonly ids: readonly string[]; readonly projects: Projects },
  FileRow
>('extraction/files', [...fileColumns]);

export interface StatementRow {
  readonly id: string;
  readonly project: string;
  readonly file: string;
  readonly kind: StatementKind;
  readonly parse: ParseOutcome;
  readonly boundary: BoundaryKind;
  readonly ordinal: number;
  readonly charStart: number;
  readonly charEnd: number;
  readonly line: number;
  readonly column: number;
  readonly textSha256: string;
}
const statementColumns = [
  'id',
  'project',
  'file',
  'kind',
  'parse',
  'boundary',
  'ordinal',
  'charStart',
  'charEnd',
  'line',
  'column',
  'textSha256',
] as const;
export const statementsById = defineQuery<
  { readonly ids: readonly string[]; readonly projects: Projects },
  StatementRow
>('extraction/statements', [...statementColumns]);
export const statementsOfFiles = defineQuery<
  {
    readonly ids: readonly string[];
    readonly after: number;
    readonly limit: number;
    readonly projects: Projects;
  },
  Lists<StatementRow>
>('extraction/statements-of-files', ['index', 'rows']);
export const statementCounts = defineQuery<{ readonly ids: readonly string[] }, Totals>(
  'extraction/statement-counts',
  ['index', 'total'],
);
export const statementTexts = defineQuery<
  { readonly hashes: readonly string[] },
  { readonly sha256: string; readonly text: string }
>('extraction/statement-texts', ['sha256', 'text']);

export type LinkType = 'READS' | 'WRITES' | 'DEFINES' | 'USES_COLUMN';
export const statementLinks = defineQuery<
  { readonly ids: readonly string[]; readonly projects: Projects },
  { readonly statement: string; readonly type: LinkType; readonly target: string }
>('extraction/statement-links', ['statement', 'type', 'target']);

export interface StatementJoinRow {
  readonly id: string;
  readonly statement: string;
  readonly ordinal: number;
  readonly kind: string;
  readonly leftTable: string | null;
  readonly rightTable: string | null;
  readonly leftColumns: readonly string[] | null;
  readonly rightColumns: readonly string[] | null;
  readonly isEquality: boolean;
  readonly conditionSql: string | null;
}
export const statementJoins = defineQuery<
  { readonly ids: readonly string[]; readonly projects: Projects },
  StatementJoinRow
>('extraction/statement-joins', [
  'id',
  'statement',
  'ordinal',
  'kind',
  'leftTable',
  'rightTable',
  'leftColumns',
  'rightColumns',
  'isEquality',
  'conditionSql',
]);

export interface IssueRow {
  readonly ordinal: number;
  readonly severity: Severity;
  readonly code: string;
  readonly message: string;
  readonly file: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly charStart: number | null;
  readonly charEnd: number | null;
  readonly statement: string | null;
  readonly hint: string | null;
}
interface IssuesOfRuns {
  readonly ids: readonly string[];
  readonly severity: Severity | null;
  readonly code: string | null;
}
export const issuesOfRuns = defineQuery<
  IssuesOfRuns & { readonly after: number; readonly limit: number },
  Lists<IssueRow>
>('extraction/issues-of-runs', ['index', 'rows']);
export const issueCounts = defineQuery<IssuesOfRuns, Totals>('extraction/issue-counts', ['index', 'total']);

export const writeIssues = defineQuery<
  { readonly run: string; readonly project: string; readonly rows: readonly IssueRow[] },
  { readonly written: number }
>('extraction/write-issues', ['written']);
export const writeSources = defineQuery<
  { readonly run: string; readonly files: readonly string[] },
  { readonly written: number }
>('extraction/write-sources', ['written']);
export const writeTexts = defineQuery<
  { readonly rows: readonly { readonly sha256: string; readonly text: string }[] },
  { readonly written: number }
>('extraction/write-texts', ['written']);

export const lockSystem = defineQuery<
  { readonly system: string; readonly run: string },
  { readonly run: string | null }
>('extraction/lock-system', ['run']);
export const unlockSystem = defineQuery<
  { readonly system: string; readonly run: string },
  { readonly released: number }
>('extraction/unlock-system', ['released']);
