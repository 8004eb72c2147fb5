/** Members of JSON objects as the readers want them. */

import type { JsonNode, JsonObject } from '../json-tree.js';

export function objectOf(node: JsonNode | undefined): JsonObject | null {
  return node?.kind === 'OBJECT' ? node : null;
}

/** Text of a string, number or boolean, trimmed; null of all else and of an empty string. */
export function textOf(node: JsonNode | undefined): string | null {
  if (node?.kind !== 'SCALAR' || node.value === null) return null;
  const text = String(node.value).trim();
  return text === '' ? null : text;
}

export function member(object: JsonObject, ...names: readonly string[]): string | null {
  for (const name of names) {
    const text = textOf(object.members.get(name));
    if (text !== null) return text;
  }
  return null;
}

/** The texts of a list, or a single text as a list of one; null when there is none. */
export function texts(node: JsonNode | undefined): readonly string[] | null {
  if (node?.kind !== 'LIST') {
    const text = textOf(node);
    return text === null ? null : [text];
  }
  const stated = node.items.flatMap((item) => textOf(item) ?? []);
  return stated.length === 0 ? null : stated;
}

/** `Type` of an object; null without one. */
export function typeOf(node: JsonNode | undefined): string | null {
  const object = objectOf(node);
  return object === null ? null : textOf(object.members.get('Type'));
}

/** As compact JSON with sorted keys, without the members named. */
export function nativeJson(node: JsonNode, without: ReadonlySet<string>): string {
  return JSON.stringify(plain(node, without));
}

function plain(node: JsonNode, without: ReadonlySet<string>): unknown {
  if (node.kind === 'SCALAR') return node.value;
  if (node.kind === 'LIST') return node.items.map((item) => plain(item, without));
  const members = [...node.members]
    .filter(([key]) => !without.has(key))
    .sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(members.map(([key, value]) => [key, plain(value, without)]));
}
