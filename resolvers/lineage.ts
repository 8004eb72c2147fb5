/** Lineage: arguments in, `src/lineage` called, answers shaped. */
import { loadNodes } from '../src/catalog/index.js';
import type { Resolvers } from '../src/generated/graphql.js';
import { pageArguments } from '../src/graph/index.js';
import * as service from '../src/lineage/index.js';
import type { RequestContext } from '../src/server/context.js';
import { catalogNode, catalogNodes, shownNode } from './catalog.js';
import { askedProject, assertProject, pageOfProject } from './projects.js';

const listing = { defaultFirst: 100, keyLength: 1 };

export const lineage: Resolvers = {
  Query: {
    lineage: (_, args, context) =>
      service.lineage(context, service.traversalRoots(args.ids), service.traversalOptions(args.traversal)),
    impact: (_, args, context) => service.impact(context, args.id, service.traversalOptions(args.traversal)),
    viewLineageSummary: async (_, args, context) => {
      const project = askedProject(args.project);
      await assertProject(context, project);
      return service.viewLineageSummary(context, project);
    },
    unresolvedReferences: (_, args, context) => {
      const project = askedProject(args.project);
      const filter = { project, reason: args.reason ?? null };
      const page = pageArguments(args, { of: ['unresolvedReferences', filter], ...listing });
      return pageOfProject(context, project, service.unresolvedReferences(context, filter, page));
    },
    joins: (_, args, context) => {
      const project = askedProject(args.project);
      const filter = { project, table: args.table ?? null };
      const page = pageArguments(args, { of: ['joins', filter], ...listing });
      return pageOfProject(context, project, service.joins(context, filter, page));
    },
  },
  LineageGraph: {
    nodes: (answer) => [...answer.depths].map(([id, depth]) => ({ id, depth })),
    isPartial: (answer) => answer.stoppedBy !== null,
    depthReached: service.depthReached,
    cost: ({ statements, edgesRead, elapsedMs }) => ({ statements, edgesRead, elapsedMs }),
  },
  LineageNode: { node: (item, _, context) => catalogNode(context, item.id) },
  LineageEdge: {
    evidence: async (edge, _, context) => {
      const [statement] = edge.statements;
      if (edge.place === null || statement === undefined) return null;
      return service.evidenceOf(edge, edge.place, await statementPlace(context, statement));
    },
  },
  ImpactReport: {
    root: (report, _, context) => catalogNode(context, report.rootId),
    isPartial: (report) => report.answer.stoppedBy !== null,
    stoppedBy: (report) => report.answer.stoppedBy,
    items: (report, args) =>
      service.reachedPage(
        report.items,
        pageArguments(args, { of: ['impact', report.rootId], defaultFirst: 100 }),
      ),
  },
  UnresolvedReferenceConnection: {
    totalCount: (page, _, context) => service.countUnresolved(context, page.filter),
  },
  UnresolvedReference: {
    statement: (row) => ({ id: row.statement }),
    line: async (row, _, context) => (await placeOf(row, context)).line,
    column: async (row, _, context) => (await placeOf(row, context)).column,
    candidates: (row, _, context) => catalogNodes(context, row.candidates ?? []),
  },
  JoinConnection: { totalCount: (page, _, context) => service.countJoins(context, page.filter) },
  Join: {
    statement: (row) => ({ id: row.statement }),
    left: (row, _, context) => (row.leftTable === null ? null : shownNode(context, row.leftTable)),
    right: (row, _, context) => (row.rightTable === null ? null : shownNode(context, row.rightTable)),
    columnPairs: async (row, _, context) => {
      const left = await loadNodes(context, row.leftColumns ?? []);
      const right = await loadNodes(context, row.rightColumns ?? []);
      return left.flatMap((column, i) => {
        const other = right[i] ?? null;
        return column === null || other === null ? [] : [{ left: column, right: other }];
      });
    },
  },
};

function statementPlace(context: RequestContext, id: string): Promise<service.StatementPlace | null> {
  return context
    .loader<string, service.StatementPlace | null>('lineage.statementPlaces', (ids) =>
      service.placesOfStatements(context, ids),
    )
    .load(id);
}

/** Line and column of a reference in its file. */
async function placeOf(
  row: service.UnresolvedRow,
  context: RequestContext,
): Promise<{ readonly line: number; readonly column: number }> {
  const statement = await statementPlace(context, row.statement);
  return statement === null ? row : service.placeInFile(statement, row);
}
