import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { ChangeEvent as ChangeEventRecord } from '../graph/index.js';
import type { CatalogRecord, ColumnType as ColumnTypeRecord, SearchHit as SearchHitRecord, CatalogChange as CatalogChangeRecord, ChildPage, TableList, ColumnList } from '../catalog/index.js';
import type { LineageAnswer, ReachedNode, LineageEdge as LineageEdgeRecord, Impact, ReachedPage, UnresolvedRow, UnresolvedPage, JoinRow, JoinPage } from '../lineage/index.js';
import type { RunRecord, RunPage, IssuePage, FileRow, StatementRef, StatementPage } from '../extraction/index.js';
import type { RequestContext } from '../server/context.js';
export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null | undefined;
export type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
export type MakeOptional<T, K extends keyof T> = Omit<T, K> & { [SubKey in K]?: Maybe<T[SubKey]> };
export type MakeMaybe<T, K extends keyof T> = Omit<T, K> & { [SubKey in K]: Maybe<T[SubKey]> };
export type MakeEmpty<T extends { [key: string]: unknown }, K extends keyof T> = { [_ in K]?: never };
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** Opaque position: a feed cursor or a page cursor. Pass back what you were given; never build one. */
  Cursor: { input: string; output: string; }
  /** RFC 3339, UTC, milliseconds. */
  DateTime: { input: string; output: string; }
  /** Any JSON value. */
  JSON: { input: unknown; output: unknown; }
  /** Integer within ±(2^53 − 1), as a JSON number; a larger one is an error, never rounded. */
  Long: { input: number; output: number; }
};

/** A statement of a pasted text. */
export type AnalyzedStatement = {
  readonly __typename?: 'AnalyzedStatement';
  /** Offset after its last character. */
  readonly charEnd: Scalars['Int']['output'];
  /** Offset of its first character. */
  readonly charStart: Scalars['Int']['output'];
  /** Column it begins in. */
  readonly column: Scalars['Int']['output'];
  /** What it does. */
  readonly kind: StatementKind;
  /** Line it begins in. */
  readonly line: Scalars['Int']['output'];
  /** 1-based position in the text. */
  readonly ordinal: Scalars['Int']['output'];
  /** How far it was understood. */
  readonly parse: ParseOutcome;
  /** Tables it reads, as qualified in the text. */
  readonly reads: ReadonlyArray<Scalars['String']['output']>;
  /** Tables it writes, as qualified in the text. */
  readonly writes: ReadonlyArray<Scalars['String']['output']>;
};

/** A moment in the history of the graph: exactly one member. */
export type AsOfInput =
  /** Point in time. */
  { readonly at: Scalars['DateTime']['input']; readonly seq?: never; readonly snapshot?: never; }
  |  /** Sequence number of the change feed. */
  { readonly at?: never; readonly seq: Scalars['Long']['input']; readonly snapshot?: never; }
  |  /** Id of a named snapshot. */
  { readonly at?: never; readonly seq?: never; readonly snapshot: Scalars['ID']['input']; };

/** What ended a statement. */
export type BoundaryKind =
  /** A delimiter line (GO, /, DELIMITER). */
  | 'DELIMITER'
  /** The end of the source. */
  | 'END_OF_FILE'
  /** The first keyword of the next statement. */
  | 'KEYWORD'
  /** A semicolon. */
  | 'SEMICOLON';

/** What to cancel. */
export type CancelTaskInput = {
  /** Echoed in the answer. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** The task. */
  readonly id: Scalars['ID']['input'];
};

/** A cancelled task. */
export type CancelTaskPayload = {
  readonly __typename?: 'CancelTaskPayload';
  /** As given. */
  readonly clientMutationId: Maybe<Scalars['String']['output']>;
  /** Position of the change in the feed. */
  readonly cursor: Scalars['Cursor']['output'];
  /** CANCELLED when it waited; still RUNNING when it was told to stop, which takes 10 s at most. */
  readonly task: Task;
};

/** How a system folds names, hence which spellings are one name. */
export type CaseRule =
  /** Unquoted names fold to lower case; quoted ones stay. */
  | 'LOWER'
  /** Spelling is kept and shown; names that differ in case only are one. */
  | 'PRESERVE_INSENSITIVE'
  /** Spelling is kept and matters. */
  | 'PRESERVE_SENSITIVE'
  /** Unquoted names fold to upper case; quoted ones stay. */
  | 'UPPER';

/** One change of a catalog node, a tag or a reference. */
export type CatalogChange = {
  readonly __typename?: 'CatalogChange';
  /** Changed properties after; null for DELETED. */
  readonly after: Maybe<Scalars['JSON']['output']>;
  /** When it was committed. */
  readonly at: Scalars['DateTime']['output'];
  /** Changed properties before; null for CREATED. */
  readonly before: Maybe<Scalars['JSON']['output']>;
  /** The node as it is now, of an edge its source; null when it is gone or is no catalog node. */
  readonly entity: Maybe<CatalogNode>;
  /** URN of the node or id of the edge. */
  readonly entityId: Scalars['ID']['output'];
  /** Label of the node, or type of the edge. */
  readonly entityKind: Scalars['String']['output'];
  /** CREATED, UPDATED or DELETED. */
  readonly kind: ChangeKind;
  /** Number of the change in the feed. */
  readonly seq: Scalars['Long']['output'];
};

/** Changes of the catalog. */
export type CatalogChanges = {
  readonly __typename?: 'CatalogChanges';
  /** Position after these changes; pass as `after` to resume. */
  readonly cursor: Scalars['Cursor']['output'];
  /** The changes, in order; empty on a heartbeat. */
  readonly events: ReadonlyArray<CatalogChange>;
};

/** A node of the catalog: anything with a URN that describes the estate. */
export type CatalogNode = {
  /** When the node was first written. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** What a curator wrote, else the comment of the source. */
  readonly description: Maybe<Scalars['String']['output']>;
  /** URN, derived from what the node is; re-extraction gives the same one. */
  readonly id: Scalars['ID']['output'];
  /** The label: `Project`, `System`, `Schema`, `Table`, `View`, `Column`, … */
  readonly kind: Scalars['String']['output'];
  /** Name within its parent. */
  readonly name: Scalars['String']['output'];
  /** Id of the project, `project:<name>`. */
  readonly project: Scalars['ID']['output'];
  /** Dotted name within its system. */
  readonly qualifiedName: Scalars['String']['output'];
  /** When the node was last changed. */
  readonly updatedAt: Scalars['DateTime']['output'];
};

/** Changes in order, and the position they lead to. */
export type ChangeBatch = {
  readonly __typename?: 'ChangeBatch';
  /** Newest committed number minus the position's number. */
  readonly behind: Scalars['Long']['output'];
  /** Position after this batch; it moves on even when nothing matched. */
  readonly cursor: Scalars['Cursor']['output'];
  /** The matching changes; none in a heartbeat. */
  readonly events: ReadonlyArray<ChangeEvent>;
  /** Whether the reader has caught up. */
  readonly live: Scalars['Boolean']['output'];
};

/** One change of one element. It commits together with the change itself, so it exists exactly when the change does. */
export type ChangeEvent = {
  readonly __typename?: 'ChangeEvent';
  /** Who made the change. */
  readonly actor: Scalars['String']['output'];
  /** UPDATED: the changed properties as they are. CREATED: all. DELETED: null. */
  readonly after: Maybe<Scalars['JSON']['output']>;
  /** Moment of the commit. */
  readonly at: Scalars['DateTime']['output'];
  /** UPDATED: the changed properties as they were. CREATED: null. DELETED: all. A value that would lift the event above 64 KiB is given as its `$sha256` and `$bytes`; properties that need a higher role are left out. */
  readonly before: Maybe<Scalars['JSON']['output']>;
  /** Extraction run, mutation, rule or model version that made the change. */
  readonly cause: Maybe<Scalars['String']['output']>;
  /** Context that owns the kind of element, e.g. `catalog`. */
  readonly context: Scalars['String']['output'];
  /** Position after this event. */
  readonly cursor: Scalars['Cursor']['output'];
  /** Node or edge. */
  readonly element: ElementKind;
  /** The element as it is now, of an edge its source; null when it no longer exists or is no catalog node. */
  readonly entity: Maybe<CatalogNode>;
  /** URN of the node, `edge:…` of an edge. */
  readonly entityId: Scalars['ID']['output'];
  /** Label of a node, type of an edge: `Table`, `FLOWS_TO`, … */
  readonly entityKind: Scalars['String']['output'];
  /** What happened. */
  readonly kind: ChangeKind;
  /** Id of the project; null for what belongs to none, which only an ADMIN of all projects sees. */
  readonly project: Maybe<Scalars['ID']['output']>;
  /** Number of the change: without a gap, in the order of commits. */
  readonly seq: Scalars['Long']['output'];
  /** Edges: URN of the node it starts from. */
  readonly sourceId: Maybe<Scalars['ID']['output']>;
  /** Edges: URN of the node it leads to. */
  readonly targetId: Maybe<Scalars['ID']['output']>;
};

/** Which changes. All members given must hold; a list holds when one of its items does, so an empty one never does. */
export type ChangeFilter = {
  /** Causes. */
  readonly causes?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Names of properties, of which one must have been set, changed or removed. */
  readonly changedProperties?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Contexts that own the kinds of elements. */
  readonly contexts?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Nodes or edges. */
  readonly elements?: InputMaybe<ReadonlyArray<ElementKind>>;
  /** URNs of nodes or ids of edges, at most 1,000. */
  readonly entityIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Labels of nodes, types of edges. */
  readonly entityKinds?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** What happened. */
  readonly kinds?: InputMaybe<ReadonlyArray<ChangeKind>>;
  /** Ids or bare names of projects. */
  readonly projects?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
};

/** What happened to an element. */
export type ChangeKind =
  /** It did not exist before. */
  | 'CREATED'
  /** It no longer exists. */
  | 'DELETED'
  /** Some of its properties changed. */
  | 'UPDATED';

/** One measurement against its limit. */
export type Check = {
  readonly __typename?: 'Check';
  /** When it was measured. */
  readonly at: Scalars['DateTime']['output'];
  /** Milliseconds the measurement took. */
  readonly durationMs: Scalars['Float']['output'];
  /** The value beyond which the status is not OK. */
  readonly limit: Maybe<Scalars['Float']['output']>;
  /** The value; null when it could not be measured. */
  readonly measured: Maybe<Scalars['Float']['output']>;
  /** What was measured; the unit is in the name, e.g. `latencyMs`. */
  readonly name: Scalars['String']['output'];
  /** Why the status is not OK. */
  readonly reason: Maybe<Scalars['String']['output']>;
  /** Number of measurements behind the value. */
  readonly samples: Maybe<Scalars['Int']['output']>;
  /** What the measurement says. */
  readonly status: Status;
  /** Unit of value and limit. */
  readonly unit: Maybe<Scalars['String']['output']>;
};

/** A column of a table or view. */
export type Column = CatalogNode & {
  readonly __typename?: 'Column';
  /** When the node was first written. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** Text of the default. */
  readonly defaultSql: Maybe<Scalars['String']['output']>;
  /** What a curator wrote, else the comment of the source. */
  readonly description: Maybe<Scalars['String']['output']>;
  /** Number of the change that made the present state. */
  readonly fromSeq: Scalars['Long']['output'];
  /** URN. */
  readonly id: Scalars['ID']['output'];
  /** Whether its value is computed. */
  readonly isGenerated: Scalars['Boolean']['output'];
  /** Whether it may be null; null when not said. */
  readonly isNullable: Maybe<Scalars['Boolean']['output']>;
  /** Whether the table is partitioned by it. */
  readonly isPartition: Scalars['Boolean']['output'];
  /** The label: `Column`. */
  readonly kind: Scalars['String']['output'];
  /** Name within its parent. */
  readonly name: Scalars['String']['output'];
  /** Type text as declared; null where the source gives none. */
  readonly nativeType: Maybe<Scalars['String']['output']>;
  /** Position in the table, from 1; partition columns continue the count. */
  readonly ordinal: Scalars['Int']['output'];
  /** What the values of a data file showed; null for columns no values were read of. */
  readonly profile: Maybe<ColumnProfile>;
  /** Id of the project. */
  readonly project: Scalars['ID']['output'];
  /** Dotted name within its system. */
  readonly qualifiedName: Scalars['String']['output'];
  /** The table it belongs to. */
  readonly table: Table;
  /** Tags, by name. */
  readonly tags: ReadonlyArray<Scalars['String']['output']>;
  /** Canonical type; null where neither text nor query tells it. */
  readonly type: Maybe<ColumnType>;
  /** When the node was last changed. */
  readonly updatedAt: Scalars['DateTime']['output'];
};

/** A page of columns. */
export type ColumnConnection = {
  readonly __typename?: 'ColumnConnection';
  /** The columns of the page, with their cursors. */
  readonly edges: ReadonlyArray<ColumnEdge>;
  /** Position of the page. */
  readonly pageInfo: PageInfo;
  /** How many columns pass the filter; counted only when selected. */
  readonly totalCount: Scalars['Long']['output'];
};

/** One of the columns, with its cursor. */
export type ColumnEdge = {
  readonly __typename?: 'ColumnEdge';
  /** Position of this edge. */
  readonly cursor: Scalars['Cursor']['output'];
  /** The node. */
  readonly node: Column;
};

/** Which columns: every member given must hold. */
export type ColumnFilter = {
  /** Whether the table is partitioned by it. */
  readonly isPartition?: InputMaybe<Scalars['Boolean']['input']>;
  /** Name without regard to case: `abc*` is a prefix, anything else the whole name. */
  readonly namePattern?: InputMaybe<Scalars['String']['input']>;
  /** Schema id. */
  readonly schema?: InputMaybe<Scalars['ID']['input']>;
  /** System id. */
  readonly system?: InputMaybe<Scalars['ID']['input']>;
  /** Table id. */
  readonly table?: InputMaybe<Scalars['ID']['input']>;
  /** Tag, by name. */
  readonly tag?: InputMaybe<Scalars['String']['input']>;
  /** One of these families. */
  readonly typeFamily?: InputMaybe<ReadonlyArray<TypeFamily>>;
};

/** A column. */
export type ColumnInput = {
  /** Comment of the source. */
  readonly comment?: InputMaybe<Scalars['String']['input']>;
  /** Text of the default. */
  readonly defaultSql?: InputMaybe<Scalars['String']['input']>;
  /** Whether its value is computed. */
  readonly isGenerated?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether it may be null. */
  readonly isNullable?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether the table is partitioned by it. */
  readonly isPartition?: InputMaybe<Scalars['Boolean']['input']>;
  /** Name; folded by the system's case rule as an unquoted name. */
  readonly name: Scalars['String']['input'];
  /** Type text in the system's dialect. */
  readonly type?: InputMaybe<Scalars['String']['input']>;
};

/** One input of one output column of a pasted text; an output without inputs has one entry with a null source. */
export type ColumnLineagePreview = {
  readonly __typename?: 'ColumnLineagePreview';
  /** Confidence in [0, 1]. */
  readonly confidence: Scalars['Float']['output'];
  /** Text of the defining expression, cut at 2 KiB; null for plain columns. */
  readonly expression: Maybe<Scalars['String']['output']>;
  /** The input; null for a constant. */
  readonly source: Maybe<ColumnName>;
  /** Position of the statement. */
  readonly statement: Scalars['Int']['output'];
  /** Kind of input. */
  readonly subtype: LineageSubtype;
  /** The output; its table is null for a plain query. */
  readonly target: ColumnName;
  /** What was done. */
  readonly transformation: Maybe<TransformationKind>;
  /** DIRECT or INDIRECT. */
  readonly type: LineageType;
};

/** A column by name. */
export type ColumnName = {
  readonly __typename?: 'ColumnName';
  /** Name of the column; `*` stands for all columns of an unknown table. Null for a statement-wide input's target. */
  readonly column: Maybe<Scalars['String']['output']>;
  /** Table as qualified in the text; null for a plain query's output. */
  readonly table: Maybe<Scalars['String']['output']>;
};

/** Two columns that a join equates. */
export type ColumnPair = {
  readonly __typename?: 'ColumnPair';
  /** Column of the left side. */
  readonly left: Column;
  /** Column of the right side. */
  readonly right: Column;
};

/** What the values of a column showed when its data file was read; the values themselves are not kept. */
export type ColumnProfile = {
  readonly __typename?: 'ColumnProfile';
  /** Different values that are neither null, list nor structure; exact to about 2 %. */
  readonly distinctEstimate: Maybe<Scalars['Long']['output']>;
  /** JSON types of the values, sorted. */
  readonly jsonTypes: ReadonlyArray<Scalars['String']['output']>;
  /** Share of the rows in which it is null. */
  readonly nullRatio: Scalars['Float']['output'];
  /** Share of the rows that have the column at all. */
  readonly presenceRatio: Scalars['Float']['output'];
  /** Rows of the file. */
  readonly rowsSeen: Scalars['Long']['output'];
};

/** A canonical type. */
export type ColumnType = {
  readonly __typename?: 'ColumnType';
  /** The whole type in canonical text, `list<struct<a:int32,b:decimal(10,2)>>`. */
  readonly canonical: Scalars['String']['output'];
  /** Element of a LIST or VECTOR, value of a MAP. */
  readonly element: Maybe<ColumnType>;
  /** Values of an ENUM, in order. */
  readonly enumValues: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** What the canonical type does not say: the name of a domain, `byte-length`; of UNKNOWN, the name as written. */
  readonly extension: Maybe<Scalars['String']['output']>;
  /** Family of the kind. */
  readonly family: TypeFamily;
  /** Fields of a STRUCT, in order. */
  readonly fields: Maybe<ReadonlyArray<TypeField>>;
  /** Whether values are padded to the length. */
  readonly isFixedLength: Scalars['Boolean']['output'];
  /** Problems of the text it was parsed from; null for a stored type. */
  readonly issues: Maybe<ReadonlyArray<ParseIssue>>;
  /** Key of a MAP. */
  readonly key: Maybe<ColumnType>;
  /** Kind of type. */
  readonly kind: TypeKind;
  /** Characters, bytes, bits or elements; null when unbounded. */
  readonly length: Maybe<Scalars['Int']['output']>;
  /** Types of a UNION. */
  readonly members: Maybe<ReadonlyArray<ColumnType>>;
  /** Digits of a DECIMAL, null when unbounded; written fractional digits of a time. */
  readonly precision: Maybe<Scalars['Int']['output']>;
  /** Fractional digits of a DECIMAL; may be negative. */
  readonly scale: Maybe<Scalars['Int']['output']>;
  /** The type in the words of a dialect; null when it has no text that means exactly this. */
  readonly text: Maybe<Scalars['String']['output']>;
  /** Unit of a time. */
  readonly unit: Maybe<TimeUnit>;
  /** What a time means as to zones. */
  readonly zone: Maybe<ZoneSemantics>;
};


/** A canonical type. */
export type ColumnTypeTextArgs = {
  dialect: Dialect;
};

/** A constraint of a table. */
export type Constraint = {
  readonly __typename?: 'Constraint';
  /** Condition of a CHECK. */
  readonly checkSql: Maybe<Scalars['String']['output']>;
  /** Columns it binds, in order. */
  readonly columns: ReadonlyArray<Column>;
  /** What it rests on. */
  readonly evidence: Evidence;
  /** URN. */
  readonly id: Scalars['ID']['output'];
  /** Whether the system enforces it; null when not said. */
  readonly isEnforced: Maybe<Scalars['Boolean']['output']>;
  /** Kind of constraint. */
  readonly kind: ConstraintKind;
  /** Name; null when the source gives none. */
  readonly name: Maybe<Scalars['String']['output']>;
  /** Id of the project. */
  readonly project: Scalars['ID']['output'];
  /** Columns a foreign key refers to, one a column; null while they are not there, and for other kinds. */
  readonly referencedColumns: Maybe<ReadonlyArray<Column>>;
  /** What a foreign key refers to, as written. */
  readonly referencedText: Maybe<Scalars['String']['output']>;
  /** Who stands behind it. */
  readonly state: EvidenceState;
  /** The table it belongs to. */
  readonly table: Table;
};

/** A constraint. */
export type ConstraintInput = {
  /** Condition of a CHECK. */
  readonly checkSql?: InputMaybe<Scalars['String']['input']>;
  /** Columns it binds, in order. */
  readonly columns?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Whether the system enforces it. */
  readonly isEnforced?: InputMaybe<Scalars['Boolean']['input']>;
  /** Kind of constraint. */
  readonly kind: ConstraintKind;
  /** Name. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** Columns a foreign key refers to; the primary key when absent. */
  readonly referencedColumns?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Table a foreign key refers to: `table`, `schema.table` or the parts of its name. */
  readonly referencedTable?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** Kind of a constraint. */
export type ConstraintKind =
  /** A condition every row meets. */
  | 'CHECK'
  /** No two rows overlap in these columns. */
  | 'EXCLUSION'
  /** Values exist in the referenced columns. */
  | 'FOREIGN_KEY'
  /** Identifies a row; its columns are never null. */
  | 'PRIMARY_KEY'
  /** No two rows are equal in these columns. */
  | 'UNIQUE';

/** Class of deadline of an operation. */
export type DeadlineClass =
  /** 5 s. */
  | 'FAST'
  /** 120 s. */
  | 'HEAVY'
  /** 30 s. */
  | 'READ';

/** What a curator says of a node. An absent member stays as it is; null clears it. */
export type DescribeInput = {
  /** Echoed in the answer. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** Description, at most 16 KiB; the comment of the source shows again when cleared. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** URN of the node. */
  readonly id: Scalars['ID']['input'];
  /** Layer of the estate, at most 100 characters; tables only. */
  readonly layer?: InputMaybe<Scalars['String']['input']>;
  /** Who answers for it, at most 255 characters. */
  readonly owner?: InputMaybe<Scalars['String']['input']>;
  /** All tags of the node, at most 50 of at most 100 characters. */
  readonly tags?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** The described node. */
export type DescribePayload = {
  readonly __typename?: 'DescribePayload';
  /** As given. */
  readonly clientMutationId: Maybe<Scalars['String']['output']>;
  /** Position of its last change in the feed; the head when nothing changed. */
  readonly cursor: Scalars['Cursor']['output'];
  /** The node. */
  readonly node: CatalogNode;
};

/** SQL dialect of a system or source. */
export type Dialect =
  /** Standard SQL, for what is none of the others. */
  | 'ANSI'
  /** Google BigQuery. */
  | 'BIGQUERY'
  /** DuckDB. */
  | 'DUCKDB'
  /** Apache Hive. */
  | 'HIVE'
  /** Apache Impala. */
  | 'IMPALA'
  /** MySQL and MariaDB. */
  | 'MYSQL'
  /** Oracle Database. */
  | 'ORACLE'
  /** PostgreSQL. */
  | 'POSTGRESQL'
  /** Amazon Redshift. */
  | 'REDSHIFT'
  /** Snowflake. */
  | 'SNOWFLAKE'
  /** Apache Spark SQL and Databricks. */
  | 'SPARK'
  /** SQLite. */
  | 'SQLITE'
  /** Trino, Presto and Athena. */
  | 'TRINO'
  /** Microsoft SQL Server and its relatives. */
  | 'TSQL';

/** Direction of a traversal, seen from the roots. */
export type Direction =
  /** Both closures, each followed in its own direction. */
  | 'BOTH'
  /** What is made from the roots. */
  | 'DOWNSTREAM'
  /** What the roots are made from. */
  | 'UPSTREAM';

/** What a change is about. */
export type ElementKind =
  /** A relation between two nodes: `FLOWS_TO`, `REFERENCES`, … */
  | 'EDGE'
  /** A node: a table, a column, a run, … */
  | 'NODE';

/** The text, rule or model that a derived fact rests on. Offsets are 0-based UTF-16 units, end exclusive; line and column are 1-based. */
export type Evidence = {
  readonly __typename?: 'Evidence';
  /** Offset after the last character in the file. */
  readonly charEnd: Maybe<Scalars['Int']['output']>;
  /** Offset of the first character in the file. */
  readonly charStart: Maybe<Scalars['Int']['output']>;
  /** Column in the file. */
  readonly column: Maybe<Scalars['Int']['output']>;
  /** Confidence in [0, 1]. */
  readonly confidence: Scalars['Float']['output'];
  /** Line in the file. */
  readonly line: Maybe<Scalars['Int']['output']>;
  /** Model version that predicted the fact. */
  readonly modelVersion: Maybe<Scalars['ID']['output']>;
  /** Name of the rule that derived the fact. */
  readonly rule: Maybe<Scalars['String']['output']>;
  /** Id of the source file. */
  readonly sourceFile: Maybe<Scalars['ID']['output']>;
  /** Who stands behind the fact. */
  readonly state: EvidenceState;
};

/** How sure the graph is of an edge or statement, and who said so. */
export type EvidenceState =
  /** Confirmed by a reviewer. */
  | 'CONFIRMED'
  /** Stated by the source: DDL, a declaration. */
  | 'DECLARED'
  /** Computed from the source by a rule. */
  | 'DERIVED'
  /** Proposed by a model or a score. */
  | 'PREDICTED'
  /** Rejected by a reviewer. */
  | 'REJECTED';

/** What to extract, and into which system. */
export type ExtractInput = {
  /** Echoed in the answer. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** Schema of unqualified names; may be `db.schema`. */
  readonly defaultSchema?: InputMaybe<Scalars['String']['input']>;
  /** Dialect of sources that name none; the system's when absent. */
  readonly dialect?: InputMaybe<Dialect>;
  /** Do everything but write, and count what would change. */
  readonly dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  /** A repeated key of a project returns its first run. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Whether sample values of data sources are kept. No kind of source that is read has values yet: true is BAD_USER_INPUT. */
  readonly keepSamples?: InputMaybe<Scalars['Boolean']['input']>;
  /** What happens to undeclared tables of the run's schemas. */
  readonly mode?: InputMaybe<WriteMode>;
  /** Project id or bare name. */
  readonly project: Scalars['ID']['input'];
  /** Sources, 1 to 10,000; together at most 256 MiB. */
  readonly sources: ReadonlyArray<SourceInput>;
  /** System id or bare name. */
  readonly system: Scalars['ID']['input'];
  /** Values of variables in the texts. */
  readonly variables?: InputMaybe<ReadonlyArray<VariableInput>>;
};

/** The run that was started. */
export type ExtractPayload = {
  readonly __typename?: 'ExtractPayload';
  /** As given. */
  readonly clientMutationId: Maybe<Scalars['String']['output']>;
  /** Position of its creation in the feed; `extractionProgress` may start there. */
  readonly cursor: Scalars['Cursor']['output'];
  /** The run. */
  readonly run: ExtractionRun;
};

/** What a run found and what it changed. */
export type ExtractionCounts = {
  readonly __typename?: 'ExtractionCounts';
  /** Columns of those tables and views. */
  readonly columns: Scalars['Int']['output'];
  /** Keys and checks declared. */
  readonly constraints: Scalars['Int']['output'];
  /** Nodes and edges created. */
  readonly created: Scalars['Int']['output'];
  /** Nodes and edges deleted. */
  readonly deleted: Scalars['Int']['output'];
  /** Lineage edges: FLOWS_TO and INFLUENCES. */
  readonly edges: Scalars['Int']['output'];
  /** Problems reported. */
  readonly issues: Scalars['Int']['output'];
  /** Joins found in queries. */
  readonly joins: Scalars['Int']['output'];
  /** Sources read. */
  readonly sources: Scalars['Int']['output'];
  /** Statements found. */
  readonly statements: Scalars['Int']['output'];
  /** Tables declared or written, views not counted. */
  readonly tables: Scalars['Int']['output'];
  /** Nodes and edges found as they should be. */
  readonly unchanged: Scalars['Int']['output'];
  /** References that could not be resolved. */
  readonly unresolved: Scalars['Int']['output'];
  /** Nodes and edges updated. */
  readonly updated: Scalars['Int']['output'];
  /** Views declared. */
  readonly views: Scalars['Int']['output'];
};

/** Where a run stands. */
export type ExtractionProgress = {
  readonly __typename?: 'ExtractionProgress';
  /** Position in the feed; pass as `after` to continue. */
  readonly cursor: Scalars['Cursor']['output'];
  /** Bytes of the sources parsed. */
  readonly doneBytes: Scalars['Long']['output'];
  /** Statements resolved, then written. */
  readonly doneStatements: Scalars['Int']['output'];
  /** Tables and views written: WRITE writes them before the statements. */
  readonly doneTables: Scalars['Int']['output'];
  /** Problems so far. */
  readonly issues: Scalars['Int']['output'];
  /** Phase of the run. */
  readonly phase: RunPhase;
  /** State of the run; the stream ends with a final one. */
  readonly status: TaskState;
  /** Bytes of all sources; 0 until they are read. */
  readonly totalBytes: Scalars['Long']['output'];
  /** Statements found so far. */
  readonly totalStatements: Scalars['Int']['output'];
  /** Tables and views to be written or compared; 0 until WRITE. */
  readonly totalTables: Scalars['Int']['output'];
};

/** One extraction: its sources, what it found, every problem and every statement. */
export type ExtractionRun = {
  readonly __typename?: 'ExtractionRun';
  /** What was found and what changed. */
  readonly counts: ExtractionCounts;
  /** When it ended; null before. */
  readonly endedAt: Maybe<Scalars['DateTime']['output']>;
  /** Why it failed; null otherwise. */
  readonly error: Maybe<RunError>;
  /** First change of the run in the feed; null when it changed nothing. */
  readonly fromSeq: Maybe<Scalars['Long']['output']>;
  /** URN, `run:<project>/<uuid>`. */
  readonly id: Scalars['ID']['output'];
  /** True when nothing was to be written; the counts say what would change. */
  readonly isDryRun: Scalars['Boolean']['output'];
  /** Problems found, in the order of the sources. */
  readonly issues: ParseIssueConnection;
  /** What normalising names and types did. */
  readonly normalization: NormalizationReport;
  /** Phase it is in. */
  readonly phase: RunPhase;
  /** Project it belongs to. */
  readonly project: Project;
  /** Sources it read, by name; refused ones stand in `issues`. */
  readonly sources: ReadonlyArray<SourceFile>;
  /** When it was asked for. */
  readonly startedAt: Scalars['DateTime']['output'];
  /** State of the run. */
  readonly status: TaskState;
  /** System its names belong to. */
  readonly system: Maybe<System>;
  /** Task that carries it out; `cancelTask` ends it. */
  readonly task: Task;
  /** Time spent by phase, in order. */
  readonly timings: ReadonlyArray<PhaseTiming>;
  /** Last change of the run in the feed; null when it changed nothing. */
  readonly toSeq: Maybe<Scalars['Long']['output']>;
};


/** One extraction: its sources, what it found, every problem and every statement. */
export type ExtractionRunIssuesArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  code?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  severity?: InputMaybe<Severity>;
};

/** A page of runs, newest first. */
export type ExtractionRunConnection = {
  readonly __typename?: 'ExtractionRunConnection';
  /** Runs with their cursors. */
  readonly edges: ReadonlyArray<ExtractionRunEdge>;
  /** Position of the page. */
  readonly pageInfo: PageInfo;
  /** All runs of the project; counted only when selected. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A run with its cursor. */
export type ExtractionRunEdge = {
  readonly __typename?: 'ExtractionRunEdge';
  /** Position of the run. */
  readonly cursor: Scalars['Cursor']['output'];
  /** The run. */
  readonly node: ExtractionRun;
};

/** Counts by one property. */
export type Facet = {
  readonly __typename?: 'Facet';
  /** What is counted by. */
  readonly by: FacetKind;
  /** Values with their counts: most first, at most 1,000. */
  readonly values: ReadonlyArray<FacetValue>;
};

/** What a facet counts by. */
export type FacetKind =
  /** Tables by table kind. */
  | 'KIND'
  /** Tables by layer. */
  | 'LAYER'
  /** Tables by schema id. */
  | 'SCHEMA'
  /** Tables by tag. */
  | 'TAG'
  /** Columns by type family. */
  | 'TYPE_FAMILY';

/** A value of a facet. */
export type FacetValue = {
  readonly __typename?: 'FacetValue';
  /** How many nodes have it. */
  readonly count: Scalars['Long']['output'];
  /** The value; of SCHEMA, the schema's id. */
  readonly key: Scalars['String']['output'];
};

/** Where a subscription begins that has no cursor. */
export type FeedStart =
  /** Before the oldest change the feed still holds. */
  | 'BEGINNING'
  /** After the newest change. */
  | 'NOW';

/** Where the feed stands. */
export type FeedStatus = {
  readonly __typename?: 'FeedStatus';
  /** Changes when a restore may have reused numbers; every older cursor then is expired. */
  readonly epoch: Scalars['ID']['output'];
  /** Changes a second over the last minute. */
  readonly eventsPerSecond: Scalars['Float']['output'];
  /** Position after the newest change. */
  readonly head: Scalars['Cursor']['output'];
  /** Number of the newest change; 0 before the first. */
  readonly headSeq: Scalars['Long']['output'];
  /** Number of the newest change that retention has removed; 0 when none was. Cursors below it are expired. */
  readonly horizonSeq: Scalars['Long']['output'];
  /** Moment of the oldest change the feed holds; null when it holds none. */
  readonly oldestAt: Maybe<Scalars['DateTime']['output']>;
};

/** What a traversal walks over. */
export type Granularity =
  /** Columns, by FLOWS_TO and INFLUENCES. */
  | 'COLUMN'
  /** Tables and views, by FEEDS. */
  | 'TABLE';

/** State of the server, cheaply measured: nothing is written. */
export type Health = {
  readonly __typename?: 'Health';
  /** One measurement each. */
  readonly checks: ReadonlyArray<Check>;
  /** When this process started to serve. */
  readonly startedAt: Scalars['DateTime']['output'];
  /** The worst of the checks. */
  readonly status: Status;
  /** Version of the server. */
  readonly version: Scalars['String']['output'];
};

/** A page of reached nodes. */
export type ImpactItemConnection = {
  readonly __typename?: 'ImpactItemConnection';
  /** Reached nodes with their cursors. */
  readonly edges: ReadonlyArray<ImpactItemEdge>;
  /** Position of the page. */
  readonly pageInfo: PageInfo;
  /** All nodes reached. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A reached node with its cursor. */
export type ImpactItemEdge = {
  readonly __typename?: 'ImpactItemEdge';
  /** Position of the item. */
  readonly cursor: Scalars['Cursor']['output'];
  /** The item. */
  readonly node: LineageNode;
};

/** What depends on a node. */
export type ImpactReport = {
  readonly __typename?: 'ImpactReport';
  /** Nodes by depth; the first number is that of depth 1. */
  readonly byDepth: ReadonlyArray<Scalars['Int']['output']>;
  /** Columns reached, roots not counted. */
  readonly columns: Scalars['Int']['output'];
  /** True when the budget ended the walk. */
  readonly isPartial: Scalars['Boolean']['output'];
  /** Nodes reached, by depth then id. */
  readonly items: ImpactItemConnection;
  /** Jobs that run a statement which writes one of those tables or views. */
  readonly jobs: Scalars['Int']['output'];
  /** The node asked about. */
  readonly root: CatalogNode;
  /** Why it ended early; null when complete. */
  readonly stoppedBy: Maybe<StopReason>;
  /** Base tables reached or holding a reached column. */
  readonly tables: Scalars['Int']['output'];
  /** Views reached or holding a reached column. */
  readonly views: Scalars['Int']['output'];
};


/** What depends on a node. */
export type ImpactReportItemsArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** What happens to tables an import does not name. */
export type ImportMode =
  /** They stay. */
  | 'MERGE'
  /** Those of the schemas it names are deleted. */
  | 'REPLACE';

/** Tables to import into a system. */
export type ImportSchemaInput = {
  /** Echoed in the answer. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** Count what would change, and write nothing. */
  readonly dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  /** What happens to tables of these schemas that are not named. */
  readonly mode?: InputMaybe<ImportMode>;
  /** Project id or bare name. */
  readonly project: Scalars['ID']['input'];
  /** Schemas with their tables: at most 500 tables and 10,000 columns in all. */
  readonly schemas: ReadonlyArray<SchemaInput>;
  /** System id or bare name. */
  readonly system: Scalars['ID']['input'];
};

/** What an import did. */
export type ImportSchemaPayload = {
  readonly __typename?: 'ImportSchemaPayload';
  /** As given. */
  readonly clientMutationId: Maybe<Scalars['String']['output']>;
  /** Nodes and references created. */
  readonly created: Scalars['Long']['output'];
  /** Position of its last change in the feed; the head when nothing changed. */
  readonly cursor: Scalars['Cursor']['output'];
  /** Nodes and references deleted. */
  readonly deleted: Scalars['Long']['output'];
  /** Whether nothing was written on request. */
  readonly isDryRun: Scalars['Boolean']['output'];
  /** Problems; `file` is `input`. */
  readonly issues: ReadonlyArray<ParseIssue>;
  /** The system. */
  readonly system: System;
  /** Nodes and references that were as given. */
  readonly unchanged: Scalars['Long']['output'];
  /** Nodes and references changed. */
  readonly updated: Scalars['Long']['output'];
};

/** A join as a statement wrote it. */
export type Join = {
  readonly __typename?: 'Join';
  /** Base columns equated, pairwise. */
  readonly columnPairs: ReadonlyArray<ColumnPair>;
  /** Text of the condition; null for cross joins. */
  readonly conditionSql: Maybe<Scalars['String']['output']>;
  /** URN of the join. */
  readonly id: Scalars['ID']['output'];
  /** True when every condition is an equality of columns. */
  readonly isEquality: Scalars['Boolean']['output'];
  /** Kind of join. */
  readonly kind: JoinKind;
  /** Table or view of the left side; null when that side is not one table. */
  readonly left: Maybe<Table>;
  /** 1-based position among the statement's joins. */
  readonly ordinal: Scalars['Int']['output'];
  /** Table or view of the right side; null when that side is not one table. */
  readonly right: Maybe<Table>;
  /** Statement it stands in. */
  readonly statement: Statement;
};

/** A page of joins. */
export type JoinConnection = {
  readonly __typename?: 'JoinConnection';
  /** Joins with their cursors. */
  readonly edges: ReadonlyArray<JoinEdge>;
  /** Position of the page. */
  readonly pageInfo: PageInfo;
  /** All joins that match; counted only when selected. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A join with its cursor. */
export type JoinEdge = {
  readonly __typename?: 'JoinEdge';
  /** Position of the join. */
  readonly cursor: Scalars['Cursor']['output'];
  /** The join. */
  readonly node: Join;
};

/** Kind of a join. */
export type JoinKind =
  /** ANTI JOIN, NOT EXISTS. */
  | 'ANTI'
  /** CROSS JOIN. */
  | 'CROSS'
  /** FULL OUTER JOIN. */
  | 'FULL'
  /** INNER JOIN, or an equality in WHERE. */
  | 'INNER'
  /** LEFT OUTER JOIN. */
  | 'LEFT'
  /** RIGHT OUTER JOIN. */
  | 'RIGHT'
  /** LEFT SEMI JOIN, EXISTS. */
  | 'SEMI';

/** An edge of lineage, with the text that proves it. */
export type LineageEdge = {
  readonly __typename?: 'LineageEdge';
  /** Confidence in [0, 1]. */
  readonly confidence: Scalars['Float']['output'];
  /** Place in the source; null for table edges. */
  readonly evidence: Maybe<Evidence>;
  /** Text of the defining expression, cut at 2 KiB; null for plain columns. */
  readonly expression: Maybe<Scalars['String']['output']>;
  /** Identity of the edge. */
  readonly id: Scalars['ID']['output'];
  /** True for one-way functions (hashes) and counts. */
  readonly isMasking: Scalars['Boolean']['output'];
  /** Kind of source it was read from. */
  readonly origin: LineageOrigin;
  /** URN of the source. */
  readonly source: Scalars['ID']['output'];
  /** Who stands behind the edge. */
  readonly state: EvidenceState;
  /** Ids of the statements behind the edge. */
  readonly statements: ReadonlyArray<Scalars['ID']['output']>;
  /** Kind of input; null for table edges. */
  readonly subtype: Maybe<LineageSubtype>;
  /** URN of the target; a table for statement-wide inputs. */
  readonly target: Scalars['ID']['output'];
  /** What was done; null for statement-wide inputs and table edges. */
  readonly transformation: Maybe<TransformationKind>;
  /** DIRECT or INDIRECT; null for table edges, which sum both up. */
  readonly type: Maybe<LineageType>;
};

/** What a traversal found within its budget. */
export type LineageGraph = {
  readonly __typename?: 'LineageGraph';
  /** Head of the feed the traversal has seen at least. */
  readonly asOfSeq: Scalars['Long']['output'];
  /** What the traversal cost. */
  readonly cost: TraversalCost;
  /** Greatest depth of a node in the answer. */
  readonly depthReached: Scalars['Int']['output'];
  /** Edges between nodes of the answer, by source, then target. */
  readonly edges: ReadonlyArray<LineageEdge>;
  /** True when the budget ended the walk before it was complete. */
  readonly isPartial: Scalars['Boolean']['output'];
  /** Nodes in the order they were reached: by depth, then id. The roots have depth 0. */
  readonly nodes: ReadonlyArray<LineageNode>;
  /** Why it ended early; null when complete. */
  readonly stoppedBy: Maybe<StopReason>;
};

/** A node of a traversal. */
export type LineageNode = {
  readonly __typename?: 'LineageNode';
  /** Hops from the nearest root. */
  readonly depth: Scalars['Int']['output'];
  /** URN. */
  readonly id: Scalars['ID']['output'];
  /** The node itself. */
  readonly node: CatalogNode;
};

/** Which kind of source an edge was read from. */
export type LineageOrigin =
  /** A database's own dependency catalogue. */
  | 'DATABASE'
  /** A dbt manifest. */
  | 'DBT'
  /** A curator's statement. */
  | 'MANUAL'
  /** A model's prediction. */
  | 'MODEL'
  /** An OpenLineage event. */
  | 'OPENLINEAGE'
  /** A scheduler definition. */
  | 'SCHEDULER'
  /** A SQL statement. */
  | 'SQL';

/** Kind of a DIRECT or INDIRECT input. */
export type LineageSubtype =
  /** Aggregated. */
  | 'AGGREGATION'
  /** Named in the condition of a CASE or IF. */
  | 'CONDITIONAL'
  /** Named in WHERE, HAVING or QUALIFY. */
  | 'FILTER'
  /** Named in GROUP BY, or deduplicated by DISTINCT. */
  | 'GROUP_BY'
  /** Copied as it is. */
  | 'IDENTITY'
  /** Named in a join condition. */
  | 'JOIN'
  /** Named in ORDER BY. */
  | 'SORT'
  /** Changed by a function, operator or cast. */
  | 'TRANSFORMATION'
  /** Partitions or orders a window. */
  | 'WINDOW';

/** How an input reaches an output (OpenLineage column lineage facet 1-2-0). */
export type LineageType =
  /** Its value goes into the output. */
  | 'DIRECT'
  /** It decides which rows or values the output has. */
  | 'INDIRECT';

/** What a search matched. */
export type MatchedField =
  /** Words of the description. */
  | 'DESCRIPTION'
  /** The name: whole, or its beginning. */
  | 'NAME'
  /** The whole dotted name. */
  | 'QUALIFIED_NAME'
  /** Words of the name. */
  | 'TOKENS';

/** Writes. A change commits together with its event; every answer carries the `cursor` of that event. */
export type Mutation = {
  readonly __typename?: 'Mutation';
  /** Cancels a waiting task, or tells a running one to stop. CONFLICT when it has ended. */
  readonly cancelTask: CancelTaskPayload;
  /** Describes, tags or layers a node. What people write is never overwritten by a source. */
  readonly describe: DescribePayload;
  /**
   * Starts an extraction and answers at once; `extractionProgress` and `extractionRun` tell how it goes.
   * A path outside the roots is FORBIDDEN; an unknown project or system NOT_FOUND.
   */
  readonly extract: ExtractPayload;
  /** Writes tables in one transaction. The same input again writes nothing. CONFLICT while an extraction of the system runs. */
  readonly importSchema: ImportSchemaPayload;
  /** Creates a project, or finds it. */
  readonly upsertProject: UpsertProjectPayload;
  /** Creates a system, or changes it. */
  readonly upsertSystem: UpsertSystemPayload;
};


/** Writes. A change commits together with its event; every answer carries the `cursor` of that event. */
export type MutationCancelTaskArgs = {
  input: CancelTaskInput;
};


/** Writes. A change commits together with its event; every answer carries the `cursor` of that event. */
export type MutationDescribeArgs = {
  input: DescribeInput;
};


/** Writes. A change commits together with its event; every answer carries the `cursor` of that event. */
export type MutationExtractArgs = {
  input: ExtractInput;
};


/** Writes. A change commits together with its event; every answer carries the `cursor` of that event. */
export type MutationImportSchemaArgs = {
  input: ImportSchemaInput;
};


/** Writes. A change commits together with its event; every answer carries the `cursor` of that event. */
export type MutationUpsertProjectArgs = {
  input: UpsertProjectInput;
};


/** Writes. A change commits together with its event; every answer carries the `cursor` of that event. */
export type MutationUpsertSystemArgs = {
  input: UpsertSystemInput;
};

/** One action of normalising. */
export type NormalizationAction = {
  readonly __typename?: 'NormalizationAction';
  /** URN of the table, column or statement. */
  readonly entity: Scalars['ID']['output'];
  /** What was done: TABLE_REDEFINED, TYPE_CONFLICT, NAME_ALIASED, STATEMENT_QUARANTINED. */
  readonly kind: Scalars['String']['output'];
  /** What was found, in a sentence. */
  readonly message: Scalars['String']['output'];
};

/** What normalising names and types did. */
export type NormalizationReport = {
  readonly __typename?: 'NormalizationReport';
  /** The single actions, in order; at most 1,000. */
  readonly actions: ReadonlyArray<NormalizationAction>;
  /** Names found in another schema than the one they were looked up in. */
  readonly aliases: Scalars['Int']['output'];
  /** Declarations that fell together with an earlier one of the same table. */
  readonly merged: Scalars['Int']['output'];
  /** Statements kept as text only, because no reader understood them. */
  readonly quarantined: Scalars['Int']['output'];
  /** Declared types that disagree with the type derived from the query. */
  readonly typeConflicts: Scalars['Int']['output'];
  /** References that stand for nothing known. */
  readonly unresolved: Scalars['Int']['output'];
};

/** Position of a page in a connection. */
export type PageInfo = {
  readonly __typename?: 'PageInfo';
  /** Cursor of the last edge; null on an empty page. */
  readonly endCursor: Maybe<Scalars['Cursor']['output']>;
  /** Whether a further page exists. */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** Whether an earlier page exists. */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** Cursor of the first edge; null on an empty page. */
  readonly startCursor: Maybe<Scalars['Cursor']['output']>;
};

/** A problem found in a source, with its place. What is good beside it is kept. */
export type ParseIssue = {
  readonly __typename?: 'ParseIssue';
  /** 0-based offset after the last character. */
  readonly charEnd: Maybe<Scalars['Int']['output']>;
  /** 0-based offset of the first character, UTF-16. */
  readonly charStart: Maybe<Scalars['Int']['output']>;
  /** Stable code, e.g. `TYPE_UNKNOWN`. */
  readonly code: Scalars['String']['output'];
  /** 1-based column. */
  readonly column: Maybe<Scalars['Int']['output']>;
  /** Name of the source file; `text` for pasted text. */
  readonly file: Scalars['String']['output'];
  /** What to do about it. */
  readonly hint: Maybe<Scalars['String']['output']>;
  /** 1-based line. */
  readonly line: Maybe<Scalars['Int']['output']>;
  /** What is wrong, in a sentence. */
  readonly message: Scalars['String']['output'];
  /** How much it matters. */
  readonly severity: Severity;
  /** Statement the problem stands in. */
  readonly statement: Maybe<Scalars['ID']['output']>;
};

/** A page of problems. */
export type ParseIssueConnection = {
  readonly __typename?: 'ParseIssueConnection';
  /** Problems with their cursors. */
  readonly edges: ReadonlyArray<ParseIssueEdge>;
  /** Position of the page. */
  readonly pageInfo: PageInfo;
  /** All problems that match; counted only when selected. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A problem with its cursor. */
export type ParseIssueEdge = {
  readonly __typename?: 'ParseIssueEdge';
  /** Position of the problem. */
  readonly cursor: Scalars['Cursor']['output'];
  /** The problem. */
  readonly node: ParseIssue;
};

/** How far a statement was understood. */
export type ParseOutcome =
  /** Read by nobody; its tables are found by their keywords. */
  | 'FAILED'
  /** Accepted by a parser that does not say what it means. */
  | 'OPAQUE'
  /** Read by the tolerant scanner. */
  | 'SCANNED'
  /** A whole syntax tree. */
  | 'TREE';

/** Time spent in a phase. */
export type PhaseTiming = {
  readonly __typename?: 'PhaseTiming';
  /** CPU time in ms of the whole server meanwhile, all its threads and what else they did included; null for runs that did not measure it. */
  readonly cpuMs: Maybe<Scalars['Float']['output']>;
  /** The phase. */
  readonly phase: RunPhase;
  /** Wall time in ms. */
  readonly wallMs: Scalars['Float']['output'];
};

/** The caller. */
export type Principal = {
  readonly __typename?: 'Principal';
  /** When the caller's credentials end; null = never. */
  readonly expiresAt: Maybe<Scalars['DateTime']['output']>;
  /** Name of the token, or `local` on an open loopback server. */
  readonly id: Scalars['String']['output'];
  /** Ids of the projects the caller may read; null = all. */
  readonly projects: Maybe<ReadonlyArray<Scalars['ID']['output']>>;
  /** Role by project name; `*` stands for all projects. */
  readonly roles: Scalars['JSON']['output'];
};

/** A project: the unit of isolation. Its name matches `[a-z0-9][a-z0-9_-]{0,62}`. */
export type Project = CatalogNode & {
  readonly __typename?: 'Project';
  /** When the node was first written. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** What a curator wrote, else the comment of the source. */
  readonly description: Maybe<Scalars['String']['output']>;
  /** Number of the change that made the present state. */
  readonly fromSeq: Scalars['Long']['output'];
  /** URN. */
  readonly id: Scalars['ID']['output'];
  /** The label: `Project`. */
  readonly kind: Scalars['String']['output'];
  /** Name within its parent. */
  readonly name: Scalars['String']['output'];
  /** Id of the project. */
  readonly project: Scalars['ID']['output'];
  /** Dotted name within its system. */
  readonly qualifiedName: Scalars['String']['output'];
  /** Its systems, by name. */
  readonly systems: SystemConnection;
  /** Tags, by name. */
  readonly tags: ReadonlyArray<Scalars['String']['output']>;
  /** When the node was last changed. */
  readonly updatedAt: Scalars['DateTime']['output'];
};


/** A project: the unit of isolation. Its name matches `[a-z0-9][a-z0-9_-]{0,62}`. */
export type ProjectSystemsArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A page of projects. */
export type ProjectConnection = {
  readonly __typename?: 'ProjectConnection';
  /** The projects of the page, with their cursors. */
  readonly edges: ReadonlyArray<ProjectEdge>;
  /** Position of the page. */
  readonly pageInfo: PageInfo;
  /** How many projects the caller can read. */
  readonly totalCount: Scalars['Long']['output'];
};

/** One of the projects, with its cursor. */
export type ProjectEdge = {
  readonly __typename?: 'ProjectEdge';
  /** Position of this edge. */
  readonly cursor: Scalars['Cursor']['output'];
  /** The node. */
  readonly node: Project;
};

/** Reads. Every field answers under a deadline and within the caller's projects. */
export type Query = {
  readonly __typename?: 'Query';
  /**
   * What a text means: its statements, their column lineage and their problems. CREATE statements in the
   * text are the schema for what follows them; with project and system the catalog is too. Writes nothing.
   * Ends within 10 s, else DEADLINE_EXCEEDED.
   */
  readonly analyzeSql: SqlAnalysis;
  /** Changes after a position. One index scan; a filter that matches little reads at most 10,000 changes, then answers with the position it reached. */
  readonly changes: ChangeBatch;
  /** Columns of a project, by name then id. Bounds as of `tables`. */
  readonly columns: ColumnConnection;
  /** The relation of two types, as a change from left to right. */
  readonly compareTypes: TypeComparison;
  /** What kind of source a text is, and what shows it. */
  readonly detectSource: SourceDetection;
  /** A run; null when unknown. */
  readonly extractionRun: Maybe<ExtractionRun>;
  /** Runs of a project, newest first. */
  readonly extractionRuns: ExtractionRunConnection;
  /** Counts of a project's tables or columns by property, for the filters of `tables` and `columns`; one aggregate a facet. */
  readonly facets: ReadonlyArray<Facet>;
  /** Head, horizon and epoch of the feed. */
  readonly feedStatus: FeedStatus;
  /** State of the server. Answered within a second or so, whatever the state of what it depends on. */
  readonly health: Health;
  /** What depends on a column, table or view, with counts by kind. Unknown id: NOT_FOUND. */
  readonly impact: ImpactReport;
  /** Joins of the project's statements, nested ones included; by id. */
  readonly joins: JoinConnection;
  /**
   * Breadth-first lineage around the roots under a budget: one database statement a hop, a visited set,
   * nodes by id within a hop. A table as root stands for all its columns. Unknown id: NOT_FOUND.
   */
  readonly lineage: LineageGraph;
  /** The caller: own roles and projects. */
  readonly me: Principal;
  /** A node by id or alias (`table:` and `view:` stand for each other); null when there is none. */
  readonly node: Maybe<CatalogNode>;
  /** Nodes by id or alias, in the order asked; null in place where there is none. */
  readonly nodes: ReadonlyArray<Maybe<CatalogNode>>;
  /** The canonical type of a type text. Never fails: what cannot be read is UNKNOWN, with its issue. */
  readonly parseType: ColumnType;
  /** Projects the caller can read, by name. */
  readonly projects: ProjectConnection;
  /** Nodes of a project that match a text, best first: exact qualified name, exact name, the same words, prefix, full text. At most 1,000 are scored. */
  readonly searchCatalog: ReadonlyArray<SearchHit>;
  /** What runs here. */
  readonly serverInfo: ServerInfo;
  /** Tables and views of a project, by name then id. A page costs what it shows; a filter reads at most 20,000 rows a page and may then answer a short page that has a next one. */
  readonly tables: TableConnection;
  /** A task; null when it does not exist or is not readable. */
  readonly task: Maybe<Task>;
  /** Tasks, newest first. */
  readonly tasks: TaskConnection;
  /** Every reference that could not be resolved, never sampled; by id. */
  readonly unresolvedReferences: UnresolvedReferenceConnection;
  /** How well the lineage of the project's views is known. One aggregate; cost grows with the views' columns. */
  readonly viewLineageSummary: ViewLineageSummary;
};


/** Reads. Every field answers under a deadline and within the caller's projects. */
export type QueryAnalyzeSqlArgs = {
  defaultSchema?: InputMaybe<Scalars['String']['input']>;
  dialect: Dialect;
  project?: InputMaybe<Scalars['ID']['input']>;
  system?: InputMaybe<Scalars['ID']['input']>;
  text: Scalars['String']['input'];
};


/** Reads. Every field answers under a deadline and within the caller's projects. */
export type QueryChangesArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  filter?: InputMaybe<ChangeFilter>;
  first?: Scalars['Int']['input'];
};


/** Reads. Every field answers under a deadline and within the caller's projects. */
export type QueryColumnsArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  filter?: InputMaybe<ColumnFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  project: Scalars['ID']['input'];
};


/** Reads. Every field answers under a deadline and within the caller's projects. */
export type QueryCompareTypesArgs = {
  left: TypeInput;
  right: TypeInput;
};


/** Reads. Every field answers under a deadline and within the caller's projects. */
export type QueryDetectSourceArgs = {
  text: Scalars['String']['input'];
};


/** Reads. Every field answers under a deadline and within the caller's projects. */
export type QueryExtractionRunArgs = {
  id: Scalars['ID']['input'];
};


/** Reads. Every field answers under a deadline and within the caller's projects. */
export type QueryExtractionRunsArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  project: Scalars['ID']['input'];
};


/** Reads. Every field answers under a deadline and within the caller's projects. */
export type QueryFacetsArgs = {
  by: ReadonlyArray<FacetKind>;
  columns?: InputMaybe<ColumnFilter>;
  project: Scalars['ID']['input'];
  tables?: InputMaybe<TableFilter>;
};


/** Reads. Every field answers under a deadline and within the caller's projects. */
export type QueryImpactArgs = {
  id: Scalars['ID']['input'];
  traversal?: InputMaybe<TraversalInput>;
};


/** Reads. Every field answers under a deadline and within the caller's projects. */
export type QueryJoinsArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  project: Scalars['ID']['input'];
  table?: InputMaybe<Scalars['ID']['input']>;
};


/** Reads. Every field answers under a deadline and within the caller's projects. */
export type QueryLineageArgs = {
  ids: ReadonlyArray<Scalars['ID']['input']>;
  traversal?: InputMaybe<TraversalInput>;
};


/** Reads. Every field answers under a deadline and within the caller's projects. */
export type QueryNodeArgs = {
  asOf?: InputMaybe<AsOfInput>;
  id: Scalars['ID']['input'];
};


/** Reads. Every field answers under a deadline and within the caller's projects. */
export type QueryNodesArgs = {
  ids: ReadonlyArray<Scalars['ID']['input']>;
};


/** Reads. Every field answers under a deadline and within the caller's projects. */
export type QueryParseTypeArgs = {
  dialect: Dialect;
  text: Scalars['String']['input'];
};


/** Reads. Every field answers under a deadline and within the caller's projects. */
export type QueryProjectsArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Reads. Every field answers under a deadline and within the caller's projects. */
export type QuerySearchCatalogArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  kinds?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  project: Scalars['ID']['input'];
  text: Scalars['String']['input'];
};


/** Reads. Every field answers under a deadline and within the caller's projects. */
export type QueryTablesArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  filter?: InputMaybe<TableFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  project: Scalars['ID']['input'];
};


/** Reads. Every field answers under a deadline and within the caller's projects. */
export type QueryTaskArgs = {
  id: Scalars['ID']['input'];
};


/** Reads. Every field answers under a deadline and within the caller's projects. */
export type QueryTasksArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  kinds?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  project?: InputMaybe<Scalars['ID']['input']>;
  states?: InputMaybe<ReadonlyArray<TaskState>>;
};


/** Reads. Every field answers under a deadline and within the caller's projects. */
export type QueryUnresolvedReferencesArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  project: Scalars['ID']['input'];
  reason?: InputMaybe<UnresolvedReason>;
};


/** Reads. Every field answers under a deadline and within the caller's projects. */
export type QueryViewLineageSummaryArgs = {
  project: Scalars['ID']['input'];
};

/** Roles of a principal in a project; each includes the ones before it. */
export type Role =
  /** Everything, raw access included. */
  | 'ADMIN'
  /** Describes, reviews and corrects. */
  | 'CURATOR'
  /** Runs extractions and long work. */
  | 'OPERATOR'
  /** Reads. */
  | 'READER';

/** Why a run failed. */
export type RunError = {
  readonly __typename?: 'RunError';
  /** One of the error codes, or INTERRUPTED after a crash. */
  readonly code: Scalars['String']['output'];
  /** What happened, in a sentence. */
  readonly message: Scalars['String']['output'];
};

/** Phase of a run, in order. */
export type RunPhase =
  /** Resolved statements are being analysed. */
  | 'ANALYSE'
  /** The result is being assessed. */
  | 'ASSESS'
  /** Nothing more is done. */
  | 'DONE'
  /** Statements are being parsed. */
  | 'PARSE'
  /** Sources are being read. */
  | 'READ'
  /** Names are being resolved. */
  | 'RESOLVE'
  /** The result is being written. */
  | 'WRITE';

/** A schema; `db.schema` where names have three parts. */
export type Schema = CatalogNode & {
  readonly __typename?: 'Schema';
  /** When the node was first written. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** What a curator wrote, else the comment of the source. */
  readonly description: Maybe<Scalars['String']['output']>;
  /** Number of the change that made the present state. */
  readonly fromSeq: Scalars['Long']['output'];
  /** URN. */
  readonly id: Scalars['ID']['output'];
  /** The label: `Schema`. */
  readonly kind: Scalars['String']['output'];
  /** Name within its parent. */
  readonly name: Scalars['String']['output'];
  /** Id of the project. */
  readonly project: Scalars['ID']['output'];
  /** Dotted name within its system. */
  readonly qualifiedName: Scalars['String']['output'];
  /** The system it lies in. */
  readonly system: System;
  /** Its tables and views, by name. */
  readonly tables: TableConnection;
  /** Tags, by name. */
  readonly tags: ReadonlyArray<Scalars['String']['output']>;
  /** When the node was last changed. */
  readonly updatedAt: Scalars['DateTime']['output'];
};


/** A schema; `db.schema` where names have three parts. */
export type SchemaTablesArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  kind?: InputMaybe<TableKind>;
};

/** A page of schemas. */
export type SchemaConnection = {
  readonly __typename?: 'SchemaConnection';
  /** The schemas of the page, with their cursors. */
  readonly edges: ReadonlyArray<SchemaEdge>;
  /** Position of the page. */
  readonly pageInfo: PageInfo;
  /** How many schemas the system has. */
  readonly totalCount: Scalars['Long']['output'];
};

/** One of the schemas, with its cursor. */
export type SchemaEdge = {
  readonly __typename?: 'SchemaEdge';
  /** Position of this edge. */
  readonly cursor: Scalars['Cursor']['output'];
  /** The node. */
  readonly node: Schema;
};

/** A schema and its tables. */
export type SchemaInput = {
  /** Name; may be `db.schema`. */
  readonly name: Scalars['String']['input'];
  /** Its tables and views. */
  readonly tables: ReadonlyArray<TableInput>;
};

/** A hit of a search. */
export type SearchHit = {
  readonly __typename?: 'SearchHit';
  /** What matched, best first. */
  readonly matched: ReadonlyArray<SearchMatch>;
  /** What was found. */
  readonly node: CatalogNode;
  /** Score; higher is better. Exact names come before words, words before full text. */
  readonly score: Scalars['Float']['output'];
};

/** A matched part of a hit. */
export type SearchMatch = {
  readonly __typename?: 'SearchMatch';
  /** Where it matched. */
  readonly field: MatchedField;
  /** The matched part, or the words around it. */
  readonly fragment: Scalars['String']['output'];
};

/** What runs here. */
export type ServerInfo = {
  readonly __typename?: 'ServerInfo';
  /** Whether the server runs its own Neo4j. */
  readonly embedded: Scalars['Boolean']['output'];
  /** Limits of documents, bodies and sockets by name. */
  readonly limits: Scalars['JSON']['output'];
  /** Number of the newest applied migration. */
  readonly migration: Scalars['Int']['output'];
  /** Edition of Neo4j: community or enterprise. */
  readonly neo4jEdition: Scalars['String']['output'];
  /** Version of Neo4j. */
  readonly neo4jVersion: Scalars['String']['output'];
  /** Version of Node.js. */
  readonly nodeVersion: Scalars['String']['output'];
  /** SHA-256 of the printed schema, in hex. */
  readonly schemaHash: Scalars['String']['output'];
  /** Version of the server. */
  readonly version: Scalars['String']['output'];
};

/** How much a reported problem matters. */
export type Severity =
  /** Something was refused. */
  | 'ERROR'
  /** Worth knowing; nothing was lost. */
  | 'INFO'
  /** Something was kept in part. */
  | 'WARNING';

/** What kind of source a text is. */
export type SourceDetection = {
  readonly __typename?: 'SourceDetection';
  /** SQL dialect the text shows signs of; null when it shows none. Extraction never guesses: it takes the one given. */
  readonly dialect: Maybe<Dialect>;
  /** What they were recognised by. */
  readonly evidence: ReadonlyArray<Scalars['String']['output']>;
  /** Kind of source. */
  readonly kind: SourceKind;
};

/** A source as it was last read. */
export type SourceFile = {
  readonly __typename?: 'SourceFile';
  /** Size in bytes. */
  readonly bytes: Scalars['Long']['output'];
  /** SQL dialect it was read in; null for what is not SQL. */
  readonly dialect: Maybe<Dialect>;
  /** Character encoding it was decoded with. */
  readonly encoding: Scalars['String']['output'];
  /** URN, `file:<project>/<system>/<name>`. */
  readonly id: Scalars['ID']['output'];
  /** Kind, detected or given. */
  readonly kind: SourceKind;
  /** What the kind was recognised by. */
  readonly kindEvidence: Scalars['String']['output'];
  /** Name given with the source; for a folder `<name>/<path below it>`. */
  readonly name: Scalars['String']['output'];
  /** SHA-256 of its bytes, hex. */
  readonly sha256: Scalars['String']['output'];
  /** Its statements, in order. */
  readonly statements: StatementConnection;
};


/** A source as it was last read. */
export type SourceFileStatementsArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A source: exactly one of `text` and `path`. */
export type SourceInput = {
  /** Dialect of this source; otherwise the input's, otherwise the system's. */
  readonly dialect?: InputMaybe<Dialect>;
  /** Character encoding of a file: utf-8, utf-16le, latin1 or another label of the WHATWG Encoding Standard. */
  readonly encoding?: InputMaybe<Scalars['String']['input']>;
  /** Kind; detected when absent. */
  readonly kind?: InputMaybe<SourceKind>;
  /** Name of the source; it is part of its identity. With `path` to a folder, the prefix of its files' names. */
  readonly name: Scalars['String']['input'];
  /** File or folder under one of the SOURCE_ROOTS, absolute or relative to one of them. */
  readonly path?: InputMaybe<Scalars['String']['input']>;
  /** Text of the source, at most 16 MiB. */
  readonly text?: InputMaybe<Scalars['String']['input']>;
};

/** Kind of a source. */
export type SourceKind =
  /** Change log in Sheaf's format or one it reads. */
  | 'CHANGE_LOG'
  /** Flat JSON list of Control-M jobs. */
  | 'CONTROLM_FLAT_JSON'
  /** Control-M JSON of the Automation API. */
  | 'CONTROLM_JSON'
  /** Control-M XML export (DEFTABLE). */
  | 'CONTROLM_XML'
  /** dbt catalog.json. */
  | 'DBT_CATALOG'
  /** dbt manifest.json. */
  | 'DBT_MANIFEST'
  /** JSON array or NDJSON of records. */
  | 'JSON_TABLE'
  /** A live PostgreSQL database. */
  | 'POSTGRES'
  /** SQL whose statements declare tables and views. */
  | 'SQL_DDL'
  /** SQL of any other kind. */
  | 'SQL_SCRIPT';

/** What a pasted text means. */
export type SqlAnalysis = {
  readonly __typename?: 'SqlAnalysis';
  /** Problems found; `file` is `text`. */
  readonly issues: ReadonlyArray<ParseIssue>;
  /** Column lineage of its statements, in order of the outputs. */
  readonly lineage: ReadonlyArray<ColumnLineagePreview>;
  /** Its statements, in order. */
  readonly statements: ReadonlyArray<AnalyzedStatement>;
};

/** A statement of a source. Offsets are 0-based UTF-16 units, end exclusive; line and column are 1-based. */
export type Statement = {
  readonly __typename?: 'Statement';
  /** What ended it. */
  readonly boundary: BoundaryKind;
  /** Offset after its last character. */
  readonly charEnd: Scalars['Int']['output'];
  /** Offset of its first character in the source. */
  readonly charStart: Scalars['Int']['output'];
  /** Column it begins in. */
  readonly column: Scalars['Int']['output'];
  /** URN: file, first 12 hex digits of its text's SHA-256, occurrence number. Moving a statement keeps it. */
  readonly id: Scalars['ID']['output'];
  /** Joins of its queries, nested ones included, in order. */
  readonly joins: ReadonlyArray<Join>;
  /** What it does. */
  readonly kind: StatementKind;
  /** Line it begins in. */
  readonly line: Scalars['Int']['output'];
  /** 1-based position in the source. */
  readonly ordinal: Scalars['Int']['output'];
  /** How far it was understood. */
  readonly parse: ParseOutcome;
  /** Tables and views it reads, by id. */
  readonly reads: ReadonlyArray<Table>;
  /** Every base column it names or star-expands anywhere, by id. */
  readonly referencedColumns: ReadonlyArray<Column>;
  /** Source it stands in. */
  readonly sourceFile: SourceFile;
  /** Its text. */
  readonly text: Maybe<Scalars['String']['output']>;
  /** SHA-256 of its text, hex. */
  readonly textSha256: Scalars['String']['output'];
  /** Tables and views it writes or defines, by id. */
  readonly writes: ReadonlyArray<Table>;
};

/** A page of statements. */
export type StatementConnection = {
  readonly __typename?: 'StatementConnection';
  /** Statements with their cursors. */
  readonly edges: ReadonlyArray<StatementEdge>;
  /** Position of the page. */
  readonly pageInfo: PageInfo;
  /** All statements of the source; counted only when selected. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A statement with its cursor. */
export type StatementEdge = {
  readonly __typename?: 'StatementEdge';
  /** Position of the statement. */
  readonly cursor: Scalars['Cursor']['output'];
  /** The statement. */
  readonly node: Statement;
};

/** What a statement does. */
export type StatementKind =
  /** ALTER of any object. */
  | 'ALTER'
  /** CALL or EXECUTE. */
  | 'CALL'
  /** COMMENT ON. */
  | 'COMMENT'
  /** CREATE TABLE with a column list. */
  | 'CREATE_TABLE'
  /** CREATE TABLE … AS a query. */
  | 'CREATE_TABLE_AS'
  /** CREATE VIEW, materialized ones included. */
  | 'CREATE_VIEW'
  /** DELETE or TRUNCATE. */
  | 'DELETE'
  /** A command of a client program, such as psql's \i. */
  | 'DRIVER'
  /** DROP of any object. */
  | 'DROP'
  /** INSERT INTO. */
  | 'INSERT'
  /** INSERT OVERWRITE. */
  | 'INSERT_OVERWRITE'
  /** MERGE. */
  | 'MERGE'
  /** Hive FROM … INSERT … INSERT … */
  | 'MULTI_INSERT'
  /** A statement that concerns neither tables nor data. */
  | 'OTHER'
  /** CREATE FUNCTION or PROCEDURE. */
  | 'PROCEDURE'
  /** A query that writes nothing. */
  | 'SELECT'
  /** A setting. */
  | 'SET'
  /** Text that no reader understood. */
  | 'UNPARSED'
  /** UPDATE. */
  | 'UPDATE'
  /** USE, or a change of the search path. */
  | 'USE';

/** How well something works, as measured. UNKNOWN = not measured, which is not OK. */
export type Status =
  /** Works, outside a limit that matters. */
  | 'DEGRADED'
  /** Does not work. */
  | 'FAILED'
  /** Within its limits. */
  | 'OK'
  /** Not measured. */
  | 'UNKNOWN';

/** Why a traversal ended before it was complete. */
export type StopReason =
  /** The caller went away. */
  | 'CANCELLED'
  /** The depth of the budget was reached and more lies beyond. */
  | 'MAX_DEPTH'
  /** The number of nodes of the budget was reached. */
  | 'MAX_NODES'
  /** The time of the budget was spent. */
  | 'TIMEOUT'
  /** The token budget was spent. */
  | 'TOKEN_BUDGET';

/** How a table is stored, as its declaration says. */
export type StorageFacts = {
  readonly __typename?: 'StorageFacts';
  /** Clustering columns, in order. */
  readonly clusteredBy: ReadonlyArray<Scalars['String']['output']>;
  /** File or table format. */
  readonly format: Maybe<Scalars['String']['output']>;
  /** Where its files lie. */
  readonly location: Maybe<Scalars['String']['output']>;
  /** Partition columns or expressions, in order. */
  readonly partitionedBy: ReadonlyArray<Scalars['String']['output']>;
  /** Tables attached as partitions, by qualified name. */
  readonly partitions: ReadonlyArray<Scalars['String']['output']>;
  /** Properties as declared. */
  readonly properties: ReadonlyArray<StorageProperty>;
};

/** A storage property. */
export type StorageProperty = {
  readonly __typename?: 'StorageProperty';
  /** Name of the property. */
  readonly key: Scalars['String']['output'];
  /** Its value. */
  readonly value: Scalars['String']['output'];
};

/** Streams of the one change feed. Every payload has a `cursor`; `after` resumes without loss or repeat. */
export type Subscription = {
  readonly __typename?: 'Subscription';
  /** Changes of a project's catalog nodes, of their tags and references, in order. */
  readonly catalogChanged: CatalogChanges;
  /** Changes as they commit, without loss or repeat: pass the last `cursor` as `after` to continue. A heartbeat is a batch without events whose cursor has moved; the first batch comes within a second. */
  readonly changes: ChangeBatch;
  /** Changes of the given elements: `changes` with a filter by id. */
  readonly entityChanged: ChangeBatch;
  /** Where a run stands, from the change feed: at phase changes and at most once a second. Ends with the final status. */
  readonly extractionProgress: ExtractionProgress;
  /** The task now, then every change of it: phases at once, progress at most once a second. Ends with the task. */
  readonly taskProgress: TaskProgress;
};


/** Streams of the one change feed. Every payload has a `cursor`; `after` resumes without loss or repeat. */
export type SubscriptionCatalogChangedArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  ids?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  kinds?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  project: Scalars['ID']['input'];
};


/** Streams of the one change feed. Every payload has a `cursor`; `after` resumes without loss or repeat. */
export type SubscriptionChangesArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  coalesceMs?: Scalars['Int']['input'];
  filter?: InputMaybe<ChangeFilter>;
  heartbeatSeconds?: Scalars['Int']['input'];
  maxBatch?: Scalars['Int']['input'];
  start?: InputMaybe<FeedStart>;
};


/** Streams of the one change feed. Every payload has a `cursor`; `after` resumes without loss or repeat. */
export type SubscriptionEntityChangedArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  ids: ReadonlyArray<Scalars['ID']['input']>;
};


/** Streams of the one change feed. Every payload has a `cursor`; `after` resumes without loss or repeat. */
export type SubscriptionExtractionProgressArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  runId: Scalars['ID']['input'];
};


/** Streams of the one change feed. Every payload has a `cursor`; `after` resumes without loss or repeat. */
export type SubscriptionTaskProgressArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  id: Scalars['ID']['input'];
};

/** A database, warehouse or lake, with one dialect and one rule for names. */
export type System = CatalogNode & {
  readonly __typename?: 'System';
  /** How names fold. */
  readonly caseRule: CaseRule;
  /** When the node was first written. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** What a curator wrote, else the comment of the source. */
  readonly description: Maybe<Scalars['String']['output']>;
  /** SQL dialect. */
  readonly dialect: Dialect;
  /** Number of the change that made the present state. */
  readonly fromSeq: Scalars['Long']['output'];
  /** URN. */
  readonly id: Scalars['ID']['output'];
  /** The label: `System`. */
  readonly kind: Scalars['String']['output'];
  /** Name within its parent. */
  readonly name: Scalars['String']['output'];
  /** Other names of the system in events and files, such as `hive://host:9083`. */
  readonly namespaces: ReadonlyArray<Scalars['String']['output']>;
  /** Id of the project. */
  readonly project: Scalars['ID']['output'];
  /** Dotted name within its system. */
  readonly qualifiedName: Scalars['String']['output'];
  /** Its schemas, by name. */
  readonly schemas: SchemaConnection;
  /** Tags, by name. */
  readonly tags: ReadonlyArray<Scalars['String']['output']>;
  /** When the node was last changed. */
  readonly updatedAt: Scalars['DateTime']['output'];
};


/** A database, warehouse or lake, with one dialect and one rule for names. */
export type SystemSchemasArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A page of systems. */
export type SystemConnection = {
  readonly __typename?: 'SystemConnection';
  /** The systems of the page, with their cursors. */
  readonly edges: ReadonlyArray<SystemEdge>;
  /** Position of the page. */
  readonly pageInfo: PageInfo;
  /** How many systems the project has. */
  readonly totalCount: Scalars['Long']['output'];
};

/** One of the systems, with its cursor. */
export type SystemEdge = {
  readonly __typename?: 'SystemEdge';
  /** Position of this edge. */
  readonly cursor: Scalars['Cursor']['output'];
  /** The node. */
  readonly node: System;
};

/** A table or view; `kind` is `Table` or `View`. */
export type Table = CatalogNode & {
  readonly __typename?: 'Table';
  /** How many columns it has. */
  readonly columnCount: Scalars['Int']['output'];
  /** Its columns, by ordinal. */
  readonly columns: ColumnConnection;
  /** Its constraints, by id. */
  readonly constraints: ReadonlyArray<Constraint>;
  /** When the node was first written. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** What a curator wrote, else the comment of the source. */
  readonly description: Maybe<Scalars['String']['output']>;
  /** Number of the change that made the present state. */
  readonly fromSeq: Scalars['Long']['output'];
  /** URN. */
  readonly id: Scalars['ID']['output'];
  /** False: known from a mention, or without columns. */
  readonly isComplete: Scalars['Boolean']['output'];
  /** Whether the system owns its files; null when unknown. */
  readonly isExternal: Maybe<Scalars['Boolean']['output']>;
  /** The label: `Table` or `View`. */
  readonly kind: Scalars['String']['output'];
  /** Layer of the estate a curator put it in: `staging`, `mart`, … */
  readonly layer: Maybe<Scalars['String']['output']>;
  /** Name within its parent. */
  readonly name: Scalars['String']['output'];
  /** Who answers for it. */
  readonly owner: Maybe<Scalars['String']['output']>;
  /** Id of the project. */
  readonly project: Scalars['ID']['output'];
  /** Dotted name within its system. */
  readonly qualifiedName: Scalars['String']['output'];
  /** The schema it lies in. */
  readonly schema: Schema;
  /** How it is stored; null when no source says. */
  readonly storage: Maybe<StorageFacts>;
  /** Kind of table. */
  readonly tableKind: TableKind;
  /** Tags, by name. */
  readonly tags: ReadonlyArray<Scalars['String']['output']>;
  /** When the node was last changed. */
  readonly updatedAt: Scalars['DateTime']['output'];
  /** Text of the query that defines a view. */
  readonly viewSql: Maybe<Scalars['String']['output']>;
};


/** A table or view; `kind` is `Table` or `View`. */
export type TableColumnsArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A page of tables. */
export type TableConnection = {
  readonly __typename?: 'TableConnection';
  /** The tables of the page, with their cursors. */
  readonly edges: ReadonlyArray<TableEdge>;
  /** Position of the page. */
  readonly pageInfo: PageInfo;
  /** How many tables pass the filter; counted only when selected. */
  readonly totalCount: Scalars['Long']['output'];
};

/** One of the tables, with its cursor. */
export type TableEdge = {
  readonly __typename?: 'TableEdge';
  /** Position of this edge. */
  readonly cursor: Scalars['Cursor']['output'];
  /** The node. */
  readonly node: Table;
};

/** Which tables: every member given must hold. */
export type TableFilter = {
  /** Whether it is complete. */
  readonly isComplete?: InputMaybe<Scalars['Boolean']['input']>;
  /** One of these kinds. */
  readonly kind?: InputMaybe<ReadonlyArray<TableKind>>;
  /** Layer, exactly. */
  readonly layer?: InputMaybe<Scalars['String']['input']>;
  /** Name without regard to case: `abc*` is a prefix, anything else the whole name. */
  readonly namePattern?: InputMaybe<Scalars['String']['input']>;
  /** Schema id. */
  readonly schema?: InputMaybe<Scalars['ID']['input']>;
  /** System id. */
  readonly system?: InputMaybe<Scalars['ID']['input']>;
  /** Tag, by name. */
  readonly tag?: InputMaybe<Scalars['String']['input']>;
};

/** A table or view. */
export type TableInput = {
  /** Its columns, in order; without any the table is kept and incomplete. */
  readonly columns?: InputMaybe<ReadonlyArray<ColumnInput>>;
  /** Comment of the source. */
  readonly comment?: InputMaybe<Scalars['String']['input']>;
  /** Its constraints. */
  readonly constraints?: InputMaybe<ReadonlyArray<ConstraintInput>>;
  /** Whether the system does not own its files. */
  readonly isExternal?: InputMaybe<Scalars['Boolean']['input']>;
  /** Kind of table. */
  readonly kind?: InputMaybe<TableKind>;
  /** Name; folded by the system's case rule as an unquoted name. */
  readonly name: Scalars['String']['input'];
  /** Text of the query of a view. */
  readonly viewSql?: InputMaybe<Scalars['String']['input']>;
};

/** Kind of a table. */
export type TableKind =
  /** A stored table. */
  | 'BASE'
  /** A table over files that the system does not own. */
  | 'EXTERNAL'
  /** A table of another database. */
  | 'FOREIGN'
  /** A file of JSON records. */
  | 'JSON_FILE'
  /** A view whose rows are stored. */
  | 'MATERIALIZED_VIEW'
  /** A table of a session. */
  | 'TEMPORARY'
  /** Known only from a mention. */
  | 'UNKNOWN'
  /** A view. */
  | 'VIEW';

/** A piece of background work. Its record is the truth: it survives the process that works on it. */
export type Task = {
  readonly __typename?: 'Task';
  /** Who asked for it. */
  readonly actor: Scalars['String']['output'];
  /** Runs so far, the present one included. */
  readonly attempts: Scalars['Int']['output'];
  /** Why its last run failed. */
  readonly error: Maybe<TaskError>;
  /** When it ended; null before. */
  readonly finishedAt: Maybe<Scalars['DateTime']['output']>;
  /** URN, `task:<project>/<uuid>`; `task:-/<uuid>` without a project. */
  readonly id: Scalars['ID']['output'];
  /** What kind of work, e.g. `extract`. */
  readonly kind: Scalars['String']['output'];
  /** Runs at most. */
  readonly maxAttempts: Scalars['Int']['output'];
  /** 0 (interactive) to 9; a waiting task gains one level a minute. */
  readonly priority: Scalars['Int']['output'];
  /** Share done, 0 to 1; null when not known. */
  readonly progress: Maybe<Scalars['Float']['output']>;
  /** Project it works for; null for work of no project. */
  readonly project: Maybe<Scalars['ID']['output']>;
  /** What it resulted in; its shape belongs to the kind. */
  readonly result: Maybe<Scalars['JSON']['output']>;
  /** Earliest time it runs. */
  readonly runAt: Scalars['DateTime']['output'];
  /** When its present or last run began; null before the first. */
  readonly startedAt: Maybe<Scalars['DateTime']['output']>;
  /** Where it stands. */
  readonly state: TaskState;
  /** What is being done. */
  readonly step: Maybe<Scalars['String']['output']>;
};

/** A page of tasks, newest first. */
export type TaskConnection = {
  readonly __typename?: 'TaskConnection';
  /** The tasks with their positions. */
  readonly edges: ReadonlyArray<TaskEdge>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
};

/** A task in a page. */
export type TaskEdge = {
  readonly __typename?: 'TaskEdge';
  /** Position of the task. */
  readonly cursor: Scalars['Cursor']['output'];
  /** The task. */
  readonly node: Task;
};

/** Why a run of a task failed. */
export type TaskError = {
  readonly __typename?: 'TaskError';
  /** When it failed. */
  readonly at: Scalars['DateTime']['output'];
  /** Code of the vocabulary of errors, or INTERRUPTED when its process or the database ended. */
  readonly code: Scalars['String']['output'];
  /** What went wrong, in a sentence. */
  readonly message: Scalars['String']['output'];
};

/** A change of a task. */
export type TaskProgress = {
  readonly __typename?: 'TaskProgress';
  /** Position in the change feed; pass it as `after` to resume. */
  readonly cursor: Scalars['Cursor']['output'];
  /** The task as it is now. */
  readonly task: Task;
};

/** State of a task or run. */
export type TaskState =
  /** Ended on request. */
  | 'CANCELLED'
  /** Ended by an error. */
  | 'FAILED'
  /** Waiting to be claimed, or scheduled for later. */
  | 'QUEUED'
  /** Ended; a gate refused the result. */
  | 'REJECTED'
  /** Being worked on. */
  | 'RUNNING'
  /** Ended; everything was done. */
  | 'SUCCEEDED';

/** Unit of the smallest part of a time. */
export type TimeUnit =
  /** 10⁻⁶ s. */
  | 'MICROSECOND'
  /** 10⁻³ s. */
  | 'MILLISECOND'
  /** 10⁻⁹ s. */
  | 'NANOSECOND'
  /** 1 s. */
  | 'SECOND';

/** What was done to the input on its way. */
export type TransformationKind =
  /** An aggregate. */
  | 'AGGREGATION'
  /** Arithmetic. */
  | 'ARITHMETIC'
  /** A cast. */
  | 'CAST'
  /** Concatenation of text. */
  | 'CONCAT'
  /** A choice: CASE, IF, COALESCE. */
  | 'CONDITIONAL'
  /** Nothing. */
  | 'COPY'
  /** A scalar function. */
  | 'FUNCTION'
  /** A constant. */
  | 'LITERAL'
  /** UNION, INTERSECT or EXCEPT. */
  | 'SET_OPERATION'
  /** A scalar subquery. */
  | 'SUBQUERY'
  /** Rows made from a nested value. */
  | 'UNNEST'
  /** A window function. */
  | 'WINDOW';

/** What a traversal cost. */
export type TraversalCost = {
  readonly __typename?: 'TraversalCost';
  /** Edges read. */
  readonly edgesRead: Scalars['Long']['output'];
  /** Wall time in ms. */
  readonly elapsedMs: Scalars['Float']['output'];
  /** Statements sent to the database. */
  readonly statements: Scalars['Int']['output'];
};

/** Budget and filters of a traversal. */
export type TraversalInput = {
  /** A moment of history; answers UNAVAILABLE while traversals read the current graph only. */
  readonly asOf?: InputMaybe<AsOfInput>;
  /** Which way to walk; `impact` always walks downstream. */
  readonly direction?: InputMaybe<Direction>;
  /** Columns or tables. */
  readonly granularity?: InputMaybe<Granularity>;
  /** Hops from the roots, 0 to 50; 0 answers the roots alone. */
  readonly maxDepth?: InputMaybe<Scalars['Int']['input']>;
  /** Nodes in the answer, 1 to 20,000. */
  readonly maxNodes?: InputMaybe<Scalars['Int']['input']>;
  /** Least confidence of an edge, in [0, 1]. */
  readonly minConfidence?: InputMaybe<Scalars['Float']['input']>;
  /** States of edges to follow. */
  readonly states?: InputMaybe<ReadonlyArray<EvidenceState>>;
  /** Time for the traversal in ms, 1 to 20,000; when it is spent the answer is partial. */
  readonly timeoutMs?: InputMaybe<Scalars['Int']['input']>;
  /** Types of edges to follow. */
  readonly types?: InputMaybe<ReadonlyArray<LineageType>>;
};

/** Two types compared, as a change from left to right. */
export type TypeComparison = {
  readonly __typename?: 'TypeComparison';
  /** Whether the families differ. */
  readonly crossesFamily: Scalars['Boolean']['output'];
  /** The least type both widen to; null when there is none. */
  readonly join: Maybe<ColumnType>;
  /** The left type. */
  readonly left: ColumnType;
  /** What becomes of values. */
  readonly relation: TypeRelation;
  /** The right type. */
  readonly right: ColumnType;
};

/** Family of types that hold the same sort of values. */
export type TypeFamily =
  /** Bytes. */
  | 'BINARY'
  /** Bits. */
  | 'BITSTRING'
  /** BOOL. */
  | 'BOOLEAN'
  /** Days. */
  | 'DATE'
  /** Exact decimals. */
  | 'DECIMAL'
  /** Binary floating point. */
  | 'FLOAT'
  /** Integers of all widths. */
  | 'INTEGER'
  /** Spans of time. */
  | 'INTERVAL'
  /** Self-describing values. */
  | 'JSON'
  /** Lists and vectors. */
  | 'LIST'
  /** Maps. */
  | 'MAP'
  /** No value. */
  | 'NULL'
  /** UTF8, ENUM, XML and GEOGRAPHY. */
  | 'STRING'
  /** Structs. */
  | 'STRUCT'
  /** Times of day. */
  | 'TIME'
  /** Days with times. */
  | 'TIMESTAMP'
  /** Unions. */
  | 'UNION'
  /** Not understood. */
  | 'UNKNOWN'
  /** Identifiers. */
  | 'UUID';

/** A field of a STRUCT. */
export type TypeField = {
  readonly __typename?: 'TypeField';
  /** Whether it may be null. */
  readonly isNullable: Scalars['Boolean']['output'];
  /** Name; null for a field without one. */
  readonly name: Maybe<Scalars['String']['output']>;
  /** Type of the field. */
  readonly type: ColumnType;
};

/** A type text and its dialect. */
export type TypeInput = {
  /** Dialect it is written in. */
  readonly dialect: Dialect;
  /** Type text, at most 10 kB. */
  readonly text: Scalars['String']['input'];
};

/** Kind of a type: Apache Arrow's logical types and canonical extension types. */
export type TypeKind =
  /** Bytes. */
  | 'BINARY'
  /** Bits. */
  | 'BITSTRING'
  /** True or false. */
  | 'BOOL'
  /** Calendar day. */
  | 'DATE'
  /** Exact decimal number; a null precision is unbounded. */
  | 'DECIMAL'
  /** One of the listed texts. */
  | 'ENUM'
  /** IEEE 754 binary number of 16 bits. */
  | 'FLOAT16'
  /** IEEE 754 binary number of 32 bits. */
  | 'FLOAT32'
  /** IEEE 754 binary number of 64 bits. */
  | 'FLOAT64'
  /** Shape on a plane or globe. */
  | 'GEOGRAPHY'
  /** Signed integer of 8 bits. */
  | 'INT8'
  /** Signed integer of 16 bits. */
  | 'INT16'
  /** Signed integer of 32 bits. */
  | 'INT32'
  /** Signed integer of 64 bits. */
  | 'INT64'
  /** Span of time. */
  | 'INTERVAL'
  /** JSON or another self-describing value. */
  | 'JSON'
  /** Values of one type, in order. */
  | 'LIST'
  /** Values by key. */
  | 'MAP'
  /** No value. */
  | 'NULL'
  /** Named fields, in order. */
  | 'STRUCT'
  /** Time of day. */
  | 'TIME'
  /** Day and time; `zone` says what it means. */
  | 'TIMESTAMP'
  /** Unsigned integer of 8 bits. */
  | 'UINT8'
  /** Unsigned integer of 16 bits. */
  | 'UINT16'
  /** Unsigned integer of 32 bits. */
  | 'UINT32'
  /** Unsigned integer of 64 bits. */
  | 'UINT64'
  /** A value of one of several types. */
  | 'UNION'
  /** Not understood; `extension` holds the name as written. */
  | 'UNKNOWN'
  /** Text. */
  | 'UTF8'
  /** 128-bit identifier. */
  | 'UUID'
  /** Numbers of one type, `length` of them. */
  | 'VECTOR'
  /** XML document. */
  | 'XML';

/** What becomes of values when one type is changed to another. */
export type TypeRelation =
  /** Differs in native spelling only. */
  | 'EQUIVALENT'
  /** The same canonical type. */
  | 'IDENTICAL'
  /** Does not convert. */
  | 'INCOMPATIBLE'
  /** Converts, and may lose something. */
  | 'LOSSY'
  /** The reverse change is a WIDENING. */
  | 'NARROWING'
  /** One side is not understood. */
  | 'UNKNOWN'
  /** Every value is kept exactly. */
  | 'WIDENING';

/** Why a reference could not be resolved. */
export type UnresolvedReason =
  /** More than one source has a column of that name. */
  | 'AMBIGUOUS'
  /** SQL text built at run time. */
  | 'DYNAMIC_SQL'
  /** `*` over a table whose columns are not known. */
  | 'STAR_OVER_UNKNOWN'
  /** The table is known and has no such column. */
  | 'UNKNOWN_COLUMN'
  /** No table of that name is known. */
  | 'UNKNOWN_TABLE'
  /** A construct the resolver does not follow. */
  | 'UNSUPPORTED';

/** A name in a statement that stands for nothing known. */
export type UnresolvedReference = {
  readonly __typename?: 'UnresolvedReference';
  /** Columns it could mean, where it is ambiguous. */
  readonly candidates: ReadonlyArray<Column>;
  /** 1-based column in the source file. */
  readonly column: Scalars['Int']['output'];
  /** URN of the reference. */
  readonly id: Scalars['ID']['output'];
  /** 1-based line in the source file. */
  readonly line: Scalars['Int']['output'];
  /** Why it could not be resolved. */
  readonly reason: UnresolvedReason;
  /** Statement it stands in. */
  readonly statement: Statement;
  /** The name as written. */
  readonly text: Scalars['String']['output'];
};

/** A page of unresolved references. */
export type UnresolvedReferenceConnection = {
  readonly __typename?: 'UnresolvedReferenceConnection';
  /** References with their cursors. */
  readonly edges: ReadonlyArray<UnresolvedReferenceEdge>;
  /** Position of the page. */
  readonly pageInfo: PageInfo;
  /** All references that match; counted only when selected. */
  readonly totalCount: Scalars['Int']['output'];
};

/** An unresolved reference with its cursor. */
export type UnresolvedReferenceEdge = {
  readonly __typename?: 'UnresolvedReferenceEdge';
  /** Position of the reference. */
  readonly cursor: Scalars['Cursor']['output'];
  /** The reference. */
  readonly node: UnresolvedReference;
};

/** A project to create or find. */
export type UpsertProjectInput = {
  /** Echoed in the answer. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** Name: `[a-z0-9][a-z0-9_-]{0,62}`. */
  readonly name: Scalars['String']['input'];
};

/** The project. */
export type UpsertProjectPayload = {
  readonly __typename?: 'UpsertProjectPayload';
  /** As given. */
  readonly clientMutationId: Maybe<Scalars['String']['output']>;
  /** Position of its last change in the feed; the head when nothing changed. */
  readonly cursor: Scalars['Cursor']['output'];
  /** The project. */
  readonly project: Project;
};

/** A system to create or change. */
export type UpsertSystemInput = {
  /** How names fold; the dialect's rule when absent. CONFLICT when another rule would change ids of columns. */
  readonly caseRule?: InputMaybe<CaseRule>;
  /** Echoed in the answer. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** SQL dialect. */
  readonly dialect: Dialect;
  /** Name of the system, 1 to 255 characters. */
  readonly name: Scalars['String']['input'];
  /** Other names of the system in events and files; absent leaves them as they are. */
  readonly namespaces?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Project id or bare name. */
  readonly project: Scalars['ID']['input'];
};

/** The system. */
export type UpsertSystemPayload = {
  readonly __typename?: 'UpsertSystemPayload';
  /** As given. */
  readonly clientMutationId: Maybe<Scalars['String']['output']>;
  /** Position of its last change in the feed; the head when nothing changed. */
  readonly cursor: Scalars['Cursor']['output'];
  /** The system. */
  readonly system: System;
};

/** A variable's value: `${name}`, `${hiveconf:name}`, `:name`, `@name`, `{{ name }}`. */
export type VariableInput = {
  /** Name without its marks. */
  readonly name: Scalars['String']['input'];
  /** Text it stands for. */
  readonly value: Scalars['String']['input'];
};

/** How well the lineage of a project's views is known. Ratios are null when there is nothing to divide by. */
export type ViewLineageSummary = {
  readonly __typename?: 'ViewLineageSummary';
  /** Their output columns. */
  readonly columns: Scalars['Int']['output'];
  /** Columns made of constants alone (they are resolved). */
  readonly constantColumns: Scalars['Int']['output'];
  /** Joins in the views' queries, nested ones included. */
  readonly joinCount: Scalars['Int']['output'];
  /** resolvedColumns ÷ columns. */
  readonly resolution: Maybe<Scalars['Float']['output']>;
  /** Lower bound of the 95 % Wilson interval of `resolution`. */
  readonly resolutionLower: Maybe<Scalars['Float']['output']>;
  /** Columns whose every reference resolves, constants included. */
  readonly resolvedColumns: Scalars['Int']['output'];
  /** typedColumns ÷ columns. */
  readonly typeCoverage: Maybe<Scalars['Float']['output']>;
  /** Lower bound of the 95 % Wilson interval of `typeCoverage`. */
  readonly typeCoverageLower: Maybe<Scalars['Float']['output']>;
  /** Columns with a known type. */
  readonly typedColumns: Scalars['Int']['output'];
  /** Columns with a reference that does not resolve; each stands in `unresolvedReferences`. */
  readonly unresolvedColumns: Scalars['Int']['output'];
  /** Mean over views of each view's own resolution. */
  readonly viewWeightedResolution: Maybe<Scalars['Float']['output']>;
  /** Views of the project. */
  readonly views: Scalars['Int']['output'];
};

/** What happens to tables of the run's schemas that no source declares. */
export type WriteMode =
  /** They stay. */
  | 'MERGE'
  /** They are deleted. */
  | 'REPLACE';

/** What a time means as to zones. */
export type ZoneSemantics =
  /** A point in time. */
  | 'INSTANT'
  /** A wall clock without a zone. */
  | 'NONE'
  /** A point in time that keeps its offset. */
  | 'OFFSET'
  /** Depends on a setting of the session. */
  | 'SESSION';



export type ResolverTypeWrapper<T> = Promise<T> | T;


export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = {}, TContext = {}, TArgs = {}> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = {}, TContext = {}, TArgs = {}> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = {}, TContext = {}> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = {}, TContext = {}> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = {}, TParent = {}, TContext = {}, TArgs = {}> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AnalyzedStatement: ResolverTypeWrapper<unknown>;
  AsOfInput: ResolverTypeWrapper<unknown>;
  Boolean: ResolverTypeWrapper<unknown>;
  BoundaryKind: ResolverTypeWrapper<unknown>;
  CancelTaskInput: ResolverTypeWrapper<unknown>;
  CancelTaskPayload: ResolverTypeWrapper<unknown>;
  CaseRule: ResolverTypeWrapper<unknown>;
  CatalogChange: ResolverTypeWrapper<CatalogChangeRecord>;
  CatalogChanges: ResolverTypeWrapper<unknown>;
  CatalogNode: ResolverTypeWrapper<CatalogRecord>;
  ChangeBatch: ResolverTypeWrapper<unknown>;
  ChangeEvent: ResolverTypeWrapper<ChangeEventRecord>;
  ChangeFilter: ResolverTypeWrapper<unknown>;
  ChangeKind: ResolverTypeWrapper<unknown>;
  Check: ResolverTypeWrapper<unknown>;
  Column: ResolverTypeWrapper<CatalogRecord>;
  ColumnConnection: ResolverTypeWrapper<ColumnList>;
  ColumnEdge: ResolverTypeWrapper<unknown>;
  ColumnFilter: ResolverTypeWrapper<unknown>;
  ColumnInput: ResolverTypeWrapper<unknown>;
  ColumnLineagePreview: ResolverTypeWrapper<unknown>;
  ColumnName: ResolverTypeWrapper<unknown>;
  ColumnPair: ResolverTypeWrapper<unknown>;
  ColumnProfile: ResolverTypeWrapper<unknown>;
  ColumnType: ResolverTypeWrapper<ColumnTypeRecord>;
  Constraint: ResolverTypeWrapper<CatalogRecord>;
  ConstraintInput: ResolverTypeWrapper<unknown>;
  ConstraintKind: ResolverTypeWrapper<unknown>;
  Cursor: ResolverTypeWrapper<unknown>;
  DateTime: ResolverTypeWrapper<unknown>;
  DeadlineClass: ResolverTypeWrapper<unknown>;
  DescribeInput: ResolverTypeWrapper<unknown>;
  DescribePayload: ResolverTypeWrapper<unknown>;
  Dialect: ResolverTypeWrapper<unknown>;
  Direction: ResolverTypeWrapper<unknown>;
  ElementKind: ResolverTypeWrapper<unknown>;
  Evidence: ResolverTypeWrapper<unknown>;
  EvidenceState: ResolverTypeWrapper<unknown>;
  ExtractInput: ResolverTypeWrapper<unknown>;
  ExtractPayload: ResolverTypeWrapper<unknown>;
  ExtractionCounts: ResolverTypeWrapper<unknown>;
  ExtractionProgress: ResolverTypeWrapper<unknown>;
  ExtractionRun: ResolverTypeWrapper<RunRecord>;
  ExtractionRunConnection: ResolverTypeWrapper<RunPage>;
  ExtractionRunEdge: ResolverTypeWrapper<unknown>;
  Facet: ResolverTypeWrapper<unknown>;
  FacetKind: ResolverTypeWrapper<unknown>;
  FacetValue: ResolverTypeWrapper<unknown>;
  FeedStart: ResolverTypeWrapper<unknown>;
  FeedStatus: ResolverTypeWrapper<unknown>;
  Float: ResolverTypeWrapper<unknown>;
  Granularity: ResolverTypeWrapper<unknown>;
  Health: ResolverTypeWrapper<unknown>;
  ID: ResolverTypeWrapper<unknown>;
  ImpactItemConnection: ResolverTypeWrapper<ReachedPage>;
  ImpactItemEdge: ResolverTypeWrapper<unknown>;
  ImpactReport: ResolverTypeWrapper<Impact>;
  ImportMode: ResolverTypeWrapper<unknown>;
  ImportSchemaInput: ResolverTypeWrapper<unknown>;
  ImportSchemaPayload: ResolverTypeWrapper<unknown>;
  Int: ResolverTypeWrapper<unknown>;
  JSON: ResolverTypeWrapper<unknown>;
  Join: ResolverTypeWrapper<JoinRow>;
  JoinConnection: ResolverTypeWrapper<JoinPage>;
  JoinEdge: ResolverTypeWrapper<unknown>;
  JoinKind: ResolverTypeWrapper<unknown>;
  LineageEdge: ResolverTypeWrapper<LineageEdgeRecord>;
  LineageGraph: ResolverTypeWrapper<LineageAnswer>;
  LineageNode: ResolverTypeWrapper<ReachedNode>;
  LineageOrigin: ResolverTypeWrapper<unknown>;
  LineageSubtype: ResolverTypeWrapper<unknown>;
  LineageType: ResolverTypeWrapper<unknown>;
  Long: ResolverTypeWrapper<unknown>;
  MatchedField: ResolverTypeWrapper<unknown>;
  Mutation: ResolverTypeWrapper<{}>;
  NormalizationAction: ResolverTypeWrapper<unknown>;
  NormalizationReport: ResolverTypeWrapper<unknown>;
  PageInfo: ResolverTypeWrapper<unknown>;
  ParseIssue: ResolverTypeWrapper<unknown>;
  ParseIssueConnection: ResolverTypeWrapper<IssuePage>;
  ParseIssueEdge: ResolverTypeWrapper<unknown>;
  ParseOutcome: ResolverTypeWrapper<unknown>;
  PhaseTiming: ResolverTypeWrapper<unknown>;
  Principal: ResolverTypeWrapper<unknown>;
  Project: ResolverTypeWrapper<CatalogRecord>;
  ProjectConnection: ResolverTypeWrapper<unknown>;
  ProjectEdge: ResolverTypeWrapper<unknown>;
  Query: ResolverTypeWrapper<{}>;
  Role: ResolverTypeWrapper<unknown>;
  RunError: ResolverTypeWrapper<unknown>;
  RunPhase: ResolverTypeWrapper<unknown>;
  Schema: ResolverTypeWrapper<CatalogRecord>;
  SchemaConnection: ResolverTypeWrapper<ChildPage>;
  SchemaEdge: ResolverTypeWrapper<unknown>;
  SchemaInput: ResolverTypeWrapper<unknown>;
  SearchHit: ResolverTypeWrapper<SearchHitRecord>;
  SearchMatch: ResolverTypeWrapper<unknown>;
  ServerInfo: ResolverTypeWrapper<unknown>;
  Severity: ResolverTypeWrapper<unknown>;
  SourceDetection: ResolverTypeWrapper<unknown>;
  SourceFile: ResolverTypeWrapper<FileRow>;
  SourceInput: ResolverTypeWrapper<unknown>;
  SourceKind: ResolverTypeWrapper<unknown>;
  SqlAnalysis: ResolverTypeWrapper<unknown>;
  Statement: ResolverTypeWrapper<StatementRef>;
  StatementConnection: ResolverTypeWrapper<StatementPage>;
  StatementEdge: ResolverTypeWrapper<unknown>;
  StatementKind: ResolverTypeWrapper<unknown>;
  Status: ResolverTypeWrapper<unknown>;
  StopReason: ResolverTypeWrapper<unknown>;
  StorageFacts: ResolverTypeWrapper<unknown>;
  StorageProperty: ResolverTypeWrapper<unknown>;
  String: ResolverTypeWrapper<unknown>;
  Subscription: ResolverTypeWrapper<{}>;
  System: ResolverTypeWrapper<CatalogRecord>;
  SystemConnection: ResolverTypeWrapper<ChildPage>;
  SystemEdge: ResolverTypeWrapper<unknown>;
  Table: ResolverTypeWrapper<CatalogRecord>;
  TableConnection: ResolverTypeWrapper<TableList>;
  TableEdge: ResolverTypeWrapper<unknown>;
  TableFilter: ResolverTypeWrapper<unknown>;
  TableInput: ResolverTypeWrapper<unknown>;
  TableKind: ResolverTypeWrapper<unknown>;
  Task: ResolverTypeWrapper<unknown>;
  TaskConnection: ResolverTypeWrapper<unknown>;
  TaskEdge: ResolverTypeWrapper<unknown>;
  TaskError: ResolverTypeWrapper<unknown>;
  TaskProgress: ResolverTypeWrapper<unknown>;
  TaskState: ResolverTypeWrapper<unknown>;
  TimeUnit: ResolverTypeWrapper<unknown>;
  TransformationKind: ResolverTypeWrapper<unknown>;
  TraversalCost: ResolverTypeWrapper<unknown>;
  TraversalInput: ResolverTypeWrapper<unknown>;
  TypeComparison: ResolverTypeWrapper<unknown>;
  TypeFamily: ResolverTypeWrapper<unknown>;
  TypeField: ResolverTypeWrapper<unknown>;
  TypeInput: ResolverTypeWrapper<unknown>;
  TypeKind: ResolverTypeWrapper<unknown>;
  TypeRelation: ResolverTypeWrapper<unknown>;
  UnresolvedReason: ResolverTypeWrapper<unknown>;
  UnresolvedReference: ResolverTypeWrapper<UnresolvedRow>;
  UnresolvedReferenceConnection: ResolverTypeWrapper<UnresolvedPage>;
  UnresolvedReferenceEdge: ResolverTypeWrapper<unknown>;
  UpsertProjectInput: ResolverTypeWrapper<unknown>;
  UpsertProjectPayload: ResolverTypeWrapper<unknown>;
  UpsertSystemInput: ResolverTypeWrapper<unknown>;
  UpsertSystemPayload: ResolverTypeWrapper<unknown>;
  VariableInput: ResolverTypeWrapper<unknown>;
  ViewLineageSummary: ResolverTypeWrapper<unknown>;
  WriteMode: ResolverTypeWrapper<unknown>;
  ZoneSemantics: ResolverTypeWrapper<unknown>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AnalyzedStatement: unknown;
  AsOfInput: unknown;
  Boolean: unknown;
  CancelTaskInput: unknown;
  CancelTaskPayload: unknown;
  CatalogChange: CatalogChangeRecord;
  CatalogChanges: unknown;
  CatalogNode: CatalogRecord;
  ChangeBatch: unknown;
  ChangeEvent: ChangeEventRecord;
  ChangeFilter: unknown;
  Check: unknown;
  Column: CatalogRecord;
  ColumnConnection: ColumnList;
  ColumnEdge: unknown;
  ColumnFilter: unknown;
  ColumnInput: unknown;
  ColumnLineagePreview: unknown;
  ColumnName: unknown;
  ColumnPair: unknown;
  ColumnProfile: unknown;
  ColumnType: ColumnTypeRecord;
  Constraint: CatalogRecord;
  ConstraintInput: unknown;
  Cursor: unknown;
  DateTime: unknown;
  DescribeInput: unknown;
  DescribePayload: unknown;
  Evidence: unknown;
  ExtractInput: unknown;
  ExtractPayload: unknown;
  ExtractionCounts: unknown;
  ExtractionProgress: unknown;
  ExtractionRun: RunRecord;
  ExtractionRunConnection: RunPage;
  ExtractionRunEdge: unknown;
  Facet: unknown;
  FacetValue: unknown;
  FeedStatus: unknown;
  Float: unknown;
  Health: unknown;
  ID: unknown;
  ImpactItemConnection: ReachedPage;
  ImpactItemEdge: unknown;
  ImpactReport: Impact;
  ImportSchemaInput: unknown;
  ImportSchemaPayload: unknown;
  Int: unknown;
  JSON: unknown;
  Join: JoinRow;
  JoinConnection: JoinPage;
  JoinEdge: unknown;
  LineageEdge: LineageEdgeRecord;
  LineageGraph: LineageAnswer;
  LineageNode: ReachedNode;
  Long: unknown;
  Mutation: {};
  NormalizationAction: unknown;
  NormalizationReport: unknown;
  PageInfo: unknown;
  ParseIssue: unknown;
  ParseIssueConnection: IssuePage;
  ParseIssueEdge: unknown;
  PhaseTiming: unknown;
  Principal: unknown;
  Project: CatalogRecord;
  ProjectConnection: unknown;
  ProjectEdge: unknown;
  Query: {};
  RunError: unknown;
  Schema: CatalogRecord;
  SchemaConnection: ChildPage;
  SchemaEdge: unknown;
  SchemaInput: unknown;
  SearchHit: SearchHitRecord;
  SearchMatch: unknown;
  ServerInfo: unknown;
  SourceDetection: unknown;
  SourceFile: FileRow;
  SourceInput: unknown;
  SqlAnalysis: unknown;
  Statement: StatementRef;
  StatementConnection: StatementPage;
  StatementEdge: unknown;
  StorageFacts: unknown;
  StorageProperty: unknown;
  String: unknown;
  Subscription: {};
  System: CatalogRecord;
  SystemConnection: ChildPage;
  SystemEdge: unknown;
  Table: CatalogRecord;
  TableConnection: TableList;
  TableEdge: unknown;
  TableFilter: unknown;
  TableInput: unknown;
  Task: unknown;
  TaskConnection: unknown;
  TaskEdge: unknown;
  TaskError: unknown;
  TaskProgress: unknown;
  TraversalCost: unknown;
  TraversalInput: unknown;
  TypeComparison: unknown;
  TypeField: unknown;
  TypeInput: unknown;
  UnresolvedReference: UnresolvedRow;
  UnresolvedReferenceConnection: UnresolvedPage;
  UnresolvedReferenceEdge: unknown;
  UpsertProjectInput: unknown;
  UpsertProjectPayload: unknown;
  UpsertSystemInput: unknown;
  UpsertSystemPayload: unknown;
  VariableInput: unknown;
  ViewLineageSummary: unknown;
};

export type CostDirectiveArgs = {
  weight: Scalars['Int']['input'];
};

export type CostDirectiveResolver<Result, Parent, ContextType = RequestContext, Args = CostDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type DeadlineDirectiveArgs = {
  class?: DeadlineClass;
};

export type DeadlineDirectiveResolver<Result, Parent, ContextType = RequestContext, Args = DeadlineDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type ListSizeDirectiveArgs = {
  assumedSize?: Maybe<Scalars['Int']['input']>;
  slicingArguments?: Maybe<ReadonlyArray<Scalars['String']['input']>>;
};

export type ListSizeDirectiveResolver<Result, Parent, ContextType = RequestContext, Args = ListSizeDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type RequiresDirectiveArgs = {
  project?: Maybe<Scalars['String']['input']>;
  role?: Role;
};

export type RequiresDirectiveResolver<Result, Parent, ContextType = RequestContext, Args = RequiresDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type SensitiveDirectiveArgs = {
  role?: Role;
};

export type SensitiveDirectiveResolver<Result, Parent, ContextType = RequestContext, Args = SensitiveDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type AnalyzedStatementResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AnalyzedStatement'] = ResolversParentTypes['AnalyzedStatement']> = {
  charEnd?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  charStart?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  column?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['StatementKind'], ParentType, ContextType>;
  line?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  ordinal?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  parse?: Resolver<ResolversTypes['ParseOutcome'], ParentType, ContextType>;
  reads?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  writes?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CancelTaskPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CancelTaskPayload'] = ResolversParentTypes['CancelTaskPayload']> = {
  clientMutationId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  task?: Resolver<ResolversTypes['Task'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CatalogChangeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CatalogChange'] = ResolversParentTypes['CatalogChange']> = {
  after?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  before?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  entity?: Resolver<Maybe<ResolversTypes['CatalogNode']>, ParentType, ContextType>;
  entityId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  entityKind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['ChangeKind'], ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CatalogChangesResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CatalogChanges'] = ResolversParentTypes['CatalogChanges']> = {
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  events?: Resolver<ReadonlyArray<ResolversTypes['CatalogChange']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CatalogNodeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CatalogNode'] = ResolversParentTypes['CatalogNode']> = {
  __resolveType: TypeResolveFn<'Column' | 'Project' | 'Schema' | 'System' | 'Table', ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  project?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  qualifiedName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type ChangeBatchResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ChangeBatch'] = ResolversParentTypes['ChangeBatch']> = {
  behind?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  events?: Resolver<ReadonlyArray<ResolversTypes['ChangeEvent']>, ParentType, ContextType>;
  live?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ChangeEventResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ChangeEvent'] = ResolversParentTypes['ChangeEvent']> = {
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  after?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  before?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  cause?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  context?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  element?: Resolver<ResolversTypes['ElementKind'], ParentType, ContextType>;
  entity?: Resolver<Maybe<ResolversTypes['CatalogNode']>, ParentType, ContextType>;
  entityId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  entityKind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['ChangeKind'], ParentType, ContextType>;
  project?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  sourceId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  targetId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CheckResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Check'] = ResolversParentTypes['Check']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  durationMs?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  limit?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  measured?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  samples?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['Status'], ParentType, ContextType>;
  unit?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ColumnResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Column'] = ResolversParentTypes['Column']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  defaultSql?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  fromSeq?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isGenerated?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  isNullable?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  isPartition?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nativeType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  ordinal?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  profile?: Resolver<Maybe<ResolversTypes['ColumnProfile']>, ParentType, ContextType>;
  project?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  qualifiedName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  table?: Resolver<ResolversTypes['Table'], ParentType, ContextType>;
  tags?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  type?: Resolver<Maybe<ResolversTypes['ColumnType']>, ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ColumnConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ColumnConnection'] = ResolversParentTypes['ColumnConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ColumnEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ColumnEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ColumnEdge'] = ResolversParentTypes['ColumnEdge']> = {
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Column'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ColumnLineagePreviewResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ColumnLineagePreview'] = ResolversParentTypes['ColumnLineagePreview']> = {
  confidence?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  expression?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  source?: Resolver<Maybe<ResolversTypes['ColumnName']>, ParentType, ContextType>;
  statement?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  subtype?: Resolver<ResolversTypes['LineageSubtype'], ParentType, ContextType>;
  target?: Resolver<ResolversTypes['ColumnName'], ParentType, ContextType>;
  transformation?: Resolver<Maybe<ResolversTypes['TransformationKind']>, ParentType, ContextType>;
  type?: Resolver<ResolversTypes['LineageType'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ColumnNameResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ColumnName'] = ResolversParentTypes['ColumnName']> = {
  column?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  table?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ColumnPairResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ColumnPair'] = ResolversParentTypes['ColumnPair']> = {
  left?: Resolver<ResolversTypes['Column'], ParentType, ContextType>;
  right?: Resolver<ResolversTypes['Column'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ColumnProfileResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ColumnProfile'] = ResolversParentTypes['ColumnProfile']> = {
  distinctEstimate?: Resolver<Maybe<ResolversTypes['Long']>, ParentType, ContextType>;
  jsonTypes?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  nullRatio?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  presenceRatio?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  rowsSeen?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ColumnTypeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ColumnType'] = ResolversParentTypes['ColumnType']> = {
  canonical?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  element?: Resolver<Maybe<ResolversTypes['ColumnType']>, ParentType, ContextType>;
  enumValues?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  extension?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  family?: Resolver<ResolversTypes['TypeFamily'], ParentType, ContextType>;
  fields?: Resolver<Maybe<ReadonlyArray<ResolversTypes['TypeField']>>, ParentType, ContextType>;
  isFixedLength?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  issues?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ParseIssue']>>, ParentType, ContextType>;
  key?: Resolver<Maybe<ResolversTypes['ColumnType']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['TypeKind'], ParentType, ContextType>;
  length?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  members?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ColumnType']>>, ParentType, ContextType>;
  precision?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  scale?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  text?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, RequireFields<ColumnTypeTextArgs, 'dialect'>>;
  unit?: Resolver<Maybe<ResolversTypes['TimeUnit']>, ParentType, ContextType>;
  zone?: Resolver<Maybe<ResolversTypes['ZoneSemantics']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ConstraintResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Constraint'] = ResolversParentTypes['Constraint']> = {
  checkSql?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  columns?: Resolver<ReadonlyArray<ResolversTypes['Column']>, ParentType, ContextType>;
  evidence?: Resolver<ResolversTypes['Evidence'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isEnforced?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['ConstraintKind'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  project?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  referencedColumns?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Column']>>, ParentType, ContextType>;
  referencedText?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['EvidenceState'], ParentType, ContextType>;
  table?: Resolver<ResolversTypes['Table'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface CursorScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Cursor'], any> {
  name: 'Cursor';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DescribePayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DescribePayload'] = ResolversParentTypes['DescribePayload']> = {
  clientMutationId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['CatalogNode'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type EvidenceResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Evidence'] = ResolversParentTypes['Evidence']> = {
  charEnd?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  charStart?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  column?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  confidence?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  line?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  modelVersion?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  rule?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  sourceFile?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['EvidenceState'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ExtractPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ExtractPayload'] = ResolversParentTypes['ExtractPayload']> = {
  clientMutationId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  run?: Resolver<ResolversTypes['ExtractionRun'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ExtractionCountsResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ExtractionCounts'] = ResolversParentTypes['ExtractionCounts']> = {
  columns?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  constraints?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  created?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  deleted?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  edges?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  issues?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  joins?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  sources?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  statements?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  tables?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unchanged?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unresolved?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  updated?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  views?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ExtractionProgressResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ExtractionProgress'] = ResolversParentTypes['ExtractionProgress']> = {
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  doneBytes?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  doneStatements?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  doneTables?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  issues?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  phase?: Resolver<ResolversTypes['RunPhase'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['TaskState'], ParentType, ContextType>;
  totalBytes?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  totalStatements?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  totalTables?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ExtractionRunResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ExtractionRun'] = ResolversParentTypes['ExtractionRun']> = {
  counts?: Resolver<ResolversTypes['ExtractionCounts'], ParentType, ContextType>;
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['RunError']>, ParentType, ContextType>;
  fromSeq?: Resolver<Maybe<ResolversTypes['Long']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isDryRun?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  issues?: Resolver<ResolversTypes['ParseIssueConnection'], ParentType, ContextType, RequireFields<ExtractionRunIssuesArgs, 'first'>>;
  normalization?: Resolver<ResolversTypes['NormalizationReport'], ParentType, ContextType>;
  phase?: Resolver<ResolversTypes['RunPhase'], ParentType, ContextType>;
  project?: Resolver<ResolversTypes['Project'], ParentType, ContextType>;
  sources?: Resolver<ReadonlyArray<ResolversTypes['SourceFile']>, ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['TaskState'], ParentType, ContextType>;
  system?: Resolver<Maybe<ResolversTypes['System']>, ParentType, ContextType>;
  task?: Resolver<ResolversTypes['Task'], ParentType, ContextType>;
  timings?: Resolver<ReadonlyArray<ResolversTypes['PhaseTiming']>, ParentType, ContextType>;
  toSeq?: Resolver<Maybe<ResolversTypes['Long']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ExtractionRunConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ExtractionRunConnection'] = ResolversParentTypes['ExtractionRunConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ExtractionRunEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ExtractionRunEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ExtractionRunEdge'] = ResolversParentTypes['ExtractionRunEdge']> = {
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ExtractionRun'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type FacetResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Facet'] = ResolversParentTypes['Facet']> = {
  by?: Resolver<ResolversTypes['FacetKind'], ParentType, ContextType>;
  values?: Resolver<ReadonlyArray<ResolversTypes['FacetValue']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type FacetValueResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FacetValue'] = ResolversParentTypes['FacetValue']> = {
  count?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type FeedStatusResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FeedStatus'] = ResolversParentTypes['FeedStatus']> = {
  epoch?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  eventsPerSecond?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  head?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  headSeq?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  horizonSeq?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  oldestAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type HealthResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Health'] = ResolversParentTypes['Health']> = {
  checks?: Resolver<ReadonlyArray<ResolversTypes['Check']>, ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['Status'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ImpactItemConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ImpactItemConnection'] = ResolversParentTypes['ImpactItemConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ImpactItemEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ImpactItemEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ImpactItemEdge'] = ResolversParentTypes['ImpactItemEdge']> = {
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['LineageNode'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ImpactReportResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ImpactReport'] = ResolversParentTypes['ImpactReport']> = {
  byDepth?: Resolver<ReadonlyArray<ResolversTypes['Int']>, ParentType, ContextType>;
  columns?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  isPartial?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  items?: Resolver<ResolversTypes['ImpactItemConnection'], ParentType, ContextType, RequireFields<ImpactReportItemsArgs, 'first'>>;
  jobs?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  root?: Resolver<ResolversTypes['CatalogNode'], ParentType, ContextType>;
  stoppedBy?: Resolver<Maybe<ResolversTypes['StopReason']>, ParentType, ContextType>;
  tables?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  views?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ImportSchemaPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ImportSchemaPayload'] = ResolversParentTypes['ImportSchemaPayload']> = {
  clientMutationId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  created?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  deleted?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  isDryRun?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  issues?: Resolver<ReadonlyArray<ResolversTypes['ParseIssue']>, ParentType, ContextType>;
  system?: Resolver<ResolversTypes['System'], ParentType, ContextType>;
  unchanged?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  updated?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type JoinResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Join'] = ResolversParentTypes['Join']> = {
  columnPairs?: Resolver<ReadonlyArray<ResolversTypes['ColumnPair']>, ParentType, ContextType>;
  conditionSql?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isEquality?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['JoinKind'], ParentType, ContextType>;
  left?: Resolver<Maybe<ResolversTypes['Table']>, ParentType, ContextType>;
  ordinal?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  right?: Resolver<Maybe<ResolversTypes['Table']>, ParentType, ContextType>;
  statement?: Resolver<ResolversTypes['Statement'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type JoinConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['JoinConnection'] = ResolversParentTypes['JoinConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['JoinEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type JoinEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['JoinEdge'] = ResolversParentTypes['JoinEdge']> = {
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Join'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LineageEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LineageEdge'] = ResolversParentTypes['LineageEdge']> = {
  confidence?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  evidence?: Resolver<Maybe<ResolversTypes['Evidence']>, ParentType, ContextType>;
  expression?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isMasking?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  origin?: Resolver<ResolversTypes['LineageOrigin'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['EvidenceState'], ParentType, ContextType>;
  statements?: Resolver<ReadonlyArray<ResolversTypes['ID']>, ParentType, ContextType>;
  subtype?: Resolver<Maybe<ResolversTypes['LineageSubtype']>, ParentType, ContextType>;
  target?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  transformation?: Resolver<Maybe<ResolversTypes['TransformationKind']>, ParentType, ContextType>;
  type?: Resolver<Maybe<ResolversTypes['LineageType']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LineageGraphResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LineageGraph'] = ResolversParentTypes['LineageGraph']> = {
  asOfSeq?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  cost?: Resolver<ResolversTypes['TraversalCost'], ParentType, ContextType>;
  depthReached?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  edges?: Resolver<ReadonlyArray<ResolversTypes['LineageEdge']>, ParentType, ContextType>;
  isPartial?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['LineageNode']>, ParentType, ContextType>;
  stoppedBy?: Resolver<Maybe<ResolversTypes['StopReason']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LineageNodeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LineageNode'] = ResolversParentTypes['LineageNode']> = {
  depth?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['CatalogNode'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface LongScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Long'], any> {
  name: 'Long';
}

export type MutationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  cancelTask?: Resolver<ResolversTypes['CancelTaskPayload'], ParentType, ContextType, RequireFields<MutationCancelTaskArgs, 'input'>>;
  describe?: Resolver<ResolversTypes['DescribePayload'], ParentType, ContextType, RequireFields<MutationDescribeArgs, 'input'>>;
  extract?: Resolver<ResolversTypes['ExtractPayload'], ParentType, ContextType, RequireFields<MutationExtractArgs, 'input'>>;
  importSchema?: Resolver<ResolversTypes['ImportSchemaPayload'], ParentType, ContextType, RequireFields<MutationImportSchemaArgs, 'input'>>;
  upsertProject?: Resolver<ResolversTypes['UpsertProjectPayload'], ParentType, ContextType, RequireFields<MutationUpsertProjectArgs, 'input'>>;
  upsertSystem?: Resolver<ResolversTypes['UpsertSystemPayload'], ParentType, ContextType, RequireFields<MutationUpsertSystemArgs, 'input'>>;
};

export type NormalizationActionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['NormalizationAction'] = ResolversParentTypes['NormalizationAction']> = {
  entity?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NormalizationReportResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['NormalizationReport'] = ResolversParentTypes['NormalizationReport']> = {
  actions?: Resolver<ReadonlyArray<ResolversTypes['NormalizationAction']>, ParentType, ContextType>;
  aliases?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  merged?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  quarantined?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  typeConflicts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unresolved?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['Cursor']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['Cursor']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ParseIssueResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ParseIssue'] = ResolversParentTypes['ParseIssue']> = {
  charEnd?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  charStart?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  column?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  file?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  hint?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  line?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  severity?: Resolver<ResolversTypes['Severity'], ParentType, ContextType>;
  statement?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ParseIssueConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ParseIssueConnection'] = ResolversParentTypes['ParseIssueConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ParseIssueEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ParseIssueEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ParseIssueEdge'] = ResolversParentTypes['ParseIssueEdge']> = {
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ParseIssue'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PhaseTimingResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PhaseTiming'] = ResolversParentTypes['PhaseTiming']> = {
  cpuMs?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  phase?: Resolver<ResolversTypes['RunPhase'], ParentType, ContextType>;
  wallMs?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PrincipalResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Principal'] = ResolversParentTypes['Principal']> = {
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  projects?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ID']>>, ParentType, ContextType>;
  roles?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProjectResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Project'] = ResolversParentTypes['Project']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  fromSeq?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  project?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  qualifiedName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  systems?: Resolver<ResolversTypes['SystemConnection'], ParentType, ContextType, RequireFields<ProjectSystemsArgs, 'first'>>;
  tags?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProjectConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ProjectConnection'] = ResolversParentTypes['ProjectConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ProjectEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProjectEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ProjectEdge'] = ResolversParentTypes['ProjectEdge']> = {
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Project'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type QueryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  analyzeSql?: Resolver<ResolversTypes['SqlAnalysis'], ParentType, ContextType, RequireFields<QueryAnalyzeSqlArgs, 'dialect' | 'text'>>;
  changes?: Resolver<ResolversTypes['ChangeBatch'], ParentType, ContextType, RequireFields<QueryChangesArgs, 'first'>>;
  columns?: Resolver<ResolversTypes['ColumnConnection'], ParentType, ContextType, RequireFields<QueryColumnsArgs, 'first' | 'project'>>;
  compareTypes?: Resolver<ResolversTypes['TypeComparison'], ParentType, ContextType, RequireFields<QueryCompareTypesArgs, 'left' | 'right'>>;
  detectSource?: Resolver<ResolversTypes['SourceDetection'], ParentType, ContextType, RequireFields<QueryDetectSourceArgs, 'text'>>;
  extractionRun?: Resolver<Maybe<ResolversTypes['ExtractionRun']>, ParentType, ContextType, RequireFields<QueryExtractionRunArgs, 'id'>>;
  extractionRuns?: Resolver<ResolversTypes['ExtractionRunConnection'], ParentType, ContextType, RequireFields<QueryExtractionRunsArgs, 'first' | 'project'>>;
  facets?: Resolver<ReadonlyArray<ResolversTypes['Facet']>, ParentType, ContextType, RequireFields<QueryFacetsArgs, 'by' | 'project'>>;
  feedStatus?: Resolver<ResolversTypes['FeedStatus'], ParentType, ContextType>;
  health?: Resolver<ResolversTypes['Health'], ParentType, ContextType>;
  impact?: Resolver<ResolversTypes['ImpactReport'], ParentType, ContextType, RequireFields<QueryImpactArgs, 'id'>>;
  joins?: Resolver<ResolversTypes['JoinConnection'], ParentType, ContextType, RequireFields<QueryJoinsArgs, 'first' | 'project'>>;
  lineage?: Resolver<ResolversTypes['LineageGraph'], ParentType, ContextType, RequireFields<QueryLineageArgs, 'ids'>>;
  me?: Resolver<ResolversTypes['Principal'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['CatalogNode']>, ParentType, ContextType, RequireFields<QueryNodeArgs, 'id'>>;
  nodes?: Resolver<ReadonlyArray<Maybe<ResolversTypes['CatalogNode']>>, ParentType, ContextType, RequireFields<QueryNodesArgs, 'ids'>>;
  parseType?: Resolver<ResolversTypes['ColumnType'], ParentType, ContextType, RequireFields<QueryParseTypeArgs, 'dialect' | 'text'>>;
  projects?: Resolver<ResolversTypes['ProjectConnection'], ParentType, ContextType, RequireFields<QueryProjectsArgs, 'first'>>;
  searchCatalog?: Resolver<ReadonlyArray<ResolversTypes['SearchHit']>, ParentType, ContextType, RequireFields<QuerySearchCatalogArgs, 'first' | 'project' | 'text'>>;
  serverInfo?: Resolver<ResolversTypes['ServerInfo'], ParentType, ContextType>;
  tables?: Resolver<ResolversTypes['TableConnection'], ParentType, ContextType, RequireFields<QueryTablesArgs, 'first' | 'project'>>;
  task?: Resolver<Maybe<ResolversTypes['Task']>, ParentType, ContextType, RequireFields<QueryTaskArgs, 'id'>>;
  tasks?: Resolver<ResolversTypes['TaskConnection'], ParentType, ContextType, RequireFields<QueryTasksArgs, 'first'>>;
  unresolvedReferences?: Resolver<ResolversTypes['UnresolvedReferenceConnection'], ParentType, ContextType, RequireFields<QueryUnresolvedReferencesArgs, 'first' | 'project'>>;
  viewLineageSummary?: Resolver<ResolversTypes['ViewLineageSummary'], ParentType, ContextType, RequireFields<QueryViewLineageSummaryArgs, 'project'>>;
};

export type RunErrorResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RunError'] = ResolversParentTypes['RunError']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SchemaResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Schema'] = ResolversParentTypes['Schema']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  fromSeq?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  project?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  qualifiedName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  system?: Resolver<ResolversTypes['System'], ParentType, ContextType>;
  tables?: Resolver<ResolversTypes['TableConnection'], ParentType, ContextType, RequireFields<SchemaTablesArgs, 'first'>>;
  tags?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SchemaConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SchemaConnection'] = ResolversParentTypes['SchemaConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['SchemaEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SchemaEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SchemaEdge'] = ResolversParentTypes['SchemaEdge']> = {
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Schema'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SearchHitResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SearchHit'] = ResolversParentTypes['SearchHit']> = {
  matched?: Resolver<ReadonlyArray<ResolversTypes['SearchMatch']>, ParentType, ContextType>;
  node?: Resolver<ResolversTypes['CatalogNode'], ParentType, ContextType>;
  score?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SearchMatchResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SearchMatch'] = ResolversParentTypes['SearchMatch']> = {
  field?: Resolver<ResolversTypes['MatchedField'], ParentType, ContextType>;
  fragment?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ServerInfoResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ServerInfo'] = ResolversParentTypes['ServerInfo']> = {
  embedded?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  limits?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  migration?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  neo4jEdition?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  neo4jVersion?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nodeVersion?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  schemaHash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SourceDetectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SourceDetection'] = ResolversParentTypes['SourceDetection']> = {
  dialect?: Resolver<Maybe<ResolversTypes['Dialect']>, ParentType, ContextType>;
  evidence?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['SourceKind'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SourceFileResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SourceFile'] = ResolversParentTypes['SourceFile']> = {
  bytes?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  dialect?: Resolver<Maybe<ResolversTypes['Dialect']>, ParentType, ContextType>;
  encoding?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['SourceKind'], ParentType, ContextType>;
  kindEvidence?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sha256?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  statements?: Resolver<ResolversTypes['StatementConnection'], ParentType, ContextType, RequireFields<SourceFileStatementsArgs, 'first'>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SqlAnalysisResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SqlAnalysis'] = ResolversParentTypes['SqlAnalysis']> = {
  issues?: Resolver<ReadonlyArray<ResolversTypes['ParseIssue']>, ParentType, ContextType>;
  lineage?: Resolver<ReadonlyArray<ResolversTypes['ColumnLineagePreview']>, ParentType, ContextType>;
  statements?: Resolver<ReadonlyArray<ResolversTypes['AnalyzedStatement']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type StatementResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Statement'] = ResolversParentTypes['Statement']> = {
  boundary?: Resolver<ResolversTypes['BoundaryKind'], ParentType, ContextType>;
  charEnd?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  charStart?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  column?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  joins?: Resolver<ReadonlyArray<ResolversTypes['Join']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['StatementKind'], ParentType, ContextType>;
  line?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  ordinal?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  parse?: Resolver<ResolversTypes['ParseOutcome'], ParentType, ContextType>;
  reads?: Resolver<ReadonlyArray<ResolversTypes['Table']>, ParentType, ContextType>;
  referencedColumns?: Resolver<ReadonlyArray<ResolversTypes['Column']>, ParentType, ContextType>;
  sourceFile?: Resolver<ResolversTypes['SourceFile'], ParentType, ContextType>;
  text?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  textSha256?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  writes?: Resolver<ReadonlyArray<ResolversTypes['Table']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type StatementConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StatementConnection'] = ResolversParentTypes['StatementConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['StatementEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type StatementEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StatementEdge'] = ResolversParentTypes['StatementEdge']> = {
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Statement'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type StorageFactsResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StorageFacts'] = ResolversParentTypes['StorageFacts']> = {
  clusteredBy?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  format?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  location?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  partitionedBy?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  partitions?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  properties?: Resolver<ReadonlyArray<ResolversTypes['StorageProperty']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type StoragePropertyResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StorageProperty'] = ResolversParentTypes['StorageProperty']> = {
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  catalogChanged?: SubscriptionResolver<ResolversTypes['CatalogChanges'], "catalogChanged", ParentType, ContextType, RequireFields<SubscriptionCatalogChangedArgs, 'project'>>;
  changes?: SubscriptionResolver<ResolversTypes['ChangeBatch'], "changes", ParentType, ContextType, RequireFields<SubscriptionChangesArgs, 'coalesceMs' | 'heartbeatSeconds' | 'maxBatch'>>;
  entityChanged?: SubscriptionResolver<ResolversTypes['ChangeBatch'], "entityChanged", ParentType, ContextType, RequireFields<SubscriptionEntityChangedArgs, 'ids'>>;
  extractionProgress?: SubscriptionResolver<ResolversTypes['ExtractionProgress'], "extractionProgress", ParentType, ContextType, RequireFields<SubscriptionExtractionProgressArgs, 'runId'>>;
  taskProgress?: SubscriptionResolver<ResolversTypes['TaskProgress'], "taskProgress", ParentType, ContextType, RequireFields<SubscriptionTaskProgressArgs, 'id'>>;
};

export type SystemResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['System'] = ResolversParentTypes['System']> = {
  caseRule?: Resolver<ResolversTypes['CaseRule'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  dialect?: Resolver<ResolversTypes['Dialect'], ParentType, ContextType>;
  fromSeq?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  namespaces?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  project?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  qualifiedName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  schemas?: Resolver<ResolversTypes['SchemaConnection'], ParentType, ContextType, RequireFields<SystemSchemasArgs, 'first'>>;
  tags?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SystemConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SystemConnection'] = ResolversParentTypes['SystemConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['SystemEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SystemEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SystemEdge'] = ResolversParentTypes['SystemEdge']> = {
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['System'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TableResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Table'] = ResolversParentTypes['Table']> = {
  columnCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  columns?: Resolver<ResolversTypes['ColumnConnection'], ParentType, ContextType, RequireFields<TableColumnsArgs, 'first'>>;
  constraints?: Resolver<ReadonlyArray<ResolversTypes['Constraint']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  fromSeq?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isComplete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  isExternal?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  layer?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  owner?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  project?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  qualifiedName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  schema?: Resolver<ResolversTypes['Schema'], ParentType, ContextType>;
  storage?: Resolver<Maybe<ResolversTypes['StorageFacts']>, ParentType, ContextType>;
  tableKind?: Resolver<ResolversTypes['TableKind'], ParentType, ContextType>;
  tags?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  viewSql?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TableConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TableConnection'] = ResolversParentTypes['TableConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['TableEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TableEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TableEdge'] = ResolversParentTypes['TableEdge']> = {
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Table'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TaskResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Task'] = ResolversParentTypes['Task']> = {
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  attempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['TaskError']>, ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  maxAttempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  priority?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  progress?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  project?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  result?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  runAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  startedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['TaskState'], ParentType, ContextType>;
  step?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TaskConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TaskConnection'] = ResolversParentTypes['TaskConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['TaskEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TaskEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TaskEdge'] = ResolversParentTypes['TaskEdge']> = {
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Task'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TaskErrorResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TaskError'] = ResolversParentTypes['TaskError']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TaskProgressResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TaskProgress'] = ResolversParentTypes['TaskProgress']> = {
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  task?: Resolver<ResolversTypes['Task'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TraversalCostResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TraversalCost'] = ResolversParentTypes['TraversalCost']> = {
  edgesRead?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  elapsedMs?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  statements?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TypeComparisonResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TypeComparison'] = ResolversParentTypes['TypeComparison']> = {
  crossesFamily?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  join?: Resolver<Maybe<ResolversTypes['ColumnType']>, ParentType, ContextType>;
  left?: Resolver<ResolversTypes['ColumnType'], ParentType, ContextType>;
  relation?: Resolver<ResolversTypes['TypeRelation'], ParentType, ContextType>;
  right?: Resolver<ResolversTypes['ColumnType'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TypeFieldResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TypeField'] = ResolversParentTypes['TypeField']> = {
  isNullable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  type?: Resolver<ResolversTypes['ColumnType'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UnresolvedReferenceResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UnresolvedReference'] = ResolversParentTypes['UnresolvedReference']> = {
  candidates?: Resolver<ReadonlyArray<ResolversTypes['Column']>, ParentType, ContextType>;
  column?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  line?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['UnresolvedReason'], ParentType, ContextType>;
  statement?: Resolver<ResolversTypes['Statement'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UnresolvedReferenceConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UnresolvedReferenceConnection'] = ResolversParentTypes['UnresolvedReferenceConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['UnresolvedReferenceEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UnresolvedReferenceEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UnresolvedReferenceEdge'] = ResolversParentTypes['UnresolvedReferenceEdge']> = {
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['UnresolvedReference'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UpsertProjectPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UpsertProjectPayload'] = ResolversParentTypes['UpsertProjectPayload']> = {
  clientMutationId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  project?: Resolver<ResolversTypes['Project'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UpsertSystemPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UpsertSystemPayload'] = ResolversParentTypes['UpsertSystemPayload']> = {
  clientMutationId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  system?: Resolver<ResolversTypes['System'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ViewLineageSummaryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ViewLineageSummary'] = ResolversParentTypes['ViewLineageSummary']> = {
  columns?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  constantColumns?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  joinCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  resolution?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  resolutionLower?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  resolvedColumns?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  typeCoverage?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  typeCoverageLower?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  typedColumns?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unresolvedColumns?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  viewWeightedResolution?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  views?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type Resolvers<ContextType = RequestContext> = {
  AnalyzedStatement?: AnalyzedStatementResolvers<ContextType>;
  CancelTaskPayload?: CancelTaskPayloadResolvers<ContextType>;
  CatalogChange?: CatalogChangeResolvers<ContextType>;
  CatalogChanges?: CatalogChangesResolvers<ContextType>;
  CatalogNode?: CatalogNodeResolvers<ContextType>;
  ChangeBatch?: ChangeBatchResolvers<ContextType>;
  ChangeEvent?: ChangeEventResolvers<ContextType>;
  Check?: CheckResolvers<ContextType>;
  Column?: ColumnResolvers<ContextType>;
  ColumnConnection?: ColumnConnectionResolvers<ContextType>;
  ColumnEdge?: ColumnEdgeResolvers<ContextType>;
  ColumnLineagePreview?: ColumnLineagePreviewResolvers<ContextType>;
  ColumnName?: ColumnNameResolvers<ContextType>;
  ColumnPair?: ColumnPairResolvers<ContextType>;
  ColumnProfile?: ColumnProfileResolvers<ContextType>;
  ColumnType?: ColumnTypeResolvers<ContextType>;
  Constraint?: ConstraintResolvers<ContextType>;
  Cursor?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  DescribePayload?: DescribePayloadResolvers<ContextType>;
  Evidence?: EvidenceResolvers<ContextType>;
  ExtractPayload?: ExtractPayloadResolvers<ContextType>;
  ExtractionCounts?: ExtractionCountsResolvers<ContextType>;
  ExtractionProgress?: ExtractionProgressResolvers<ContextType>;
  ExtractionRun?: ExtractionRunResolvers<ContextType>;
  ExtractionRunConnection?: ExtractionRunConnectionResolvers<ContextType>;
  ExtractionRunEdge?: ExtractionRunEdgeResolvers<ContextType>;
  Facet?: FacetResolvers<ContextType>;
  FacetValue?: FacetValueResolvers<ContextType>;
  FeedStatus?: FeedStatusResolvers<ContextType>;
  Health?: HealthResolvers<ContextType>;
  ImpactItemConnection?: ImpactItemConnectionResolvers<ContextType>;
  ImpactItemEdge?: ImpactItemEdgeResolvers<ContextType>;
  ImpactReport?: ImpactReportResolvers<ContextType>;
  ImportSchemaPayload?: ImportSchemaPayloadResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  Join?: JoinResolvers<ContextType>;
  JoinConnection?: JoinConnectionResolvers<ContextType>;
  JoinEdge?: JoinEdgeResolvers<ContextType>;
  LineageEdge?: LineageEdgeResolvers<ContextType>;
  LineageGraph?: LineageGraphResolvers<ContextType>;
  LineageNode?: LineageNodeResolvers<ContextType>;
  Long?: GraphQLScalarType;
  Mutation?: MutationResolvers<ContextType>;
  NormalizationAction?: NormalizationActionResolvers<ContextType>;
  NormalizationReport?: NormalizationReportResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  ParseIssue?: ParseIssueResolvers<ContextType>;
  ParseIssueConnection?: ParseIssueConnectionResolvers<ContextType>;
  ParseIssueEdge?: ParseIssueEdgeResolvers<ContextType>;
  PhaseTiming?: PhaseTimingResolvers<ContextType>;
  Principal?: PrincipalResolvers<ContextType>;
  Project?: ProjectResolvers<ContextType>;
  ProjectConnection?: ProjectConnectionResolvers<ContextType>;
  ProjectEdge?: ProjectEdgeResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RunError?: RunErrorResolvers<ContextType>;
  Schema?: SchemaResolvers<ContextType>;
  SchemaConnection?: SchemaConnectionResolvers<ContextType>;
  SchemaEdge?: SchemaEdgeResolvers<ContextType>;
  SearchHit?: SearchHitResolvers<ContextType>;
  SearchMatch?: SearchMatchResolvers<ContextType>;
  ServerInfo?: ServerInfoResolvers<ContextType>;
  SourceDetection?: SourceDetectionResolvers<ContextType>;
  SourceFile?: SourceFileResolvers<ContextType>;
  SqlAnalysis?: SqlAnalysisResolvers<ContextType>;
  Statement?: StatementResolvers<ContextType>;
  StatementConnection?: StatementConnectionResolvers<ContextType>;
  StatementEdge?: StatementEdgeResolvers<ContextType>;
  StorageFacts?: StorageFactsResolvers<ContextType>;
  StorageProperty?: StoragePropertyResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  System?: SystemResolvers<ContextType>;
  SystemConnection?: SystemConnectionResolvers<ContextType>;
  SystemEdge?: SystemEdgeResolvers<ContextType>;
  Table?: TableResolvers<ContextType>;
  TableConnection?: TableConnectionResolvers<ContextType>;
  TableEdge?: TableEdgeResolvers<ContextType>;
  Task?: TaskResolvers<ContextType>;
  TaskConnection?: TaskConnectionResolvers<ContextType>;
  TaskEdge?: TaskEdgeResolvers<ContextType>;
  TaskError?: TaskErrorResolvers<ContextType>;
  TaskProgress?: TaskProgressResolvers<ContextType>;
  TraversalCost?: TraversalCostResolvers<ContextType>;
  TypeComparison?: TypeComparisonResolvers<ContextType>;
  TypeField?: TypeFieldResolvers<ContextType>;
  UnresolvedReference?: UnresolvedReferenceResolvers<ContextType>;
  UnresolvedReferenceConnection?: UnresolvedReferenceConnectionResolvers<ContextType>;
  UnresolvedReferenceEdge?: UnresolvedReferenceEdgeResolvers<ContextType>;
  UpsertProjectPayload?: UpsertProjectPayloadResolvers<ContextType>;
  UpsertSystemPayload?: UpsertSystemPayloadResolvers<ContextType>;
  ViewLineageSummary?: ViewLineageSummaryResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = RequestContext> = {
  cost?: CostDirectiveResolver<any, any, ContextType>;
  deadline?: DeadlineDirectiveResolver<any, any, ContextType>;
  listSize?: ListSizeDirectiveResolver<any, any, ContextType>;
  requires?: RequiresDirectiveResolver<any, any, ContextType>;
  sensitive?: SensitiveDirectiveResolver<any, any, ContextType>;
};
