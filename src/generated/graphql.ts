import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { RequestContext } from '../server/context.js';
export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null | undefined;
export type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
export type MakeOptional<T, K extends keyof T> = Omit<T, K> & { [SubKey in K]?: Maybe<T[SubKey]> };
export type MakeMaybe<T, K extends keyof T> = Omit<T, K> & { [SubKey in K]: Maybe<T[SubKey]> };
export type MakeEmpty<T extends { [key: string]: unknown }, K extends keyof T> = { [_ in K]?: never };
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
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

/** A moment in the history of the graph: exactly one member. */
export type AsOfInput =
  /** Point in time. */
  { readonly at: Scalars['DateTime']['input']; readonly seq?: never; readonly snapshot?: never; }
  |  /** Sequence number of the change feed. */
  { readonly at?: never; readonly seq: Scalars['Long']['input']; readonly snapshot?: never; }
  |  /** Id of a named snapshot. */
  { readonly at?: never; readonly seq?: never; readonly snapshot: Scalars['ID']['input']; };

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

/** Class of deadline of an operation. */
export type DeadlineClass =
  /** 5 s. */
  | 'FAST'
  /** 120 s. */
  | 'HEAVY'
  /** 30 s. */
  | 'READ';

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

/** Writes. A change commits together with its event; every answer carries the `cursor` of that event. */
export type Mutation = {
  readonly __typename?: 'Mutation';
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

/** Reads. Every field answers under a deadline and within the caller's projects. */
export type Query = {
  readonly __typename?: 'Query';
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

/** How much a reported problem matters. */
export type Severity =
  /** Something was refused. */
  | 'ERROR'
  /** Worth knowing; nothing was lost. */
  | 'INFO'
  /** Something was kept in part. */
  | 'WARNING';

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

/** Streams of the one change feed. Every payload has a `cursor`; `after` resumes without loss or repeat. */
export type Subscription = {
  readonly __typename?: 'Subscription';
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
  AsOfInput: ResolverTypeWrapper<unknown>;
  Boolean: ResolverTypeWrapper<unknown>;
  CatalogNode: ResolverTypeWrapper<unknown>;
  Cursor: ResolverTypeWrapper<unknown>;
  DateTime: ResolverTypeWrapper<unknown>;
  DeadlineClass: ResolverTypeWrapper<unknown>;
  Evidence: ResolverTypeWrapper<unknown>;
  EvidenceState: ResolverTypeWrapper<unknown>;
  Float: ResolverTypeWrapper<unknown>;
  ID: ResolverTypeWrapper<unknown>;
  Int: ResolverTypeWrapper<unknown>;
  JSON: ResolverTypeWrapper<unknown>;
  Long: ResolverTypeWrapper<unknown>;
  Mutation: ResolverTypeWrapper<{}>;
  PageInfo: ResolverTypeWrapper<unknown>;
  ParseIssue: ResolverTypeWrapper<unknown>;
  Query: ResolverTypeWrapper<{}>;
  Role: ResolverTypeWrapper<unknown>;
  Severity: ResolverTypeWrapper<unknown>;
  StopReason: ResolverTypeWrapper<unknown>;
  String: ResolverTypeWrapper<unknown>;
  Subscription: ResolverTypeWrapper<{}>;
  TaskState: ResolverTypeWrapper<unknown>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AsOfInput: unknown;
  Boolean: unknown;
  CatalogNode: unknown;
  Cursor: unknown;
  DateTime: unknown;
  Evidence: unknown;
  Float: unknown;
  ID: unknown;
  Int: unknown;
  JSON: unknown;
  Long: unknown;
  Mutation: {};
  PageInfo: unknown;
  ParseIssue: unknown;
  Query: {};
  String: unknown;
  Subscription: {};
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

export type CatalogNodeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CatalogNode'] = ResolversParentTypes['CatalogNode']> = {
  __resolveType: TypeResolveFn<null, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  project?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  qualifiedName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export interface CursorScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Cursor'], any> {
  name: 'Cursor';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

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

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export interface LongScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Long'], any> {
  name: 'Long';
}

export type MutationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {};

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

export type QueryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {};

export type SubscriptionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {};

export type Resolvers<ContextType = RequestContext> = {
  CatalogNode?: CatalogNodeResolvers<ContextType>;
  Cursor?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Evidence?: EvidenceResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  Long?: GraphQLScalarType;
  Mutation?: MutationResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  ParseIssue?: ParseIssueResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = RequestContext> = {
  cost?: CostDirectiveResolver<any, any, ContextType>;
  deadline?: DeadlineDirectiveResolver<any, any, ContextType>;
  listSize?: ListSizeDirectiveResolver<any, any, ContextType>;
  requires?: RequiresDirectiveResolver<any, any, ContextType>;
  sensitive?: SensitiveDirectiveResolver<any, any, ContextType>;
};
