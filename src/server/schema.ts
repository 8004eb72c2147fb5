/** The one schema: the hand-written part with its resolvers, the generated read tier beside it, guarded. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeExecutableSchema, mergeSchemas } from '@graphql-tools/schema';
import type { IResolvers } from '@graphql-tools/utils';
import { assertValidSchema, type GraphQLSchema } from 'graphql';
import { packageRoot } from '../paths.js';
import { guarded } from './guards.js';

export interface SchemaParts {
  readonly resolvers: readonly object[];
  /** The generated read tier; null leaves it out. */
  readonly generatedTier: GraphQLSchema | null;
}

export function buildSchema({ resolvers, generatedTier }: SchemaParts): GraphQLSchema {
  const handWritten = guarded(
    makeExecutableSchema({
      typeDefs: handWrittenSdl(),
      resolvers: resolvers as readonly IResolvers[] as IResolvers[],
      resolverValidationOptions: {
        requireResolversToMatchSchema: 'error',
        requireResolversForResolveType: 'error',
      },
    }),
  );
  const schema =
    generatedTier === null ? handWritten : mergeSchemas({ schemas: [generatedTier, handWritten] });
  assertValidSchema(schema);
  return schema;
}

/** The SDL of every context, in the order of the file names. */
export function handWrittenSdl(): string[] {
  const folder = join(packageRoot, 'schema');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.graphql'))
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8'));
}
