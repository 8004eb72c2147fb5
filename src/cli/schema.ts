/** `sheaf schema print`: the whole schema, the generated read tier included, without a database. */
import { printSchema } from 'graphql';
import { composeSchema } from '../compose.js';
import { type Command, exitCodes, UsageError } from './command.js';

export const schema: Command = {
  name: 'schema',
  usage: 'print',
  summary: 'Prints the schema the server serves.',
  options: {},
  async run({ positionals: [action], output }) {
    if (action !== 'print') throw new UsageError('expected print');
    const sdl = printSchema(await composeSchema());
    output.line(sdl);
    output.value({ sdl });
    return exitCodes.ok;
  },
};
