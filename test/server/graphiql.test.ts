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

let server: ProtocolServer;
let browser: Browser | null = null;
const foreign: string[] = [];
const complaints: string[] = [];

beforeAll(async () => {
  server = await startProtocolServer({ introspection: 'on' });
  if (canRun) browser = await chromium.launch({ executablePath: executable, args: flags, headless: true });
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

/** GraphiQL in a new page, which notes what it asks of others and what it complains about. */
async function openPage(): Promise<Page> {
  if (browser === null) throw new Error('the browser was not started');
  const page = await browser.newPage();
  page.on('request', (request) => {
    if (!request.url().startsWith(server.url) && !/^(data|blob):/.test(request.url()))
      foreign.push(request.url());
  });
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${server.url}/`);
  return page;
}

/** Pastes an operation of that name into the query editor, in place of what is there, and runs it. */
async function run(page: Page, name: string, operation: string): Promise<void> {
  const editor = page.locator('.graphiql-editor .monaco-editor').first();
  await editor.waitFor({ timeout: 60_000 });
  await editor.click();
  await page.keyboard.press('Control+A');
  await paste(page, operation);
  // The page parses what is pasted a moment later, and what it runs is what it has parsed.
  const tabs = () => page.evaluate<string>(`JSON.stringify(Object.values({ ...localStorage }))`);
  await expect.poll(tabs, { timeout: 30_000 }).toMatch(new RegExp(`operationName[\\\\]*":[\\\\]*"${name}`));
  await page.keyboard.press('Control+Enter');
}

/** The editor closes every brace that is typed; a pasted text it takes as it is. */
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate(`{
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', ${JSON.stringify(text)});
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    document.activeElement.dispatchEvent(event);
  }`);
}

describe('/graphiql', () => {
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

  it.skipIf(!canRun)('runs queries and subscriptions in a browser, and asks no other origin', async () => {
    const page = await openPage();
    const result = async () => (await page.locator('.result-window').textContent()) ?? '';
    await run(page, 'Hello', 'query Hello { hello }');
    await expect.poll(result, { timeout: 30_000 }).toContain('world');
    await run(page, 'Ticks', 'subscription Ticks { ticks(n: 3) }');
    await expect.poll(result, { timeout: 30_000 }).toMatch(/"ticks":\s*2/);
    expect(foreign).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
