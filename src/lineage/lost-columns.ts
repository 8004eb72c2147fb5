/**
 * Columns that are about to be deleted: every reference to one becomes an unresolved reference of its
 * statement, whichever file that stands in, and the FEEDS that rested on it are derived anew.
 */
import { unresolvedId } from '../graph/ids.js';
import { defineQuery } from '../graph/index.js';
import type { NodeState, Unit } from '../graph/types.js';
import { groupedBy } from '../grouped.js';

interface LostRead {
  readonly id: string;
  readonly name: string;
  readonly statement: string | null;
  readonly charStart: number | null;
  readonly charEnd: number | null;
  readonly line: number | null;
  readonly column: number | null;
  readonly target: string | null;
  readonly output: number | null;
}
interface StatementReferences {
  readonly statement: string;
  readonly project: string;
  readonly file: string;
  readonly text: string | null;
  readonly references: readonly (readonly [string, number | null])[];
}

const lostReads = defineQuery<{ readonly columns: readonly string[] }, LostRead>('lineage/lost-reads', [
  'id',
  'name',
  'statement',
  'charStart',
  'charEnd',
  'line',
  'column',
  'target',
  'output',
]);
const feedingTables = defineQuery<{ readonly columns: readonly string[] }, { readonly id: string }>(
  'lineage/feeding-tables',
  ['id'],
);
const unresolvedOfStatements = defineQuery<{ readonly statements: readonly string[] }, StatementReferences>(
  'lineage/unresolved-of-statements',
  ['statement', 'project', 'file', 'text', 'references'],
);

interface EquatingJoin {
  readonly id: string;
  readonly file: string;
  readonly leftColumns: readonly string[] | null;
  readonly rightColumns: readonly string[] | null;
}
const joinsOnColumns = defineQuery<{ readonly columns: readonly string[] }, EquatingJoin>(
  'lineage/joins-on-columns',
  ['id', 'file', 'leftColumns', 'rightColumns'],
);

/**
 * Writes the unresolved references (UNKNOWN_COLUMN) of statements that read the columns; call it in the
 * unit that deletes them, before it does. Statements of `skippedFiles` are about to be written anew and
 * are left out. Joins on the columns keep the pairs whose columns stay. Returns the tables whose FEEDS are
 * to be derived after the deletion, and the number of references written.
 */
export async function loseColumns(
  unit: Unit,
  columns: readonly string[],
  skippedFiles: ReadonlySet<string>,
): Promise<{ readonly tables: readonly string[]; readonly created: number }> {
  if (columns.length === 0) return { tables: [], created: 0 };
  const reads = await unit.run(lostReads, { columns });
  const tables = await unit.run(feedingTables, { columns });
  const joins = await unit.run(joinsOnColumns, { columns });
  await unit.patchNodes(joins.filter((join) => !skippedFiles.has(join.file)).map(withoutPairs(columns)));
  const byStatement = groupedBy(reads, (read) => read.statement);
  const statements = [...byStatement.keys()].filter((statement) => statement !== null);
  const known = statements.length === 0 ? [] : await unit.run(unresolvedOfStatements, { statements });
  const nodes = known
    .filter((statement) => !skippedFiles.has(statement.file))
    .flatMap((statement) => referencesOf(statement, byStatement.get(statement.statement) ?? []));
  const written = nodes.length === 0 ? null : await unit.upsertNodes(nodes);
  return { tables: tables.map((table) => table.id), created: written?.created ?? 0 };
}

function withoutPairs(columns: readonly string[]) {
  const lost = new Set(columns);
  return ({ id, leftColumns, rightColumns }: EquatingJoin) => {
    const pairs = (leftColumns ?? []).map((left, i) => [left, rightColumns?.[i] ?? left] as const);
    const kept = pairs.filter(([left, right]) => !lost.has(left) && !lost.has(right));
    const properties = {
      leftColumns: kept.map(([left]) => left),
      rightColumns: kept.map(([, right]) => right),
    };
    return { id, properties };
  };
}

/** One reference a place of a column; a column that is named at a place is not reported a second time without one. */
function referencesOf(statement: StatementReferences, reads: readonly LostRead[]): readonly NodeState[] {
  const places = groupedBy(reads, (read) => `${read.id} ${read.charStart ?? ''}`);
  const named = new Set(reads.filter((read) => read.charStart !== null).map((read) => read.id));
  const taken = new Set(statement.references.map(([, charStart]) => charStart));
  let last = Math.max(0, ...statement.references.map(([id]) => Number(id.slice(id.lastIndexOf('/') + 1))));
  const nodes: NodeState[] = [];
  for (const group of places.values()) {
    const [read] = group;
    if (read === undefined) continue;
    if (read.charStart === null ? named.has(read.id) : taken.has(read.charStart)) continue;
    last += 1;
    nodes.push(reference(statement, read, outputsOf(group), last));
  }
  return nodes;
}

function outputsOf(reads: readonly LostRead[]): readonly number[] {
  const outputs = new Set(reads.flatMap((read) => (read.output === null ? [] : [read.output])));
  return [...outputs].sort((a, b) => a - b);
}

function reference(
  statement: StatementReferences,
  read: LostRead,
  outputs: readonly number[],
  n: number,
): NodeState {
  const charStart = read.charStart ?? 0;
  const charEnd = read.charEnd ?? charStart;
  return {
    id: unresolvedId(statement.statement, n),
    kind: 'UnresolvedRef',
    project: statement.project,
    parentId: statement.statement,
    properties: {
      text: statement.text?.slice(charStart, charEnd) || read.name,
      reason: 'UNKNOWN_COLUMN',
      charStart,
      charEnd,
      line: read.line ?? 1,
      column: read.column ?? 1,
      candidates: [],
      outputs,
    },
  };
}
