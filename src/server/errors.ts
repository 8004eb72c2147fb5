/**
 * The one place where errors become answers. A `SheafError` leaves with its code, message and details;
 * the protocol's own refusals keep their codes; everything else leaves as INTERNAL with a correlation
 * id, and its cause goes to the log. Statements, paths, stacks and values never leave.
 */
import { randomUUID } from 'node:crypto';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { SheafError } from '../errors.js';
import { translate } from '../graph/index.js';

/** Codes of requests that were refused before anything was executed. */
export const protocolCodes = [
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
] as const;
export type ProtocolCode = (typeof protocolCodes)[number];

/** Where the cause of an INTERNAL error is written, with the id the caller was given. */
export type ErrorSink = (correlationId: string, cause: unknown) => void;

/** A request refused before execution: what the caller is told, and the status HTTP gives. */
export class Refusal extends Error {
  readonly errors: readonly GraphQLError[];
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    errors: readonly GraphQLError[],
    status: number,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(errors[0]?.message ?? 'refused');
    this.name = 'Refusal';
    this.errors = errors;
    this.status = status;
    this.headers = headers;
  }
}

/** A refusal with one of the protocol's codes. */
export function refuse(code: ProtocolCode, message: string, status = 400): Refusal {
  return new Refusal([new GraphQLError(message, { extensions: { code } })], status);
}

/** Status of a refusal by a code of the shared vocabulary; execution errors answer 200. */
export function statusOf(error: SheafError): number {
  switch (error.code) {
    case 'UNAUTHENTICATED':
      return 401;
    case 'FORBIDDEN':
      return 403;
    case 'NOT_FOUND':
      return 404;
    case 'UNAVAILABLE':
      return 503;
    case 'INTERNAL':
      return 500;
    default:
      return error.details.limit === 'authenticationFailures' ? 429 : 400;
  }
}

/** A refusal that carries an error of the shared vocabulary. */
export function refusalOf(error: SheafError): Refusal {
  return new Refusal([toGraphQLError(error)], statusOf(error));
}

export function toGraphQLError(error: SheafError): GraphQLError {
  return new GraphQLError(error.message, { extensions: { code: error.code, ...error.details } });
}

/** What the caller is told of any error. Masked errors pass unchanged. */
export function mask(error: unknown, sink: ErrorSink): GraphQLFormattedError {
  const root = translate(rootOf(error));
  const { message, extensions } =
    root instanceof SheafError && root.code !== 'INTERNAL'
      ? { message: root.message, extensions: { code: root.code, ...root.details } }
      : (refusedByProtocol(error) ?? internal(root instanceof SheafError ? root : error, sink));
  if (!(error instanceof GraphQLError)) return { message, extensions };
  return {
    message,
    ...(error.locations === undefined ? {} : { locations: error.locations }),
    ...(error.path === undefined ? {} : { path: error.path }),
    extensions,
  };
}

function refusedByProtocol(error: unknown) {
  if (!(error instanceof GraphQLError)) return null;
  const code = codeOf(error);
  if (code === null) return null;
  const details = code === 'BAD_USER_INPUT' ? coercionDetails(error.message) : {};
  return { message: error.message, extensions: { ...details, ...error.extensions, code } };
}

/** What the executors say of a variable that does not fit, in the three members every BAD_USER_INPUT has. */
function coercionDetails(message: string) {
  const missing =
    /^Variable "\$(\w+)" of (?:required|non-null) type "([^"]+)" (was not provided|must not be null)/.exec(
      message,
    );
  if (missing !== null) {
    const [, name, type, how] = missing;
    return { field: name, expected: type, got: how === 'must not be null' ? 'null' : 'nothing' };
  }
  const wrong = /^Variable "\$(\w+)" got invalid value (.*?)(?: at "([^"]*)")?; (.*)$/s.exec(message);
  if (wrong === null) return {};
  const [, name, got, path = name, expected] = wrong;
  return { field: path, expected, got };
}

function internal(cause: unknown, sink: ErrorSink) {
  const correlationId = randomUUID();
  sink(correlationId, cause);
  return { message: 'internal error', extensions: { code: 'INTERNAL', correlationId } };
}

/** The code a GraphQL error may keep: the protocol's, a masked one's, or BAD_USER_INPUT for coercion of the caller's own values. */
function codeOf(error: GraphQLError): string | null {
  // The compiled executor leaves `extensions` out where there are none.
  const code: unknown = error.extensions?.code;
  if (typeof code === 'string' && passes(code)) return code;
  return /^(Variable "\$|Argument ")/.test(error.message) ? 'BAD_USER_INPUT' : null;
}

const vocabulary: ReadonlySet<string> = new Set([
  ...protocolCodes,
  'BAD_USER_INPUT',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'CONFLICT',
  'CURSOR_EXPIRED',
  'LIMIT_EXCEEDED',
  'DEADLINE_EXCEEDED',
  'INSUFFICIENT_DATA',
  'UNAVAILABLE',
  'INTERRUPTED',
  'INTERNAL',
]);

function passes(code: string): boolean {
  return vocabulary.has(code);
}

/** graphql-js and the compiled executor wrap what a resolver threw; the innermost error decides. */
function rootOf(error: unknown): unknown {
  let current = error;
  for (let depth = 0; depth < 8 && current instanceof GraphQLError; depth++) {
    const inner: unknown = current.originalError;
    if (inner === undefined || inner === null) break;
    current = inner;
  }
  return current;
}
