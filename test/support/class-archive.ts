/**
 * An archive of the classes a starting Neo4j loads (class data sharing of the JVM). The suite starts about
 * thirty databases; from the archive each needs a third less processor time. Kept in the temporary folder
 * for the next run; a JVM it does not fit starts without it.
 */
import { existsSync, mkdtempSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openGraph } from '../../src/graph/index.js';
import { pinnedVersion } from '../../src/neo4j/artefacts.js';
import { ensureLocalNeo4j, findJava, isMissing } from '../../src/neo4j/index.js';

/** Options for JVMs that start from the archive, which is made by a database that is thrown away. */
export async function fromClassArchive(): Promise<readonly string[]> {
  const java = await findJava(process.env);
  if (isMissing(java)) return [];
  const built = Math.floor(statSync(realpathSync(java.command)).mtimeMs);
  const archive = join(tmpdir(), `sheaf-test-classes-${pinnedVersion()}-${built}.jsa`);
  if (!existsSync(archive)) await make(archive);
  return existsSync(archive) ? [`-XX:SharedArchiveFile=${archive}`] : [];
}

async function make(archive: string): Promise<void> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'sheaf-classes-'));
  const fresh = join(dataFolder, 'classes.jsa');
  const local = await ensureLocalNeo4j({ dataFolder, jvmArguments: [`-XX:ArchiveClassesAtExit=${fresh}`] });
  try {
    const graph = await openGraph(local);
    await graph.migrate({ reapplyChanged: true });
    await graph.close();
  } finally {
    await local.stop();
  }
  if (existsSync(fresh)) renameSync(fresh, archive);
  rmSync(dataFolder, { recursive: true, force: true });
}
