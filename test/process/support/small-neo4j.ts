/**
 * The databases that tests of processes own: small, and compiled for a quick start instead of a long life,
 * since each is started and killed within seconds.
 */
import { jvmOfTests } from '../../support/neo4j.js';

const jvmArguments = [...jvmOfTests(), '-XX:TieredStopAtLevel=1'];

export const smallNeo4j = { heap: 256 * 1024 ** 2, pageCache: 64 * 1024 ** 2, jvmArguments } as const;

/** The same as settings of a command. */
export const smallSettings = {
  NEO4J_HEAP: '256MiB',
  NEO4J_PAGECACHE: '64MiB',
  NEO4J_JVM_ARGUMENTS: jvmArguments.join(' '),
} as const;
