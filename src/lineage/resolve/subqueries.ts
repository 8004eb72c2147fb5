/** Queries inside expressions. */
import type { Expression } from '../tree.js';
import type { StatementContext } from './context.js';
import { effects, FILTER, type Flow, through, union } from './flow.js';
import { collectInfluences } from './influences.js';
import type { Scope } from './scope.js';
import { type Value, value } from './value.js';

type Subquery = Extract<Expression, { kind: 'subquery' }>;

export function subqueryValue(context: StatementContext, subquery: Subquery, scope: Scope): Value {
  const relation = context.query(subquery.query, {
    parent: scope,
    ctes: scope.ctes,
    depth: scope.depth + 1,
  });
  const steers = collectInfluences(relation.influences);
  const content = union(relation.outputs.map((output) => output.flow));
  switch (subquery.use) {
    case 'EXISTS':
      return value(filtering([steers, { inputs: [], problems: content.problems }]), 'bool');
    case 'IN': {
      const operand = subquery.operand === null ? null : context.expression(subquery.operand, scope);
      const own = operand === null ? [] : [through(effects.call, operand.flow)];
      return value(union([...own, filtering([content, steers])]), 'bool');
    }
    case 'ARRAY': {
      const element = relation.outputs[0]?.typeKey ?? null;
      const flow = union([through(effects.call, content), steers]);
      return value(flow, element === null ? null : `list<${element}>`, 'an array of an unknown type');
    }
    case 'SCALAR': {
      const [first] = relation.outputs;
      const flow = union([through(effects.subquery, content), steers]);
      return value(flow, first?.typeKey ?? null, first?.typeReason ?? 'a query without columns');
    }
  }
}

/** What decides whether rows stay: all of it is INDIRECT FILTER. */
function filtering(flows: readonly Flow[]): Flow {
  const all = union(flows);
  const inputs = all.inputs.map((input) => ({ ...input, kind: FILTER as 5 }));
  return union([{ inputs, problems: all.problems }]);
}
