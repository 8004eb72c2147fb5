/**
 * ON CONFLICT … DO UPDATE and ON DUPLICATE KEY UPDATE: assignments to the target over its own row and the one that
 * was to be inserted, each column of which is what the INSERT gives it.
 */
import type { ConflictUpdate, Name, StatementTree } from '../tree.js';
import type { BaseTable } from './columns.js';
import type { StatementContext } from './context.js';
import { FILTER } from './flow.js';
import { defaultOutput, keyOf } from './given-rows.js';
import { type Influences, includeInfluences, influence, influences } from './influences.js';
import { inlinedRelation } from './inlined.js';
import { withCtes } from './queries.js';
import {
  derivedRelation,
  knownTable,
  type Output,
  type Relation,
  renamed,
  unknownTable,
} from './relation.js';
import { type CteScope, makeScope, type Scope, type ScopeSource } from './scope.js';
import { resolveFrom } from './sources.js';
import { assigned, type Written } from './writes.js';

type Insert = Extract<StatementTree, { kind: 'insert' }>;

interface Inserted {
  readonly relation: Relation;
  readonly written: readonly Written[];
  readonly ctes: CteScope | null;
}

/** What the assignments write, and the influences of the whole INSERT. */
export function conflictUpdates(
  context: StatementContext,
  tree: Insert,
  table: BaseTable,
  inserted: Inserted,
): { readonly written: readonly Written[]; readonly influences: Influences } {
  const around = makeScope(null, inserted.ctes, influences(), 0);
  includeInfluences(around.influences, inserted.relation.influences);
  around.sources.push(targetSource(context, tree, table));
  if (context.dialect === 'MYSQL') seeSelected(context, tree, around);
  const row = proposedRow(context, table, inserted);
  const written = tree.onConflict.flatMap((update) => {
    const proposed = update.proposed.map((each) => proposedSource(context, row, each));
    const scope = { ...around, sources: [...around.sources, ...proposed] };
    if (update.where !== null)
      influence(scope.influences, FILTER, context.expression(update.where, scope).flow);
    return update.assignments.map((each) => assigned(context, each, each.value, [table], scope));
  });
  return { written, influences: around.influences };
}

/** The target answers to its alias or name; it is read only where its columns are. */
function targetSource(context: StatementContext, tree: Insert, table: BaseTable): ScopeSource {
  const parts = tree.target?.parts ?? [];
  return {
    alias: tree.alias === null ? null : context.keyOf(tree.alias),
    path: parts.map((part) => context.keyOf(part)).reverse(),
    relation: targetRelation(context, tree, table),
    isHidden: false,
  };
}

function targetRelation(context: StatementContext, { target }: Insert, table: BaseTable): Relation {
  const inlined = context.options.inlined?.get(table.ref.id);
  if (inlined !== undefined && target !== null) return inlinedRelation(context, inlined, target);
  return table.columns === null
    ? unknownTable(context, table, [])
    : knownTable(context, table, table.columns);
}

/** MySQL: assignments also see the sources of a SELECT that groups nothing. */
function seeSelected(context: StatementContext, { query }: Insert, around: Scope): void {
  if (query?.kind !== 'select' || query.isDistinct || query.groupBy.length > 0) return;
  const ctes = withCtes(context, query, { parent: null, ctes: around.ctes, depth: 0 });
  resolveFrom(context, query.from, { ...around, ctes });
}

/** A bare name means the target's column before that of the row that was to be inserted. */
function proposedSource(
  context: StatementContext,
  row: Relation,
  { alias, columns }: ConflictUpdate['proposed'][number],
): ScopeSource {
  return { alias: context.keyOf(alias), path: [], relation: renamed(context, row, columns), isHidden: true };
}

/** The columns that the INSERT names, in its order, then the others, which have their defaults. */
function proposedRow(context: StatementContext, table: BaseTable, { relation, written }: Inserted): Relation {
  const outputs = new Map<string, Output>();
  for (const { output, target } of written) {
    if (target === null || output.isStar) continue;
    const key = keyOf(context, target);
    outputs.set(key, { ...output, name: target.ref.name, key });
  }
  const hasStar = written.some(({ output }) => output.isStar);
  const defaulted = hasStar ? [] : (table.columns ?? []);
  for (const column of defaulted) {
    const made = context.columnOf(table, column);
    const key = keyOf(context, made);
    if (!outputs.has(key)) outputs.set(key, defaultOutput(made.ref.name, key, made.typeKey));
  }
  const guess = hasStar
    ? relation.guess
    : table.columns === null
      ? (name: Name, key: string) => defaultOutput(name.text, key, null)
      : null;
  return derivedRelation([...outputs.values()], { influences: influences(), baseTables: new Set(), guess });
}
