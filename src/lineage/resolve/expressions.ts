/**
 * Expressions: what flows into a value and its type, in one pass. Results of CASE, IF and COALESCE are
 * DIRECT, what decides between them is INDIRECT CONDITIONAL; windows add INDIRECT WINDOW.
 */
import type { Expression } from '../tree.js';
import { callValue } from './calls.js';
import type { StatementContext } from './context.js';
import { CONDITIONAL, type Effect, effects, type Flow, noFlow, steering, through, union } from './flow.js';
import { joined } from './function-result.js';
import { influences } from './influences.js';
import { literalType } from './literals.js';
import { resolveColumn } from './names.js';
import { operatorEffect, operatorType } from './operators.js';
import { derivedRelation, type Output } from './relation.js';
import { answersTo, makeScope, type Scope } from './scope.js';
import { subqueryValue } from './subqueries.js';
import { fieldType, nativeType } from './types.js';
import { constant, type Value, value } from './value.js';

type Of<K extends Expression['kind']> = Extract<Expression, { kind: K }>;

export function resolveExpression(context: StatementContext, expression: Expression, scope: Scope): Value {
  context.enterExpression();
  const result = evaluate(context, expression, scope);
  context.leaveExpression();
  return result;
}

function evaluate(context: StatementContext, expression: Expression, scope: Scope): Value {
  switch (expression.kind) {
    case 'column':
      return resolveColumn(context, scope, expression);
    case 'literal':
      return constant(literalType(expression, context.dialect), `a ${expression.type} literal`);
    case 'parameter':
      return constant(null, 'a parameter');
    case 'function':
      return callValue(context, expression, scope);
    case 'operator':
      return operatorValue(context, expression, scope);
    case 'case':
      return caseValue(context, expression, scope);
    case 'cast':
      return castValue(context, expression, scope);
    case 'subquery':
      return subqueryValue(context, expression, scope);
    case 'tuple':
      return tupleValue(context, expression, scope);
    case 'field':
      return fieldValue(context, expression, scope);
    case 'lambda':
      return context.expression(expression.body, lambdaScope(context, expression.parameters, scope));
    case 'star':
      return starValue(context, expression, scope);
  }
}

/**
 * A chain such as `a + b + c + …` or `p AND q AND …` leans to the left as deep as it is long: it is walked,
 * not recursed into, and united once.
 */
function operatorValue(context: StatementContext, expression: Of<'operator'>, scope: Scope): Value {
  if (expression.operands[0]?.kind !== 'operator') return shortOperator(context, expression, scope);
  const chain: { readonly operator: string; readonly right: readonly Value[] }[] = [];
  const flows: Flow[] = [];
  let node: Of<'operator'> = expression;
  let effect: Effect = operatorEffect(expression.operator.toUpperCase());
  for (;;) {
    const [first, ...rest]: readonly Expression[] = node.operands;
    const right = rest.map((operand) => context.expression(operand, scope));
    chain.push({ operator: node.operator.toUpperCase(), right });
    for (const each of right) flows.push(through(effect, each.flow));
    if (first === undefined) return value(union(flows), null, 'an operator without operands');
    if (first.kind !== 'operator') {
      const start = context.expression(first, scope);
      flows.push(through(effect, start.flow));
      return folded(chain, start, union(flows), context);
    }
    const own = operatorEffect(first.operator.toUpperCase());
    if (own.transformation > effect.transformation) effect = own;
    node = first;
  }
}

function shortOperator(context: StatementContext, expression: Of<'operator'>, scope: Scope): Value {
  const operator = expression.operator.toUpperCase();
  const effect = operatorEffect(operator);
  const flows: Flow[] = [];
  const types: (string | null)[] = [];
  for (const operand of expression.operands) {
    const made = context.expression(operand, scope);
    flows.push(through(effect, made.flow));
    types.push(made.typeKey);
  }
  const answer = operatorType(operator, types, context.dialect);
  return value(union(flows), answer.typeKey, answer.typeReason);
}

function folded(
  chain: readonly { readonly operator: string; readonly right: readonly Value[] }[],
  start: Value,
  flow: Flow,
  context: StatementContext,
): Value {
  let { typeKey } = start;
  let reason = start.typeReason;
  for (const link of chain.toReversed()) {
    const types = [typeKey, ...link.right.map((each) => each.typeKey)];
    const answer = operatorType(link.operator, types, context.dialect);
    typeKey = answer.typeKey;
    reason = answer.typeReason;
  }
  return value(flow, typeKey, reason);
}

function caseValue(context: StatementContext, expression: Of<'case'>, scope: Scope): Value {
  const flows: Flow[] = [];
  const types: (string | null)[] = [];
  const decide = (each: Expression) =>
    flows.push(steering(CONDITIONAL, context.expression(each, scope).flow));
  const result = (each: Expression) => {
    const made = context.expression(each, scope);
    flows.push(through(effects.choice, made.flow));
    types.push(made.typeKey);
  };
  if (expression.operand !== null) decide(expression.operand);
  for (const branch of expression.branches) {
    decide(branch.when);
    result(branch.then);
  }
  if (expression.otherwise !== null) result(expression.otherwise);
  const type = joined('CASE', types, context.dialect);
  return value(union(flows), type.typeKey, type.typeReason);
}

function castValue(context: StatementContext, expression: Of<'cast'>, scope: Scope): Value {
  const inner = context.expression(expression.expression, scope);
  const type = nativeType(expression.type, context.dialect);
  return value(through(effects.cast, inner.flow), type, `unknown type ${expression.type}`);
}

function tupleValue(context: StatementContext, expression: Of<'tuple'>, scope: Scope): Value {
  for (const item of expression.items) if (item.kind === 'star') nameColumns(context, item, scope);
  const items = expression.items.map((item) => context.expression(item, scope));
  const flow = through(effects.call, union(items.map((item) => item.flow)));
  const types = items.map((item) => item.typeKey);
  if (expression.shape === 'ARRAY') {
    const element = joined('ARRAY', types, context.dialect);
    return value(flow, element.typeKey === null ? null : `list<${element.typeKey}>`, element.typeReason);
  }
  if (expression.shape !== 'STRUCT' || types.includes(null)) return value(flow, null, 'a row value');
  const fields = types.map((type, index) => {
    const name = expression.names[index];
    return name === null || name === undefined ? type : `${fieldName(name)}:${type}`;
  });
  return value(flow, `struct<${fields.join(',')}>`);
}

function fieldName(name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_-]*$/.test(name) ? name : `"${name.replace(/["\\]/g, '\\$&')}"`;
}

/** `(t).c` is the column c of the source t where there is one; otherwise a field of the value. */
function fieldValue(context: StatementContext, expression: Of<'field'>, scope: Scope): Value {
  const inner = expression.expression;
  if (inner.kind === 'column' && isSource(context, inner, scope)) {
    const parts = [...inner.parts, { text: expression.field, quoted: false }];
    return resolveColumn(context, scope, { parts, start: expression.start, end: expression.end });
  }
  const owner = context.expression(inner, scope);
  const type = owner.typeKey === null ? null : fieldType(owner.typeKey, expression.field);
  return value(owner.flow, type, 'field of an unknown type');
}

function isSource(context: StatementContext, column: Of<'column'>, scope: Scope): boolean {
  const qualifier = column.parts.map((part) => context.keyOf(part));
  for (let level: Scope | null = scope; level !== null; level = level.parent)
    if (level.sources.some((source) => answersTo(source, qualifier))) return true;
  return false;
}

/** Parameters stand for elements of the other arguments, whose columns flow in anyway. */
function lambdaScope(context: StatementContext, parameters: readonly string[], scope: Scope): Scope {
  const outputs = parameters.map(
    (name): Output => ({
      name,
      key: context.keyOf({ text: name, quoted: false }),
      flow: noFlow,
      typeKey: null,
      typeReason: 'a lambda parameter',
      definition: null,
      position: null,
      bases: [],
      isStar: false,
    }),
  );
  const inner = makeScope(scope, scope.ctes, scope.influences, scope.depth);
  const relation = derivedRelation(outputs, { influences: influences(), baseTables: new Set() });
  inner.sources.push({ alias: null, path: [], relation, isHidden: false });
  return { ...inner, aliases: scope.aliases, aliasesBeforeGuess: scope.aliasesBeforeGuess };
}

/** `t.*` as an argument: whole rows. No column is named by it. */
function starValue(context: StatementContext, expression: Of<'star'>, scope: Scope): Value {
  const outputs = starOutputs(context, expression, scope);
  return value(through(effects.call, union(outputs.map((each) => each.flow))), null, 'whole rows');
}

/** In a row constructor the star stands for its columns, one by one. */
function nameColumns(context: StatementContext, star: Of<'star'>, scope: Scope): void {
  for (const output of starOutputs(context, star, scope))
    for (const base of output.isStar ? [] : output.bases) context.reference(base);
}

function starOutputs(context: StatementContext, star: Of<'star'>, scope: Scope): readonly Output[] {
  const qualifier = star.qualifier.map((part) => context.keyOf(part));
  return scope.sources
    .filter((source) => qualifier.length === 0 || answersTo(source, qualifier))
    .flatMap((source) => source.relation.outputs);
}
