/** `sheaf start` and `sheaf api`: Neo4j, the graph, background work and the server, and their end in order. */
import { join, resolve } from 'node:path';
import type { Composition } from '../compose.js';
import { conflict, unavailable } from '../errors.js';
import type { Log } from '../log.js';
import { ensureLocalNeo4j, type LocalNeo4j } from '../neo4j/index.js';
import { type Config, secretFiles } from '../server/config.js';
import type { RunningServer } from '../server/start.js';
import { type Command, exitCodes, type Invocation, UsageError } from './command.js';
import { openLog } from './log.js';
import { assertStartable, listenProblem, portProblem } from './preflight.js';
import { forgetServer, recordServer, runningServer } from './running.js';
import { loadSample } from './sample.js';
import { configuration, localOptions, prepareDataFolder, serverSettings, shownLimits } from './settings.js';

const options = {
  port: { type: 'string', value: 'N', meaning: 'port to listen on, instead of PORT; 0 = any free one' },
  host: { type: 'string', value: 'ADDRESS', meaning: 'address to listen on, instead of HOST' },
} as const;

export const start: Command = {
  name: 'start',
  usage: '[--port N] [--host ADDRESS] [--sample]',
  summary: 'Runs the API, its background work and, unless NEO4J_URI is set, a local Neo4j.',
  options: { ...options, sample: { type: 'boolean', meaning: 'loads the sample estate' } },
  run: (invocation) => serve(invocation, { worker: true, sample: invocation.flag('sample') }),
};

export const api: Command = {
  name: 'api',
  usage: '[--port N] [--host ADDRESS]',
  summary: 'Runs the API alone; background work waits for a `sheaf start` on the same data folder.',
  options,
  run: (invocation) => serve(invocation, { worker: false, sample: false }),
};

interface Role {
  readonly worker: boolean;
  readonly sample: boolean;
}

/** All that runs, in the order it was started. */
interface Running {
  readonly local: LocalNeo4j | null;
  readonly composition: Composition;
  readonly server: RunningServer;
}

async function serve(
  invocation: Invocation,
  role: Role,
): Promise<(typeof exitCodes)[keyof typeof exitCodes]> {
  const { output } = invocation;
  const environment = overridden(invocation);
  const config = configuration(environment);
  assertStartable(config);
  const already = runningServer(config.SHEAF_DATA);
  if (already !== null) {
    if (environment.PORT !== undefined) assertListensAt(already, config);
    output.line(`Sheaf already runs on this data folder: ${already}`);
    output.value({ url: already, alreadyRunning: true });
    return exitCodes.ok;
  }
  const problem = await portProblem(config);
  if (problem !== null) throw unavailable(problem);
  prepareDataFolder(config.SHEAF_DATA);
  const log = openLog(config.LOG_LEVEL, role.worker ? join(config.SHEAF_DATA, 'logs', 'sheaf.log') : 2);
  const stop = stopRequest();
  const privatePaths = privatePathsOf(config, environment, invocation.envFile);
  const running = await startAll(config, privatePaths, role, log, (text) => output.line(text));
  recordServer(config.SHEAF_DATA, running.server.url);
  try {
    const hasSample =
      role.sample && (await loadSample(running.server.url, config, (text) => output.line(text)));
    for (const line of greeting(running.server.url, hasSample)) output.line(line);
    output.value({ url: running.server.url, webSocketUrl: running.server.wsUrl, pid: process.pid });
    await stop;
  } catch (error) {
    await stopAll(running, config);
    throw error;
  }
  output.line('Stopping …');
  const isComplete = await stopAll(running, config);
  return isComplete ? exitCodes.ok : exitCodes.failure;
}

/** Another port was asked for than that of the server that runs: CONFLICT, since one folder has one server. */
function assertListensAt(url: string, { PORT, SHEAF_DATA }: Config): void {
  if (PORT === 0 || Number(new URL(url).port || 80) === PORT) return;
  throw conflict(
    `Sheaf already runs on ${SHEAF_DATA}, at ${url}, not at port ${PORT}: stop it first, or give another SHEAF_DATA`,
  );
}

function overridden(invocation: Invocation): NodeJS.ProcessEnv {
  const port = invocation.option('port');
  const host = invocation.option('host');
  return {
    ...invocation.environment,
    ...(port === null ? {} : { PORT: port }),
    ...(host === null ? {} : { HOST: host }),
  };
}

async function startAll(
  config: Config,
  privatePaths: readonly string[],
  role: Role,
  log: Log,
  say: (text: string) => void,
): Promise<Running> {
  // Loaded where they are used: the other commands answer without the server's parts.
  const [{ compose }, { startServer }] = await Promise.all([
    import('../compose.js'),
    import('../server/start.js'),
  ]);
  const local = config.NEO4J_URI === null ? await startLocal(config, log, say) : null;
  say('Neo4j: connecting, and bringing constraints and indexes up to date');
  let composition: Composition | null = null;
  try {
    composition = await compose({
      neo4j: { ...connection(config, local), database: config.NEO4J_DATABASE, poolSize: config.NEO4J_POOL },
      dataFolder: config.SHEAF_DATA,
      sourceRoots: config.SOURCE_ROOTS,
      privatePaths,
      feedPollMs: config.FEED_POLL_MS,
      feedRetention: { keepForMs: config.FEED_RETENTION, keepEvents: config.FEED_MAX_EVENTS },
      taskConcurrency: config.TASK_CONCURRENCY,
      embedded: local !== null,
      worker: role.worker,
      limits: shownLimits(config),
      log,
      ...(local === null ? {} : { assertWritable: () => local.assertWritable() }),
    });
    const { tasks } = composition;
    local?.onRestarted((uri) => {
      tasks.interruptRunning();
      log.warn(
        { code: 'RESTARTED' },
        uri === local.uri ? 'Neo4j was restarted' : 'Neo4j moved to another port',
      );
    });
    const server = await startServer(serverSettings(config), composition);
    return { local, composition, server };
  } catch (error) {
    await composition?.close();
    await local?.stop();
    throw listenError(error, config);
  }
}

/** What no source may name: data, cache, and every file that secrets came from. */
function privatePathsOf(
  { SHEAF_DATA, SHEAF_CACHE }: Config,
  environment: Readonly<NodeJS.ProcessEnv>,
  envFile: string | null,
): readonly string[] {
  const settings = envFile === null ? [] : [resolve(envFile)];
  return [SHEAF_DATA, SHEAF_CACHE, ...settings, ...secretFiles(environment)];
}

function connection(config: Config, local: LocalNeo4j | null) {
  if (local !== null) return { uri: local.uri, user: local.user, password: local.password };
  if (config.NEO4J_URI === null || config.NEO4J_PASSWORD === null) {
    throw new UsageError('NEO4J_URI needs NEO4J_PASSWORD or NEO4J_PASSWORD_FILE');
  }
  return { uri: config.NEO4J_URI, user: config.NEO4J_USER, password: config.NEO4J_PASSWORD };
}

function startLocal(config: Config, log: Log, say: (text: string) => void): Promise<LocalNeo4j> {
  return ensureLocalNeo4j({ ...localOptions(config), log, onProgress: say });
}

/** The port was free before Neo4j started; somebody may have taken it since. */
function listenError(error: unknown, config: Config): unknown {
  const problem = error instanceof Error ? listenProblem(error, config.HOST, config.PORT) : null;
  return problem === null ? error : unavailable(problem);
}

/** Sockets and requests first, then background work, the connections, and Neo4j when nobody else uses it. */
async function stopAll({ local, composition, server }: Running, config: Config): Promise<boolean> {
  forgetServer(config.SHEAF_DATA);
  try {
    try {
      return await server.close();
    } finally {
      await composition.close();
    }
  } finally {
    await local?.stop();
  }
}

/** Resolves at the first SIGTERM or SIGINT; a second one ends the process at once. */
function stopRequest(): Promise<void> {
  return new Promise((resolve) => {
    let isStopping = false;
    const onSignal = () => {
      if (isStopping) process.exit(130);
      isStopping = true;
      resolve();
    };
    process.on('SIGTERM', onSignal);
    process.on('SIGINT', onSignal);
  });
}

function greeting(url: string, hasSample: boolean): readonly string[] {
  const lines = ['', `Sheaf is ready: ${url}`];
  if (!hasSample) return [...lines, `GraphiQL: ${url}/graphiql`, ''];
  return [
    ...lines,
    '',
    'Three things to try (GraphiQL opens at the URL):',
    '1. What is a customer’s revenue made of?',
    '   { lineage(ids: ["column:fernhill/warehouse/mart.customer_value.net_amount"], traversal: { direction: UPSTREAM }) { nodes { id depth } } }',
    '2. What would a change of the net amount touch?',
    '   { impact(id: "column:fernhill/warehouse/staging.order_lines.net_amount") { columns tables views } }',
    '3. Watch the graph change, while you describe a table in a second tab:',
    '   subscription { catalogChanged(project: "project:fernhill") { cursor events { kind entityKind entityId } } }',
    '',
    'Ctrl-C stops it; the next start is quick and keeps everything.',
    '',
  ];
}
