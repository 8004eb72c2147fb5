/** dbHits of a statement: a cost that does not depend on the machine. */
import type { ProfiledPlan } from 'neo4j-driver';
import { parametersFor, type Query } from '../../src/graph/index.js';
import type { RawStore } from './cypher.js';

export interface Profile {
  readonly dbHits: number;
  /** Operators from the root down, each with its hits. */
  readonly operators: readonly { readonly name: string; readonly dbHits: number; readonly rows: number }[];
  readonly rows: number;
}

/** Runs the statement under PROFILE; a writing one writes. */
export async function profile<Params extends object, Row>(
  store: RawStore,
  query: Query<Params, Row>,
  params: Params,
): Promise<Profile> {
  const session = store.driver.session();
  try {
    const result = await session.run(`PROFILE ${query.text}`, parametersFor(query, params));
    const plan = result.summary.profile;
    if (plan === false) throw new Error(`${query.name} gave no profile`);
    const operators = flatten(plan);
    return {
      dbHits: operators.reduce((sum, operator) => sum + operator.dbHits, 0),
      operators,
      rows: result.records.length,
    };
  } finally {
    await session.close();
  }
}

function flatten(plan: ProfiledPlan): Profile['operators'] {
  const name = plan.operatorType.replace(/@.*$/, '');
  return [{ name, dbHits: Number(plan.dbHits), rows: Number(plan.rows) }, ...plan.children.flatMap(flatten)];
}
