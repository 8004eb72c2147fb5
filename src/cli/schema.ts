/** `sheaf schema print`: the whole schema, the generated read tier included, without a database. */
import { printSchema } from 'graphql';
import { type Command, exitCodes, UsageError } from './command.js';

export const schema: Command = {
  name: 'schema',
  usage: 'print',
  summary: 'Prints the schema the server serves.',
  options: {},
  async run({ positionals: [action], output }) {
    if (action !== 'print') throw new UsageError('expected print');
    // Loaded where it is used: the other commands answer without the server's parts.
    const { composeSchema } = await import('../compose.js');
    const sdl = printSchema(await composeSchema());
    output.line(sdl);
    output.value({ sdl });
    return exitCodes.ok;
  },
};
