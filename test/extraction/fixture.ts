/** A server, a project with a system, and extractions through the API that are followed to their end. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Dialect } from '../../src/catalog/index.js';
import type { ChangeEvent } from '../../src/graph/index.js';
import { testProject } from '../support/project.js';
import { startTestServer, type TestServer, type TestServerOptions } from '../support/server.js';

export interface Source {
  readonly name: string;
  readonly text?: string;
  readonly path?: string;
  readonly [option: string]: unknown;
}

export interface Issue {
  readonly severity: string;
  readonly code: string;
  readonly message: string;
  readonly file: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly charStart: number | null;
  readonly charEnd: number | null;
  readonly statement: string | null;
}

export interface FinishedRun {
  readonly id: string;
  readonly status: string;
  readonly phase: string;
  readonly error: { readonly code: string; readonly message: string } | null;
  readonly counts: Readonly<Record<string, number>>;
  readonly issues: readonly Issue[];
  readonly sources: readonly {
    readonly id: string;
    readonly name: string;
    readonly dialect: string | null;
  }[];
  readonly fromSeq: number | null;
  readonly toSeq: number | null;
}

const extractDocument = `mutation ($input: ExtractInput!) { extract(input: $input) { run { id status } cursor } }`;
const progressDocument = `subscription ($runId: ID!) { extractionProgress(runId: $runId) { status } }`;
const runDocument = `query ($id: ID!, $after: Cursor) {
  extractionRun(id: $id) {
    id status phase error { code message } fromSeq toSeq
    counts { sources statements tables views columns constraints edges joins unresolved issues created updated unchanged deleted }
    sources { id name dialect }
    issues(first: 1000, after: $after) {
      edges { node { severity code message file line column charStart charEnd statement } }
      pageInfo { hasNextPage endCursor }
    }
  }
}`;

export class Estate {
  readonly server: TestServer;
  readonly project: string;
  readonly system: string;
  private startedAt: number;

  constructor(server: TestServer, project: string, system: string, startedAt: number) {
    this.startedAt = startedAt;
    this.server = server;
    this.project = project;
    this.system = system;
  }

  /** Extracts and waits for the end; the run may have failed. */
  async extract(
    sources: readonly Source[],
    options: Readonly<Record<string, unknown>> = {},
  ): Promise<FinishedRun> {
    const input = { project: this.project, system: this.system, sources, ...options };
    const { extract } = await this.server.data(extractDocument, { input });
    return this.finished(extract.run.id);
  }

  async finished(run: string): Promise<FinishedRun> {
    for await (const { errors } of this.server.subscribe(progressDocument, { runId: run })) {
      if (errors !== undefined) throw new Error(JSON.stringify(errors));
    }
    return this.run(run);
  }

  async run(id: string): Promise<FinishedRun> {
    const issues: Issue[] = [];
    for (let after: string | null = null; ; ) {
      const { extractionRun: found } = await this.server.data(runDocument, { id, after });
      issues.push(...found.issues.edges.map((edge: { node: Issue }) => edge.node));
      if (!found.issues.pageInfo.hasNextPage) return { ...found, issues };
      after = found.issues.pageInfo.endCursor;
    }
  }

  /** Events of the project after a position, in order; the run, its files and task left out. */
  async eventsAfter(seq: number): Promise<readonly ChangeEvent[]> {
    const { graph } = this.server;
    const events: ChangeEvent[] = [];
    for (let from = seq; ; ) {
      const batch = await graph.feed.after(from, 1000);
      for (const event of batch) if (event.project === this.project) events.push(event);
      const last = batch.at(-1);
      if (last === undefined) break;
      from = last.seq;
    }
    const ownRecords = new Set(['ExtractionRun', 'SourceFile', 'Task']);
    return events.filter((event) => !ownRecords.has(event.entityKind));
  }

  /** Deletes everything of the project but itself, its system, runs and tasks. */
  async clear(): Promise<void> {
    const { graph } = this.server;
    const alive = new Set<string>();
    const kept = new Set(['Project', 'System', 'ExtractionRun', 'Task']);
    for (let from = this.startedAt; ; ) {
      const batch = await graph.feed.after(from, 1000);
      for (const { project, element, kind, entityKind, entityId } of batch) {
        if (project !== this.project || element !== 'NODE' || kept.has(entityKind)) continue;
        if (kind === 'DELETED') alive.delete(entityId);
        else alive.add(entityId);
      }
      const last = batch.at(-1);
      if (last === undefined) break;
      from = last.seq;
    }
    await graph.unitOfWork('test', 'clear', (unit) => unit.deleteNodes([...alive]));
    this.startedAt = await this.head();
  }

  async head(): Promise<number> {
    return (await this.server.graph.feed.head()).seq;
  }

  /** Tables of the system by qualified name, with their columns in order. */
  async tables(): Promise<ReadonlyMap<string, FoundTable>> {
    const found = new Map<string, FoundTable>();
    for (let after: string | null = null; ; ) {
      const { tables } = await this.server.data(tablesDocument, {
        project: this.project,
        filter: { system: this.system },
        after,
      });
      for (const { node } of tables.edges as { node: RawTable }[]) {
        const columns = node.columns.edges.map((edge) => edge.node);
        found.set(node.qualifiedName, { ...node, columns });
      }
      if (!tables.pageInfo.hasNextPage) return found;
      after = tables.pageInfo.endCursor;
    }
  }

  async unresolved(): Promise<readonly Unresolved[]> {
    const { unresolvedReferences } = await this.server.data(
      `query ($project: ID!) { unresolvedReferences(project: $project, first: 1000) {
        edges { node { text reason line column statement { id sourceFile { name } } } }
      } }`,
      { project: this.project },
    );
    return unresolvedReferences.edges.map((edge: { node: Unresolved }) => edge.node);
  }

  /** Column edges into a table or view, as `source -> target SUBTYPE`, sorted. */
  async flowsInto(table: string): Promise<readonly string[]> {
    const { lineage } = await this.server.data(
      `query ($ids: [ID!]!) { lineage(ids: $ids, traversal: { direction: UPSTREAM, maxDepth: 1, types: [DIRECT] }) {
        edges { source target subtype }
      } }`,
      { ids: [table] },
    );
    const short = (id: string): string => id.slice(id.lastIndexOf('/') + 1);
    return lineage.edges
      .map((edge: { source: string; target: string; subtype: string }) => {
        return `${short(edge.source)} -> ${short(edge.target)} ${edge.subtype}`;
      })
      .sort();
  }
}

export interface Unresolved {
  readonly text: string;
  readonly reason: string;
  readonly line: number;
  readonly column: number;
  readonly statement: { readonly id: string; readonly sourceFile: { readonly name: string } };
}
export interface FoundColumn {
  readonly id: string;
  readonly name: string;
  readonly ordinal: number;
  readonly nativeType: string | null;
  readonly isPartition: boolean;
  readonly type: { readonly kind: string } | null;
}
export interface FoundTable {
  readonly id: string;
  readonly qualifiedName: string;
  readonly tableKind: string;
  readonly isComplete: boolean;
  readonly columnCount: number;
  readonly constraints: readonly {
    readonly id: string;
    readonly name: string | null;
    readonly kind: string;
  }[];
  readonly columns: readonly FoundColumn[];
}
type RawTable = Omit<FoundTable, 'columns'> & {
  readonly columns: { readonly edges: readonly { readonly node: FoundColumn }[] };
};

const tablesDocument = `query ($project: ID!, $filter: TableFilter, $after: Cursor) {
  tables(project: $project, filter: $filter, first: 100, after: $after) {
    edges { node {
      id qualifiedName tableKind isComplete columnCount constraints { id name kind }
      columns(first: 1000) { edges { node { id name ordinal nativeType isPartition type { kind } } } }
    } }
    pageInfo { hasNextPage endCursor }
  }
}`;

/** A server with a project of a random name and one system. */
export async function startEstate(
  dialect: Dialect,
  options: TestServerOptions = {},
): Promise<Estate & { close(): Promise<void> }> {
  const server = await startTestServer(options);
  const estate = await newEstate(server, dialect);
  return Object.assign(estate, { close: () => server.close() });
}

/** A further project on a running server. */
export async function newEstate(server: TestServer, dialect: Dialect): Promise<Estate> {
  const { name } = await testProject();
  const { upsertProject } = await server.data(
    'mutation ($name: String!) { upsertProject(input: { name: $name }) { project { id } } }',
    { name },
  );
  const project: string = upsertProject.project.id;
  const { seq } = await server.graph.feed.head();
  return new Estate(server, project, await addSystem(server, project, 'main', dialect), seq);
}

export async function addSystem(
  server: TestServer,
  project: string,
  name: string,
  dialect: Dialect,
): Promise<string> {
  const { upsertSystem } = await server.data(
    `mutation ($project: ID!, $name: String!, $dialect: Dialect!) {
      upsertSystem(input: { project: $project, name: $name, dialect: $dialect }) { system { id } }
    }`,
    { project, name, dialect },
  );
  return upsertSystem.system.id;
}

/** Files of a folder, subfolders included, as text sources named by their path below it. */
export function sourcesIn(folder: string, suffix = '.sql'): readonly Source[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(suffix))
    .sort()
    .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
}

export function codes(run: FinishedRun): readonly string[] {
  return run.issues.map((issue) => issue.code).sort();
}
