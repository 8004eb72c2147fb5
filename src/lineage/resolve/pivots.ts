/** PIVOT and UNPIVOT. */
import type { Expression, Name, Source } from '../tree.js';
import type { BaseTable } from './columns.js';
import type { StatementContext } from './context.js';
import { CONDITIONAL, effects, GROUP_BY, referredAt, steering, through, union } from './flow.js';
import { joined } from './function-result.js';
import { influence, influences } from './influences.js';
import { derivedRelation, type Output, type Relation } from './relation.js';
import type { Scope } from './scope.js';

type Pivot = Extract<Source, { kind: 'pivot' }>;

/** `scope` holds the pivoted source alone. */
export function pivotRelation(
  context: StatementContext,
  pivot: Pivot,
  visible: readonly Output[],
  baseTables: ReadonlySet<BaseTable>,
  scope: Scope,
): Relation {
  return pivot.direction === 'PIVOT'
    ? pivoted(context, pivot, visible, baseTables, scope)
    : unpivoted(context, pivot, visible, baseTables, scope);
}

/** One column per value and aggregate, made of the aggregate's inputs; the rest of the source is grouped by. */
function pivoted(
  context: StatementContext,
  pivot: Pivot,
  visible: readonly Output[],
  baseTables: ReadonlySet<BaseTable>,
  scope: Scope,
): Relation {
  const deciding = steering(
    CONDITIONAL,
    union(pivot.columns.map((column) => context.expression(column, scope).flow)),
  );
  const aggregates = pivot.aggregates.map((aggregate) => ({
    ...aggregate,
    made: context.expression(aggregate.expression, scope),
  }));
  const used = pivot.aggregates.map(({ expression }) => expression);
  const rest = unnamed(context, visible, [...pivot.columns, ...used]);
  const made = influences();
  for (const output of rest) {
    for (const base of output.isStar ? [] : output.bases) context.reference(base);
    influence(made, GROUP_BY, referredAt(output.flow, pivot.start, pivot.end, 1));
  }
  const outputs = pivot.values.flatMap((value) =>
    aggregates.map((aggregate): Output => {
      const valueName = value.alias?.text ?? plainText(context.sourceText(value.expression));
      const suffix = aggregate.alias?.text;
      const name =
        aggregates.length === 1 && suffix === undefined
          ? valueName
          : `${valueName}_${suffix ?? plainText(context.sourceText(aggregate.expression))}`;
      return {
        name: context.outputName({ text: name, quoted: true }),
        key: context.keyOf({ text: name, quoted: value.alias?.quoted ?? false }),
        flow: union([through(effects.aggregate, aggregate.made.flow), deciding]),
        typeKey: aggregate.made.typeKey,
        typeReason: aggregate.made.typeReason,
        definition: aggregate.expression,
        position: value.expression,
        bases: [],
        isStar: false,
      };
    }),
  );
  const all = [...rest.map((output) => ({ ...output, bases: [] })), ...outputs];
  const isOpen = visible.some((output) => output.isStar);
  return derivedRelation(all, {
    influences: made,
    baseTables,
    guess: isOpen ? (name, key) => guessIn(scope, name, key) : null,
  });
}

function guessIn(scope: Scope, name: { text: string; quoted: boolean }, key: string) {
  const open = scope.sources.filter((source) => source.relation.isOpen);
  const [only] = open;
  return open.length === 1 && only !== undefined ? only.relation.guess(name, key) : null;
}

/** The outputs that the expressions do not refer to. */
function unnamed(
  context: StatementContext,
  visible: readonly Output[],
  expressions: readonly Expression[],
): readonly Output[] {
  const present = new Set(visible.map(({ key }) => key));
  const named = new Set<string>();
  for (const parts of columnNames(expressions)) {
    const keys = parts.map((part) => context.keyOf(part));
    // The last part names the column, or a field of what the one before names.
    const key = keys.findLast((each) => present.has(each));
    if (key !== undefined) named.add(key);
  }
  return visible.filter((output) => output.isStar || !named.has(output.key));
}

/** Names of the columns in the expressions. The walk keeps its own stack, since they may nest deeply. */
function columnNames(expressions: readonly Expression[]): readonly (readonly Name[])[] {
  const names: (readonly Name[])[] = [];
  const stack: object[] = [...expressions];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    const { kind, parts } = node as { readonly kind?: unknown; readonly parts?: readonly Name[] };
    if (kind === 'column' && parts !== undefined) names.push(parts);
    else for (const value of Object.values(node)) if (isNode(value)) stack.push(value);
  }
  return names;
}

function isNode(value: unknown): value is object {
  return value !== null && typeof value === 'object';
}

/** 'Q1' names the column Q1. */
function plainText(text: string): string {
  return /^(['"`[]).*(['"`\]])$/.test(text) ? text.slice(1, -1) : text;
}

/** The listed columns become one column of values and one of their names; `outputs` names them, the names' column last. */
function unpivoted(
  context: StatementContext,
  pivot: Pivot,
  visible: readonly Output[],
  baseTables: ReadonlySet<BaseTable>,
  scope: Scope,
): Relation {
  const listed = [...pivot.columns, ...pivot.values.map((value) => value.expression)];
  const values = listed.map((column) => context.expression(column, scope));
  const rest = unnamed(context, visible, listed);
  for (const output of rest) for (const base of output.isStar ? [] : output.bases) context.reference(base);
  const flow = through(effects.unnest, union(values.map((value) => value.flow)));
  const type = joined(
    'UNPIVOT',
    values.map((value) => value.typeKey),
    context.dialect,
  );
  const outputs = pivot.outputs.map((name, index): Output => {
    const isName = index === pivot.outputs.length - 1 && pivot.outputs.length > 1;
    return {
      name: context.outputName(name),
      key: context.keyOf(name),
      flow: isName ? { inputs: [], problems: [] } : flow,
      typeKey: isName ? 'utf8' : type.typeKey,
      typeReason: isName ? null : type.typeReason,
      definition: pivot,
      position: pivot,
      bases: [],
      isStar: false,
    };
  });
  const isOpen = visible.some((output) => output.isStar);
  return derivedRelation([...rest.map((output) => ({ ...output, bases: [] })), ...outputs], {
    influences: influences(),
    baseTables,
    guess: isOpen ? (name, key) => guessIn(scope, name, key) : null,
  });
}
