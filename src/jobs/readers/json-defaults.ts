/** `Defaults` of Control-M JSON: members that objects of a type have unless they say otherwise. */

import type { JsonNode, JsonObject } from '../json-tree.js';

/** One `Defaults` object: of the file, or of a folder for what lies in it. */
export type DefaultsLevel = JsonObject;

/** Keys of `Defaults` that name types and not members. */
const typeKey = /^(?:Job|Folder|SimpleFolder|SubFolder|Flow)(?::|$)/;

/**
 * The object with what the levels add to it. Weakest first: the outermost level before inner ones; in a level
 * its plain members, then those by type from the shortest prefix to the longest; the object's own last. A
 * member is replaced as a whole.
 */
export function withDefaults(object: JsonObject, type: string, levels: readonly DefaultsLevel[]): JsonObject {
  if (levels.length === 0) return object;
  const members = new Map<string, JsonNode>();
  for (const level of levels)
    for (const part of applicable(level, type)) for (const [key, node] of part) set(members, key, node);
  for (const [key, node] of object.members) set(members, key, node);
  return { ...object, members };
}

function applicable(level: DefaultsLevel, type: string): readonly Iterable<readonly [string, JsonNode]>[] {
  const plain: [string, JsonNode][] = [];
  const typed: { readonly prefix: string; readonly object: JsonObject }[] = [];
  for (const [key, node] of level.members) {
    if (!typeKey.test(key) || node.kind !== 'OBJECT') plain.push([key, node]);
    else if (type === key || type.startsWith(`${key}:`)) typed.push({ prefix: key, object: node });
  }
  typed.sort((left, right) => left.prefix.length - right.prefix.length);
  return [plain, ...typed.map(({ object }) => object.members)];
}

/** A member set again moves to the end, as one of the object's own. */
function set(members: Map<string, JsonNode>, key: string, node: JsonNode): void {
  members.delete(key);
  members.set(key, node);
}
