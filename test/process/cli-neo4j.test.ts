import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { migrations } from '../../src/graph/migrations.js';
import { stopForOperator } from '../../src/neo4j/index.js';
import { identityOf } from '../../src/process-identity.js';
import { type Settings, sheaf } from '../support/sheaf.js';
import { smallSettings } from './support/small-neo4j.js';

const root = mkdtempSync(join(tmpdir(), 'sheaf-cli-neo4j-'));
const data = join(root, 'data');
const settings: Settings = { SHEAF_DATA: data, ...smallSettings };

afterAll(async () => {
  await stopForOperator(data, true);
  rmSync(root, { recursive: true, force: true });
});

async function neo4j(action: string) {
  const { code, out } = await sheaf(['neo4j', action, '--json'], settings);
  return { code, value: JSON.parse(out.trim().split('\n').at(-1) ?? '') };
}

describe('sheaf neo4j', () => {
  it('refuses sizes that it does not start with', async () => {
    const refused = await sheaf(['neo4j', 'start'], { ...settings, NEO4J_HEAP: '1MiB' });
    expect(refused).toMatchObject({ code: 2, errors: expect.stringContaining('NEO4J_HEAP: expected') });
  });

  it('starts it and leaves it running, shows it, migrates it, and stops it', async () => {
    const started = await neo4j('start');
    expect(started).toMatchObject({
      code: 0,
      value: { running: true, listening: true, users: ['operator'] },
    });
    expect(await neo4j('status')).toEqual(started);

    const applied = await sheaf(['migrate', '--json'], settings);
    expect(JSON.parse(applied.out)).toEqual({ applied: migrations().length });
    expect(await sheaf(['migrate'], settings)).toMatchObject({ code: 0, out: 'nothing to migrate\n' });
    expect((await neo4j('status')).value).toMatchObject({ running: true, pid: started.value.pid });

    const logs = await sheaf(['neo4j', 'logs'], settings);
    expect(logs).toMatchObject({ code: 0, out: expect.stringContaining('Started.') });

    expect(await neo4j('stop')).toEqual({ code: 0, value: { stopped: true } });
    expect(identityOf(started.value.pid)).toBeNull();
    expect(await neo4j('status')).toMatchObject({ code: 3, value: { running: false, pid: null } });
  });
});
