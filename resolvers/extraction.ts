/** Extraction: arguments in, `src/extraction` called, answers shaped. */
import { limitExceeded } from '../src/errors.js';
import * as service from '../src/extraction/index.js';
import type { Resolvers } from '../src/generated/graphql.js';
import { pageArguments } from '../src/graph/index.js';
import { taskOf } from '../src/operations/index.js';
import type { RequestContext } from '../src/server/context.js';
import { catalogNode, catalogNodes } from './catalog.js';
import { askedProject, pageOfProject } from './projects.js';

const byOrdinal = { defaultFirst: 100, keyLength: 1 };
const maximumDetectedBytes = 64_000;

export const extraction: Resolvers = {
  Query: {
    extractionRun: (_, { id }, context) => service.extractionRun(context, id),
    extractionRuns: (_, args, context) => {
      const project = askedProject(args.project);
      const page = pageArguments(args, { of: ['extractionRuns', project] });
      return pageOfProject(context, project, service.extractionRuns(context, project, page));
    },
    analyzeSql: (_, args, context) =>
      service.analyzeSql(context, {
        text: args.text,
        dialect: args.dialect,
        project: args.project ?? null,
        system: args.system ?? null,
        defaultSchema: args.defaultSchema ?? null,
      }),
    detectSource: (_, { text }) => {
      const bytes = Buffer.byteLength(text);
      if (bytes > maximumDetectedBytes) throw limitExceeded('bytes of text', bytes, maximumDetectedBytes);
      return service.detectSource(text);
    },
  },
  Mutation: {
    extract: async (_, { input }, context) => {
      const { graph, tasks, settings, projects, principal } = context;
      const starter = {
        graph,
        tasks,
        settings,
        projects,
        actor: principal.id,
        options: context.readOptions(),
      };
      const { run, cursor } = await service.startExtraction(input, starter);
      return { run, cursor, clientMutationId: input.clientMutationId ?? null };
    },
  },
  Subscription: {
    extractionProgress: {
      subscribe: (_, { runId, after }, context) =>
        service.extractionProgress(context, runId, after ?? null, context.signal),
      resolve: (payload: unknown) => payload,
    },
  },
  ExtractionRun: {
    project: (run, _, context) => catalogNode(context, run.project),
    system: (run, _, context) => catalogNode(context, run.system),
    task: (run, _, context) => taskOf(context, run.task),
    sources: (run, _, context) => service.sourcesOfRun(context, run.id),
    issues: (run, args, context) => {
      const filter = { run: run.id, severity: args.severity ?? null, code: args.code ?? null };
      return service.issuesOfRun(
        context,
        filter,
        pageArguments(args, { of: ['issues', filter], ...byOrdinal }),
      );
    },
  },
  ExtractionRunConnection: { totalCount: (page, _, context) => service.countRuns(context, page.project) },
  ParseIssueConnection: { totalCount: (page, _, context) => service.countIssues(context, page.filter) },
  SourceFile: {
    statements: (file, args, context) =>
      service.statementsOfFile(
        context,
        file.id,
        pageArguments(args, { of: ['statements', file.id], ...byOrdinal }),
      ),
  },
  StatementConnection: { totalCount: (page, _, context) => service.countStatements(context, page.file) },
  Statement: {
    kind: async (parent, _, context) => (await statementOf(parent, context)).kind,
    ordinal: async (parent, _, context) => (await statementOf(parent, context)).ordinal,
    charStart: async (parent, _, context) => (await statementOf(parent, context)).charStart,
    charEnd: async (parent, _, context) => (await statementOf(parent, context)).charEnd,
    line: async (parent, _, context) => (await statementOf(parent, context)).line,
    column: async (parent, _, context) => (await statementOf(parent, context)).column,
    textSha256: async (parent, _, context) => (await statementOf(parent, context)).textSha256,
    parse: async (parent, _, context) => (await statementOf(parent, context)).parse,
    boundary: async (parent, _, context) => (await statementOf(parent, context)).boundary,
    sourceFile: async (parent, _, context) => {
      const { file } = await statementOf(parent, context);
      const row = await context
        .loader<string, service.FileRow | null>('extraction.files', (ids) => service.filesById(context, ids))
        .load(file);
      if (row === null) throw new Error(`source ${file} of a statement does not exist`);
      return row;
    },
    text: async (parent, _, context) => {
      const { textSha256 } = await statementOf(parent, context);
      return context
        .loader<string, string | null>('extraction.texts', (hashes) => service.textsByHash(context, hashes))
        .load(textSha256);
    },
    reads: async ({ id }, _, context) => catalogNodes(context, (await linksOf(id, context)).reads),
    writes: async ({ id }, _, context) => catalogNodes(context, (await linksOf(id, context)).writes),
    referencedColumns: async ({ id }, _, context) =>
      catalogNodes(context, (await linksOf(id, context)).columns),
    joins: ({ id }, _, context) =>
      context
        .loader<string, readonly service.StatementJoinRow[]>('extraction.joins', (ids) =>
          service.joinsOfStatements(context, ids),
        )
        .load(id),
  },
};

async function statementOf(
  parent: service.StatementRef,
  context: RequestContext,
): Promise<service.StatementRow> {
  if (parent.file !== undefined) return parent as service.StatementRow;
  const row = await context
    .loader<string, service.StatementRow | null>('extraction.statements', (ids) =>
      service.statementsById(context, ids),
    )
    .load(parent.id);
  if (row === null) throw new Error(`statement ${parent.id} is named by an edge and does not exist`);
  return row;
}

function linksOf(id: string, context: RequestContext): Promise<service.StatementLinks> {
  return context
    .loader<string, service.StatementLinks>('extraction.links', (ids) =>
      service.linksOfStatements(context, ids),
    )
    .load(id);
}
