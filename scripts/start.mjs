/**
 * `npm start`: builds what changed, then runs `sheaf start --sample` in this process, so that signals and
 * the exit code are its own. PORT, SHEAF_DATA and SHEAF_CACHE are read by it.
 */
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { buildAll } from './build.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const built = await buildAll();
if (built.length > 0) console.log(`Built ${built.join(' and ')}.`);
process.argv = [
  process.argv[0],
  join(root, 'bin', 'sheaf.js'),
  'start',
  '--sample',
  ...process.argv.slice(2),
];
await import(pathToFileURL(join(root, 'dist', 'src', 'cli.js')).href);
