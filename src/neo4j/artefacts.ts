/**
 * Where the jars of the local Neo4j come from: an unpacked distribution (`NEO4J_HOME`), else the cache,
 * filled once by Maven from `neo4j/pom.xml`. The cache is verified against the checksums of
 * `neo4j/lib.sha256` at every start; a jar that is changed, missing or strange is never loaded.
 */
import { createHash, randomUUID } from 'node:crypto';
import {
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { withDirectoryLock } from '../directory-lock.js';
import { unavailable } from '../errors.js';
import { packageRoot } from '../paths.js';
import { isMissing, type Missing } from './java.js';
import { fetchArtefacts } from './maven.js';

export interface Artefacts {
  readonly lib: string;
  /** Jars to load as plugins: APOC core, for the dates of the generated read tier. */
  readonly plugins: readonly string[];
  /** `5.26.30` */
  readonly version: string;
}

/** Version of Neo4j that `neo4j/pom.xml` pins. */
export function pinnedVersion(): string {
  const pom = readFileSync(join(packageRoot, 'neo4j', 'pom.xml'), 'utf8');
  const version = /<neo4j\.version>([^<]+)</.exec(pom)?.[1];
  if (version === undefined) throw new Error('neo4j/pom.xml names no neo4j.version');
  return version;
}

/** `$XDG_CACHE_HOME/sheaf`, else `~/.cache/sheaf`. */
export function userCacheFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const base = environment.XDG_CACHE_HOME;
  return join(base === undefined || base === '' ? join(homedir(), '.cache') : base, 'sheaf');
}

export function artefactFolder(cacheFolder: string): string {
  return join(cacheFolder, 'neo4j', pinnedVersion());
}

/** An unpacked distribution, or why it is none. Its checksums are its owner's business. */
export function distributionArtefacts(neo4jHome: string): Artefacts | Missing {
  const lib = join(neo4jHome, 'lib');
  const version = kernelVersion(lib);
  if (version === null) {
    return {
      what: 'NEO4J_HOME: its lib/ holds no neo4j-kernel jar',
      remedy: 'point NEO4J_HOME at an unpacked Neo4j Community 5.26, or unset it',
    };
  }
  const plugins = ['plugins', 'labs'].flatMap((folder) =>
    jarsOf(join(neo4jHome, folder))
      .filter((name) => name.startsWith('apoc-'))
      .map((name) => join(neo4jHome, folder, name)),
  );
  return { lib, plugins, version };
}

/** The cache's artefacts, verified; Missing when there are none. UNAVAILABLE when a jar is not the pinned one. */
export async function cachedArtefacts(cacheFolder: string): Promise<Artefacts | Missing> {
  const folder = artefactFolder(cacheFolder);
  if (!existsSync(folder)) {
    return {
      what: `Neo4j ${pinnedVersion()}: the cache has no artefacts`,
      remedy: 'run `sheaf neo4j install` where Maven and a package registry are reachable',
    };
  }
  await verify(folder);
  return artefactsIn(folder);
}

/**
 * Fetches the pinned artefacts into the cache unless they are there; the folder appears whole or not at
 * all. UNAVAILABLE when Maven fails, with its last lines.
 */
export async function installArtefacts(
  cacheFolder: string,
  maven: string,
  onProgress: (message: string) => void,
): Promise<Artefacts> {
  const folder = artefactFolder(cacheFolder);
  mkdirSync(join(cacheFolder, 'neo4j'), { recursive: true, mode: 0o700 });
  return await withDirectoryLock(join(cacheFolder, 'neo4j', 'install.lock'), async () => {
    const present = await cachedArtefacts(cacheFolder);
    if (!isMissing(present)) return present;
    onProgress(`fetching Neo4j ${pinnedVersion()} with Maven (118 MB, once)`);
    const fresh = join(cacheFolder, 'neo4j', `.fetch-${randomUUID()}`);
    try {
      await fetchArtefacts(maven, fresh);
      await verify(fresh);
      renameSync(fresh, folder);
    } finally {
      rmSync(fresh, { recursive: true, force: true });
    }
    return artefactsIn(folder);
  });
}

function artefactsIn(folder: string): Artefacts {
  const plugins = join(folder, 'plugins');
  return {
    lib: join(folder, 'lib'),
    plugins: jarsOf(plugins).map((name) => join(plugins, name)),
    version: pinnedVersion(),
  };
}

async function verify(folder: string): Promise<void> {
  const pins = pinnedChecksums();
  const present = ['lib', 'plugins'].flatMap((part) =>
    jarsOf(join(folder, part)).map((jar) => `${part}/${jar}`),
  );
  const strange = present.filter((path) => !pins.has(path));
  const wrong = await mismatches(folder, pins);
  if (strange.length === 0 && wrong.length === 0) return;
  throw unavailable(
    `the cached Neo4j is not the pinned one (${[...wrong, ...strange].slice(0, 5).join(', ')}): remove ` +
      `neo4j/${pinnedVersion()} in the cache folder and start again`,
    { different: wrong.slice(0, 5), unexpected: strange.slice(0, 5) },
  );
}

async function mismatches(folder: string, pins: ReadonlyMap<string, string>): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const [path, expected] of pins) {
    const file = join(folder, path);
    if (!existsSync(file) || (await sha256(file)) !== expected) wrong.push(path);
  }
  return wrong;
}

function pinnedChecksums(): ReadonlyMap<string, string> {
  const text = readFileSync(join(packageRoot, 'neo4j', 'lib.sha256'), 'utf8');
  const lines = text.split('\n').filter((line) => line !== '');
  return new Map(lines.map((line) => [line.slice(66), line.slice(0, 64)]));
}

async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}

function kernelVersion(lib: string): string | null {
  const kernel = jarsOf(lib).find((name) => /^neo4j-kernel-\d/.test(name));
  return kernel === undefined ? null : kernel.slice('neo4j-kernel-'.length, -'.jar'.length);
}

function jarsOf(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.jar')) : [];
}
