/** `sheaf doctor`: every requirement, what was found, and what to do about what is missing. */
import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism, freemem, totalmem } from 'node:os';
import { join } from 'node:path';
import {
  cachedArtefacts,
  diskFreeBytes,
  diskLowBytes,
  findJava,
  findMaven,
  isMissing,
  pinnedVersion,
  testedJava,
} from '../neo4j/index.js';
import { packageRoot } from '../paths.js';
import { type Config, readConfig } from '../server/config.js';
import { showBytes } from '../server/config-values.js';
import { type Command, exitCodes } from './command.js';
import { portProblem, startMistakes } from './preflight.js';
import { runningServer } from './running.js';
import { localOptions, nearestExisting } from './settings.js';

interface Finding {
  readonly what: string;
  readonly isOk: boolean;
  readonly found: string;
  readonly remedy: string | null;
}

const ok = (what: string, found: string): Finding => ({ what, isOk: true, found, remedy: null });
const bad = (what: string, found: string, remedy: string): Finding => ({ what, isOk: false, found, remedy });

export const doctor: Command = {
  name: 'doctor',
  usage: '',
  summary: 'Checks what this machine needs to run Sheaf, and says each remedy.',
  options: {},
  async run({ environment, output }) {
    const read = readConfig(environment);
    const findings: Finding[] = [node()];
    if ('errors' in read)
      findings.push(...read.errors.map((error) => bad('configuration', error, 'correct it')));
    else {
      const { config } = read;
      const mistakes = startMistakes(config);
      findings.push(...mistakes.map((mistake) => bad('configuration', mistake, 'correct it')));
      if (mistakes.length === 0) findings.push(ok('configuration', 'valid'));
      if (config.NEO4J_URI === null) findings.push(...(await localNeo4j(config, environment)));
      else findings.push(await externalNeo4j(config, config.NEO4J_URI));
      findings.push(await port(config), memory(config), disk(config));
    }
    findings.push(build());
    for (const { what, isOk, found, remedy } of findings) {
      output.line(
        `${isOk ? 'ok     ' : 'MISSING'}  ${what}: ${found}${remedy === null ? '' : `\n         → ${remedy}`}`,
      );
    }
    const isOk = findings.every((finding) => finding.isOk);
    output.value({ ok: isOk, findings });
    return isOk ? exitCodes.ok : exitCodes.checkFailed;
  },
};

function node(): Finding {
  const needed = String(JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')).engines.node);
  const least = (/\d+(\.\d+)*/.exec(needed)?.[0] ?? '20.19.0').split('.').map(Number);
  const found = process.versions.node.split('.').map(Number);
  const difference = least.map((part, index) => (found[index] ?? 0) - part).find((part) => part !== 0) ?? 0;
  return difference >= 0
    ? ok('Node', process.versions.node)
    : bad('Node', process.versions.node, `install Node ${needed}`);
}

async function localNeo4j(config: Config, environment: NodeJS.ProcessEnv): Promise<readonly Finding[]> {
  const java = await findJava(environment);
  const artefacts = await cachedArtefacts(config.SHEAF_CACHE);
  const hasArtefacts = config.NEO4J_HOME !== null || !isMissing(artefacts);
  const maven = findMaven(environment);
  const findings: Finding[] = [];
  if (isMissing(java)) findings.push(bad('Java', java.what, java.remedy));
  else {
    const note = testedJava.includes(java.major) ? '' : ` (tested with ${testedJava.join(' and ')})`;
    findings.push(ok('Java', `${java.major}${note}`));
  }
  if (hasArtefacts) findings.push(ok(`Neo4j ${pinnedVersion()}`, config.NEO4J_HOME ?? 'installed'));
  else if (isMissing(maven)) findings.push(bad(`Neo4j ${pinnedVersion()}`, maven.what, maven.remedy));
  else findings.push(ok(`Neo4j ${pinnedVersion()}`, `fetched by Maven at the first start (${maven})`));
  return findings;
}

async function externalNeo4j(config: Config, uri: string): Promise<Finding> {
  const { NEO4J_USER: user, NEO4J_PASSWORD: password, NEO4J_DATABASE: database } = config;
  const { openGraph } = await import('../graph/index.js');
  try {
    const graph = await openGraph({ uri, user, password: password ?? '', database });
    await graph.close();
    return ok('Neo4j', `external: ${uri}; Java and Maven are not needed`);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return bad('Neo4j', `${uri}: ${reason}`, 'start it, or correct NEO4J_URI, NEO4J_USER and NEO4J_PASSWORD');
  }
}

async function port(config: Config): Promise<Finding> {
  const shown = `${config.HOST}:${config.PORT}`;
  const own = runningServer(config.SHEAF_DATA);
  if (own !== null) return ok('port', `Sheaf runs at ${own}`);
  const problem = await portProblem(config);
  return problem === null
    ? ok('port', `${shown} is free`)
    : bad('port', problem, 'set PORT to a free one and HOST to an address of this machine');
}

function memory(config: Config): Finding {
  const { heap, pageCache } = localOptions(config);
  const needed = config.NEO4J_URI === null ? heap + pageCache : 0;
  const found = `${showGiB(freemem())} free of ${showGiB(totalmem())}, ${availableParallelism()} processors`;
  return totalmem() > needed + 512 * 1024 ** 2
    ? ok('memory', found)
    : bad('memory', found, `free ${showBytes(needed)} and 512MiB, or lower NEO4J_HEAP and NEO4J_PAGECACHE`);
}

function disk(config: Config): Finding {
  const free = diskFreeBytes(nearestExisting(config.SHEAF_DATA));
  return free >= diskLowBytes
    ? ok('disk', `${showGiB(free)} free`)
    : bad('disk', `${showGiB(free)} free`, `free ${showGiB(diskLowBytes)} where SHEAF_DATA lies`);
}

function build(): Finding {
  return existsSync(join(packageRoot, 'dist', 'web', 'graphiql', 'index.html'))
    ? ok('build', 'dist/ is there')
    : bad('build', 'dist/ is missing', 'npm run build (npm start does it)');
}

function showGiB(value: number): string {
  return `${(value / 1024 ** 3).toFixed(1)} GiB`;
}
