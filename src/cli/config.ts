/** `sheaf config`: what is in force, and whether it can be. */
import { type ConfigName, configLine, configurationDocs, readConfig, table } from '../server/config.js';
import { type Command, exitCodes, UsageError } from './command.js';
import { startMistakes } from './preflight.js';
import { configuration } from './settings.js';

export const config: Command = {
  name: 'config',
  usage: 'show|check|docs',
  summary: 'Shows the configuration (secrets as `set`), checks it, or prints its documentation.',
  options: {},
  run({ positionals: [action], environment, output }) {
    if (action === 'check') {
      const read = readConfig(environment);
      const errors = 'errors' in read ? read.errors : startMistakes(read.config);
      for (const error of errors) output.line(error);
      if (errors.length === 0) output.line('the configuration is valid');
      output.value({ valid: errors.length === 0, errors });
      return Promise.resolve(errors.length === 0 ? exitCodes.ok : exitCodes.usage);
    }
    if (action === 'docs') {
      output.line(configurationDocs().trimEnd());
      output.value(configurationDocs());
      return Promise.resolve(exitCodes.ok);
    }
    if (action !== 'show') throw new UsageError('expected show, check or docs');
    const inForce = configuration(environment);
    const names = Object.keys(inForce) as ConfigName[];
    for (const name of names) output.line(configLine(name, inForce));
    output.value(Object.fromEntries(names.map((name) => [name, hidden(name, inForce[name])])));
    return Promise.resolve(exitCodes.ok);
  },
};

function hidden(name: ConfigName, value: unknown): unknown {
  return 'secret' in table[name] && table[name].secret && value !== null ? 'set' : value;
}
