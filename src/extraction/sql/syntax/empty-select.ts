/** A SELECT with nothing in it, to spread over. */
import type { Select, Span } from '../../../lineage/tree.js';

export const emptyTail = { ctes: [], isRecursive: false, orderBy: [], limit: [] } as const;

export function emptySelect(span: Span): Select {
  return {
    kind: 'select',
    projections: [],
    isDistinct: false,
    distinctOn: [],
    from: [],
    where: null,
    groupBy: [],
    having: null,
    qualify: null,
    sortBy: [],
    windows: [],
    ...emptyTail,
    start: span.start,
    end: span.end,
  };
}
