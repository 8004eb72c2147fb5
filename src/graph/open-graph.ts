/** Opens the graph: one driver, one feed, one way to write. */
import neo4j, { type Driver } from 'neo4j-driver';
import { resolveAsOf, statesAsOf } from './as-of.js';
import { translate } from './driver-errors.js';
import { StoredFeed } from './feed.js';
import { migrate } from './migrations.js';
import { statements } from './statements.js';
import type { Committed, Graph, Unit, UnitOptions } from './types.js';
import { runUnit } from './unit-of-work.js';

export interface GraphOptions {
  /** `bolt://`, `neo4j://` and their `+s`, `+ssc` forms. */
  readonly uri: string;
  readonly user: string;
  readonly password: string;
  /** Default `neo4j`. */
  readonly database?: string;
  /** Connections at most; default 50. A unit of work and a read take one each while they last. */
  readonly poolSize?: number;
  /** How often the feed asks the store for changes of other processes while somebody follows; default 1000. */
  readonly pollMs?: number;
}

/**
 * Connects and returns the graph; the store may still lack its migrations (`graph.migrate()`). Errors:
 * UNAVAILABLE when nobody answers. The caller closes it.
 */
export async function openGraph(options: GraphOptions): Promise<Graph> {
  const { uri, user, password, database = 'neo4j', poolSize = 50, pollMs = 1000 } = options;
  const driver = neo4j.driver(uri, neo4j.auth.basic(user, password), {
    disableLosslessIntegers: true,
    maxConnectionPoolSize: poolSize,
    connectionAcquisitionTimeout: 10_000,
    connectionTimeout: 5_000,
    // Whole results are read at once, so pulling them in parts would only add round trips.
    fetchSize: -1,
    notificationFilter: { minimumSeverityLevel: 'OFF' },
    telemetryDisabled: true,
    userAgent: 'sheaf',
  });
  try {
    await driver.verifyConnectivity({ database });
    return await graphOn(driver, database, pollMs);
  } catch (error) {
    await driver.close();
    throw translate(error);
  }
}

async function graphOn(driver: Driver, database: string, pollMs: number): Promise<Graph> {
  const { read, readList } = statements(driver, database);
  const feed = new StoredFeed({ read, readList }, pollMs);
  await feed.start();

  async function unitOfWork<T>(
    actor: string,
    cause: string | null,
    work: (unit: Unit) => Promise<T>,
    unitOptions?: UnitOptions,
  ): Promise<Committed<T>> {
    const { value, numbered, changes } = await runUnit(driver, database, actor, cause, work, unitOptions);
    if (numbered === null) {
      const { seq } = await feed.headNumbers();
      return { value, cursor: feed.encodeCursor(seq), firstSeq: null, lastSeq: null, changes };
    }
    feed.learnEpoch(numbered.epoch);
    feed.hint(numbered.lastSeq);
    const { firstSeq, lastSeq } = numbered;
    return { value, cursor: feed.encodeCursor(lastSeq), firstSeq, lastSeq, changes };
  }

  return {
    read,
    readList,
    unitOfWork,
    statesAsOf: (ids, seq, readOptions) => statesAsOf({ read, readList }, ids, seq, readOptions),
    resolveAsOf: (asOf, readOptions) => resolveAsOf({ read, readList }, feed, asOf, readOptions),
    feed,
    async migrate(migrateOptions) {
      const count = await migrate(driver, database, migrateOptions);
      await feed.start();
      return count;
    },
    async close() {
      feed.close();
      await driver.close();
    },
  };
}
