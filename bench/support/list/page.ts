/** The page that `npm run bench -- list` asks for, as a document and as the statement behind it. */
import { tablesPage } from '../../../src/catalog/queries.js';
import { parametersFor } from '../../../src/graph/query.js';

export const pageSize = 100;
/** Beside `id`. */
export const listFields = ['name', 'qualifiedName', 'tableKind', 'isComplete'] as const;

export const document = `query ($project: ID!, $first: Int!) {
  tables(project: $project, first: $first) {
    edges { node { id ${listFields.join(' ')} } }
    pageInfo { hasNextPage endCursor }
  }
}`;

export const tablesPageText = tablesPage.text;

/** Parameters of the page after the table `id` with the key `key`. */
export function tablesPageParameters(project: string, key: string, id: string): Record<string, unknown> {
  return parametersFor(tablesPage, {
    project,
    key,
    id,
    to: '\u{10FFFF}',
    limit: pageSize + 1,
    scan: 20_000,
    prefixes: null,
    kinds: null,
    layer: null,
    tag: null,
    isComplete: null,
    fields: [...listFields],
    withCount: false,
  });
}
