/** The GraphQL API of a running server, as the commands use it: the same rules as for every other client. */
import { readFileSync } from 'node:fs';
import type { FormattedExecutionResult } from 'graphql';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { type ErrorCode, SheafError, unavailable } from '../errors.js';
import type { Config } from '../server/config.js';
import { parseToken } from '../server/tokens.js';
import { type Invocation, UsageError } from './command.js';
import { runningServer } from './running.js';

export type Variables = Readonly<Record<string, unknown>>;

export interface Client {
  readonly url: string;
  /** The data of an answer; an error of the answer is thrown with its code. */
  request<T>(document: string, variables?: Variables): Promise<T>;
  /** The whole answer, errors included. */
  answer(
    document: string,
    variables?: Variables,
    operationName?: string | null,
  ): Promise<FormattedExecutionResult>;
  /** Payloads of a subscription; reconnects are the caller's business, by cursor. */
  subscribe<T>(document: string, variables?: Variables): AsyncIterableIterator<FormattedExecutionResult<T>>;
}

export const clientOptions = {
  url: { type: 'string', value: 'URL', meaning: 'server to ask; else the one that runs on SHEAF_DATA' },
  'token-file': {
    type: 'string',
    value: 'FILE',
    meaning: 'file that holds the token of a server with tokens',
  },
} as const;

/** The server of `--url`, else the one recorded in the data folder; UNAVAILABLE when there is none. */
export function clientFor(invocation: Invocation, config: Config): Client {
  const url = invocation.option('url') ?? runningServer(config.SHEAF_DATA);
  if (url === null) {
    throw unavailable(
      'no server runs on this data folder: start one with `sheaf start`, or name one with --url',
    );
  }
  const tokenFile = invocation.option('token-file');
  return connect(url, tokenFile === null ? null : tokenIn(tokenFile));
}

function tokenIn(file: string): string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trim();
  } catch {
    throw new UsageError(`--token-file: ${file} cannot be read`);
  }
  if (parseToken(text) === null)
    throw new UsageError(`--token-file: ${file} holds something else than one token (sheaf_…)`);
  return text;
}

export function connect(url: string, token: string | null): Client {
  const authorization: Readonly<Record<string, string>> =
    token === null ? {} : { authorization: `Bearer ${token}` };
  const answer = async (query: string, variables: Variables = {}, operationName: string | null = null) => {
    const response = await send(url, authorization, JSON.stringify({ query, variables, operationName }));
    const body: unknown = await response.json().catch(() => null);
    if (typeof body === 'object' && body !== null) return body as FormattedExecutionResult;
    throw unavailable(`the server at ${url} answered ${response.status}`);
  };
  return {
    url,
    answer,
    async request<T>(document: string, variables?: Variables) {
      const { data, errors } = await answer(document, variables);
      if (errors?.[0] !== undefined) throw errorOf(errors[0]);
      return data as T;
    },
    subscribe<T>(query: string, variables: Variables = {}) {
      const client = createClient({
        url: `${url.replace(/^http/, 'ws')}/graphql`,
        webSocketImpl: WebSocket,
        connectionParams: authorization,
        retryAttempts: 0,
      });
      return payloads<T>(
        url,
        client.iterate({ query, variables: { ...variables } }) as AsyncIterable<FormattedExecutionResult<T>>,
      );
    },
  };
}

/** What a socket ends with is no error of its own: it is told in words, with a code. */
async function* payloads<T>(
  url: string,
  of: AsyncIterable<FormattedExecutionResult<T>>,
): AsyncIterableIterator<FormattedExecutionResult<T>> {
  try {
    yield* of;
  } catch (end) {
    throw endOf(url, end);
  }
}

/** Close codes after which the same subscription may go on from its cursor. */
const brokenCodes: ReadonlySet<number> = new Set([1001, 1006, 4470]);
/** Close codes of a server that knows the caller not, or not any more. */
const refusedCodes: ReadonlySet<number> = new Set([4401, 4403]);

function endOf(url: string, end: unknown): Error {
  // What ends a subscription before its first payload is thrown as a list.
  if (Array.isArray(end)) return errorOf(end[0]);
  if (end instanceof Error && !('code' in end)) return end;
  const code = typeof end === 'object' && end !== null && 'code' in end ? Number(end.code) : 1006;
  if (refusedCodes.has(code))
    return new SheafError('UNAUTHENTICATED', `the server at ${url} wants a valid token: give --token-file`);
  if (brokenCodes.has(code) || Number.isNaN(code))
    return new SheafError('UNAVAILABLE', `the connection to ${url} broke`, {}, { cause: end });
  return new SheafError(
    'INTERNAL',
    `the server at ${url} closed the connection with ${code}`,
    {},
    { cause: end },
  );
}

async function send(
  url: string,
  authorization: Readonly<Record<string, string>>,
  body: string,
): Promise<Response> {
  try {
    return await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...authorization },
      body,
    });
  } catch (error) {
    throw new SheafError('UNAVAILABLE', `nobody answers at ${url}`, {}, { cause: error });
  }
}

export function errorOf(error: NonNullable<FormattedExecutionResult['errors']>[number]): SheafError {
  const { code = 'INTERNAL', ...details } = error.extensions ?? {};
  return new SheafError(code as ErrorCode, error.message, details);
}
