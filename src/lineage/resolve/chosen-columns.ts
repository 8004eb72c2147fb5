/**
 * DuckDB's COLUMNS(…). `COLUMNS(*)` is the star; by a pattern or a function it stands for columns that nobody
 * can name without running it, alone and within any expression.
 */
import type { Expression } from '../tree.js';
import type { StatementContext } from './context.js';
import type { Output } from './relation.js';

type Call = Extract<Expression, { kind: 'function' }>;

export function isColumnsStar(context: StatementContext, expression: Expression): boolean {
  return context.dialect === 'DUCKDB' && isColumns(expression) && isStarCall(expression);
}

/** The output that stands for what the COLUMNS(…) inside the expression choose; null without any. */
export function chosenColumns(context: StatementContext, expression: Expression): Output | null {
  if (context.dialect !== 'DUCKDB' || !/columns/i.test(context.sourceText(expression))) return null;
  const call = columnsCall(expression);
  if (call === null) return null;
  return {
    name: '*',
    key: '*',
    flow: { inputs: [], problems: [context.problem('UNSUPPORTED', call)] },
    typeKey: null,
    typeReason: 'columns chosen at run time',
    definition: expression,
    position: expression,
    bases: [],
    isStar: true,
  };
}

function isStarCall(call: Call): boolean {
  const [only] = call.arguments;
  return call.isStar || (call.arguments.length === 1 && only?.kind === 'star' && only.qualifier.length === 0);
}

function isColumns(expression: Expression): expression is Call {
  return expression.kind === 'function' && expression.name.toLowerCase() === 'columns';
}

/** The first of them in the expression, nested queries left out: theirs are their own. */
function columnsCall(expression: Expression): Call | null {
  const stack: Expression[] = [expression];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (isColumns(node)) return node;
    if (node.kind !== 'subquery') stack.push(...parts(node));
  }
  return null;
}

function parts(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'function':
      return expression.arguments;
    case 'operator':
      return expression.operands;
    case 'cast':
    case 'field':
      return [expression.expression];
    case 'tuple':
      return expression.items;
    case 'case': {
      const { operand, otherwise, branches } = expression;
      const around = [operand, otherwise].filter((each) => each !== null);
      return [...around, ...branches.flatMap((branch) => [branch.when, branch.then])];
    }
    default:
      return [];
  }
}
