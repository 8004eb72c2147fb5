/** Decides which jars and which Java a start uses; says everything that is missing at once. */
import { unavailable } from '../errors.js';
import { silentLog } from '../log.js';
import {
  type Artefacts,
  cachedArtefacts,
  distributionArtefacts,
  installArtefacts,
  userCacheFolder,
} from './artefacts.js';
import { findJava, findMaven, isMissing, type Java, type Missing, testedJava } from './java.js';
import type { LocalNeo4jOptions } from './types.js';

export interface Provisions {
  readonly java: Java;
  readonly artefacts: Artefacts;
}

/**
 * `NEO4J_HOME`, else the cache, else Maven fills the cache. UNAVAILABLE listing every attempt and its
 * remedy when something is missing.
 */
export async function provision(options: LocalNeo4jOptions): Promise<Provisions> {
  const environment = options.environment ?? process.env;
  const [java, artefacts] = await Promise.all([findJava(environment), findArtefacts(options, environment)]);
  const missing = [...(isMissing(java) ? [java] : []), ...(Array.isArray(artefacts) ? artefacts : [])];
  if (isMissing(java) || Array.isArray(artefacts)) throw missingError(missing);
  if (!testedJava.includes(java.major)) {
    (options.log ?? silentLog).warn({ java: java.major }, 'Neo4j 5.26 is tested with Java 17 and 21');
  }
  return { java, artefacts: artefacts as Artefacts };
}

async function findArtefacts(
  options: LocalNeo4jOptions,
  environment: NodeJS.ProcessEnv,
): Promise<Artefacts | Missing[]> {
  const attempts: Missing[] = [];
  if (options.neo4jHome !== undefined && options.neo4jHome !== '') {
    const distribution = distributionArtefacts(options.neo4jHome);
    if (!isMissing(distribution)) return distribution;
    attempts.push(distribution);
  }
  const cacheFolder = options.cacheFolder ?? userCacheFolder(environment);
  const cached = await cachedArtefacts(cacheFolder);
  if (!isMissing(cached)) return cached;
  attempts.push(cached);
  const maven = findMaven(environment);
  if (isMissing(maven)) return [...attempts, maven];
  return await installArtefacts(cacheFolder, maven, options.onProgress ?? (() => {}));
}

function missingError(missing: readonly Missing[]): Error {
  const lines = missing.map(({ what, remedy }) => `- ${what}. Remedy: ${remedy}.`);
  return unavailable(
    `the local Neo4j cannot be started; set NEO4J_URI to use a server of your own, or:\n${lines.join('\n')}`,
    { missing: missing.map(({ what, remedy }) => ({ what, remedy })) },
  );
}
