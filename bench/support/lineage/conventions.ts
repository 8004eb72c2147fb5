/**
 * What each corpus counts as an answer. sqllineage: columns of CASE conditions and windows are sources,
 * filters are not; source tables are what nothing in the text writes, target tables what nothing reads;
 * chains of statements are followed to their ends. OpenLineage: an unnamed expression is `_n`. DataHub: an
 * output without a source is asserted, the target of UPDATE is an input.
 */
import type { ColumnInput, OutputColumn } from '../../../src/lineage/facts.js';
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

interface Convention {
  /** Names an expression without an alias. */
  readonly unnamed: (output: OutputColumn, position: number) => string;
  readonly hasConstants: boolean;
  readonly isChained: boolean;
  readonly readsUpdated: boolean;
}

const conventions: Readonly<Record<string, Convention>> = {
  sqllineage: {
    unnamed: (output) => (output.expression ?? output.name).replace(/^(\w+)::.*$/s, '$1'),
    hasConstants: false,
    isChained: true,
    readsUpdated: false,
  },
  openlineage: {
    unnamed: (_, position) => `_${position}`,
    hasConstants: false,
    isChained: false,
    readsUpdated: false,
  },
  datahub: { unnamed: (output) => output.name, hasConstants: true, isChained: false, readsUpdated: true },
};

const plain: Convention = {
  unnamed: (output) => output.name,
  hasConstants: false,
  isChained: false,
  readsUpdated: false,
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
  const parts = bare.split('.').map((part) => unquoted(part).toLowerCase());
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
  const reads: string[][] = [];
  const writes: string[][] = [];
  const columns: string[] = [];
  const isUnqualified = lineageCase.expected.tables?.unqualified === true;
  const path = (urn: string): string => pathOf(urn, isUnqualified);
  for (const { entry, resolved: results, declares } of resolved.entries) {
    const { statement } = entry;
    const written = results.flatMap((result) => result.writes.map((table) => path(table.id)));
    const read = results.flatMap((result) => result.reads.map((table) => path(table.id)));
    if (convention.readsUpdated && statement.kind === 'UPDATE') read.push(...written);
    reads.push(read);
    writes.push([...written, ...declares.map(path)]);
    results.forEach((result, index) => {
      const unnamed = unnamedOutputs(statement.trees[index]);
      let position = 0;
      for (const output of result.outputs) {
        const isUnnamed = unnamed.has(output.ordinal);
        const name = isUnnamed ? convention.unnamed(output, position++) : output.name;
        const ambiguous = result.unresolved.filter(
          (fact) => fact.outputs.includes(output.ordinal) && fact.reason === 'AMBIGUOUS',
        );
        columns.push(
          ...edgesOf(
            output,
            normalText(name),
            ambiguous.map((fact) => fact.text),
            convention,
          ),
        );
      }
    });
  }
  return {
    ...(convention.isChained ? ends(reads, writes) : { inputs: reads.flat(), outputs: writes.flat() }),
    columns: convention.isChained ? chained(columns) : columns,
    failed: failedStatements(resolved),
  };
}

function edgesOf(
  output: OutputColumn,
  name: string,
  ambiguous: readonly string[],
  convention: Convention,
): readonly string[] {
  const to = `${output.target === null ? '?' : pathOf(output.target.table.id, false)}.${name}`;
  const sources = output.inputs.filter(isSource).map((input) => pathOf(input.source.id, false));
  const unassigned = convention.hasConstants
    ? []
    : ambiguous.map((text) => `?.${normalText(unquoted(text.split('.').at(-1) ?? ''))}`);
  const all = [...new Set([...sources, ...unassigned])];
  if (all.length === 0) return convention.hasConstants ? [edge('none', to)] : [];
  return all.map((from) => edge(from, to));
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
  return (isUnqualified ? (parts.at(-1) ?? '') : parts.join('.')).toLowerCase();
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
function ends(reads: readonly string[][], writes: readonly string[][]): Pick<Answer, 'inputs' | 'outputs'> {
  const read = new Set(reads.flat());
  const written = new Set(writes.flat());
  const isSelf = (table: string): boolean =>
    reads.some((each, index) => each.includes(table) && writes[index]?.includes(table) === true);
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
