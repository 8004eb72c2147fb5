/** Folders of an estate with what lies in them at any depth. */

import { groupedBy } from '../../grouped.js';
import { encoded } from '../keys.js';
import type { Estate, PlannedFolder, PlannedJob } from './estate.js';

export class FolderTree {
  private readonly folders: ReadonlyMap<string, PlannedFolder>;
  private readonly children: ReadonlyMap<string | null, readonly PlannedFolder[]>;
  private readonly jobs: ReadonlyMap<string, readonly PlannedJob[]>;
  private readonly byName: ReadonlyMap<string, readonly PlannedFolder[]>;

  constructor(estate: Estate) {
    this.folders = new Map(estate.folders.map((folder) => [folder.key, folder]));
    this.children = groupedBy(estate.folders, ({ parent }) => parent);
    this.jobs = groupedBy(estate.jobs, ({ folder }) => folder);
    this.byName = groupedBy(estate.folders, ({ name }) => name);
  }

  folder(key: string): PlannedFolder | undefined {
    return this.folders.get(key);
  }

  /** The folder itself, then those around it; ends where a parent is unknown or comes again. */
  around(key: string): readonly PlannedFolder[] {
    const chain: PlannedFolder[] = [];
    const seen = new Set<string>();
    for (let at: string | null = key; at !== null && !seen.has(at); ) {
      seen.add(at);
      const folder = this.folders.get(at);
      if (folder === undefined) break;
      chain.push(folder);
      at = folder.parent;
    }
    return chain;
  }

  /** Jobs of the folder and of all folders in it. */
  members(key: string): readonly PlannedJob[] {
    const found: PlannedJob[] = [];
    const open = [key];
    const seen = new Set(open);
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      found.push(...(this.jobs.get(at) ?? []));
      for (const child of this.children.get(at) ?? [])
        if (!seen.has(child.key)) {
          seen.add(child.key);
          open.push(child.key);
        }
    }
    return found;
  }

  /** The first job of a name in a folder that is named by its path, or by a name that only one folder has. */
  named(folder: string, job: string): PlannedJob | undefined {
    const path = folder.split('/').map(encoded).join('/');
    const alone = this.byName.get(folder);
    const key = this.folders.has(path) ? path : alone?.length === 1 ? alone[0]?.key : undefined;
    return key === undefined ? undefined : this.inFolder(key, job);
  }

  inFolder(key: string, job: string): PlannedJob | undefined {
    return this.jobs.get(key)?.find(({ name }) => name === job);
  }
}
