/**
 * The one pipeline of every transport: prepare → authorise → execute → mask. A rule that holds here
 * holds over HTTP, over WebSocket and for the command line.
 */
import {
  type ExecutionResult,
  type FormattedExecutionResult,
  type GraphQLFormattedError,
  type GraphQLSchema,
  getVariableValues,
} from 'graphql';
import { SheafError } from '../errors.js';
import type { Principal } from './context.js';
import { deadlineAfter, deadlineMs } from './deadlines.js';
import { type DocumentOptions, Documents, type PreparedOperation, selectOperation } from './documents.js';
import { type ErrorSink, mask, refusalOf } from './errors.js';
import {
  compiledExecutor,
  type Execution,
  type Executor,
  interpretingExecutor,
  subscribeTo,
} from './executor.js';
import { type ContextParts, Request } from './request-context.js';
import { authorise } from './requirements.js';
import { holdsRoleSomewhere } from './roles.js';

export interface PipelineOptions {
  readonly documents: DocumentOptions;
  readonly compiledExecutor: boolean;
  /** Who may read the schema by introspection: nobody, CURATOR up, everybody. */
  readonly introspection: 'off' | 'role' | 'on';
}

/** A request as every transport hands it over. */
export interface OperationRequest {
  readonly query: string;
  /** Hex SHA-256 of `query`, where the transport has it. */
  readonly hash?: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly principal: Principal;
  /** Fired when the caller goes away and at shutdown. */
  readonly signal: AbortSignal;
  /** The caller's own deadline, when smaller than the operation's. */
  readonly timeoutMs: number | null;
}

/** A request that passed every gate before execution. */
export interface Admitted {
  readonly request: OperationRequest;
  readonly operation: PreparedOperation;
  readonly selections: number;
}

export class Pipeline {
  readonly schema: GraphQLSchema;
  readonly documents: Documents;
  readonly #execute: Executor;
  readonly #parts: ContextParts;
  readonly #options: PipelineOptions;
  readonly #sink: ErrorSink;

  constructor(schema: GraphQLSchema, parts: ContextParts, options: PipelineOptions, sink: ErrorSink) {
    this.schema = schema;
    this.documents = new Documents(schema, options.documents);
    this.#execute = options.compiledExecutor ? compiledExecutor(schema) : interpretingExecutor(schema);
    this.#parts = parts;
    this.#options = options;
    this.#sink = sink;
  }

  /** Gates 4 to 8: tokens, cache, limits, validation, the operation, roles. Throws a `Refusal`. */
  admit(request: OperationRequest): Admitted {
    const prepared = this.documents.prepare(request.query, request.hash);
    const operation = selectOperation(prepared, request.operationName);
    try {
      this.#checkIntrospection(operation, request.principal);
      this.#authorise(operation, request);
    } catch (error) {
      throw error instanceof SheafError ? refusalOf(error) : error;
    }
    return { request, operation, selections: prepared.selections };
  }

  /** Gates 9 to 11 of a query or mutation: coercion, execution under a deadline, masking. */
  async execute({ request, operation, selections }: Admitted): Promise<FormattedExecutionResult> {
    const limit = deadlineMs(operation.deadline, request.timeoutMs);
    const deadline = deadlineAfter(limit, request.signal);
    const context = new Request(this.#parts, request.principal, deadline.signal, deadline.at);
    try {
      const running = this.#execute({ operation, selections, variables: request.variables, context });
      const result = running instanceof Promise ? await Promise.race([running, deadline.passed]) : running;
      return this.#answer(result, context);
    } catch (error) {
      return { errors: [this.mask(error)], data: null };
    } finally {
      deadline.clear();
    }
  }

  /** A subscription's answers, in order; or why it did not start. Ends when the request's signal fires. */
  async subscribe(
    admitted: Admitted,
  ): Promise<AsyncGenerator<FormattedExecutionResult> | FormattedExecutionResult> {
    const { request, operation, selections } = admitted;
    const starting = deadlineAfter(deadlineMs('READ', request.timeoutMs), request.signal);
    const context = new Request(this.#parts, request.principal, request.signal, null);
    const execution: Execution = { operation, selections, variables: request.variables, context };
    try {
      const source = await Promise.race([subscribeTo(this.schema, execution), starting.passed]);
      if (!(Symbol.asyncIterator in source)) return this.#answer(source, context);
      return this.#answers(admitted, source);
    } catch (error) {
      return { errors: [this.mask(error)] };
    } finally {
      starting.clear();
    }
  }

  async *#answers(
    { request, operation, selections }: Admitted,
    source: AsyncIterable<unknown>,
  ): AsyncGenerator<FormattedExecutionResult> {
    try {
      for await (const root of source) {
        const deadline = deadlineAfter(deadlineMs('READ', null), request.signal);
        const context = new Request(this.#parts, request.principal, deadline.signal, deadline.at);
        try {
          const result = await this.#execute({
            operation,
            selections,
            variables: request.variables,
            context,
            root,
          });
          yield this.#answer(result, context);
        } finally {
          deadline.clear();
        }
      }
    } catch (error) {
      if (!request.signal.aborted) yield { errors: [this.mask(error)] };
    }
  }

  mask(error: unknown): GraphQLFormattedError {
    return mask(error, this.#sink);
  }

  #answer(result: ExecutionResult, context: Request): FormattedExecutionResult {
    const errors = result.errors?.length ? result.errors.map((error) => this.mask(error)) : undefined;
    const masked = context.masked.length > 0 ? { masked: context.masked } : undefined;
    if (errors === undefined && masked === undefined) return result as FormattedExecutionResult;
    return {
      ...(errors === undefined ? {} : { errors }),
      ...(result.data === undefined ? {} : { data: result.data }),
      ...(masked === undefined ? {} : { extensions: masked }),
    };
  }

  /** Variables that cannot be coerced end the operation before any resolver runs: nothing to authorise. */
  #authorise({ requirements, node }: PreparedOperation, { principal, variables }: OperationRequest): void {
    if (requirements.length === 0) return;
    const { coerced } = getVariableValues(this.schema, node.variableDefinitions ?? [], variables, {
      maxErrors: 1,
    });
    if (coerced !== undefined) authorise(requirements, principal, coerced);
  }

  #checkIntrospection(operation: PreparedOperation, principal: Principal): void {
    if (!operation.introspects || this.#options.introspection === 'on') return;
    if (this.#options.introspection === 'role' && holdsRoleSomewhere(principal, 'CURATOR')) return;
    throw new SheafError('FORBIDDEN', 'introspection needs the role CURATOR', { field: '__schema' });
  }
}
