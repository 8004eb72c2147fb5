/** Operations: the state of the platform and of its background work. */
import { badUserInput } from '../src/errors.js';
import type { Resolvers } from '../src/generated/graphql.js';
import { pageArguments } from '../src/graph/index.js';
import { taskKeyLength, taskOf, taskPage, taskProgress } from '../src/operations/index.js';
import { askedProject, pageOfProject } from './projects.js';

export const operations: Resolvers = {
  Query: {
    health: (_, __, context) => context.operations.health(),
    task: (_, { id }, context) => taskOf(context, id),
    tasks: (_, args, context) => {
      const project = args.project == null ? null : askedProject(args.project);
      const asked = { project, states: args.states ?? null, kinds: args.kinds ?? null };
      const page = pageArguments(args, { of: ['tasks', asked], keyLength: taskKeyLength });
      const filter = { projects: context.projects, ...asked };
      const read = taskPage(context.graph, filter, page, context.readOptions());
      return project === null ? read : pageOfProject(context, project, read);
    },
    serverInfo: (_, __, context) => context.operations.serverInfo(),
    me: (_, __, { principal, projects }) => ({
      id: principal.id,
      roles: Object.fromEntries(principal.roles),
      projects,
      expiresAt: principal.expiresAt === null ? null : new Date(principal.expiresAt).toISOString(),
    }),
  },
  Mutation: {
    cancelTask: async (_, { input }, context) => {
      const { task, cursor } = await context.tasks.cancel(input.id, context.principal.id, context.projects);
      return { task, cursor, clientMutationId: input.clientMutationId ?? null };
    },
  },
  Subscription: {
    taskProgress: {
      subscribe: (_, { id, after }, context) => {
        if (id === '') throw badUserInput('id', 'the id of a task', id);
        return taskProgress(context, id, after ?? null);
      },
      resolve: (change: unknown) => change,
    },
  },
};
