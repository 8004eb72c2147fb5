/**
 * Resolves a run: every statement once, in the order of creates before reads, against the catalog's
 * snapshot and what earlier statements of the run declared. Pure: it is fed parsed sources and the
 * snapshot, and yields what is to be written. One instance a run; it lives in a worker thread.
 */
import {
  CatalogDraft,
  type CatalogSnapshot,
  type CatalogDraft as Draft,
  type DraftTable,
  keyOfColumn,
  type NamingContext,
  resolveTableName,
  type TableDeclaration,
} from '../../catalog/index.js';
import type { ResolvedStatement, TableRef, UnresolvedFact } from '../../lineage/facts.js';
import { type EdgeEnds, type InlinedTable, orderStatements } from '../../lineage/index.js';
import { defectIssue, type OnDefect } from '../defect.js';
import type { Normalization, NormalizationAction } from '../run-record.js';
import type { SnapshotNeeds } from '../snapshot.js';
import { applyAmendment } from './amendments.js';
import { ChangedNames } from './changed-names.js';
import { derivedTable } from './columns.js';
import { inlineAmendments, temporaryTables, withOwnTables, withoutChanges } from './inlined.js';
import { distinctIssues, type NewIssue, readIssue, statementIssue } from './issues.js';
import { Mentions, originOf } from './mentions.js';
import { comingTables, declaredTables, mentionedNames } from './names.js';
import { resolveTrees } from './resolve-trees.js';
import { RunSchemaView, tableUrn } from './schema-view.js';
import { settledEntry } from './settle.js';
import { unresolvedOf } from './statement-plan.js';
import { byPlace, orderItem, type RunSource, type RunStatement, runStatements } from './statements.js';

export interface ResolverOptions {
  /** The system's naming; `defaultSchema` is the run's. */
  readonly naming: NamingContext;
  readonly mode: 'MERGE' | 'REPLACE';
  /** Overrides what the dialect says about aliases in the SELECT list that makes them. */
  readonly lateralAliases?: boolean;
  readonly onDefect?: OnDefect;
}

/** A statement with what resolving it yielded. */
export interface ResolvedEntry {
  readonly entry: RunStatement;
  readonly resolved: readonly ResolvedStatement[];
  /** `table:` URNs of the tables it declares. */
  readonly declares: readonly string[];
  /** URNs of the tables it writes that are no nodes. */
  readonly temporary: ReadonlySet<string>;
  /** How many changes of names the run had made before it. */
  readonly changesBefore: number;
}

interface Started {
  readonly draft: Draft;
  readonly view: RunSchemaView;
  readonly mentions: Mentions;
}

const maximumActions = 1000;

/** What is told of a reference that is not resolved, where it is more than that nobody knows it. */
const meanings: Readonly<Partial<Record<UnresolvedFact['reason'], string>>> = {
  UNSUPPORTED: 'is not followed to its sources',
  AMBIGUOUS: 'may be a column of more than one source of the query',
};

export class RunResolver {
  readonly issues: NewIssue[] = [];
  readonly results: ResolvedEntry[] = [];
  /** Whether a derived column is made of constants alone, by URN. */
  readonly constants = new Map<string, boolean>();
  private readonly options: ResolverOptions;
  private readonly entries: RunStatement[] = [];
  private readonly byId = new Map<string, RunStatement>();
  private readonly files = new Set<string>();
  /** Files in which a quote or comment without an end hides the rest. */
  readonly cutOff = new Set<string>();
  /** The others: what they no longer say is withdrawn. */
  readonly wholeFiles = new Set<string>();
  private readonly actions: NormalizationAction[] = [];
  private readonly changed = new ChangedNames();
  private readonly temporary = new Map<string, Map<string, InlinedTable>>();
  private ordered: readonly RunStatement[] = [];
  private next = 0;
  private merged = 0;
  private typeConflicts = 0;
  private aliases = 0;
  private quarantined = 0;
  private state: Started | null = null;

  constructor(options: ResolverOptions) {
    this.options = options;
  }

  add(source: RunSource): void {
    const written = runStatements(source, this.options.naming);
    const temporary = temporaryTables(written);
    const entries = withoutChanges(written, temporary);
    this.files.add(source.file);
    const isCutOff = source.read.issues.some(({ code }) => code === 'UNTERMINATED');
    (isCutOff ? this.cutOff : this.wholeFiles).add(source.file);
    for (const entry of entries) {
      this.entries.push(entry);
      this.byId.set(entry.id, entry);
    }
    this.temporary.set(source.file, temporary);
    const byOrdinal = new Map(entries.map((entry) => [entry.statement.ordinal, entry.id]));
    for (const issue of source.read.issues) {
      const statement = issue.statement === null ? null : (byOrdinal.get(issue.statement) ?? null);
      this.issues.push(readIssue(source, issue, statement));
    }
  }

  /** What has to be known of the catalog; schemas for REPLACE alone. */
  needs(): SnapshotNeeds {
    const names = new Set<string>();
    const schemas = new Set<string>();
    const expected = new Set<string>();
    for (const { statement, naming } of this.entries) {
      mentionedNames(statement, names);
      for (const id of comingTables(statement, naming)) expected.add(id);
      if (this.options.mode === 'MERGE') continue;
      for (const { name } of statement.declarations) schemas.add(resolveTableName(name, naming).schemaId);
    }
    return { names: [...names], schemas: [...schemas], expected: [...expected], files: [...this.files] };
  }

  /** Starts resolving; statements of cycles are reported and keep their place. */
  begin(snapshot: CatalogSnapshot): void {
    const draft = new CatalogDraft({ naming: this.options.naming, current: snapshot });
    const view = new RunSchemaView(draft, this.files, declaredTables(this.entries, this.temporary));
    this.state = { draft, view, mentions: new Mentions(draft, view, this.files) };
    this.entries.sort(byPlace);
    this.declareTypes(draft);
    const { order, cycles } = orderStatements(this.entries.map(orderItem));
    const at = (index: number): readonly RunStatement[] => this.entries.slice(index, index + 1);
    this.ordered = order.flatMap(at);
    for (const cycle of cycles) this.reportCycle(cycle.flatMap(at));
  }

  /** Resolves statements until `maximumChars` of text are done; false when none is left. */
  step(maximumChars: number): { readonly isDone: boolean; readonly statements: number } {
    let chars = 0;
    while (this.next < this.ordered.length && chars < maximumChars) {
      const entry = this.ordered[this.next];
      this.next += 1;
      if (entry === undefined) continue;
      this.resolve(entry);
      chars += entry.statement.charEnd - entry.statement.charStart;
    }
    return { isDone: this.next >= this.ordered.length, statements: this.next };
  }

  /** Once all is resolved: what later statements renamed or dropped, in what earlier ones said of it. */
  settle(ends: EdgeEnds): void {
    if (this.changed.count === 0) return;
    this.results.forEach((result, i) => {
      const now = settledEntry(result, this.changed, ends);
      this.results[i] = now.entry;
      this.issues.push(...now.issues);
    });
  }

  get draft(): Draft {
    return this.started().draft;
  }

  get view(): RunSchemaView {
    return this.started().view;
  }

  get normalization(): Normalization {
    const { merged, typeConflicts, aliases, quarantined } = this;
    return { merged, typeConflicts, aliases, quarantined, actions: this.actions };
  }

  private started(): Started {
    if (this.state === null) throw new Error('begin() comes first');
    return this.state;
  }

  /** Types may be named before the file that creates them is met. */
  private declareTypes(draft: Draft): void {
    for (const { statement, naming } of this.entries) {
      for (const amendment of statement.amendments) {
        if (amendment.kind !== 'CREATE_TYPE') continue;
        draft.declareType(amendment.name, amendment.nativeType, amendment.enumValues, naming);
      }
    }
  }

  private resolve(entry: RunStatement): void {
    const { statement } = entry;
    const { mentions } = this.started();
    const changesBefore = this.changed.count;
    this.keepWritten(entry);
    const inlined = withOwnTables(entry, this.temporary.get(entry.source.file) ?? new Map());
    const resolved = this.treesOf(entry, inlined);
    if (resolved === null) {
      this.refuse(entry);
      return;
    }
    const declares = statement.declarations
      .filter((table) => !inlined.has(resolveTableName(table.name, entry.naming).id))
      .map((table) => this.declare(entry, table, resolved[0] ?? null));
    if (declares.includes(null)) {
      this.refuse(entry);
      return;
    }
    inlineAmendments(inlined, entry);
    for (const amendment of statement.amendments)
      applyAmendment(entry, amendment, this.draft, this.view, this.changed);
    for (const result of resolved) {
      mentions.note(entry, result, inlined);
      for (const table of result.reads) if (table.confidence < 1) this.alias(entry, table);
    }
    this.report(entry, resolved);
    const written = resolved.flatMap(({ writes }) => writes.map(({ id }) => id));
    const temporary = new Set(written.filter((id) => inlined.has(tableUrn(id))));
    const declared = declares.filter((id) => id !== null);
    this.results.push({ entry, resolved, declares: declared, temporary, changesBefore });
  }

  /** Null when resolving them failed by a fault of ours. */
  private treesOf(
    entry: RunStatement,
    inlined: Map<string, InlinedTable>,
  ): readonly ResolvedStatement[] | null {
    const { lateralAliases, onDefect } = this.options;
    try {
      return resolveTrees(entry, this.view, inlined, lateralAliases);
    } catch (error) {
      if (onDefect === undefined) throw error;
      onDefect(error);
      this.issues.push(statementIssue(entry, defectIssue, null));
      return null;
    }
  }

  /** What nobody could read says nothing of the tables it writes, and does not cost them either. */
  private keepWritten(entry: RunStatement): void {
    for (const { parts } of entry.statement.scannedTables?.writes ?? [])
      this.draft.refused.add(resolveTableName(parts, entry.naming).id);
  }

  /** The statement is kept as text, and what is stored of the tables it declares stays. */
  private refuse(entry: RunStatement): void {
    for (const { name } of entry.statement.declarations) {
      const { id } = resolveTableName(name, entry.naming);
      this.draft.refused.add(id);
      this.view.changed(id);
    }
    const refused = { ...entry, statement: { ...entry.statement, parse: 'FAILED', trees: [] } as const };
    this.report(refused, []);
    const changesBefore = this.changed.count;
    this.results.push({ entry: refused, resolved: [], declares: [], temporary: new Set(), changesBefore });
  }

  /** Null when the table is refused. */
  private declare(
    entry: RunStatement,
    table: TableDeclaration,
    resolved: ResolvedStatement | null,
  ): string | null {
    const { draft, view } = this;
    const { id } = resolveTableName(table.name, entry.naming);
    const earlier = draft.tables.get(id);
    const known = draft.issues.length;
    const isQuery = table.viewSql !== null || entry.statement.kind === 'CREATE_TABLE_AS';
    const outputs = isQuery ? (resolved?.outputs ?? []) : [];
    const derived = derivedTable(table, outputs, entry.naming, (type) =>
      view.typeKeyOf(type, entry.naming.dialect),
    );
    if (draft.declare(derived.declaration, originOf(entry), entry.naming) === null) return null;
    if (earlier?.basis === 'DECLARED') {
      this.merged += 1;
      this.act('TABLE_REDEFINED', id, `${id} is declared more than once`);
    }
    view.changed(id);
    if (earlier !== undefined && draft.issues.slice(known).some(({ code }) => code === 'TABLE_REDEFINED')) {
      this.reportFirst(earlier, entry);
    }
    const ids = new Map((view.columnsOf(id) ?? []).map((column) => [keyOfColumn(column.id), column.id]));
    for (const [key, isConstant] of derived.constants) this.constants.set(ids.get(key) ?? '', isConstant);
    for (const { column, declared, derived: found } of derived.conflicts) {
      this.typeConflicts += 1;
      const message = `column ${column} is declared ${declared}, its query yields ${found}`;
      this.act('TYPE_CONFLICT', ids.get(column) ?? id, message);
      this.issues.push(
        statementIssue(entry, { severity: 'INFO', code: 'TYPE_CONFLICT', message }, table.position),
      );
    }
    return id;
  }

  /** Of two definitions that differ both places are told. */
  private reportFirst(earlier: DraftTable, later: RunStatement): void {
    const first = this.byId.get(earlier.origin.statement ?? '');
    if (first === undefined) return;
    const { line, column } = later.statement;
    const message = `${earlier.name.qualifiedName} is defined again in ${later.source.name}, line ${line}, column ${column}; the last definition stands`;
    this.issues.push(
      statementIssue(first, { severity: 'WARNING', code: 'TABLE_REDEFINED', message }, earlier.position),
    );
  }

  private alias(entry: RunStatement, table: TableRef): void {
    this.aliases += 1;
    this.act(
      'NAME_ALIASED',
      table.id,
      `${table.name} was found as ${this.view.idOf(table.id)} (${entry.id})`,
    );
  }

  private report(entry: RunStatement, resolved: readonly ResolvedStatement[]): void {
    for (const issue of distinctIssues(resolved))
      this.issues.push(statementIssue(entry, issue, issue.position));
    for (const { reason, text, position } of unresolvedOf(resolved)) {
      const message = `${text} ${meanings[reason] ?? 'stands for nothing known'}`;
      this.issues.push(statementIssue(entry, { severity: 'WARNING', code: reason, message }, position));
    }
    const { parse, kind } = entry.statement;
    if (parse !== 'FAILED' && parse !== 'OPAQUE') return;
    this.quarantined += 1;
    this.act('STATEMENT_QUARANTINED', entry.id, `the ${kind} statement is kept as text`);
  }

  private reportCycle(entries: readonly RunStatement[]): void {
    for (const entry of entries) {
      const message = 'the statement reads what depends on it; it is resolved against what is declared';
      this.issues.push(
        statementIssue(entry, { severity: 'WARNING', code: 'STATEMENT_CYCLE', message }, null),
      );
    }
  }

  private act(kind: NormalizationAction['kind'], entity: string, message: string): void {
    if (this.actions.length < maximumActions) this.actions.push({ kind, entity, message });
  }
}
