/**
 * How much of a view is understood. A column counts as resolved when every reference under it ends in a
 * column that exists, constants included. The legacy figures are those of an earlier system, kept so that
 * the two can be compared.
 */
import { legacyClass, parseTypeKey } from '../catalog/index.js';
import { wilson } from '../stats/wilson.js';
import type { OutputColumn, ResolvedStatement } from './facts.js';

export interface ViewMetrics {
  readonly columns: number;
  readonly resolvedColumns: number;
  readonly constantColumns: number;
  readonly unresolvedColumns: number;
  readonly typedColumns: number;
  /** null without columns. */
  readonly resolution: number | null;
  /** Lower end of the 95 % Wilson interval. */
  readonly resolutionLower: number | null;
  readonly typeCoverage: number | null;
  readonly joinCount: number;
  readonly sourceTables: number;
  readonly legacy: LegacyViewMetrics;
}

export interface LegacyViewMetrics {
  /** 1 − share of columns with a source: constants count as lost. */
  readonly informationLoss: number;
  /** Text and unknown types count as untyped. */
  readonly typeCoverage: number;
  /** Share of the tables read of which some column is named. */
  readonly sourceSimilarity: number;
  /** Joins of the outermost query alone. */
  readonly joinCount: number;
}

export function viewMetrics(view: ResolvedStatement): ViewMetrics {
  const { outputs } = view;
  const unresolved = new Set(view.unresolved.flatMap((fact) => fact.outputs));
  const isResolved = (output: OutputColumn): boolean =>
    !unresolved.has(output.ordinal) && output.inputs.every((input) => input.source.isKnown);
  const resolved = outputs.filter(isResolved).length;
  const typed = outputs.filter((output) => output.typeKey !== null).length;
  const columns = outputs.length;
  return {
    columns,
    resolvedColumns: resolved,
    constantColumns: outputs.filter((output) => output.isConstant).length,
    unresolvedColumns: columns - resolved,
    typedColumns: typed,
    resolution: columns === 0 ? null : resolved / columns,
    resolutionLower: wilson(resolved, columns)?.low ?? null,
    typeCoverage: columns === 0 ? null : typed / columns,
    joinCount: view.joins.length,
    sourceTables: view.reads.length,
    legacy: legacyMetrics(view),
  };
}

function legacyMetrics({ outputs, reads, referencedColumns, joins }: ResolvedStatement): LegacyViewMetrics {
  const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
  const withSource = outputs.filter((output) => output.inputs.length > 0).length;
  const isTyped = ({ typeKey }: OutputColumn): boolean =>
    typeKey !== null && legacyClass(parseTypeKey(typeKey)) !== 'string';
  const referenced = new Set(referencedColumns.map((column) => column.table.id));
  return {
    informationLoss: outputs.length === 0 ? 0 : 1 - withSource / outputs.length,
    typeCoverage: share(outputs.filter(isTyped).length, outputs.length),
    sourceSimilarity: share(reads.filter((table) => referenced.has(table.id)).length, reads.length),
    joinCount: joins.filter((join) => join.depth === 0).length,
  };
}
