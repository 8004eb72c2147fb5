import { describe, expect, it } from 'vitest';
import { namingContext } from '../../src/catalog/index.js';
import { parseStatement } from '../../src/extraction/sql/parse.js';
import { type OrderItem, orderStatements } from '../../src/lineage/order.js';

const naming = namingContext('p', 's', 'POSTGRESQL');
const part = (text: string) => [{ text, quoted: false }];

interface Made {
  readonly source: string;
  readonly creates?: string;
  readonly drops?: string;
  readonly amends?: string;
  readonly query?: string;
}

function item({ source, creates, drops, amends, query }: Made): OrderItem {
  const parsed = query === undefined ? null : parseStatement(query, 'POSTGRESQL');
  const amendments = [
    ...(drops === undefined ? [] : [{ kind: 'DROP_TABLE', table: part(drops) }]),
    ...(amends === undefined ? [] : [{ kind: 'ADD_COLUMNS', table: part(amends) }]),
  ];
  return {
    source,
    naming,
    searchPath: [],
    statement: {
      declarations: creates === undefined ? [] : [{ name: part(creates), like: null }],
      amendments,
      trees: parsed?.trees ?? [],
    },
  };
}

function ordered(made: readonly Made[]) {
  const { order, cycles } = orderStatements(made.map(item));
  const label = (index: number) =>
    `${made[index]?.source}:${JSON.stringify(Object.values(made[index] ?? {}).slice(1))}`;
  return { order: order.map(label), cycles: cycles.map((cycle) => cycle.map(label)) };
}

describe('the order of a run', () => {
  it('puts what creates a table before what reads it, in whatever file either stands', () => {
    const made: Made[] = [
      { source: 'a.sql', creates: 'v', query: 'select * from t' },
      { source: 'b.sql', creates: 't' },
      { source: 'b.sql', query: 'insert into x select * from v' },
    ];
    const forward = ordered(made).order;
    expect(forward[0]).toContain('b.sql:["t"]');
    expect(ordered([made[1], made[2], made[0]].filter((each) => each !== undefined)).order).toEqual(forward);
  });

  it('takes SELECT … INTO for what creates its table', () => {
    const made: Made[] = [
      { source: 'a.sql', query: 'select x into m from t' },
      { source: 'a.sql', query: 'insert into y select x from m' },
      { source: 'b.sql', creates: 't' },
    ];
    expect(orderStatements(made.map(item))).toEqual({ order: [2, 0, 1], cycles: [] });
  });

  it('keeps the versions of a table that one file makes twice apart', () => {
    const made: Made[] = [
      { source: 'a.sql', creates: 'tmp' },
      { source: 'a.sql', query: 'insert into x select a from tmp' },
      { source: 'a.sql', drops: 'tmp' },
      { source: 'a.sql', creates: 'tmp', query: 'select 1 as b' },
      { source: 'a.sql', query: 'insert into y select b from tmp' },
    ];
    expect(orderStatements(made.map(item)).order).toEqual([0, 1, 2, 3, 4]);
  });

  it('lets readers of other files see a table as it is changed in the end', () => {
    const made: Made[] = [
      { source: 'a.sql', query: 'select c from t' },
      { source: 'b.sql', creates: 't' },
      { source: 'c.sql', amends: 't' },
    ];
    expect(orderStatements(made.map(item)).order).toEqual([1, 2, 0]);
  });

  it('reports a cycle of views and keeps every statement', () => {
    const { order, cycles } = ordered([
      { source: 'a.sql', creates: 'a', query: 'select * from b' },
      { source: 'a.sql', creates: 'b', query: 'select * from a' },
      { source: 'a.sql', creates: 'c', query: 'select * from b' },
    ]);
    expect(order).toHaveLength(3);
    expect(cycles).toHaveLength(1);
    expect(cycles[0]?.every((label) => !label.includes('"c"'))).toBe(true);
  });

  it('does not take the name of a CTE for a table', () => {
    const { cycles } = ordered([
      { source: 'a.sql', creates: 'a', query: 'with b as (select 1) select * from b' },
      { source: 'a.sql', creates: 'b', query: 'select * from a' },
    ]);
    expect(cycles).toEqual([]);
  });

  it('orders twenty thousand statements that all read one table', () => {
    const many = Array.from(
      { length: 20_000 },
      (_, n): Made => ({ source: `f${n}.sql`, query: 'select a from t' }),
    );
    expect(orderStatements([...many, { source: 'z.sql', creates: 't' }].map(item)).order[0]).toBe(20_000);
  });
});
