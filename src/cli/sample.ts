/** Loads the sample estate through the API, visibly; an estate that is loaded and unchanged is left alone. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { z } from 'zod';
import { SheafError } from '../errors.js';
import { packageRoot } from '../paths.js';
import type { Config } from '../server/config.js';
import { type Client, connect } from './client.js';
import { follow } from './progress.js';

const estate = z.object({
  project: z.string(),
  systems: z.array(
    z.object({
      name: z.string(),
      dialect: z.string(),
      defaultSchema: z.string().nullish(),
      sources: z.array(z.string()),
    }),
  ),
});
type Estate = z.infer<typeof estate>;

const samples = join(packageRoot, 'samples');

/** Whether the sample is there afterwards. */
export async function loadSample(url: string, config: Config, say: (text: string) => void): Promise<boolean> {
  if (config.AUTH_TOKENS_FILE !== null) {
    say('The sample estate is loaded into an open server only; this one wants tokens (AUTH_TOKENS_FILE).');
    return false;
  }
  const wanted = estate.parse(JSON.parse(readFileSync(join(samples, 'estate.json'), 'utf8')));
  const client = connect(url, null);
  const mark = join(config.SHEAF_DATA, 'sample.sha256');
  const hash = hashOfSamples();
  const isMarked = existsSync(mark) && readFileSync(mark, 'utf8') === hash;
  if (isMarked && (await isThere(client, wanted))) {
    say(`The sample estate ${wanted.project} is loaded.`);
    return true;
  }
  say(`Loading the sample estate ${wanted.project}: ${wanted.systems.length} systems.`);
  await persistently(() => client.request(upsertProject, { name: wanted.project }));
  for (const system of wanted.systems) await loadSystem(client, wanted, system, say);
  writeFileSync(mark, hash);
  return true;
}

const upsertProject = `mutation SampleProject($name: String!) {
  upsertProject(input: { name: $name }) { cursor }
}`;
const upsertSystem = `mutation SampleSystem($project: ID!, $name: String!, $dialect: Dialect!) {
  upsertSystem(input: { project: $project, name: $name, dialect: $dialect }) { cursor }
}`;
const projectThere = `query SampleThere($id: ID!) { node(id: $id) { id } }`;

async function isThere(client: Client, { project }: Estate): Promise<boolean> {
  const { node } = await client.request<{ node: { id: string } | null }>(projectThere, {
    id: `project:${project}`,
  });
  return node !== null;
}

async function loadSystem(
  client: Client,
  { project }: Estate,
  system: Estate['systems'][number],
  say: (text: string) => void,
): Promise<void> {
  const variables = { project, name: system.name, dialect: system.dialect };
  await persistently(() => client.request(upsertSystem, variables));
  const input = {
    project,
    system: system.name,
    defaultSchema: system.defaultSchema ?? null,
    sources: system.sources.map((source) => ({ name: source, path: join(samples, source) })),
  };
  await follow(client, input, (text) => say(`  ${system.name}: ${text}`));
}

const ATTEMPTS = 6;

/** The first statements of a fresh database are slow on a busy machine; repeating an upsert changes nothing. */
async function persistently<T>(request: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await request();
    } catch (error) {
      const isPassing =
        error instanceof SheafError && (error.code === 'DEADLINE_EXCEEDED' || error.code === 'UNAVAILABLE');
      if (!isPassing || attempt === ATTEMPTS) throw error;
    }
  }
}

/** SHA-256 over names and contents of all files of the estate. */
function hashOfSamples(): string {
  const hash = createHash('sha256');
  const files = readdirSync(samples, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of files) hash.update(relative(samples, file)).update('\0').update(readFileSync(file));
  return hash.digest('hex');
}
