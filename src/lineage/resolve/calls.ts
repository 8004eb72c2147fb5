/** Function calls: aggregates, windows, choices, masking and everything else. */
import type { Expression, Window } from '../tree.js';
import type { StatementContext } from './context.js';
import {
  CONDITIONAL,
  type Effect,
  effects,
  type Flow,
  rankOf,
  SORT,
  steering,
  through,
  union,
  WINDOW,
} from './flow.js';
import { functionType } from './function-result.js';
import {
  decidesByFirst,
  type FunctionKind,
  functionKind,
  isChoice,
  isCount,
  isDecodeResult,
} from './functions.js';
import type { Scope } from './scope.js';
import { nativeType, withoutModifier } from './types.js';
import { type Value, value } from './value.js';

type Call = Extract<Expression, { kind: 'function' }>;

/** Aggregates whose WITHIN GROUP (ORDER BY x) is their argument. */
const orderedSet = new Set(['percentile_cont', 'percentile_disc', 'mode', 'approx_percentile']);

export function callValue(context: StatementContext, call: Call, scope: Scope): Value {
  const name = call.name.toLowerCase();
  const isStar =
    call.isStar || (call.arguments.length === 1 && call.arguments[0]?.kind === 'star' && isCount(name));
  const values = isStar ? [] : call.arguments.map((argument) => context.expression(argument, scope));
  const effect = effectOf(name, functionKind(name), call.over !== null);
  const flows: Flow[] = values.map((each, index) =>
    argumentFlow(name, index, values.length, effect, each.flow),
  );
  const order = call.orderBy.map((each) => context.expression(each, scope));
  for (const each of order)
    flows.push(orderedSet.has(name) ? through(effect, each.flow) : steering(SORT, each.flow));
  if (call.filter !== null) flows.push(steering(CONDITIONAL, context.expression(call.filter, scope).flow));
  if (call.over !== null)
    for (const each of windowExpressions(call.over, scope))
      flows.push(steering(WINDOW, context.expression(each, scope).flow));
  const types = values.map((each) => each.typeKey);
  const type =
    castType(context, name, call) ?? functionType(name, types, context.dialect, order[0]?.typeKey ?? null);
  return value(union(flows), resultType(context, name, type.typeKey), type.typeReason);
}

/** PostgreSQL's functions, other than COALESCE and its like, forget lengths and precisions. */
function resultType(context: StatementContext, name: string, typeKey: string | null): string | null {
  if (typeKey === null || context.dialect !== 'POSTGRESQL' || isChoice(name) || name === 'nullif')
    return typeKey;
  return withoutModifier(typeKey);
}

function effectOf(name: string, kind: FunctionKind, isWindowed: boolean): Effect {
  if (kind === 'AGGREGATE') {
    if (!isWindowed) return isCount(name) ? effects.count : effects.aggregate;
    return { ...effects.aggregate, transformation: rankOf.WINDOW, isMasking: isCount(name) };
  }
  if (isWindowed || kind === 'WINDOW') return effects.window;
  if (kind === 'MASKING') return effects.masking;
  if (kind === 'GENERATOR') return effects.unnest;
  return isChoice(name) ? effects.choice : effects.call;
}

/** An argument that is passed on, or one that only decides. */
function argumentFlow(name: string, index: number, count: number, effect: Effect, flow: Flow): Flow {
  if (decidesByFirst(name)) return index === 0 ? steering(CONDITIONAL, flow) : through(effects.choice, flow);
  if (name === 'nullif') return index === 0 ? through(effects.choice, flow) : steering(CONDITIONAL, flow);
  if (name === 'decode' && count > 2)
    return isDecodeResult(index, count) ? through(effects.choice, flow) : steering(CONDITIONAL, flow);
  return through(effect, flow);
}

/** T-SQL `CONVERT(type, x)` arrives as a call whose first argument is the type's name. */
function castType(context: StatementContext, name: string, call: Call) {
  const [type] = call.arguments;
  if (name !== 'convert' || context.dialect !== 'TSQL' || type === undefined) return null;
  const typeKey = nativeType(context.sourceText(type), context.dialect);
  return typeKey === null ? null : { typeKey, typeReason: null };
}

/** PARTITION BY and ORDER BY of a window and of those it refers to, each window once. */
export function windowExpressions(window: Window, scope: Scope): readonly Expression[] {
  const chain = new Set<Window>();
  for (let next: Window | undefined = window; next !== undefined && !chain.has(next); ) {
    chain.add(next);
    next = next.reference === null ? undefined : scope.windows.get(next.reference.toLowerCase());
  }
  return [...chain].reverse().flatMap(ownExpressions);
}

export function ownExpressions({ partitionBy, orderBy }: Window): readonly Expression[] {
  return [...partitionBy, ...orderBy];
}
