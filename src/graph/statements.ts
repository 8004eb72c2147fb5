/** Auto-commit READ statements with a deadline on both sides: the server's timeout and the caller's signal. */
import neo4j, { type Driver, type Session } from 'neo4j-driver';
import { SheafError } from '../errors.js';
import { translate } from './driver-errors.js';
import { decodeRows, parametersFor } from './query.js';
import type { Query, ReadOptions } from './types.js';

/** Beyond the caller's time, so that the caller's own deadline speaks first. */
const graceMs = 500;
const defaultTimeoutMs = 30_000;

export interface Statements {
  read<Params extends object, Row>(
    query: Query<Params, Row>,
    params: Params,
    options?: ReadOptions,
  ): Promise<readonly Row[]>;
  readList<Params extends object, Row>(
    query: Query<Params, Row>,
    params: Params,
    options?: ReadOptions,
  ): Promise<readonly Row[]>;
}

/** Reads on `database`; every call takes and returns one pooled connection. */
export function statements(driver: Driver, database: string): Statements {
  async function values<Params extends object, Row>(
    query: Query<Params, Row>,
    params: Params,
    options: ReadOptions,
  ): Promise<ArrayLike<unknown>[]> {
    const bound = parametersFor(query, params);
    const signal = options.signal;
    throwIfAborted(signal);
    const session = driver.session({ database, defaultAccessMode: neo4j.session.READ });
    const stop = onAbort(signal, session);
    try {
      const timeout = Math.ceil((options.timeoutMs ?? defaultTimeoutMs) + graceMs);
      const result = await session.run(query.text, bound, { timeout });
      return result.records.map((record) => [...record.values()]);
    } catch (error) {
      throwIfAborted(signal);
      throw translate(error);
    } finally {
      stop();
      await session.close();
    }
  }

  return {
    async read<Params extends object, Row>(
      query: Query<Params, Row>,
      params: Params,
      options: ReadOptions = {},
    ) {
      return decodeRows(query, await values(query, params, options));
    },
    async readList<Params extends object, Row>(
      query: Query<Params, Row>,
      params: Params,
      options: ReadOptions = {},
    ) {
      const lists = (await values(query, params, options)).flatMap((record) => record[0] ?? []);
      return decodeRows(query, lists as ArrayLike<unknown>[]);
    },
  };
}

/** Throws the signal's own reason when it is one of ours, else DEADLINE_EXCEEDED. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (!signal?.aborted) return;
  if (signal.reason instanceof SheafError) throw signal.reason;
  throw new SheafError(
    'DEADLINE_EXCEEDED',
    'the request ended before its answer',
    {},
    { cause: signal.reason },
  );
}

/** Closing the session resets its connection, which stops the statement on the server. */
function onAbort(signal: AbortSignal | undefined, session: Session): () => void {
  if (signal === undefined) return () => {};
  const close = () => {
    session.close().catch(() => {
      // The statement's own promise reports what went wrong.
    });
  };
  signal.addEventListener('abort', close, { once: true });
  return () => signal.removeEventListener('abort', close);
}
