/**
 * The statement-wide inputs of a query (ON, WHERE, GROUP BY, ORDER BY) and, by reference, those of the
 * queries it reads: a CTE read a hundred times is one node, visited once when the statement is finished.
 */
import { distinctInputs, type Flow, type IndirectKind, type Input, type Problem } from './flow.js';

export interface Influences {
  readonly own: Input[];
  readonly problems: Problem[];
  readonly nested: Influences[];
}

export function influences(): Influences {
  return { own: [], problems: [], nested: [] };
}

/** Everything that flows into a steering clause has its kind, whatever it was inside. */
export function influence(target: Influences, kind: IndirectKind, flow: Flow): void {
  for (const input of flow.inputs) target.own.push(input.kind === kind ? input : { ...input, kind });
  for (const problem of flow.problems) target.problems.push(problem);
}

export function includeInfluences(target: Influences, nested: Influences): void {
  if (nested.own.length > 0 || nested.problems.length > 0 || nested.nested.length > 0)
    target.nested.push(nested);
}

/** All of them, each (column, kind) once, without recursion: queries may nest as deep as they are many. */
export function collectInfluences(root: Influences): Flow {
  if (root.nested.length === 0) return { inputs: distinctInputs(root.own), problems: root.problems };
  const seen = new Set<Influences>([root]);
  const stack = [root];
  const inputs: Input[] = [];
  const problems = new Set<Problem>();
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    for (const input of node.own) inputs.push(input);
    for (const problem of node.problems) problems.add(problem);
    for (const nested of node.nested)
      if (!seen.has(nested)) {
        seen.add(nested);
        stack.push(nested);
      }
  }
  return { inputs: distinctInputs(inputs), problems: [...problems] };
}
