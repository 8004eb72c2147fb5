/** The statements of the catalog, typed. */
import { defineQuery } from '../graph/query.js';
import type { Properties } from '../graph/types.js';

export interface SnapshotTableRow {
  readonly id: string;
  readonly parentId: string;
  readonly isView: boolean;
  readonly properties: Properties;
  readonly columns: readonly Properties[];
  readonly constraints: readonly Properties[];
}

export const snapshotTables = defineQuery<{ readonly ids: readonly string[] }, SnapshotTableRow>(
  'catalog/snapshot-tables',
  ['id', 'parentId', 'isView', 'properties', 'columns', 'constraints'],
);
export const snapshotIdsOfSchemas = defineQuery<
  { readonly schemas: readonly string[] },
  { readonly id: string }
>('catalog/snapshot-ids-of-schemas', ['id']);
export const snapshotIdsOfFiles = defineQuery<{ readonly files: readonly string[] }, { readonly id: string }>(
  'catalog/snapshot-ids-of-files',
  ['id'],
);
export const snapshotSchemas = defineQuery<{ readonly system: string }, { readonly id: string }>(
  'catalog/snapshot-schemas',
  ['id'],
);
export const snapshotWaiting = defineQuery<
  { readonly ids: readonly string[] },
  { readonly properties: Properties }
>('catalog/snapshot-waiting', ['properties']);
export const constraintsReferencing = defineQuery<
  { readonly ids: readonly string[] },
  { readonly properties: Properties }
>('catalog/constraints-referencing', ['properties']);

export interface EdgeRow {
  readonly type: string;
  readonly source: string;
  readonly target: string;
  readonly discriminator: string;
  readonly properties: Properties;
}

export const edgesOfNode = defineQuery<{ readonly id: string }, EdgeRow>('catalog/edges-of-node', [
  'type',
  'source',
  'target',
  'discriminator',
  'properties',
]);
