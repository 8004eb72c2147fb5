/**
 * The one table of configuration. `readConfig` reads the environment with it, docs/configuration.md and
 * `sheaf config` are made from it. All errors are reported at once; nothing is clamped or ignored.
 */
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { userCacheFolder } from '../neo4j/index.js';
import { packageRoot } from '../paths.js';
import {
  boolean,
  bytes,
  duration,
  either,
  folders,
  host,
  integer,
  jvmArguments,
  oneOf,
  origins,
  type Reader,
  text,
  uri,
} from './config-values.js';
import { nearest } from './nearest.js';

const KIB = 1024;
const MIB = 1024 * KIB;
const GIB = 1024 * MIB;

interface Row<T> {
  readonly reader: Reader<T>;
  /** Text of the default, read like a given one; null = unset; a function where it depends on the machine. */
  readonly fallback: string | null | (() => string);
  /** How the default is shown in the documentation, where it depends on the machine. */
  readonly shownDefault?: string;
  readonly secret?: true;
  readonly meaning: string;
}

type Value<R> = R extends Row<infer T> ? (R extends { readonly fallback: null } ? T | null : T) : never;

function row<T, const F extends Row<T>['fallback']>(
  reader: Reader<T>,
  fallback: F,
  meaning: string,
  more: { readonly secret?: true; readonly shownDefault?: string } = {},
): Row<T> & { readonly fallback: F } {
  return { reader, fallback, meaning, ...more };
}

const neo4jSchemes = ['neo4j', 'neo4j+s', 'neo4j+ssc', 'bolt', 'bolt+s', 'bolt+ssc'];
const limit = (maximum: number) => integer(1, maximum);

export const table = {
  HOST: row(host, '127.0.0.1', 'Address to listen on. Any other than loopback needs authentication.'),
  PORT: row(integer(0, 65_535), '4000', 'Port of HTTP and WebSocket; 0 = any free one.'),
  NEO4J_URI: row(uri(neo4jSchemes), null, 'Neo4j server to use. Unset: Sheaf runs its own.'),
  NEO4J_USER: row(text, 'neo4j', 'User of `NEO4J_URI`.'),
  NEO4J_PASSWORD: row(text, null, 'Password of `NEO4J_URI`.', { secret: true }),
  NEO4J_DATABASE: row(text, 'neo4j', 'Database to use.'),
  NEO4J_HEAP: row(bytes(256 * MIB, 256 * GIB), '1GiB', 'Heap of the local Neo4j.'),
  NEO4J_PAGECACHE: row(bytes(64 * MIB, 1024 * GIB), '512MiB', 'Page cache of the local Neo4j.'),
  NEO4J_MEMORY: row(
    oneOf('fixed', 'auto'),
    'fixed',
    '`auto` sizes heap and page cache by the memory of the machine.',
  ),
  NEO4J_JVM_ARGUMENTS: row(jvmArguments, null, 'More options for the JVM of the local Neo4j.'),
  NEO4J_HOME: row(text, null, 'Unpacked Neo4j distribution to run instead of the installed artefacts.'),
  NEO4J_POOL: row(integer(5, 500), '50', 'Most connections to Neo4j.'),
  SHEAF_DATA: row(text, './.sheaf', 'Folder of the local Neo4j, keys and tokens.'),
  SHEAF_CACHE: row(
    text,
    () => userCacheFolder(),
    'Folder of installed artefacts, shared by all data folders.',
    {
      shownDefault: 'the user’s cache folder',
    },
  ),
  AUTH_TOKENS_FILE: row(
    text,
    null,
    'File of static tokens (`sheaf token add`). Set: every caller needs one, on loopback too.',
  ),
  CORS_ORIGINS: row(
    origins,
    null,
    'Pages of these origins may call `/graphql`; needs `AUTH_TOKENS_FILE`. Unset: of none.',
  ),
  INTROSPECTION: row(
    oneOf('off', 'role', 'on'),
    'role',
    'Who may read the schema by introspection; `role` = CURATOR up.',
  ),
  SOURCE_ROOTS: row(
    folders(delimiter),
    () => [join(packageRoot, 'samples'), process.cwd()].join(delimiter),
    'Folders that `path` sources of an extraction may lie in.',
    { shownDefault: 'the samples and the folder the server was started in' },
  ),
  LIMIT_BODY: row(bytes(KIB, 256 * MIB), '32MiB', 'Largest request body, CURATOR up; 1MiB below.'),
  LIMIT_TOKENS: row(limit(100_000), '2000', 'Most tokens of a document.'),
  LIMIT_DEPTH: row(limit(100), '15', 'Deepest nesting of a document.'),
  LIMIT_ALIASES: row(limit(10_000), '30', 'Most aliases of an operation.'),
  WS_MAX_OPERATIONS: row(
    limit(10_000),
    '100',
    'Operations at once on one socket; further ones are refused with `LIMIT_EXCEEDED`, and the fourth refusal closes the socket (4471).',
  ),
  WS_MAX_BUFFER: row(
    bytes(KIB, 256 * MIB),
    '1MiB',
    'Bytes waiting for a client that does not read; above it for 10 s the socket is closed (4470).',
  ),
  WS_MAX_SOCKETS: row(limit(1_000_000), '20000', 'Sockets of the process.'),
  DRAIN_DELAY: row(
    either(oneOf('auto'), duration(0, 300_000)),
    'auto',
    'From the first failed readiness to the end of listening; `auto` = 0 on loopback, else 5s.',
  ),
  FEED_POLL_MS: row(integer(50, 60_000), '1000', 'Milliseconds between polls of the change feed.'),
  FEED_RETENTION: row(duration(60_000, 36_500 * 86_400_000), '7d', 'How long the feed keeps its events.'),
  FEED_MAX_EVENTS: row(integer(1_000, 1_000_000_000), '10000000', 'Most events the feed keeps.'),
  TASK_CONCURRENCY: row(
    integer(1, 64),
    '4',
    'Running background tasks of one project at most; of extractions two run at once.',
  ),
  LOG_LEVEL: row(
    oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace'),
    'info',
    'Least level of the log.',
  ),
  COMPILED_EXECUTOR: row(boolean, 'true', 'Compile documents that run again; `false` = graphql-js alone.'),
} as const;

export type ConfigName = keyof typeof table;
export type Config = { readonly [Name in ConfigName]: Value<(typeof table)[Name]> };

/** Settings that would protect, or would move data elsewhere, are refused rather than ignored while they do nothing. */
const notSupported = [
  'TLS_CERT_FILE',
  'TLS_KEY_FILE',
  'AUTH_JWKS_URL',
  'AUTH_KEY_FILE',
  'AUTH_ISSUER',
  'AUTH_AUDIENCE',
  'AUTH_ROLE_CLAIM',
];
const ownPrefix = /^(SHEAF|NEO4J|GLEAN)_/;
/**
 * Beginnings that settings share with other programs' variables: such a name is a mistake only when it is
 * nearly one of ours.
 */
const sharedPrefix = /^(AUTH|CORS|DRAIN|FEED|LIMITS?|LOG|SOURCE|TASK|WS)_/;

export type ConfigResult =
  | { readonly config: Config; readonly given: ReadonlySet<ConfigName> }
  | { readonly errors: readonly string[] };

/** Reads all rows; `errors` has one line for each mistake. */
export function readConfig(environment: Readonly<NodeJS.ProcessEnv>): ConfigResult {
  const errors: string[] = unknownNames(environment);
  const values: Record<string, unknown> = {};
  const given = new Set<ConfigName>();
  for (const [name, definition] of Object.entries(table) as [ConfigName, Row<unknown>][]) {
    const found = textOf(name, definition, environment);
    if ('error' in found) {
      errors.push(found.error);
      continue;
    }
    if (found.isGiven) given.add(name);
    if (found.text === null) values[name] = null;
    else {
      const read = definition.reader.read(found.text);
      if ('value' in read) values[name] = read.value;
      else
        errors.push(
          `${name}: expected ${read.expected}, got ${definition.secret ? 'something else' : JSON.stringify(found.text)}`,
        );
    }
  }
  return errors.length > 0 ? { errors } : { config: resolved(values as Config), given };
}

function textOf(
  name: ConfigName,
  definition: Row<unknown>,
  environment: Readonly<NodeJS.ProcessEnv>,
): { readonly text: string | null; readonly isGiven: boolean } | { readonly error: string } {
  const direct = environment[name];
  const file = definition.secret ? environment[`${name}_FILE`] : undefined;
  if (direct !== undefined && file !== undefined)
    return { error: `${name}: given twice, also as ${name}_FILE` };
  if (direct !== undefined) return { text: direct, isGiven: true };
  if (file !== undefined) {
    if (!existsSync(file))
      return { error: `${name}_FILE: expected a file that can be read, got ${JSON.stringify(file)}` };
    return { text: readFileSync(file, 'utf8').trim(), isGiven: true };
  }
  const { fallback } = definition;
  return { text: typeof fallback === 'function' ? fallback() : fallback, isGiven: false };
}

function unknownNames(environment: Readonly<NodeJS.ProcessEnv>): string[] {
  const known = new Set<string>(Object.keys(table));
  for (const [name, definition] of Object.entries(table))
    if ('secret' in definition) known.add(`${name}_FILE`);
  return Object.keys(environment)
    .filter((name) => !known.has(name))
    .flatMap((name) => {
      if (notSupported.includes(name)) return [`${name}: not supported by this version`];
      if (!ownPrefix.test(name) && !sharedPrefix.test(name)) return [];
      const near = nearest(name, [...known]);
      if (near === null && !ownPrefix.test(name)) return [];
      return [`${name}: unknown${near === null ? '' : `, did you mean ${near}?`}`];
    })
    .sort();
}

/** Folders become absolute, so that a later change of the working folder changes nothing. */
function resolved(config: Config): Config {
  return {
    ...config,
    SHEAF_DATA: resolve(config.SHEAF_DATA),
    SHEAF_CACHE: resolve(config.SHEAF_CACHE),
    SOURCE_ROOTS: config.SOURCE_ROOTS.map((folder) => resolve(folder)),
    AUTH_TOKENS_FILE: config.AUTH_TOKENS_FILE === null ? null : resolve(config.AUTH_TOKENS_FILE),
  };
}

/** One setting as a line of an `--env-file`; a secret and what is unset as a comment. */
export function configLine(name: ConfigName, config: Config): string {
  const { reader, secret }: Row<unknown> = table[name];
  const value = config[name];
  if (value === null) return `# ${name} is unset`;
  if (secret) return `# ${name} is set`;
  const text = reader.show(value);
  if (!/[\s#"'`]/.test(text)) return `${name}=${text}`;
  // Not in double quotes: there a backslash means more than itself.
  const quote = ["'", '`'].find((candidate) => !text.includes(candidate));
  return quote === undefined
    ? `# ${name} is set to what no such file can say`
    : `${name}=${quote}${text}${quote}`;
}

/** Files whose content the settings keep secret, absolute. */
export function secretFiles(environment: Readonly<NodeJS.ProcessEnv>): readonly string[] {
  const names = Object.entries(table).flatMap(([name, row]) => ('secret' in row ? [`${name}_FILE`] : []));
  return ['AUTH_TOKENS_FILE', ...names].flatMap((name) => {
    const file = environment[name];
    return file === undefined ? [] : [resolve(file)];
  });
}

/** docs/configuration.md. */
export function configurationDocs(): string {
  const rows = (Object.entries(table) as [ConfigName, Row<unknown>][]).map(([name, definition]) => {
    const fallback =
      definition.shownDefault ??
      (typeof definition.fallback === 'string' ? `\`${definition.fallback}\`` : '–');
    const names = definition.secret ? `\`${name}\`, \`${name}_FILE\`` : `\`${name}\``;
    return `| ${names} | ${fallback} | ${definition.reader.form} | ${definition.meaning} |`;
  });
  return [
    '# Configuration',
    '',
    'Made from the table in `src/server/config.ts` (`npm run check` compares). Every setting is an environment',
    'variable; `sheaf config show` prints what is in force, `sheaf config check` reads it and reports every mistake',
    'at once. Bytes are written `512MiB`, durations `30s`. An unknown `SHEAF_*`, `NEO4J_*` or `GLEAN_*` name is an',
    'error, and so is one that begins like another setting (`LOG_`, `LIMIT_`, `WS_`, …) and nearly is one.',
    'A secret may also be given as a file, by the name with `_FILE`.',
    '',
    '| Name | Default | Form | Meaning |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}
