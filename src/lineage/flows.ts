/** The lineage edges that statements have in the graph, found through the tables they write. */
import { defineQuery } from '../graph/index.js';
import type { EdgeKey, Unit } from '../graph/types.js';

interface Scope {
  readonly tables: readonly string[];
  /** Statements as a set: Cypher looks a key of a map up at once and scans a list. */
  readonly statements: Readonly<Record<string, true>>;
}
export interface StatementFlow extends EdgeKey {
  readonly statement: string;
}

const flowSizes = defineQuery<Scope, { readonly statement: string; readonly flows: number }>(
  'lineage/flow-sizes',
  ['statement', 'flows'],
);
const flowsOfStatements = defineQuery<Scope, StatementFlow>('lineage/flows-of-statements', [
  'source',
  'type',
  'target',
  'discriminator',
  'statement',
]);

/** FLOWS_TO and INFLUENCES of the statements into the tables. */
export function flowsInto(
  unit: Unit,
  tables: readonly string[],
  statements: readonly string[],
): Promise<readonly StatementFlow[]> {
  return unit.run(flowsOfStatements, { tables, statements: setOf(statements) });
}

/** How many there are, by statement; statements without any are left out. */
export async function countFlowsInto(
  unit: Unit,
  tables: readonly string[],
  statements: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await unit.run(flowSizes, { tables, statements: setOf(statements) });
  return new Map(rows.map((row) => [row.statement, row.flows]));
}

function setOf(statements: readonly string[]): Readonly<Record<string, true>> {
  return Object.fromEntries(statements.map((statement) => [statement, true]));
}
