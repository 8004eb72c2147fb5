import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/paths.js';
import {
  type Config,
  type ConfigName,
  configurationDocs,
  readConfig,
  secretFiles,
  table,
} from '../../src/server/config.js';

function settingOf(name: ConfigName, text?: string): unknown {
  const read = readConfig(text === undefined ? {} : { [name]: text });
  if ('errors' in read) throw new Error(read.errors.join('\n'));
  return read.config[name];
}
const errorsOf = (environment: NodeJS.ProcessEnv): readonly string[] => {
  const read = readConfig(environment);
  return 'errors' in read ? read.errors : [];
};

const KIB = 1024;
const MIB = KIB ** 2;
const GIB = KIB ** 3;
const DAY = 86_400_000;
type Cases = {
  readonly [Name in ConfigName]: {
    readonly fallback: Config[Name];
    /** Texts at each bound, with what they mean. */
    readonly bounds: Readonly<Record<string, Config[Name]>>;
    /** One beyond each bound, and one of another kind. */
    readonly wrong: readonly string[];
  };
};

const count = (fallback: number, maximum: number) => ({
  fallback,
  bounds: { 1: 1, [maximum]: maximum },
  wrong: ['0', String(maximum + 1), '1.5', 'many'],
});

/** Every row of the table: default, each bound, a wrong value. */
const cases: Cases = {
  HOST: { fallback: '127.0.0.1', bounds: { '0.0.0.0': '0.0.0.0', '::1': '::1' }, wrong: ['', 'a b'] },
  PORT: { fallback: 4000, bounds: { 0: 0, 65535: 65535 }, wrong: ['-1', '65536', 'http'] },
  NEO4J_URI: {
    fallback: null,
    bounds: { 'bolt://h:1': 'bolt://h:1', 'neo4j+ssc://h': 'neo4j+ssc://h' },
    wrong: ['http://h', 'bolt://', 'h:7687'],
  },
  NEO4J_USER: { fallback: 'neo4j', bounds: { u: 'u' }, wrong: [' '] },
  NEO4J_PASSWORD: { fallback: null, bounds: { p: 'p' }, wrong: [''] },
  NEO4J_DATABASE: { fallback: 'neo4j', bounds: { d: 'd' }, wrong: [''] },
  NEO4J_HEAP: {
    fallback: GIB,
    bounds: { '256MiB': 256 * MIB, '256GiB': 256 * GIB },
    wrong: ['255MiB', '257GiB', 'much'],
  },
  NEO4J_PAGECACHE: {
    fallback: 512 * MIB,
    bounds: { '64MiB': 64 * MIB, '1024GiB': 1024 * GIB },
    wrong: ['63MiB', '1025GiB', '1TB'],
  },
  NEO4J_MEMORY: { fallback: 'fixed', bounds: { fixed: 'fixed', auto: 'auto' }, wrong: ['Auto', ''] },
  NEO4J_JVM_ARGUMENTS: {
    fallback: null,
    bounds: { '-XX:+UseZGC': ['-XX:+UseZGC'], ' -Da=b  -Xss1m ': ['-Da=b', '-Xss1m'] },
    wrong: ['', 'UseZGC', '-cp x', '-Da -jar'],
  },
  NEO4J_HOME: { fallback: null, bounds: { '/opt/neo4j': '/opt/neo4j' }, wrong: [''] },
  NEO4J_POOL: { fallback: 50, bounds: { 5: 5, 500: 500 }, wrong: ['4', '501', 'x'] },
  SHEAF_DATA: { fallback: resolve('.sheaf'), bounds: { '/data': '/data', rel: resolve('rel') }, wrong: [''] },
  SHEAF_CACHE: { fallback: settingOf('SHEAF_CACHE') as string, bounds: { '/cache': '/cache' }, wrong: [''] },
  AUTH_TOKENS_FILE: { fallback: null, bounds: { '/t.json': '/t.json' }, wrong: [''] },
  CORS_ORIGINS: {
    fallback: null,
    bounds: {
      'https://app.example': ['https://app.example'],
      'http://localhost:5173, https://a.b': ['http://localhost:5173', 'https://a.b'],
    },
    wrong: [
      '',
      '*',
      'https://*.example',
      'app.example',
      'https://app.example/',
      'https://APP.example',
      'null',
    ],
  },
  INTROSPECTION: { fallback: 'role', bounds: { off: 'off', role: 'role', on: 'on' }, wrong: ['yes'] },
  SOURCE_ROOTS: {
    fallback: [join(packageRoot, 'samples'), process.cwd()],
    bounds: { '/a': ['/a'], '/a:/b': ['/a', '/b'] },
    wrong: ['', ':'],
  },
  LIMIT_BODY: {
    fallback: 32 * MIB,
    bounds: { '1KiB': KIB, '256MiB': 256 * MIB },
    wrong: ['1023B', '257MiB', '-1'],
  },
  LIMIT_TOKENS: count(2_000, 100_000),
  LIMIT_DEPTH: count(15, 100),
  LIMIT_ALIASES: count(30, 10_000),
  WS_MAX_OPERATIONS: count(100, 10_000),
  WS_MAX_BUFFER: {
    fallback: MIB,
    bounds: { 1024: KIB, '256MiB': 256 * MIB },
    wrong: ['1023', '257MiB', 'x'],
  },
  WS_MAX_SOCKETS: count(20_000, 1_000_000),
  DRAIN_DELAY: {
    fallback: 'auto',
    bounds: { auto: 'auto', '0s': 0, '5m': 300_000 },
    wrong: ['301s', '5', 'never'],
  },
  FEED_POLL_MS: { fallback: 1_000, bounds: { 50: 50, 60000: 60_000 }, wrong: ['49', '60001', '1s'] },
  FEED_RETENTION: {
    fallback: 7 * DAY,
    bounds: { '60s': 60_000, '36500d': 36_500 * DAY },
    wrong: ['59s', '36501d', '7'],
  },
  FEED_MAX_EVENTS: {
    fallback: 10_000_000,
    bounds: { 1000: 1_000, 1000000000: 1_000_000_000 },
    wrong: ['999', '1000000001', '10M'],
  },
  TASK_CONCURRENCY: { fallback: 4, bounds: { 1: 1, 64: 64 }, wrong: ['0', '65', 'x'] },
  LOG_LEVEL: { fallback: 'info', bounds: { fatal: 'fatal', trace: 'trace' }, wrong: ['loud'] },
  COMPILED_EXECUTOR: { fallback: true, bounds: { true: true, false: false }, wrong: ['1', 'yes'] },
};

describe.each(Object.keys(table) as ConfigName[])('the setting %s', (name) => {
  const { fallback, bounds, wrong } = cases[name];

  it('has its default', () => {
    expect(settingOf(name)).toEqual(fallback);
  });

  it('takes the values at its bounds', () => {
    for (const [text, value] of Object.entries(bounds)) expect(settingOf(name, text)).toEqual(value);
  });

  it('refuses a value beyond them in one line that names it, and clamps nothing', () => {
    for (const text of wrong) {
      const errors = errorsOf({ [name]: text });
      expect(errors, text).toHaveLength(1);
      expect(errors[0]).toMatch(new RegExp(`^${name}: expected .*, got `));
    }
  });
});

describe('the configuration', () => {
  it('reports every mistake at once', () => {
    expect(errorsOf({ PORT: 'x', LIMIT_DEPTH: '0', NEO4J_HEEP: '1GiB' })).toEqual([
      'NEO4J_HEEP: unknown, did you mean NEO4J_HEAP?',
      'PORT: expected integer, 0–65535, got "x"',
      'LIMIT_DEPTH: expected integer, 1–100, got "0"',
    ]);
  });

  it('knows a mistyped name of every setting, and leaves other programs’ variables alone', () => {
    const mistyped = { LOG_LEVLE: 'debug', AUTH_TOKEN_FILE: 'x', LIMITS_DEPTH: '9', WS_MAX_SOCKET: '1' };
    expect(errorsOf({ LOG_LEVLE: 'debug' })).toEqual(['LOG_LEVLE: unknown, did you mean LOG_LEVEL?']);
    expect(errorsOf({ FEED_POLLMS: '100' })).toEqual(['FEED_POLLMS: unknown, did you mean FEED_POLL_MS?']);
    expect(errorsOf(mistyped)).toHaveLength(4);
    expect(errorsOf({ LOG_FORMAT: 'json', TASK_ID: '7', AUTH_TYPE: 'x' })).toEqual([]);
  });

  it('knows no setting of what does not exist yet, and leaves foreign names alone', () => {
    expect(errorsOf({ GLEAN_BIN: 'glean', SHEAF_X: '1', PATH: '/bin', PORTAL: '1' })).toHaveLength(2);
    expect(errorsOf({ AUTH_JWKS_URL: 'https://keys' })).toEqual([
      'AUTH_JWKS_URL: not supported by this version',
    ]);
  });

  it('reads a secret from a file, and never shows it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'sheaf-config-'));
    const file = join(folder, 'password');
    writeFileSync(file, 'from a file\n');
    const read = readConfig({ NEO4J_PASSWORD_FILE: file });
    expect('config' in read && read.config.NEO4J_PASSWORD).toBe('from a file');
    expect(errorsOf({ NEO4J_PASSWORD_FILE: file, NEO4J_PASSWORD: 'other' })).toEqual([
      'NEO4J_PASSWORD: given twice, also as NEO4J_PASSWORD_FILE',
    ]);
    expect(errorsOf({ NEO4J_PASSWORD_FILE: join(folder, 'none') })).toHaveLength(1);
    expect(secretFiles({ NEO4J_PASSWORD_FILE: file, AUTH_TOKENS_FILE: '/t.json', PATH: '/bin' })).toEqual([
      '/t.json',
      file,
    ]);
    expect(errorsOf({ NEO4J_PASSWORD: '' })[0]).not.toContain('""');
    rmSync(folder, { recursive: true });
  });

  it('is documented as it is', () => {
    expect(readFileSync(join(packageRoot, 'docs', 'configuration.md'), 'utf8')).toBe(configurationDocs());
  });
});
