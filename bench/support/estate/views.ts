/** The views of a generated estate: which shapes, how many joins and columns each, and their text. */
import type { Random } from '../random.js';
import { viewSchemas } from './lexicon.js';
import { joined, type Piece } from './pieces.js';
import { type JoinTruth, type Output, quoteName, type ReadableTable } from './relations.js';
import type { SelectContext, SelectPlan } from './select-plan.js';
import { makeSelect } from './selects.js';

export type ViewShape = 'JOIN' | 'UNION' | 'NESTED' | 'LATERAL' | 'CTE';

export interface ViewPlan {
  readonly shape: ViewShape;
  readonly joins: number;
  readonly columns: number;
  readonly leastBytes: number;
}

export interface EstateView {
  readonly schema: string;
  readonly name: string;
  readonly shape: ViewShape;
  readonly piece: Piece;
  readonly outputs: readonly Output[];
  readonly joins: readonly JoinTruth[];
  readonly starred: readonly string[];
}

export interface ViewCounts {
  readonly views: number;
  readonly unions: number;
  readonly nested: number;
  readonly laterals: number;
  readonly ctes: number;
  /** Joins of all views together. */
  readonly joins: number;
  /** Projected columns of an ordinary view, on average. */
  readonly columns: number;
  /** Columns of the one widest view. */
  readonly widest: number;
  /** Characters of the one longest view. */
  readonly longest: number;
}

/** One plan a view. The first plain view is the widest, the first nested one the longest. */
export function planViews(counts: ViewCounts, random: Random): ViewPlan[] {
  const shapes: ViewShape[] = [
    ...repeat<ViewShape>('UNION', counts.unions),
    ...repeat<ViewShape>('NESTED', counts.nested),
    ...repeat<ViewShape>('LATERAL', counts.laterals),
    ...repeat<ViewShape>('CTE', counts.ctes),
  ];
  shapes.push(...repeat<ViewShape>('JOIN', Math.max(1, counts.views - shapes.length)));
  const joins = shares(counts.joins, shapes.length, random);
  const widest = shapes.indexOf('JOIN');
  const longest = shapes.indexOf('NESTED');
  return shapes.map((shape, index) => ({
    shape,
    joins: joins[index] ?? 0,
    columns:
      index === widest
        ? counts.widest
        : Math.max(20, Math.round(counts.columns * (0.4 + 1.2 * random.next()))),
    leastBytes: index === longest ? counts.longest : 0,
  }));
}

/** Makes the views in order; one in four sources of a later view is an earlier view. */
export function makeViews(
  plans: readonly ViewPlan[],
  tables: readonly ReadableTable[],
  random: Random,
): EstateView[] {
  const views: EstateView[] = [];
  const earlier: ReadableTable[] = [];
  for (const [index, plan] of plans.entries()) {
    const own = random.fork(`view ${index}`);
    const offered = own.sample(earlier, Math.min(earlier.length, Math.ceil(tables.length / 3)));
    const view = makeView(plan, [...tables, ...offered], own, index);
    views.push(view);
    earlier.push(readableView(view));
  }
  return views;
}

function makeView(
  plan: ViewPlan,
  tables: readonly ReadableTable[],
  random: Random,
  index: number,
): EstateView {
  const isQuoted = random.chance(0.5);
  const hasColumnList = random.chance(0.2);
  const context: SelectContext = { tables, random, isQuoted, allowsUnnamed: !hasColumnList };
  const base: SelectPlan = {
    joins: plan.joins,
    columns: plan.columns,
    depth: plan.shape === 'NESTED' ? 1 + random.below(3) : 0,
    hasLateral: plan.shape === 'LATERAL',
    hasStar: plan.shape === 'JOIN' && random.chance(0.3),
    leastBytes: plan.leastBytes,
    names: null,
    indent: 0,
  };
  const schema = random.pick(viewSchemas);
  const name = `v_${String(index + 1).padStart(3, '0')}_${plan.shape.toLowerCase()}`;
  const query =
    plan.shape === 'UNION'
      ? makeUnion(context, base)
      : plan.shape === 'CTE'
        ? makeCte(context, base)
        : makeSelect(context, base);
  const list = hasColumnList ? columnList(query.outputs, isQuoted) : '';
  const qualified = `${quoteName(schema, isQuoted)}.${quoteName(name, isQuoted)}`;
  const piece: Piece = [`CREATE VIEW ${qualified}${list} AS ${random.chance(0.5) ? '\n' : ''}`, query.piece];
  return {
    schema,
    name,
    shape: plan.shape,
    piece,
    outputs: query.outputs,
    joins: query.joins,
    starred: query.starred,
  };
}

type Body = Pick<EstateView, 'piece' | 'outputs' | 'joins' | 'starred'>;

/** Two to six branches; names from the first, inputs united by ordinal. */
function makeUnion(context: SelectContext, plan: SelectPlan): Body {
  const count = 2 + context.random.below(5);
  const joins = shares(plan.joins, count, context.random);
  const first = makeSelect({ ...context, allowsUnnamed: false }, { ...plan, joins: joins[0] ?? 0 });
  const names = first.outputs.map(({ name }) => name);
  const rest = joins.slice(1).map((share) => makeSelect(context, { ...plan, joins: share, names }));
  const branches = [first, ...rest];
  const outputs = first.outputs.map((output, index) => ({
    ...output,
    inputs: [...new Set(branches.flatMap((branch) => branch.outputs[index]?.inputs ?? []))],
    identity: null,
  }));
  return {
    piece: joined(
      branches.map(({ piece }) => piece),
      '\nUNION ALL\n',
    ),
    outputs,
    joins: branches.flatMap((branch) => branch.joins),
    starred: branches.flatMap((branch) => branch.starred),
  };
}

/** Two CTEs, the second reading the first, and a SELECT over the second. */
function makeCte(context: SelectContext, plan: SelectPlan): Body {
  const [one = 0, two = 0, three = 0] = shares(plan.joins, 3, context.random);
  const inner = { ...plan, indent: 2, columns: Math.min(plan.columns, 60), leastBytes: 0, names: null };
  const plainNames = { ...context, allowsUnnamed: false };
  const first = makeSelect(plainNames, { ...inner, joins: one });
  const second = makeSelect(
    { ...plainNames, first: { name: 'step_1', outputs: first.outputs } },
    { ...inner, joins: two },
  );
  const last = makeSelect(
    { ...context, first: { name: 'step_2', outputs: second.outputs } },
    { ...plan, joins: three },
  );
  const piece: Piece = [
    'WITH step_1 AS (\n  ',
    first.piece,
    '\n),\nstep_2 AS (\n  ',
    second.piece,
    '\n)\n',
    last.piece,
  ];
  const all = [first, second, last];
  return {
    piece,
    outputs: last.outputs,
    joins: all.flatMap((query) => query.joins),
    starred: all.flatMap((query) => query.starred),
  };
}

function columnList(outputs: readonly Output[], isQuoted: boolean): string {
  const names = outputs.map(({ name }, index) => {
    const comment = index % 7 === 0 ? " COMMENT 'from the source'" : '';
    return `  ${quoteName(name, isQuoted)}${comment}`;
  });
  return ` (\n${names.join(',\n')})`;
}

function readableView(view: EstateView): ReadableTable {
  return {
    schema: view.schema,
    name: view.name,
    columns: view.outputs.map(({ name, type }) => ({ name, type })),
  };
}

/** `total` in `count` uneven whole parts. */
function shares(total: number, count: number, random: Random): number[] {
  const weights = Array.from({ length: count }, () => 0.3 + random.next());
  const sum = weights.reduce((left, right) => left + right, 0);
  const parts = weights.map((weight) => Math.floor((total * weight) / sum));
  const rest = total - parts.reduce((left, right) => left + right, 0);
  return parts.map((part, index) => part + (index < rest ? 1 : 0));
}

function repeat<T>(item: T, count: number): T[] {
  return Array.from({ length: count }, () => item);
}
