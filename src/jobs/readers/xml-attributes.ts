/** Attributes of an element, by the names of different versions. */

import type { XmlElement } from './xml-elements.js';

/** The first of these attributes that is there; null when none is. */
export function attribute(element: XmlElement, ...names: readonly string[]): string | null {
  for (const name of names) {
    const value = element.attributes.get(name);
    if (value !== undefined) return value;
  }
  return null;
}

/** As `attribute`, trimmed, and null for an empty one. */
export function stated(element: XmlElement, ...names: readonly string[]): string | null {
  const value = attribute(element, ...names)?.trim() ?? '';
  return value === '' ? null : value;
}

/** The element's start tag with sorted attributes, without those that name people or repeat messages. */
export function tagText(element: XmlElement, without: ReadonlySet<string>): string {
  const attributes = [...element.attributes].filter(([name]) => !without.has(name)).sort();
  return `${element.name} ${attributes.map(([name, value]) => `${name}=${JSON.stringify(value)}`).join(' ')}`.trimEnd();
}
