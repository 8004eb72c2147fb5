/** What a document selects below a field, so that a list reads only the properties it shows. */
import { type FieldNode, type GraphQLResolveInfo, Kind, type SelectionSetNode } from 'graphql';

/** What is known of the fields a list of nodes begins with; a field selected in two places has two nodes. */
interface Known {
  readonly byPath: Map<string, ReadonlySet<string>>;
  readonly longer: WeakMap<FieldNode, Known>;
}

const nothing = (): Known => ({ byPath: new Map(), longer: new WeakMap() });
const known = nothing();

/** The same node can stand in several lists: a fragment is spread beside other selections of its fields. */
function knownOf(nodes: readonly FieldNode[]): Known {
  let found = known;
  for (const node of nodes) {
    const next = found.longer.get(node) ?? nothing();
    found.longer.set(node, next);
    found = next;
  }
  return found;
}

/**
 * Names of the fields selected at the path below the field being resolved, fragments included;
 * `@include` and `@skip` are not evaluated, so that the answer holds for every variable.
 */
export function selectedFields(info: GraphQLResolveInfo, ...path: readonly string[]): ReadonlySet<string> {
  const { byPath } = knownOf(info.fieldNodes);
  const key = path.join('.');
  let fields = byPath.get(key);
  if (fields === undefined) {
    fields = collect(info, path);
    byPath.set(key, fields);
  }
  return fields;
}

function collect(info: GraphQLResolveInfo, path: readonly string[]): ReadonlySet<string> {
  let nodes: readonly FieldNode[] = info.fieldNodes;
  for (const name of path) nodes = childrenOf(info, nodes).filter((node) => node.name.value === name);
  return new Set(childrenOf(info, nodes).map((node) => node.name.value));
}

function childrenOf(info: GraphQLResolveInfo, nodes: readonly FieldNode[]): readonly FieldNode[] {
  return nodes.flatMap((node) => (node.selectionSet === undefined ? [] : fieldsIn(info, node.selectionSet)));
}

function fieldsIn(info: GraphQLResolveInfo, set: SelectionSetNode): readonly FieldNode[] {
  return set.selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    if (selection.kind === Kind.INLINE_FRAGMENT) return fieldsIn(info, selection.selectionSet);
    const fragment = info.fragments[selection.name.value];
    return fragment === undefined ? [] : fieldsIn(info, fragment.selectionSet);
  });
}
