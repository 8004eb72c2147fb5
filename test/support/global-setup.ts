/**
 * The build that tests start processes and threads from, and one Neo4j for the whole test run:
 * `TEST_NEO4J_URI` if it is set, else a local one of its own in a temporary data folder, stopped and removed
 * at the end. Each vitest project calls this; the first starts it.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildAll } from '../../scripts/build.mjs';
import { openGraph } from '../../src/graph/index.js';
import { ensureLocalNeo4j } from '../../src/neo4j/index.js';
import { fromClassArchive } from './class-archive.js';
import { jvmOfTests, testNeo4j } from './neo4j.js';

const gibibyte = 1024 ** 3;

export default async function setUp(): Promise<(() => Promise<void>) | undefined> {
  await buildAll();
  process.env.TEST_NEO4J_JVM ??= (await fromClassArchive()).join(' ');
  if (process.env.TEST_NEO4J_URI !== undefined) {
    await migrateOnce();
    return undefined;
  }
  const dataFolder = mkdtempSync(join(tmpdir(), 'sheaf-test-'));
  const local = await ensureLocalNeo4j({
    dataFolder,
    heap: gibibyte,
    pageCache: gibibyte / 4,
    jvmArguments: jvmOfTests(),
    onProgress: (message) => console.log(message),
  });
  process.env.TEST_NEO4J_URI = local.uri;
  process.env.TEST_NEO4J_USER = local.user;
  process.env.TEST_NEO4J_PASSWORD = local.password;
  await migrateOnce();
  return async () => {
    await local.stop();
    rmSync(dataFolder, { recursive: true, force: true });
  };
}

async function migrateOnce(): Promise<void> {
  if (process.env.TEST_NEO4J_MIGRATED !== undefined) return;
  const graph = await openGraph(testNeo4j());
  try {
    await graph.migrate({ reapplyChanged: true });
  } finally {
    await graph.close();
  }
  process.env.TEST_NEO4J_MIGRATED = 'yes';
}
