/**
 * The statements of a run with their ids and the schema they are written in. A file's USE and SET
 * search_path hold for what follows in that file, whatever order statements are resolved in.
 */
import {
  type ColumnDeclaration,
  type Dialect,
  foldName,
  type NamePart,
  type NamingContext,
} from '../../catalog/index.js';
import { statementId } from '../../graph/index.js';
import type { OrderItem } from '../../lineage/index.js';
import type { Amendment, ReadSource, ReadStatement } from '../sql/facts.js';

export interface RunSource {
  /** URN of the file. */
  readonly file: string;
  readonly name: string;
  readonly dialect: Dialect;
  readonly text: string;
  readonly read: ReadSource;
}

export interface RunStatement {
  /** URN: moving the statement keeps it. */
  readonly id: string;
  readonly source: RunSource;
  readonly statement: ReadStatement;
  /** The source's dialect; the default schema is the first of the search path. */
  readonly naming: NamingContext;
  /** Schemas in look-up order; empty where the file sets none. */
  readonly searchPath: readonly (readonly NamePart[])[];
  /** What it changes of tables that are no nodes; the statement's own amendments are without these. */
  readonly ofTemporary: readonly Amendment[];
}

export function runStatements(source: RunSource, system: NamingContext): readonly RunStatement[] {
  const occurrences = new Map<string, number>();
  let naming: NamingContext = { ...system, dialect: source.dialect };
  let searchPath: readonly (readonly NamePart[])[] = [];
  return source.read.statements.map((read) => {
    const statement = inDialect(read, source.dialect);
    const n = (occurrences.get(statement.textSha256) ?? 0) + 1;
    occurrences.set(statement.textSha256, n);
    const id = statementId(source.file, statement.textSha256, n);
    const entry: RunStatement = { id, source, statement, naming, searchPath, ofTemporary: [] };
    for (const amendment of statement.amendments) {
      if (amendment.kind !== 'SET_SCHEMA') continue;
      searchPath = amendment.schemas.filter(isSchema);
      naming = { ...naming, defaultSchema: defaultSchema(searchPath, system) };
    }
    return entry;
  });
}

/** Sources of one run may differ in dialect, and a type means what it means in the one it is written in. */
function inDialect(statement: ReadStatement, dialect: Dialect): ReadStatement {
  if (statement.declarations.length === 0 && statement.amendments.length === 0) return statement;
  const column = <Column extends Partial<ColumnDeclaration>>(declared: Column): Column =>
    typeof declared.nativeType === 'string' ? { ...declared, dialect } : declared;
  const declarations = statement.declarations.map((table) => ({
    ...table,
    columns: table.columns.map(column),
  }));
  const amendments = statement.amendments.map((amendment): Amendment => {
    if (amendment.kind === 'CHANGE_COLUMN') return { ...amendment, column: column(amendment.column) };
    if (amendment.kind !== 'ADD_COLUMNS' && amendment.kind !== 'REPLACE_COLUMNS') return amendment;
    return { ...amendment, columns: amendment.columns.map(column) };
  });
  return { ...statement, declarations, amendments };
}

/** Text of a statement, without what stands around it. */
export function textOf({ source, statement }: RunStatement): string {
  return source.text.slice(statement.charStart, statement.charEnd);
}

/** `"$user"` names no schema of the estate. */
function isSchema(parts: readonly NamePart[]): boolean {
  const last = parts.at(-1)?.text ?? '';
  return last !== '' && last !== '$user';
}

function defaultSchema(path: readonly (readonly NamePart[])[], system: NamingContext): string {
  const [first] = path;
  if (first === undefined) return system.defaultSchema;
  return first.map((part) => foldName(part, system.caseRule)).join('.');
}

/** By source name, then position. */
export function byPlace(a: RunStatement, b: RunStatement): number {
  if (a.source.name !== b.source.name) return a.source.name < b.source.name ? -1 : 1;
  return a.statement.ordinal - b.statement.ordinal;
}

/** What the order of resolving rests on. */
export function orderItem({ source, naming, searchPath, statement, ofTemporary }: RunStatement): OrderItem {
  const { declarations, trees } = statement;
  const amendments = [...statement.amendments, ...ofTemporary];
  return { source: source.name, naming, searchPath, statement: { declarations, amendments, trees } };
}
