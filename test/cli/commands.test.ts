import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSchema, Kind, parse } from 'graphql';
import { afterAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/paths.js';
import { configurationDocs } from '../../src/server/config.js';
import { externalNeo4j, type Settings, sheaf } from '../support/sheaf.js';

const root = mkdtempSync(join(tmpdir(), 'sheaf-cli-'));
const data = join(root, 'data');
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('a command given wrongly', () => {
  it.each([
    [[], 'usage: sheaf <command>'],
    [['strat'], 'sheaf: unknown command strat, did you mean start?'],
    [['start', '--prot', '1'], 'usage: sheaf start'],
    [['start', '--port', 'http'], 'PORT: expected integer, 0–65535, got "http"'],
    [['api', '--host', 'a b'], 'HOST: expected a host name'],
    [['init', '--force'], 'usage: sheaf init'],
    [['extract'], 'sheaf extract: PATH is missing'],
    [['extract', '.', '--project', 'p'], 'sheaf extract: --system is missing'],
    [['query'], 'sheaf query: FILE is missing'],
    [['query', join(root, 'none.graphql')], 'none.graphql cannot be read'],
    [['query', '-', '--variables', '[1]'], '--variables: expected a JSON object'],
    [['watch', '-'], 'FILE: expected a GraphQL document with one subscription of one field'],
    [['extract', '.', '--project', 'p', '--system', 's', '--fail-on', 'some'], '--fail-on: expected ERROR'],
    [['doctor', '--fix'], 'usage: sheaf doctor'],
    [['config'], 'sheaf config: expected show, check or docs'],
    [['token', 'add'], '--role is missing'],
    [['token', 'add', '--role', 'acme=owner'], 'expected PROJECT=reader|curator|operator|admin'],
    [['token', 'revoke'], 'sheaf token: ID is missing'],
    [['neo4j', 'restart'], 'expected install, start, stop, status or logs'],
    [['migrate', '--all'], 'usage: sheaf migrate'],
    [['schema'], 'sheaf schema: expected print'],
  ])('%j ends with 2 and says what was expected', async (args, message) => {
    const url = args[0] === 'query' ? ['--url', 'http://127.0.0.1:1'] : [];
    const { code, out, errors } = await sheaf([...args, ...url], { SHEAF_DATA: data });
    expect({ code, shown: out + errors }).toEqual({ code: 2, shown: expect.stringContaining(message) });
    expect(errors).not.toMatch(/^ {4}at /m);
  });
});

describe('a server that could not serve', () => {
  const made = join(root, 'not-made');

  it.each(['start', 'api'])('%s refuses it before a folder is made or Neo4j started', async (command) => {
    const { code, out, errors } = await sheaf([command, '--host', '0.0.0.0'], { SHEAF_DATA: made });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(errors).toContain('HOST: listening on 0.0.0.0 needs authentication');
    expect(existsSync(made)).toBe(false);
  });

  it('is refused at a port that is taken, before a folder is made or Neo4j started', async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
    const { port } = holder.address() as AddressInfo;
    const refused = await sheaf(['start', '--port', String(port)], { SHEAF_DATA: made });
    holder.close();
    expect(refused).toMatchObject({ code: 4, out: '' });
    expect(refused.errors).toContain(`port ${port} is taken: give another with --port or PORT`);
    expect(existsSync(made)).toBe(false);
  });

  it('is refused at an address that is not this machine’s', async () => {
    const refused = await sheaf(['start', '--host', '127.0.0.1.invalid'], {
      SHEAF_DATA: made,
      AUTH_TOKENS_FILE: await tokenFile(),
    });
    expect(refused).toMatchObject({ code: 4 });
    expect(refused.errors).toContain('HOST: 127.0.0.1.invalid is no address of this machine');
  });

  async function tokenFile(): Promise<string> {
    const added = await sheaf(['token', 'add', '--role', '*=reader', '--json'], { SHEAF_DATA: data });
    return JSON.parse(added.out).file;
  }
});

describe('a command without a server', () => {
  it.each([
    [['query', '-'], 'no server runs on this data folder'],
    [['extract', '.', '--project', 'p', '--system', 's'], 'no server runs on this data folder'],
    [['query', '-', '--url', 'http://127.0.0.1:1'], 'nobody answers at http://127.0.0.1:1'],
  ])('%j ends with 4', async (args, message) => {
    const { code, errors } = await sheaf(args, { SHEAF_DATA: data }, '{ health { status } }');
    expect({ code, errors }).toEqual({ code: 4, errors: expect.stringContaining(message) });
  });

  it('answers with its error as one JSON value where JSON is wanted', async () => {
    const { out } = await sheaf(['query', '-', '--json'], { SHEAF_DATA: data }, '{ x }');
    expect(JSON.parse(out)).toMatchObject({ error: { code: 'UNAVAILABLE' } });
  });
});

describe('sheaf --help', () => {
  it('lists the commands, and the options of each', async () => {
    const { code, out } = await sheaf(['--help']);
    expect(code).toBe(0);
    const names = ['start', 'api', 'init', 'extract', 'query', 'watch', 'doctor', 'config', 'token'];
    for (const name of [...names, 'neo4j', 'migrate', 'schema']) expect(out).toContain(`\n  ${name} `);
  });

  it('explains every option of every command, and names the dialects', async () => {
    for (const name of ['start', 'extract', 'query', 'watch', 'token', 'neo4j']) {
      const { out } = await sheaf([name, '--help']);
      for (const line of out.split('\n').filter((each) => each.startsWith('  --')))
        expect(line).toMatch(/^ {2}--[\w-]+( [A-Z=]+)?( …)? {2,}\S/);
      expect(out).toMatch(/--env-file FILE/);
    }
    const { out } = await sheaf(['extract', '--help']);
    const { definitions } = parse(readFileSync(join(packageRoot, 'schema', 'catalog.graphql'), 'utf8'));
    const dialects = definitions.flatMap((each) =>
      each.kind === Kind.ENUM_TYPE_DEFINITION && each.name.value === 'Dialect' ? (each.values ?? []) : [],
    );
    expect(dialects.length).toBeGreaterThan(10);
    for (const { name } of dialects) expect(out).toContain(name.value);
  });
});

describe('sheaf config', () => {
  it('shows what is in force, secrets as `set`', async () => {
    const { code, out } = await sheaf(['config', 'show', '--json'], {
      PORT: '0',
      NEO4J_PASSWORD: 'planted',
    });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ PORT: 0, NEO4J_PASSWORD: 'set', HOST: '127.0.0.1' });
    expect(out).not.toContain('planted');
  });

  it('shows it as a file that gives the same again', async () => {
    const settings = {
      NEO4J_HEAP: '512MiB',
      NEO4J_PASSWORD: 'planted',
      NEO4J_JVM_ARGUMENTS: '-XX:+UseZGC -Da="b#c\\n"',
      SOURCE_ROOTS: `${root}:${packageRoot}`,
      FEED_RETENTION: '90s',
      DRAIN_DELAY: '2s',
    };
    const shown = await sheaf(['config', 'show'], settings);
    expect(shown.out).toContain('# NEO4J_PASSWORD is set\n');
    expect(shown.out).toContain('NEO4J_HEAP=512MiB\n');
    expect(shown.out).not.toContain('planted');
    const file = join(root, 'shown.env');
    writeFileSync(file, shown.out);
    const again = await sheaf(['config', 'show', '--env-file', file], { NEO4J_PASSWORD: 'planted' });
    expect(again).toEqual(shown);
    expect(again.code).toBe(0);
  });

  it('checks all of it, and the process wins over the file', async () => {
    const file = join(root, 'wrong.env');
    writeFileSync(file, 'PORT=http\nLIMIT_DEPTH=0\n');
    const wrong = await sheaf(['config', 'check', '--json', '--env-file', file], { LIMIT_DEPTH: '9' });
    expect(wrong.code).toBe(2);
    expect(JSON.parse(wrong.out)).toEqual({
      valid: false,
      errors: ['PORT: expected integer, 0–65535, got "http"'],
    });
    expect(await sheaf(['config', 'check'], {})).toMatchObject({
      code: 0,
      out: 'the configuration is valid\n',
    });
  });

  it('names what would stop a server though each setting is right', async () => {
    const open = join(root, 'open-tokens.json');
    writeFileSync(open, '{"tokens":[]}', { mode: 0o666 });
    chmodSync(open, 0o666);
    const broken = join(root, 'broken-tokens.json');
    writeFileSync(broken, '{', { mode: 0o600 });
    const cases: readonly (readonly [Settings, string])[] = [
      [{ AUTH_TOKENS_FILE: '/nope' }, 'AUTH_TOKENS_FILE: /nope does not exist'],
      [{ AUTH_TOKENS_FILE: open }, 'can be read by others: chmod 600'],
      [{ AUTH_TOKENS_FILE: broken }, 'cannot be read as a token file'],
      [{ SHEAF_DATA: join(broken, 'data') }, `SHEAF_DATA: ${broken} is no folder`],
      [{ SOURCE_ROOTS: '/nope' }, 'SOURCE_ROOTS: /nope is no folder'],
      [{ HOST: '0.0.0.0' }, 'HOST: listening on 0.0.0.0 needs authentication: set AUTH_TOKENS_FILE'],
      [{ CORS_ORIGINS: 'https://app.example' }, 'CORS_ORIGINS: needs AUTH_TOKENS_FILE'],
      [{ NEO4J_URI: 'bolt://127.0.0.1:1' }, 'NEO4J_URI needs NEO4J_PASSWORD'],
    ];
    for (const [settings, mistake] of cases) {
      const checked = await sheaf(['config', 'check'], settings);
      expect({ code: checked.code, out: checked.out }).toEqual({
        code: 2,
        out: expect.stringContaining(mistake),
      });
    }
    const doctored = await sheaf(['doctor'], { HOST: '0.0.0.0', SHEAF_DATA: data });
    expect(doctored.out).toMatch(/MISSING {2}configuration: HOST: listening on 0\.0\.0\.0/);
    const started = await sheaf(['start'], { SHEAF_DATA: join(broken, 'data') });
    expect(started).toMatchObject({ code: 2, out: '' });
    expect(started.errors).toContain(`SHEAF_DATA: ${broken} is no folder`);
    const away = await sheaf(['doctor'], {
      NEO4J_URI: 'bolt://127.0.0.1:1',
      NEO4J_PASSWORD: 'x',
      SHEAF_DATA: data,
    });
    expect(away).toMatchObject({ code: 5 });
    expect(away.out).toMatch(/MISSING {2}Neo4j: bolt:\/\/127\.0\.0\.1:1: .*does not answer/);
    const there = await sheaf(['doctor'], { ...externalNeo4j(), SHEAF_DATA: data });
    expect(there.out).toMatch(/ok {7}Neo4j: external/);
  });

  it('ends with an error for a file that is not there', async () => {
    // Node 20 reads `--env-file` itself, wherever it stands, and ends with 9 before the command runs.
    const { code, errors } = await sheaf(['config', 'check', '--env-file', join(root, 'none.env')]);
    expect([2, 9]).toContain(code);
    expect(errors).toMatch(/none\.env(: not found| cannot be read)/);
  });

  it('prints its documentation', async () => {
    expect((await sheaf(['config', 'docs'])).out).toBe(configurationDocs());
  });
});

describe('sheaf token', () => {
  it('loses none of tokens that are added and revoked by processes at once', async () => {
    const settings = { SHEAF_DATA: join(root, 'busy-tokens') };
    const add = async (): Promise<string> =>
      JSON.parse((await sheaf(['token', 'add', '--role', 'acme=reader', '--json'], settings)).out).id;
    const first = await add();
    const [revoked, ...added] = await Promise.all([
      sheaf(['token', 'revoke', first], settings),
      ...Array.from({ length: 6 }, add),
    ]);
    expect(revoked.code).toBe(0);
    const listed: readonly { id: string }[] = JSON.parse(
      (await sheaf(['token', 'list', '--json'], settings)).out,
    );
    expect(listed.map(({ id }) => id).sort()).toEqual([...added].sort());
  });

  it('adds, lists and revokes, and shows the token once', async () => {
    const settings = { SHEAF_DATA: join(root, 'tokens') };
    const added = JSON.parse(
      (await sheaf(['token', 'add', '--role', '*=reader', '--role', 'acme=curator', '--json'], settings)).out,
    );
    expect(added.token).toMatch(new RegExp(`^sheaf_${added.id}_[\\w-]{43}$`));
    expect(statSync(added.file).mode & 0o777).toBe(0o600);
    const listed = await sheaf(['token', 'list', '--json'], settings);
    expect(JSON.parse(listed.out)).toMatchObject([
      { id: added.id, roles: { '*': 'reader', acme: 'curator' } },
    ]);
    expect(listed.out + readFileSync(added.file, 'utf8')).not.toContain(added.token);
    expect(await sheaf(['token', 'revoke', added.id], settings)).toMatchObject({
      code: 0,
      out: `revoked ${added.id}\n`,
    });
    expect(await sheaf(['token', 'revoke', added.id], settings)).toMatchObject({
      code: 3,
      errors: expect.stringContaining('does not exist'),
    });
  });
});

describe('sheaf init', () => {
  it('makes a folder that the configuration reads, and leaves alone what is there', async () => {
    const folder = join(root, 'made');
    const first = JSON.parse((await sheaf(['init', folder, '--json'])).out);
    expect(first.made).toHaveLength(3);
    expect(first.token).toMatch(/^sheaf_/);
    expect(existsSync(join(folder, 'samples', 'estate.json'))).toBe(true);
    const checked = await sheaf(['config', 'show', '--json', '--env-file', join(folder, 'sheaf.env')]);
    expect(JSON.parse(checked.out).SHEAF_DATA).toBe(join(folder, '.sheaf'));
    const again = await sheaf(['init', folder]);
    expect(again.out).toContain('everything is there');
  });
});

describe('sheaf schema', () => {
  it('prints the whole schema, without a database', async () => {
    const { code, out } = await sheaf(['schema', 'print']);
    expect(code).toBe(0);
    const fields = Object.keys(buildSchema(out).getQueryType()?.getFields() ?? {});
    expect(fields).toEqual(expect.arrayContaining(['tables', 'lineage', 'tableNodes']));
  });
});

describe('sheaf doctor', () => {
  it('says what was found, and is content with a Neo4j elsewhere', async () => {
    const { code, out } = await sheaf(['doctor', '--json'], {
      ...externalNeo4j(),
      SHEAF_DATA: data,
      PORT: '0',
    });
    const { ok, findings } = JSON.parse(out);
    const found = Object.fromEntries(findings.map((each: { what: string }) => [each.what, each]));
    expect(found.Node).toMatchObject({ isOk: true, found: process.versions.node });
    expect(found.Neo4j).toMatchObject({ isOk: true, found: expect.stringContaining('external') });
    expect(code).toBe(ok ? 0 : 5);
    expect(ok).toBe(findings.every((each: { isOk: boolean }) => each.isOk));
  });

  it('ends with 5 and a remedy for what is missing', async () => {
    const bare = { PATH: join(root, 'no-programs'), JAVA_HOME: '', SHEAF_CACHE: join(root, 'cache') };
    const { code, out } = await sheaf(['doctor'], { ...bare, SHEAF_DATA: data, PORT: '0' });
    expect(code).toBe(5);
    expect(out).toMatch(/MISSING {2}Java: .*\n {9}→ install Java 17 or 21/);
    expect(out).toMatch(/MISSING {2}Neo4j 5\.26/);
  });

  it('names every mistake of the configuration', async () => {
    const { code, out } = await sheaf(['doctor'], { PORT: 'http', LIMIT_DEPTH: '0' });
    expect(code).toBe(5);
    expect(out).toMatch(/configuration: PORT: expected[\s\S]*configuration: LIMIT_DEPTH: expected/);
  });
});

describe('sheaf neo4j, where none was started', () => {
  it('has nothing to show or stop', async () => {
    const settings = { SHEAF_DATA: data };
    expect(await sheaf(['neo4j', 'status'], settings)).toMatchObject({ code: 3, out: 'does not run\n' });
    expect(await sheaf(['neo4j', 'logs'], settings)).toMatchObject({ code: 3, out: '' });
    expect(await sheaf(['neo4j', 'stop'], settings)).toMatchObject({ code: 0, out: 'none was running\n' });
  });

  it('names what it cannot be installed without', async () => {
    const { code, errors } = await sheaf(['neo4j', 'install'], {
      SHEAF_DATA: data,
      SHEAF_CACHE: join(root, 'cache'),
      PATH: join(root, 'no-programs'),
    });
    expect(code).toBe(4);
    expect(errors).toMatch(/sheaf neo4j: .*Maven|mvn/);
  });
});
