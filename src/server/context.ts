/** What a resolver is given besides its arguments. One per request or per event of a subscription. */

import type DataLoader from 'dataloader';
import type { Role } from '../generated/graphql.js';
import type { Graph, ReadOptions } from '../graph/types.js';
import type { Log } from '../log.js';
import type { Operations } from '../operations/index.js';
import type { Tasks } from '../worker/types.js';

/** Who asks. `roles` maps a bare project name, or `*` for all, to the role held there. */
export interface Principal {
  readonly id: string;
  readonly roles: ReadonlyMap<string, Role>;
  /** Milliseconds since the epoch; null = never. */
  readonly expiresAt: number | null;
}

export interface RequestContext {
  readonly principal: Principal;
  readonly graph: Graph;
  readonly tasks: Tasks;
  readonly operations: Operations;
  /** The operator's log, for what is not the caller's to read. */
  readonly log: Log;
  /** Fired by client close, `complete`, deadline or shutdown. */
  readonly signal: AbortSignal;
  /**
   * Project ids (`project:<name>`) the caller may read, null = all. Every statement that reads project
   * data takes it as `$projects` and filters by it: what lies outside does not exist for the caller.
   */
  readonly projects: readonly string[] | null;
  /** Signal and time left, for `graph.read`. */
  readOptions(): ReadOptions;
  /** Throws FORBIDDEN unless the caller holds the role in the project of this id (a project id, a bare name or any URN). */
  requireRole(role: Role, projectOrUrn: string): void;
  /** Whether the caller holds the role in the project of this id. */
  hasRole(role: Role, projectOrUrn: string): boolean;
  /** The request's DataLoader of this name, made on first use. Batches ≤ 500. */
  loader<K, V>(name: string, load: (keys: readonly K[]) => Promise<readonly (V | Error)[]>): DataLoader<K, V>;
  /** Configuration a resolver may need. */
  readonly settings: {
    readonly sourceRoots: readonly string[];
    readonly privatePaths: readonly string[];
    readonly dataFolder: string;
    readonly version: string;
  };
}
