/** `sheaf migrate`: applies what is missing of `cypher/migrations/`, and nothing else. */
import { openGraph } from '../graph/index.js';
import { ensureLocalNeo4j } from '../neo4j/index.js';
import type { Config } from '../server/config.js';
import { type Command, exitCodes, UsageError } from './command.js';
import { configuration, localOptions, prepareDataFolder } from './settings.js';

export const migrate: Command = {
  name: 'migrate',
  usage: '',
  summary: 'Applies the migrations the database lacks; a changed one refuses.',
  options: {},
  async run({ environment, output }) {
    const config = configuration(environment);
    prepareDataFolder(config.SHEAF_DATA);
    const applied = await withGraph(config, (text) => output.line(text));
    output.line(applied === 0 ? 'nothing to migrate' : `applied ${applied} migrations`);
    output.value({ applied });
    return exitCodes.ok;
  },
};

async function withGraph(config: Config, say: (text: string) => void): Promise<number> {
  const local =
    config.NEO4J_URI === null ? await ensureLocalNeo4j({ ...localOptions(config), onProgress: say }) : null;
  try {
    const uri = local?.uri ?? config.NEO4J_URI;
    const password = local?.password ?? config.NEO4J_PASSWORD;
    if (uri === null || password === null)
      throw new UsageError('NEO4J_URI needs NEO4J_PASSWORD or NEO4J_PASSWORD_FILE');
    const graph = await openGraph({
      uri,
      user: local?.user ?? config.NEO4J_USER,
      password,
      database: config.NEO4J_DATABASE,
    });
    try {
      return await graph.migrate();
    } finally {
      await graph.close();
    }
  } finally {
    await local?.stop();
  }
}
