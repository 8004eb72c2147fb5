/**
 * FEEDS, the sum of the lineage between two tables. It is recomputed from the edges that remain, in the
 * unit of work that changed them, for the tables they lead into: statements of other files keep their part.
 */
import { defineQuery } from '../graph/index.js';
import type { EdgeKey, EdgeState, Unit, WriteCounts } from '../graph/types.js';

interface Support {
  readonly target: string;
  readonly source: string;
  readonly statement: string | null;
  readonly isColumnLevel: boolean;
  readonly confidence: number;
  readonly direct: number;
  readonly origin: string;
}
const feedsSupport = defineQuery<{ readonly tables: readonly string[] }, Support>('lineage/feeds-support', [
  'target',
  'source',
  'statement',
  'isColumnLevel',
  'confidence',
  'direct',
  'origin',
]);
const feedsInto = defineQuery<
  { readonly tables: readonly string[] },
  { readonly target: string; readonly source: string }
>('lineage/feeds-into', ['target', 'source']);

/** Ids listed in `statements`; `statementCount` says how many there are. */
const maximumStatements = 1000;

/**
 * Makes the FEEDS edges into these tables what their lineage says. A statement that reads one table and
 * writes the other without column lineage between them supports the edge as a whole.
 */
export async function deriveFeeds(
  unit: Unit,
  project: string,
  tables: readonly string[],
): Promise<WriteCounts> {
  if (tables.length === 0) return { created: 0, updated: 0, unchanged: 0, deleted: 0 };
  const desired = feedsOf(project, await unit.run(feedsSupport, { tables }));
  const wanted = new Set(desired.map((edge) => `${edge.source} ${edge.target}`));
  const stale: EdgeKey[] = (await unit.run(feedsInto, { tables }))
    .filter(({ source, target }) => !wanted.has(`${source} ${target}`))
    .map(({ source, target }) => ({ source, type: 'FEEDS', target, discriminator: '' }));
  const written = desired.length === 0 ? null : await unit.upsertEdges(desired);
  const removed = stale.length === 0 ? null : await unit.deleteEdges(stale);
  return {
    created: written?.created ?? 0,
    updated: written?.updated ?? 0,
    unchanged: written?.unchanged ?? 0,
    deleted: removed?.deleted ?? 0,
  };
}

/** One edge a pair of tables, from its support. */
export function feedsOf(project: string, support: readonly Support[]): readonly EdgeState[] {
  const pairs = new Map<string, { columns: Support[]; tables: Support[] }>();
  for (const row of support) {
    const key = `${row.source} ${row.target}`;
    const pair = pairs.get(key) ?? { columns: [], tables: [] };
    if (!pairs.has(key)) pairs.set(key, pair);
    (row.isColumnLevel ? pair.columns : pair.tables).push(row);
  }
  return [...pairs.values()].flatMap((pair) => {
    const known = new Set(pair.columns.map((row) => row.statement));
    const rows = [...pair.columns, ...pair.tables.filter((row) => !known.has(row.statement))];
    const [first] = rows;
    return first === undefined ? [] : [feed(project, first, rows)];
  });
}

function feed(project: string, pair: Support, rows: readonly Support[]): EdgeState {
  const statements = [
    ...new Set(rows.flatMap((row) => (row.statement === null ? [] : [row.statement]))),
  ].sort();
  return {
    source: pair.source,
    type: 'FEEDS',
    target: pair.target,
    discriminator: '',
    project,
    properties: {
      statements: statements.slice(0, maximumStatements),
      statementCount: statements.length,
      minConfidence: Math.min(...rows.map((row) => row.confidence)),
      isDirect: rows.some((row) => row.direct === 1),
      state: 'DERIVED',
      origin: rows.map((row) => row.origin).sort()[0] ?? 'SQL',
    },
  };
}
