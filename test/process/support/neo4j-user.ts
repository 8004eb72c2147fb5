/** A process that uses the local Neo4j of a folder until its input ends: one line of JSON when it is ready. */
import { ensureLocalNeo4j } from '../../../src/neo4j/index.js';
import { smallNeo4j } from './small-neo4j.js';

const [, , dataFolder = ''] = process.argv;
const local = await ensureLocalNeo4j({ ...smallNeo4j, dataFolder });
process.stdout.write(`${JSON.stringify({ jvm: local.pid, port: local.port, adopted: local.adopted })}\n`);
process.stdin.resume();
process.stdin.on('end', async () => {
  await local.stop();
  process.exit(0);
});
