/**
 * What a pasted text means: its statements, their lineage and their problems, by the same reader and
 * resolver that runs use. Nothing is written.
 */
import type { CatalogSnapshot, NamingContext } from '../../catalog/index.js';
import type {
  ColumnRef,
  LineageSubtype,
  LineageType,
  OutputColumn,
  ResolvedStatement,
  TransformationKind,
} from '../../lineage/facts.js';
import { expressionOf } from '../../lineage/index.js';
import { collectDefects, type OnDefect } from '../defect.js';
import type { IssueRow } from '../queries.js';
import { inOrder } from '../run/issues.js';
import { mentionedNames } from '../run/names.js';
import { type ResolvedEntry, RunResolver } from '../run/resolver.js';
import type { ParseOutcome, ReadSource, StatementKind } from '../sql/facts.js';
import { readSql } from '../sql/index.js';

export interface SqlPreview {
  readonly statements: readonly AnalyzedStatement[];
  readonly lineage: readonly LineagePreview[];
  readonly issues: readonly IssueRow[];
  /** Stacks of errors of our own, each listed as the issue INTERNAL of its statement. */
  readonly defects: readonly string[];
}
export interface AnalyzedStatement {
  readonly ordinal: number;
  readonly kind: StatementKind;
  readonly parse: ParseOutcome;
  readonly reads: readonly string[];
  readonly writes: readonly string[];
  readonly line: number;
  readonly column: number;
  readonly charStart: number;
  readonly charEnd: number;
}
export interface ColumnName {
  readonly table: string | null;
  readonly column: string | null;
}
export interface LineagePreview {
  readonly statement: number;
  readonly source: ColumnName | null;
  readonly target: ColumnName;
  readonly type: LineageType;
  readonly subtype: LineageSubtype;
  readonly transformation: TransformationKind | null;
  readonly expression: string | null;
  readonly confidence: number;
}

/** Name of the text in its problems. */
const textName = 'text';

/** Bare names of the tables a text mentions, lower-cased. */
export async function namesOf(text: string, naming: NamingContext): Promise<readonly string[]> {
  const names = new Set<string>();
  // Its preview meets the same defects, and tells of them.
  const { note } = collectDefects();
  const read = await readSql(text, { dialect: naming.dialect, variables: [], onDefect: note });
  for (const statement of read.statements) mentionedNames(statement, names);
  return [...names];
}

/** `snapshot` is the part of a catalog the text mentions; without one only the text's own CREATEs are known. */
export async function preview(
  text: string,
  naming: NamingContext,
  snapshot: CatalogSnapshot | null,
): Promise<SqlPreview> {
  const { stacks, note } = collectDefects();
  const read = await readSql(text, { dialect: naming.dialect, variables: [], onDefect: note });
  const resolver = resolved(read, text, naming, snapshot, note);
  const results = [...resolver.results].sort((a, b) => ordinalOf(a) - ordinalOf(b));
  return {
    statements: results.map(analyzed),
    lineage: results.flatMap((result) =>
      result.resolved.flatMap((resolved) => lineageOf(ordinalOf(result), resolved)),
    ),
    issues: inOrder(resolver.issues),
    defects: stacks,
  };
}

function resolved(
  read: ReadSource,
  text: string,
  naming: NamingContext,
  snapshot: CatalogSnapshot | null,
  onDefect: OnDefect,
): RunResolver {
  const resolver = new RunResolver({ naming, mode: 'MERGE', onDefect });
  resolver.add({ file: `file:${textName}`, name: textName, dialect: naming.dialect, text, read });
  resolver.begin(snapshot ?? { tables: new Map(), schemas: new Set(), waiting: [] });
  while (!resolver.step(Number.POSITIVE_INFINITY).isDone);
  return resolver;
}

function ordinalOf({ entry }: ResolvedEntry): number {
  return entry.statement.ordinal;
}

function analyzed({ entry, resolved }: ResolvedEntry): AnalyzedStatement {
  const { ordinal, kind, parse, line, column, charStart, charEnd, declarations, scannedTables } =
    entry.statement;
  const written = (parts: readonly { readonly text: string }[]): string =>
    parts.map(({ text }) => text).join('.');
  const scanned = (
    tables: readonly { readonly parts: readonly { readonly text: string }[] }[],
  ): readonly string[] => tables.map((table) => written(table.parts));
  const reads = resolved.flatMap((statement) => statement.reads.map((table) => table.name));
  const writes = resolved.flatMap((statement) => statement.writes.map((table) => table.name));
  const declared = writes.length > 0 ? [] : declarations.map((table) => written(table.name));
  return {
    ordinal,
    kind,
    parse,
    reads: [...new Set([...reads, ...scanned(scannedTables?.reads ?? [])])],
    writes: [...new Set([...writes, ...declared, ...scanned(scannedTables?.writes ?? [])])],
    line,
    column,
    charStart,
    charEnd,
  };
}

function lineageOf(statement: number, resolved: ResolvedStatement): readonly LineagePreview[] {
  const outputs = resolved.outputs.flatMap((output) => outputLineage(statement, output));
  const tables = resolved.writes.length > 0 ? resolved.writes.map((table) => table.name) : [null];
  const wide = tables.flatMap((table) =>
    resolved.statementInputs.map(
      (input): LineagePreview => ({
        statement,
        source: columnName(input.source),
        target: { table, column: null },
        type: 'INDIRECT',
        subtype: input.subtype,
        transformation: null,
        expression: null,
        confidence: input.confidence,
      }),
    ),
  );
  return [...outputs, ...wide];
}

/** An output without inputs is a constant, or one whose references stand for nothing known. */
function outputLineage(statement: number, output: OutputColumn): readonly LineagePreview[] {
  const { expression } = output;
  const target = output.target === null ? { table: null, column: output.name } : columnName(output.target);
  if (output.inputs.length === 0) {
    if (!output.isConstant) return [];
    const constant = { type: 'DIRECT', subtype: 'TRANSFORMATION', transformation: 'LITERAL' } as const;
    return [{ statement, source: null, target, ...constant, expression, confidence: 1 }];
  }
  const inTextOrder = [...output.inputs].sort(
    (a, b) => (a.position?.charStart ?? 0) - (b.position?.charStart ?? 0),
  );
  return inTextOrder.map((input) => ({
    statement,
    source: columnName(input.source),
    target,
    type: input.type,
    subtype: input.subtype,
    transformation: input.transformation,
    expression: expressionOf(input, output),
    confidence: input.confidence,
  }));
}

function columnName({ table, name }: ColumnRef): ColumnName {
  return { table: table.name, column: name };
}
