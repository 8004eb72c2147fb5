/** Rewrites every span and position inside a plain value; iterative, since trees may be deep. */

/** `value` with `start`/`end` and `charStart`/`charEnd` pairs mapped, lines and columns taken from `lineOf`. */
export function mapOffsets<T>(
  value: T,
  map: (offset: number, edge: 'start' | 'end') => number,
  lineOf: (offset: number) => { readonly line: number; readonly column: number },
): T {
  const copy = structuredClone(value);
  const open: unknown[] = [copy];
  const seen = new Set<object>();
  while (open.length > 0) {
    const item = open.pop();
    if (typeof item !== 'object' || item === null || seen.has(item)) continue;
    seen.add(item);
    const record = item as Record<string, unknown>;
    if (typeof record.start === 'number' && typeof record.end === 'number') {
      record.start = map(record.start, 'start');
      record.end = map(record.end, 'end');
    }
    if (typeof record.charStart === 'number' && typeof record.charEnd === 'number') {
      record.charStart = map(record.charStart, 'start');
      record.charEnd = map(record.charEnd, 'end');
      Object.assign(record, lineOf(record.charStart as number));
    }
    open.push(...Object.values(record));
  }
  return copy;
}
