/** Pairs of queries of one meaning and the difference of their edge sets. */
import type { ResolvedStatement } from '../../src/lineage/facts.js';
import { generateQuery, specTables } from './query-spec.js';
import { plainRendering, renderQuery } from './query-text.js';
import { inputsOf, resolveSql, shortName, steersOf } from './resolve.js';

export type Rewriting =
  | 'other aliases'
  | 'wrapped in SELECT *'
  | 'subqueries as CTEs'
  | 'joins the other way round';

const schema = Object.fromEntries(
  specTables.map((table) => [table.name, table.columns.map((column) => column.name).join(', ')]),
);

function rewritten(seed: string, rewriting: Rewriting): string {
  const query = generateQuery(seed);
  switch (rewriting) {
    case 'other aliases':
      return renderQuery(query, { ...plainRendering, alias: (source) => `"Other ${source * 7}"` });
    case 'wrapped in SELECT *':
      return `SELECT * FROM (${renderQuery(query)}) AS wrapped`;
    case 'subqueries as CTEs':
      return renderQuery(query, { ...plainRendering, asCtes: true });
    case 'joins the other way round':
      return renderQuery(query, { ...plainRendering, swapsJoins: true });
  }
}

/** What must not change: outputs with their inputs, steering columns, columns named, joins as unordered pairs. */
function meaning(resolved: ResolvedStatement) {
  return {
    outputs: resolved.outputs.map((output) => [output.name, ...inputsOf(output)]),
    steers: steersOf(resolved),
    columns: resolved.referencedColumns.map(shortName).sort(),
    reads: resolved.reads.map((table) => table.id).sort(),
    problems: resolved.unresolved.map((fact) => fact.reason).sort(),
    pairs: resolved.joins
      .flatMap((join) => join.columnPairs)
      .map((pair) => [shortName(pair.left), shortName(pair.right)].sort().join('='))
      .sort(),
  };
}

/** The queries, of `count` seeded ones, whose lineage the rewriting changes. */
export function metamorphicFailures(rewriting: Rewriting, count: number): readonly unknown[] {
  const failures: unknown[] = [];
  for (let n = 0; n < count; n++) {
    const seed = `metamorphic ${n}`;
    const [before, after] = [renderQuery(generateQuery(seed)), rewritten(seed, rewriting)];
    const [left, right] = [meaning(resolveSql(before, schema)), meaning(resolveSql(after, schema))];
    if (JSON.stringify(left) !== JSON.stringify(right)) failures.push({ before, after, left, right });
  }
  return failures;
}
