/** Random SELECTs over tables, earlier views and nested SELECTs, with a fixed number of joins. */
import { plain, reference, type Scope } from './expressions.js';
import { idColumns, makeJoin, makeLateral } from './joins.js';
import { joined, type Piece } from './pieces.js';
import {
  derivedColumns,
  type JoinTruth,
  type Output,
  type Query,
  quoteName,
  type Relation,
  relationColumns,
} from './relations.js';
import { makeList } from './select-list.js';
import type { SelectContext, SelectPlan } from './select-plan.js';
import { qualifiedName } from './tables.js';

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

function makeWhere(scope: Scope, pad: string): Piece {
  const { random } = scope;
  if (random.chance(0.4)) return '';
  const relation = random.pick(scope.relations);
  const conditions = random
    .sample(relation.columns, 1 + random.below(2))
    .map((column): Piece => [reference(scope, relation, column), random.pick([' IS NOT NULL', ' IS NULL'])]);
  return [`${pad}WHERE `, joined(conditions, ' AND ')];
}
