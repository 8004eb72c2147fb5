/** What the local Neo4j is asked for and what it gives. */
import type { Log } from '../log.js';

export interface LocalNeo4jOptions {
  /** `SHEAF_DATA`: the store, configuration, logs and password lie in its folder `neo4j`. */
  readonly dataFolder: string;
  /** `SHEAF_CACHE`: installed artefacts lie in `neo4j/<version>`. Default: `userCacheFolder()`. */
  readonly cacheFolder?: string;
  /** Bytes; at least 256 MiB. Default 1 GiB. */
  readonly heap?: number;
  /** Bytes; at least 64 MiB. Default 512 MiB. */
  readonly pageCache?: number;
  /** More options for the JVM, after our own: a later one wins. Default none. */
  readonly jvmArguments?: readonly string[];
  /** `NEO4J_HOME`: an unpacked distribution whose `lib/` is used instead of the cache. */
  readonly neo4jHome?: string | undefined;
  readonly log?: Log;
  /** Told in a sentence what takes time: installing, starting, recovering. */
  readonly onProgress?: (message: string) => void;
  /** Where `JAVA_HOME` and `PATH` come from. Default: the process's environment. */
  readonly environment?: NodeJS.ProcessEnv;
}

export type LocalNeo4jState = 'READY' | 'RESTARTING' | 'FAILED' | 'STOPPED';

export interface LocalNeo4jStatus {
  readonly state: LocalNeo4jState;
  readonly uri: string;
  readonly pid: number;
  /** Unexpected exits of the JVM seen by this process. */
  readonly crashes: number;
  /** Free space where the store lies: LOW below 2 GiB, FULL below 512 MiB (writes are refused). */
  readonly disk: 'OK' | 'LOW' | 'FULL';
  readonly diskFreeBytes: number;
  /** Milliseconds until the next start, while RESTARTING. */
  readonly retryAfterMs: number | null;
  /** Why, when not READY. */
  readonly reason: string | null;
}

/** A running local Neo4j, shared by all processes on one data folder; the last one leaving stops it. */
export interface LocalNeo4j {
  /** `bolt://127.0.0.1:<port>`; the same over crash restarts, which wait for the port if they must. */
  readonly uri: string;
  readonly user: string;
  readonly password: string;
  readonly pid: number;
  readonly port: number;
  /** Whether a running JVM was taken over instead of a new one started. */
  readonly adopted: boolean;
  status(): LocalNeo4jStatus;
  /** Throws UNAVAILABLE while the disk is too full to write; cheap, for every unit of work. */
  assertWritable(): void;
  /** Called after a crash restart, once it serves again on the same address. Returns the way to unsubscribe. */
  onRestarted(listener: (uri: string) => void): () => void;
  /** Leaves; stops the JVM (checkpoint included) when nobody else uses it. Safe to call twice. */
  stop(): Promise<void>;
}
