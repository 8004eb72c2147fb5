/**
 * The graph's own vocabulary: what a node and an edge are, how a unit of work writes them and what a
 * read needs. Services of every context are written against these types; `src/graph/index.ts` exports
 * the implementations.
 */

/** Values Neo4j stores as real properties. `null` removes the property. Integers must be safe integers. */
export type PropertyValue = string | number | boolean | null | readonly string[] | readonly number[];
export type Properties = Readonly<Record<string, PropertyValue>>;

/** Desired state of a node: labels and context follow from `kind` (`kinds.ts`). */
export interface NodeState {
  /** URN, unique in the graph. */
  readonly id: string;
  /** `Table`, `View`, `Column`, …: a row of the table of kinds. */
  readonly kind: string;
  /** `project:<name>`, or null for what belongs to no project. */
  readonly project: string | null;
  /** URN of the containing node; the containment relationship is derived from it and raises no event. */
  readonly parentId: string | null;
  /** The properties this writer owns; properties it does not name stay as they are. */
  readonly properties: Properties;
}

/** Identity of an edge: two relations between the same pair both survive. */
export interface EdgeKey {
  readonly source: string;
  /** Relationship type in UPPER_SNAKE: `FLOWS_TO`, `REFERENCES`, … */
  readonly type: string;
  readonly target: string;
  /** What tells two edges of one type between one pair apart; '' where there is nothing to tell. */
  readonly discriminator: string;
}

/** Desired state of an edge. Both ends must exist; an edge with a missing end is returned, not written. */
export interface EdgeState extends EdgeKey {
  readonly project: string;
  readonly properties: Properties;
}

/** What one call of a unit changed. */
export interface WriteCounts {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly deleted: number;
}

export interface EdgeWriteCounts extends WriteCounts {
  /** Edges not written because one end is not in the graph. */
  readonly dangling: readonly EdgeState[];
}

/**
 * A hand-written statement: its text lies in `cypher/<name>.cypher`. Made by `defineQuery`; `Params`
 * and `Row` are its typed parameters and columns. Columns are decoded by position, in the order given.
 */
export interface Query<Params extends object, Row> {
  readonly name: string;
  readonly text: string;
  readonly columns: readonly string[];
  /** Phantom members that carry the types; never present at run time. */
  readonly _params?: Params;
  readonly _row?: Row;
}

/** Who waits for a read and how long: every statement also has a server-side timeout. */
export interface ReadOptions {
  readonly signal?: AbortSignal;
  /** Milliseconds left to the caller; the statement's server-side timeout is this plus 500 ms. Default 30 s. */
  readonly timeoutMs?: number;
}

/** The work of one write transaction. Nothing is visible before commit; every change has its event. */
export interface Unit {
  readonly actor: string;
  readonly cause: string | null;
  /** Runs a statement inside the transaction, for reads and for records that raise no event. */
  run<Params extends object, Row>(query: Query<Params, Row>, params: Params): Promise<readonly Row[]>;
  /**
   * Creates what is missing, sets the named properties where they differ, leaves the rest alone.
   * Unchanged nodes cost one indexed look-up: no write, no event. Nodes of one call may be parents of
   * each other in any order.
   */
  upsertNodes(nodes: readonly NodeState[]): Promise<WriteCounts>;
  /** Sets properties of existing nodes (null removes); unknown ids throw NOT_FOUND. */
  patchNodes(
    patches: readonly { readonly id: string; readonly properties: Properties }[],
  ): Promise<WriteCounts>;
  /** Deletes nodes with their evented edges (one DELETED event each) and derived relationships. Children are not followed. */
  deleteNodes(ids: readonly string[]): Promise<WriteCounts>;
  upsertEdges(edges: readonly EdgeState[]): Promise<EdgeWriteCounts>;
  deleteEdges(keys: readonly EdgeKey[]): Promise<WriteCounts>;
  /**
   * Takes the write locks of nodes until the unit ends and returns the ids that exist. What the unit
   * reads of them afterwards stays true: lock a parent before reading children that are to be deleted.
   */
  lockNodes(ids: readonly string[]): Promise<readonly string[]>;
}

export interface MigrateOptions {
  /**
   * For stores of developers and tests: a migration whose file changed is applied again and one that
   * this version does not know is let be. Default false: both refuse.
   */
  readonly reapplyChanged?: boolean;
}

/** How a unit of work is carried out. */
export interface UnitOptions {
  /** Aborting rolls the unit back, unless its commit was sent already. */
  readonly signal?: AbortSignal;
  /** Server-side limit of the transaction; default 120 s. */
  readonly timeoutMs?: number;
  /**
   * Whether the work runs again after a lost connection (default true). False: it fails with
   * INTERRUPTED instead; deadlocks and collisions are tried again all the same.
   */
  readonly survivesDisconnect?: boolean;
}

/** Outcome of a committed unit. A unit that changed nothing answers with the head of the feed. */
export interface Committed<T> {
  readonly value: T;
  readonly cursor: string;
  readonly firstSeq: number | null;
  readonly lastSeq: number | null;
  readonly changes: number;
}

/** One change of one element, as the feed holds it. */
export interface ChangeEvent {
  readonly seq: number;
  readonly at: string;
  readonly actor: string;
  readonly context: string;
  readonly kind: 'CREATED' | 'UPDATED' | 'DELETED';
  readonly element: 'NODE' | 'EDGE';
  /** Label of a node, type of an edge. */
  readonly entityKind: string;
  readonly entityId: string;
  readonly sourceId: string | null;
  readonly targetId: string | null;
  readonly project: string | null;
  readonly before: Properties | null;
  readonly after: Properties | null;
  readonly cause: string | null;
}

/** State of a node or edge at a moment, from the current graph or from its `:Past` record. */
export interface ElementState {
  readonly id: string;
  readonly kind: string;
  readonly project: string | null;
  readonly parentId: string | null;
  readonly properties: Properties;
  readonly createdAt: string | null;
  readonly updatedAt: string | null;
  readonly fromSeq: number;
  /** null while the state is the current one. */
  readonly toSeq: number | null;
}

/** The graph as the services see it. One per process. */
export interface Graph {
  /** Auto-commit READ statement, flat columns, one row per record. */
  read<Params extends object, Row>(
    query: Query<Params, Row>,
    params: Params,
    options?: ReadOptions,
  ): Promise<readonly Row[]>;
  /**
   * A one-record read: the statement returns exactly one column `rows`, a list of lists in the order of
   * the query's columns (`RETURN collect([c.id, c.name]) AS rows`). Cheaper than `read` for pages.
   */
  readList<Params extends object, Row>(
    query: Query<Params, Row>,
    params: Params,
    options?: ReadOptions,
  ): Promise<readonly Row[]>;
  /** All writes. Retries transient failures (≤ 15 s); `work` may run more than once, so it must only touch the unit. */
  unitOfWork<T>(
    actor: string,
    cause: string | null,
    work: (unit: Unit) => Promise<T>,
    options?: UnitOptions,
  ): Promise<Committed<T>>;
  /** States of nodes or edges as of a sequence number, in the order of the ids; null where there was none. */
  statesAsOf(
    ids: readonly string[],
    seq: number,
    options?: ReadOptions,
  ): Promise<readonly (ElementState | null)[]>;
  /**
   * Sequence number a moment stands for: the last one at or before `at`; `seq` is checked against the
   * head (BAD_USER_INPUT above it); `snapshot` answers UNAVAILABLE.
   */
  resolveAsOf(
    asOf: {
      readonly seq?: number | null | undefined;
      readonly at?: string | null | undefined;
      readonly snapshot?: string | null | undefined;
    },
    options?: ReadOptions,
  ): Promise<number>;
  readonly feed: Feed;
  /** Applies pending migrations in order and returns how many; see `migrations.ts`. */
  migrate(options?: MigrateOptions): Promise<number>;
  /** Ends the feed and the connections; reads and units afterwards fail. */
  close(): Promise<void>;
}

/** The change feed's reading side. */
export interface Feed {
  /** Changes when numbers may have been reused (a restore); a follower must then give up its position. */
  readonly epoch: string;
  head(options?: ReadOptions): Promise<{
    readonly epoch: string;
    readonly seq: number;
    readonly horizonSeq: number;
    readonly oldestAt: string | null;
  }>;
  encodeCursor(seq: number): string;
  /** Numbers this process knows to be committed after `seq`. */
  behind(seq: number): number;
  /** Throws BAD_USER_INPUT when malformed or above the head, CURSOR_EXPIRED {horizonSeq, epoch} below the horizon or of another epoch. */
  decodeCursor(cursor: string): Promise<number>;
  /** Events after `seq` in order, at most `limit`; from the tailer's ring when inside it, else from the store. */
  after(seq: number, limit: number, options?: ReadOptions): Promise<readonly ChangeEvent[]>;
  /** Resolves when an event after `seq` may exist, when the signal aborts, or after `timeoutMs`. */
  waitForChange(seq: number, signal: AbortSignal, timeoutMs: number): Promise<void>;
}
