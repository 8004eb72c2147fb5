/**
 * One text for one state: keys sorted, null and absent the same. Hashes of states and the `before` and
 * `after` of events are made of it.
 */
import { hash } from 'node:crypto';
import type { Properties, PropertyValue } from './types.js';

/** JSON text with sorted keys (RFC 8785 for the values a property can hold). */
export function canonicalJson(properties: Readonly<Record<string, unknown>>): string {
  let text = '';
  for (const [key, label] of sortedLabels(Object.keys(properties))) {
    text += (text === '' ? label : `,${label}`) + JSON.stringify(properties[key]);
  }
  return `{${text}}`;
}

type Labels = readonly (readonly [key: string, label: string])[];

/** States of one kind share their keys: sorting and quoting them again costs more than the values. */
const labelsByKeys = new Map<string, Labels>();
const maxShapes = 1000;

function sortedLabels(keys: readonly string[]): Labels {
  const shape = keys.join('\n');
  const known = labelsByKeys.get(shape);
  if (known !== undefined) return known;
  const labels = keys.toSorted().map((key) => [key, `${JSON.stringify(key)}:`] as const);
  if (labelsByKeys.size === maxShapes) labelsByKeys.clear();
  labelsByKeys.set(shape, labels);
  return labels;
}

/**
 * 96 bits that stand for a desired state: equal ones need no comparison of properties. Two states of
 * one element share them by chance once in 2^96.
 */
export function stateHash(scope: readonly (string | null)[], properties: Properties): string {
  return hash('sha256', JSON.stringify(scope) + canonicalJson(properties), 'base64').slice(0, 16);
}

export function equalValues(a: PropertyValue | undefined, b: PropertyValue | undefined): boolean {
  const left = a ?? null;
  const right = b ?? null;
  if (left === right) return true;
  if (!Array.isArray(left) || !Array.isArray(right) || left.length !== right.length) return false;
  return left.every((item, i) => item === right[i]);
}

/** Longest canonical text of `before` and `after` together, in bytes. */
export const maxEventBytes = 64 * 1024;

export interface EventTexts {
  readonly before: string | null;
  readonly after: string | null;
  readonly size: number;
}

/**
 * Canonical texts of an event. Above 64 KiB the longest values are replaced by
 * `{"$sha256", "$bytes"}` of their JSON text, longest first, until the event fits.
 */
export function eventTexts(before: Properties | null, after: Properties | null): EventTexts {
  const texts = render(before, after);
  return texts.size <= maxEventBytes ? texts : shorten(before, after, texts.size);
}

function render(
  before: Readonly<Record<string, unknown>> | null,
  after: Readonly<Record<string, unknown>> | null,
): EventTexts {
  const beforeText = before === null ? null : canonicalJson(before);
  const afterText = after === null ? null : canonicalJson(after);
  const size = Buffer.byteLength(beforeText ?? '') + Buffer.byteLength(afterText ?? '');
  return { before: beforeText, after: afterText, size };
}

function shorten(before: Properties | null, after: Properties | null, size: number): EventTexts {
  const sides = [before, after].map(
    (side) => (side === null ? null : { ...side }) as Record<string, unknown> | null,
  );
  const longest = sides
    .flatMap((side) =>
      Object.entries(side ?? {}).map(([key, value]) => ({ side, key, text: JSON.stringify(value) })),
    )
    .map((value) => ({ ...value, bytes: Buffer.byteLength(value.text) }))
    .sort((a, b) => b.bytes - a.bytes);
  let excess = size - maxEventBytes;
  for (const { side, key, text, bytes } of longest) {
    if (excess <= 0 || side === null) break;
    const reference = { $sha256: hash('sha256', text, 'hex'), $bytes: bytes };
    side[key] = reference;
    excess -= bytes - JSON.stringify(reference).length;
  }
  return render(sides[0] ?? null, sides[1] ?? null);
}
