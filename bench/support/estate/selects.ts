/** Random SELECTs over tables, earlier views and nested SELECTs, with a fixed number of joins. */
import type { Random } from '../random.js';
import { longCase, makeExpression, plain, reference, type Scope } from './expressions.js';
import { joined, type Piece, render } from './pieces.js';
import {
  derivedColumns,
  type JoinTruth,
  type Output,
  type Query,
  quoteName,
  type ReadableTable,
  type Relation,
  type RelationColumn,
  relationColumns,
} from './relations.js';
import { qualifiedName } from './tables.js';

export interface SelectPlan {
  /** Joins of this SELECT and everything nested in it. */
  readonly joins: number;
  readonly columns: number;
  /** Levels of subqueries in FROM. */
  readonly depth: number;
  readonly hasLateral: boolean;
  /** `t.*` before the other columns. */
  readonly hasStar: boolean;
  /** Text length to fill up to with long CASE expressions. */
  readonly leastBytes: number;
  /** Names of the output, where another branch fixes them. */
  readonly names: readonly string[] | null;
  readonly indent: number;
}

export interface SelectContext {
  readonly tables: readonly ReadableTable[];
  readonly random: Random;
  readonly isQuoted: boolean;
  /** Whether the outermost list may hold unnamed expressions. */
  readonly allowsUnnamed: boolean;
  /** A CTE to read first. */
  readonly first?: { readonly name: string; readonly outputs: readonly Output[] };
}

interface From {
  readonly piece: Piece;
  readonly relations: readonly Relation[];
  readonly joins: readonly JoinTruth[];
  readonly starred: readonly string[];
}

export function makeSelect(context: SelectContext, plan: SelectPlan): Query {
  const from = makeFrom(context, plan);
  const scope: Scope = { relations: from.relations, isQuoted: context.isQuoted, random: context.random };
  const { items, outputs, starred } = makeList(context, plan, scope);
  const pad = `\n${' '.repeat(plan.indent)}`;
  const piece: Piece = [
    'SELECT ',
    joined(items, `,${pad}       `),
    `${pad}FROM `,
    from.piece,
    makeWhere(scope, pad),
  ];
  return { piece, outputs, joins: from.joins, starred: [...from.starred, ...starred] };
}

/** SELECT keys, aggregates FROM one source GROUP BY keys: what views join to. */
function makeAggregate(context: SelectContext, indent: number): Query {
  const relation = tableRelation(context, 't1');
  const scope: Scope = { relations: [relation], isQuoted: context.isQuoted, random: context.random };
  const [own, ...others] = idColumns(relation);
  const keys = [own, others.find(({ name }) => name === 'batch_id')].filter((key) => key !== undefined);
  const numbers = context.random.sample(
    relation.columns.filter(({ type, name }) => type === 'number' && !name.endsWith('_id')),
    3,
  );
  const outputs: Output[] = [
    ...keys.map((column) => ({ name: column.name, ...plain(scope, { relation, column }) })),
    ...numbers.map((column): Output => {
      const piece: Piece = ['sum(', reference(scope, relation, column), ')'];
      return { name: `sum_${column.name}`, piece, type: 'number', inputs: column.inputs, identity: null };
    }),
    { name: 'row_count', piece: 'count(*)', type: 'number', inputs: [], identity: null },
  ];
  const pad = `\n${' '.repeat(indent)}`;
  const items = outputs.map(
    (output, index): Piece =>
      index < keys.length ? output.piece : [output.piece, ' AS ', quoteName(output.name, context.isQuoted)],
  );
  const groups = keys.map((column) => reference(scope, relation, column));
  const piece: Piece = [
    'SELECT ',
    joined(items, ', '),
    `${pad}FROM `,
    relation.item,
    `${pad}GROUP BY `,
    joined(groups, ', '),
  ];
  return { piece, outputs, joins: [], starred: [] };
}

function makeFrom(context: SelectContext, plan: SelectPlan): From {
  const { random } = context;
  // A subquery takes a share of the joins; the rest stand in this FROM, one source each.
  const inner = plan.depth > 0 ? random.below(plan.joins + 1) : 0;
  const outer = plan.joins - inner;
  const first =
    plan.depth > 0
      ? nestedRelation(context, { ...plan, joins: inner, depth: plan.depth - 1 })
      : { relation: firstRelation(context), query: null };
  const relations: Relation[] = [first.relation];
  const joins: JoinTruth[] = [...(first.query?.joins ?? [])];
  const pieces: Piece[] = [first.relation.item];
  const pad = `\n${' '.repeat(plan.indent)}`;
  for (let index = 0; index < outer; index += 1) {
    const next = joinedRelation(context, plan, `t${index + 2}`);
    const join = makeJoin(context, relations, next);
    pieces.push(pad, join.piece);
    joins.push(join.truth);
    if (join.truth.kind !== 'SEMI') relations.push(next);
  }
  const lateral = plan.hasLateral ? makeLateral(context, relations) : null;
  if (lateral !== null) {
    pieces.push(pad, lateral.item);
    relations.push(lateral);
  }
  return { piece: pieces, relations, joins, starred: first.query?.starred ?? [] };
}

function joinedRelation(context: SelectContext, plan: SelectPlan, alias: string): Relation {
  if (plan.depth === 0 || context.random.chance(0.7)) return tableRelation(context, alias);
  const query = makeAggregate(context, plan.indent + 4);
  return subquery(context, query, alias, plan.indent);
}

function nestedRelation(context: SelectContext, plan: SelectPlan): { relation: Relation; query: Query } {
  const columns = Math.min(plan.columns, 20 + context.random.below(60));
  const query = makeSelect(
    { ...context, allowsUnnamed: false },
    {
      ...plan,
      columns,
      hasLateral: false,
      hasStar: false,
      leastBytes: 0,
      names: null,
      indent: plan.indent + 4,
    },
  );
  return { relation: subquery(context, query, 't1', plan.indent), query };
}

function subquery(context: SelectContext, query: Query, alias: string, indent: number): Relation {
  const pad = ' '.repeat(indent + 4);
  const item: Piece = [
    `(\n${pad}`,
    query.piece,
    `\n${' '.repeat(indent)}) ${quoteName(alias, context.isQuoted)}`,
  ];
  return { item, alias, columns: derivedColumns(query.outputs), node: null };
}

function firstRelation(context: SelectContext): Relation {
  if (context.first === undefined) return tableRelation(context, 't1');
  const { name, outputs } = context.first;
  return { item: `${name} t1`, alias: 't1', columns: derivedColumns(outputs), node: null };
}

function tableRelation(context: SelectContext, alias: string): Relation {
  const table = context.random.pick(context.tables);
  const name = `${quoteName(table.schema, context.isQuoted)}.${quoteName(table.name, context.isQuoted)}`;
  return {
    item: `${name} ${quoteName(alias, context.isQuoted)}`,
    alias,
    columns: relationColumns(table),
    node: qualifiedName(table),
  };
}

const joinWords: readonly (readonly [string, JoinTruth['kind'], number])[] = [
  ['JOIN', 'INNER', 8],
  ['INNER JOIN', 'INNER', 4],
  ['LEFT JOIN', 'LEFT', 8],
  ['LEFT OUTER JOIN', 'LEFT', 6],
  ['RIGHT JOIN', 'RIGHT', 1],
  ['FULL OUTER JOIN', 'FULL', 1],
  ['CROSS JOIN', 'CROSS', 1],
  ['LEFT SEMI JOIN', 'SEMI', 1],
];
const joinDeck = joinWords.flatMap(([words, kind, weight]) =>
  Array.from({ length: weight }, () => ({ words, kind })),
);

function makeJoin(
  context: SelectContext,
  left: readonly Relation[],
  right: Relation,
): { piece: Piece; truth: JoinTruth } {
  const { words, kind } = context.random.pick(joinDeck);
  if (kind === 'CROSS') return { piece: [`${words} `, right.item], truth: { kind, pairs: [] } };
  const equalities = sharedKeys(left, right, context.random).map(({ relation, column, other }) => ({
    piece: [reference(context, relation, column), ' = ', reference(context, right, other)] as Piece,
    pair:
      column.identity !== null && other.identity !== null
        ? ([column.identity, other.identity] as const)
        : null,
  }));
  const pairs = equalities.map(({ pair }) => pair);
  const piece: Piece = [
    `${words} `,
    right.item,
    ' ON ',
    joined(
      equalities.map((equality) => equality.piece),
      ' AND ',
    ),
  ];
  return { piece, truth: { kind, pairs: pairs.every((pair) => pair !== null) ? pairs : null } };
}

/** One equality, sometimes two, over key columns that both sides have. */
function sharedKeys(
  left: readonly Relation[],
  right: Relation,
  random: Random,
): { relation: Relation; column: RelationColumn; other: RelationColumn }[] {
  const candidates = left.flatMap((relation) =>
    idColumns(relation).flatMap((column) =>
      idColumns(right)
        .filter((other) => other.name === column.name)
        .map((other) => ({ relation, column, other })),
    ),
  );
  if (candidates.length === 0) throw new Error('sources without a common key');
  const count = random.chance(0.15) ? 2 : 1;
  return random.sample(candidates, count);
}

function idColumns(relation: Relation): RelationColumn[] {
  return relation.columns.filter(({ name }) => name.endsWith('_id'));
}

/** LATERAL VIEW over an array or map of the scope; null where no source has one. */
function makeLateral(context: SelectContext, relations: readonly Relation[]): Relation | null {
  const { random } = context;
  const nested = relations.flatMap((relation) =>
    relation.columns
      .filter(({ type }) => type === 'array' || type === 'map')
      .map((column) => ({ relation, column })),
  );
  if (nested.length === 0) return null;
  const { relation, column } = random.pick(nested);
  const withPosition = column.type === 'array' && random.chance(0.3);
  const names =
    column.type === 'map' ? ['attr_key', 'attr_value'] : withPosition ? ['pos', 'elem'] : ['elem'];
  const shown = names.map((name) => quoteName(name, context.isQuoted)).join(', ');
  const item: Piece = [
    `LATERAL VIEW ${random.chance(0.3) ? 'OUTER ' : ''}${withPosition ? 'posexplode' : 'explode'}(`,
    reference(context, relation, column),
    `) ${quoteName('lv', context.isQuoted)} AS ${shown}`,
  ];
  const columns = names.map(
    (name): RelationColumn => ({
      name,
      type: name === 'pos' ? 'number' : 'text',
      inputs: column.inputs,
      identity: null,
      node: null,
    }),
  );
  return { item, alias: 'lv', columns, node: null };
}

function makeList(
  context: SelectContext,
  plan: SelectPlan,
  scope: Scope,
): { items: Piece[]; outputs: Output[]; starred: string[] } {
  const items: Piece[] = [];
  const outputs: Output[] = [];
  const starred: string[] = [];
  const star = plan.hasStar ? scope.relations.find(({ node }) => node !== null) : undefined;
  if (star !== undefined) {
    items.push(`${quoteName(star.alias, context.isQuoted)}.*`);
    starred.push(star.node ?? '');
    outputs.push(
      ...star.columns.map((column) => ({ name: column.name, ...plain(scope, { relation: star, column }) })),
    );
  }
  const names = new Set(outputs.map(({ name }) => name));
  const add = (expression: ReturnType<typeof makeExpression>, isPlainName: boolean): void => {
    const given = plan.names?.[outputs.length];
    const isFree = given === undefined && !names.has(expression.stem);
    const name = given ?? freeName(expression.stem, names);
    names.add(name);
    outputs.push({ ...expression, name });
    const bare = isPlainName && isFree;
    items.push(bare ? expression.piece : [expression.piece, ' AS ', quoteName(name, context.isQuoted)]);
  };
  // Keys first, so that whatever reads this can be joined again.
  if (star === undefined) for (const key of keyColumns(scope)) add(key, context.random.chance(0.5));
  const wanted = plan.names?.length ?? plan.columns;
  while (outputs.length < wanted) {
    const expression = makeExpression(scope);
    if (isUnnamed(context, plan, star !== undefined, expression)) {
      outputs.push({ ...expression, name: `_c${outputs.length}` });
      items.push(expression.piece);
    } else {
      add(expression, expression.identity !== null && context.random.chance(0.5));
    }
  }
  for (let length = 0; length < plan.leastBytes; ) {
    const expression = longCase(scope, 8);
    add(expression, false);
    length += render(expression.piece).text.length;
  }
  return { items, outputs, starred };
}

function freeName(stem: string, taken: ReadonlySet<string>): string {
  if (!taken.has(stem)) return stem;
  let number = taken.size;
  while (taken.has(`${stem}_${number}`)) number += 1;
  return `${stem}_${number}`;
}

function keyColumns(scope: Scope): ReturnType<typeof plain>[] {
  const seen = new Map<string, ReturnType<typeof plain>>();
  for (const relation of scope.relations) {
    for (const column of idColumns(relation)) {
      if (!seen.has(column.name) && seen.size < 12) seen.set(column.name, plain(scope, { relation, column }));
      if (column.name === 'batch_id' && !seen.has('batch_id')) {
        seen.set('batch_id', plain(scope, { relation, column }));
      }
    }
  }
  return [...seen.values()];
}

function isUnnamed(
  context: SelectContext,
  plan: SelectPlan,
  hasStar: boolean,
  expression: ReturnType<typeof makeExpression>,
): boolean {
  const mayBe = context.allowsUnnamed && !hasStar && plan.names === null && expression.identity === null;
  return mayBe && typeof expression.piece !== 'string' && context.random.chance(0.05);
}

function makeWhere(scope: Scope, pad: string): Piece {
  const { random } = scope;
  if (random.chance(0.4)) return '';
  const relation = random.pick(scope.relations);
  const conditions = random
    .sample(relation.columns, 1 + random.below(2))
    .map((column): Piece => [reference(scope, relation, column), random.pick([' IS NOT NULL', ' IS NULL'])]);
  return [`${pad}WHERE `, joined(conditions, ' AND ')];
}
