/**
 * What each corpus counts as an answer.
 * sqllineage: columns of CASE conditions and windows are sources, filters are not, count(*) reads `*`; source
 * tables are what nothing in the text writes, target tables what nothing reads; chains of statements are
 * followed to their ends; an unnamed expression is named by its text, a `column::type` by the column.
 * OpenLineage: an unnamed expression is `_n`; an output column has no table; CTEs that nothing reads do not
 * count, nor does the updated table as an input; ALTER TABLE writes.
 * DataHub: an output without a source is asserted, the target of UPDATE is an input.
 */
import type { ColumnInput, OutputColumn, ResolvedStatement } from '../../../src/lineage/facts.js';
import type { StatementTree } from '../../../src/lineage/tree.js';
import type { CaseColumn, LineageCase } from './cases.js';
import { noSchema, type ResolvedCase, unquoted } from './resolved.js';

export interface Answer {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** `from -> to`. */
  readonly columns: readonly string[];
  readonly failed: readonly number[];
}

export interface Convention {
  /** Names an expression without an alias; `position` counts these. */
  readonly unnamed: (output: OutputColumn, position: number) => string;
  readonly hasConstants: boolean;
  readonly isChained: boolean;
  readonly updated: 'READ' | 'NOT_READ' | 'AS_IS';
  readonly namesTargets: boolean;
  readonly alterWrites: boolean;
  readonly countsUnusedCtes: boolean;
  readonly countStarReads: boolean;
}

const plain: Convention = {
  unnamed: (output) => output.name,
  hasConstants: false,
  isChained: false,
  updated: 'AS_IS',
  namesTargets: true,
  alterWrites: false,
  countsUnusedCtes: true,
  countStarReads: false,
};

const conventions: Readonly<Record<string, Convention>> = {
  sqllineage: {
    ...plain,
    unnamed: (output) => (output.expression ?? output.name).replace(/^(\w+)::.*$/s, '$1'),
    isChained: true,
    countStarReads: true,
  },
  openlineage: {
    ...plain,
    unnamed: (_, position) => `_${position}`,
    updated: 'NOT_READ',
    namesTargets: false,
    alterWrites: true,
    countsUnusedCtes: false,
  },
  datahub: { ...plain, hasConstants: true, updated: 'READ' },
};

export function conventionOf(lineageCase: LineageCase): Convention {
  const key = Object.keys(conventions).find((name) =>
    `${lineageCase.id} ${lineageCase.source}`.toLowerCase().includes(name),
  );
  return key === undefined ? plain : (conventions[key] ?? plain);
}

export function expectedAnswer(lineageCase: LineageCase): Answer {
  const { tables, columns, failedStatements } = lineageCase.expected;
  const name = (table: string): string => tableKey(table, lineageCase);
  return {
    inputs: (tables?.inputs ?? []).map(name),
    outputs: (tables?.outputs ?? []).map(name),
    columns: (columns ?? []).map(({ from, to }) =>
      edge(columnKey(from, lineageCase), columnKey(to, lineageCase)),
    ),
    failed: failedStatements ?? [],
  };
}

export function edge(from: string, to: string): string {
  return `${from} -> ${to}`;
}

/** Lower case, without quotes and without the platform's instance, with `<default>` for a missing schema. */
export function tableKey(table: string, lineageCase: LineageCase): string {
  const { platformInstance } = lineageCase;
  const bare =
    platformInstance !== undefined && table.startsWith(`${platformInstance}.`)
      ? table.slice(platformInstance.length + 1)
      : table;
  const written = bare.split('.').map((part) => unquoted(part).toLowerCase());
  // Hive's and Spark's own name for no schema.
  const parts = written.length === 2 && written[0] === 'default' ? written.slice(1) : written;
  if (lineageCase.expected.tables?.unqualified === true) return parts.at(-1) ?? '';
  return parts.length === 1 && lineageCase.defaultSchema === undefined
    ? `${noSchema}.${parts[0]}`
    : parts.join('.');
}

function columnKey(column: CaseColumn | null, lineageCase: LineageCase): string {
  if (column === null) return 'none';
  const name = normalText(column.column);
  return column.table === null ? `?.${name}` : `${tableKey(column.table, lineageCase)}.${name}`;
}

function normalText(text: string): string {
  return text.replace(/\s+/g, ' ').toLowerCase();
}

/** What Sheaf says of the case, in the corpus' own terms. */
export function gotAnswer(lineageCase: LineageCase, resolved: ResolvedCase): Answer {
  const convention = conventionOf(lineageCase);
  const isUnqualified = lineageCase.expected.tables?.unqualified === true;
  const path = (urn: string): string => pathOf(urn, isUnqualified);
  const statements = resolved.entries.map((each): TableUse => {
    const { kind, amendments } = each.entry.statement;
    const written = each.resolved.flatMap((result) =>
      result.writes.flatMap(({ id }) => (each.temporary.has(id) ? [] : [path(id)])),
    );
    const read = each.resolved.flatMap((result) => result.reads.map((table) => path(table.id)));
    const like = each.copied.map(path);
    const altered = convention.alterWrites && kind === 'ALTER' ? each.amended.map(path) : [];
    const isUpdate = kind === 'UPDATE' || kind === 'MERGE';
    const reads = !isUpdate || convention.updated === 'AS_IS' ? read : beside(read, written, convention);
    const renames = amendments.some((amendment) => amendment.kind === 'RENAME_TABLE')
      ? each.renamed.map(([from, to]) => [path(from), path(to)] as const)
      : [];
    return {
      reads: [...reads, ...like],
      writes: [...written, ...each.declares.map(path), ...altered],
      renames,
    };
  });
  const tables = convention.isChained ? ends(renamed(statements)) : all(statements);
  const columns = resolved.entries.flatMap((each) =>
    each.resolved.flatMap((result, index) =>
      columnsOf(result, each.entry.statement.trees[index], convention),
    ),
  );
  return {
    ...tables,
    columns: convention.isChained ? chained(columns) : columns,
    failed: failedStatements(resolved),
  };
}

interface TableUse {
  readonly reads: readonly string[];
  readonly writes: readonly string[];
  readonly renames: readonly (readonly [string, string])[];
}

function beside(
  read: readonly string[],
  written: readonly string[],
  convention: Convention,
): readonly string[] {
  return convention.updated === 'READ'
    ? [...read, ...written]
    : read.filter((table) => !written.includes(table));
}

function all(statements: readonly TableUse[]): Pick<Answer, 'inputs' | 'outputs'> {
  return {
    inputs: statements.flatMap((each) => each.reads),
    outputs: statements.flatMap((each) => each.writes),
  };
}

/** Tables under the names they have in the end. */
function renamed(statements: readonly TableUse[]): readonly TableUse[] {
  return statements.map((each, index) => {
    const later = statements.slice(index).flatMap((other) => other.renames);
    const final = (table: string): string =>
      later.reduce((name, [from, to]) => (name === from ? to : name), table);
    return { ...each, reads: each.reads.map(final), writes: each.writes.map(final) };
  });
}

function columnsOf(
  result: ResolvedStatement,
  tree: StatementTree | undefined,
  convention: Convention,
): readonly string[] {
  const unnamed = unnamedOutputs(tree);
  let position = 0;
  return result.outputs.flatMap((output) => {
    const isUnnamed = unnamed.has(output.ordinal) && output.target?.isKnown !== true;
    const isDefined = tree?.kind === 'create' && unnamed.has(output.ordinal);
    const name =
      isUnnamed || isDefined ? convention.unnamed(output, position++) : (output.target?.name ?? output.name);
    const table =
      output.target === null || !convention.namesTargets ? '?' : pathOf(output.target.table.id, false);
    const ambiguous = result.unresolved.filter(
      (fact) => fact.outputs.includes(output.ordinal) && fact.reason === 'AMBIGUOUS',
    );
    const unassigned = ambiguous.map(
      (fact) => `?.${normalText(unquoted(fact.text.split('.').at(-1) ?? ''))}`,
    );
    const stars =
      convention.countStarReads && /\bcount\s*\(\s*\*\s*\)/i.test(output.expression ?? '')
        ? result.reads.map((read) => `${pathOf(read.id, false)}.*`)
        : [];
    const sources = output.inputs.filter(isSource).map((input) => pathOf(input.source.id, false));
    return edgesOf([...sources, ...stars], unassigned, `${table}.${normalText(name)}`, convention);
  });
}

function edgesOf(
  sources: readonly string[],
  unassigned: readonly string[],
  to: string,
  convention: Convention,
): readonly string[] {
  const from = new Set(convention.hasConstants ? sources : [...sources, ...unassigned]);
  if (from.size === 0) return convention.hasConstants ? [edge('none', to)] : [];
  return [...from].map((each) => edge(each, to));
}

/** Content, and what a CASE or a window looks at; filters of subqueries are not sources in any corpus. */
function isSource(input: ColumnInput): boolean {
  return input.type === 'DIRECT' || input.subtype === 'CONDITIONAL' || input.subtype === 'WINDOW';
}

function pathOf(urn: string, isUnqualified: boolean): string {
  const parts = urn
    .slice(urn.lastIndexOf('/') + 1)
    .split('.')
    .map(decodeURIComponent);
  if (isUnqualified) return (parts.at(-1) ?? '').toLowerCase();
  return parts
    .join('.')
    .toLowerCase()
    .replace(/^default\./, `${noSchema}.`);
}

/** Ordinals of outputs of the outermost SELECT that are expressions without an alias. */
function unnamedOutputs(tree: StatementTree | undefined): ReadonlySet<number> {
  const unnamed = new Set<number>();
  let query = tree !== undefined && 'query' in tree ? tree.query : null;
  while (query?.kind === 'set') query = query.branches[0] ?? null;
  if (query?.kind !== 'select' || query.projections.some((each) => each.kind !== 'expression'))
    return unnamed;
  if (tree !== undefined && 'columns' in tree && tree.columns.length > 0) return unnamed;
  query.projections.forEach((projection, index) => {
    if (
      projection.kind === 'expression' &&
      projection.alias === null &&
      projection.expression.kind !== 'column'
    )
      unnamed.add(index + 1);
  });
  return unnamed;
}

/** Tables at the ends of the whole text: read and not written by another statement, written and not read by one. */
function ends(statements: readonly TableUse[]): Pick<Answer, 'inputs' | 'outputs'> {
  const read = new Set(statements.flatMap((each) => each.reads));
  const written = new Set(statements.flatMap((each) => each.writes));
  const isSelf = (table: string): boolean =>
    statements.some((each) => each.reads.includes(table) && each.writes.includes(table));
  return {
    inputs: [...read].filter((table) => !written.has(table) || isSelf(table)),
    outputs: [...written].filter((table) => !read.has(table) || isSelf(table)),
  };
}

/** Edges between the first and the last columns of every chain. */
function chained(edges: readonly string[]): readonly string[] {
  const next = new Map<string, Set<string>>();
  const incoming = new Set<string>();
  const found = new Set<string>();
  for (const each of edges) {
    const [from = '', to = ''] = each.split(' -> ');
    if (from === to) found.add(each);
    else {
      next.set(from, (next.get(from) ?? new Set()).add(to));
      incoming.add(to);
    }
  }
  for (const start of next.keys()) {
    if (incoming.has(start)) continue;
    const seen = new Set([start]);
    const stack = [start];
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const after = next.get(at);
      if (after === undefined && at !== start) found.add(edge(start, at));
      for (const to of after ?? [])
        if (!seen.has(to)) {
          seen.add(to);
          stack.push(to);
        }
    }
  }
  return [...found];
}

/** Indexes of the case's statements that hold a statement nobody could read. */
function failedStatements({ entries, ranges }: ResolvedCase): readonly number[] {
  const failed = new Set<number>();
  for (const { entry } of entries) {
    const { parse, kind, charStart } = entry.statement;
    if (parse !== 'FAILED' && kind !== 'UNPARSED') continue;
    failed.add(ranges.findIndex((range) => charStart >= range.start && charStart < range.end));
  }
  return [...failed].sort((a, b) => a - b);
}
