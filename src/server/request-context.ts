/** The context of one request, or of one event of a subscription. */

import DataLoader from 'dataloader';
import { forbidden } from '../errors.js';
import type { Role } from '../generated/graphql.js';
import type { Graph, ReadOptions } from '../graph/types.js';
import type { Log } from '../log.js';
import type { Operations } from '../operations/index.js';
import type { Tasks } from '../worker/types.js';
import type { Principal, RequestContext } from './context.js';
import { holdsRole, holdsRoleEverywhere, projectNameOf, readableProjects } from './roles.js';

export interface ContextParts {
  readonly graph: Graph;
  readonly tasks: Tasks;
  readonly operations: Operations;
  readonly log: Log;
  readonly settings: RequestContext['settings'];
}

const MAX_BATCH = 500;

export class Request implements RequestContext {
  readonly principal: Principal;
  readonly graph: Graph;
  readonly tasks: Tasks;
  readonly operations: Operations;
  readonly log: Log;
  readonly settings: RequestContext['settings'];
  readonly signal: AbortSignal;
  readonly projects: readonly string[] | null;
  /** Paths of fields that `@sensitive` left out of the answer. */
  readonly masked: (string | number)[][] = [];
  readonly #deadline: number | null;
  #loaders: Map<string, DataLoader<unknown, unknown>> | null = null;

  /** `deadline` is a reading of `performance.now()`; null for the source of a subscription, which has none. */
  constructor(parts: ContextParts, principal: Principal, signal: AbortSignal, deadline: number | null) {
    this.graph = parts.graph;
    this.tasks = parts.tasks;
    this.operations = parts.operations;
    this.log = parts.log;
    this.settings = parts.settings;
    this.principal = principal;
    this.signal = signal;
    this.projects = readableProjects(principal);
    this.#deadline = deadline;
  }

  readOptions(): ReadOptions {
    if (this.#deadline === null) return { signal: this.signal };
    return { signal: this.signal, timeoutMs: Math.max(1, Math.ceil(this.#deadline - performance.now())) };
  }

  requireRole(role: Role, projectOrUrn: string): void {
    if (!this.hasRole(role, projectOrUrn)) throw forbidden(`this needs the role ${role}`, { role });
  }

  hasRole(role: Role, projectOrUrn: string): boolean {
    const project = projectNameOf(projectOrUrn);
    return project === null
      ? holdsRoleEverywhere(this.principal, role)
      : holdsRole(this.principal, role, project);
  }

  loader<K, V>(
    name: string,
    load: (keys: readonly K[]) => Promise<readonly (V | Error)[]>,
  ): DataLoader<K, V> {
    this.#loaders ??= new Map();
    let loader = this.#loaders.get(name);
    if (loader === undefined) {
      loader = new DataLoader<K, V>(load, { maxBatchSize: MAX_BATCH }) as DataLoader<unknown, unknown>;
      this.#loaders.set(name, loader);
    }
    return loader as DataLoader<K, V>;
  }
}
