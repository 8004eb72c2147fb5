/**
 * Catalog nodes as readers get them: the graph's properties under the names of the API, so that a field
 * without arguments needs no code of its own. A list reads only what its document selects.
 */
import type { Properties } from '../../graph/types.js';

/** A node of the catalog. Members beside these are the node's own properties; a list's records hold the selected ones. */
export interface CatalogRecord {
  readonly id: string;
  /** `Project`, `System`, `Schema`, `Table`, `View`, `Column`, … */
  readonly kind: string;
  readonly description?: string | null;
  readonly parentId?: string | null;
  readonly project?: string | null;
  readonly name?: string;
  readonly nameKey?: string;
  readonly typeKey?: string | null;
  readonly columnCount?: number;
  /** Sequence number the record is of; absent for the present. */
  readonly asOfSeq?: number;
  readonly [property: string]: unknown;
}

/** GraphQL type of a kind; null for kinds that are no catalog nodes. */
export function typeOfKind(kind: string): 'Project' | 'System' | 'Schema' | 'Table' | 'Column' | null {
  switch (kind) {
    case 'View':
    case 'Table':
      return 'Table';
    case 'Project':
    case 'System':
    case 'Schema':
    case 'Column':
      return kind;
    default:
      return null;
  }
}

/** A record from a node's properties. */
export function recordOf(kind: string, properties: Properties, asOfSeq?: number): CatalogRecord {
  const description = properties.description ?? properties.sourceComment ?? null;
  return {
    ...properties,
    id: String(properties.id),
    kind,
    description: typeof description === 'string' ? description : null,
    ...(asOfSeq === undefined ? {} : { asOfSeq }),
  };
}

/** Properties that other than equally named fields are made of. */
const sources: Readonly<Record<string, readonly string[]>> = {
  id: [],
  __typename: [],
  kind: [],
  tags: [],
  systems: [],
  schemas: [],
  tables: [],
  columns: [],
  columnCount: [],
  constraints: [],
  description: ['description', 'sourceComment'],
  system: ['parentId'],
  schema: ['parentId'],
  table: ['parentId'],
  type: ['typeKey'],
  profile: ['rowsSeen', 'presenceRatio', 'nullRatio', 'distinctEstimate', 'jsonTypes'],
  storage: [
    'storageFormat',
    'storageLocation',
    'partitionedBy',
    'clusteredBy',
    'storageKeys',
    'storageValues',
    'partitions',
  ],
};

/** The properties the selected fields need, sorted, so that equal selections share one batch. */
export function propertiesFor(fields: ReadonlySet<string>): readonly string[] {
  const names = new Set<string>();
  for (const field of fields) {
    for (const name of Object.hasOwn(sources, field) ? (sources[field] ?? []) : [field]) names.add(name);
  }
  return [...names].sort();
}

/** A list's row: id, sort key, the wanted properties in order, number of columns where wanted. */
export type ListRow = readonly [
  id: string,
  nameKey: string,
  values: readonly unknown[],
  columnCount: number | null,
];

/** A record from a list's row. */
export function recordOfRow(kind: string, properties: readonly string[], row: ListRow): CatalogRecord {
  const [id, nameKey, values, columnCount] = row;
  const record: Record<string, unknown> = {
    id,
    kind: kind === 'Table' && id.startsWith('view:') ? 'View' : kind,
    nameKey,
  };
  for (let i = 0; i < properties.length; i += 1) record[properties[i] ?? ''] = values[i];
  if ('description' in record) record.description ??= record.sourceComment;
  if (columnCount !== null) record.columnCount = columnCount;
  return record as unknown as CatalogRecord;
}
