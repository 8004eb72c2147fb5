/** INSERT: by its column list, else by the target's order; and what it writes in place of rows that collide. */
import type { StatementTree } from '../tree.js';
import type { BaseColumn, BaseTable } from './columns.js';
import { conflictUpdates } from './conflicts.js';
import type { StatementContext } from './context.js';
import { givenRows } from './given-rows.js';
import { influences } from './influences.js';
import { withCtes } from './queries.js';
import { derivedRelation, type Output } from './relation.js';
import { baseTable } from './tables.js';
import { outermost, type StatementResult, targetColumn } from './writes.js';

type Insert = Extract<StatementTree, { kind: 'insert' }>;

/** DEFAULT VALUES, and rows that a procedure returns. */
const noRows = derivedRelation([], { influences: influences(), baseTables: new Set() });

export function insertStatement(context: StatementContext, tree: Insert): StatementResult {
  const ctes = withCtes(context, tree, outermost);
  const table = tree.target === null ? null : baseTable(context, tree.target);
  const targets = table === null ? [] : [table];
  const columns = table === null || tree.isByName ? null : insertColumns(context, table, tree);
  const around = { ...outermost, ctes };
  const relation =
    givenRows(context, tree, table, columns, around) ??
    (tree.query === null ? noRows : context.query(tree.query, around));
  if (
    columns !== null &&
    tree.query !== null &&
    !relation.outputs.some((output) => output.isStar) &&
    columns.length !== relation.outputs.length
  )
    context.issue(
      'WARNING',
      'COLUMN_COUNT_MISMATCH',
      `${relation.outputs.length} values for ${columns.length} columns`,
      tree.target,
    );
  const written = relation.outputs.map((output, ordinal) => ({
    output,
    target: table === null ? null : insertTarget(context, table, columns, relation.outputs, output, ordinal),
  }));
  if (table === null || tree.onConflict.length === 0)
    return { written, influences: relation.influences, targets };
  const updates = conflictUpdates(context, tree, table, { relation, written, ctes });
  return { written: [...written, ...updates.written], influences: updates.influences, targets };
}

/** Target columns in the order of the values; null when nobody knows them, and names decide. */
function insertColumns(
  context: StatementContext,
  table: BaseTable,
  tree: Insert,
): readonly BaseColumn[] | null {
  const dynamic = tree.partitions.filter((partition) => partition.value === null);
  if (tree.columns.length > 0)
    return [...tree.columns, ...dynamic.map((partition) => partition.name)].map((name) =>
      targetColumn(context, table, name),
    );
  const { schema, inlined } = context.options;
  // Columns that only other statements mention are in no order.
  const isOrdered = inlined?.has(table.ref.id) === true || schema.isDeclared(table.ref.id);
  if (table.columns === null || !isOrdered) return null;
  const partitions = new Set(tree.partitions.map((partition) => context.keyOf(partition.name)));
  const keyOf = (key: string): string => (context.rules.ignoresCase ? key.toLowerCase() : key);
  const plain = table.columns.filter((column) => !partitions.has(keyOf(column.key)));
  return [
    ...plain.map((column) => context.columnOf(table, column)),
    ...dynamic.map((partition) => targetColumn(context, table, partition.name)),
  ];
}

/** The column a value goes to. After a `*` the position is not known: the value's name decides. */
function insertTarget(
  context: StatementContext,
  table: BaseTable,
  columns: readonly BaseColumn[] | null,
  outputs: readonly Output[],
  output: Output,
  ordinal: number,
): BaseColumn | null {
  const star = outputs.findIndex((each) => each.isStar);
  if (columns !== null && (star < 0 || ordinal < star)) return columns[ordinal] ?? null;
  return targetColumn(context, table, { text: output.name, quoted: true });
}
