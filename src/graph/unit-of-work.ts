/**
 * The one way to write: a transaction whose last statements number its changes and append their events.
 * Transient failures run the work again for up to 15 s after the first; a commit whose answer was lost is looked up by
 * the unit's id, which is unique, so a unit takes effect once or not at all.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import neo4j, { type Driver, type Session } from 'neo4j-driver';
import { SheafError, unavailable } from '../errors.js';
import type { Numbered } from './change-log.js';
import { classify, translate } from './driver-errors.js';
import { throwIfAborted } from './statements.js';
import { recordUnit, unitOutcome } from './statements-of-units.js';
import type { Unit, UnitOptions } from './types.js';
import { OpenUnit } from './unit.js';

const retryForMs = 15_000;
const defaultTimeoutMs = 120_000;
/** How long the outcome of a unit without changes can be looked up. */
const rememberForMs = 3_600_000;
/** A collision is two units making one element; that many in a row is no race but a rule broken. */
const maxCollisions = 6;

export interface UnitResult<T> {
  readonly value: T;
  readonly numbered: Numbered | null;
  readonly changes: number;
}

interface Plan<T> {
  readonly driver: Driver;
  readonly database: string;
  /** The same for every attempt. */
  readonly id: string;
  readonly actor: string;
  readonly cause: string | null;
  readonly work: (unit: Unit) => Promise<T>;
  readonly options: UnitOptions;
}

export async function runUnit<T>(
  driver: Driver,
  database: string,
  actor: string,
  cause: string | null,
  work: (unit: Unit) => Promise<T>,
  options: UnitOptions = {},
): Promise<UnitResult<T>> {
  const plan: Plan<T> = { driver, database, id: randomUUID(), actor, cause, work, options };
  let failingSince: number | null = null;
  let collisions = 0;
  let unanswered: UnitResult<T> | null = null;
  for (let attempt = 0; ; attempt++) {
    throwIfAborted(options.signal);
    const outcome = await attemptUnit(plan);
    if ('result' in outcome) {
      // A retry that found nothing left to write may have found the effect of the attempt without an answer.
      if (unanswered === null || outcome.isRecorded) return outcome.result;
      return (await lookUp(plan, unanswered, failingSince ?? Date.now())) ?? outcome.result;
    }
    const { error } = outcome;
    const failure = classify(error);
    failingSince ??= Date.now();
    unanswered = outcome.unanswered ?? unanswered;
    // A commit without an answer may arrive later than a look-up: then a later attempt fails at its own effect.
    if (unanswered !== null) {
      const found = await lookUp(plan, unanswered, failingSince);
      if (found !== null) return found;
    }
    if (failure === 'COLLISION') collisions++;
    const isOver = Date.now() - failingSince > retryForMs || collisions >= maxCollisions;
    if (failure === 'FINAL' || isOver) throw translate(error);
    if (failure === 'DISCONNECTED' && options.survivesDisconnect === false) throw interrupted(error);
    await pause(attempt, options.signal);
  }
}

type Attempt<T> =
  /** `isRecorded`: its commit left a record, which a second one of the unit would have collided with. */
  | { readonly result: UnitResult<T>; readonly isRecorded: boolean }
  /** `unanswered`: the result the unit has if its commit arrived all the same. */
  | { readonly error: unknown; readonly unanswered: UnitResult<T> | null };

async function attemptUnit<T>(plan: Plan<T>): Promise<Attempt<T>> {
  const { driver, database, options } = plan;
  const session = driver.session({ database, defaultAccessMode: neo4j.session.WRITE });
  const stop = abortWith(session, options.signal);
  let unanswered: UnitResult<T> | null = null;
  try {
    const transaction = await session.beginTransaction({ timeout: options.timeoutMs ?? defaultTimeoutMs });
    const unit = new OpenUnit(transaction, plan.actor, plan.cause, new Date().toISOString());
    const value = await settle(unit, plan.work);
    const numbered = await number(unit, plan);
    const result = { value, numbered, changes: unit.log.size };
    throwIfAborted(options.signal);
    stop();
    unanswered = result;
    await transaction.commit();
    return { result, isRecorded: unit.hasRecords };
  } catch (error) {
    return {
      error: options.signal?.aborted && unanswered === null ? abortReason(options.signal) : error,
      unanswered,
    };
  } finally {
    stop();
    // Closing rolls back what was not committed.
    await session.close().catch(() => {
      // The connection is gone and the transaction with it; `error` above already says so.
    });
  }
}

async function settle<T>(unit: OpenUnit, work: (unit: Unit) => Promise<T>): Promise<T> {
  try {
    return await work(unit);
  } finally {
    await unit.close();
  }
}

async function number<T>(unit: OpenUnit, plan: Plan<T>): Promise<Numbered | null> {
  if (unit.log.size > 0) return unit.log.append(unit.execute, plan);
  if (unit.hasRecords)
    await unit.execute(recordUnit, {
      id: plan.id,
      firstSeq: null,
      lastSeq: null,
      at: null,
      expiresAt: new Date(Date.now() + rememberForMs).toISOString(),
    });
  return null;
}

/** Asks until somebody answers whether the commit arrived; null: it did not. */
async function lookUp<T>(
  plan: Plan<T>,
  result: UnitResult<T>,
  failingSince: number,
): Promise<UnitResult<T> | null> {
  for (let attempt = 0; ; attempt++) {
    // Of a cluster, only the member that commits is sure to have it.
    const session = plan.driver.session({ database: plan.database, defaultAccessMode: neo4j.session.WRITE });
    try {
      const { records } = await session.run(unitOutcome.text, { id: plan.id });
      return records.length > 0 ? result : null;
    } catch (error) {
      if (classify(error) === 'FINAL' || Date.now() - failingSince > retryForMs) {
        throw new SheafError(
          'UNAVAILABLE',
          unavailable('whether the change was committed is not known yet').message,
          { retryAfter: 5, unit: plan.id },
          { cause: error },
        );
      }
    } finally {
      await session.close().catch(() => {
        // A broken connection has nothing left to close.
      });
    }
    await pause(attempt, undefined);
  }
}

function interrupted(cause: unknown): SheafError {
  return new SheafError('INTERRUPTED', 'the connection to the graph database was lost', {}, { cause });
}

function abortReason(signal: AbortSignal): unknown {
  try {
    throwIfAborted(signal);
  } catch (reason) {
    return reason;
  }
  return signal.reason;
}

function abortWith(session: Session, signal: AbortSignal | undefined): () => void {
  if (signal === undefined) return () => {};
  const close = () => {
    session.close().catch(() => {
      // The unit's own statement reports the end of its connection.
    });
  };
  signal.addEventListener('abort', close, { once: true });
  return () => signal.removeEventListener('abort', close);
}

/** Exponential with full jitter: 10 ms doubling to 640 ms. */
async function pause(attempt: number, signal: AbortSignal | undefined): Promise<void> {
  const longestMs = 10 * 2 ** Math.min(attempt, 6);
  await delay(1 + Math.random() * longestMs, undefined, { signal }).catch(() => throwIfAborted(signal));
}
