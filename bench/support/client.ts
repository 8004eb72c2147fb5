/** A GraphQL client as scorers need it: documents in, data out, extraction runs followed to their end. */
import { randomUUID } from 'node:crypto';
import type { Dialect } from '../../src/catalog/vocabulary.js';

export interface GraphQLClient {
  /** Data of the answer; an answer with errors throws with their codes and messages. */
  query<Data>(document: string, variables?: Readonly<Record<string, unknown>>): Promise<Data>;
}

export function httpClient(url: string, token?: string): GraphQLClient {
  return {
    async query<Data>(document: string, variables: Readonly<Record<string, unknown>> = {}): Promise<Data> {
      for (let attempt = 1; ; attempt += 1) {
        const { answer, status } = await post<Data>(url, token, document, variables);
        const codes = (answer.errors ?? []).map(({ extensions }) => extensions?.code ?? '');
        if (codes.length === 0 && answer.data) return answer.data;
        // A busy machine is no wrong answer; but what writes is sent twice only if that changes nothing.
        const mayPass = codes.some((code) => code === 'DEADLINE_EXCEEDED' || code === 'UNAVAILABLE');
        if (!mayPass || attempt === attempts || !repeatable.test(document)) {
          throw new Error(errorText(answer, status));
        }
      }
    },
  };
}

const attempts = 4;
const repeatable = /^\s*query|\bupsert(Project|System)\(/;

async function post<Data>(
  url: string,
  token: string | undefined,
  query: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<{ answer: GraphQLAnswer<Data>; status: number }> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query, variables }),
  });
  return { answer: (await response.json()) as GraphQLAnswer<Data>, status: response.status };
}

interface GraphQLAnswer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

function errorText(answer: GraphQLAnswer<unknown>, status: number): string {
  const errors = answer.errors ?? [];
  if (errors.length === 0) return `the server answered ${status} without data`;
  return errors.map(({ message, extensions }) => `${extensions?.code ?? 'no code'}: ${message}`).join('; ');
}

/** A project of its own, so that runs never meet. */
export async function createProject(client: GraphQLClient, subject: string): Promise<string> {
  const name = `bench-${subject}-${randomUUID().slice(0, 8)}`;
  const data = await client.query<{ upsertProject: { project: { id: string } } }>(
    'mutation ($name: String!) { upsertProject(input: { name: $name }) { project { id } } }',
    { name },
  );
  return data.upsertProject.project.id;
}

export async function createSystem(
  client: GraphQLClient,
  project: string,
  name: string,
  dialect: Dialect,
): Promise<string> {
  const data = await client.query<{ upsertSystem: { system: { id: string } } }>(
    `mutation ($project: ID!, $name: String!, $dialect: Dialect!) {
      upsertSystem(input: { project: $project, name: $name, dialect: $dialect }) { system { id } }
    }`,
    { project, name, dialect },
  );
  return data.upsertSystem.system.id;
}

export interface TextSource {
  readonly name: string;
  readonly text: string;
}

/** A file or folder below a SOURCE_ROOT of the server. */
export interface PathSource {
  readonly name: string;
  readonly path: string;
}

export interface FinishedRun {
  readonly id: string;
  readonly status: string;
  readonly error: { readonly code: string; readonly message: string } | null;
  readonly counts: Readonly<Record<string, number>>;
  readonly timings: readonly {
    readonly phase: string;
    readonly wallMs: number;
    readonly cpuMs: number | null;
  }[];
}

/** Starts an extraction and waits for its end; a run that did not succeed throws. */
export async function extract(
  client: GraphQLClient,
  input: {
    readonly project: string;
    readonly system: string;
    readonly sources: readonly (TextSource | PathSource)[];
  } & Readonly<Record<string, unknown>>,
): Promise<FinishedRun> {
  const started = await client.query<{ extract: { run: { id: string } } }>(
    'mutation ($input: ExtractInput!) { extract(input: $input) { run { id } } }',
    { input },
  );
  const run = await finished(client, started.extract.run.id);
  if (run.status === 'SUCCEEDED') return run;
  throw new Error(`extraction ${run.status}: ${run.error?.code ?? ''} ${run.error?.message ?? ''}`);
}

async function finished(client: GraphQLClient, id: string): Promise<FinishedRun> {
  for (;;) {
    const { extractionRun: run } = await client.query<{ extractionRun: FinishedRun }>(
      `query ($id: ID!) {
        extractionRun(id: $id) {
          id status error { code message } timings { phase wallMs cpuMs }
          counts { sources statements tables views columns edges joins unresolved issues created updated unchanged deleted }
        }
      }`,
      { id },
    );
    if (run.status !== 'QUEUED' && run.status !== 'RUNNING') return run;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Statements that no parser read as a tree and no scanner as a declaration. */
export async function countUnparsed(client: GraphQLClient, run: string): Promise<number> {
  const statements = await statementsOfRun<{ readonly parse: string }>(client, run, 'parse');
  return statements.filter(({ parse }) => parse === 'FAILED' || parse === 'OPAQUE').length;
}

/**
 * All statements of a run, page by page. A page behind the first is to be had of a run of one source only,
 * since a cursor is good for its own source; a run of more throws rather than leave statements out.
 */
export async function statementsOfRun<Node>(
  client: GraphQLClient,
  run: string,
  selection: string,
): Promise<Node[]> {
  const document = `query ($id: ID!, $after: Cursor) {
    extractionRun(id: $id) { sources { name statements(first: 1000, after: $after) {
      edges { node { ${selection} } } pageInfo { hasNextPage endCursor }
    } } }
  }`;
  const nodes: Node[] = [];
  for (let after: string | null = null; ; ) {
    const answer: RunOfSources<Node> = await client.query(document, { id: run, after });
    const { sources } = answer.extractionRun;
    nodes.push(...sources.flatMap(({ statements }) => statements.edges.map(({ node }) => node)));
    const longer = sources.find(({ statements }) => statements.pageInfo.hasNextPage);
    if (longer === undefined) return nodes;
    if (sources.length > 1) throw new Error(`${longer.name} has more statements than one page`);
    after = longer.statements.pageInfo.endCursor;
  }
}

interface RunOfSources<Node> {
  readonly extractionRun: {
    readonly sources: readonly { readonly name: string; readonly statements: Connection<Node> }[];
  };
}

interface Connection<Node> {
  readonly edges: readonly { readonly node: Node }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/**
 * All nodes of a connection, page by page. `field` is the field with its arguments but `first` and
 * `after`, e.g. `joins(project: $project)`; `$project`, `$system` and `$id` are declared as IDs.
 */
export async function allNodes<Node>(
  client: GraphQLClient,
  field: string,
  selection: string,
  ids: Readonly<Record<string, string>>,
  pageSize = 1000,
): Promise<Node[]> {
  const name = field.slice(0, field.indexOf('('));
  const call = field.replace('(', `(first: ${pageSize}, after: $after, `);
  const declared = Object.keys(ids).map((id) => `, $${id}: ID!`);
  const document = `query ($after: Cursor${declared.join('')}) {
    ${call} { edges { node { ${selection} } } pageInfo { hasNextPage endCursor } }
  }`;
  const nodes: Node[] = [];
  for (let after: string | null = null; ; ) {
    const data: Record<string, Connection<Node>> = await client.query(document, { ...ids, after });
    const page: Connection<Node> | undefined = data[name];
    if (page === undefined) throw new Error(`no field ${name} in the answer`);
    nodes.push(...page.edges.map(({ node }) => node));
    after = page.pageInfo.endCursor;
    if (!page.pageInfo.hasNextPage || after === null) return nodes;
  }
}
