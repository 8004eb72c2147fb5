import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Child, killChildren } from '../process/support/child.js';
import { testProject } from '../support/project.js';
import { externalNeo4j, type Settings, sheaf, startSheaf } from '../support/sheaf.js';

const root = mkdtempSync(join(tmpdir(), 'sheaf-client-'));
const sources = join(root, 'sql');
const settings: Settings = { ...externalNeo4j(), SHEAF_DATA: join(root, 'data'), SOURCE_ROOTS: sources };
const servers: Child[] = [];
let project = '';

/** Starts a server and waits until it has said where it listens. */
async function serve(command: 'start' | 'api', using: Settings): Promise<string> {
  const server = startSheaf([command, '--port', '0', '--json'], using);
  servers.push(server);
  return JSON.parse(await server.nextLine()).url;
}

beforeAll(async () => {
  mkdirSync(sources);
  writeFileSync(
    join(sources, 'mart.sql'),
    'create table raw (id int, total int);\ncreate view mart as select id, total from raw;\nselect from where;\n',
  );
  project = (await testProject()).name;
  await serve('start', settings);
});
afterAll(async () => {
  for (const server of servers) await server.kill('SIGTERM');
  await killChildren();
  rmSync(root, { recursive: true, force: true });
});

const scope = () => ['--project', project, '--system', 'lake'];

describe('sheaf extract', () => {
  it('makes project and system, reads a folder, and shows what it found', async () => {
    const run = await sheaf(['extract', sources, ...scope(), '--dialect', 'postgresql', '--json'], settings);
    expect(run).toMatchObject({ code: 0, errors: '' });
    expect(JSON.parse(run.out)).toMatchObject({
      status: 'SUCCEEDED',
      counts: { sources: 1, tables: 1, views: 1, columns: 4 },
      issues: { totalCount: expect.any(Number) },
    });
    const again = await sheaf(['extract', sources, ...scope(), '--dry-run'], settings);
    expect(again.code).toBe(0);
    expect(again.out).toMatch(/ERROR \S*mart\.sql:3:\d+ /);
  });

  it.each([
    ['3, for a file that is not there', ['none.sql'], 3, 'file or folder none.sql does not exist'],
    [
      '1, for a folder outside the roots, naming the setting',
      [join(root, 'data')],
      1,
      `SOURCE_ROOTS=${root}`,
    ],
    ['2, for an unknown mode', [sources, '--mode', 'sideways'], 2, 'SIDEWAYS'],
  ])('ends with %s', async (_what, args, code, message) => {
    const refused = await sheaf(['extract', ...args, ...scope()], settings);
    expect(refused).toMatchObject({ code, errors: expect.stringContaining(message) });
  });

  it('leaves a system of another dialect as it is', async () => {
    const refused = await sheaf(['extract', sources, ...scope(), '--dialect', 'mysql'], settings);
    expect(refused).toMatchObject({
      code: 1,
      errors: expect.stringContaining('system lake is of dialect POSTGRESQL: leave --dialect out'),
    });
  });

  it('fills in template variables', async () => {
    const templated = join(sources, 'templated.sql');
    writeFileSync(templated, 'create table ${layer}.t (a int);\n');
    const unfilled = await sheaf(['extract', templated, ...scope(), '--dry-run'], settings);
    expect(unfilled.out).toContain('VARIABLE_UNRESOLVED');
    const filled = await sheaf(
      ['extract', templated, ...scope(), '--dry-run', '--variable', 'layer=gold'],
      settings,
    );
    const wrong = await sheaf(['extract', templated, ...scope(), '--variable', 'layer'], settings);
    rmSync(templated);
    expect(filled).toMatchObject({ code: 0, out: expect.not.stringContaining('VARIABLE_UNRESOLVED') });
    expect(wrong).toMatchObject({ code: 2, errors: expect.stringContaining('expected NAME=VALUE') });
  });

  it('wants a token file to hold the token alone', async () => {
    const file = join(root, 'three-lines.txt');
    writeFileSync(file, 'Token abcd, shown this once:\nsheaf_abcd_x\n');
    const refused = await sheaf(['extract', sources, ...scope(), '--token-file', file], settings);
    expect(refused).toMatchObject({ code: 2, errors: expect.stringContaining('else than one token') });
  });

  it('ends with 3 for a system that nobody made', async () => {
    const refused = await sheaf(['extract', sources, '--project', project, '--system', 'nowhere'], settings);
    expect(refused).toMatchObject({ code: 3, errors: expect.stringContaining('nowhere') });
    expect(refused.errors).toContain('with --dialect it is created');
  });

  it('ends with 5 at issues as grave as asked, and counts each severity', async () => {
    const strict = await sheaf(['extract', sources, ...scope(), '--dry-run', '--fail-on', 'error'], settings);
    expect(strict.code).toBe(5);
    expect(strict.out).toMatch(
      /0 created, 0 updated, 0 deleted, \d+ unchanged; [1-9]\d* errors, \d+ warnings/,
    );
  });

  it('says how many issues it leaves out, and how to read them', async () => {
    const broken = join(sources, 'broken.sql');
    writeFileSync(broken, 'select from where;\n'.repeat(23));
    const { out } = await sheaf(['extract', broken, ...scope(), '--dry-run'], settings);
    rmSync(broken);
    expect(out.match(/^ERROR /gm)).toHaveLength(20);
    expect(out).toMatch(/^… and 3 more: .*extractionRun\(id: "run:/m);
  });
});

describe('sheaf query', () => {
  const document =
    'query Tables($p: ID!) { tables(project: $p) { edges { node { name } } } } query Other { x: __typename }';

  it('answers a document from standard input, with variables and the operation wanted', async () => {
    const variables = ['--variables', JSON.stringify({ p: project })];
    const asked = await sheaf(['query', '-', ...variables, '--operation', 'Tables'], settings, document);
    expect(asked.code).toBe(0);
    expect(JSON.parse(asked.out)).toEqual({
      data: { tables: { edges: [{ node: { name: 'mart' } }, { node: { name: 'raw' } }] } },
    });
  });

  it('ends with 1 and the whole answer when the answer has errors', async () => {
    const asked = await sheaf(
      ['query', '-'],
      settings,
      'query { tables(project: "x", first: 0) { totalCount } }',
    );
    expect(asked.code).toBe(1);
    expect(JSON.parse(asked.out)).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  });
});

describe('sheaf watch', () => {
  const file = join(root, 'changes.graphql');
  const describeTable = `mutation ($id: ID!, $text: String!) { describe(input: { id: $id, description: $text }) { cursor } }`;
  const change = async (text: string) => {
    const variables = JSON.stringify({ id: `table:${project}/lake/public.raw`, text });
    const changed = await sheaf(['query', '-', '--variables', variables], settings, describeTable);
    expect(changed).toMatchObject({ code: 0 });
  };
  /** The next payload that holds a change. */
  const nextChange = async (watching: Child) => {
    for (;;) {
      const { changes } = JSON.parse(await watching.nextLine());
      if (changes.events.length > 0) return changes;
    }
  };

  it('prints what changes, and continues after the cursor it is given', async () => {
    writeFileSync(
      file,
      `subscription ($after: Cursor) { changes(after: $after, filter: { projects: ["${project}"], entityKinds: ["Table"] }) { cursor events { seq after } } }`,
    );
    const watching = startSheaf(['watch', file], settings);
    await watching.nextLine();
    await change('one');
    const first = await nextChange(watching);
    expect(first.events).toMatchObject([{ after: { description: 'one' } }]);
    await watching.kill('SIGTERM');
    await change('two');
    const later = startSheaf(['watch', file, '--after', first.cursor], settings);
    expect((await nextChange(later)).events).toMatchObject([{ after: { description: 'two' } }]);
    await later.kill('SIGTERM');
  });

  it('follows a subscription that names neither `after` nor `cursor`', async () => {
    const plain = join(root, 'plain.graphql');
    writeFileSync(
      plain,
      `subscription { catalogChanged(project: "${project}") { events { kind entityId } } }`,
    );
    const watching = startSheaf(['watch', plain], settings);
    expect(JSON.parse(await watching.nextLine())).toMatchObject({
      catalogChanged: { cursor: expect.any(String), events: [] },
    });
    await watching.kill('SIGTERM');
  });

  it('ends with 2 for a cursor that is none', async () => {
    const refused = await sheaf(['watch', file, '--after', 'nonsense'], settings);
    expect(refused).toMatchObject({ code: 2, errors: expect.stringContaining('sheaf watch: ') });
  });
});

describe('a data folder whose server runs', () => {
  it('starts no second one, and is what the doctor finds', async () => {
    const second = await sheaf(['start', '--json'], settings);
    expect(second.code).toBe(0);
    expect(JSON.parse(second.out)).toMatchObject({ alreadyRunning: true });
    const { out } = await sheaf(['doctor'], settings);
    expect(out).toContain(`port: Sheaf runs at ${JSON.parse(second.out).url}`);
  });

  it('refuses to start at another port than that of the server, and is content with the same', async () => {
    const { url } = JSON.parse((await sheaf(['start', '--json'], settings)).out);
    const port = Number(new URL(url).port);
    const refused = await sheaf(['start', '--port', String(port === 1 ? 2 : port - 1)], settings);
    expect(refused).toMatchObject({ code: 1, errors: expect.stringContaining(`at ${url}, not at port`) });
    expect(await sheaf(['start', '--port', String(port)], settings)).toMatchObject({ code: 0 });
  });

  it('says what it does until it is ready', async () => {
    const api = startSheaf(['api', '--port', '0'], { ...settings, SHEAF_DATA: join(root, 'third') });
    servers.push(api);
    expect(await api.nextLine()).toBe('Neo4j: connecting, and bringing constraints and indexes up to date');
    expect(await api.nextLine()).toBe('');
    expect(await api.nextLine()).toMatch(/^Sheaf is ready: http:/);
  });

  it('ends with 4 where the port is taken', async () => {
    const port = new URL(JSON.parse((await sheaf(['start', '--json'], settings)).out).url).port;
    const other = { ...settings, SHEAF_DATA: join(root, 'other') };
    const refused = await sheaf(['api', '--port', port], other);
    expect(refused).toMatchObject({ code: 4, errors: expect.stringContaining(`port ${port} is taken`) });
  });
});

describe('sheaf api with tokens', () => {
  it('answers those who hold one, and stops when it is told to', async () => {
    const data = join(root, 'guarded');
    const added = JSON.parse(
      (await sheaf(['token', 'add', '--role', '*=reader', '--json'], { SHEAF_DATA: data })).out,
    );
    const guarded = { ...externalNeo4j(), SHEAF_DATA: data, AUTH_TOKENS_FILE: added.file };
    await serve('api', guarded);
    const token = join(root, 'token');
    writeFileSync(token, `${added.token}\n`);
    const ask = (...args: string[]) => sheaf(['query', '-', ...args], guarded, '{ health { status } }');
    expect(await ask('--token-file', token)).toMatchObject({ code: 0 });
    const anonymous = await ask();
    expect(anonymous.code).toBe(1);
    expect(anonymous.out).toContain('UNAUTHENTICATED');
    expect(await ask('--token-file', join(root, 'no-token'))).toMatchObject({
      code: 2,
      errors: expect.stringContaining('no-token cannot be read'),
    });
    const file = join(root, 'guarded.graphql');
    writeFileSync(file, 'subscription { changes { cursor } }');
    const watched = await sheaf(['watch', file], guarded);
    expect(watched.code).not.toBe(0);
    expect(watched.errors).toContain('wants a valid token: give --token-file');
    const api = servers.at(-1);
    await api?.kill('SIGTERM');
    expect(api?.process.exitCode).toBe(0);
  });
});

describe('sheaf migrate', () => {
  it('applies nothing to a database that lacks nothing', async () => {
    expect(await sheaf(['migrate', '--json'], settings)).toMatchObject({ code: 0, out: '{"applied":0}\n' });
  });

  it('ends with 4 where no database answers, and with 2 without its password', async () => {
    const gone = { NEO4J_URI: 'bolt://127.0.0.1:1', SHEAF_DATA: join(root, 'gone') };
    expect(await sheaf(['migrate'], { ...gone, NEO4J_PASSWORD: 'any' })).toMatchObject({ code: 4 });
    expect(await sheaf(['migrate'], gone)).toMatchObject({
      code: 2,
      errors: expect.stringContaining('NEO4J_PASSWORD'),
    });
  });
});
