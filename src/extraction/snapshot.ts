/** The part of the catalog that a text names: its cost follows the text, not the catalog. */
import { type CatalogSnapshot, loadSnapshot, type NamingContext } from '../catalog/index.js';
import { defineQuery, projectId, systemId } from '../graph/index.js';
import type { Graph, ReadOptions } from '../graph/types.js';

const tablesNamed = defineQuery<
  {
    readonly project: string;
    readonly names: readonly string[];
    readonly tablePrefix: string;
    readonly viewPrefix: string;
  },
  { readonly id: string }
>('extraction/tables-named', ['id']);

const namesPerRead = 1000;

export interface SnapshotNeeds {
  /** Bare names of tables, lower-cased. */
  readonly names: readonly string[];
  /** Schemas whose tables are all needed. */
  readonly schemas: readonly string[];
  /** Tables that may come with the run, under either prefix: foreign keys may be waiting for them. */
  readonly expected: readonly string[];
  /** Sources whose additions to other tables are needed. */
  readonly files: readonly string[];
}

export async function catalogSnapshot(
  graph: Graph,
  naming: NamingContext,
  needs: SnapshotNeeds,
  options: ReadOptions,
): Promise<CatalogSnapshot> {
  const project = projectId(naming.project);
  const path = systemId(naming.project, naming.system).slice('system:'.length);
  const prefixes = { tablePrefix: `table:${path}/`, viewPrefix: `view:${path}/` };
  const tableIds = [...needs.expected];
  for (let start = 0; start < needs.names.length; start += namesPerRead) {
    const names = needs.names.slice(start, start + namesPerRead);
    const rows = await graph.read(tablesNamed, { project, names, ...prefixes }, options);
    for (const { id } of rows) tableIds.push(id);
  }
  return loadSnapshot((query, params) => graph.read(query, params, options), {
    naming,
    tableIds,
    schemaIds: needs.schemas,
    files: needs.files,
  });
}
