/** `sheaf extract`: reads SQL files into the graph of a running server. */
import { existsSync, statSync } from 'node:fs';
import { basename, delimiter, dirname, resolve } from 'node:path';
import { conflict, notFound, SheafError } from '../errors.js';
import { systemId } from '../graph/ids.js';
import { type Client, clientFor, clientOptions } from './client.js';
import { type Command, exitCodes, type Invocation, requiredOption, UsageError } from './command.js';
import { follow, type RunOutcome } from './progress.js';
import { configuration } from './settings.js';

const systemQuery = `query ExtractInto($id: ID!) { node(id: $id) { ... on System { dialect } } }`;
const upsertProject = `mutation ExtractProject($name: String!) { upsertProject(input: { name: $name }) { cursor } }`;
const upsertSystem = `mutation ExtractSystem($project: ID!, $name: String!, $dialect: Dialect!) {
  upsertSystem(input: { project: $project, name: $name, dialect: $dialect }) { cursor }
}`;

export const extract: Command = {
  name: 'extract',
  usage:
    'PATH… --project NAME --system NAME [--dialect D] [--default-schema S] [--variable NAME=VALUE]… [--mode MERGE|REPLACE] [--dry-run] [--fail-on SEVERITY]',
  summary:
    'Extracts files or folders under the server’s SOURCE_ROOTS; --dialect creates project and system where they are missing.',
  options: {
    ...clientOptions,
    project: { type: 'string', value: 'NAME', meaning: 'project to read into' },
    system: { type: 'string', value: 'NAME', meaning: 'system of the project the files describe' },
    dialect: {
      type: 'string',
      value: 'D',
      meaning: 'dialect of the system; creates it and its project where they are missing',
    },
    'default-schema': { type: 'string', value: 'S', meaning: 'schema of names that are written without one' },
    variable: {
      type: 'string',
      multiple: true,
      value: 'NAME=VALUE',
      meaning: 'what a template variable stands for',
    },
    mode: {
      type: 'string',
      value: 'MODE',
      meaning: 'MERGE (default), or REPLACE: deletes undeclared tables',
    },
    'dry-run': { type: 'boolean', meaning: 'reads and compares, writes nothing' },
    'fail-on': {
      type: 'string',
      value: 'SEVERITY',
      meaning: 'ends with 5 at issues of it or above: ERROR, WARNING, INFO',
    },
  },
  notes: [
    'Dialects: HIVE SPARK POSTGRESQL MYSQL SNOWFLAKE BIGQUERY REDSHIFT ORACLE TSQL DUCKDB TRINO IMPALA SQLITE ANSI.',
    'The server reads the paths: SOURCE_ROOTS names the folders it may read, by default its samples and the',
    'folder it was started in.',
    'Example: sheaf extract sql/ --project acme --system lake --dialect hive --fail-on ERROR',
  ],
  async run(invocation) {
    if (invocation.positionals.length === 0) throw new UsageError('PATH is missing');
    const project = requiredOption(invocation, 'project');
    const system = requiredOption(invocation, 'system');
    const failing = severitiesFrom(invocation.option('fail-on'));
    const client = clientFor(invocation, configuration(invocation.environment));
    const sources = invocation.positionals.map(sourceOf);
    const dialect = invocation.option('dialect')?.toUpperCase() ?? null;
    const variables = invocation.options('variable').map(variableOf);
    if (dialect !== null) await makeMissing(client, project, system, dialect);
    const input = {
      project,
      system,
      sources,
      defaultSchema: invocation.option('default-schema'),
      variables,
      mode: invocation.option('mode')?.toUpperCase() ?? 'MERGE',
      dryRun: invocation.flag('dry-run'),
    };
    const run = await follow(client, input, (text) => invocation.output.line(text)).catch(
      (error: unknown) => {
        throw withRemedy(error, sources, dialect);
      },
    );
    showIssues(run, invocation);
    invocation.output.value(run);
    return failing.some((severity) => run[counted[severity]].totalCount > 0)
      ? exitCodes.checkFailed
      : exitCodes.ok;
  },
};

/** CONFLICT for a system of another dialect: its names and types would mean something else from then on. */
async function makeMissing(client: Client, project: string, name: string, dialect: string): Promise<void> {
  const id = systemId(project, name);
  const { node } = await client.request<{ node: { dialect: string } | null }>(systemQuery, { id });
  if (node?.dialect === dialect) return;
  if (node !== null)
    throw conflict(
      `system ${name} is of dialect ${node.dialect}: leave --dialect out, or change the system by the mutation upsertSystem`,
    );
  await client.request(upsertProject, { name: project });
  await client.request(upsertSystem, { project, name, dialect });
}

function variableOf(text: string): { readonly name: string; readonly value: string } {
  const at = text.indexOf('=');
  if (at < 1) throw new UsageError(`--variable ${text}: expected NAME=VALUE`);
  return { name: text.slice(0, at), value: text.slice(at + 1) };
}

const severities = ['INFO', 'WARNING', 'ERROR'] as const;
const counted = { INFO: 'notes', WARNING: 'warnings', ERROR: 'errors' } as const;

/** The severity named and those above it. */
function severitiesFrom(least: string | null): readonly (typeof severities)[number][] {
  if (least === null) return [];
  const from = (severities as readonly string[]).indexOf(least.toUpperCase());
  if (from === -1) throw new UsageError('--fail-on: expected ERROR, WARNING or INFO');
  return severities.slice(from);
}

function showIssues({ id, issues }: RunOutcome, { output }: Invocation): void {
  for (const { node } of issues.edges) {
    const place = node.line === null ? node.file : `${node.file}:${node.line}:${node.column ?? 1}`;
    output.line(`${node.severity} ${place} ${node.code}: ${node.message}`);
  }
  const more = issues.totalCount - issues.edges.length;
  if (more > 0)
    output.line(`… and ${more} more: { extractionRun(id: "${id}") { issues(first: 1000) { … } } }`);
}

/** The server's refusal with what the caller can do about it. */
function withRemedy(error: unknown, sources: readonly Source[], dialect: string | null): unknown {
  if (!(error instanceof SheafError)) return error;
  const source = sources.find(({ name }) => error.code === 'FORBIDDEN' && name === error.details.source);
  if (source !== undefined && error.details.link === undefined) {
    const folder = statSync(source.path).isDirectory() ? source.path : dirname(source.path);
    return new SheafError(
      error.code,
      `${error.message} (${source.path}): start the server with SOURCE_ROOTS=${folder}, several separated by ${delimiter}, or from that folder`,
    );
  }
  const isMakeable = /^(system|project)$/i.test(String(error.details.kind));
  if (error.code !== 'NOT_FOUND' || !isMakeable || dialect !== null) return error;
  return new SheafError(error.code, `${error.message}: with --dialect it is created`);
}

interface Source {
  readonly name: string;
  readonly path: string;
}

/** The name of a source is part of its files' identity: the last part of the path, wherever it lies. */
function sourceOf(path: string): Source {
  const absolute = resolve(path);
  if (!existsSync(absolute)) throw notFound('file or folder', path);
  return { name: basename(absolute), path: absolute };
}
