/**
 * Tables that are gone when their file or procedure ends: temporary ones it drops again, and others that it
 * makes, fills by queries and drops for good. They are no nodes: whoever reads one reads what it was made of.
 */
import { displayName, type NamingContext, resolveTableName } from '../../catalog/index.js';
import type { OutputColumn, ResolvedStatement } from '../../lineage/facts.js';
import { createTrees, type InlinedTable } from '../../lineage/index.js';
import type { StatementTree, TableName } from '../../lineage/tree.js';
import type { ReadStatement } from '../sql/facts.js';
import { amendedColumns } from './inlined-columns.js';
import { tableUrn } from './schema-view.js';
import type { RunStatement } from './statements.js';

/** Tables of a file that it creates, fills and later drops, by `table:` URN, before anything is written to them. */
export function temporaryTables(entries: readonly RunStatement[]): Map<string, InlinedTable> {
  const created = new Map<string, InlinedTable>();
  const dropped = new Map<string, InlinedTable>();
  const filled = new Set<string>();
  const unseen = new Set(entries.flatMap(({ statement, naming }) => filledUnseen(statement, naming)));
  const always = new Set<string>();
  for (const { statement, naming } of entries) {
    for (const id of filledBy(statement.trees, naming)) filled.add(id);
    for (const { id, isTemporary, isDeclared, columns } of createdBy(statement, naming)) {
      // One that is made anew in the end stays.
      if (!isTemporary) dropped.delete(id);
      if (isTemporary || !isDeclared) always.add(id);
      created.set(id, { columns, statementInputs: [] });
    }
    for (const amendment of statement.amendments) {
      if (amendment.kind === 'RENAME_TABLE') dropped.delete(resolveTableName(amendment.to, naming).id);
      if (amendment.kind !== 'DROP_TABLE') continue;
      const { id } = resolveTableName(amendment.table, naming);
      const table = created.get(id);
      if (table === undefined) continue;
      // What is temporary or nobody declares is no node whatever it holds; of any other it is known what it was made of.
      if (always.has(id)) dropped.set(id, { ...table, hasUnseenRows: unseen.has(id) });
      else if (filled.has(id) && !unseen.has(id)) dropped.set(id, table);
    }
  }
  return dropped;
}

interface CreatedTable {
  readonly id: string;
  readonly isTemporary: boolean;
  readonly isDeclared: boolean;
  /** As declared; empty where a query gives them. */
  readonly columns: InlinedTable['columns'];
}

/** Tables that a statement declares, and those that its SELECT … INTO makes. */
function createdBy(statement: ReadStatement, naming: NamingContext): readonly CreatedTable[] {
  const declared = statement.declarations.map((table): CreatedTable => {
    const columns = table.viewSql === null ? table.columns : [];
    return {
      id: resolveTableName(table.name, naming).id,
      isTemporary: table.tableKind === 'TEMPORARY',
      isDeclared: true,
      columns: columns.map(({ name }) => ({
        name: displayName(name, naming.caseRule),
        typeKey: null,
        inputs: [],
      })),
    };
  });
  const ids = new Set(declared.map(({ id }) => id));
  const selected = createTrees(statement.trees).flatMap(
    ({ target, isTemporary }): readonly CreatedTable[] => {
      const { id } = resolveTableName(target.parts, naming);
      return ids.has(id) ? [] : [{ id, isTemporary, isDeclared: false, columns: [] }];
    },
  );
  return [...declared, ...selected];
}

/** Tables that queries and VALUES put rows into. */
function filledBy(trees: readonly StatementTree[], naming: NamingContext): readonly string[] {
  return trees.flatMap((tree) => {
    const name = tree.kind === 'insert' && tree.query === null ? null : filledName(tree);
    return name === null ? [] : [resolveTableName(name.parts, naming).id];
  });
}

/** The table that a statement puts rows into or makes. */
function filledName(tree: StatementTree): TableName | null {
  if (tree.kind === 'create' || tree.kind === 'insert') return tree.target;
  return tree.kind === 'merge' && tree.target.kind === 'table' ? tree.target.name : null;
}

/** Tables that get rows nobody sees made: from files, from procedures, by statements that cannot be read. */
function filledUnseen(statement: ReadStatement, naming: NamingContext): readonly string[] {
  const { trees, scannedTables } = statement;
  const written = trees.flatMap((tree) =>
    tree.kind === 'insert' && tree.query === null && tree.target !== null ? tree.target : [],
  );
  return [...written, ...(scannedTables?.writes ?? [])].map(
    ({ parts }) => resolveTableName(parts, naming).id,
  );
}

/** The tables of the file; with `#t` that a T-SQL procedure makes, which is its own and goes when it ends. */
export function withOwnTables(
  { statement, naming }: RunStatement,
  ofFile: Map<string, InlinedTable>,
): Map<string, InlinedTable> {
  if (statement.kind !== 'PROCEDURE') return ofFile;
  const own = statement.trees.flatMap((tree) =>
    tree.kind === 'create' && /^#[^#]/.test(tree.target.parts.at(-1)?.text ?? '')
      ? [resolveTableName(tree.target.parts, naming).id]
      : [],
  );
  if (own.length === 0) return ofFile;
  const unseen = new Set(filledUnseen(statement, naming));
  return new Map([
    ...ofFile,
    ...own.map((id) => [id, { columns: [], statementInputs: [], hasUnseenRows: unseen.has(id) }] as const),
  ]);
}

/** The statements with what they change of a temporary table apart: another of its name stays as it is. */
export function withoutChanges(
  entries: readonly RunStatement[],
  temporary: ReadonlyMap<string, InlinedTable>,
): readonly RunStatement[] {
  if (temporary.size === 0) return entries;
  const made = new Set<string>();
  return entries.map((entry) => {
    const { statement, naming } = entry;
    for (const { id } of createdBy(statement, naming)) made.add(id);
    const ofTemporary = statement.amendments.filter((amendment) => {
      if (!('table' in amendment)) return false;
      const { id } = resolveTableName(amendment.table, naming);
      const isOfTemporary = made.has(id) && temporary.has(id);
      if (amendment.kind === 'DROP_TABLE') made.delete(id);
      return isOfTemporary;
    });
    if (ofTemporary.length === 0) return entry;
    const amendments = statement.amendments.filter((amendment) => !ofTemporary.includes(amendment));
    return { ...entry, statement: { ...statement, amendments }, ofTemporary };
  });
}

/** What the statement says of tables that are nodes: a temporary one may be named as one of them. */
export function withoutTemporary(
  resolved: ResolvedStatement,
  temporary: ReadonlySet<string>,
): ResolvedStatement {
  if (!resolved.writes.some(({ id }) => temporary.has(id))) return resolved;
  return {
    ...resolved,
    writes: resolved.writes.filter(({ id }) => !temporary.has(id)),
    outputs: resolved.outputs.map((output) =>
      output.target !== null && temporary.has(output.target.table.id) ? { ...output, target: null } : output,
    ),
  };
}

/** Notes what a statement puts into a temporary table: CREATE makes it anew, a further write adds to it. */
export function inlineWrite(
  inlined: Map<string, InlinedTable>,
  resolved: ResolvedStatement,
  tree: StatementTree,
): void {
  for (const { id } of resolved.writes) {
    const key = tableUrn(id);
    const former = inlined.get(key);
    if (former === undefined) continue;
    const isNew = tree.kind === 'create';
    inlined.set(key, {
      ...former,
      columns: isNew
        ? resolved.outputs.map(({ name, typeKey, inputs }) => ({ name, typeKey, inputs }))
        : withWritten(former.columns, resolved.outputs, id),
      statementInputs: [...(isNew ? [] : former.statementInputs), ...resolved.statementInputs],
    });
  }
}

/** Notes what a statement changes of the columns of temporary tables. */
export function inlineAmendments(
  inlined: Map<string, InlinedTable>,
  { ofTemporary, naming }: RunStatement,
): void {
  for (const amendment of ofTemporary) {
    if (!('table' in amendment)) continue;
    const { id } = resolveTableName(amendment.table, naming);
    const former = inlined.get(id);
    if (former === undefined) continue;
    inlined.set(id, { ...former, columns: amendedColumns(former.columns, amendment, naming.caseRule) });
  }
}

/** Each value goes to the column it is written to; one that nobody listed is a further column. */
function withWritten(
  columns: InlinedTable['columns'],
  outputs: readonly OutputColumn[],
  table: string,
): InlinedTable['columns'] {
  const byName = new Map(columns.map((column) => [column.name, column]));
  for (const { target, typeKey, inputs } of outputs) {
    if (target === null || target.table.id !== table) continue;
    const { name } = target;
    const { inputs: former = [], ...column } = byName.get(name) ?? { name, typeKey };
    byName.set(name, { ...column, inputs: [...former, ...inputs] });
  }
  return [...byName.values()];
}
