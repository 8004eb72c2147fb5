/**
 * The generated read tier: @neo4j/graphql over `schema/generated-tier/`, read only. Names are moved out of
 * the way of the hand-written schema (`tableNodes(where: TableWhere)`), connections are dropped because
 * they collect every node before their limit, and each type filters by the caller's projects.
 */
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MapperKind, mapSchema, pruneSchema } from '@graphql-tools/utils';
import { Neo4jGraphQL } from '@neo4j/graphql';
import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLFieldConfig,
  type GraphQLFieldResolver,
  type GraphQLInputObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isInputObjectType,
  Kind,
  parse,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql';
import neo4j, { type Driver } from 'neo4j-driver';
import { badUserInput, limitExceeded } from '../errors.js';
import { packageRoot } from '../paths.js';
import type { RequestContext } from './context.js';
import { reasonOf } from './guards.js';

export interface TierOptions {
  readonly driver: Driver;
  readonly database: string;
  /** Ids of all projects: what a caller without project restriction reads. */
  allProjects(context: RequestContext): Promise<readonly string[]>;
}

/** A deeper filter makes statements that fail on an empty database (neo4j/graphql 2032). */
const MAX_FILTER_DEPTH = 5;
const MAX_LIMIT = 1_000;
/** Beyond the caller's time, so that the caller's own deadline speaks first. */
const GRACE_MS = 500;

/** What every type of the tier carries: read only, pages bounded, projects filtered. */
const rules = `
  type Rules
    @query(read: true, aggregate: false)
    @mutation(operations: [])
    @limit(default: 50, max: ${MAX_LIMIT})
    @authorization(filter: [{ requireAuthentication: false, where: { node: { project: { in: "$context.projects" } } } }]) {
    id: ID
  }`;

export async function generatedTier(options: TierOptions): Promise<GraphQLSchema> {
  const library = new Neo4jGraphQL({
    typeDefs: tierDefinitions(),
    features: {
      // Nobody reads tokens here: the key only tells the library that rules without one are meant.
      authorization: { key: randomUUID() },
      excludeDeprecatedFields: {
        mutationOperations: true,
        aggregationFilters: true,
        aggregationFiltersOutsideConnection: true,
        relationshipFilters: true,
        attributeFilters: true,
      },
    },
  });
  return fitted(await library.getSchema(), options);
}

export function tierDefinitions(): DocumentNode {
  const folder = join(packageRoot, 'schema', 'generated-tier');
  const texts = readdirSync(folder)
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8'));
  const document = parse(texts.join('\n'));
  const added = directivesOf(parse(rules));
  return {
    ...document,
    definitions: document.definitions.map((definition) =>
      definition.kind === Kind.OBJECT_TYPE_DEFINITION
        ? { ...definition, directives: [...(definition.directives ?? []), ...added] }
        : definition,
    ),
  };
}

function directivesOf(document: DocumentNode): readonly ConstDirectiveNode[] {
  const [definition] = document.definitions;
  return definition?.kind === Kind.OBJECT_TYPE_DEFINITION ? (definition.directives ?? []) : [];
}

type Field = GraphQLFieldConfig<unknown, RequestContext>;

function fitted(schema: GraphQLSchema, options: TierOptions): GraphQLSchema {
  const reduced = mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: (_config, name) => (name.endsWith('Connection') ? null : undefined),
    [MapperKind.INPUT_OBJECT_FIELD]: (_config, name) => (name.endsWith('Connection') ? null : undefined),
    [MapperKind.MUTATION]: () => null,
    [MapperKind.SUBSCRIPTION]: () => null,
  });
  const renamed = mapSchema(reduced, {
    [MapperKind.INPUT_OBJECT_TYPE]: (type) => renamedInput(type),
    [MapperKind.QUERY_ROOT_FIELD]: (config: Field) => ({
      ...config,
      resolve: reading(config.resolve ?? (() => null), options),
    }),
  });
  return pruneSchema(renamed);
}

function renamedInput(type: GraphQLInputObjectType): GraphQLInputObjectType | undefined {
  const name = type.name.replace(/^([A-Z][A-Za-z]*?)Node(?=Where|Sort|Relationship|[A-Z])/, '$1');
  if (name === type.name || !isInputObjectType(type)) return undefined;
  const config = type.toConfig();
  return new (type.constructor as typeof GraphQLInputObjectType)({ ...config, name });
}

/** A root field of the tier, under the request's deadline and signal and within its projects. */
function reading(
  resolve: GraphQLFieldResolver<unknown, RequestContext>,
  options: TierOptions,
): GraphQLFieldResolver<unknown, RequestContext> {
  return async (source, args, context, info) => {
    checkArguments(info);
    const projects = context.projects ?? (await options.allProjects(context));
    const tierContext = {
      projects,
      executionContext: { run: (text: string, params: object) => run(options, context, text, params) },
    };
    return resolve(source, args, tierContext as unknown as RequestContext, info);
  };
}

/** The library would clamp a large limit in silence and hand a negative one to the database. */
function checkArguments(info: GraphQLResolveInfo): void {
  const values = info.variableValues;
  const check = (node: FieldNode): void => {
    for (const argument of node.arguments ?? []) {
      const value: unknown = valueFromASTUntyped(argument.value, values);
      if (argument.name.value === 'where') {
        const depth = filterDepth(value);
        if (depth > MAX_FILTER_DEPTH) throw limitExceeded('filterDepth', depth, MAX_FILTER_DEPTH);
      } else if (argument.name.value === 'limit' && value !== undefined) {
        const isWithin = Number.isInteger(value) && Number(value) >= 1 && Number(value) <= MAX_LIMIT;
        if (!isWithin) throw badUserInput('limit', `an integer from 1 to ${MAX_LIMIT}`, value);
      } else if (argument.name.value === 'offset' && Number(value ?? 0) < 0) {
        throw badUserInput('offset', 'an integer from 0 up', value);
      }
    }
    walk(node.selectionSet);
  };
  const walk = (set: SelectionSetNode | undefined): void => {
    for (const selection of set?.selections ?? []) {
      if (selection.kind === Kind.FIELD) check(selection);
      else if (selection.kind === Kind.INLINE_FRAGMENT) walk(selection.selectionSet);
      else walk(info.fragments[selection.name.value]?.selectionSet);
    }
  };
  for (const node of info.fieldNodes) check(node);
}

const nesting: ReadonlySet<string> = new Set(['AND', 'OR', 'NOT', 'some', 'all', 'none', 'single']);

/** Levels of a filter: itself, and one more for each AND, OR, NOT or related node inside one another. */
export function filterDepth(filter: unknown): number {
  if (typeof filter !== 'object' || filter === null) return 0;
  return 1 + deepest(filter);
}

function deepest(value: unknown): number {
  if (Array.isArray(value)) return Math.max(0, ...value.map(deepest));
  if (typeof value !== 'object' || value === null) return 0;
  const depths = Object.entries(value).map(([key, inner]) => deepest(inner) + (nesting.has(key) ? 1 : 0));
  return Math.max(0, ...depths);
}

async function run(options: TierOptions, context: RequestContext, text: string, params: object) {
  const { signal, timeoutMs } = context.readOptions();
  if (signal?.aborted) throw reasonOf(signal);
  const session = options.driver.session({
    database: options.database,
    defaultAccessMode: neo4j.session.READ,
  });
  // Closing the session resets its connection, which stops the statement on the server.
  const close = () => void session.close();
  signal?.addEventListener('abort', close, { once: true });
  try {
    return await session.run(text, params, { timeout: (timeoutMs ?? 30_000) + GRACE_MS });
  } catch (error) {
    if (signal?.aborted) throw reasonOf(signal);
    throw error;
  } finally {
    signal?.removeEventListener('abort', close);
    await session.close();
  }
}
