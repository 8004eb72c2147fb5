/** The database of a bench that looks at it beside its server: TEST_NEO4J_URI's, else a local one of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureLocalNeo4j } from '../../src/neo4j/index.js';
import type { Connection } from './extract/bare-script.js';

export async function neo4jForBench(): Promise<{ readonly connection: Connection; close(): Promise<void> }> {
  const {
    TEST_NEO4J_URI: uri,
    TEST_NEO4J_USER: user = 'neo4j',
    TEST_NEO4J_PASSWORD: password = 'neo4j',
  } = process.env;
  if (uri !== undefined) return { connection: { uri, user, password }, close: async () => {} };
  const dataFolder = mkdtempSync(join(tmpdir(), 'sheaf-bench-neo4j-'));
  const local = await ensureLocalNeo4j({ dataFolder });
  // The bench's server takes the same one.
  process.env.TEST_NEO4J_URI = local.uri;
  process.env.TEST_NEO4J_USER = local.user;
  process.env.TEST_NEO4J_PASSWORD = local.password;
  return {
    connection: { uri: local.uri, user: local.user, password: local.password },
    async close() {
      await local.stop();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}
