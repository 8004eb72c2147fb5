/** `sheaf extract`: reads SQL files into the graph of a running server. */
import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { notFound } from '../errors.js';
import { clientFor, clientOptions } from './client.js';
import { type Command, exitCodes, requiredOption, UsageError } from './command.js';
import { follow } from './progress.js';
import { configuration } from './settings.js';

const upsertProject = `mutation ExtractProject($name: String!) { upsertProject(input: { name: $name }) { cursor } }`;
const upsertSystem = `mutation ExtractSystem($project: ID!, $name: String!, $dialect: Dialect!) {
  upsertSystem(input: { project: $project, name: $name, dialect: $dialect }) { cursor }
}`;

export const extract: Command = {
  name: 'extract',
  usage:
    'PATH… --project NAME --system NAME [--dialect D] [--default-schema S] [--mode MERGE|REPLACE] [--dry-run]',
  summary:
    'Extracts files or folders under SOURCE_ROOTS; --dialect creates project and system where they are missing.',
  options: {
    ...clientOptions,
    project: { type: 'string' },
    system: { type: 'string' },
    dialect: { type: 'string' },
    'default-schema': { type: 'string' },
    mode: { type: 'string' },
    'dry-run': { type: 'boolean' },
  },
  async run(invocation) {
    if (invocation.positionals.length === 0) throw new UsageError('PATH is missing');
    const project = requiredOption(invocation, 'project');
    const system = requiredOption(invocation, 'system');
    const dialect = invocation.option('dialect')?.toUpperCase() ?? null;
    const client = clientFor(invocation, configuration(invocation.environment));
    const sources = invocation.positionals.map(sourceOf);
    if (dialect !== null) {
      await client.request(upsertProject, { name: project });
      await client.request(upsertSystem, { project, name: system, dialect });
    }
    const run = await follow(
      client,
      {
        project,
        system,
        sources,
        defaultSchema: invocation.option('default-schema'),
        mode: invocation.option('mode')?.toUpperCase() ?? 'MERGE',
        dryRun: invocation.flag('dry-run'),
      },
      (text) => invocation.output.line(text),
    );
    for (const { node } of run.issues.edges) {
      const place = node.line === null ? node.file : `${node.file}:${node.line}:${node.column ?? 1}`;
      invocation.output.line(`${node.severity} ${place} ${node.code}: ${node.message}`);
    }
    invocation.output.value(run);
    return exitCodes.ok;
  },
};

/** The name of a source is part of its files' identity: the last part of the path, wherever it lies. */
function sourceOf(path: string): { readonly name: string; readonly path: string } {
  const absolute = resolve(path);
  if (!existsSync(absolute)) throw notFound('file or folder', path);
  return { name: basename(absolute), path: absolute };
}
