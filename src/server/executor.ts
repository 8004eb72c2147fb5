/**
 * Runs prepared operations: compiled to one function (graphql-jit) from the second run on, by graphql-js
 * before that, for very large documents, and wherever `COMPILED_EXECUTOR` is off. A parity test holds
 * the two to the same answers.
 */
import {
  createSourceEventStream,
  type DocumentNode,
  type ExecutionResult,
  execute,
  GraphQLScalarType,
  type GraphQLSchema,
  getVariableValues,
  Kind,
  type TypeNode,
  type VariableDefinitionNode,
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
  const compilationSchema = withPassedType(schema);
  const runs = new WeakMap<PreparedOperation, number>();
  const compiled = new WeakMap<PreparedOperation, CompiledQuery | null>();
  const compiledFor = (operation: PreparedOperation, selections: number): CompiledQuery | null => {
    const known = compiled.get(operation);
    if (known !== undefined) return known;
    const run = (runs.get(operation) ?? 0) + 1;
    runs.set(operation, run);
    if (run < compileAt || selections > MAX_COMPILED_SELECTIONS) return null;
    const result = compileQuery(
      compilationSchema,
      withPassedVariables(operation.document),
      operation.name ?? undefined,
      { disablingCapturingStackErrors: true },
    );
    const query = isCompiledQuery(result) ? result : null;
    compiled.set(operation, query);
    return query;
  };
  return (execution) => {
    const { operation, variables, context, root } = execution;
    const query = compiledFor(operation, execution.selections);
    if (query === null) return interpret(execution);
    const { coerced, errors } = getVariableValues(
      schema,
      operation.node.variableDefinitions ?? [],
      variables,
      { maxErrors: MAX_VARIABLE_ERRORS },
    );
    if (errors !== undefined) return { errors };
    return query.query(root, context, coerced) as ExecutionResult | Promise<ExecutionResult>;
  };
}

/** As many as graphql-js reports. */
const MAX_VARIABLE_ERRORS = 50;

/**
 * graphql-jit writes one function that coerces all variables, with every input type spelled out where it
 * is used: an input type that contains itself (a filter with `AND`) never ends. It also knows nothing of
 * `@oneOf` and refuses an absent `$x: Int! = 1`. So graphql-js coerces, and the compiled document takes
 * every variable as it comes. Booleans keep their type, because `@skip` and `@include` ask for it.
 */
const passed = new GraphQLScalarType({ name: 'Passed', description: 'A value that is coerced already.' });

function withPassedType(schema: GraphQLSchema): GraphQLSchema {
  return Object.create(schema, {
    getType: { value: (name: string) => (name === passed.name ? passed : schema.getType(name)) },
  }) as GraphQLSchema;
}

function withPassedVariables(document: DocumentNode): DocumentNode {
  return {
    ...document,
    definitions: document.definitions.map((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION
        ? { ...definition, variableDefinitions: definition.variableDefinitions?.map(passedVariable) }
        : definition,
    ),
  };
}

function passedVariable(definition: VariableDefinitionNode): VariableDefinitionNode {
  if (isBoolean(definition.type)) return definition;
  const type = { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: passed.name } } as const;
  return { kind: definition.kind, variable: definition.variable, type };
}

function isBoolean(type: TypeNode): boolean {
  if (type.kind === Kind.NON_NULL_TYPE) return isBoolean(type.type);
  return type.kind === Kind.NAMED_TYPE && type.name.value === 'Boolean';
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
