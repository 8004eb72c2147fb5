/** Resolves sources as a run does, without threads, server or database. */
import { type Dialect, namingContext, partsOf } from '../../src/catalog/index.js';
import { RunResolver } from '../../src/extraction/run/resolver.js';
import { catalogResult, endsOf, planOf } from '../../src/extraction/run/result.js';
import { readSource } from '../../src/extraction/sql/index.js';
import { canonicalJson, fileId } from '../../src/graph/index.js';
import type { Source } from './fixture.js';

export function resolveSources(
  sources: readonly Source[],
  dialect: Dialect,
  defaultSchema: string | null = null,
): RunResolver {
  const naming = namingContext('p', 's', dialect, null, defaultSchema);
  const resolver = new RunResolver({ naming, mode: 'MERGE' });
  for (const { name, text = '' } of sources) {
    resolver.add({ file: fileId('p', 's', name), name, dialect, text, read: readSource(text, { dialect }) });
  }
  resolver.begin({ tables: new Map(), schemas: new Set(), waiting: [] });
  while (!resolver.step(1_000_000).isDone);
  return resolver;
}

/** Everything a run would write, as one text: equal texts are equal graphs. */
export function resolvedText(
  sources: readonly Source[],
  dialect: Dialect,
  defaultSchema: string | null = null,
): string {
  const resolver = resolveSources(sources, dialect, defaultSchema);
  const { plan } = catalogResult(resolver, 'MERGE');
  const ends = endsOf(resolver, plan);
  resolver.settle(ends);
  const lines: string[] = [];
  for (const part of partsOf(plan)) {
    const nodes = part.tables.flatMap((table) => [table.table, ...table.columns, ...table.constraints]);
    for (const node of [...part.schemas, ...nodes])
      lines.push(`${node.id} ${canonicalJson(node.properties)}`);
    for (const edge of part.edges) lines.push(canonicalJson({ ...edge }));
  }
  for (const result of resolver.results) {
    const { nodes, links, flows } = planOf(result, resolver, ends);
    for (const node of nodes) lines.push(`${node.id} ${canonicalJson(node.properties)}`);
    for (const edge of [...links, ...flows]) lines.push(canonicalJson({ ...edge }));
  }
  return lines.sort().join('\n');
}
