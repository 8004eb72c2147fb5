/** What a document selects below a field, so that a list reads only the properties it shows. */
import { type FieldNode, type GraphQLResolveInfo, Kind, type SelectionSetNode } from 'graphql';

const known = new WeakMap<FieldNode, Map<string, ReadonlySet<string>>>();

/**
 * Names of the fields selected at the path below the field being resolved, fragments included;
 * `@include` and `@skip` are not evaluated, so that the answer holds for every variable.
 */
export function selectedFields(info: GraphQLResolveInfo, ...path: readonly string[]): ReadonlySet<string> {
  const [first] = info.fieldNodes;
  if (first === undefined) return new Set();
  let byPath = known.get(first);
  if (byPath === undefined) {
    byPath = new Map();
    known.set(first, byPath);
  }
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
