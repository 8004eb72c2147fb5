/** How a worker thread is started from sources (tsx) and from `dist/` (plain JavaScript) alike. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { packageRoot } from '../paths.js';

export interface ThreadEntry {
  readonly url: URL;
  readonly execArgv: string[];
}

/** The entry of a thread: `relativeJs` ends in `.js`, `base` is the caller's `import.meta.url`. */
export function threadUrl(relativeJs: string, base: string): ThreadEntry {
  const built = new URL(relativeJs, base);
  if (existsSync(fileURLToPath(built))) return { url: built, execArgv: [] };
  const source = new URL(relativeJs.replace(/\.js$/, '.ts'), base);
  const ofBuild = builtFrom(fileURLToPath(built));
  if (process.env.THREADS_FROM_BUILD === 'yes' && existsSync(ofBuild))
    return { url: pathToFileURL(ofBuild), execArgv: [] };
  if (!existsSync(fileURLToPath(source))) throw new Error(`no thread at ${relativeJs} beside ${base}`);
  return { url: new URL(`data:text/javascript,${encodeURIComponent(bootText(source))}`), execArgv: [] };
}

/** Tests run from sources but build first, and set THREADS_FROM_BUILD: a loader would compile the sources in each thread. */
function builtFrom(path: string): string {
  return join(packageRoot, 'dist', relative(packageRoot, path));
}

/** Node 20 does not hand `--import tsx` to a worker's loader: the thread registers it itself. */
function bootText(source: URL): string {
  const api = JSON.stringify(pathToFileURL(tsxApi()).href);
  return `import { register } from ${api};register();await import(${JSON.stringify(source.href)});`;
}

/** `require.resolve` gives the CommonJS build, whose loader does not start in a thread. */
function tsxApi(): string {
  const manifest = createRequire(import.meta.url).resolve('tsx/package.json');
  return join(dirname(manifest), 'dist', 'esm', 'api', 'index.mjs');
}
