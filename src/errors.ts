/**
 * The one vocabulary of failure (README "Errors"). Errors are created where the knowledge is and
 * translated once, in `src/server/errors.ts`; anything that is not a `SheafError` becomes INTERNAL.
 */

export type ErrorCode =
  | 'BAD_USER_INPUT'
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'CONFLICT'
  | 'CURSOR_EXPIRED'
  | 'LIMIT_EXCEEDED'
  | 'DEADLINE_EXCEEDED'
  | 'INSUFFICIENT_DATA'
  | 'UNAVAILABLE'
  | 'INTERRUPTED'
  | 'INTERNAL';

/** An error a caller may see: its message, code and details leave the process as they are. */
export class SheafError extends Error {
  readonly code: ErrorCode;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    code: ErrorCode,
    message: string,
    details: Readonly<Record<string, unknown>> = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'SheafError';
    this.code = code;
    this.details = details;
  }
}

/** BAD_USER_INPUT with the three members every such error has. `got` must not hold secrets. */
export function badUserInput(field: string, expected: string, got: unknown): SheafError {
  const shown = got === undefined ? 'nothing' : cut(JSON.stringify(got) ?? String(got));
  return new SheafError('BAD_USER_INPUT', `${field}: expected ${expected}, got ${shown}`, {
    field,
    expected,
    got: shown,
  });
}

/** NOT_FOUND: unknown, or outside the caller's projects; the two are never told apart. */
export function notFound(kind: string, id: string): SheafError {
  return new SheafError('NOT_FOUND', `${kind} ${cut(id)} does not exist`, { kind, id: cut(id) });
}

export function forbidden(message: string, details: Readonly<Record<string, unknown>> = {}): SheafError {
  return new SheafError('FORBIDDEN', message, details);
}

export function conflict(message: string, details: Readonly<Record<string, unknown>> = {}): SheafError {
  return new SheafError('CONFLICT', message, details);
}

export function limitExceeded(limit: string, value: number, maximum: number): SheafError {
  return new SheafError('LIMIT_EXCEEDED', `${limit} is ${value}, the limit is ${maximum}`, {
    limit,
    value,
    maximum,
  });
}

export function unavailable(message: string, details: Readonly<Record<string, unknown>> = {}): SheafError {
  return new SheafError('UNAVAILABLE', message, details);
}

function cut(text: string): string {
  return text.length <= 200 ? text : `${text.slice(0, 200)}…`;
}
