import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import neo4j, { type Plan } from 'neo4j-driver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { definedQueries, type Graph } from '../../src/graph/index.js';
import { packageRoot } from '../../src/paths.js';
import { testConnection, testGraph } from '../support/project.js';
import { estate } from './fixture.js';

/** Every statement below `cypher/` but the migrations, as `<context>/<name>`. */
function statementFiles(): readonly string[] {
  const root = join(packageRoot, 'cypher');
  return readdirSync(root)
    .filter((context) => context !== 'migrations' && statSync(join(root, context)).isDirectory())
    .flatMap((context) => readdirSync(join(root, context)).map((file) => `${context}/${file}`))
    .filter((file) => file.endsWith('.cypher'))
    .map((file) => file.slice(0, -'.cypher'.length))
    .sort();
}

/** Loads every module that defines a statement. */
async function loadDefinitions(): Promise<void> {
  for (const folder of ['src', 'bench']) {
    const root = join(packageRoot, folder);
    for (const entry of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
      const path = join(root, entry);
      if (path.endsWith('.ts') && /\bdefineQuery[<(]/.test(readFileSync(path, 'utf8'))) await import(path);
    }
  }
}

/** Run while a store is set up, before there is a graph to read: texts without typed parameters and columns. */
function isSetUp(name: string): boolean {
  return name.startsWith('neo4j/');
}

function operators(plan: Plan): readonly string[] {
  return [plan.operatorType.replace(/@.*$/, ''), ...plan.children.flatMap(operators)];
}

/** Database a statement is for: some set up the server itself. */
const systemStatements = new Set(['neo4j/set-first-password']);
const costly = [
  'AllNodesScan',
  'CartesianProduct',
  'DirectedAllRelationshipsScan',
  'UndirectedAllRelationshipsScan',
];

/** Statements are planned by the counts of the store: in an empty one a scan of all relationships costs nothing. */
async function fill(graph: Graph): Promise<void> {
  const { column, columnState, project, tableState } = await estate(graph);
  const columns = Array.from({ length: 2000 }, (_, i) => columnState('t', `c${i}`, i + 1));
  await graph.unitOfWork('test', null, async (unit) => {
    await unit.upsertNodes([tableState('t')]);
    await unit.upsertNodes(columns);
    await unit.upsertEdges(
      columns.slice(1).map((_, i) => ({
        type: 'FLOWS_TO',
        source: column('t', `c${i + 1}`),
        target: column('t', `c${i}`),
        discriminator: '',
        project: project.id,
        properties: {},
      })),
    );
  });
}

describe('hand-written statements', () => {
  const connection = testConnection();
  const driver = neo4j.driver(connection.uri, neo4j.auth.basic(connection.user, connection.password));
  let graph: Graph;
  beforeAll(async () => {
    graph = await testGraph();
    await fill(graph);
    await loadDefinitions();
  });
  afterAll(async () => {
    await graph.close();
    await driver.close();
  });

  it('are all defined with their columns', () => {
    expect(statementFiles().filter((name) => !isSetUp(name) && !definedQueries().has(name))).toEqual([]);
  });

  it('say in two lines what they answer and why the plan is cheap', () => {
    const wrong = statementFiles().filter((name) => {
      const lines = readFileSync(join(packageRoot, 'cypher', `${name}.cypher`), 'utf8').split('\n');
      return !lines.slice(0, 2).every((line) => /^\/\/ \S/.test(line));
    });
    expect(wrong).toEqual([]);
  });

  it.each(statementFiles())(
    '%s has its declared columns and a plan without a costly operator',
    async (name) => {
      const source = readFileSync(join(packageRoot, 'cypher', `${name}.cypher`), 'utf8');
      const { text, columns } = definedQueries().get(name) ?? { text: source, columns: null };
      const session = driver.session({ database: systemStatements.has(name) ? 'system' : 'neo4j' });
      try {
        const result = session.run(`EXPLAIN ${text}`);
        const keys = await result.keys();
        if (columns !== null) expect([columns, ['rows']]).toContainEqual(keys);
        const { plan } = await result.summary();
        const found = plan ? operators(plan).filter((operator) => costly.includes(operator)) : [];
        if (!/^\/\/ plan: \S/m.test(source)) expect(found).toEqual([]);
      } finally {
        await session.close();
      }
    },
  );
});
