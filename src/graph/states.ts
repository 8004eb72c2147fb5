/**
 * Desired states made comparable: which properties are the writer's and which are the caller's, what
 * an event shows of them, and how a desired state differs from the stored one.
 */
import { badUserInput } from '../errors.js';
import { equalValues } from './canonical.js';
import type { Properties, PropertyValue } from './types.js';

/** Kept by the writer; a caller that names one has mistaken its place. */
const ownProperties = new Set([
  'id',
  'project',
  'parentId',
  'nameKey',
  'createdAt',
  'updatedAt',
  'fromSeq',
  'toSeq',
  'stateHash',
  'lock',
]);
/** Not part of `before` and `after`: said beside them, derived, or of no meaning outside the store. */
const hiddenProperties = new Set([
  'id',
  'project',
  'nameKey',
  'createdAt',
  'updatedAt',
  'fromSeq',
  'toSeq',
  'stateHash',
  'lock',
]);

/** The caller's properties, checked. Errors: BAD_USER_INPUT for values Neo4j cannot hold exactly. */
export function checkedProperties(properties: Properties): Properties {
  for (const key in properties) {
    if (ownProperties.has(key)) throw new Error(`property ${key} belongs to the writer`);
    const value = properties[key];
    if (typeof value === 'number' ? !isStorable(value) : Array.isArray(value) && !value.every(isStorable)) {
      throw badUserInput(key, 'finite numbers, whole ones within ±(2^53 − 1)', String(value));
    }
  }
  return properties;
}

function isStorable(value: unknown): boolean {
  if (typeof value !== 'number') return typeof value === 'string';
  return Number.isInteger(value) ? Number.isSafeInteger(value) : Number.isFinite(value);
}

/** What an event and a state show: the graph's own names, without the writer's. */
export function shownProperties(stored: Properties): Properties {
  const shown: Record<string, PropertyValue> = {};
  for (const key in stored) {
    const value = stored[key];
    if (value !== null && value !== undefined && !hiddenProperties.has(key)) shown[key] = value;
  }
  return shown;
}

export interface Difference {
  readonly before: Properties;
  readonly after: Properties;
}

/** The named properties that differ from the stored ones; null when none does. */
export function difference(stored: Properties, wanted: Properties): Difference | null {
  const before: Record<string, PropertyValue> = {};
  const after: Record<string, PropertyValue> = {};
  let differs = false;
  for (const key in wanted) {
    const value = wanted[key];
    if (value === undefined || equalValues(stored[key], value)) continue;
    differs = true;
    before[key] = stored[key] ?? null;
    after[key] = value;
  }
  return differs ? { before, after } : null;
}

export function nameKeyOf(name: PropertyValue | undefined): string | null {
  return typeof name === 'string' ? name.toLowerCase() : null;
}
