/** Catalog: arguments in, `src/catalog` called, answers shaped. */
import type { GraphQLResolveInfo } from 'graphql';
import * as service from '../src/catalog/index.js';
import { notFound } from '../src/errors.js';
import type { Resolvers } from '../src/generated/graphql.js';
import { pageArguments } from '../src/graph/index.js';
import { deriveFeeds, loseColumns } from '../src/lineage/index.js';
import type { RequestContext } from '../src/server/context.js';
import { askedProject, assertProject, ofProject, pageOfProject } from './projects.js';
import { selectedFields } from './selection.js';

/** A catalog node by id or alias, for resolvers of every context. Errors: NOT_FOUND when it is not there for the caller. */
export async function catalogNode(context: RequestContext, id: string): Promise<service.CatalogRecord> {
  const node = await service.loadNode(context, id);
  if (node === null) throw notFound('node', id);
  return node;
}

/** Catalog nodes in the order of the ids, without those that are not there for the caller. */
export async function catalogNodes(
  context: RequestContext,
  ids: readonly string[],
): Promise<readonly service.CatalogRecord[]> {
  return (await service.loadNodes(context, ids)).filter((node) => node !== null);
}

/** The node an event is about; null for kinds that are no catalog nodes and for what is not there for the caller. */
export async function shownNode(context: RequestContext, id: string): Promise<service.CatalogRecord | null> {
  return shown(await service.loadNode(context, id));
}

const nodeFields = (info: GraphQLResolveInfo): ReadonlySet<string> => selectedFields(info, 'edges', 'node');
const tags = (node: service.CatalogRecord, _: unknown, context: RequestContext): Promise<readonly string[]> =>
  service.tagsOf(context, node);

/** The node above; an id alone is not worth a read. */
async function parent(
  node: service.CatalogRecord,
  kind: string,
  context: RequestContext,
  info: GraphQLResolveInfo,
): Promise<service.CatalogRecord> {
  const id = node.parentId ?? '';
  if (
    node.asOfSeq === undefined &&
    [...selectedFields(info)].every((field) => field === 'id' || field === '__typename')
  ) {
    return { id, kind };
  }
  const above =
    node.asOfSeq === undefined
      ? await service.loadNode(context, id)
      : await service.nodeAsOf(context, id, node.asOfSeq);
  if (above === null) throw notFound(kind, id);
  return above;
}

export const catalog: Resolvers = {
  CatalogNode: { __resolveType: (node) => service.typeOfKind(node.kind) },
  Query: {
    node: async (_, { id, asOf }, context) => shown(await service.node(context, id, asOf ?? null)),
    nodes: async (_, { ids }, context) => (await service.nodes(context, ids)).map(shown),
    projects: (_, args, context, info) =>
      service.projects(context, pageArguments(args, { of: ['projects'] }), nodeFields(info)),
    tables: (_, args, context, info) => {
      const project = askedProject(args.project);
      const filter = args.filter ?? {};
      const page = pageArguments(args, { of: ['tables', project, filter] });
      const read = service.tables(context, project, filter, page, nodeFields(info));
      return pageOfProject(context, project, read);
    },
    columns: (_, args, context, info) => {
      const project = askedProject(args.project);
      const filter = args.filter ?? {};
      const page = pageArguments(args, { of: ['columns', project, filter] });
      const read = service.columns(context, project, filter, page, nodeFields(info));
      return pageOfProject(context, project, read);
    },
    searchCatalog: (_, args, context) => {
      const project = askedProject(args.project);
      const read = service.search(context, project, args.text, args.kinds ?? null, args.first);
      return ofProject(context, project, read, (hits) => hits.length === 0);
    },
    facets: (_, { by, tables, columns, ...args }, context) => {
      const project = askedProject(args.project);
      const read = service.facets(context, project, by, tables ?? {}, columns ?? {});
      return ofProject(context, project, read, (facets) => facets.every(({ values }) => values.length === 0));
    },
    parseType: (_, { text, dialect }) => service.shownType(text, dialect),
    compareTypes: (_, { left, right }) => service.compareTypes(left, right),
  },
  Mutation: {
    upsertProject: async (_, { input }, context) => {
      const { id, cursor } = await service.upsertProject(context.graph, context.principal.id, input);
      return {
        project: await catalogNode(context, id),
        cursor,
        clientMutationId: input.clientMutationId ?? null,
      };
    },
    upsertSystem: async (_, { input }, context) => {
      const { id, cursor } = await service.upsertSystem(context.graph, context.principal.id, input);
      return {
        system: await catalogNode(context, id),
        cursor,
        clientMutationId: input.clientMutationId ?? null,
      };
    },
    importSchema: async (_, { input }, context) => {
      const imported = await service.importSchema(context.graph, context.principal.id, input, {
        columnsRemoved: (unit, ids) => loseColumns(unit, ids, new Set()),
        deriveAnew: deriveFeeds,
      });
      const { system, issues, ...counts } = imported;
      return {
        ...counts,
        system: await catalogNode(context, system),
        issues: issues.map(service.shownIssue),
        clientMutationId: input.clientMutationId ?? null,
      };
    },
    describe: async (_, { input }, context) => {
      const { id, cursor } = await service.describe(context.graph, context.principal.id, input);
      return {
        node: await catalogNode(context, id),
        cursor,
        clientMutationId: input.clientMutationId ?? null,
      };
    },
  },
  Subscription: {
    catalogChanged: {
      subscribe: async (_, { kinds, ids, after, ...args }, context) => {
        const project = askedProject(args.project);
        await assertProject(context, project);
        return service.catalogChanges(context.graph, {
          project,
          projects: context.projects,
          kinds: kinds ?? null,
          ids: ids ?? null,
          after: after ?? null,
          holds: (role) => context.hasRole(role, project),
          signal: context.signal,
        });
      },
      resolve: (payload: unknown) => payload,
    },
  },
  CatalogChange: {
    entity: (change, _, context) => (change.nodeId === null ? null : shownNode(context, change.nodeId)),
  },
  SearchHit: {
    node: (hit, _, context, info) =>
      [...selectedFields(info)].every((field) => service.candidateFields.has(field))
        ? { ...hit.candidate }
        : catalogNode(context, hit.candidate.id),
  },
  Project: {
    tags,
    systems: (project, args, context, info) =>
      service.childrenOf(
        context,
        project,
        'System',
        pageArguments(args, { of: ['systems', project.id] }),
        nodeFields(info),
      ),
  },
  System: {
    tags,
    schemas: (system, args, context, info) =>
      service.childrenOf(
        context,
        system,
        'Schema',
        pageArguments(args, { of: ['schemas', system.id] }),
        nodeFields(info),
      ),
  },
  Schema: {
    tags,
    system: (schema, _, context, info) => parent(schema, 'System', context, info),
    tables: (schema, args, context, info) => {
      const kind = args.kind ?? null;
      const page = pageArguments(args, { of: ['tables', schema.id, kind] });
      return service.tablesOf(context, schema, kind, page, nodeFields(info));
    },
  },
  Table: {
    tags,
    schema: (table, _, context, info) => parent(table, 'Schema', context, info),
    columns: (table, args, context, info) =>
      service.columnsOf(
        context,
        table,
        pageArguments(args, { of: ['columns', table.id], defaultFirst: 200 }),
        nodeFields(info),
      ),
    columnCount: (table, _, context) => service.countColumnsOf(context, table),
    constraints: (table, _, context) => service.constraintsOf(context, table),
    storage: (table) => service.storageOf(table),
  },
  Column: {
    tags,
    table: (column, _, context, info) => parent(column, 'Table', context, info),
    type: (column) => service.typeOf(column),
    profile: (column) => service.profileOf(column),
  },
  ColumnType: {
    canonical: (type) => service.typeKey(type),
    text: (type, { dialect }) => service.renderType(type, dialect),
  },
  Constraint: {
    kind: (constraint) => service.constraintKindOf(constraint),
    table: (constraint, _, context, info) => parent(constraint, 'Table', context, info),
    columns: (constraint, _, context) => service.constrainedColumns(context, constraint, 'columnIds'),
    referencedColumns: (constraint, _, context) =>
      Array.isArray(constraint.referencedColumnIds)
        ? service.constrainedColumns(context, constraint, 'referencedColumnIds')
        : null,
    evidence: (constraint, _, context) => service.evidenceOfConstraint(context, constraint),
  },
  ProjectConnection: { totalCount: (_, __, context) => service.countProjects(context) },
  SystemConnection: { totalCount: (list, _, context) => service.countChildren(context, list) },
  SchemaConnection: { totalCount: (list, _, context) => service.countChildren(context, list) },
  TableConnection: {
    totalCount: (list, _, context) =>
      'parent' in list ? service.countChildren(context, list) : service.countTables(context, list),
  },
  ColumnConnection: {
    totalCount: (list, _, context) =>
      'parent' in list ? service.countChildren(context, list) : service.countColumns(context, list),
  },
};

/** Kinds without a type of the interface are not shown by it. */
function shown(node: service.CatalogRecord | null): service.CatalogRecord | null {
  return node === null || service.typeOfKind(node.kind) === null ? null : node;
}
