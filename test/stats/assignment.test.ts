import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AssignmentEdge, assign } from '../../src/stats/assignment.js';

/** The greatest gain by trying every way, rows left alone included. */
function bestByTrying(rows: number, columns: number, edges: readonly AssignmentEdge[]): number {
  const gains = new Map(edges.map(({ row, column, gain }) => [`${row}/${column}`, gain]));
  const from = (row: number, taken: ReadonlySet<number>): number => {
    if (row === rows) return 0;
    let best = from(row + 1, taken);
    for (let column = 0; column < columns; column += 1) {
      const gain = gains.get(`${row}/${column}`);
      if (gain === undefined || taken.has(column)) continue;
      best = Math.max(best, gain + from(row + 1, new Set([...taken, column])));
    }
    return best;
  };
  return from(0, new Set());
}

function gainOf(result: readonly (number | null)[], edges: readonly AssignmentEdge[]): number {
  return result.reduce<number>(
    (sum, column, row) =>
      column === null
        ? sum
        : sum + (edges.find((edge) => edge.row === row && edge.column === column)?.gain ?? Number.NaN),
    0,
  );
}

const dense = (gains: readonly (readonly number[])[]): AssignmentEdge[] =>
  gains.flatMap((list, row) => list.map((gain, column) => ({ row, column, gain })));

describe('assignment', () => {
  it('solves the textbook case where the greedy choice is wrong', () => {
    // Greedy takes 9 and then 1; the best is 8 + 7.
    const edges = dense([
      [9, 8],
      [7, 1],
    ]);
    expect(assign(2, 2, edges)).toEqual([1, 0]);
  });

  it('leaves a row alone rather than lose by it, and when there are more rows than columns', () => {
    expect(assign(2, 1, dense([[0.4], [0.6]]))).toEqual([null, 0]);
    expect(assign(1, 1, dense([[0]]))).toEqual([null]);
    expect(assign(2, 2, [{ row: 1, column: 0, gain: 1 }])).toEqual([null, 0]);
    expect(assign(0, 0, [])).toEqual([]);
  });

  it('gives equal rows their columns in order', () => {
    expect(
      assign(
        3,
        3,
        dense([
          [1, 1, 1],
          [1, 1, 1],
          [1, 1, 1],
        ]),
      ),
    ).toEqual([0, 1, 2]);
  });

  it('gains as much as the best of all ways, each column once', () => {
    const cases = fc
      .tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 }))
      .chain(([rows, columns]) =>
        fc.record({
          rows: fc.constant(rows),
          columns: fc.constant(columns),
          gains: fc.array(fc.option(fc.integer({ min: 1, max: 20 }), { freq: 2 }), {
            minLength: rows * columns,
            maxLength: rows * columns,
          }),
        }),
      );
    fc.assert(
      fc.property(cases, ({ rows, columns, gains }) => {
        const edges = gains.flatMap((gain, index): AssignmentEdge[] =>
          gain === null ? [] : [{ row: Math.floor(index / columns), column: index % columns, gain }],
        );
        const result = assign(rows, columns, edges);
        const used = result.filter((column) => column !== null);
        expect(new Set(used).size).toBe(used.length);
        expect(gainOf(result, edges)).toBeCloseTo(bestByTrying(rows, columns, edges), 9);
      }),
      { numRuns: 500 },
    );
  });

  it('refuses an edge to nowhere', () => {
    expect(() => assign(1, 1, [{ row: 0, column: 1, gain: 1 }])).toThrow('column 1 of 1');
    expect(() => assign(1, 1, [{ row: 0, column: 0, gain: Number.NaN }])).toThrow('NaN');
  });
});
