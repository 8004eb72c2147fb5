/** `npm run bench -- <name> …`: runs `bench/index.ts` from source. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const index = fileURLToPath(new URL('../bench/index.ts', import.meta.url));
const { status, error } = spawnSync(process.execPath, ['--import', 'tsx', index, ...process.argv.slice(2)], {
  stdio: 'inherit',
});
if (error) throw error;
process.exitCode = status ?? 1;
