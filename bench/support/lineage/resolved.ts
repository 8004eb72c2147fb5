/** One case through splitter, parser and resolver: what a run of extraction does, without a graph. */
import {
  type Dialect,
  type NamePart,
  namingContext,
  resolveTableName,
  type TableDeclaration,
} from '../../../src/catalog/index.js';
import { type ResolvedEntry, RunResolver } from '../../../src/extraction/run/resolver.js';
import type { ReadStatement } from '../../../src/extraction/sql/facts.js';
import { readSql } from '../../../src/extraction/sql/index.js';
import type { LineageCase } from './cases.js';
import { withoutUnusedCtes } from './unused-ctes.js';

export interface CaseStatement extends ResolvedEntry {
  /** URNs of tables it copies the columns of (`LIKE`), changes, and renames. */
  readonly copied: readonly string[];
  readonly amended: readonly string[];
  readonly renamed: readonly (readonly [string, string])[];
}

export interface ResolvedCase {
  readonly dialect: Dialect;
  /** In the order of the text. */
  readonly entries: readonly CaseStatement[];
  /** Offsets of the statements the case lists, in the text that was read. */
  readonly ranges: readonly { readonly start: number; readonly end: number }[];
  readonly text: string;
}

/** Stands for the schema of a name that has none. */
export const noSchema = '<default>';

export async function resolveCase(
  lineageCase: LineageCase,
  dialect: Dialect,
  schema: Readonly<Record<string, readonly string[] | Readonly<Record<string, string>>>>,
  countsUnusedCtes: boolean,
): Promise<ResolvedCase> {
  const { text, ranges } = textOf(lineageCase);
  const parts = [lineageCase.defaultDatabase, lineageCase.defaultSchema].filter((part) => part !== undefined);
  const defaults = parts.length === 0 ? noSchema : parts.join('.');
  // Every corpus compares names without regard to case.
  const naming = namingContext('bench', 'cases', dialect, 'PRESERVE_INSENSITIVE', defaults);
  const lateral = lineageCase.options?.lateralColumnAlias;
  const resolver = new RunResolver({
    naming,
    mode: 'MERGE',
    ...(typeof lateral === 'boolean' ? { lateralAliases: lateral } : {}),
  });
  const known = schemaStatements(schema);
  if (known.length > 0) {
    const read = { statements: known, issues: [], unresolvedVariables: [] };
    resolver.add({ file: 'file:schema', name: '', dialect, text: '', read });
  }
  const whole = await readSql(text, { dialect, variables: [] });
  const read = countsUnusedCtes ? whole : { ...whole, statements: whole.statements.map(withoutUnusedCtes) };
  resolver.add({ file: 'file:case', name: 'case', dialect, text, read });
  resolver.begin({ tables: new Map(), schemas: new Set(), waiting: [] });
  while (!resolver.step(Number.POSITIVE_INFINITY).isDone);
  const entries = resolver.results
    .filter((result) => result.entry.source.name === 'case')
    .sort((a, b) => a.entry.statement.ordinal - b.entry.statement.ordinal)
    .map(withTables);
  return { dialect, entries, ranges, text };
}

function withTables(result: ResolvedEntry): CaseStatement {
  const { statement, naming } = result.entry;
  const id = (name: readonly NamePart[]): string => resolveTableName(name, naming).id;
  return {
    ...result,
    copied: statement.declarations.flatMap((table) => (table.like === null ? [] : id(table.like))),
    amended: statement.amendments.flatMap((each) =>
      'table' in each && each.kind !== 'DROP_TABLE' ? id(each.table) : [],
    ),
    renamed: statement.amendments.flatMap((each) =>
      each.kind === 'RENAME_TABLE' ? [[id(each.table), id(each.to)] as const] : [],
    ),
  };
}

/** The statements a case lists, each closed by a semicolon, else its text as it is. */
function textOf(lineageCase: LineageCase): Pick<ResolvedCase, 'text' | 'ranges'> {
  if (lineageCase.statements === undefined)
    return { text: lineageCase.sql, ranges: [{ start: 0, end: lineageCase.sql.length }] };
  let text = '';
  const ranges: { start: number; end: number }[] = [];
  for (const statement of lineageCase.statements) {
    const start = text.length;
    text += /;\s*$/.test(statement) ? `${statement}\n` : `${statement}\n;\n`;
    ranges.push({ start, end: text.length });
  }
  return { text, ranges };
}

function schemaStatements(schema: LineageCase['schema'] & object): readonly ReadStatement[] {
  return Object.entries(schema).map(([name, columns], index): ReadStatement => {
    const typed: readonly (readonly [string, string | null])[] = Array.isArray(columns)
      ? columns.map((column: string) => [column, null] as const)
      : Object.entries(columns as Readonly<Record<string, string>>);
    const declaration: TableDeclaration = {
      name: name.split('.').map((text) => ({ text: unquoted(text), quoted: true })),
      tableKind: 'BASE',
      columns: typed.map(([column, type]) => ({
        name: { text: column, quoted: true },
        nativeType: type?.replace(/\(\)$/, '') ?? null,
        isNullable: null,
        defaultSql: null,
        comment: null,
        isPartition: false,
        isGenerated: false,
        position: null,
      })),
      constraints: [],
      comment: null,
      viewSql: null,
      isExternal: false,
      storage: null,
      like: null,
      position: null,
    };
    return {
      ordinal: index + 1,
      kind: 'CREATE_TABLE',
      parse: 'SCANNED',
      boundary: 'SEMICOLON',
      charStart: 0,
      charEnd: 0,
      line: 1,
      column: 1,
      textSha256: String(index),
      declarations: [declaration],
      amendments: [],
      trees: [],
      scannedTables: null,
    };
  });
}

export function unquoted(name: string): string {
  return name.replace(/^["'`[](.*)["'`\]]$/, '$1');
}
