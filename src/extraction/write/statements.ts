/**
 * Writes statements with everything that hangs on them, and takes away what they no longer say. A
 * statement that was there before is compared as a whole: when as much is there as is wanted, and all
 * that is wanted is there, nothing is left over.
 */
import { defineQuery, unresolvedId } from '../../graph/index.js';
import type { EdgeKey, EdgeState, NodeState, Unit, WriteCounts } from '../../graph/types.js';
import { countFlowsInto, flowsInto } from '../../lineage/index.js';
import { writeTexts } from '../queries.js';
import type { StatementPlan } from '../run/statement-plan.js';
import { noChanges, sum } from './counts.js';

interface Sizes {
  readonly id: string;
  readonly links: number;
  readonly parts: number;
}
interface Parts {
  readonly id: string;
  readonly parts: readonly string[];
  readonly links: readonly (readonly [string, string, string])[];
}
const statementSizes = defineQuery<{ readonly ids: readonly string[] }, Sizes>('extraction/statement-sizes', [
  'id',
  'links',
  'parts',
]);
const statementParts = defineQuery<{ readonly ids: readonly string[] }, Parts>('extraction/statement-parts', [
  'id',
  'parts',
  'links',
]);

/** `former` are statements that were there before. Tables whose FEEDS may change are added to `touched`. */
export async function writeStatements(
  unit: Unit,
  plans: readonly StatementPlan[],
  former: ReadonlySet<string>,
  touched: Set<string>,
): Promise<WriteCounts> {
  const added = plans.filter((plan) => !former.has(plan.id));
  if (added.length > 0) await unit.run(writeTexts, { rows: added.map((plan) => plan.text) });
  const nodes = await unit.upsertNodes(plans.flatMap((plan) => plan.nodes));
  const edges = await unit.upsertEdges(plans.flatMap((plan) => [...plan.links, ...plan.flows]));
  const ends = lostEnds(plans, edges.dangling);
  const lost = ends.length === 0 ? noChanges : await unit.upsertNodes(ends);
  const kept = plans.filter((plan) => former.has(plan.id));
  const leftOver = kept.length === 0 ? noChanges : await removeLeftOvers(unit, kept, ends, touched);
  if (edges.created + edges.updated > 0)
    for (const { targets } of plans) for (const id of targets) touched.add(id);
  return sum(nodes, edges, lost, leftOver);
}

/** Takes statements away with their parts and lineage edges. */
export async function removeStatements(
  unit: Unit,
  ids: readonly string[],
  touched: Set<string>,
): Promise<WriteCounts> {
  const stored = await unit.run(statementParts, { ids });
  const tables = writtenTables(stored);
  for (const table of tables) touched.add(table);
  const flows = await flowsInto(unit, tables, ids);
  const edges = await unit.deleteEdges(flows);
  const nodes = await unit.deleteNodes(stored.flatMap(({ id, parts }) => [...parts, id]));
  return sum(edges, { ...nodes, unchanged: 0 });
}

async function removeLeftOvers(
  unit: Unit,
  plans: readonly StatementPlan[],
  lost: readonly NodeState[],
  touched: Set<string>,
): Promise<WriteCounts> {
  const ids = plans.map((plan) => plan.id);
  const targets = [...new Set(plans.flatMap((plan) => plan.targets))];
  const sizes = new Map((await unit.run(statementSizes, { ids })).map((size) => [size.id, size]));
  const flows = targets.length === 0 ? new Map() : await countFlowsInto(unit, targets, ids);
  const changed = plans.filter((plan) => {
    const size = sizes.get(plan.id);
    return (
      size?.links !== plan.links.length ||
      size.parts !== plan.nodes.length - 1 ||
      (flows.get(plan.id) ?? 0) !== plan.flows.length
    );
  });
  return changed.length === 0 ? noChanges : removeUnwanted(unit, changed, lost, touched);
}

async function removeUnwanted(
  unit: Unit,
  plans: readonly StatementPlan[],
  lost: readonly NodeState[],
  touched: Set<string>,
): Promise<WriteCounts> {
  const ids = plans.map((plan) => plan.id);
  const stored = await unit.run(statementParts, { ids });
  const tables = [...new Set([...writtenTables(stored), ...plans.flatMap((plan) => plan.targets)])];
  for (const table of tables) touched.add(table);
  const nodes = new Set([...plans.flatMap((plan) => plan.nodes), ...lost].map(({ id }) => id));
  const wanted = new Set(plans.flatMap((plan) => [...plan.links, ...plan.flows]).map(keyText));
  const links = stored.flatMap(({ id, links: own }) =>
    own.map(([type, target, discriminator]) => ({ source: id, type, target, discriminator })),
  );
  const flows = await flowsInto(unit, tables, ids);
  const unwanted = [...links, ...flows].filter((edge) => !wanted.has(keyText(edge)));
  const edges = await unit.deleteEdges(unwanted);
  const parts = await unit.deleteNodes(stored.flatMap((row) => row.parts.filter((id) => !nodes.has(id))));
  return sum(edges, parts);
}

function writtenTables(stored: readonly Parts[]): readonly string[] {
  const tables = stored.flatMap(({ links }) =>
    links.filter(([type]) => type === 'WRITES' || type === 'DEFINES').map(([, target]) => target),
  );
  return [...new Set(tables)];
}

function keyText({ source, type, target, discriminator }: EdgeKey): string {
  return JSON.stringify([source, type, target, discriminator]);
}

/** An end that somebody deleted while the run went on: the reference is unresolved, not lost. */
function lostEnds(plans: readonly StatementPlan[], dangling: readonly EdgeState[]): readonly NodeState[] {
  const byStatement = new Map(plans.map((plan) => [plan.id, plan]));
  const taken = new Map<string, number>();
  const nodes = new Map<string, NodeState>();
  for (const { source, target, project, properties } of dangling) {
    const statement = typeof properties.statement === 'string' ? properties.statement : source;
    const missing = statement === source ? target : source;
    const plan = byStatement.get(statement);
    const key = `${statement} ${missing}`;
    if (plan === undefined || nodes.has(key)) continue;
    const n = (taken.get(statement) ?? plan.nodes.length) + 1;
    taken.set(statement, n);
    const { charStart = null, charEnd = null, line = null, column = null } = properties;
    nodes.set(key, {
      id: unresolvedId(statement, n),
      kind: 'UnresolvedRef',
      project,
      parentId: statement,
      properties: {
        text: decodeURIComponent(missing.slice(missing.lastIndexOf('.') + 1)),
        reason: missing.startsWith('column:') ? 'UNKNOWN_COLUMN' : 'UNKNOWN_TABLE',
        charStart: charStart ?? 0,
        charEnd: charEnd ?? 0,
        line: line ?? 1,
        column: column ?? 1,
        candidates: [],
        outputs: [],
      },
    });
  }
  return [...nodes.values()];
}
