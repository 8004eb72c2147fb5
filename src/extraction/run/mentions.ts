/**
 * Tables that statements write or read and nobody declares: they are known by the mention alone, with the
 * columns that queries give or ask of them.
 */
import {
  type CatalogDraft,
  type DraftTable,
  keyOfColumn,
  maximumColumns,
  type NamePart,
  type Origin,
} from '../../catalog/index.js';
import type { ResolvedStatement, TableRef } from '../../lineage/facts.js';
import type { InlinedTable } from '../../lineage/index.js';
import { emptyColumn, isUnknownStar } from './columns.js';
import { type Mention, type RunSchemaView, tableUrn } from './schema-view.js';
import type { RunStatement } from './statements.js';

export class Mentions {
  private readonly draft: CatalogDraft;
  private readonly view: RunSchemaView;
  private readonly files: ReadonlySet<string>;
  /** Tables of which no more columns are noted. */
  private readonly full = new Set<string>();

  constructor(draft: CatalogDraft, view: RunSchemaView, files: ReadonlySet<string>) {
    this.draft = draft;
    this.view = view;
    this.files = files;
  }

  /** Temporary tables that are no nodes are left out. */
  note(entry: RunStatement, resolved: ResolvedStatement, inlined: ReadonlyMap<string, InlinedTable>): void {
    const isNode = (table: TableRef): boolean => !inlined.has(tableUrn(table.id));
    for (const table of [...resolved.writes, ...resolved.reads].filter(isNode)) {
      if (this.view.has(table.id)) continue;
      this.draft.mention(nameOf(table.id), originOf(entry));
      this.view.changed(table.id);
    }
    for (const output of resolved.outputs) {
      const { target, typeKey } = output;
      if (target !== null && isNode(target.table) && !isUnknownStar(output))
        this.column(entry, target.id, target.table, 'WRITE', typeKey);
    }
    const inputs = resolved.outputs.flatMap((output) => output.inputs.map((input) => input.source));
    for (const column of [...resolved.referencedColumns, ...inputs]) {
      if (column.name === '*' || !isNode(column.table)) continue;
      this.column(entry, column.id, column.table, 'READ', null);
    }
  }

  private column(
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
    this.add(draft.mention(nameOf(id), originOf(entry)), column, typeKey, originOf(entry));
    view.changed(id);
  }

  /** The first file of the run that names a column owns it; one that a file outside the run owns stays that file's. */
  private add(table: DraftTable, column: string, typeKey: string | null, origin: Origin): void {
    const key = keyOfColumn(column);
    const index = table.columns.findIndex((known) => known.key === key);
    const known = table.columns[index];
    const isForeign = known?.addedBy == null || !this.files.has(known.addedBy);
    if (known !== undefined && (known.declaration !== null || isForeign)) return;
    const name: NamePart = { text: key, quoted: true };
    if (known === undefined && table.columns.length >= maximumColumns) {
      this.noteFull(table, origin);
      return;
    }
    const declaration = { ...emptyColumn(name), typeKey };
    const added = { key, name, declaration, stored: null, origin, addedBy: origin.file, comment: null };
    if (known === undefined) table.columns.push(added);
    else table.columns[index] = added;
  }

  private noteFull(table: DraftTable, origin: Origin): void {
    const { id, qualifiedName } = table.name;
    if (this.full.has(id)) return;
    this.full.add(id);
    const message = `queries name more columns of ${qualifiedName} than the ${maximumColumns} it can have; the others are left out`;
    this.draft.issue('ERROR', 'LIMIT_EXCEEDED', message, origin, null);
  }
}

/** Where a statement's declarations come from. */
export function originOf(entry: RunStatement): Origin {
  return { statement: entry.id, file: entry.source.file, rule: 'ddl' };
}

/** The parts of a table's URN, exactly as folded. */
export function nameOf(id: string): readonly NamePart[] {
  const path = id.slice(id.lastIndexOf('/') + 1);
  return path.split('.').map((part) => ({ text: decodeURIComponent(part), quoted: true }));
}
