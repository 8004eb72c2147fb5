/**
 * From a draft and the stored state to what has to be written: the rules of "What a re-read replaces".
 * A declared table is replaced, its columns and inline constraints; what files outside the run added to
 * it stays while its columns exist. Pure: applying is `apply.ts`.
 */
import { otherTableId, projectId } from '../../graph/ids.js';
import type { EdgeKey, NodeState } from '../../graph/types.js';
import {
  type ConstraintContext,
  columnUrn,
  type PlannedConstraint,
  planConstraint,
  type ReferencedTable,
  storedEdgeKeys,
  type UnresolvedReference,
  unresolvedIdOf,
  withReference,
} from './constraints.js';
import type { CatalogDraft } from './draft.js';
import { type DraftColumn, type DraftTable, keyOfColumn } from './draft-table.js';
import { finalColumns, keptConstraints } from './kept-parts.js';
import { isRefused, refuseTooWide } from './limits.js';
import type { CatalogPlan, PlannedTable, PlanOptions } from './plan-types.js';
import type { StoredNode, StoredTable } from './snapshot.js';
import {
  type ColumnContext,
  type Comment,
  columnState,
  commentOf,
  finalId,
  keptComment,
  schemaState,
  tableState,
} from './states.js';
import {
  isWaiting,
  laterReference,
  movedConstraint,
  occurrenceOf,
  rewrittenReferences,
  storedKey,
} from './stored-constraints.js';

/** Plans the draft's tables against the stored ones. */
export function planTables(draft: CatalogDraft, options: PlanOptions): CatalogPlan {
  includeWithdrawn(draft, options.files);
  refuseTooWide(draft, options);
  const planner = new Planner(draft, options);
  const tables = [...draft.tables.values()].map((table) => planner.table(table));
  const planned = tables.map((table) => planner.withConstraints(table));
  const kept = new Set(planned.flatMap((table) => [table.id, table.formerId]));
  const deletedTables = [...draft.current.tables.values()].filter(
    ({ id, parentId }) =>
      !kept.has(id) && (draft.renamed.has(id) || isUndeclared(draft, options, id, parentId)),
  );
  const removedColumns = [
    ...planned.flatMap((table) => table.removedColumns),
    ...deletedTables.flatMap((table) => table.columns.map((column) => column.id)),
  ];
  return {
    schemas: schemaStates(draft),
    tables: planned,
    deletedTables,
    unresolved: planner.unresolved,
    resolved: planner.laterReferences(),
    issues: draft.issues,
    removedColumns,
    rewrittenReferences: rewrittenReferences(draft.current, planned, deletedTables, removedColumns),
  };
}

/** REPLACE: a table of a replaced schema that the run does not have. */
function isUndeclared(draft: CatalogDraft, options: PlanOptions, id: string, schema: string): boolean {
  return options.mode === 'REPLACE' && options.replacedSchemas.has(schema) && !isRefused(draft, id);
}

/** Stored tables that hold something a file of the run added are planned too: it may not say so any more. */
function includeWithdrawn(draft: CatalogDraft, files: ReadonlySet<string>): void {
  const isOfRun = (node: StoredNode): boolean => {
    const { addedBy, commentedBy } = node.properties;
    return (
      (typeof addedBy === 'string' && files.has(addedBy)) ||
      (typeof commentedBy === 'string' && files.has(commentedBy))
    );
  };
  const planned = new Set([...draft.tables.values()].map((table) => table.stored?.id));
  for (const table of draft.current.tables.values()) {
    if (planned.has(table.id) || ![table, ...table.columns, ...table.constraints].some(isOfRun)) continue;
    draft.adopt(table);
  }
}

function schemaStates(draft: CatalogDraft): readonly NodeState[] {
  const names = new Map(draft.schemas);
  for (const { name } of draft.tables.values()) {
    if (!names.has(name.schemaId) && !draft.current.schemas.has(name.schemaId))
      names.set(name.schemaId, name.schema);
  }
  return [...names].map(([id, name]) => schemaState(draft.naming, id, name));
}

interface TablePlan {
  readonly draft: DraftTable;
  readonly node: NodeState;
  readonly columns: readonly { readonly column: DraftColumn; readonly id: string }[];
  readonly keys: ReadonlySet<string>;
  readonly keptConstraints: readonly StoredNode[];
}

class Planner {
  readonly unresolved: UnresolvedReference[] = [];
  private readonly draft: CatalogDraft;
  private readonly options: PlanOptions;
  private readonly plans = new Map<string, TablePlan>();
  private movedIds: ReadonlySet<string> | null = null;

  constructor(draft: CatalogDraft, options: PlanOptions) {
    this.draft = draft;
    this.options = options;
  }

  /** First pass: which columns and stored constraints a table ends up with. */
  table(table: DraftTable): TablePlan {
    const id = finalId(table);
    const { naming } = this.draft;
    const columns = finalColumns(table, this.options.files, naming.dialect).map((column) => ({
      column,
      id: columnUrn(id, column.key),
    }));
    const keys = new Set(columns.map(({ column }) => column.key));
    const comment = this.comment(table, table.comment, table.stored);
    const plan: TablePlan = {
      draft: table,
      node: tableState(table, naming, columns.length, comment),
      columns,
      keys,
      keptConstraints: keptConstraints(table, keys, this.options.files, (part) => this.draft.fold(part)),
    };
    this.plans.set(id, plan);
    return plan;
  }

  /** Second pass, when every table's columns are known: constraints and their targets. */
  withConstraints(plan: TablePlan): PlannedTable {
    const { draft: table, node } = plan;
    const declared = this.declaredConstraints(plan);
    const keyColumns = this.keyColumns(plan);
    const stored = table.stored;
    const columnIds = new Set(plan.columns.map(({ id }) => id));
    const constraintIds = new Set([
      ...declared.map((constraint) => constraint.node.id),
      ...plan.keptConstraints.map(({ id }) => id),
    ]);
    const edges = declared.flatMap((constraint) => constraint.edges);
    const keptEdges = new Set([...edges, ...plan.keptConstraints.flatMap(storedEdgeKeys)].map(edgeText));
    const moved = stored !== null && stored.id !== node.id;
    return {
      id: node.id,
      formerId: moved ? stored.id : null,
      table: node,
      columns: this.columnStates(plan, keyColumns),
      constraints: [
        ...declared.map((constraint) => constraint.node),
        ...(moved ? plan.keptConstraints.map((constraint) => movedConstraint(constraint, node)) : []),
      ],
      removedColumns: (stored?.columns ?? []).map(({ id }) => id).filter((id) => !columnIds.has(id)),
      removedConstraints: (stored?.constraints ?? [])
        .map(({ id }) => id)
        .filter((id) => !constraintIds.has(id)),
      removedUnresolved: this.settled(
        stored,
        new Set([...declared.flatMap(stillUnresolved), ...plan.keptConstraints.map(({ id }) => id)]),
      ),
      removedEdges: (stored?.constraints ?? [])
        .flatMap(storedEdgeKeys)
        .filter((key) => !keptEdges.has(edgeText(key))),
      edges,
    };
  }

  /** Stand-ins of stored foreign keys that wait no longer. */
  private settled(stored: StoredTable | null, waiting: ReadonlySet<string>): readonly string[] {
    return (stored?.constraints ?? [])
      .filter(({ id, properties }) => isWaiting(properties) && !waiting.has(id))
      .map(({ id }) => unresolvedIdOf(id));
  }

  private declaredConstraints(plan: TablePlan): readonly PlannedConstraint[] {
    const { draft: table, node } = plan;
    const context: ConstraintContext = {
      naming: this.draft.naming,
      table: {
        id: node.id,
        qualifiedName: String(node.properties.qualifiedName),
        schemaParts: table.name.schemaParts,
      },
      taken: new Map(plan.keptConstraints.map(({ id }) => [id.replace(/~\d+$/, ''), occurrenceOf(id)])),
      findTable: (id) => this.referenced(id),
    };
    return table.constraints.flatMap(({ declaration, origin, addedBy }) => {
      const missing = declaration.columns.find((part) => !plan.keys.has(this.draft.fold(part)));
      if (missing !== undefined) {
        const message = `${context.table.qualifiedName} has no column ${missing.text}; the ${declaration.kind} over it is left out`;
        this.draft.issue('ERROR', 'CONSTRAINT_COLUMN_UNKNOWN', message, origin, declaration.position);
        return [];
      }
      const planned = planConstraint(declaration, origin, addedBy, context);
      if (planned.unresolved !== null) {
        this.unresolved.push(planned.unresolved);
        const message = `${context.table.qualifiedName} refers to ${String(planned.unresolved.node.properties.text)}, which is not there`;
        this.draft.issue('WARNING', 'REFERENCE_UNRESOLVED', message, origin, declaration.position);
      }
      return [planned];
    });
  }

  /** Folded columns of the primary key. */
  private keyColumns(plan: TablePlan): readonly string[] | null {
    const declared = plan.draft.constraints.find(({ declaration }) => declaration.kind === 'PRIMARY_KEY');
    if (declared !== undefined) return declared.declaration.columns.map((part) => this.draft.fold(part));
    return storedKey(plan.keptConstraints);
  }

  /** What a foreign key can see of a table, planned or stored; a table on its way out is not there. */
  private referenced(id: string): ReferencedTable | null {
    const plan = this.plans.get(id);
    if (plan !== undefined) {
      const qualifiedName = String(plan.node.properties.qualifiedName);
      return { id, qualifiedName, columns: plan.keys, primaryKey: this.keyColumns(plan) };
    }
    const stored = this.draft.current.tables.get(id);
    if (stored === undefined || this.isReplaced(stored)) return null;
    return {
      id,
      qualifiedName: String(stored.properties.qualifiedName),
      columns: new Set(stored.columns.map((column) => keyOfColumn(column.id))),
      primaryKey: storedKey(stored.constraints),
    };
  }

  /** Foreign keys of tables outside the plan whose target has come. */
  laterReferences(): readonly PlannedConstraint[] {
    const own = new Set(
      [...this.plans.values()].flatMap(({ draft }) => draft.stored?.constraints.map(({ id }) => id) ?? []),
    );
    return this.draft.current.waiting.flatMap((constraint) => {
      const id = String(constraint.properties.referencedTableId);
      const table = own.has(constraint.id)
        ? null
        : (this.referenced(id) ?? this.referenced(otherTableId(id)));
      const columns = table === null ? null : laterReference(constraint, table);
      return columns === null
        ? []
        : [withReference(constraint, projectId(this.draft.naming.project), columns)];
    });
  }

  private isReplaced(stored: StoredTable): boolean {
    this.movedIds ??= new Set([...this.plans.values()].flatMap(({ draft }) => draft.stored?.id ?? []));
    return (
      this.movedIds.has(stored.id) ||
      this.draft.renamed.has(stored.id) ||
      isUndeclared(this.draft, this.options, stored.id, stored.parentId)
    );
  }

  private columnStates(plan: TablePlan, keyColumns: readonly string[] | null): readonly NodeState[] {
    const { draft: table, node } = plan;
    const [schema, name] = [table.name.schema, String(node.properties.name)];
    const known = new Map(table.stored?.columns.map((column) => [column.id, column]));
    return plan.columns.map(({ column, id }, index) => {
      const stored = column.stored ?? known.get(id) ?? null;
      const context: ColumnContext = {
        naming: this.draft.naming,
        types: this.draft.types,
        table: { id: node.id, schema, name },
        isInKey: keyColumns?.includes(column.key) ?? false,
        ordinal: index + 1,
        comment: this.comment(
          column.declaration === null ? { basis: 'STORED' } : table,
          column.comment,
          stored,
        ),
        report: (issue, of) => {
          const message = `${schema}.${name}.${of.name.text}: ${issue.message}`;
          this.draft.issue('WARNING', issue.code, message, of.origin, of.declaration?.position ?? null);
        },
      };
      return columnState(id, column, context);
    });
  }

  private comment(
    { basis }: { readonly basis: DraftTable['basis'] },
    draft: { readonly text: string | null; readonly by: string | null } | null,
    stored: StoredNode | null,
  ): Comment {
    const isInRun = (file: string): boolean => this.options.files.has(file);
    return basis === 'DECLARED' ? commentOf(draft, stored, isInRun) : keptComment(draft, stored, isInRun);
  }
}

function edgeText(key: EdgeKey): string {
  return JSON.stringify([key.source, key.target, key.discriminator]);
}

function stillUnresolved(constraint: PlannedConstraint): readonly string[] {
  return constraint.unresolved === null ? [] : [constraint.node.id];
}
