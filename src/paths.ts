/** Where the package lies: the folder that holds `schema/`, `cypher/`, `samples/` and `neo4j/`. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The package root, found upwards from this file: the same from sources and from `dist/`. */
export const packageRoot: string = findPackageRoot(dirname(fileURLToPath(import.meta.url)));

function findPackageRoot(start: string): string {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json')) && existsSync(join(folder, 'cypher'))) return folder;
    if (folder === dirname(folder)) throw new Error(`no package root above ${start}`);
  }
}
