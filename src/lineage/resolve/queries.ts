/** Queries: CTEs, SELECT and VALUES. Set operations and recursion stand beside. */
import type { Cte, Expression, Name, Query, Select, Values, With } from '../tree.js';
import { ownExpressions } from './calls.js';
import type { BaseTable } from './columns.js';
import type { StatementContext, Surroundings } from './context.js';
import { FILTER, type Flow, GROUP_BY, noFlow, SORT, union } from './flow.js';
import { baseTablesOf, type FromItem, visibleOutputs } from './from-item.js';
import { joined } from './function-result.js';
import { influence, influences } from './influences.js';
import { readWhere } from './joins.js';
import { projected } from './projections.js';
import { recursiveRelation } from './recursion.js';
import { derivedRelation, type Found, type Output, type Relation, renamed } from './relation.js';
import { type CteScope, makeScope, type Scope } from './scope.js';
import { setRelation } from './set-operations.js';
import { resolveFrom } from './sources.js';
import type { Value } from './value.js';

export function resolveQuery(context: StatementContext, query: Query, around: Surroundings): Relation {
  const ctes = withCtes(context, query, around);
  const inside = ctes === around.ctes ? around : { ...around, ctes };
  switch (query.kind) {
    case 'select':
      return selectRelation(context, query, inside);
    case 'set':
      return setRelation(context, query, inside);
    case 'values':
      return valuesRelation(context, query, inside);
  }
}

/** CTEs in order, each seeing those before it. All are resolved, since what an unused one names is referenced. */
export function withCtes(
  context: StatementContext,
  { ctes, isRecursive }: With,
  around: Surroundings,
): CteScope | null {
  let scope = around.ctes;
  for (const cte of ctes) {
    const outer: CteScope | null = scope;
    const inside = { parent: around.parent, ctes: outer, depth: around.depth + 1 };
    const relation = mayRecurse(context, cte, isRecursive)
      ? recursiveRelation(context, cte, inside)
      : renamed(context, context.query(cte.query, inside), cte.columns);
    scope = { key: context.keyOf(cte.name), relation: () => relation, outer };
  }
  return scope;
}

/** Dialects without the word RECURSIVE recurse by a set operation that names its own CTE. */
function mayRecurse(context: StatementContext, cte: Cte, isRecursive: boolean): boolean {
  if (cte.query.kind !== 'set') return false;
  return isRecursive || ['TSQL', 'ORACLE', 'SNOWFLAKE', 'ANSI'].includes(context.dialect);
}

function selectRelation(context: StatementContext, select: Select, around: Surroundings): Relation {
  const scope = makeScope(around.parent, around.ctes, influences(), around.depth);
  const { items, open } = resolveFrom(context, select.from, scope);
  scope.windows = new Map(select.windows.map((each) => [each.name.toLowerCase(), each.window]));
  for (const { window } of select.windows)
    for (const each of ownExpressions(window)) context.expression(each, scope);
  const outputs = isAliasedJoin(select)
    ? items.flatMap(visibleOutputs)
    : projected(context, select.projections, scope, items);
  if (select.where !== null) {
    const where = context.rules.hasAliasesInWhere ? { ...scope, aliases: aliasesOf(outputs) } : scope;
    readWhere(context, open, select.where, where);
  }
  if (hasSteeringClauses(select)) {
    const late: Scope = { ...scope, aliases: aliasesOf(outputs), aliasesBeforeGuess: true };
    steeringClauses(context, select, late, outputs);
  }
  return derivedRelation(outputs, {
    influences: scope.influences,
    baseTables: basesOf(items),
    guess: openGuess(outputs, scope),
  });
}

/** `(a JOIN b) AS j` is read as a query whose star nobody wrote: it names no column by itself. */
function isAliasedJoin(select: Select): boolean {
  const [only] = select.projections;
  return (
    select.projections.length === 1 &&
    only?.kind === 'star' &&
    only.start === select.start &&
    select.from[0]?.kind === 'join'
  );
}

function hasSteeringClauses(select: Select): boolean {
  const { isDistinct, distinctOn, groupBy, having, qualify, orderBy, sortBy, limit } = select;
  const clauses = distinctOn.length + groupBy.length + orderBy.length + sortBy.length + limit.length;
  return isDistinct || having !== null || qualify !== null || clauses > 0;
}

function steeringClauses(
  context: StatementContext,
  select: Select,
  scope: Scope,
  outputs: readonly Output[],
): void {
  const target = scope.influences;
  for (const key of select.groupBy) influence(target, GROUP_BY, groupKey(context, key, scope, outputs));
  for (const flow of distinctFlows(context, select, scope, outputs)) influence(target, GROUP_BY, flow);
  for (const clause of [select.having, select.qualify])
    if (clause !== null) influence(target, FILTER, context.expression(clause, scope).flow);
  for (const key of select.orderBy) influence(target, SORT, sortKey(context, key, scope, outputs));
  for (const key of select.sortBy) influence(target, SORT, sortKey(context, key, scope, outputs));
  for (const each of select.limit) context.expression(each, scope);
}

/** DISTINCT compares whole rows; DISTINCT ON its own expressions alone, whose bare names mean outputs first. */
function distinctFlows(
  context: StatementContext,
  select: Select,
  scope: Scope,
  outputs: readonly Output[],
): readonly Flow[] {
  if (select.distinctOn.length > 0)
    return select.distinctOn.map((key) => sortKey(context, key, scope, outputs));
  return select.isDistinct ? outputs.map((output) => output.flow) : [];
}

function groupKey(
  context: StatementContext,
  key: Expression,
  scope: Scope,
  outputs: readonly Output[],
): Flow {
  const ordinal = ordinalOutput(key, outputs);
  if (ordinal !== null) return ordinal.flow;
  if (isWord(key, 'all')) {
    const plain = outputs.filter((output) => !output.flow.inputs.some((input) => input.kind === 2));
    return union(plain.map((output) => output.flow));
  }
  return context.expression(key, scope).flow;
}

/** ORDER BY takes a bare name for an output first, any other expression for one over the sources. */
export function sortKey(
  context: StatementContext,
  key: Expression,
  scope: Scope,
  outputs: readonly Output[],
): Flow {
  const ordinal = ordinalOutput(key, outputs);
  if (ordinal !== null) return ordinal.flow;
  if (isWord(key, 'all')) return union(outputs.map((output) => output.flow));
  const [name] = key.kind === 'column' && key.parts.length === 1 ? key.parts : [];
  const output = name === undefined ? undefined : scope.aliases?.get(context.keyOf(name));
  return output === undefined ? context.expression(key, scope).flow : output.flow;
}

function isWord(expression: Expression, word: string): boolean {
  if (expression.kind !== 'column' || expression.parts.length !== 1) return false;
  const [name] = expression.parts;
  return name !== undefined && !name.quoted && name.text.toLowerCase() === word;
}

function ordinalOutput(key: Expression, outputs: readonly Output[]): Output | null {
  if (key.kind !== 'literal' || key.type !== 'number' || !/^\d+$/.test(key.value)) return null;
  return outputs[Number(key.value) - 1] ?? null;
}

/** Aliases that stand for one output; a name listed twice stands for neither. */
function aliasesOf(outputs: readonly Output[]): ReadonlyMap<string, Output> {
  const aliases = new Map<string, Output | null>();
  for (const output of outputs)
    if (!output.isStar)
      aliases.set(output.key, aliases.has(output.key) ? sameFlow(aliases.get(output.key), output) : output);
  const single = new Map<string, Output>();
  for (const [key, output] of aliases) if (output !== null) single.set(key, output);
  return single;
}

/** Two outputs of one name that are the same column are one. */
function sameFlow(present: Output | null | undefined, output: Output): Output | null {
  if (present === null || present === undefined) return null;
  const [a, b] = [present.flow.inputs, output.flow.inputs];
  const isSame = a.length === b.length && a.every((input, index) => input.column === b[index]?.column);
  return isSame ? present : null;
}

function basesOf(items: readonly FromItem[]): ReadonlySet<BaseTable> {
  const [only] = items;
  if (items.length === 1 && only !== undefined) return baseTablesOf(only);
  return new Set(items.flatMap((item) => [...baseTablesOf(item)]));
}

/**
 * A star passed on from one open source makes the query open for that source's columns; one that stands for
 * columns chosen at run time may have any name.
 */
function openGuess(outputs: readonly Output[], scope: Scope): ((name: Name, key: string) => Found) | null {
  if (!outputs.some((each) => each.isStar)) return null;
  const open = scope.sources.filter((source) => source.relation.isOpen && !source.isHidden);
  const chosen = outputs.find((each) => each.isStar && each.bases.length === 0);
  return (name, key) => {
    const [only] = open;
    if (open.length === 0 && chosen !== undefined) return { ...chosen, name: name.text, key, isStar: false };
    return open.length === 1 && only !== undefined
      ? only.relation.guess(name, key)
      : open.length > 1
        ? 'SEVERAL'
        : null;
  };
}

/** `resolveRow`: the values of one row; without it they see nothing but what stands around. */
export function valuesRelation(
  context: StatementContext,
  values: Values,
  around: Surroundings,
  resolveRow?: (row: readonly Expression[], scope: Scope) => readonly Value[],
): Relation {
  const scope = makeScope(around.parent, around.ctes, influences(), around.depth);
  const rows = values.rows.map(
    (row) => resolveRow?.(row, scope) ?? row.map((each) => context.expression(each, scope)),
  );
  const width = Math.max(0, ...rows.slice(0, 1).map((row) => row.length));
  const outputs = Array.from({ length: width }, (_, index): Output => {
    const column = rows.flatMap((row) => row[index] ?? []);
    const type = joined(
      'VALUES',
      column.map((each) => each.typeKey),
      context.dialect,
    );
    const name =
      context.dialect === 'DUCKDB'
        ? `col${index}`
        : context.dialect === 'SPARK'
          ? `col${index + 1}`
          : `column${index + 1}`;
    return {
      name,
      key: context.keyOf({ text: name, quoted: false }),
      flow: column.every((each) => each.flow === noFlow) ? noFlow : union(column.map((each) => each.flow)),
      typeKey: type.typeKey,
      typeReason: type.typeReason,
      definition: null,
      position: { start: values.start, end: values.end },
      bases: [],
      isStar: false,
    };
  });
  return derivedRelation(outputs, { influences: scope.influences, baseTables: new Set() });
}
