/**
 * Statements that write: which output goes to which column. CREATE by name or by its column list, INSERT by
 * its column list or by the target's order, UPDATE by assignment.
 */
import type { Assignment, Expression, Name, Source, StatementTree, TableName, With } from '../tree.js';
import { type BaseColumn, type BaseTable, columnIndex } from './columns.js';
import type { StatementContext, Surroundings } from './context.js';
import { type Influences, influences } from './influences.js';
import { type FoundJoin, readWhere } from './joins.js';
import { withCtes } from './queries.js';
import type { Output, Relation } from './relation.js';
import { makeScope, type Scope } from './scope.js';
import { resolveFrom, resolveSource } from './sources.js';
import { baseTable, definedTable } from './tables.js';

export interface Written {
  readonly output: Output;
  readonly target: BaseColumn | null;
}

export interface StatementResult {
  readonly written: readonly Written[];
  readonly influences: Influences;
  readonly targets: readonly BaseTable[];
}

type Of<K extends StatementTree['kind']> = Extract<StatementTree, { kind: K }>;

export const outermost: Surroundings = { parent: null, ctes: null, depth: 0 };

export function queryStatement(context: StatementContext, tree: Of<'query'>): StatementResult {
  const relation = context.query(tree.query, outermost);
  return {
    written: relation.outputs.map((output) => ({ output, target: null })),
    influences: relation.influences,
    targets: [],
  };
}

/** The outputs are the columns of what is created, under their own names or those of the column list. */
export function createStatement(context: StatementContext, tree: Of<'create'>): StatementResult {
  const relation = context.query(tree.query, outermost);
  const table = definedTable(context, tree.target, tree.objectKind !== 'TABLE');
  reportCount(context, tree, tree.columns, relation);
  const seen = new Set<string>();
  const written = relation.outputs.map((output, ordinal): Written => {
    const listed = tree.columns[ordinal];
    const named =
      listed === undefined || output.isStar
        ? output
        : { ...output, name: context.outputName(listed), key: context.keyOf(listed) };
    if (seen.has(named.key)) duplicate(context, named, tree.target);
    seen.add(named.key);
    return { output: named, target: definedColumn(context, table, named, listed) };
  });
  return { written, influences: relation.influences, targets: [table] };
}

function definedColumn(
  context: StatementContext,
  table: BaseTable,
  output: Output,
  listed: Name | undefined,
): BaseColumn {
  const name = listed ?? { text: output.name, quoted: true };
  return output.isStar
    ? context.mentionedColumn(table, name)
    : context.definedColumn(table, name, output.name);
}

function duplicate(context: StatementContext, output: Output, target: TableName): void {
  context.issue(
    'WARNING',
    'OUTPUT_DUPLICATE',
    `two columns are named ${output.name}`,
    output.position ?? target,
  );
}

/** A column of a table that is written: declared, or known only from this mention. */
export function targetColumn(context: StatementContext, table: BaseTable, name: Name): BaseColumn {
  const declared =
    table.columns === null
      ? undefined
      : columnIndex(table.columns, context.rules.ignoresCase).get(context.keyOf(name));
  return declared === undefined ? context.mentionedColumn(table, name) : context.columnOf(table, declared);
}

function reportCount(
  context: StatementContext,
  tree: Of<'create'>,
  columns: readonly Name[],
  relation: Relation,
): void {
  if (columns.length === 0 || relation.outputs.some((output) => output.isStar)) return;
  // PostgreSQL lets a view's column list be shorter than its query.
  if (
    columns.length > relation.outputs.length ||
    (tree.objectKind === 'TABLE' && columns.length !== relation.outputs.length)
  )
    context.issue(
      'WARNING',
      'COLUMN_COUNT_MISMATCH',
      `${relation.outputs.length} values for ${columns.length} columns`,
      tree.target,
    );
}

export function updateStatement(context: StatementContext, tree: Of<'update'>): StatementResult {
  const { scope, tables, open } = targetScope(context, tree, tree.target, tree.from);
  if (tree.where !== null) readWhere(context, open, tree.where, scope);
  const written = tree.assignments.map((assignment) =>
    assigned(context, assignment, assignment.value, tables, scope),
  );
  const targets = writtenTables(written, tables);
  if (tree.target.kind === 'join') for (const table of targets) context.reads.delete(table.ref.id);
  return { written, influences: scope.influences, targets };
}

export function deleteStatement(context: StatementContext, tree: Of<'delete'>): StatementResult {
  const { scope, tables, open } = targetScope(context, tree, tree.target, tree.using);
  if (tree.where !== null) readWhere(context, open, tree.where, scope);
  const [first] = tables;
  return { written: [], influences: scope.influences, targets: first === undefined ? [] : [first] };
}

/** The tables an UPDATE writes: those its assignments name, else the target. */
function writtenTables(written: readonly Written[], tables: readonly BaseTable[]): readonly BaseTable[] {
  const named = new Set(written.flatMap((each) => (each.target === null ? [] : each.target.table)));
  const [first] = tables;
  return named.size > 0 ? [...named] : first === undefined ? [] : [first];
}

/** A scope of the target and what stands beside it. A target that names an alias of FROM is that source. */
export function targetScope(
  context: StatementContext,
  ahead: With,
  target: Source,
  beside: readonly Source[],
): {
  readonly scope: Scope;
  readonly tables: readonly BaseTable[];
  /** Joins of the target with what stands beside it, to be read from WHERE. */
  readonly open: readonly FoundJoin[];
} {
  const scope = makeScope(null, withCtes(context, ahead, outermost), influences(), 0);
  const alias = aliasedTarget(context, target, beside);
  const readBefore = new Set(context.reads.keys());
  const own = alias ?? target;
  const tables = namedTables(context, own);
  const before = alias === null ? [resolveSource(context, target, scope, [])] : [];
  // The target is read only where its columns are; what stands beside it is.
  if (alias === null && target.kind === 'table')
    for (const table of tables) if (!readBefore.has(table.ref.id)) context.reads.delete(table.ref.id);
  const { open } = resolveFrom(context, beside, scope, before);
  return { scope, tables, open };
}

function aliasedTarget(context: StatementContext, target: Source, beside: readonly Source[]): Source | null {
  if (target.kind !== 'table' || target.name.parts.length !== 1) return null;
  const [name] = target.name.parts;
  if (name === undefined) return null;
  const key = context.keyOf(name);
  const leaves = beside.flatMap(leavesOf);
  return (
    leaves.find((leaf) => leaf.alias !== null && context.keyOf(leaf.alias) === key) ??
    leaves.find((leaf) => leaf.alias === null && context.keyOf(leaf.name.parts.at(-1) ?? name) === key) ??
    null
  );
}

function leavesOf(source: Source): readonly Extract<Source, { kind: 'table' }>[] {
  if (source.kind === 'table') return [source];
  return source.kind === 'join' ? [...leavesOf(source.left), ...leavesOf(source.right)] : [];
}

function namedTables(context: StatementContext, source: Source): readonly BaseTable[] {
  return leavesOf(source).map((leaf) => baseTable(context, leaf.name));
}

/** One assignment: the column is the target's, or that of the qualifier's table where several are joined. */
export function assigned(
  context: StatementContext,
  assignment: Assignment,
  expression: Expression,
  tables: readonly BaseTable[],
  scope: Scope,
): Written {
  const made = context.expression(expression, scope);
  const name = assignment.target.at(-1) ?? { text: '', quoted: true };
  const table = assignedTable(context, assignment.target, tables, scope);
  const column = table === null ? null : targetColumn(context, table, name);
  const output: Output = {
    name: column?.ref.name ?? context.outputName(name),
    key: context.keyOf(name),
    flow: made.flow,
    typeKey: made.typeKey,
    typeReason: made.typeReason,
    definition:
      made.output === null ? { start: expression.start, end: expression.end } : made.output.definition,
    ways: made.output?.ways,
    position: { start: assignment.start, end: assignment.end },
    bases: [],
    isStar: false,
  };
  return { output, target: column };
}

function assignedTable(
  context: StatementContext,
  target: readonly Name[],
  tables: readonly BaseTable[],
  scope: Scope,
): BaseTable | null {
  const [first = null] = tables;
  const qualifier = target.at(-2);
  if (tables.length < 2) return first;
  if (qualifier === undefined) {
    const name = target.at(-1);
    const key = name === undefined ? '' : context.keyOf(name);
    return (
      tables.find(
        (table) => table.columns !== null && columnIndex(table.columns, context.rules.ignoresCase).has(key),
      ) ?? first
    );
  }
  const key = context.keyOf(qualifier);
  const source = scope.sources.find((each) => (each.alias ?? each.path[0]) === key);
  const [only] = source === undefined ? [] : source.relation.baseTables;
  return only ?? first;
}
