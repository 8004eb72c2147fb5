/**
 * Lineage edges of one resolved statement, as the graph keeps them: FLOWS_TO from column to column,
 * INFLUENCES from column to table. Evidence is relative to the statement. Pure.
 */
import { hash } from 'node:crypto';
import type { Position } from '../catalog/declarations.js';
import type { EdgeState, Properties } from '../graph/types.js';
import type { ColumnInput, OutputColumn, ResolvedStatement, StatementInput } from './facts.js';

/** Ids under which the statement's tables and columns stand in the graph; null for what does not. */
export interface EdgeEnds {
  readonly project: string;
  table(id: string): string | null;
  column(id: string): string | null;
}

/** The rule named by edges that the resolver derived. */
export const resolverRule = 'sql-resolver';

/**
 * FLOWS_TO and INFLUENCES of a statement, each identity once: of two inputs that make the same edge the
 * surer one stays, then the one that stands first. Ends that are not in the graph make no edge.
 */
export function lineageEdges(
  statement: string,
  resolved: ResolvedStatement,
  ends: EdgeEnds,
): readonly EdgeState[] {
  const edges = new Map<string, EdgeState>();
  for (const output of resolved.outputs) {
    const target = output.target === null ? null : ends.column(output.target.id);
    if (target === null) continue;
    for (const input of output.inputs) keep(edges, flowsTo(statement, input, output, target, ends));
  }
  for (const written of resolved.writes) {
    const target = ends.table(written.id);
    if (target === null) continue;
    for (const input of resolved.statementInputs) keep(edges, influences(statement, input, target, ends));
  }
  return [...edges.values()];
}

/** What makes the output of this input. */
export function expressionOf(input: ColumnInput, output: OutputColumn): string | null {
  return input.expression === undefined ? output.expression : input.expression;
}

function flowsTo(
  statement: string,
  input: ColumnInput,
  output: OutputColumn,
  target: string,
  ends: EdgeEnds,
): EdgeState | null {
  const source = ends.column(input.source.id);
  if (source === null) return null;
  const expression = expressionOf(input, output);
  return {
    source,
    type: 'FLOWS_TO',
    target,
    discriminator: `${statement} ${input.subtype}`,
    project: ends.project,
    properties: {
      type: input.type,
      subtype: input.subtype,
      transformation: input.transformation,
      expression,
      expressionHash: expression === null ? null : hash('sha256', expression, 'hex').slice(0, 32),
      isMasking: input.isMasking,
      ...derived(statement, input.confidence, input.position ?? output.position),
    },
  };
}

function influences(
  statement: string,
  input: StatementInput,
  target: string,
  ends: EdgeEnds,
): EdgeState | null {
  const source = ends.column(input.source.id);
  if (source === null) return null;
  return {
    source,
    type: 'INFLUENCES',
    target,
    discriminator: `${statement} ${input.subtype}`,
    project: ends.project,
    properties: {
      type: 'INDIRECT',
      subtype: input.subtype,
      isMasking: false,
      ...derived(statement, input.confidence, input.position),
    },
  };
}

/** What every derived edge says of its evidence. */
export function derived(statement: string, confidence: number, position: Position | null): Properties {
  return {
    statement,
    rule: resolverRule,
    confidence,
    state: 'DERIVED',
    origin: 'SQL',
    ...place(position),
  };
}

/** A place relative to its statement. */
export function place(position: Position | null): Properties {
  return {
    charStart: position?.charStart ?? null,
    charEnd: position?.charEnd ?? null,
    line: position?.line ?? null,
    column: position?.column ?? null,
  };
}

function keep(edges: Map<string, EdgeState>, edge: EdgeState | null): void {
  if (edge === null) return;
  const key = `${edge.type} ${edge.source} ${edge.target} ${edge.discriminator}`;
  const former = edges.get(key);
  if (former === undefined || isBetter(edge, former)) edges.set(key, edge);
}

function isBetter(edge: EdgeState, former: EdgeState): boolean {
  const confidence = Number(edge.properties.confidence) - Number(former.properties.confidence);
  if (confidence !== 0) return confidence > 0;
  return Number(edge.properties.charStart ?? -1) < Number(former.properties.charStart ?? -1);
}
