/**
 * What a driver error means: to be tried again, or a `SheafError` with the code of the one vocabulary.
 * Driver texts, statements and values stay in `cause`, for the log alone.
 */
import neo4j from 'neo4j-driver';
import { conflict, SheafError, unavailable } from '../errors.js';

/** How a failed write goes on. */
export type Failure =
  /** The transaction was rolled back: run it again. */
  | 'RETRY'
  /** Two units made the same element: the second sees the first's when run again. */
  | 'COLLISION'
  /** Nobody knows whether a commit arrived. */
  | 'DISCONNECTED'
  | 'FINAL';

/**
 * What the driver says without a code of its own when no statement was sent: no connection in time, or
 * one that broke between two statements of a transaction.
 */
const notSent =
  /^(Connection acquisition timed out|No connection available|Cannot (run query in|commit) this transaction, because it has been rolled back)/;

const poolClosed = /^Pool is closed/;

function codeOf(error: unknown): string {
  return error instanceof neo4j.Neo4jError ? error.code : '';
}

export function classify(error: unknown): Failure {
  const code = codeOf(error);
  if (code === '' || isMemoryLimit(code)) return 'FINAL';
  if (code === 'ServiceUnavailable' || code === 'SessionExpired') return 'DISCONNECTED';
  if (code === 'Neo.ClientError.Schema.ConstraintValidationFailed') return 'COLLISION';
  if (code === 'Neo.ClientError.Statement.EntityNotFound') return 'RETRY';
  if (code.startsWith('Neo.TransientError.') || says(error, notSent)) return 'RETRY';
  return error instanceof neo4j.Neo4jError && error.retriable ? 'RETRY' : 'FINAL';
}

/** The error a caller may see; errors that are none of the driver's pass unchanged. */
export function translate(error: unknown): unknown {
  const code = codeOf(error);
  if (code === '') return error;
  const cause = { cause: error };
  if (code.includes('TransactionTimedOut') || code.includes('TransactionTerminated')) {
    return new SheafError('DEADLINE_EXCEEDED', 'the statement ran past its deadline', {}, cause);
  }
  if (isMemoryLimit(code)) {
    return new SheafError(
      'LIMIT_EXCEEDED',
      'the statement needs more memory than the database grants',
      { limit: 'memory' },
      cause,
    );
  }
  if (code === 'Neo.ClientError.Schema.ConstraintValidationFailed') {
    return new SheafError('CONFLICT', conflict('another element holds this identity').message, {}, cause);
  }
  if (
    classify(error) !== 'FINAL' ||
    says(error, poolClosed) ||
    code.startsWith('Neo.DatabaseError.General.Unavailable') ||
    code.includes('DatabaseUnavailable')
  ) {
    return new SheafError(
      'UNAVAILABLE',
      unavailable('the graph database does not answer').message,
      { retryAfter: 1 },
      cause,
    );
  }
  return error;
}

function says(error: unknown, message: RegExp): boolean {
  return codeOf(error) === 'N/A' && error instanceof Error && message.test(error.message);
}

function isMemoryLimit(code: string): boolean {
  return code.includes('OutOfMemory');
}
