import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCampaign } from '../../bench/support/kill/campaign.js';
import { KillableServer } from '../../bench/support/kill/killable-server.js';
import { smallSettings } from './support/small-neo4j.js';

/** As many as the README promises for every test run; `npm run bench -- kill --kills 50` does more. */
const kills = Number(process.env.TEST_KILLS ?? 20);
const seed = Number(process.env.TEST_SEED ?? Math.floor(Math.random() * 1e6));
const limitMs = 15 * 60_000;

describe('a server that is killed again and again', () => {
  let folder = '';
  let server: KillableServer;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sheaf-kill-'));
    server = new KillableServer({
      folder: join(folder, 'data'),
      env: smallSettings,
    });
  });

  afterAll(async () => {
    await server.destroy();
    rmSync(folder, { recursive: true, force: true });
  });

  it(`loses nothing acknowledged in ${kills} kills of API and JVM, and leaves one JVM and one store (seed ${seed})`, {
    timeout: limitMs,
  }, async () => {
    const report = await runCampaign({ server, kills, seed, log: (line) => console.log(line) });
    console.log(JSON.stringify({ ...report, kills: report.kills.length }));
    expect(report.violations).toEqual([]);
    expect(report.kills).toHaveLength(kills);
    expect(new Set(report.kills.map(({ victim }) => victim))).toEqual(new Set(['API', 'JVM']));
    expect(report.kills.filter(({ phase }) => phase !== null).length).toBeGreaterThan(0);
    expect(report.interruptedRuns).toBeGreaterThan(0);
    expect(report.writers.acknowledged).toBeGreaterThan(kills);
    expect(report.finishedEstates).toBeGreaterThan(0);
    expect(await server.stop()).toBe(0);
    expect(server.jvms()).toEqual([]);
  });
});
