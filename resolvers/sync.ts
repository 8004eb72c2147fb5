/** The change feed: arguments in, `src/sync` called, answers shaped. */
import { badUserInput } from '../src/errors.js';
import type { Resolvers } from '../src/generated/graphql.js';
import { feedStatus, followChanges, readChanges } from '../src/sync/index.js';
import { shownNode } from './catalog.js';

export const sync: Resolvers = {
  Query: {
    changes: (_, args, context) => readChanges(context.graph, context, args, context.readOptions()),
    feedStatus: (_, __, context) => feedStatus(context.graph, context.readOptions()),
  },
  ChangeEvent: {
    entity: ({ element, entityId, sourceId }, _, context) =>
      shownNode(context, element === 'NODE' ? entityId : (sourceId ?? entityId)),
  },
  Subscription: {
    changes: {
      subscribe: (_, args, context) => followChanges(context.graph, context, args, context.signal),
      resolve: (batch: unknown) => batch,
    },
    entityChanged: {
      subscribe: (_, { ids, after }, context) => {
        if (ids.length === 0) throw badUserInput('ids', 'at least one id', ids);
        const stream = {
          after,
          filter: { entityIds: ids },
          maxBatch: 100,
          coalesceMs: 20,
          heartbeatSeconds: 15,
        };
        return followChanges(context.graph, context, stream, context.signal);
      },
      resolve: (batch: unknown) => batch,
    },
  },
};
