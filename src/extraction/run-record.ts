/** An extraction run as the graph keeps it: flat properties of one `:ExtractionRun`, and what readers are shown. */
import type { RunPhase } from '../generated/graphql.js';
import type { Properties } from '../graph/types.js';
import { isWhole } from '../worker/index.js';
import type { TaskState } from '../worker/types.js';

export const phases: readonly RunPhase[] = ['READ', 'PARSE', 'RESOLVE', 'ANALYSE', 'ASSESS', 'WRITE', 'DONE'];

export const countNames = [
  'sources',
  'statements',
  'tables',
  'views',
  'columns',
  'constraints',
  'edges',
  'joins',
  'unresolved',
  'issues',
  'created',
  'updated',
  'unchanged',
  'deleted',
] as const;
export type RunCounts = Readonly<Record<(typeof countNames)[number], number>>;

export interface NormalizationAction {
  readonly kind: 'TABLE_REDEFINED' | 'TYPE_CONFLICT' | 'NAME_ALIASED' | 'STATEMENT_QUARANTINED';
  readonly entity: string;
  readonly message: string;
}
export interface Normalization {
  readonly merged: number;
  readonly typeConflicts: number;
  readonly aliases: number;
  readonly quarantined: number;
  /** At most 1,000. */
  readonly actions: readonly NormalizationAction[];
}
export interface PhaseTiming {
  readonly phase: RunPhase;
  readonly wallMs: number;
  readonly cpuMs: number | null;
}

/** Where a run stands; what `extractionProgress` shows. */
export interface RunProgress {
  readonly status: TaskState;
  readonly phase: RunPhase;
  readonly doneBytes: number;
  readonly totalBytes: number;
  readonly doneStatements: number;
  readonly totalStatements: number;
  readonly doneTables: number;
  readonly totalTables: number;
  readonly issues: number;
}

export interface RunRecord extends RunProgress {
  readonly id: string;
  /** `project:<name>`. */
  readonly project: string;
  readonly system: string;
  readonly task: string;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly isDryRun: boolean;
  readonly error: { readonly code: string; readonly message: string } | null;
  readonly counts: RunCounts;
  readonly timings: readonly PhaseTiming[];
  readonly normalization: Normalization & { readonly unresolved: number };
  readonly fromSeq: number | null;
  readonly toSeq: number | null;
}

export const noProgress: RunProgress = {
  status: 'QUEUED',
  phase: 'READ',
  doneBytes: 0,
  totalBytes: 0,
  doneStatements: 0,
  totalStatements: 0,
  doneTables: 0,
  totalTables: 0,
  issues: 0,
};

export function normalizationProperties(report: Normalization): Properties {
  return {
    merged: report.merged,
    typeConflicts: report.typeConflicts,
    aliases: report.aliases,
    quarantined: report.quarantined,
    actionKinds: report.actions.map((action) => action.kind),
    actionEntities: report.actions.map((action) => action.entity),
    actionMessages: report.actions.map((action) => action.message),
  };
}

/** CPU time that was not measured is −1: a list of numbers has no nulls. */
export function timingProperties(timings: readonly PhaseTiming[]): Properties {
  return {
    timingPhases: timings.map((timing) => timing.phase),
    timingWallMs: timings.map((timing) => Math.round(timing.wallMs)),
    timingCpuMs: timings.map((timing) => (timing.cpuMs === null ? -1 : Math.round(timing.cpuMs))),
  };
}

/** The record of a stored node. */
export function runRecord(stored: Readonly<Record<string, unknown>>): RunRecord {
  const text = (name: string): string => String(stored[name] ?? '');
  const optional = (name: string): string | null => (stored[name] == null ? null : String(stored[name]));
  const number = (name: string): number => Number(stored[name] ?? 0);
  const texts = (name: string): readonly string[] => (stored[name] as readonly string[] | undefined) ?? [];
  const numbers = (name: string): readonly number[] => (stored[name] as readonly number[] | undefined) ?? [];
  const errorCode = optional('errorCode');
  return {
    ...progressOf(stored),
    id: text('id'),
    project: text('project'),
    system: text('system'),
    task: text('task'),
    startedAt: text('startedAt'),
    endedAt: optional('endedAt'),
    isDryRun: stored.isDryRun === true,
    error: errorCode === null ? null : { code: errorCode, message: text('errorMessage') },
    counts: Object.fromEntries(countNames.map((name) => [name, number(name)])) as RunCounts,
    timings: texts('timingPhases').map((phase, i) => ({
      phase: phase as RunPhase,
      wallMs: numbers('timingWallMs')[i] ?? 0,
      cpuMs: (numbers('timingCpuMs')[i] ?? -1) < 0 ? null : (numbers('timingCpuMs')[i] ?? null),
    })),
    normalization: {
      merged: number('merged'),
      typeConflicts: number('typeConflicts'),
      unresolved: number('unresolved'),
      aliases: number('aliases'),
      quarantined: number('quarantined'),
      actions: texts('actionKinds').map((kind, i) => ({
        kind: kind as NormalizationAction['kind'],
        entity: texts('actionEntities')[i] ?? '',
        message: texts('actionMessages')[i] ?? '',
      })),
    },
    fromSeq: stored.firstSeq == null ? null : number('firstSeq'),
    toSeq: stored.lastSeq == null ? null : number('lastSeq'),
  };
}

/** Progress from whole or partial properties: what they do not name stays as `before` has it. */
export function progressOf(
  properties: Readonly<Record<string, unknown>>,
  before: RunProgress = noProgress,
): RunProgress {
  const number = (name: keyof RunProgress): number => Number(properties[name] ?? before[name]);
  return {
    status: (properties.status as TaskState | undefined) ?? before.status,
    phase: (properties.phase as RunPhase | undefined) ?? before.phase,
    doneBytes: number('doneBytes'),
    totalBytes: number('totalBytes'),
    doneStatements: number('doneStatements'),
    totalStatements: number('totalStatements'),
    doneTables: number('doneTables'),
    totalTables: number('totalTables'),
    issues: number('issues'),
  };
}

/** Whether a stored run shows all of its end; see `readWhole`. */
export function isWholeRun({ run }: { readonly run: Readonly<Record<string, unknown>> }): boolean {
  return isWhole(progressOf(run).status, run.endedAt, run.errorCode);
}

/** How much of its present phase a run has done, 0 to 1; phases that are not counted are done at once. */
export function shareOfPhase(progress: RunProgress): number {
  const { phase, doneBytes, totalBytes, doneStatements, totalStatements, doneTables, totalTables } = progress;
  if (phase === 'READ' || phase === 'PARSE') return share(doneBytes, totalBytes);
  if (phase === 'RESOLVE') return share(doneStatements, totalStatements);
  return phase === 'WRITE' ? share(doneTables + doneStatements, totalTables + totalStatements) : 0;
}

function share(done: number, total: number): number {
  return total === 0 ? 0 : Math.min(1, done / total);
}
