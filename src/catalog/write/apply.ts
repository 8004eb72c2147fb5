/**
 * Writes a plan. Nodes first, a table at a time; then references, whose ends exist by then. Each unit of
 * work leaves whole tables behind, and writing the same plan again changes nothing.
 */
import { projectId } from '../../graph/ids.js';
import type { EdgeState, NodeState, Properties, Unit, WriteCounts } from '../../graph/types.js';
import * as queries from '../queries.js';
import {
  type PlannedConstraint,
  type UnresolvedReference,
  unresolvedIdOf,
  withReference,
} from './constraints.js';
import { ownProperties, storedNode } from './load.js';
import type { CatalogPlan, PlannedTable } from './plan-types.js';

/** A part of a plan that fits one unit of work. */
export interface PlanPart {
  readonly schemas: readonly NodeState[];
  readonly tables: readonly PlannedTable[];
  readonly deletedTables: CatalogPlan['deletedTables'];
  readonly references: readonly PlannedConstraint[];
  readonly unresolved: readonly UnresolvedReference[];
  readonly edges: readonly EdgeState[];
  /** Of the whole plan: foreign keys that lose no target for good when a column goes. */
  readonly rewrittenReferences: readonly string[];
}

export interface ApplyOptions {
  readonly project: string;
  /** Called with columns about to be deleted, while their edges still stand: lineage turns those that read them into unresolved references. */
  readonly columnsRemoved?: (unit: Unit, ids: readonly string[]) => Promise<void>;
}

/** Elements per unit of work of a large load. */
const unitSize = 2_000;

/** The plan in parts of about 2,000 elements: tables first, references last. */
export function partsOf(plan: CatalogPlan, size: number = unitSize): readonly PlanPart[] {
  const parts: PlanPart[] = [];
  let tables: PlannedTable[] = [];
  let elements = plan.schemas.length;
  const { rewrittenReferences } = plan;
  const empty = {
    schemas: [],
    tables: [],
    deletedTables: [],
    references: [],
    unresolved: [],
    edges: [],
    rewrittenReferences,
  };
  const flush = (): void => {
    parts.push({ ...empty, schemas: parts.length === 0 ? plan.schemas : [], tables });
    tables = [];
    elements = 0;
  };
  for (const table of plan.tables) {
    const weight = 1 + table.columns.length + table.constraints.length + table.removedColumns.length;
    if (tables.length > 0 && elements + weight > size) flush();
    tables.push(table);
    elements += weight;
  }
  if (tables.length > 0 || plan.schemas.length > 0) flush();
  const edges = plan.tables.flatMap((table) => table.edges);
  for (let start = 0; start < edges.length; start += size)
    parts.push({ ...empty, edges: edges.slice(start, start + size) });
  const { deletedTables, unresolved, resolved } = plan;
  if (deletedTables.length + unresolved.length + resolved.length > 0) {
    parts.push({ ...empty, deletedTables, unresolved, references: resolved });
  }
  return parts;
}

/** The whole plan as one part, for one transaction. */
export function wholeOf(plan: CatalogPlan): PlanPart {
  return {
    schemas: plan.schemas,
    tables: plan.tables,
    deletedTables: plan.deletedTables,
    references: plan.resolved,
    unresolved: plan.unresolved,
    edges: plan.tables.flatMap((table) => table.edges),
    rewrittenReferences: plan.rewrittenReferences,
  };
}

/** Writes a part inside a unit; counts are of nodes and of references. */
export async function applyPart(unit: Unit, part: PlanPart, options: ApplyOptions): Promise<WriteCounts> {
  const tally = new Tally();
  tally.add(await unit.upsertNodes(part.schemas));
  for (const table of part.tables) {
    if (table.formerId !== null) await replaceTable(unit, options.project, table.formerId, table, tally);
  }
  await removeParts(unit, part, options, tally);
  tally.add(
    await unit.upsertNodes(
      part.tables.flatMap(({ table, columns, constraints }) => [table, ...columns, ...constraints]),
    ),
  );
  tally.add(
    await unit.upsertNodes([
      ...part.references.map(({ node }) => node),
      ...part.unresolved.map(({ node }) => node),
    ]),
  );
  const edges = [
    ...part.edges,
    ...part.references.flatMap((reference) => reference.edges),
    ...part.unresolved.flatMap((reference) => reference.edges),
  ];
  const written = await unit.upsertEdges(edges);
  tally.add(written);
  tally.add(await unit.deleteNodes(part.references.map(({ node }) => unresolvedIdOf(node.id))));
  return tally.counts();
}

async function removeParts(unit: Unit, part: PlanPart, options: ApplyOptions, tally: Tally): Promise<void> {
  tally.add(await unit.deleteEdges(part.tables.flatMap((table) => table.removedEdges)));
  const constraints = [
    ...part.tables.flatMap((table) => table.removedConstraints),
    ...part.deletedTables.flatMap((table) => table.constraints.map(({ id }) => id)),
  ];
  const unresolved = [
    ...part.tables.flatMap((table) => table.removedUnresolved),
    ...part.deletedTables.flatMap((table) => table.constraints.map(({ id }) => unresolvedIdOf(id))),
  ];
  tally.add(await unit.deleteNodes([...unresolved, ...constraints]));
  const columns = [
    ...part.tables.flatMap((table) => table.removedColumns),
    ...part.deletedTables.flatMap((table) => table.columns.map(({ id }) => id)),
  ];
  if (columns.length > 0) await removeColumns(unit, columns, part.rewrittenReferences, options, tally);
  tally.add(await unit.deleteNodes(part.deletedTables.map(({ id }) => id)));
}

/** Foreign keys that referred to the columns keep their text and lose their target. */
async function removeColumns(
  unit: Unit,
  ids: readonly string[],
  rewritten: readonly string[],
  options: ApplyOptions,
  tally: Tally,
): Promise<void> {
  const rows = await unit.run(queries.constraintsReferencing, { ids });
  await options.columnsRemoved?.(unit, ids);
  tally.add(await unit.deleteNodes(ids));
  const isRewritten = new Set(rewritten);
  const orphans = rows
    .map(({ properties }) => storedNode(properties))
    .filter(({ id }) => !isRewritten.has(id))
    .map((constraint) => withReference(constraint, projectId(options.project), null));
  const unresolved = orphans.flatMap((orphan) => orphan.unresolved ?? []);
  tally.add(
    await unit.upsertNodes([...orphans.map(({ node }) => node), ...unresolved.map(({ node }) => node)]),
  );
  tally.add(await unit.upsertEdges(unresolved.flatMap((reference) => reference.edges)));
}

/**
 * A table that turns out to be a view, or the reverse: created under its other id with its edges
 * and joins re-pointed, its columns and constraints moved, and deleted under the id it had.
 */
async function replaceTable(
  unit: Unit,
  project: string,
  formerId: string,
  planned: PlannedTable,
  tally: Tally,
): Promise<void> {
  const edges = await unit.run(queries.edgesOfNode, { id: formerId });
  // The table first: its columns can only move to what is there.
  tally.add(await unit.upsertNodes([planned.table]));
  tally.add(await unit.upsertNodes([...planned.columns, ...planned.constraints]));
  const repointed = edges.map((edge): EdgeState => {
    const { discriminator: _identity, ...properties } = ownProperties(edge.properties) as Properties & {
      discriminator?: string;
    };
    return {
      source: edge.source === formerId ? planned.id : edge.source,
      type: edge.type,
      target: edge.target === formerId ? planned.id : edge.target,
      discriminator: edge.discriminator,
      project: String(edge.properties.project ?? ''),
      properties,
    };
  });
  tally.add(await unit.upsertEdges(repointed));
  const joins = await unit.run(queries.joinsOfTable, { project: projectId(project), table: formerId });
  const moved = (side: string | null): string | null => (side === formerId ? planned.id : side);
  tally.add(
    await unit.patchNodes(
      joins.map(({ id, leftTable, rightTable }) => ({
        id,
        properties: { leftTable: moved(leftTable), rightTable: moved(rightTable) },
      })),
    ),
  );
  tally.add(await unit.deleteNodes([formerId]));
}

class Tally {
  private created = 0;
  private updated = 0;
  private unchanged = 0;
  private deleted = 0;

  add(counts: WriteCounts): void {
    this.created += counts.created;
    this.updated += counts.updated;
    this.unchanged += counts.unchanged;
    this.deleted += counts.deleted;
  }

  counts(): WriteCounts {
    const { created, updated, unchanged, deleted } = this;
    return { created, updated, unchanged, deleted };
  }
}
