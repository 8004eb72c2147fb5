import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/paths.js';
import { type ProtocolServer, startProtocolServer } from '../support/protocol-server.js';

const executable = process.env.CHROMIUM ?? '/usr/bin/chromium';
const isBuilt = existsSync(join(packageRoot, 'dist', 'web', 'graphiql', 'index.html'));
const canRun = existsSync(executable) && isBuilt;
if (!existsSync(executable))
  console.warn(`left out: GraphiQL in a browser, because ${executable} is not there`);
else if (!isBuilt) console.warn('left out: GraphiQL in a browser, because it is not built: npm run build');

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

describe('/graphiql', () => {
  let server: ProtocolServer;
  beforeAll(async () => {
    server = await startProtocolServer({ introspection: 'on' });
  });
  afterAll(() => server?.close());

  it.skipIf(!isBuilt)('is served with its policy, and its files under names that never change', async () => {
    const page = await fetch(`${server.url}/graphiql`);
    expect(page.headers.get('content-security-policy')).toBe(
      "default-src 'self'; style-src 'self' 'unsafe-inline'; worker-src 'self' blob:; img-src 'self' data:; font-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'",
    );
    const text = await page.text();
    const assets = [...text.matchAll(/(?:src|href)="(\/graphiql\/[^"]+)"/g)].map((match) => match[1] ?? '');
    expect(assets).toHaveLength(2);
    for (const asset of assets) {
      const answer = await fetch(server.url + asset);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('cache-control')).toContain('immutable');
    }
    expect(text).not.toMatch(/https?:\/\//);
    expect((await fetch(`${server.url}/graphiql/assets/..%2F..%2Fpackage.json`)).status).toBe(404);
    expect((await fetch(`${server.url}/graphiql/assets/none.js`)).status).toBe(404);
  });

  describe.skipIf(!canRun)('in a browser', () => {
    let browser: Browser;
    let page: Page;
    const foreign: string[] = [];
    const complaints: string[] = [];

    beforeAll(async () => {
      browser = await chromium.launch({ executablePath: executable, args: flags, headless: true });
      page = await browser.newPage();
      page.on('request', (request) => {
        if (!request.url().startsWith(server.url) && !/^(data|blob):/.test(request.url()))
          foreign.push(request.url());
      });
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(error.message));
      await page.goto(`${server.url}/`);
    });
    afterAll(() => browser?.close());

    /** Types into the query editor and runs what is there. */
    const run = async (query: string) => {
      const editor = page.locator('.graphiql-editor .monaco-editor').first();
      await editor.waitFor({ timeout: 60_000 });
      await editor.click();
      await page.keyboard.press('Control+A');
      await page.keyboard.insertText(query);
      await page.keyboard.press('Control+Enter');
    };
    const result = () => page.locator('.result-window').innerText();

    it('shows the answer of a query', async () => {
      await run('{ hello }');
      await expect.poll(result, { timeout: 30_000 }).toContain('world');
    });

    it('shows the payloads of a subscription', async () => {
      await run('subscription { ticks(n: 3) }');
      await expect.poll(result, { timeout: 30_000 }).toMatch(/"ticks":\s*2/);
    });

    it('asked no other origin for anything, and broke no policy', () => {
      expect(foreign).toEqual([]);
      expect(complaints).toEqual([]);
    });
  });
});
