/** Tables as the graph holds them, for planning: what a re-read replaces depends on what is there. */
import type { Properties } from '../../graph/types.js';

export interface StoredNode {
  readonly id: string;
  readonly parentId: string;
  /** All properties but the writer's own. */
  readonly properties: Properties;
}

export interface StoredTable extends StoredNode {
  readonly kind: 'Table' | 'View';
  /** In the order of their ordinals. */
  readonly columns: readonly StoredNode[];
  readonly constraints: readonly StoredNode[];
}

/** The stored state a plan rests on. A table that is not among `tables` does not exist, as far as planning goes. */
export interface CatalogSnapshot {
  readonly tables: ReadonlyMap<string, StoredTable>;
  /** URNs of the system's schemas. */
  readonly schemas: ReadonlySet<string>;
  /** Foreign keys without a target that name one of the tables. */
  readonly waiting: readonly StoredNode[];
}
