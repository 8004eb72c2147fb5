/**
 * The list of joins. A condition is read conjunct by conjunct: an equality of one column of each side is a
 * pair of base columns; comma-separated sources take theirs from WHERE.
 */
import type { JoinFact } from '../facts.js';
import type { Expression, Span } from '../tree.js';
import type { BaseColumn, BaseTable } from './columns.js';
import type { StatementContext } from './context.js';
import { type Flow, isDirect, rankOf } from './flow.js';
import { baseTablesOf, type FromItem, sourcesOf } from './from-item.js';
import { type Influences, influence } from './influences.js';
import type { Scope, ScopeSource } from './scope.js';

export interface FoundJoin {
  readonly span: Span;
  kind: JoinFact['kind'];
  readonly left: FromItem;
  readonly right: FromItem;
  readonly pairs: { readonly left: BaseColumn; readonly right: BaseColumn }[];
  condition: Span | null;
  /** Every conjunct that ties the two sides is an equality of two columns. */
  isEquality: boolean;
  readonly depth: number;
}

export function recordJoin(
  context: StatementContext,
  span: Span,
  made: Omit<FoundJoin, 'span' | 'pairs' | 'isEquality'>,
): FoundJoin {
  const join: FoundJoin = { ...made, span, pairs: [], isEquality: false };
  context.joins.set(`${span.start}:${span.end}`, join);
  return join;
}

/** The conjuncts of a condition, in order. A long chain of AND is walked, not recursed into. */
export function conjuncts(condition: Expression): readonly Expression[] {
  const found: Expression[] = [];
  const stack: Expression[] = [condition];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.kind === 'operator' && node.operator.toUpperCase() === 'AND')
      for (const operand of node.operands.toReversed()) stack.push(operand);
    else found.push(node);
  }
  return found;
}

export interface Equality {
  readonly sides: readonly [Side, Side];
}

export interface Side {
  readonly expression: Expression;
  readonly flow: Flow;
}

/**
 * Resolves a condition into what it lets through and hands out its equalities; the callback of any other
 * conjunct gets what it reads.
 */
export function readCondition(
  context: StatementContext,
  condition: Expression,
  scope: Scope,
  target: Influences,
  kind: 3 | 5,
  each: (sides: readonly [Side, Side] | null, flow: readonly Flow[]) => void,
): void {
  for (const conjunct of conjuncts(condition)) {
    const [left, right] = conjunct.kind === 'operator' ? conjunct.operands : [];
    const isEquation =
      conjunct.kind === 'operator' &&
      conjunct.operands.length === 2 &&
      (conjunct.operator === '=' || conjunct.operator === '==' || conjunct.operator === '<=>');
    if (isEquation && left !== undefined && right !== undefined) {
      const sides = [left, right].map((expression) => ({
        expression,
        flow: context.expression(expression, scope).flow,
      }));
      for (const side of sides) influence(target, kind, side.flow);
      each(
        sides as unknown as readonly [Side, Side],
        sides.map((side) => side.flow),
      );
    } else {
      const { flow } = context.expression(conjunct, scope);
      influence(target, kind, flow);
      each(null, [flow]);
    }
  }
}

/** Adds what ON says about the two sides of its join. */
export function readOn(context: StatementContext, join: FoundJoin, on: Expression, scope: Scope): void {
  let ties = 0;
  readCondition(context, on, scope, scope.influences, 3, (sides, flows) => {
    const pair = sides === null ? null : pairOf(context, sides, join.left, join.right);
    if (pair !== null) join.pairs.push(pair);
    else if (spansBoth(flows, join)) ties++;
  });
  join.isEquality = join.pairs.length > 0 && ties === 0;
  join.condition = on;
}

/** Adds to comma-separated and CROSS joins the equalities of WHERE that tie their sides. */
export function readWhere(
  context: StatementContext,
  joins: readonly FoundJoin[],
  where: Expression,
  scope: Scope,
): void {
  readCondition(context, where, scope, scope.influences, 5, (sides) => {
    if (sides === null) return;
    for (const join of joins.toReversed()) {
      const pair = pairOf(context, sides, join.left, join.right);
      if (pair === null) continue;
      join.pairs.push(pair);
      join.isEquality = true;
      join.condition = extended(join.condition, sides);
      if (join.kind === 'CROSS') join.kind = 'INNER';
      return;
    }
  });
}

function extended(condition: Span | null, sides: readonly [Side, Side]): Span {
  const { start } = sides[0].expression;
  const { end } = sides[1].expression;
  return condition === null
    ? { start, end }
    : { start: Math.min(condition.start, start), end: Math.max(condition.end, end) };
}

function spansBoth(flows: readonly Flow[], join: FoundJoin): boolean {
  const left = baseTablesOf(join.left);
  const right = baseTablesOf(join.right);
  const inputs = flows.flatMap((flow) => flow.inputs);
  return (
    inputs.some((input) => left.has(input.column.table)) &&
    inputs.some((input) => right.has(input.column.table))
  );
}

/** The base column a side is, bare or under a cast; null for anything else. */
export function onlyColumn(flow: Flow): BaseColumn | null {
  const [input] = flow.inputs;
  if (input === undefined || flow.inputs.length !== 1 || !isDirect(input)) return null;
  const isPassedOn = input.kind === 0 || input.transformation === rankOf.CAST;
  return isPassedOn ? input.column : null;
}

function pairOf(
  context: StatementContext,
  [first, second]: readonly [Side, Side],
  left: FromItem,
  right: FromItem,
): FoundJoin['pairs'][number] | null {
  const a = onlyColumn(first.flow);
  const b = onlyColumn(second.flow);
  if (a === null || b === null) return null;
  const sideOfA = sideOf(context, first.expression, a, left, right);
  const sideOfB = sideOf(context, second.expression, b, left, right);
  if (sideOfA === 'LEFT' && sideOfB === 'RIGHT') return { left: a, right: b };
  if (sideOfA === 'RIGHT' && sideOfB === 'LEFT') return { left: b, right: a };
  if (sideOfA === 'EITHER' && sideOfB !== null)
    return sideOfB === 'LEFT' ? { left: b, right: a } : { left: a, right: b };
  if (sideOfB === 'EITHER' && sideOfA !== null)
    return sideOfA === 'RIGHT' ? { left: b, right: a } : { left: a, right: b };
  return null;
}

/** The side a column stands on: by its qualifier, else by the base tables each side is made of. */
function sideOf(
  context: StatementContext,
  expression: Expression,
  column: BaseColumn,
  left: FromItem,
  right: FromItem,
): 'LEFT' | 'RIGHT' | 'EITHER' | null {
  const inner = expression.kind === 'cast' ? expression.expression : expression;
  if (inner.kind === 'column' && inner.parts.length > 1) {
    const qualifier = context.keyOf(inner.parts[inner.parts.length - 2] ?? (inner.parts[0] as never));
    const isNamed = (source: ScopeSource) => (source.alias ?? source.path[0]) === qualifier;
    if (sourcesOf(right).some(isNamed)) return 'RIGHT';
    if (sourcesOf(left).some(isNamed)) return 'LEFT';
  }
  const isLeft = baseTablesOf(left).has(column.table);
  const isRight = baseTablesOf(right).has(column.table);
  if (isLeft && isRight) return 'EITHER';
  return isLeft ? 'LEFT' : isRight ? 'RIGHT' : null;
}

/** The joins in the order of the text. */
export function joinFacts(context: StatementContext): readonly JoinFact[] {
  const joins = [...context.joins.values()].sort(
    (a, b) => a.span.start - b.span.start || a.span.end - b.span.end,
  );
  return joins.map((join, index) => ({
    ordinal: index + 1,
    kind: join.kind,
    left: endTable(
      join.left,
      join.pairs.map((pair) => pair.left),
    ),
    right: endTable(
      join.right,
      join.pairs.map((pair) => pair.right),
    ),
    columnPairs: distinctPairs(join.pairs).map((pair) => ({ left: pair.left.ref, right: pair.right.ref })),
    isEquality: join.isEquality,
    conditionSql: join.condition === null ? null : context.sourceText(join.condition),
    depth: join.depth,
    position: context.position(join.span.start, join.span.end),
  }));
}

function distinctPairs(pairs: FoundJoin['pairs']): FoundJoin['pairs'] {
  const seen = new Set<string>();
  return pairs.filter((pair) => {
    const key = `${pair.left.index}:${pair.right.index}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** The one base table of the columns equated on this side; without any, the one the side is made of. */
function endTable(item: FromItem, columns: readonly BaseColumn[]) {
  const tables: ReadonlySet<BaseTable> =
    columns.length > 0 ? new Set(columns.map((column) => column.table)) : baseTablesOf(item);
  const [only] = tables;
  return tables.size === 1 && only !== undefined ? only.ref : null;
}
