/**
 * Runs prepared operations: compiled to one function (graphql-jit) from the second run on, by graphql-js
 * before that, for very large documents, and wherever `COMPILED_EXECUTOR` is off. A parity test holds
 * the two to the same answers.
 */
import {
  createSourceEventStream,
  type ExecutionResult,
  execute,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  valueFromASTUntyped,
} from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import type { PreparedOperation } from './documents.js';

export interface Execution {
  readonly operation: PreparedOperation;
  /** Selections of the expanded document. */
  readonly selections: number;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: unknown;
  /** The event, for one run of a subscription's selection. */
  readonly root?: unknown;
}

export type Executor = (execution: Execution) => ExecutionResult | Promise<ExecutionResult>;

/** Compiling grows with the expanded document, and with every type an abstract field may have. */
const MAX_COMPILED_SELECTIONS = 1_000;

export function interpretingExecutor(schema: GraphQLSchema): Executor {
  return ({ operation, variables, context, root }) =>
    execute({
      schema,
      document: operation.document,
      operationName: operation.name,
      variableValues: variables,
      contextValue: context,
      rootValue: root,
    }) as ExecutionResult | Promise<ExecutionResult>;
}

/** `compileAt` is the run that compiles a document: 2 by default, since most ad-hoc documents run once. */
export function compiledExecutor(schema: GraphQLSchema, compileAt = 2): Executor {
  const interpret = interpretingExecutor(schema);
  const runs = new WeakMap<PreparedOperation, number>();
  const compiled = new WeakMap<PreparedOperation, CompiledQuery | null>();
  const compiledFor = (operation: PreparedOperation, selections: number): CompiledQuery | null => {
    const known = compiled.get(operation);
    if (known !== undefined) return known;
    const run = (runs.get(operation) ?? 0) + 1;
    runs.set(operation, run);
    if (run < compileAt || selections > MAX_COMPILED_SELECTIONS) return null;
    const result = compileQuery(schema, operation.document, operation.name ?? undefined, {
      disablingCapturingStackErrors: true,
    });
    const query = isCompiledQuery(result) ? result : null;
    compiled.set(operation, query);
    return query;
  };
  return (execution) => {
    const query = compiledFor(execution.operation, execution.selections);
    if (query === null) return interpret(execution);
    const variables = withDefaults(execution.operation, execution.variables);
    return query.query(execution.root, execution.context, variables) as
      | ExecutionResult
      | Promise<ExecutionResult>;
  };
}

/** graphql-jit refuses an absent `$x: Int! = 1` instead of taking its default, so defaults are filled in. */
function withDefaults(
  { document, name }: PreparedOperation,
  variables: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  let filled: Record<string, unknown> | null = null;
  for (const { variable, type, defaultValue } of getOperationAST(document, name)?.variableDefinitions ?? []) {
    if (defaultValue === undefined || type.kind !== Kind.NON_NULL_TYPE || variable.name.value in variables)
      continue;
    filled ??= { ...variables };
    filled[variable.name.value] = valueFromASTUntyped(defaultValue);
  }
  return filled ?? variables;
}

/** The source of a subscription: its events, or the errors that kept it from starting. */
export async function subscribeTo(
  schema: GraphQLSchema,
  { operation, variables, context }: Execution,
): Promise<AsyncIterable<unknown> | ExecutionResult> {
  return createSourceEventStream({
    schema,
    document: operation.document,
    operationName: operation.name,
    variableValues: variables,
    contextValue: context,
  });
}
