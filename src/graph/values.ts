/**
 * Values on their way to and from the driver. The driver sends every JavaScript number as a float, so
 * whole numbers are wrapped; it reads integers beyond 2^53 as infinities, which are refused here
 * instead of passing as data.
 */
import neo4j from 'neo4j-driver';

/** A parameter with its whole numbers as Neo4j integers. A list of numbers is all integers or all floats. */
export function toParameter(value: unknown): unknown {
  if (typeof value === 'number') return Number.isInteger(value) ? neo4j.int(value) : value;
  if (value === null || typeof value !== 'object' || neo4j.isInt(value)) return value;
  if (Array.isArray(value)) return toListParameter(value);
  const result: Record<string, unknown> = {};
  for (const key in value) result[key] = toParameter((value as Record<string, unknown>)[key]);
  return result;
}

function toListParameter(list: readonly unknown[]): readonly unknown[] {
  if (list.length === 0 || typeof list[0] === 'string')
    return list.every(isString) ? list : list.map(toParameter);
  const isFractional =
    list.every((item) => typeof item === 'number') && list.some((item) => !Number.isInteger(item));
  return isFractional ? list : list.map(toParameter);
}

function isString(value: unknown): value is string {
  return typeof value === 'string';
}

/** The value itself; throws when it holds an integer outside ±(2^53 − 1), which must never be rounded. */
export function fromResult(value: unknown): unknown {
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError('a stored number does not fit ±(2^53 − 1)');
  } else if (Array.isArray(value)) {
    for (const item of value) fromResult(item);
  } else if (value !== null && typeof value === 'object') {
    for (const key in value) fromResult((value as Record<string, unknown>)[key]);
  }
  return value;
}
