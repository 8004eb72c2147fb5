/** Starts the JVM of a data folder: what it needs is found, a port chosen, and its answer waited for. */
import { SheafError, unavailable } from '../errors.js';
import type { Log } from '../log.js';
import { isFreshStore, linkPlugins, recordStoreVersion, refuseNewerStore } from './home.js';
import { endJvm, StartFailed, spawnJvm, waitUntilReady } from './jvm.js';
import { choosePort } from './ports.js';
import { provision } from './provision.js';
import { checkFreeMemory, defaultHeap, defaultPageCache } from './resources.js';
import { type RunRecord, recordedPort, writeRunRecord } from './run-record.js';
import type { LocalNeo4jOptions } from './types.js';

const portAttempts = 10;

export interface Starting {
  readonly home: string;
  readonly password: string;
  readonly options: LocalNeo4jOptions;
  readonly log: Log;
}

/** Spawns a JVM and waits until it is ready. `required`: the port it must have; null = any. */
export async function startJvm(starting: Starting, required: number | null): Promise<RunRecord> {
  const { home, options } = starting;
  const { java, artefacts } = await provision(options);
  refuseNewerStore(home, artefacts.version);
  const heap = options.heap ?? defaultHeap;
  const pageCache = options.pageCache ?? defaultPageCache;
  checkFreeMemory(heap, pageCache);
  linkPlugins(home, artefacts.plugins);
  let preferred = required ?? recordedPort(home);
  for (let attempt = 1; ; attempt += 1) {
    const port = await choosePort(preferred);
    if (required !== null && port !== required)
      throw unavailable(`port ${required} of the local Neo4j is taken`);
    const { jvmArguments = [] } = options;
    const layout = { home, lib: artefacts.lib, heap, pageCache, port, jvmArguments };
    options.onProgress?.(`starting Neo4j ${artefacts.version} on port ${port}`);
    const isFresh = isFreshStore(home);
    const jvm = await spawnJvm(java.command, layout, options.environment ?? process.env);
    const record = { ...jvm, port, storeId: null };
    writeRunRecord(home, record);
    try {
      const ready = await awaitReady(starting, record, isFresh);
      recordStoreVersion(home, artefacts.version);
      return ready;
    } catch (error) {
      await endJvm(jvm);
      if (!(error instanceof StartFailed)) throw error;
      if (!error.portTaken || attempt === portAttempts) throw startError(starting.log, error);
      preferred = null;
    }
  }
}

/** Waits until a recorded JVM answers as ours, and records its store. */
export async function awaitReady(
  { home, password, options }: Starting,
  record: RunRecord,
  isFresh: boolean,
): Promise<RunRecord> {
  const server = await waitUntilReady(record, {
    home,
    port: record.port,
    password,
    isFresh,
    onProgress: (message) => options.onProgress?.(message),
  });
  const ready = { ...record, storeId: server.storeId };
  writeRunRecord(home, ready);
  return ready;
}

/** What the JVM printed may name paths: it goes to the operator's log, the caller gets the sentence. */
function startError(log: Log, error: StartFailed): SheafError {
  log.error({ lines: error.message.split('\n') }, 'the local Neo4j ended while starting');
  return new SheafError(
    'UNAVAILABLE',
    'the local Neo4j ended while starting: see its log',
    {},
    { cause: error },
  );
}
