/**
 * Recursive CTEs: the least fixpoint. Round one reads the CTE itself as a relation that has any column and
 * nothing in it; each further round reads what the round before found, until the inputs no longer grow, at
 * most one round more than there are columns.
 */
import type { Cte } from '../tree.js';
import type { StatementContext, Surroundings } from './context.js';
import { noFlow } from './flow.js';
import { influences } from './influences.js';
import { derivedRelation, type Output, type Relation, renamed } from './relation.js';

export function recursiveRelation(context: StatementContext, cte: Cte, around: Surroundings): Relation {
  return context.recursion(() => fixpoint(context, cte, around));
}

function fixpoint(context: StatementContext, cte: Cte, around: Surroundings): Relation {
  let current = nothing();
  let came = current;
  let isRead = false;
  const self = {
    key: context.keyOf(cte.name),
    outer: around.ctes,
    relation: () => {
      isRead = true;
      return came;
    },
  };
  const round = () => renamed(context, context.query(cte.query, { ...around, ctes: self }), cte.columns);
  const before = new Set([...context.problems.keys(), ...context.issues.keys()]);
  current = round();
  if (!isRead) return current;
  // What the first round could not resolve, it asked of a relation without columns.
  for (const found of [context.problems, context.issues])
    for (const key of found.keys()) if (!before.has(key)) found.delete(key);
  const maxRounds = current.outputs.length + 1;
  for (let rounds = 0; rounds < maxRounds; rounds++) {
    came = repeated(current);
    const next = round();
    const isStable = measure(next) === measure(current);
    current = next;
    if (isStable && rounds > 0) break;
  }
  return current;
}

/** What the CTE reads of itself. */
function repeated(relation: Relation): Relation {
  const outputs = relation.outputs.map((output): Output => {
    const inputs = output.flow.inputs.map((input) => ({ ...input, isRepeated: true }));
    return { ...output, flow: { inputs, problems: output.flow.problems } };
  });
  const { influences: steers, baseTables, guess } = relation;
  return derivedRelation(outputs, { influences: steers, baseTables, guess: relation.isOpen ? guess : null });
}

/** Inputs only ever grow, so their number says whether they did. */
function measure(relation: Relation): number {
  return relation.outputs.reduce((sum, output) => sum + output.flow.inputs.length, relation.outputs.length);
}

function nothing(): Relation {
  const made = new Map<string, Output>();
  const empty = derivedRelation([], { influences: influences(), baseTables: new Set() });
  return {
    outputs: [],
    find: empty.find,
    isOpen: true,
    guess: (name, key) => {
      let output = made.get(key);
      if (output === undefined) {
        output = {
          name: name.text,
          key,
          flow: noFlow,
          typeKey: 'null',
          typeReason: null,
          definition: null,
          position: null,
          bases: [],
          isStar: false,
        };
        made.set(key, output);
      }
      return output;
    },
    influences: empty.influences,
    baseTables: empty.baseTables,
  };
}
