/** Which files a source may name. Real folders, links and pipes; no database. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SheafError } from '../../src/errors.js';
import { extractionRequest, maximumSourceBytes, type SystemRecord } from '../../src/extraction/request.js';
import { filesOf, Walk } from '../../src/extraction/sources/expand.js';
import { loadSource } from '../../src/extraction/sources/load.js';
import {
  allowedPath,
  type PathRules,
  pathRules,
  readChecked,
} from '../../src/extraction/sources/path-rules.js';
import type { SourceInput } from '../../src/generated/graphql.js';

const system: SystemRecord = {
  id: 'system:p/s',
  project: 'project:p',
  name: 's',
  dialect: 'HIVE',
  caseRule: 'LOWER',
};

describe('paths of sources', () => {
  let base: string;
  let root: string;
  let rules: PathRules;

  beforeAll(async () => {
    base = realpathSync(mkdtempSync(join(tmpdir(), 'sheaf-sources-')));
    root = join(base, 'root');
    mkdirSync(join(root, 'models', 'deep'), { recursive: true });
    mkdirSync(join(root, '.git'));
    mkdirSync(join(root, 'data'));
    mkdirSync(join(base, 'elsewhere'));
    writeFileSync(join(root, 'models', 'b.sql'), 'select 1;');
    writeFileSync(join(root, 'models', 'a.hql'), 'select 2;');
    writeFileSync(join(root, 'models', 'deep', 'c.SQL'), 'select 3;');
    writeFileSync(join(root, 'models', 'README.md'), 'read me');
    writeFileSync(join(root, 'models', '.hidden.sql'), 'select 4;');
    writeFileSync(join(root, '.git', 'config.sql'), 'select 5;');
    writeFileSync(join(root, 'data', 'secret.sql'), 'select 6;');
    writeFileSync(join(root, 'models', 'password.sql'), 'hunter2');
    writeFileSync(join(base, 'elsewhere', 'out.sql'), 'select 7;');
    symlinkSync(join(base, 'elsewhere', 'out.sql'), join(root, 'out.sql'));
    symlinkSync(join(root, 'models', 'b.sql'), join(root, 'inner.sql'));
    execFileSync('mkfifo', [join(root, 'pipe.sql')]);
    rules = await pathRules([root], [join(root, 'data'), join(root, 'models', 'password.sql')]);
  });
  afterAll(() => rmSync(base, { recursive: true, force: true }));

  const request = (...sources: SourceInput[]) =>
    extractionRequest({ project: 'p', system: 's', sources }, system, rules);
  const codeOf = async (work: Promise<unknown>): Promise<string> => {
    try {
      await work;
      return 'none';
    } catch (error) {
      if (error instanceof SheafError) return error.code;
      throw error;
    }
  };

  it('name the SQL files of a folder by their path below it, dot names and other suffixes left aside', async () => {
    const { sources, skipped } = await request({ name: 'm', path: join(root, 'models') });
    expect(sources.map(({ name }) => name)).toEqual(['m/a.hql', 'm/b.sql', 'm/deep/c.SQL']);
    expect(skipped).toEqual([{ name: 'm', files: 1 }]);
  });

  it('may be relative to a root, and may lead through a link that stays inside', async () => {
    const { sources } = await request({ name: 'x', path: 'models/b.sql' }, { name: 'y', path: 'inner.sql' });
    expect(sources.map(({ path }) => path)).toEqual(Array(2).fill(join(root, 'models', 'b.sql')));
  });

  it.each([
    ['outside the roots', () => join(base, 'elsewhere', 'out.sql')],
    ['outside by dots', () => join(root, '..', 'elsewhere', 'out.sql')],
    ['outside and not there', () => '/no/such/file.sql'],
    ['a link out of the roots', () => join(root, 'out.sql')],
    ['below a dot name', () => join(root, '.git', 'config.sql')],
    ['a dot name', () => join(root, 'models', '.hidden.sql')],
    ['in the data folder', () => join(root, 'data', 'secret.sql')],
    ['a pipe', () => join(root, 'pipe.sql')],
    ['with a NUL', () => `${join(root, 'models')}\0`],
    ['empty', () => ''],
    ['the folder of a link out of the roots', () => root],
    ['when a file is private', () => join(root, 'models', 'password.sql')],
  ])('are FORBIDDEN %s', async (_, path) => {
    expect(await codeOf(request({ name: 'x', path: path() }))).toBe('FORBIDDEN');
  });

  it('say which link of a folder leads out of the roots', async () => {
    const refused = await request({ name: 'x', path: root }).catch((error: unknown) => error);
    expect(refused).toMatchObject({
      message: 'x/out.sql of source x is a link to what sources may not lie in: remove it',
      details: { source: 'x', link: 'x/out.sql' },
    });
  });

  it('inside the roots that do not exist are NOT_FOUND', async () => {
    expect(await codeOf(request({ name: 'x', path: join(root, 'none.sql') }))).toBe('NOT_FOUND');
    expect(await codeOf(request({ name: 'x', path: 'none.sql' }))).toBe('NOT_FOUND');
  });

  it('never appear in an error', async () => {
    const refused = await request({ name: 'x', path: '/etc/passwd' }).catch((error: unknown) => error);
    expect(String(refused)).not.toContain('/etc');
    expect(JSON.stringify((refused as SheafError).details)).not.toContain('/etc');
  });

  it('that became a link after they were checked are not read', async () => {
    const path = join(root, 'models', 'late.sql');
    writeFileSync(path, 'select 8;');
    const { sources } = await request({ name: 'late', path });
    rmSync(path);
    symlinkSync(join(base, 'elsewhere', 'out.sql'), path);
    expect(await readChecked(sources[0]?.path ?? '', rules, maximumSourceBytes)).toBeNull();
    rmSync(path);
  });

  it.each([
    ['neither text nor path', { name: 'x' }],
    ['both text and path', { name: 'x', text: '', path: 'models' }],
    ['an empty name', { name: '', text: '' }],
    ['an unknown encoding', { name: 'x', text: '', encoding: 'klingon' }],
  ])('are BAD_USER_INPUT with %s', async (_, source) => {
    expect(await codeOf(request(source))).toBe('BAD_USER_INPUT');
  });

  it('with samples to keep are BAD_USER_INPUT, for there are none', async () => {
    const sources = [{ name: 'x', text: '' }];
    const kept = extractionRequest({ project: 'p', system: 's', sources, keepSamples: true }, system, rules);
    expect(await codeOf(kept)).toBe('BAD_USER_INPUT');
  });

  it('of folders are looked at while somebody waits, and no more than 100,000 entries', async () => {
    const sources = [{ name: 'm', path: 'models' }];
    const left = AbortSignal.abort(new SheafError('DEADLINE_EXCEEDED', 'too late'));
    const late = extractionRequest({ project: 'p', system: 's', sources }, system, rules, left);
    expect(await codeOf(late)).toBe('DEADLINE_EXCEEDED');
    const steps = new Walk(undefined);
    for (let n = 0; n < 100_000; n++) steps.enter();
    const folder = await allowedPath('models', rules, 'm');
    expect(await codeOf(filesOf(folder, 'm', rules, steps))).toBe('LIMIT_EXCEEDED');
  });

  it('with equal names are BAD_USER_INPUT, also when a folder makes them equal', async () => {
    const twice = request({ name: 'x', text: 'a' }, { name: 'x', text: 'b' });
    expect(await codeOf(twice)).toBe('BAD_USER_INPUT');
    const folder = request({ name: 'm/b.sql', text: 'a' }, { name: 'm', path: 'models' });
    expect(await codeOf(folder)).toBe('BAD_USER_INPUT');
  });

  it('refuse a text above 16 MiB and a run above 256 MiB', async () => {
    const megabytes = (n: number) => 'x'.repeat(n * 1024 * 1024);
    expect(await codeOf(request({ name: 'x', text: `${megabytes(16)}x` }))).toBe('LIMIT_EXCEEDED');
    const many = Array.from({ length: 17 }, (_, i) => ({ name: `s${i}`, text: megabytes(16) }));
    expect(await codeOf(request(...many.slice(0, 16)))).toBe('none');
    expect(await codeOf(request(...many))).toBe('LIMIT_EXCEEDED');
  });

  it('give their text in its encoding, and are refused alone when the bytes are not valid', async () => {
    const load = async (bytes: Buffer, encoding?: string) => {
      writeFileSync(join(root, 'bytes.sql'), bytes);
      const { sources } = await request({ name: 'x', path: 'bytes.sql', ...(encoding ? { encoding } : {}) });
      const [source] = sources;
      if (source === undefined) throw new Error('no source');
      return loadSource(source, rules, () => Promise.reject(new Error('nothing was pasted')));
    };
    expect(await load(Buffer.from('\uFEFFselect 1'))).toMatchObject({ text: '\uFEFFselect 1', bytes: 11 });
    expect(await load(Buffer.from('é', 'latin1'), 'latin1')).toMatchObject({ text: 'é' });
    expect(await load(Buffer.from('é', 'utf16le'), 'utf-16le')).toMatchObject({ text: 'é' });
    expect(await load(Buffer.from('é', 'latin1'))).toMatchObject({
      refusal: { code: 'BAD_USER_INPUT', hint: expect.stringContaining('`encoding`') },
    });
    const little = Buffer.from('\uFEFFselect é', 'utf16le');
    const text = '\uFEFFselect é';
    expect(await load(little)).toMatchObject({ text, encoding: 'utf-16le' });
    expect(await load(Buffer.from(little).swap16())).toMatchObject({ text, encoding: 'utf-16be' });
    expect(await load(little.subarray(0, -1))).toMatchObject({
      refusal: { code: 'BAD_USER_INPUT', message: expect.stringContaining('utf-16le') },
    });
    expect(await load(Buffer.from([0xff, 0xfe, 0, 0, 0x73, 0, 0, 0]))).toMatchObject({
      refusal: { code: 'BAD_USER_INPUT', message: expect.stringContaining('utf-32le') },
    });
  });
});
