/** A graph on the shared test Neo4j, migrated, and a project of a random name for each test file. */
import { randomBytes } from 'node:crypto';
import { type Graph, openGraph, projectId } from '../../src/graph/index.js';

/** Where the tests' Neo4j answers: `TEST_NEO4J_URI`, set by the global set-up when nobody else did. */
export function testConnection(): { readonly uri: string; readonly user: string; readonly password: string } {
  const uri = process.env.TEST_NEO4J_URI;
  if (uri === undefined) throw new Error('TEST_NEO4J_URI is not set: the global set-up has not run');
  return {
    uri,
    user: process.env.TEST_NEO4J_USER ?? 'neo4j',
    password: process.env.TEST_NEO4J_PASSWORD ?? 'neo4j',
  };
}

/** The caller closes it. */
export async function testGraph(
  options: { readonly pollMs?: number; readonly poolSize?: number } = {},
): Promise<Graph> {
  const graph = await openGraph({ ...testConnection(), ...options });
  await graph.migrate({ reapplyChanged: true });
  return graph;
}

export interface TestProject {
  /** Bare name, random. */
  readonly name: string;
  /** `project:<name>`. */
  readonly id: string;
}

/** Names a project that no other test uses; with a graph, its node is written too. */
export async function testProject(graph?: Graph): Promise<TestProject> {
  const name = `t${randomBytes(6).toString('hex')}`;
  const id = projectId(name);
  await graph?.unitOfWork('test', 'testProject', (unit) =>
    unit.upsertNodes([
      { id, kind: 'Project', project: id, parentId: null, properties: { name, qualifiedName: name } },
    ]),
  );
  return { name, id };
}
