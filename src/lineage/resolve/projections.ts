/** The SELECT list: every projection becomes outputs under their names. */
import type { Expression, Name, Projection } from '../tree.js';
import { chosenColumns, isColumnsStar } from './chosen-columns.js';
import type { StatementContext } from './context.js';
import { effects, through } from './flow.js';
import type { FromItem } from './from-item.js';
import { outputName } from './output-names.js';
import type { Output } from './relation.js';
import type { Scope } from './scope.js';
import { expandStar } from './stars.js';
import { type Value, value } from './value.js';

export function projected(
  context: StatementContext,
  projections: readonly Projection[],
  scope: Scope,
  items: readonly FromItem[],
): readonly Output[] {
  const outputs: Output[] = [];
  const aliases = new Map<string, Output>();
  if (context.rules.hasLateralAliases) {
    scope.aliases = aliases;
    scope.aliasesBeforeGuess = true;
  }
  for (const projection of projections) {
    const made = projectionOutputs(context, projection, scope, items, outputs.length);
    for (const output of made) {
      outputs.push(output);
      if (!output.isStar && projection.kind !== 'star' && !aliases.has(output.key))
        aliases.set(output.key, output);
    }
  }
  scope.aliases = null;
  scope.aliasesBeforeGuess = false;
  return outputs;
}

function projectionOutputs(
  context: StatementContext,
  projection: Projection,
  scope: Scope,
  items: readonly FromItem[],
  position: number,
): readonly Output[] {
  switch (projection.kind) {
    case 'star':
      return expandStar(context, projection, scope, items);
    case 'multi': {
      const made = context.expression(projection.expression, scope);
      const flow = through(effects.unnest, made.flow);
      return projection.aliases.map((alias) =>
        aliasedOutput(
          context,
          projection,
          value(flow, null, 'rows of a function'),
          alias,
          projection.expression,
        ),
      );
    }
    case 'expression': {
      const { expression, alias } = assignedAlias(context, projection);
      if (isColumnsStar(context, expression))
        return expandStar(context, everyColumn(expression), scope, items);
      const chosen = chosenColumns(context, expression);
      if (chosen !== null) return [chosen];
      const made = context.expression(expression, scope);
      if (alias !== null) return [aliasedOutput(context, projection, made, alias, expression)];
      const name = outputName(context, expression, made.output, position);
      const isPlain = made.output !== null && made.output.name === name;
      const key = isPlain ? made.output.key : context.keyOf({ text: name, quoted: true });
      return [namedOutput(projection, made, name, key, expression)];
    }
  }
}

function everyColumn({ start, end }: Expression): Extract<Projection, { kind: 'star' }> {
  return { kind: 'star', qualifier: [], except: [], replace: [], rename: [], start, end };
}

/** T-SQL: `alias = expression` in a projection. */
function assignedAlias(
  context: StatementContext,
  projection: Extract<Projection, { kind: 'expression' }>,
): { readonly expression: Expression; readonly alias: Name | null } {
  const { expression, alias } = projection;
  if (
    context.dialect !== 'TSQL' ||
    alias !== null ||
    expression.kind !== 'operator' ||
    expression.operator !== '='
  )
    return projection;
  const [target, assigned] = expression.operands;
  if (target?.kind !== 'column' || target.parts.length !== 1 || assigned === undefined) return projection;
  return { expression: assigned, alias: target.parts[0] ?? null };
}

export function aliasedOutput(
  context: StatementContext,
  projection: Projection,
  made: Value,
  alias: Name,
  definition: Expression,
): Output {
  return namedOutput(projection, made, context.outputName(alias), context.keyOf(alias), definition);
}

function namedOutput(
  projection: Projection,
  made: Value,
  name: string,
  key: string,
  definition: Expression,
): Output {
  return {
    name,
    key,
    flow: made.flow,
    typeKey: made.typeKey,
    typeReason: made.typeReason,
    definition: made.output === null ? definition : made.output.definition,
    ways: made.output?.ways,
    position: projection,
    bases: [],
    isStar: false,
  };
}
