/**
 * Where names are looked up: the sources of one SELECT in FROM order, the scope it stands in, and the CTEs
 * it sees. Aliases belong to their scope, so one alias in two subqueries is two sources.
 */
import type { Window } from '../tree.js';
import type { Influences } from './influences.js';
import type { Output, Relation } from './relation.js';

export interface ScopeSource {
  /** Comparison key of the alias; null when the source has none. */
  readonly alias: string | null;
  /** Comparison keys of the table's name, last part first; empty for subqueries and functions. */
  readonly path: readonly string[];
  readonly relation: Relation;
  /** Right side of a SEMI or ANTI join: it answers to its alias in ON alone. */
  readonly isHidden: boolean;
}

/** A column that USING or NATURAL made of several sources. */
export interface MergedColumn {
  readonly output: Output;
  readonly sources: ReadonlySet<ScopeSource>;
}

/** CTEs, innermost first. */
export interface CteScope {
  readonly key: string;
  readonly relation: () => Relation;
  readonly outer: CteScope | null;
}

export interface Scope {
  readonly sources: ScopeSource[];
  readonly merged: Map<string, MergedColumn>;
  readonly parent: Scope | null;
  readonly ctes: CteScope | null;
  /** Where the steering clauses of this query are written. */
  readonly influences: Influences;
  /** Nesting of queries, 0 for the outermost. */
  readonly depth: number;
  /** Select aliases that expressions may use at this moment, by key. */
  aliases: ReadonlyMap<string, Output> | null;
  /** Whether such an alias is seen before a source whose columns nobody knows. */
  aliasesBeforeGuess: boolean;
  /** WINDOW names of this SELECT are looked up by expressions. */
  windows: ReadonlyMap<string, Window>;
}

export function makeScope(
  parent: Scope | null,
  ctes: CteScope | null,
  influences: Influences,
  depth: number,
): Scope {
  return {
    sources: [],
    merged: new Map(),
    parent,
    ctes,
    influences,
    depth,
    aliases: null,
    aliasesBeforeGuess: false,
    windows: new Map(),
  };
}

/** A scope over some sources of another: what an ON clause sees. */
export function narrowed(scope: Scope, sources: readonly ScopeSource[]): Scope {
  return { ...scope, sources: [...sources], parent: scope, aliases: null };
}

export function findCte(ctes: CteScope | null, key: string): CteScope | null {
  for (let cte = ctes; cte !== null; cte = cte.outer) if (cte.key === key) return cte;
  return null;
}

/** What a reader of `q.` may have meant by this source. */
export function answersTo(source: ScopeSource, qualifier: readonly string[]): boolean {
  const last = qualifier.length - 1;
  if (source.alias !== null) return qualifier.length === 1 && source.alias === qualifier[0];
  return isPathSuffix(source, qualifier, last);
}

/** The table's own name, though the source has an alias. */
export function answersToTable(source: ScopeSource, qualifier: readonly string[]): boolean {
  return isPathSuffix(source, qualifier, qualifier.length - 1);
}

function isPathSuffix(source: ScopeSource, qualifier: readonly string[], last: number): boolean {
  if (qualifier.length === 0 || source.path.length === 0) return false;
  for (let part = 0; part <= last; part++) {
    const own = source.path[part];
    if (own === undefined || own !== qualifier[last - part]) return false;
  }
  return true;
}
