/** MERGE: each SET and each inserted value is an output; ON is a JOIN, `WHEN … AND` a FILTER. */
import type { Name, StatementTree } from '../tree.js';
import type { BaseTable } from './columns.js';
import type { StatementContext } from './context.js';
import { FILTER } from './flow.js';
import { sourcesOf } from './from-item.js';
import { influence } from './influences.js';
import { readOn, recordJoin } from './joins.js';
import { referred } from './names.js';
import { makeScope, type Scope } from './scope.js';
import { resolveSource } from './sources.js';
import { assigned, type StatementResult, targetColumn, targetScope, type Written } from './writes.js';

type Merge = Extract<StatementTree, { kind: 'merge' }>;
type Branch = Merge['branches'][number];

export function mergeStatement(context: StatementContext, tree: Merge): StatementResult {
  const { scope, tables } = targetScope(context, tree, tree.target, []);
  const targetSources = [...scope.sources];
  const right = resolveSource(context, tree.source, scope, []);
  const [target] = targetSources;
  if (target !== undefined) {
    const left = { kind: 'source', source: target, isFunction: false } as const;
    const join = recordJoin(context, tree.source, { kind: 'INNER', left, right, condition: null, depth: 0 });
    readOn(context, join, tree.on, scope);
  }
  const [table] = tables;
  const inserted: Scope = {
    ...makeScope(null, scope.ctes, scope.influences, 0),
    sources: [...sourcesOf(right)],
  };
  const written: Written[] = [];
  for (const branch of tree.branches) {
    if (branch.condition !== null)
      influence(scope.influences, FILTER, context.expression(branch.condition, scope).flow);
    if (table !== undefined) written.push(...branchWrites(context, branch, table, tables, scope, inserted));
  }
  return { written, influences: scope.influences, targets: tables.slice(0, 1) };
}

function branchWrites(
  context: StatementContext,
  branch: Branch,
  table: BaseTable,
  tables: readonly BaseTable[],
  scope: Scope,
  inserted: Scope,
): readonly Written[] {
  if (branch.isStar) return byName(context, branch, table, inserted);
  if (branch.action === 'UPDATE')
    return branch.assignments.map((each) => assigned(context, each, each.value, tables, scope));
  if (branch.action !== 'INSERT') return [];
  const names = branch.columns.length > 0 ? branch.columns : declaredNames(table);
  return branch.values.flatMap((value, index) => {
    const name = names[index];
    if (name === undefined) return [];
    const assignment = { target: [name], value, start: value.start, end: value.end };
    return [assigned(context, assignment, value, tables.slice(0, 1), inserted)];
  });
}

function declaredNames(table: BaseTable): readonly Name[] {
  return (table.columns ?? []).map((column) => ({ text: column.name, quoted: true }));
}

/** `UPDATE SET *`, `INSERT *`: the source's columns by name. */
function byName(
  context: StatementContext,
  branch: Branch,
  table: BaseTable,
  inserted: Scope,
): readonly Written[] {
  if (branch.action !== 'INSERT' && branch.action !== 'UPDATE') return [];
  return inserted.sources.flatMap((source) =>
    source.relation.outputs.map((output) => {
      const { flow } = output.isStar ? output : referred(context, output, { start: -1, end: -1 });
      const target = targetColumn(context, table, { text: output.name, quoted: true });
      return { output: { ...output, flow, bases: [] }, target };
    }),
  );
}
