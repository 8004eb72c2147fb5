/**
 * Min-cost assignment (Kuhn 1955; Munkres 1957) by shortest augmenting paths over a sparse graph (Jonker and
 * Volgenant, Computing 38, 1987): stated as the greatest gain, where a row may also stay alone for a gain of 0.
 */
import { MinHeap } from './min-heap.js';

export interface AssignmentEdge {
  readonly row: number;
  readonly column: number;
  /** Finite; edges of a gain ≤ 0 are never worth taking. */
  readonly gain: number;
}

const none = -1;

/**
 * Column of each row, null for a row left alone; the sum of gains is the greatest there is. Among equal solutions
 * the one found depends on the order of rows and columns alone, so number them by id. O(rows · E log E) at worst,
 * near O(E log E) where most rows have a column that nobody else wants.
 */
export function assign(
  rows: number,
  columns: number,
  edges: readonly AssignmentEdge[],
): readonly (number | null)[] {
  const outgoing = Array.from({ length: rows }, (): { column: number; gain: number }[] => []);
  let greatest = 0;
  for (const { row, column, gain } of edges) {
    const list = outgoing[row];
    if (list === undefined || column < 0 || column >= columns || !Number.isFinite(gain))
      throw new RangeError(
        `no edge can join row ${row} of ${rows} and column ${column} of ${columns} by ${gain}`,
      );
    if (gain <= 0) continue;
    list.push({ column, gain });
    greatest = Math.max(greatest, gain);
  }
  // A row alone stands in a column of its own behind the others.
  outgoing.forEach((list, row) => {
    list.sort((a, b) => a.column - b.column);
    list.push({ column: columns + row, gain: 0 });
  });
  const solver = new Solver(columns + rows, outgoing, greatest);
  for (let row = 0; row < rows; row += 1) solver.place(row);
  return solver.columnsOfRows(columns);
}

class Solver {
  readonly #rowPotential: Float64Array;
  readonly #columnPotential: Float64Array;
  readonly #columnOf: Int32Array;
  readonly #rowOf: Int32Array;
  readonly #distance: Float64Array;
  readonly #reachedFrom: Int32Array;
  readonly #outgoing: readonly (readonly { readonly column: number; readonly gain: number }[])[];
  readonly #greatest: number;

  constructor(
    columns: number,
    outgoing: readonly (readonly { readonly column: number; readonly gain: number }[])[],
    greatest: number,
  ) {
    this.#outgoing = outgoing;
    this.#greatest = greatest;
    this.#rowPotential = new Float64Array(outgoing.length);
    this.#columnPotential = new Float64Array(columns);
    this.#columnOf = new Int32Array(outgoing.length).fill(none);
    this.#rowOf = new Int32Array(columns).fill(none);
    this.#distance = new Float64Array(columns).fill(Number.POSITIVE_INFINITY);
    this.#reachedFrom = new Int32Array(columns).fill(none);
  }

  /** Gives a free row a column, along the cheapest path that moves others on (Dijkstra over reduced costs). */
  place(row: number): void {
    const heap = new MinHeap();
    const reached: number[] = [];
    const settled = new Set<number>();
    let from = row;
    let length = 0;
    let free = none;
    while (free === none) {
      for (const { column, gain } of this.#outgoing[from] ?? []) {
        if (settled.has(column)) continue;
        const cost = this.#greatest - gain;
        const distance =
          length + cost - (this.#rowPotential[from] ?? 0) - (this.#columnPotential[column] ?? 0);
        const known = this.#distance[column] ?? Number.POSITIVE_INFINITY;
        if (distance >= known) continue;
        if (known === Number.POSITIVE_INFINITY) reached.push(column);
        this.#distance[column] = distance;
        this.#reachedFrom[column] = from;
        heap.push(distance, column);
      }
      const nearest = this.#nearest(heap, settled);
      settled.add(nearest);
      length = this.#distance[nearest] ?? 0;
      const holder = this.#rowOf[nearest] ?? none;
      if (holder === none) free = nearest;
      else from = holder;
    }
    this.#adjust(row, settled, length);
    this.#augment(row, free);
    for (const column of reached) this.#distance[column] = Number.POSITIVE_INFINITY;
  }

  #nearest(heap: MinHeap, settled: ReadonlySet<number>): number {
    for (;;) {
      const column = heap.pop();
      if (column === null) throw new Error('a row has no column of its own');
      if (!settled.has(column)) return column;
    }
  }

  #adjust(row: number, settled: ReadonlySet<number>, length: number): void {
    this.#rowPotential[row] = (this.#rowPotential[row] ?? 0) + length;
    for (const column of settled) {
      const slack = length - (this.#distance[column] ?? 0);
      const holder = this.#rowOf[column] ?? none;
      if (holder !== none) this.#rowPotential[holder] = (this.#rowPotential[holder] ?? 0) + slack;
      this.#columnPotential[column] = (this.#columnPotential[column] ?? 0) - slack;
    }
  }

  #augment(row: number, free: number): void {
    for (let column = free; ; ) {
      const from = this.#reachedFrom[column] ?? none;
      const before = this.#columnOf[from] ?? none;
      this.#rowOf[column] = from;
      this.#columnOf[from] = column;
      if (from === row) return;
      column = before;
    }
  }

  columnsOfRows(columns: number): readonly (number | null)[] {
    return [...this.#columnOf].map((column) => (column < columns ? column : null));
  }
}
