/**
 * Builds `dist/`: the sources as plain JavaScript in the same layout (one file a file: stack traces and
 * worker entries keep their names), and GraphiQL as static files. Types are `npm run check`'s business.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, 'dist');
const stampFile = join(dist, '.stamp.json');

/** Builds what changed since the last build; `force` builds all. Returns what was built. */
export async function buildAll({ force = false } = {}) {
  const stamps = force || !existsSync(stampFile) ? {} : JSON.parse(readFileSync(stampFile, 'utf8'));
  const wanted = {
    server: fingerprint(['src', 'resolvers', 'scripts/build.mjs', 'package-lock.json']),
    web: fingerprint(['web', 'scripts/build.mjs', 'package-lock.json']),
  };
  const built = [];
  if (stamps.server !== wanted.server) {
    await buildServer();
    built.push('server');
  }
  if (stamps.web !== wanted.web) {
    await buildGraphiql();
    built.push('web');
  }
  if (built.length > 0) writeFileSync(stampFile, JSON.stringify(wanted));
  return built;
}

async function buildServer() {
  for (const folder of ['src', 'resolvers']) rmSync(join(dist, folder), { recursive: true, force: true });
  await build({
    entryPoints: filesBelow('src', 'resolvers').filter(
      (file) => file.endsWith('.ts') && !file.endsWith('.d.ts'),
    ),
    outdir: dist,
    outbase: root,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    sourcemap: true,
    sourcesContent: false,
    logLevel: 'warning',
  });
}

/** One page, no other origin: everything it loads lies beside it under a name with a hash. */
async function buildGraphiql() {
  const outdir = join(dist, 'web', 'graphiql');
  rmSync(outdir, { recursive: true, force: true });
  mkdirSync(outdir, { recursive: true });
  const shared = {
    bundle: true,
    minify: true,
    metafile: true,
    outdir: join(outdir, 'assets'),
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    loader: { '.ttf': 'file', '.woff': 'file', '.woff2': 'file', '.svg': 'dataurl' },
    define: { 'process.env.NODE_ENV': '"production"' },
    resolveExtensions: ['.mjs', '.jsx', '.js', '.css', '.json'],
    plugins: [oneGraphql],
    target: 'es2022',
    logLevel: 'error',
  };
  const workers = await build({
    ...shared,
    format: 'iife',
    entryPoints: {
      'graphql-worker': 'monaco-graphql/esm/graphql.worker.js',
      'json-worker': 'monaco-editor/esm/vs/language/json/json.worker.js',
      'editor-worker': 'monaco-editor/esm/vs/editor/editor.worker.js',
    },
  });
  const urlOf = (name) => JSON.stringify(`/graphiql/assets/${outputNamed(workers.metafile, name, '.js')}`);
  const page = await build({
    ...shared,
    format: 'esm',
    splitting: true,
    jsx: 'automatic',
    publicPath: '/graphiql/assets',
    entryPoints: { graphiql: join(root, 'web', 'graphiql', 'main.jsx') },
    define: {
      ...shared.define,
      __GRAPHQL_WORKER__: urlOf('graphql-worker'),
      __JSON_WORKER__: urlOf('json-worker'),
      __EDITOR_WORKER__: urlOf('editor-worker'),
    },
  });
  const html = readFileSync(join(root, 'web', 'graphiql', 'index.html'), 'utf8')
    .replace('__STYLE__', `/graphiql/assets/${outputNamed(page.metafile, 'graphiql', '.css')}`)
    .replace('__SCRIPT__', `/graphiql/assets/${outputNamed(page.metafile, 'graphiql', '.js')}`);
  writeFileSync(join(outdir, 'index.html'), html);
}

/** graphql has an entry for each module system; two of them in one bundle do not know each other's types. */
const oneGraphql = {
  name: 'one-graphql',
  setup(builder) {
    builder.onResolve({ filter: /^graphql$/ }, () => ({
      path: join(root, 'node_modules', 'graphql', 'index.mjs'),
    }));
  },
};

function outputNamed(metafile, name, extension) {
  const found = Object.keys(metafile.outputs)
    .map((path) => basename(path))
    .find((file) => file.startsWith(`${name}-`) && file.endsWith(extension));
  if (found === undefined) throw new Error(`the bundle has no ${name}${extension}`);
  return found;
}

/** Hash over names and contents: equal sources build nothing. */
function fingerprint(paths) {
  const hash = createHash('sha256');
  for (const path of paths) {
    const files = statSync(join(root, path)).isDirectory() ? filesBelow(path) : [join(root, path)];
    for (const file of files.sort())
      hash.update(relative(root, file)).update('\0').update(readFileSync(file));
  }
  return hash.digest('hex');
}

function filesBelow(...folders) {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name)),
  );
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const built = await buildAll({ force: process.argv.includes('--force') });
  console.log(built.length === 0 ? 'dist is up to date' : `built ${built.join(' and ')}`);
}
