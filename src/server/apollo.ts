/**
 * The HTTP edge of the pipeline. Apollo Server checks the shape of a request, cross-site requests and
 * content negotiation; parsing, limits, validation, roles, execution and masking are the pipeline's, the
 * same as on a socket. So Apollo is given a document that stands for all, and answers what the pipeline
 * answers.
 */
import {
  ApolloServer,
  type ApolloServerOptions,
  type ApolloServerPlugin,
  HeaderMap,
  type HTTPGraphQLHead,
} from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { type DocumentNode, type FormattedExecutionResult, GraphQLError, Kind } from 'graphql';
import type { Principal } from './context.js';
import { Refusal, refuse } from './errors.js';
import type { Admitted, Pipeline } from './pipeline.js';

/** What the HTTP route knows of a request before Apollo reads it. */
export interface HttpCaller {
  readonly principal: Principal;
  readonly signal: AbortSignal;
  readonly timeoutMs: number | null;
}

/** Headers whose presence shows that a browser asked for permission first. */
export const preflightHeaders = ['apollo-require-preflight', 'x-sheaf'];

const standIn: DocumentNode = { kind: Kind.DOCUMENT, definitions: [] };

const standInStore: NonNullable<ApolloServerOptions<HttpCaller>['documentStore']> = {
  get: () => Promise.resolve(standIn),
  set: () => Promise.resolve(),
  delete: () => Promise.resolve(),
};

export async function apolloEdge(pipeline: Pipeline): Promise<ApolloServer<HttpCaller>> {
  const apollo = new ApolloServer<HttpCaller>({
    schema: pipeline.schema,
    documentStore: standInStore,
    csrfPrevention: { requestHeaders: preflightHeaders },
    persistedQueries: false,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    nodeEnv: 'production',
    stringifyResult: (value) => JSON.stringify(value),
    formatError: (formatted, error) =>
      isProtocolError(formatted.extensions?.code) ? formatted : pipeline.mask(error),
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      pipelinePlugin(pipeline),
    ],
  });
  await apollo.start();
  return apollo;
}

/** Apollo's own refusals of a malformed request. */
function isProtocolError(code: unknown): boolean {
  return code === 'BAD_REQUEST';
}

function pipelinePlugin(pipeline: Pipeline): ApolloServerPlugin<HttpCaller> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        async responseForOperation({ request, source, queryHash, contextValue }) {
          try {
            const admitted = pipeline.admit({
              query: source,
              hash: queryHash,
              operationName: request.operationName ?? null,
              variables: request.variables ?? {},
              ...contextValue,
            });
            checkMethod(admitted, request.http?.method);
            const result = await pipeline.execute(admitted);
            return response(result, result.data === undefined ? 400 : undefined);
          } catch (error) {
            if (!(error instanceof Refusal)) throw error;
            const errors = error.errors.map((refused) => pipeline.mask(refused));
            return response({ errors }, error.status, error.headers);
          }
        },
      }),
  };
}

function checkMethod({ operation }: Admitted, method: string | undefined): void {
  const kind = operation.node.operation;
  if (kind === 'subscription') {
    throw refuse('BAD_REQUEST', 'subscriptions run over WebSocket (graphql-transport-ws)');
  }
  if (method === 'GET' && kind !== 'query') {
    const error = new GraphQLError(`GET requests only support query operations, not ${kind} operations`, {
      extensions: { code: 'BAD_REQUEST' },
    });
    throw new Refusal([error], 405, { allow: 'POST' });
  }
}

function response(
  result: FormattedExecutionResult,
  status: number | undefined,
  headers: Readonly<Record<string, string>> = {},
) {
  const http: HTTPGraphQLHead = {
    headers: new HeaderMap(Object.entries(headers)),
    ...(status === undefined ? {} : { status }),
  };
  return { http, body: { kind: 'single' as const, singleResult: result } };
}
