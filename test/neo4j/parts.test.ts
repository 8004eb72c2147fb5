import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withDirectoryLock } from '../../src/directory-lock.js';
import {
  artefactFolder,
  cachedArtefacts,
  pinnedVersion,
  userCacheFolder,
} from '../../src/neo4j/artefacts.js';
import { javaMajor } from '../../src/neo4j/java.js';
import { waitingReport } from '../../src/neo4j/jvm.js';
import {
  automaticMemory,
  checkFreeMemory,
  diskState,
  gibibyte,
  mebibyte,
} from '../../src/neo4j/resources.js';
import { nextRestart } from '../../src/neo4j/restart-policy.js';
import { configurationText, configuredPort, jvmArguments, jvmEnvironment } from '../../src/neo4j/settings.js';
import { packageRoot } from '../../src/paths.js';
import { identityOf, isAlive, ownIdentity, parseIdentity } from '../../src/process-identity.js';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sheaf-parts-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the password of a store', () => {
  /** Reads the password of `home` at a moment, with as many processes at once as make a race likely. */
  const program = `
    const [home, module, at] = process.argv.slice(1);
    const { readPassword } = await import(module);
    while (Date.now() < Number(at));
    console.log(readPassword(home));
  `;
  const module = pathToFileURL(join(packageRoot, 'dist', 'src', 'neo4j', 'home.js')).href;

  it('is one for all processes that need it at once', async () => {
    for (let round = 0; round < 3; round++) {
      const home = mkdtempSync(join(folder, 'password-'));
      const args = ['--input-type=module', '-e', program, home, module, String(Date.now() + 1500)];
      const read = Array.from({ length: 8 }, () => promisify(execFile)(process.execPath, args));
      const passwords = (await Promise.all(read)).map(({ stdout }) => stdout.trim());
      expect(new Set(passwords).size).toBe(1);
      expect(passwords[0]).toMatch(/^[\w-]{43}$/);
      expect(readdirSync(home)).toEqual(['password']);
    }
  });
});

describe('the configuration of the local Neo4j', () => {
  const layout = {
    home: '/data/neo4j',
    lib: '/cache/lib',
    heap: gibibyte,
    pageCache: 512 * mebibyte,
    port: 20_123,
    jvmArguments: [],
  };

  it('listens on loopback only, reports nothing, and names its port for the next start', () => {
    const text = configurationText(layout);
    expect(text).toContain('server.bolt.listen_address=127.0.0.1:20123\n');
    expect(text).toContain('server.http.enabled=false\n');
    expect(text).toContain('dbms.usage_report.enabled=false\n');
    expect(text).toContain('dbms.security.auth_enabled=true\n');
    expect(text).toContain('dbms.memory.transaction.total.max=734003k\n');
    expect(configuredPort(text)).toBe(20_123);
    expect(configuredPort('server.bolt.enabled=true')).toBeNull();
  });

  it('keeps every directory in the data folder but the jars', () => {
    const lines = configurationText(layout).split('\n');
    const directories = lines.filter((line) => line.startsWith('server.directories.'));
    const outside = directories.filter((line) => !line.includes('=/data/neo4j/'));
    expect(outside).toEqual(['server.directories.lib=/cache/lib']);
  });

  it('gives the JVM its heap as arguments and five variables of the environment', () => {
    expect(jvmArguments(layout)).toEqual(
      expect.arrayContaining(['-Xms262144k', '-Xmx1048576k', '--home-dir=/data/neo4j', '/cache/lib/*']),
    );
    const more = jvmArguments({ ...layout, jvmArguments: ['-Xmx3g'] });
    expect(more.indexOf('-Xmx3g')).toBeGreaterThan(more.indexOf('-Xmx1048576k'));
    expect(more.indexOf('-Xmx3g')).toBeLessThan(more.indexOf('-cp'));
    expect(jvmEnvironment({ PATH: '/bin', HOME: '/root', NEO4J_PASSWORD: 'x', AWS_SECRET: 'y' })).toEqual({
      PATH: '/bin',
      HOME: '/root',
    });
  });
});

describe('what a start needs', () => {
  it('reads the release from the output of `java -version`', () => {
    expect(javaMajor('openjdk version "17.0.15" 2025-04-15')).toBe(17);
    expect(javaMajor('java version "1.8.0_402"')).toBe(8);
    expect(javaMajor('openjdk version "21" 2023-09-19')).toBe(21);
    expect(javaMajor('command not found')).toBeNull();
  });

  it('sizes memory by the machine, within bounds', () => {
    expect(automaticMemory(gibibyte)).toEqual({ heap: 512 * mebibyte, pageCache: 256 * mebibyte });
    expect(automaticMemory(16 * gibibyte)).toEqual({ heap: 4 * gibibyte, pageCache: 4 * gibibyte });
    expect(automaticMemory(512 * gibibyte)).toEqual({ heap: 8 * gibibyte, pageCache: 16 * gibibyte });
    expect(() => checkFreeMemory(gibibyte, gibibyte, 2.5 * gibibyte)).not.toThrow();
    expect(() => checkFreeMemory(gibibyte, gibibyte, 2.5 * gibibyte - 1)).toThrow(
      /2560 MiB.*2559 MiB are free/,
    );
  });

  it('warns below 2 GiB of disk and refuses below 512 MiB', () => {
    expect([2 * gibibyte, 2 * gibibyte - 1, 512 * mebibyte, 512 * mebibyte - 1].map(diskState)).toEqual([
      'OK',
      'LOW',
      'LOW',
      'FULL',
    ]);
  });

  it.skipIf(!existsSync(artefactFolder(userCacheFolder())))(
    'takes no jar that is changed, missing or strange',
    async () => {
      const cache = mkdtempSync(join(folder, 'cache-'));
      const real = artefactFolder(userCacheFolder());
      const copy = artefactFolder(cache);
      mkdirSync(join(cache, 'neo4j'));
      for (const part of ['lib', 'plugins']) {
        mkdirSync(join(copy, part), { recursive: true });
        for (const jar of readdirSync(join(real, part)))
          symlinkSync(join(real, part, jar), join(copy, part, jar));
      }
      expect(await cachedArtefacts(cache)).toMatchObject({
        version: pinnedVersion(),
        lib: join(copy, 'lib'),
      });
      const changed = join(copy, 'lib', 'asm-9.7.1.jar');
      unlinkSync(changed);
      await expect(cachedArtefacts(cache)).rejects.toMatchObject({
        details: { different: ['lib/asm-9.7.1.jar'] },
      });
      writeFileSync(changed, 'not the jar');
      await expect(cachedArtefacts(cache)).rejects.toThrow(/asm-9\.7\.1\.jar/);
      cpSync(join(real, 'lib', 'asm-9.7.1.jar'), join(copy, 'lib', 'zz-added.jar'));
      await expect(cachedArtefacts(cache)).rejects.toMatchObject({
        details: { unexpected: ['lib/zz-added.jar'] },
      });
    },
  );
});

describe('a start that takes long', () => {
  it('says every five seconds how long it waits, and for what', () => {
    const said: string[] = [];
    let now = 1_000;
    const report = waitingReport(
      (message) => said.push(message),
      () => now,
    );
    for (const at of [1_100, 5_900, 6_000, 6_100, 11_000, 16_050]) {
      now = at;
      report('Bolt does not listen yet');
    }
    expect(said).toEqual([5, 10, 15].map((s) => `waiting for Neo4j, ${s} s: Bolt does not listen yet`));
  });
});

describe('restarts after a crash', () => {
  it('wait 1, 2, 4, 8, 16 s and end with the sixth crash in ten minutes', () => {
    let crashes: readonly number[] = [];
    const delays: (number | null)[] = [];
    for (let n = 0; n < 6; n++) {
      const plan = nextRestart(crashes, n * 60_000);
      crashes = plan.crashes;
      delays.push(plan.delayMs);
    }
    expect(delays).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, null]);
  });

  it('begin anew when the last crashes are long ago', () => {
    expect(nextRestart([0, 1, 2, 3, 4], 11 * 60_000)).toEqual({ crashes: [660_000], delayMs: 1_000 });
  });
});

describe('the lock between processes', () => {
  it('lets one in at a time', async () => {
    const path = join(folder, 'lock-exclusive');
    let inside = 0;
    let most = 0;
    const enter = () =>
      withDirectoryLock(path, async () => {
        inside += 1;
        most = Math.max(most, inside);
        await turn();
        inside -= 1;
      });
    await Promise.all(Array.from({ length: 12 }, enter));
    expect(most).toBe(1);
    expect(readdirSync(folder).filter((name) => name.startsWith('lock-exclusive'))).toEqual([]);
  });

  it('is broken by exactly one of many when its owner is dead', async () => {
    const path = join(folder, 'lock-stale');
    mkdirSync(path);
    const dead = { pid: process.pid, startTime: 'another start', token: randomUUID() };
    writeFileSync(join(path, 'owner.json'), JSON.stringify(dead));
    const entered: number[] = [];
    await Promise.all(
      [1, 2, 3, 4].map((n) =>
        withDirectoryLock(path, async () => {
          entered.push(n);
          await turn();
        }),
      ),
    );
    expect(entered.sort()).toEqual([1, 2, 3, 4]);
  });

  it('is given back when the work fails', async () => {
    const path = join(folder, 'lock-failure');
    const failing = withDirectoryLock(path, () => Promise.reject(new Error('no luck')));
    await expect(failing).rejects.toThrow('no luck');
    expect(await withDirectoryLock(path, async () => 'in')).toBe('in');
  });
});

describe('the identity of a process', () => {
  it('is its pid with its start, so that a reused pid is another process', () => {
    const own = ownIdentity();
    expect(own.pid).toBe(process.pid);
    expect(isAlive(own)).toBe(true);
    expect(isAlive({ ...own, startTime: `${own.startTime}0` })).toBe(false);
    expect(identityOf(2 ** 22 + 1)).toBeNull();
  });

  it('is read from outside only when it is one', () => {
    expect(parseIdentity({ pid: 7, startTime: 'x', more: true })).toEqual({ pid: 7, startTime: 'x' });
    for (const wrong of [
      null,
      7,
      {},
      { pid: '7', startTime: 'x' },
      { pid: -1, startTime: 'x' },
      { pid: 7 },
    ]) {
      expect(parseIdentity(wrong)).toBeNull();
    }
  });
});
