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
  type NamePart,
  type NamingContext,
  type Origin,
  resolveTableName,
  type TableAmendment,
  type TableDeclaration,
} from '../../catalog/index.js';
import type { ResolvedStatement, TableRef } from '../../lineage/facts.js';
import { type InlinedTable, orderStatements, resolveStatement } from '../../lineage/index.js';
import type { Normalization, NormalizationAction } from '../run-record.js';
import type { Amendment } from '../sql/facts.js';
import { derivedTable, emptyColumn } from './columns.js';
import { inlineWrite, temporaryTables } from './inlined.js';
import { type NewIssue, readIssue, statementIssue } from './issues.js';
import { mentionedNames } from './names.js';
import { type Mention, RunSchemaView, tableUrn } from './schema-view.js';
import { type RunSource, type RunStatement, runStatements, textOf } from './statements.js';

export interface ResolverOptions {
  /** The system's naming; `defaultSchema` is the run's. */
  readonly naming: NamingContext;
  readonly mode: 'MERGE' | 'REPLACE';
}

/** A statement with what resolving it yielded. */
export interface ResolvedEntry {
  readonly entry: RunStatement;
  readonly resolved: readonly ResolvedStatement[];
  /** `table:` URNs of the tables it declares. */
  readonly declares: readonly string[];
}

const maximumActions = 1000;

export class RunResolver {
  readonly issues: NewIssue[] = [];
  readonly results: ResolvedEntry[] = [];
  /** Whether a derived column is made of constants alone, by URN. */
  readonly constants = new Map<string, boolean>();
  private readonly options: ResolverOptions;
  private readonly entries: RunStatement[] = [];
  private readonly files = new Set<string>();
  private readonly actions: NormalizationAction[] = [];
  private readonly temporary = new Map<string, Map<string, InlinedTable>>();
  private ordered: readonly RunStatement[] = [];
  private next = 0;
  private merged = 0;
  private typeConflicts = 0;
  private aliases = 0;
  private quarantined = 0;
  private state: { readonly draft: Draft; readonly view: RunSchemaView } | null = null;

  constructor(options: ResolverOptions) {
    this.options = options;
  }

  add(source: RunSource): void {
    const entries = runStatements(source, this.options.naming);
    this.files.add(source.file);
    for (const entry of entries) this.entries.push(entry);
    this.temporary.set(source.file, temporaryTables(entries));
    const byOrdinal = new Map(entries.map((entry) => [entry.statement.ordinal, entry.id]));
    for (const issue of source.read.issues) {
      const statement = issue.statement === null ? null : (byOrdinal.get(issue.statement) ?? null);
      this.issues.push(readIssue(source, issue, statement));
    }
  }

  /** What has to be known of the catalog: bare names of tables, and for REPLACE the schemas declared in. */
  needs(): {
    readonly names: readonly string[];
    readonly schemas: readonly string[];
    readonly files: readonly string[];
  } {
    const names = new Set<string>();
    const schemas = new Set<string>();
    for (const { statement, naming } of this.entries) {
      mentionedNames(statement, names);
      if (this.options.mode === 'MERGE') continue;
      for (const { name } of statement.declarations) schemas.add(resolveTableName(name, naming).schemaId);
    }
    return { names: [...names], schemas: [...schemas], files: [...this.files] };
  }

  /** Starts resolving; statements of cycles are reported and keep their place. */
  begin(snapshot: CatalogSnapshot): void {
    const draft = new CatalogDraft({ naming: this.options.naming, current: snapshot });
    const view = new RunSchemaView(draft, this.files);
    this.state = { draft, view };
    this.declareTypes(draft);
    const order = orderStatements(this.entries.map((entry) => orderItem(entry)));
    this.ordered = order.order.flatMap((index) => this.entries[index] ?? []);
    for (const cycle of order.cycles) this.reportCycle(cycle.flatMap((index) => this.entries[index] ?? []));
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

  get draft(): Draft {
    return this.started().draft;
  }

  get view(): RunSchemaView {
    return this.started().view;
  }

  get fileIds(): ReadonlySet<string> {
    return this.files;
  }

  get normalization(): Normalization {
    const { merged, typeConflicts, aliases, quarantined } = this;
    return { merged, typeConflicts, aliases, quarantined, actions: this.actions };
  }

  private started(): { readonly draft: Draft; readonly view: RunSchemaView } {
    if (this.state === null) throw new Error('begin() comes first');
    return this.state;
  }

  /** Types may be named before the file that creates them is met. */
  private declareTypes(draft: Draft): void {
    for (const { statement } of this.entries) {
      for (const amendment of statement.amendments) {
        if (amendment.kind !== 'CREATE_TYPE') continue;
        draft.declareType(amendment.name, amendment.nativeType, amendment.enumValues);
      }
    }
  }

  private resolve(entry: RunStatement): void {
    const { statement } = entry;
    const inlined = this.temporary.get(entry.source.file) ?? new Map<string, InlinedTable>();
    const text = statement.trees.length === 0 ? '' : textOf(entry);
    const resolved = statement.trees.map((tree) => {
      const { naming, searchPath } = entry;
      const result = resolveStatement(tree, { text, naming, schema: this.view, searchPath, inlined });
      inlineWrite(inlined, result, tree);
      return result;
    });
    const declares = statement.declarations
      .filter((table) => !inlined.has(resolveTableName(table.name, entry.naming).id))
      .map((table) => this.declare(entry, table, resolved[0] ?? null));
    for (const amendment of statement.amendments) this.amend(entry, amendment);
    for (const result of resolved) this.mention(entry, result, inlined);
    this.report(entry, resolved);
    this.results.push({ entry, resolved, declares });
  }

  private declare(entry: RunStatement, table: TableDeclaration, resolved: ResolvedStatement | null): string {
    const { draft, view } = this;
    const { id } = resolveTableName(table.name, entry.naming);
    if (draft.tables.get(id)?.basis === 'DECLARED') {
      this.merged += 1;
      this.act('TABLE_REDEFINED', id, `${id} is declared more than once`);
    }
    const isQuery = table.viewSql !== null || entry.statement.kind === 'CREATE_TABLE_AS';
    const outputs = isQuery ? (resolved?.outputs ?? []) : [];
    const derived = derivedTable(table, outputs, entry.naming, (type) => view.typeKeyOf(type));
    draft.declare(derived.declaration, originOf(entry), entry.naming);
    view.changed(id);
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

  private amend(entry: RunStatement, amendment: Amendment): void {
    const { draft, view } = this;
    if (amendment.kind === 'SET_SCHEMA' || amendment.kind === 'CREATE_TYPE') return;
    if (amendment.kind === 'CREATE_SCHEMA') {
      draft.declareSchema(amendment.schema);
      return;
    }
    const naming = this.namingOf(amendment.table, entry);
    const { id } = resolveTableName(amendment.table, naming);
    if (amendment.kind === 'ATTACH_PARTITION') {
      view.attach(resolveTableName(amendment.partition, naming).id, id);
    }
    const parent = view.standsFor(id);
    if (parent === id) draft.amend(amendment, originOf(entry), naming);
    else this.amendPartition(entry, amendment, parent);
    view.changed(id);
    if (amendment.kind === 'RENAME_TABLE') view.changed(renamedId(amendment, id, naming));
  }

  /** A foreign key of a partition binds its parent; keys and columns of its own are facts of storage. */
  private amendPartition(entry: RunStatement, amendment: TableAmendment, parent: string): void {
    if (amendment.kind !== 'ADD_CONSTRAINT' || amendment.constraint.kind !== 'FOREIGN_KEY') return;
    const table = nameOf(parent);
    this.draft.amend({ ...amendment, table }, originOf(entry), entry.naming);
    this.view.changed(parent);
  }

  /** The schema of the search path that has the table; the first where none does. */
  private namingOf(table: readonly NamePart[], entry: RunStatement): NamingContext {
    if (table.length > 1 || entry.searchPath.length < 2) return entry.naming;
    const found = entry.searchPath
      .map((schema) => ({
        ...entry.naming,
        defaultSchema: schema.map((part) => this.draft.fold(part)).join('.'),
      }))
      .find((naming) => this.view.has(resolveTableName(table, naming).id));
    return found ?? entry.naming;
  }

  /** Tables that a statement writes or reads and nobody declares: known by the mention alone. */
  private mention(
    entry: RunStatement,
    resolved: ResolvedStatement,
    inlined: ReadonlyMap<string, InlinedTable>,
  ): void {
    const isNode = (table: TableRef): boolean => !inlined.has(tableUrn(table.id));
    for (const table of [...resolved.writes, ...resolved.reads].filter(isNode)) {
      if (this.view.has(table.id)) continue;
      this.draft.mention(nameOf(table.id), originOf(entry));
      this.view.changed(table.id);
    }
    for (const { target, typeKey } of resolved.outputs) {
      if (target !== null && isNode(target.table))
        this.mentionColumn(entry, target.id, target.table, 'WRITE', typeKey);
    }
    const inputs = resolved.outputs.flatMap((output) => output.inputs.map((input) => input.source));
    for (const column of [...resolved.referencedColumns, ...inputs]) {
      if (column.name === '*' || !isNode(column.table)) continue;
      this.mentionColumn(entry, column.id, column.table, 'READ', null);
    }
    for (const table of resolved.reads) if (table.confidence < 1) this.alias(entry, table);
  }

  private mentionColumn(
    entry: RunStatement,
    column: string,
    { id }: TableRef,
    mention: Mention,
    typeKey: string | null,
  ): void {
    const { draft, view } = this;
    if (view.isDeclared(id) || view.standsFor(tableUrn(id)) !== tableUrn(id)) return;
    const known = view.mentions.get(column);
    if (known === 'WRITE' || known === mention) return;
    view.mentions.set(column, mention);
    this.addMentioned(draft.mention(nameOf(id), originOf(entry)), column, typeKey, originOf(entry));
    view.changed(id);
  }

  /** The first file of the run that names a column owns it; one that a file outside the run owns stays that file's. */
  private addMentioned(table: DraftTable, column: string, typeKey: string | null, origin: Origin): void {
    const key = keyOfColumn(column);
    const index = table.columns.findIndex((known) => known.key === key);
    const known = table.columns[index];
    const isForeign = known?.addedBy == null || !this.files.has(known.addedBy);
    if (known !== undefined && (known.declaration !== null || isForeign)) return;
    const name: NamePart = { text: key, quoted: true };
    const declaration = { ...emptyColumn(name), typeKey };
    const added = { key, name, declaration, stored: null, origin, addedBy: origin.file, comment: null };
    if (known === undefined) table.columns.push(added);
    else table.columns[index] = added;
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
    for (const { issues, unresolved } of resolved) {
      for (const issue of issues) this.issues.push(statementIssue(entry, issue, issue.position));
      for (const { reason, text, position } of unresolved) {
        const message = `${text} stands for nothing known`;
        this.issues.push(statementIssue(entry, { severity: 'WARNING', code: reason, message }, position));
      }
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

export function originOf(entry: RunStatement): Origin {
  return { statement: entry.id, file: entry.source.file, rule: 'ddl' };
}

/** The parts of a table's URN, exactly as folded. */
export function nameOf(id: string): readonly NamePart[] {
  const path = id.slice(id.lastIndexOf('/') + 1);
  return path.split('.').map((part) => ({ text: decodeURIComponent(part), quoted: true }));
}

function renamedId(
  amendment: Extract<TableAmendment, { readonly kind: 'RENAME_TABLE' }>,
  id: string,
  naming: NamingContext,
): string {
  const { to } = amendment;
  return resolveTableName(to.length > 1 ? to : [...nameOf(id).slice(0, -1), ...to], naming).id;
}

function orderItem(entry: RunStatement) {
  const { statement, naming, searchPath, source } = entry;
  return { source: source.name, statement, naming, searchPath };
}
