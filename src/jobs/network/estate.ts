/** What the analyses of jobs are given: folders and jobs of one scheduler server, or of several that share events. */

import type { FolderDefinition, JobDefinition, SequenceStep } from '../definitions.js';
import { encoded } from '../keys.js';

export type PlannedFolder = Pick<
  FolderDefinition,
  'key' | 'name' | 'parent' | 'waits' | 'adds' | 'deletes' | 'rules'
>;

export type PlannedJob = Pick<
  JobDefinition,
  'key' | 'name' | 'folder' | 'waits' | 'adds' | 'deletes' | 'rules'
>;

/** Definitions are one; so is what was read back from a graph. */
export interface Estate {
  /** As the ids name it: the system's name, or its alias. */
  readonly server: string;
  readonly folders: readonly PlannedFolder[];
  readonly jobs: readonly PlannedJob[];
  readonly sequences: readonly SequenceStep[];
}

export interface JoinOptions {
  /** Events whose names begin so are the same on all servers. */
  readonly globalPrefixes?: readonly string[];
}

/** What follows `job:<project>/` or `folder:<project>/` in an id: the encoded server and the key. */
export function memberId(server: string, key: string): string {
  return `${encoded(server)}/${key}`;
}
