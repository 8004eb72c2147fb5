/**
 * MySQL's `INSERT … SET` and `INSERT … VALUES`: a value may name a column of its row. One that the row gave
 * before stands for what it was given, any other for its default (MySQL 8.4 manual, INSERT statement).
 */
import { keyOfColumn } from '../../catalog/index.js';
import type { Expression, StatementTree } from '../tree.js';
import { type BaseColumn, type BaseTable, columnIndex } from './columns.js';
import type { StatementContext, Surroundings } from './context.js';
import { noFlow } from './flow.js';
import { influences } from './influences.js';
import { aliasedOutput } from './projections.js';
import { valuesRelation } from './queries.js';
import { derivedRelation, type Output, type Relation } from './relation.js';
import { makeScope, type Scope, type ScopeSource } from './scope.js';
import type { Value } from './value.js';

type Insert = Extract<StatementTree, { kind: 'insert' }>;

/** The rows of the INSERT; null where their values see no row. `columns` are the target's in the order of the values. */
export function givenRows(
  context: StatementContext,
  { target, query, isByName }: Insert,
  table: BaseTable | null,
  columns: readonly BaseColumn[] | null,
  around: Surroundings,
): Relation | null {
  if (context.dialect !== 'MYSQL' || table === null || query === null) return null;
  const path = (target?.parts ?? []).map((part) => context.keyOf(part)).reverse();
  if (query.kind === 'values') {
    const row = new GivenRow(context, table, path, columns?.map((column) => keyOf(context, column)) ?? []);
    return valuesRelation(context, query, around, (values, scope) => row.resolve(values, scope));
  }
  if (!isByName || query.kind !== 'select') return null;
  const assigned = query.projections.flatMap((projection) =>
    projection.kind === 'expression' && projection.alias !== null
      ? [{ ...projection, alias: projection.alias }]
      : [],
  );
  const keys = assigned.map(({ alias }) => context.keyOf(alias));
  const scope = makeScope(around.parent, around.ctes, influences(), around.depth);
  const row = new GivenRow(context, table, path, keys);
  const values = row.resolve(
    assigned.map(({ expression }) => expression),
    scope,
  );
  const outputs = assigned.flatMap((projection, i) => {
    const made = values[i];
    return made === undefined
      ? []
      : aliasedOutput(context, projection, made, projection.alias, projection.expression);
  });
  return derivedRelation(outputs, { influences: scope.influences, baseTables: new Set() });
}

/** One row after the other, each as far as it is given. */
class GivenRow {
  private readonly context: StatementContext;
  private readonly source: ScopeSource;
  private readonly ordinals: ReadonlyMap<string, number>;
  private given: { readonly made: Value; readonly expression: Expression }[] = [];

  constructor(context: StatementContext, table: BaseTable, path: readonly string[], keys: readonly string[]) {
    this.context = context;
    this.ordinals = new Map(keys.map((key, ordinal) => [key, ordinal]));
    this.source = { alias: null, path, relation: this.relationOver(table), isHidden: false };
  }

  /** Values in order, each over those before it. */
  resolve(expressions: readonly Expression[], scope: Scope): readonly Value[] {
    this.given = [];
    const inside = { ...scope, sources: [this.source] };
    for (const expression of expressions)
      this.given.push({ made: this.context.expression(expression, inside), expression });
    return this.given.map(({ made }) => made);
  }

  private relationOver({ columns }: BaseTable): Relation {
    return {
      outputs: [],
      find: (key) => {
        const given = this.given[this.ordinals.get(key) ?? -1];
        if (given !== undefined) return outputOf(key, given.made, given.expression);
        const column =
          columns === null ? undefined : columnIndex(columns, this.context.rules.ignoresCase).get(key);
        return column === undefined ? null : defaultOutput(column.name, key, column.typeKey);
      },
      isOpen: columns === null,
      guess: (name, key) => (columns === null ? defaultOutput(name.text, key, null) : null),
      influences: influences(),
      baseTables: new Set(),
    };
  }
}

function outputOf(key: string, made: Value, expression: Expression): Output {
  const { flow, typeKey, typeReason } = made;
  const definition = made.output === null ? expression : made.output.definition;
  const ways = made.output?.ways;
  return {
    name: key,
    key,
    flow,
    typeKey,
    typeReason,
    definition,
    ways,
    position: expression,
    bases: [],
    isStar: false,
  };
}

/** A column that no value is given, or none so far. */
export function defaultOutput(name: string, key: string, typeKey: string | null): Output {
  return {
    name,
    key,
    flow: noFlow,
    typeKey,
    typeReason: typeKey === null ? 'the default of a column' : null,
    definition: null,
    position: null,
    bases: [],
    isStar: false,
  };
}

/** Comparison key of a column of the target. */
export function keyOf(context: StatementContext, column: BaseColumn): string {
  const key = keyOfColumn(column.ref.id);
  return context.rules.ignoresCase ? key.toLowerCase() : key;
}
