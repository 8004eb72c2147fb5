import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { openLog } from '../../src/cli/log.js';
import type { LogFields } from '../../src/log.js';

const folder = mkdtempSync(join(tmpdir(), 'sheaf-log-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
async function written(fields: LogFields): Promise<Record<string, unknown>> {
  const file = join(folder, `${files++}.log`);
  openLog('info', file).error(fields, 'what happened');
  return await vi.waitFor(() => JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>);
}

function thrown(): Error {
  const cause = Object.assign(new Error('the value 42 is taken'), { code: 'Neo.Some.Code' });
  return new TypeError('x is no function', { cause });
}

describe('a line of the log', () => {
  it('says where an error arose and what caused it, and keeps the texts of others out', async () => {
    const line = await written({ err: thrown(), run: 'run:p/1' });
    expect(line).toMatchObject({
      level: 'error',
      msg: 'what happened',
      run: 'run:p/1',
      err: { type: 'TypeError', message: 'x is no function', cause: { code: 'Neo.Some.Code' } },
    });
    const { frames } = line.err as { readonly frames: readonly string[] };
    expect(frames[0]).toContain('thrown');
    expect(JSON.stringify(line)).not.toContain('42');
  });

  it('says the same of a stack that came from another thread', async () => {
    expect(await written({ stack: String(thrown().stack), source: 'file:p/a.sql' })).toMatchObject({
      source: 'file:p/a.sql',
      err: { type: 'TypeError', message: 'x is no function' },
    });
    const foreign = await written({ stack: 'SqlError: near "secret"\n    at parse (file:///a.js:1:2)' });
    expect(foreign.err).toEqual({ type: 'SqlError', frames: ['at parse (file:///a.js:1:2)'] });
  });

  it('drops what no part may say', async () => {
    const line = await written({ task: 'task:p/1', statement: 'select secret' } as LogFields);
    expect(line.task).toBe('task:p/1');
    expect(line).not.toHaveProperty('statement');
  });
});
