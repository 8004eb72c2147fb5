/**
 * Resolves one statement: every name to its base column or to a reason why not, every output to its inputs.
 * Pure; cost O(tree + outputs × distinct inputs).
 */
import type {
  ColumnInput,
  OutputColumn,
  ResolvedStatement,
  StatementInput,
  TableRef,
  UnresolvedFact,
} from '../facts.js';
import type { Span, StatementTree } from '../tree.js';
import { wayOf } from './branches.js';
import { LimitError, type ResolveOptions, StatementContext } from './context.js';
import { resolveExpression } from './expressions.js';
import { distinctInputs, type Input, inputKinds, isDirect, transformations } from './flow.js';
import { collectInfluences, type Influences, includeInfluences, influences } from './influences.js';
import { insertStatement } from './inserts.js';
import { joinFacts } from './joins.js';
import { mergeStatement } from './merges.js';
import { resolveQuery } from './queries.js';
import type { Output } from './relation.js';
import {
  createStatement,
  deleteStatement,
  queryStatement,
  type StatementResult,
  updateStatement,
  type Written,
} from './writes.js';

/** Longest expression text an output keeps. */
const maxExpression = 2_048;

/**
 * Resolves the tree of a statement; several trees (multi-insert) are one statement whose outputs follow each
 * other. Never throws for what the SQL says: a statement nested too deep yields the issue LIMIT_EXCEEDED.
 */
export function resolveStatement(
  trees: StatementTree | readonly StatementTree[],
  options: ResolveOptions,
): ResolvedStatement {
  const context = new StatementContext(options, (own) => ({
    query: (query, around) => resolveQuery(own, query, around),
    expression: (expression, scope) => resolveExpression(own, expression, scope),
  }));
  const list: readonly StatementTree[] = 'kind' in trees ? [trees] : trees;
  try {
    return finished(
      context,
      list.map((tree) => resolveTree(context, tree)),
    );
  } catch (error) {
    if (error instanceof LimitError) return refused(error.message);
    throw error;
  }
}

function resolveTree(context: StatementContext, tree: StatementTree): StatementResult {
  context.enterRoutine(tree.routine);
  switch (tree.kind) {
    case 'query':
      return queryStatement(context, tree);
    case 'create':
      return createStatement(context, tree);
    case 'insert':
      return insertStatement(context, tree);
    case 'update':
      return updateStatement(context, tree);
    case 'delete':
      return deleteStatement(context, tree);
    case 'merge':
      return mergeStatement(context, tree);
  }
}

function refused(message: string): ResolvedStatement {
  return {
    reads: [],
    writes: [],
    outputs: [],
    statementInputs: [],
    referencedColumns: [],
    joins: [],
    unresolved: [],
    issues: [{ severity: 'ERROR', code: 'LIMIT_EXCEEDED', message, position: null }],
  };
}

function finished(context: StatementContext, results: readonly StatementResult[]): ResolvedStatement {
  const all: Influences = influences();
  for (const result of results) includeInfluences(all, result.influences);
  const written = results.flatMap((result) => result.written);
  const outputs = written.map((each, index) => outputColumn(context, each, index + 1));
  return {
    reads: readTables(context, results),
    writes: distinctTables(results.flatMap((result) => result.targets.map((table) => table.ref))),
    outputs,
    statementInputs: statementInputs(context, all),
    referencedColumns: [...context.referenced].map((column) => column.ref).filter((ref) => ref.name !== '*'),
    joins: joinFacts(context),
    unresolved: unresolvedFacts(context),
    issues: [...context.issues.values()],
  };
}

function outputColumn(context: StatementContext, { output, target }: Written, ordinal: number): OutputColumn {
  for (const problem of output.flow.problems) problem.outputs.add(ordinal);
  const { inputs, problems } = output.flow;
  return {
    name: output.name,
    ordinal,
    expression: expressionText(context, output.definition),
    inputs: inputs.map((input) => columnInput(context, output, input)),
    isConstant: inputs.length === 0 && problems.length === 0,
    typeKey: output.typeKey,
    typeReason: output.typeReason,
    target: target?.ref ?? null,
    position: output.position === null ? null : context.position(output.position.start, output.position.end),
  };
}

function expressionText(context: StatementContext, definition: Span | null): string | null {
  if (definition === null) return null;
  const text = context.sourceText(definition);
  return text.length <= maxExpression ? text : `${text.slice(0, maxExpression - 1)}…`;
}

function columnInput(context: StatementContext, output: Output, input: Input): ColumnInput {
  const { input: proof, definition } = wayOf(output, input);
  const { start, end } = proof.start < 0 ? input : proof;
  const isOwn = definition?.start === output.definition?.start && definition?.end === output.definition?.end;
  return {
    source: input.column.ref,
    type: isDirect(input) ? 'DIRECT' : 'INDIRECT',
    subtype: inputKinds[input.kind],
    transformation: transformations[input.transformation] ?? 'FUNCTION',
    isMasking: input.isMasking,
    confidence: input.confidence,
    position: start < 0 ? null : context.position(start, end),
    ...(isOwn ? {} : { expression: expressionText(context, definition) }),
  };
}

/** Tables in order of appearance; a target that is written belongs here when its columns flow into what is written. */
function readTables(context: StatementContext, results: readonly StatementResult[]): readonly TableRef[] {
  const reads = new Map(context.reads);
  for (const { targets, written } of results)
    for (const table of targets) {
      // Without a column made there is none that could flow.
      if (reads.has(table.ref.id) || table.made.size === 0) continue;
      const input = written
        .flatMap((each) => each.output.flow.inputs)
        .find((each) => isDirect(each) && each.column.table === table);
      if (input !== undefined) reads.set(table.ref.id, { table, start: input.start });
    }
  return [...reads.values()].sort((a, b) => a.start - b.start).map(({ table }) => table.ref);
}

function distinctTables(tables: readonly TableRef[]): readonly TableRef[] {
  return [...new Map(tables.map((table) => [table.id, table])).values()];
}

function statementInputs(context: StatementContext, all: Influences): readonly StatementInput[] {
  const { inputs } = collectInfluences(all);
  return distinctInputs(inputs)
    .toSorted((a, b) => a.start - b.start)
    .map((input) => ({
      source: input.column.ref,
      subtype: inputKinds[input.kind] as StatementInput['subtype'],
      confidence: input.confidence,
      position: input.start < 0 ? null : context.position(input.start, input.end),
    }));
}

function unresolvedFacts(context: StatementContext): readonly UnresolvedFact[] {
  return [...context.problems.values()]
    .toSorted((a, b) => a.start - b.start)
    .map((problem) => ({
      text: problem.text,
      reason: problem.reason,
      position: context.position(problem.start, problem.end),
      candidates: problem.candidates,
      outputs: [...problem.outputs].toSorted((a, b) => a - b),
    }));
}
