/** `sheaf neo4j`: the local Neo4j by hand. */
import { dirname } from 'node:path';
import { unavailable } from '../errors.js';
import {
  findMaven,
  folderStatus,
  installArtefacts,
  isMissing,
  lastLogLines,
  startForOperator,
  stopForOperator,
} from '../neo4j/index.js';
import type { Config } from '../server/config.js';
import { type Command, type ExitCode, exitCodes, type Output, UsageError } from './command.js';
import { configuration, localOptions, prepareDataFolder } from './settings.js';

export const neo4j: Command = {
  name: 'neo4j',
  usage: 'install|start|stop|status|logs [--force]',
  summary: 'Installs, starts, stops or shows the local Neo4j of the data folder.',
  options: { force: { type: 'boolean', meaning: '`stop` ends it though others use it' } },
  async run({ positionals: [action], flag, environment, output }) {
    const config = configuration(environment);
    prepareDataFolder(config.SHEAF_DATA);
    switch (action) {
      case 'install':
        return install(config, environment, output);
      case 'start':
        return shown(
          await startForOperator({
            ...localOptions(config),
            onProgress: (text) => output.line(text),
          }),
          output,
        );
      case 'stop': {
        const stopped = await stopForOperator(config.SHEAF_DATA, flag('force'));
        output.line(stopped ? 'stopped' : 'none was running');
        output.value({ stopped });
        return exitCodes.ok;
      }
      case 'status': {
        const status = await folderStatus(config.SHEAF_DATA);
        return shown(status, output);
      }
      case 'logs':
        return logs(config, output);
      default:
        throw new UsageError('expected install, start, stop, status or logs');
    }
  },
};

async function install(config: Config, environment: NodeJS.ProcessEnv, output: Output): Promise<ExitCode> {
  const maven = findMaven(environment);
  if (isMissing(maven)) throw unavailable(`${maven.what}: ${maven.remedy}`);
  const artefacts = await installArtefacts(config.SHEAF_CACHE, maven, (text) => output.line(text));
  output.line(`installed in ${artefacts.lib}`);
  output.value({ lib: artefacts.lib });
  return exitCodes.ok;
}

function shown(status: Awaited<ReturnType<typeof folderStatus>>, output: Output): ExitCode {
  output.line(
    status.running
      ? `runs: pid ${status.pid}, port ${status.port}, used by ${status.users.join(', ') || 'nobody'}`
      : 'does not run',
  );
  output.value(status);
  return status.running ? exitCodes.ok : exitCodes.notFound;
}

async function logs(config: Config, output: Output): Promise<ExitCode> {
  const { logFolder } = await folderStatus(config.SHEAF_DATA);
  const lines = logFolder === null ? [] : lastLogLines(dirname(logFolder));
  for (const line of lines) output.line(line);
  output.value(lines);
  return logFolder === null ? exitCodes.notFound : exitCodes.ok;
}
