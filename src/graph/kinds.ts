/**
 * The table of kinds: which labels a node carries, which context owns its events, how it hangs on its
 * parent and whether its former states are kept. A kind that is not listed cannot be written.
 */
export interface NodeKind {
  readonly kind: string;
  /** Labels beside `:Entity`. */
  readonly labels: readonly string[];
  /** Owner of the kind: `ChangeEvent.context`. */
  readonly context: string;
  /** Relationship from the parent, derived from `parentId`; null when the parent is not linked. */
  readonly containment: string | null;
  /** Whether a former state becomes a `:Past` record. Runs and tasks are their own history. */
  readonly keepsPast: boolean;
}

export interface EdgeKind {
  readonly type: string;
  readonly context: string;
}

function node(
  kind: string,
  context: string,
  containment: string | null,
  options: { readonly labels?: readonly string[]; readonly keepsPast?: boolean } = {},
): NodeKind {
  return {
    kind,
    labels: options.labels ?? [kind],
    context,
    containment,
    keepsPast: options.keepsPast ?? true,
  };
}

export const nodeKinds: readonly NodeKind[] = [
  node('Project', 'catalog', null),
  node('System', 'catalog', 'CONTAINS'),
  node('Schema', 'catalog', 'CONTAINS'),
  node('Table', 'catalog', 'CONTAINS'),
  node('View', 'catalog', 'CONTAINS', { labels: ['Table', 'View'] }),
  node('Column', 'catalog', 'HAS_COLUMN'),
  node('Constraint', 'catalog', 'HAS_CONSTRAINT'),
  node('Tag', 'knowledge', null),
  node('ExtractionRun', 'extraction', null, { keepsPast: false }),
  node('SourceFile', 'extraction', null),
  node('Statement', 'extraction', 'HAS_STATEMENT'),
  node('UnresolvedRef', 'lineage', 'HAS_UNRESOLVED'),
  node('Join', 'lineage', 'HAS_JOIN'),
  node('Task', 'operations', null, { keepsPast: false }),
];

export const edgeKinds: readonly EdgeKind[] = [
  { type: 'REFERENCES', context: 'catalog' },
  { type: 'SAME_AS', context: 'catalog' },
  { type: 'ALIAS_OF', context: 'catalog' },
  { type: 'TAGGED', context: 'knowledge' },
  { type: 'FLOWS_TO', context: 'lineage' },
  { type: 'INFLUENCES', context: 'lineage' },
  { type: 'FEEDS', context: 'lineage' },
  { type: 'READS', context: 'extraction' },
  { type: 'WRITES', context: 'extraction' },
  { type: 'DEFINES', context: 'extraction' },
  { type: 'USES_COLUMN', context: 'extraction' },
];

const nodeKindByName = new Map(nodeKinds.map((kind) => [kind.kind, kind]));
const edgeKindByType = new Map(edgeKinds.map((kind) => [kind.type, kind]));

/** Kinds that describe the estate: their nodes are `CatalogNode`s and show in `catalogChanged`. */
export const catalogKinds: readonly string[] = nodeKinds
  .filter((kind) => kind.context === 'catalog')
  .map((kind) => kind.kind);

/** Throws on an unknown kind: a slip in the code, never in the input. */
export function nodeKind(kind: string): NodeKind {
  const found = nodeKindByName.get(kind);
  if (found === undefined) throw new Error(`unknown node kind ${kind}: add it to src/graph/kinds.ts`);
  return found;
}

export function edgeKind(type: string): EdgeKind {
  const found = edgeKindByType.get(type);
  if (found === undefined) throw new Error(`unknown edge type ${type}: add it to src/graph/kinds.ts`);
  return found;
}

/** Kind of a stored node: the most special of the kinds whose labels it carries. */
export function kindOfLabels(labels: readonly string[]): NodeKind {
  let best: NodeKind | null = null;
  for (const kind of nodeKinds) {
    const fits = kind.labels.every((label) => labels.includes(label));
    if (fits && (best === null || kind.labels.length > best.labels.length)) best = kind;
  }
  if (best === null) throw new Error(`no kind carries the labels ${labels.join(', ')}`);
  return best;
}
