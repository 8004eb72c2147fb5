import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSchema } from 'graphql';
import { afterAll, describe, expect, it } from 'vitest';
import { configurationDocs } from '../../src/server/config.js';
import { externalNeo4j, sheaf } from '../support/sheaf.js';

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
    [['watch', '-'], 'the subscription takes no $after'],
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
    expect((await sheaf(['extract', '--help'])).out).toMatch(/--dry-run[\s\S]*--env-file <value>/);
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
