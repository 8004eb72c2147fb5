/**
 * The composition root: the graph, background work, the schema with its resolvers and the read tier, put
 * together for one process. The only file besides `resolvers/` that knows all contexts.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';
import neo4j from 'neo4j-driver';
import { resolvers } from '../resolvers/index.js';
import { extractionHandler, sweepRequests } from './extraction/index.js';
import { defineQuery, type Graph, openGraph } from './graph/index.js';
import type { Log } from './log.js';
import { createOperations } from './operations/index.js';
import { packageRoot } from './paths.js';
import { generatedTier } from './server/generated-tier.js';
import { buildSchema } from './server/schema.js';
import type { ServerParts } from './server/start.js';
import { type Retention, startFeedUpkeep } from './sync/index.js';
import { createTasks, queueOfFolder, type Tasks } from './worker/index.js';

export interface CompositionOptions {
  readonly neo4j: {
    readonly uri: string;
    readonly user: string;
    readonly password: string;
    readonly database: string;
    readonly poolSize: number;
  };
  readonly dataFolder: string;
  readonly sourceRoots: readonly string[];
  /** Files and folders no source may name, whatever the roots: the data folder, the cache, secrets. */
  readonly privatePaths: readonly string[];
  readonly feedPollMs: number;
  /** Default: 7 days and 10 million events. */
  readonly feedRetention?: Retention;
  /** Whether Neo4j is run by this process. */
  readonly embedded: boolean;
  /** Whether this process runs background work. Default true. */
  readonly worker?: boolean;
  /** Running tasks of one project at most. Default 4. */
  readonly taskConcurrency?: number;
  /** Throws while nothing may be written; asked before every unit of work. */
  readonly assertWritable?: () => void;
  /** Limits to show in `serverInfo`. */
  readonly limits: Readonly<Record<string, unknown>>;
  readonly log: Log;
}

export interface Composition extends ServerParts {
  readonly graph: Graph;
  readonly tasks: Tasks;
  /** Stops background work and closes the connections. */
  close(): Promise<void>;
}

/** Connections of the generated tier, beside those of the graph. */
const TIER_POOL = 10;

const projectIds = defineQuery<object, { readonly id: string }>('server/project-ids', ['id']);

export const version: string = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')).version;

/** Connects, migrates and starts background work. The caller closes what it got. */
export async function compose(options: CompositionOptions): Promise<Composition> {
  const { log } = options;
  const opened = await openGraph({ ...options.neo4j, pollMs: options.feedPollMs });
  const graph = options.assertWritable === undefined ? opened : writingWhile(opened, options.assertWritable);
  try {
    const migrated = await graph.migrate();
    if (migrated > 0) log.info({ migrations: migrated }, 'migrated');
    return await composeOn(graph, options);
  } catch (error) {
    await graph.close();
    throw error;
  }
}

/** The schema the server serves; no database is asked for it. */
export async function composeSchema(): Promise<GraphQLSchema> {
  const driver = neo4j.driver('bolt://127.0.0.1:1');
  const tier = await generatedTier({ driver, database: 'neo4j', allProjects: () => Promise.resolve([]) });
  await driver.close();
  return buildSchema({ resolvers, generatedTier: tier });
}

function writingWhile(graph: Graph, assertWritable: () => void): Graph {
  return {
    ...graph,
    unitOfWork: async (actor, cause, work, unitOptions) => {
      assertWritable();
      return graph.unitOfWork(actor, cause, work, unitOptions);
    },
  };
}

async function composeOn(graph: Graph, options: CompositionOptions): Promise<Composition> {
  const { dataFolder, sourceRoots, privatePaths, log } = options;
  const { uri, user, password, database } = options.neo4j;
  const tierDriver = neo4j.driver(uri, neo4j.auth.basic(user, password), {
    disableLosslessIntegers: true,
    maxConnectionPoolSize: TIER_POOL,
    connectionAcquisitionTimeout: 10_000,
    telemetryDisabled: true,
    userAgent: 'sheaf',
  });
  const tier = await generatedTier({
    driver: tierDriver,
    database,
    allProjects: async (context) =>
      (await graph.read(projectIds, {}, context.readOptions())).map((row) => row.id),
  });
  const schema = buildSchema({ resolvers, generatedTier: tier });
  const queue = queueOfFolder(dataFolder);
  const tasks = createTasks(graph, { queue, log, perProject: options.taskConcurrency ?? 4 });
  tasks.register(extractionHandler(graph, { sourceRoots, privatePaths, dataFolder }, log));
  const operations = createOperations({
    graph,
    queue,
    version,
    dataFolder,
    embedded: options.embedded,
    schemaHash: createHash('sha256')
      .update(printSchema(lexicographicSortSchema(schema)))
      .digest('hex'),
    limits: options.limits,
  });
  const upkeep = await startFeedUpkeep(graph, {
    dataFolder,
    retention: options.feedRetention,
    onError: (error) => log.warn({ err: error }, 'upkeep of the feed'),
  });
  if (upkeep.isRestored)
    log.warn({ epoch: graph.feed.epoch }, 'the store is older than this data folder: a new epoch began');
  if (options.worker ?? true) {
    await tasks.start();
    const swept = await sweepRequests(graph, queue, dataFolder);
    if (swept > 0) log.info({ folders: swept }, 'what requests of dead processes left was removed');
  }
  return {
    graph,
    tasks,
    operations,
    schema,
    log,
    contextSettings: { sourceRoots, privatePaths, dataFolder, version },
    onInternalError: (correlationId, cause) => log.error({ correlationId, err: cause }, 'internal error'),
    async close() {
      await tasks.stop();
      await upkeep.stop();
      operations.close();
      await tierDriver.close();
      await graph.close();
    },
  };
}
