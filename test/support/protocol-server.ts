/**
 * The server over a small schema of its own, for tests of transports, limits and masking: everything but
 * the graph is the real thing.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { common } from '../../resolvers/common.js';
import { SheafError } from '../../src/errors.js';
import { packageRoot } from '../../src/paths.js';
import type { RequestContext } from '../../src/server/context.js';
import { guarded } from '../../src/server/guards.js';
import {
  type RunningServer,
  type ServerParts,
  type ServerSettings,
  startServer,
} from '../../src/server/start.js';

/** Twenty leaves and ten fields of its own type: documents of any expanded size, without aliases. */
const wide = `type Wide { ${Array.from({ length: 20 }, (_, index) => `w${index}: Int`).join(' ')} ${[...'abcdefghij'].map((name) => `${name}: Wide`).join(' ')} }`;

const typeDefs = `
  type Query {
    hello: String
    echo(text: String!): String
    count(n: Int!): Int!
    big(n: Long): Long
    json(value: JSON): JSON
    items(n: Int! = 3): [Item!]!
    node: Thing
    boom: String
    boomLater: String!
    known: String
    untilAborted: String
    deaf: String
    whoami: String
    admin(project: ID): String @requires(role: ADMIN)
    curator(input: ProjectInput!): String @requires(role: CURATOR, project: "input.project")
    reader(ids: [ID!]!): String @requires(role: READER, project: "ids")
    nested: Nested
    wide: Wide
  }
  input ProjectInput { project: ID! }
  type Nested { nested: Nested leaf: String list: [Nested!]! }
  interface Thing { id: ID! }
  type Item implements Thing { id: ID! project: ID! name: String later: String fails: String secret: String @sensitive(role: CURATOR) guarded: String @requires(role: CURATOR) }
  type Mutation { change(x: Int): Int }
  type Subscription { ticks(n: Int!): Int waiting: Int fails(at: Int!): Tick! refused: Int flood: String }
  type Tick { n: Int! }
`;

/** Signals seen by resolvers that wait, so that a test can tell whether they were told to stop. */
export interface Seen {
  readonly started: string[];
  readonly aborted: string[];
}

function resolversFor(seen: Seen) {
  const nested: object = { nested: () => nested, leaf: 'leaf', list: () => [nested] };
  const item = (id: number) => ({
    id: String(id),
    project: 'project:acme',
    name: `item ${id}`,
    secret: 'secret',
    guarded: 'guarded',
  });
  return {
    ...common,
    CatalogNode: { __resolveType: () => undefined },
    Thing: { __resolveType: () => 'Item' },
    Query: {
      hello: () => 'world',
      echo: (_: unknown, { text }: { text: string }) => text,
      count: (_: unknown, { n }: { n: number }) => Promise.resolve(n),
      big: (_: unknown, { n }: { n: unknown }) => n ?? 2 ** 53,
      json: (_: unknown, { value }: { value: unknown }) => value,
      items: (_: unknown, { n }: { n: number }) => Array.from({ length: n }, (_item, index) => item(index)),
      node: () => item(7),
      boom: () => {
        throw new Error('MATCH (c:Secret) at /etc/passwd on db.internal');
      },
      boomLater: async () => {
        await Promise.resolve();
        throw new Error('MATCH (c:Secret) at /etc/passwd on db.internal');
      },
      known: () => {
        throw new SheafError('CONFLICT', 'it is taken', { id: 'x' });
      },
      untilAborted: (_: unknown, __: unknown, context: RequestContext) =>
        untilAborted('untilAborted', context, seen),
      deaf: () => new Promise(() => {}),
      whoami: (_: unknown, __: unknown, context: RequestContext) => context.principal.id,
      admin: () => 'admin',
      curator: () => 'curator',
      reader: () => 'reader',
      nested: () => nested,
    },
    Item: {
      later: (parent: { name: string }) => Promise.resolve(parent.name),
      fails: () => {
        throw new Error('one of them fails');
      },
    },
    Mutation: { change: (_: unknown, { x }: { x: number }) => x },
    Subscription: {
      ticks: {
        subscribe: async function* (_: unknown, { n }: { n: number }) {
          for (let tick = 0; tick < n; tick++) yield { ticks: tick };
        },
      },
      waiting: {
        subscribe: async function* (_: unknown, __: unknown, context: RequestContext) {
          yield { waiting: 0 };
          await untilAborted('waiting', context, seen).catch(() => {});
        },
      },
      fails: {
        subscribe: async function* (_: unknown, { at }: { at: number }) {
          for (let n = 0; n < at; n++) yield { fails: { n } };
          yield { fails: null };
          throw new Error('MATCH (c:Secret) at /etc/passwd');
        },
      },
      refused: {
        subscribe: () => {
          throw new SheafError('CURSOR_EXPIRED', 'the cursor is below the horizon', { horizonSeq: 7 });
        },
      },
      flood: {
        subscribe: async function* (_: unknown, __: unknown, context: RequestContext) {
          seen.started.push('flood');
          const flood = 'x'.repeat(512 * 1024);
          context.signal.addEventListener('abort', () => seen.aborted.push('flood'), { once: true });
          while (!context.signal.aborted) yield { flood };
        },
      },
    },
  };
}

function untilAborted(name: string, { signal }: RequestContext, seen: Seen): Promise<never> {
  seen.started.push(name);
  return new Promise((_resolve, reject) => {
    const stop = () => {
      seen.aborted.push(name);
      reject(signal.reason);
    };
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}

export interface ProtocolServer extends RunningServer {
  readonly seen: Seen;
  /** Causes of INTERNAL errors, as the log is given them. */
  readonly logged: { readonly correlationId: string; readonly cause: unknown }[];
}

export async function startProtocolServer(settings: ServerSettings = {}): Promise<ProtocolServer> {
  const seen: Seen = { started: [], aborted: [] };
  const logged: { correlationId: string; cause: unknown }[] = [];
  const sdl = readFileSync(join(packageRoot, 'schema', 'common.graphql'), 'utf8');
  const schema = guarded(
    makeExecutableSchema({ typeDefs: [sdl, wide, typeDefs], resolvers: resolversFor(seen) }),
  );
  const parts = {
    schema,
    operations: { checks: () => Promise.resolve([{ name: 'neo4j', isOk: true }]) },
    contextSettings: { sourceRoots: [], privatePaths: [], dataFolder: '', version: 'test' },
    onInternalError: (correlationId: string, cause: unknown) => logged.push({ correlationId, cause }),
  } as unknown as ServerParts;
  const server = await startServer(settings, parts);
  return Object.assign(server, { seen, logged });
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers of any shape
  readonly body: any;
}

/** POST /graphql with a body as it is. */
export async function post(
  url: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<HttpAnswer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
    redirect: 'manual',
  });
  return read(response);
}

export async function read(response: Response): Promise<HttpAnswer> {
  const text = await response.text();
  let body: unknown = null;
  try {
    body = JSON.parse(text);
  } catch {
    // Not every answer has a JSON body.
  }
  return { status: response.status, headers: response.headers, text, body };
}

/** Resolves once the condition holds; fails after ten seconds. */
export async function waitFor(condition: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const end = performance.now() + 10_000;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
