/** What a plan says: everything of each table that has to be written, and what goes. */
import type { EdgeKey, EdgeState, NodeState } from '../../graph/types.js';
import type { CatalogIssue } from '../declarations.js';
import type { PlannedConstraint, UnresolvedReference } from './constraints.js';
import type { StoredTable } from './snapshot.js';

export interface PlanOptions {
  /** Files the run reads: what they said before is replaced. */
  readonly files: ReadonlySet<string>;
  /** REPLACE also deletes undeclared tables of these schemas. */
  readonly mode: 'MERGE' | 'REPLACE';
  /** URNs of the schemas whose undeclared tables go; of no meaning for MERGE. */
  readonly replacedSchemas: ReadonlySet<string>;
}

/** Everything of one table; written in one unit, so that no reader sees half a table. */
export interface PlannedTable {
  readonly id: string;
  /** The id the table had until now; its edges are re-pointed and it is deleted. */
  readonly formerId: string | null;
  readonly table: NodeState;
  readonly columns: readonly NodeState[];
  readonly constraints: readonly NodeState[];
  readonly removedColumns: readonly string[];
  readonly removedConstraints: readonly string[];
  /** `:UnresolvedRef` nodes whose reference resolves now or is no more. */
  readonly removedUnresolved: readonly string[];
  readonly removedEdges: readonly EdgeKey[];
  /** REFERENCES edges; both ends exist once all tables of the plan are written. */
  readonly edges: readonly EdgeState[];
}

export interface CatalogPlan {
  readonly schemas: readonly NodeState[];
  readonly tables: readonly PlannedTable[];
  /** Tables REPLACE deletes, with their columns and constraints. */
  readonly deletedTables: readonly StoredTable[];
  readonly unresolved: readonly UnresolvedReference[];
  /** Foreign keys of other tables that were waiting for a table of this plan. */
  readonly resolved: readonly PlannedConstraint[];
  readonly issues: readonly CatalogIssue[];
  /** Every column that ceases to exist: edges that read them become unresolved references. */
  readonly removedColumns: readonly string[];
  /** Foreign keys that refer to such a column now and that the plan itself writes anew or takes away. */
  readonly rewrittenReferences: readonly string[];
}
