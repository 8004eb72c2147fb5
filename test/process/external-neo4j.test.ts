import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { httpClient } from '../../bench/support/client.js';
import { KillableServer } from '../../bench/support/kill/killable-server.js';
import { testNeo4j } from '../support/neo4j.js';

let folder = '';
let server: KillableServer | null = null;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sheaf-external-'));
});

afterEach(async () => {
  await server?.destroy();
  rmSync(folder, { recursive: true, force: true });
});

/** No program at all on PATH: neither java nor mvn. */
function bare(): Readonly<Record<string, string>> {
  return {
    PATH: join(folder, 'no-programs'),
    JAVA_HOME: '',
    HOME: folder,
    XDG_CACHE_HOME: folder,
    SHEAF_CACHE: folder,
  };
}

describe('a server with NEO4J_URI', () => {
  it('needs neither Java nor Maven, and starts no process', async () => {
    const { uri, user, password } = testNeo4j();
    const external = { NEO4J_URI: uri, NEO4J_USER: user, NEO4J_PASSWORD: password };
    server = new KillableServer({ folder: join(folder, 'data'), env: { ...bare(), ...external } });
    await server.start();
    const answer = await httpClient(server.url).query(
      '{ serverInfo { embedded neo4jEdition } health { status } }',
    );
    expect(answer).toMatchObject({ serverInfo: { embedded: false, neo4jEdition: 'community' } });
    expect(server.jvms()).toEqual([]);
    expect(existsSync(join(folder, 'data', 'neo4j'))).toBe(false);
    expect(await server.stop()).toBe(0);
  });
});

describe('a server without NEO4J_URI', () => {
  it('names Java, Maven and the artefacts when none of them is there', async () => {
    server = new KillableServer({ folder: join(folder, 'data'), env: bare() });
    await expect(server.start()).rejects.toThrow(/Java ≥ 17[\s\S]*artefacts[\s\S]*Maven/);
    expect(server.output()).toMatch(/Remedy: install Java 17 or 21/);
    expect(server.output()).not.toContain('    at ');
  });
});
